import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it, vi } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { MOST_LISTED_REQUESTS } from '../../shared/meters/request-contract.ts'
import { assetOf, meterOf } from '../fixtures/asset-fixture.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { asked, askedParkOfTest, choiceOf, gateway, messagesOf, requestedOn, sendRequests, takenBy } from '../fixtures/meter-fixture.ts'
import type { MailOffice } from '../fixtures/outbox-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

const park = askedParkOfTest()
const realPress = { printsReally: true }

describe('« En attente d’envois »', () => {
  it('M-003 M-004 M-038 proposes the assets whose mode is e-mail or fax, M-012 with the origin of their address, M-009 M-047 also one without any', async () => {
    const { api } = await park()
    const rows = await api.meters.proposals({ launch: null })
    expect(rows.map(({ providerIdentifier, medium, email, fax }) => [providerIdentifier, medium, (medium === 'email' ? email : fax)?.origin ?? null]).sort()).toEqual([
      ['BIEN-001', 'email', 'contact'], ['BIEN-002', 'email', 'location'], ['BIEN-003', 'fax', 'site'], ['BIEN-004', 'email', 'customer'], ['BIEN-005', 'fax', 'site'], ['BIEN-006', 'email', null],
    ])
  })

  it('M-040 each with identifiers, customer, site, location, contact and last real reading', async () => {
    const { api } = await park()
    const row = (await api.meters.proposals({ launch: null })).find(({ providerIdentifier }) => providerIdentifier === 'BIEN-001')!
    expect(row).toMatchObject({ manufacturerIdentifier: 'CX40-7H1001', customerName: 'Ateliers Kerbrat', contactName: 'Mme Nolwenn Kerbrat', lastReadOn: '2026-11-19', modeName: 'Adresse e-mail', lastRequestedOn: null })
    expect(row.lastReadValue.replaceAll('\u00a0', ' ')).toBe('18 250')
  })

  it('M-043 M-044 M-045 the export holds every row, ticked or not, as the screen has it, and no box to tick', async () => {
    const { api, folder } = await park()
    const rows = await api.meters.proposals({ launch: null })
    const { documentId } = await api.meters.exportProposals({ launch: null, requestedOn, outFolder: null, choices: rows.map((row) => choiceOf(row, row.providerIdentifier === 'BIEN-006' ? { address: 'typed@client.example' } : {})) })
    const { file } = await api.documents.get({ id: documentId })
    const [{ data: [header, ...lines] }] = await readXlsxFile(join(folder, file)) as unknown as [{ data: [unknown[], ...unknown[][]] }]
    expect(lines).toHaveLength(rows.length)
    expect(header).not.toContain('Envoyer')
    expect(header).toEqual(expect.arrayContaining(['Bien (prestataire)', 'Client', 'Site', 'Mode', 'Fax', 'Courriel', 'Trouvé sur', 'Dernier relevé réel']))
    expect(lines.map((line) => line.join(' '))).toEqual(expect.arrayContaining([expect.stringContaining('typed@client.example Saisie')]))
  })
})

describe('what a row says beside why it cannot leave', () => {
  const linesOf = async ({ api, folder }: MailOffice): Promise<Record<string, Record<string, unknown>>> => {
    const { documentId } = await api.meters.exportProposals({ launch: null, requestedOn, outFolder: null, choices: (await api.meters.proposals({ launch: null })).map((row) => choiceOf(row)) })
    const [{ data: [header, ...lines] }] = await readXlsxFile(join(folder, (await api.documents.get({ id: documentId })).file)) as unknown as [{ data: [string[], ...string[][]] }]
    return Object.fromEntries(lines.map((line) => [line[0]!, Object.fromEntries(header.map((name, column) => [name, line[column]]))]))
  }

  it('M-043 the export is cancelled before it is written, and leaves nothing', async () => {
    const { api, folder } = await park()
    const abort = new AbortController()
    const choices = (await api.meters.proposals({ launch: null })).map((row) => choiceOf(row))
    await expect(api.meters.exportProposals({ launch: null, requestedOn, choices, outFolder: null }, { onProgress: () => abort.abort(), signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(0)
    expect(existsSync(join(folder, 'documents', 'exports')) ? readdirSync(join(folder, 'documents', 'exports')) : []).toEqual([])
  })

  it('M-031 M-040 the meter read longest ago is named, and one that nobody ever read is told', async () => {
    const office = await park()
    const { api, ids } = office
    expect((await linesOf(office))['BIEN-001']).toMatchObject({ 'Compteur relevé': 'Noir', 'À revoir': null })
    await api.assets.saveMeter(meterOf(ids['BIEN-001']!, 'Numérisations'))
    expect((await linesOf(office))['BIEN-001']).toMatchObject({ 'Compteur relevé': null, 'Dernier relevé réel': null, 'À revoir': '1 compteur jamais relevé' })
    expect((await linesOf(office))['BIEN-006']!['À revoir']).toBe('Aucune adresse pour ce mode d’envoi ; 2 compteurs jamais relevés')
  })

  it('M-042 what was asked and has not answered says so, and on which day', async () => {
    const office = await park()
    await office.api.outbox.pause()
    await sendRequests(office.api, ['BIEN-002'])
    expect((await linesOf(office))['BIEN-002']!['À revoir']).toBe('Déjà demandé le 20/11/2026, sans réponse')
    expect(await office.api.meters.history({ group: 'sent' })).toMatchObject([{ requestedOn }])
  })

  it('M-065 an asset without a meter is shown and said, and no request is made for it', async () => {
    const { api } = await park()
    await api.outbox.pause()
    const [known] = await api.meters.proposals({ launch: null })
    const [site] = await api.assets.sitesOf({ customerId: known!.customerId })
    await api.assets.saveAsset(assetOf(known!.customerId, site!.id!, 'SANS-COMPTEUR', { readingModeId: (await api.assets.readingModes()).find(({ medium }) => medium === 'email')!.id! }))
    const report = await sendRequests(api, ['SANS-COMPTEUR', 'BIEN-001'], () => ({ address: 'lui@client.example' }))
    expect(report).toMatchObject({ emailCount: 1, skipped: [{ providerIdentifier: 'SANS-COMPTEUR', reason: 'no-meter' }] })
    expect(await api.meters.history({ group: 'failed' })).toMatchObject([{ providerIdentifier: 'SANS-COMPTEUR', problem: 'no-meter' }])
    expect(await api.meters.countProposals({ launch: null })).toEqual({ count: 6 })
  })

  it('an asset without a label is named by its identifier alone in the subject', async () => {
    const { api, ids } = await park()
    const [mail] = (await api.meters.templates()).filter(({ name }) => name === 'mail')
    await api.assets.saveAsset({ ...await api.assets.asset({ id: ids['BIEN-001']! }), label: '' })
    const { subject, text } = await api.meters.previewMessage({ template: mail!, assetId: ids['BIEN-001']!, requestedOn })
    expect(subject).toBe('Demande de relevé de compteurs – BIEN-001')
    expect(text).toContain('l’équipement BIEN-001, site')
  })
})

describe('« Envoyer »', () => {
  it('M-060 M-064 M-065 M-071 the request reaches a real server: from whom the parameter names, its document filled in and printed, its data beside', async () => {
    const office = await park(asked, { ...realPress, settings: { signature: 'Service relevés', replyTo: 'compta@societe.example' } })
    const { api, folder, ids } = office
    const report = await sendRequests(api, ['BIEN-001'])
    expect(report).toMatchObject({ emailCount: 1, faxCount: 0, skipped: [], hasMailServer: true, resultTo: 'chef@societe.example' })
    const [mail] = await takenBy(office, 1)
    expect(mail!.from?.address).toBe('releves@societe.example')
    expect(mail!.replyTo).toBeUndefined()
    expect(mail!.to?.[0]?.address).toBe('n.kerbrat@kerbrat.example')
    expect(mail!.subject).toContain('BIEN-001')
    // M-081
    expect(mail!.text).toContain('Service relevés')
    expect(mail!.attachments).toHaveLength(1)
    const bytes = new Uint8Array(mail!.attachments[0]!.content as ArrayBuffer)
    const pages = await readPdf(bytes)
    expect(pages[0]!.text).toContain('20 novembre 2026')
    expect(pages[0]!.text).toContain('Fax de retour : 01 02 03 04 05')
    const meters = await api.assets.metersOf({ assetId: ids['BIEN-001']! })
    for (const { name } of meters) expect(pages.map(({ text }) => text).join('\n')).toContain(name)
    expect((await PDFDocument.load(bytes)).getForm().getFields()).toHaveLength(meters.length + 6)

    const [sent] = await vi.waitFor(async () => {
      const found = await api.meters.history({ group: 'sent' })
      if (found[0]?.state !== 'sent') throw new Error('not sent yet')
      return found
    })
    expect(sent).toMatchObject({ providerIdentifier: 'BIEN-001', requestedOn, medium: 'email', address: 'n.kerbrat@kerbrat.example', addressOrigin: 'contact', state: 'sent', isAutomatic: false })
    const data = await api.documents.get({ id: sent!.dataDocumentId! })
    expect(readFileSync(join(folder, data.file), 'utf8')).toContain('<SOC_FAX_RELEVE_COMPTEUR>01 02 03 04 05</SOC_FAX_RELEVE_COMPTEUR>')
  })

  it('M-042 M-059 only what is ticked leaves, and the mode of the asset stays what it was', async () => {
    const { api, ids } = await park()
    await api.outbox.pause()
    await sendRequests(api, ['BIEN-001', 'BIEN-002'])
    expect((await api.outbox.list({ state: 'queued' })).map(({ toAddress }) => toAddress).sort()).toEqual(['comptabilite@kerbrat.example', 'n.kerbrat@kerbrat.example'])
    expect((await api.meters.history({ group: 'sent' })).map(({ providerIdentifier }) => providerIdentifier).sort()).toEqual(['BIEN-001', 'BIEN-002'])
    expect((await api.meters.proposals({ launch: null })).find(({ id }) => id === ids['BIEN-001'])).toMatchObject({ medium: 'email', lastRequestedOn: requestedOn })
  })

  it('M-048 M-049 an address typed is used for this sending and kept nowhere', async () => {
    const { api } = await park()
    await api.outbox.pause()
    await sendRequests(api, ['BIEN-006'], () => ({ address: 'typed@client.example' }))
    expect(await api.meters.history({ group: 'sent' })).toMatchObject([{ address: 'typed@client.example', addressOrigin: 'typed' }])
    expect((await api.meters.proposals({ launch: null })).find(({ providerIdentifier }) => providerIdentifier === 'BIEN-006')!.email).toBeNull()
  })

  it('M-052 M-053 M-066 a row without address, with a « # » or an address that is none is not sent although ticked: it is told and recorded', async () => {
    const { api } = await park()
    await api.outbox.saveFaxSettings({ settings: gateway })
    await api.outbox.pause()
    const report = await sendRequests(api, null, ({ providerIdentifier }) => (providerIdentifier === 'BIEN-002' ? { address: 'abc' } : providerIdentifier === 'BIEN-003' ? { address: '01 23#' } : {}))
    expect(report.skipped.map(({ providerIdentifier, reason }) => [providerIdentifier, reason]).sort()).toEqual([['BIEN-002', 'invalid-address'], ['BIEN-003', 'fax-blocked'], ['BIEN-005', 'fax-blocked'], ['BIEN-006', 'no-address']])
    expect((await api.outbox.list({ state: 'queued' })).map(({ toAddress }) => toAddress).sort()).toEqual(['atelier@tanguy.example', 'n.kerbrat@kerbrat.example'])
    expect((await api.meters.history({ group: 'failed' })).map(({ providerIdentifier, problem }) => [providerIdentifier, problem]).sort()).toEqual([['BIEN-002', 'invalid-address'], ['BIEN-003', 'fax-blocked'], ['BIEN-005', 'fax-blocked'], ['BIEN-006', 'no-address']])
  })

  it('M-054 a « # » in the fax of an asset asked by e-mail keeps nothing from leaving', async () => {
    const { api } = await park()
    await api.outbox.pause()
    const report = await sendRequests(api, ['BIEN-005'], () => ({ medium: 'email', address: 'g.ledantec@ledantec.example' }))
    expect(report).toMatchObject({ emailCount: 1, skipped: [] })
  })

  it('M-062 nothing ticked: said, nothing sent', async () => {
    const { api } = await park()
    await expect(api.meters.send({ launch: null, asOf: requestedOn, requestedOn, choices: [] })).rejects.toMatchObject({ code: 'meters.nothing-ticked' })
    expect(await api.outbox.list({ state: null })).toEqual([])
  })

  it('M-063 cancelled amid the preparation nothing is sent, no request, no document, no file is left', async () => {
    const { api, folder } = await park()
    const abort = new AbortController()
    const choices = (await api.meters.proposals({ launch: null })).map((row) => choiceOf(row))
    await expect(api.meters.send({ launch: null, asOf: requestedOn, requestedOn, choices }, { onProgress: () => abort.abort(), signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await api.outbox.list({ state: null })).toEqual([])
    expect(await api.meters.history({ group: 'sent' })).toEqual([])
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(0)
    const written = join(folder, 'documents', 'meter-requests', requestedOn)
    expect(existsSync(written) ? readdirSync(written) : []).toEqual([])
  })

  it.each<[string, boolean]>([['2027-11-20', false], ['2026-12-20', false], ['2026-11-28', false], ['2026-10-19', false], ['2026-11-27', true], ['2026-10-20', true]])('M-037 dated %s, sent on 20/11/2026: leaves %s', async (date, leaves) => {
    const { api } = await park()
    await api.outbox.pause()
    const choices = (await api.meters.proposals({ launch: null })).slice(0, 1).map((row) => choiceOf(row, { medium: 'email', address: 'a@client.example' }))
    const sending = api.meters.send({ launch: null, requestedOn: localDate(date), asOf: requestedOn, choices })
    if (leaves) expect(await sending).toMatchObject({ emailCount: 1 })
    else await expect(sending).rejects.toMatchObject({ code: 'meters.dated-far', details: { before: 31, ahead: 7 } })
    expect((await api.outbox.list({ state: 'queued' })).length).toBe(leaves ? 1 : 0)
  })

  it('M-070 without a mail server the requests wait in the outbox, and it is said', async () => {
    const office = await park()
    const { api } = office
    await onFile(office, (sql) => sql.exec('DELETE FROM mail_settings'))
    expect(await sendRequests(api, ['BIEN-001'])).toMatchObject({ emailCount: 1, hasMailServer: false })
    expect(await messagesOf(office)).toMatchObject([{ state: 'queued', kind: 'meter-request' }])
  })
})

describe('from whom, M-072 M-073', () => {
  it('M-072 without an own sender the general one', async () => {
    const office = await park({ MAIL: 'general@societe.example' })
    await sendRequests(office.api, ['BIEN-001'])
    expect((await takenBy(office, 1))[0]!.from?.address).toBe('general@societe.example')
  })

  it('M-073 with neither nothing is sent: both parameters are named', async () => {
    const { api } = await park({})
    await expect(sendRequests(api, ['BIEN-001'])).rejects.toMatchObject({ code: 'meters.no-sender', details: { first: 'BIEN_COMPTEUR_EXPEDITEUR_MAIL', second: 'MAIL' } })
    expect(await api.outbox.list({ state: null })).toEqual([])
  })
})

describe('the result of a sending', () => {
  it('M-074 M-077 once everything has left, a mail with what was sent, failed and skipped, once', async () => {
    const office = await park()
    const { api, server } = office
    server.behaviour = (turn) => (turn === 0 ? 'refuse-recipient' : 'accept')
    await sendRequests(api, ['BIEN-001', 'BIEN-002', 'BIEN-004', 'BIEN-006'])
    const [result] = (await takenBy(office, 3)).filter(({ to }) => to?.[0]?.address === 'chef@societe.example')
    expect(result!.subject!.replaceAll('\u00a0', ' ')).toBe('Demandes de relevés du 20/11/2026 : 2 envoyées, 1 en échec, 1 non envoyée')
    expect(result!.from?.address).toBe('releves@societe.example')
    for (const shown of ['Envoyées : 2', 'En échec ou à vérifier : 1', 'Non envoyées : 1', 'BIEN-006', 'Aucune adresse']) expect(result!.text!.replaceAll('\u00a0', ' ')).toContain(shown)
    const failed = await api.meters.history({ group: 'failed' })
    expect(failed.map(({ state, problem }) => [state, problem])).toEqual(expect.arrayContaining([['failed', null], [null, 'no-address']]))
    // the failed one is sent after all: the result has been told
    const [again] = await api.outbox.list({ state: 'failed' })
    await api.outbox.retry({ id: again!.id })
    await takenBy(office, 4)
    expect((await messagesOf(office)).filter(({ kind }) => kind === 'meter-summary')).toHaveLength(1)
  })

  it('M-075 without an own recipient MAILTO is told; M-076 so is he for who has no address', async () => {
    const office = await park({ MAIL: 'general@societe.example', MAILTO: 'tous@societe.example' })
    expect((await sendRequests(office.api, ['BIEN-001'])).resultTo).toBe('tous@societe.example')
    expect((await takenBy(office, 2)).map(({ to }) => to?.[0]?.address)).toContain('tous@societe.example')
  })

  it('with nobody to tell it to, nothing is written, and the report says so', async () => {
    const office = await park({ MAIL: 'general@societe.example' })
    expect((await sendRequests(office.api, ['BIEN-001'])).resultTo).toBe('')
    await takenBy(office, 1)
    expect((await messagesOf(office)).map(({ kind }) => kind)).toEqual(['meter-request'])
  })

  it('waits for messages that wait, and is told when a person gives them up', async () => {
    const { api } = await park()
    await api.outbox.pause()
    await sendRequests(api, ['BIEN-001', 'BIEN-002'])
    const queued = await api.outbox.list({ state: 'queued' })
    await api.outbox.cancel({ id: queued[0]!.id })
    expect((await api.outbox.list({ state: null })).filter(({ kind }) => kind === 'meter-summary')).toEqual([])
    await api.outbox.cancel({ id: queued[1]!.id })
    const summary = (await api.outbox.list({ state: null })).filter(({ kind }) => kind === 'meter-summary')
    expect(summary).toMatchObject([{ toAddress: 'chef@societe.example', subject: expect.stringContaining('2 en échec') }])
  })

  it('a crash amid a message leaves it to a person: its run is told at the next opening', async () => {
    const office = await park()
    const { api } = office
    await api.outbox.pause()
    await sendRequests(api, ['BIEN-001'])
    await onFile(office, (sql) => sql.exec(`UPDATE outbox_message SET state = 'in_data'`))
    expect((await messagesOf(office)).map(({ kind, state }) => [kind, state])).toEqual([['meter-summary', 'queued'], ['meter-request', 'unknown']])
    expect(await api.meters.history({ group: 'failed' })).toMatchObject([{ state: 'unknown' }])
  })
})

describe('« Envoyées » of several years', () => {
  it('leaves out answered requests only: the oldest that waits for its answer is still there', async () => {
    const office = await park()
    await office.api.outbox.pause()
    await sendRequests(office.api, ['BIEN-001'])
    await onFile(office, (sql) => sql.prepare(`INSERT INTO meter_request (run_id, asset_id, requested_on, medium, address, address_origin, outbox_message_id, answered_on, last_reading_id)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT run_id, asset_id, requested_on, medium, address, address_origin, outbox_message_id, requested_on, 0 FROM n, meter_request WHERE meter_request.id = 1`).run(MOST_LISTED_REQUESTS))
    const listed = await office.api.meters.history({ group: 'sent' })
    expect(listed).toHaveLength(MOST_LISTED_REQUESTS)
    expect(listed.at(-1)).toMatchObject({ id: 1, answeredOn: null })
    expect(listed[0]!.id).toBe(MOST_LISTED_REQUESTS + 1)
  })
})

describe('guarantees of the outbox, for requests too', () => {
  it('a backup restored sends nothing by itself: what had not left is for a person to say', async () => {
    const { api, folder } = await park()
    await api.outbox.pause()
    await sendRequests(api, ['BIEN-001'])
    const { file } = await api.dossiers.backup(undefined)
    await api.dossiers.restore({ folder, name: file.split(/[\\/]/).at(-1)!, into: null })
    expect((await api.outbox.list({ state: null })).filter(({ kind }) => kind === 'meter-request')).toMatchObject([{ state: 'unknown', reason: 'restored' }])
  })

  it('a request sent once more on purpose is a message of its own, as a fax if it was one', async () => {
    const office = await park()
    await office.api.outbox.saveFaxSettings({ settings: gateway })
    await sendRequests(office.api, ['BIEN-003'])
    await takenBy(office, 2)
    const original = (await messagesOf(office)).find(({ kind }) => kind === 'meter-request')!
    await office.api.outbox.resend({ id: original.id })
    await takenBy(office, 3)
    expect(office.server.mails[2]!.recipients).toEqual(office.server.mails[0]!.recipients)
    expect((await messagesOf(office)).find(({ resendOfId }) => resendOfId === original.id)).toMatchObject({ channel: 'fax' })
  })
})
