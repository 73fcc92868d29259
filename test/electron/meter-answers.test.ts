import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AnswerEntry } from '../../shared/meters/answer-contract.ts'
import { localDate } from '../../shared/date.ts'
import { answeredOn, readingsOf, requestOf } from '../fixtures/answer-fixture.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { asked, requestedOn, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openMailOffice, type MailOffice } from '../fixtures/outbox-fixture.ts'

type Park = MailOffice & { ids: Record<string, number> }
let opened: MailOffice | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

/** The sample park with requests made of these assets, which wait. */
async function park(...identifiers: string[]): Promise<Park> {
  opened = await openMailOffice()
  const ids = await samplePark(opened.api)
  await setParameters(opened.api, asked)
  await opened.api.outbox.pause()
  if (identifiers.length > 0) await sendRequests(opened.api, identifiers)
  return { ...opened, ids }
}

/** An answer of BIEN-00x by the names of its meters. */
async function entryFor({ api }: Park, identifier: string, values: Record<string, number>, more: Partial<AnswerEntry> = {}): Promise<AnswerEntry> {
  const request = await requestOf(api, identifier)
  const { meters } = await api.meters.answerSheet({ requestId: request.id })
  return { requestId: request.id, readOn: localDate('2026-11-21'), isFinal: false, values: Object.entries(values).map(([name, value]) => ({ meterId: meters.find((meter) => meter.name === name)!.id, valueThousandths: value * 1000 })), ...more }
}

describe('« Saisir la réponse »', () => {
  it('M-120 shows all meters of the asset with unit and last reading that is no estimate', async () => {
    const { api } = await park('BIEN-001')
    const request = await requestOf(api, 'BIEN-001')
    expect(await api.meters.answerSheet({ requestId: request.id })).toMatchObject({
      providerIdentifier: 'BIEN-001', customerName: 'Ateliers Kerbrat', requestedOn, answeredOn: null,
      meters: [{ name: 'Noir', unit: 'pages', last: { readOn: '2026-11-19', valueThousandths: 18_250_000 } }, { name: 'Couleur', last: { valueThousandths: 7_420_000 } }],
    })
  })

  it('M-040 M-065 M-120 of two readings of one day the last is the higher one, in the list, the document, the answer, its table and the checks', async () => {
    const office = await park('BIEN-001')
    const { api, ids, folder } = office
    const [meter] = await api.assets.metersOf({ assetId: ids['BIEN-001']! })
    const read = (value: number) => ({ assetId: ids['BIEN-001']!, readOn: localDate('2026-11-20'), origin: 'customer' as const, values: [{ meterId: meter!.id!, valueThousandths: value * 1000 }] })
    await api.assets.saveReadings({ entry: read(18_600), asOf: answeredOn, isSure: true })
    await api.assets.saveReadings({ entry: read(18_400), asOf: answeredOn, isSure: true })
    const request = await requestOf(api, 'BIEN-001')
    expect((await api.meters.answerSheet({ requestId: request.id })).meters[0]!.last).toEqual({ readOn: '2026-11-20', valueThousandths: 18_600_000 })
    const [table] = await api.meters.exportEntryTables({ requestIds: [request.id], asOf: answeredOn, outFolder: null })
    const [{ data: [header, ...lines] }] = await readXlsxFile(table!.file) as unknown as [{ data: [string[], ...unknown[][]] }]
    expect(lines[0]![header.indexOf('Dernière valeur')]).toBe(18_600)
    const entry = await entryFor(office, 'BIEN-001', { Noir: 18_500, Couleur: 7_500 })
    expect(await api.meters.checkAnswer({ entry, asOf: answeredOn })).toMatchObject([{ check: 'below-last', text: 'La valeur saisie ( 18500 ) est inférieure au dernier relevé ( 18600 )' }])
    await sendRequests(api, ['BIEN-001'], () => ({ address: 'encore@client.example' }))
    const again = await api.documents.get({ id: (await requestOf(api, 'BIEN-001')).dataDocumentId! })
    expect(readFileSync(join(folder, again.file), 'utf8')).toContain('<CPT_DERNIER_RELEVE_VALEUR>18600</CPT_DERNIER_RELEVE_VALEUR>')
  })

  it('M-120 values of all meters: readings of origin « Relevé client », source « Réponse », and the request is answered', async () => {
    const office = await park('BIEN-001')
    const { api, ids } = office
    const entry = await entryFor(office, 'BIEN-001', { Noir: 18_500, Couleur: 7_500 })
    expect(await api.meters.checkAnswer({ entry, asOf: answeredOn })).toEqual([])
    expect(await api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: answeredOn })).toEqual({ readingCount: 2, knownCount: 0, answeredCount: 1, incomplete: [] })
    expect((await api.assets.readingsOf({ assetId: ids['BIEN-001']! })).slice(0, 2)).toMatchObject([{ valueThousandths: 18_500_000, origin: 'customer', source: 'answer', readOn: '2026-11-21' }, { valueThousandths: 7_500_000 }])
    expect(await requestOf(api, 'BIEN-001')).toMatchObject({ answeredOn })
    expect((await api.meters.proposals({ launch: null })).find(({ providerIdentifier }) => providerIdentifier === 'BIEN-001')!.lastRequestedOn).toBeNull()
  })

  it('M-120 a value below the last reading: the message of the requirement before saving; saved only once it is confirmed', async () => {
    const office = await park('BIEN-001')
    const { api, ids } = office
    const before = await readingsOf(api, ids['BIEN-001']!)
    const entry = await entryFor(office, 'BIEN-001', { Noir: 900, Couleur: 7_500 })
    const findings = await api.meters.checkAnswer({ entry, asOf: answeredOn })
    expect(findings).toMatchObject([{ check: 'below-last', severity: 'alert', text: 'La valeur saisie ( 900 ) est inférieure au dernier relevé ( 18250 )' }])
    await expect(api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: answeredOn })).rejects.toMatchObject({ code: 'answers.doubtful', details: { identifier: 'BIEN-001' } })
    expect(await readingsOf(api, ids['BIEN-001']!)).toEqual(before)
    await api.meters.saveAnswers({ answers: [{ entry, confirmed: findings }], asOf: answeredOn })
    expect(await requestOf(api, 'BIEN-001')).toMatchObject({ answeredOn })
  })

  it.each<[string, Record<string, number>, Partial<AnswerEntry>, string[]]>([
    ['a digit too many', { Noir: 185_000, Couleur: 7_500 }, {}, ['La valeur saisie ( 185000 ) dépasse de plus de dix fois l’habitude de ce compteur ( 18250 le 19/11/2026 )']],
    ['dated before its request', { Noir: 18_260, Couleur: 7_430 }, { readOn: localDate('2026-11-19') }, ['Le relevé du 19/11/2026 est antérieur à la demande du 20/11/2026', 'Un autre relevé du 19/11/2026 existe déjà ( 18250 )', 'Un autre relevé du 19/11/2026 existe déjà ( 7420 )']],
    ['three busy days', { Noir: 18_900, Couleur: 7_600 }, { readOn: localDate('2026-11-22') }, []],
  ])('M-120 an answer that is implausible (%s) is asked about', async (_name, values, more, texts) => {
    const office = await park('BIEN-001')
    const { api } = office
    const entry = await entryFor(office, 'BIEN-001', values, more)
    const findings = await api.meters.checkAnswer({ entry, asOf: answeredOn })
    expect(findings.map(({ text }) => text)).toEqual(texts)
    expect(findings.every(({ severity }) => severity === 'alert')).toBe(true)
  })

  it.each<[string, string[]]>([['AUCUN', []], ['ALERTE', ['alert']], ['BLOCAGE', ['block']]])('M-120 an administrator sets a check: CONTROLE_RELEVE_INFERIEUR %s', async (severity, severities) => {
    const office = await park('BIEN-001')
    const { api } = office
    await setParameters(api, { CONTROLE_RELEVE_INFERIEUR: severity })
    const findings = await api.meters.checkAnswer({ entry: await entryFor(office, 'BIEN-001', { Noir: 900, Couleur: 7_500 }), asOf: answeredOn })
    expect(findings.map((finding) => finding.severity)).toEqual(severities)
  })

  it.each<[string, Record<string, number>, Partial<AnswerEntry>, string]>([
    ['negative', { Noir: -1, Couleur: 7_500 }, {}, 'La valeur saisie ( -1 ) est négative'],
    ['a day to come', { Noir: 18_500, Couleur: 7_500 }, { readOn: localDate('2026-11-23') }, 'La date saisie ( 23/11/2026 ) est dans le futur'],
  ])('M-120 what is blocked (%s) refuses all the answers of the same saving, whatever is confirmed', async (_name, values, more, text) => {
    const office = await park('BIEN-001', 'BIEN-002')
    const { api, ids } = office
    const good = await entryFor(office, 'BIEN-002', { Noir: 41_000, Couleur: 1_300 })
    const bad = await entryFor(office, 'BIEN-001', values, more)
    const findings = await api.meters.checkAnswer({ entry: bad, asOf: answeredOn })
    await expect(api.meters.saveAnswers({ answers: [{ entry: good, confirmed: [] }, { entry: bad, confirmed: findings }], asOf: answeredOn })).rejects.toMatchObject({ code: 'answers.blocked', details: { identifier: 'BIEN-001', text } })
    expect((await readingsOf(api, ids['BIEN-002']!)).filter((reading) => reading.endsWith('answer'))).toEqual([])
    expect(await requestOf(api, 'BIEN-002')).toMatchObject({ answeredOn: null })
  })

  it('the same answer twice changes nothing the second time; another value of the same day is told and must be confirmed', async () => {
    const office = await park('BIEN-001')
    const { api, ids } = office
    const entry = await entryFor(office, 'BIEN-001', { Noir: 18_500, Couleur: 7_500 })
    await api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: answeredOn })
    const before = await readingsOf(api, ids['BIEN-001']!)
    expect(await api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: localDate('2026-11-30') })).toEqual({ readingCount: 0, knownCount: 2, answeredCount: 0, incomplete: [] })
    expect(await readingsOf(api, ids['BIEN-001']!)).toEqual(before)
    expect(await requestOf(api, 'BIEN-001')).toMatchObject({ answeredOn })
    const other = await entryFor(office, 'BIEN-001', { Noir: 18_600, Couleur: 7_500 })
    expect((await api.meters.checkAnswer({ entry: other, asOf: answeredOn })).map(({ check, text }) => [check, text])).toEqual([
      ['answered-already', 'Cette demande a déjà une réponse, enregistrée le 22/11/2026'], ['same-day', 'Un autre relevé du 21/11/2026 existe déjà ( 18500 )'],
    ])
  })

  it('a meter is missing: its request stays open, until the other one comes or a person takes it as answered', async () => {
    const office = await park('BIEN-001', 'BIEN-002')
    const { api } = office
    expect(await api.meters.saveAnswers({ answers: [{ entry: await entryFor(office, 'BIEN-001', { Noir: 18_500 }), confirmed: [] }], asOf: answeredOn })).toMatchObject({ readingCount: 1, answeredCount: 0, incomplete: ['BIEN-001'] })
    expect(await requestOf(api, 'BIEN-001')).toMatchObject({ answeredOn: null })
    expect(await api.meters.saveAnswers({ answers: [{ entry: await entryFor(office, 'BIEN-001', { Couleur: 7_500 }), confirmed: [] }], asOf: answeredOn })).toMatchObject({ answeredCount: 1, incomplete: [] })
    expect(await api.meters.saveAnswers({ answers: [{ entry: await entryFor(office, 'BIEN-002', { Noir: 41_000 }, { isFinal: true }), confirmed: [] }], asOf: answeredOn })).toMatchObject({ answeredCount: 1, incomplete: [] })
  })

  it('two answers that read the same meter: refused with its name; two days for two meters are one answer', async () => {
    const office = await park('BIEN-001')
    const { api } = office
    const [noir, again, couleur] = [await entryFor(office, 'BIEN-001', { Noir: 18_500 }), await entryFor(office, 'BIEN-001', { Noir: 18_600 }), await entryFor(office, 'BIEN-001', { Couleur: 7_500 }, { readOn: localDate('2026-11-20') })]
    await expect(api.meters.saveAnswers({ answers: [{ entry: noir, confirmed: [] }, { entry: again, confirmed: [] }], asOf: answeredOn })).rejects.toMatchObject({ code: 'answers.twice', details: { identifier: 'BIEN-001', meter: 'Noir' } })
    expect(await api.meters.saveAnswers({ answers: [{ entry: noir, confirmed: [] }, { entry: couleur, confirmed: [] }], asOf: answeredOn })).toMatchObject({ readingCount: 2, answeredCount: 1, incomplete: [] })
  })

  it('a meter of another asset, decimals a meter has not, a request that is not there: refused', async () => {
    const office = await park('BIEN-001', 'BIEN-002')
    const { api } = office
    const [mine, other] = [await entryFor(office, 'BIEN-001', { Noir: 18_500 }), await entryFor(office, 'BIEN-002', { Noir: 41_000 })]
    const save = (entry: AnswerEntry) => api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: answeredOn })
    await expect(save({ ...mine, values: other.values })).rejects.toMatchObject({ code: 'assets.elsewhere' })
    await expect(save({ ...mine, values: [{ ...mine.values[0]!, valueThousandths: 18_500_500 }] })).rejects.toMatchObject({ code: 'answers.too-precise', details: { identifier: 'BIEN-001', meter: 'Noir' } })
    await expect(save({ ...mine, requestId: 9999 })).rejects.toMatchObject({ code: 'answers.request-gone' })
  })

  it('a request that is answered before its message leaves does not leave any more', async () => {
    const office = await park('BIEN-001')
    const { api } = office
    await api.meters.saveAnswers({ answers: [{ entry: await entryFor(office, 'BIEN-001', { Noir: 18_500, Couleur: 7_500 }), confirmed: [] }], asOf: answeredOn })
    await api.outbox.resume()
    await vi.waitFor(async () => expect(await api.outbox.list({ state: 'set_aside' })).toMatchObject([{ reason: 'answered', detail: '22/11/2026' }]), { timeout: 15_000 })
  })

  it('a request does not leave when its asset has gone back to stock meanwhile', async () => {
    const office = await park('BIEN-001')
    const { api, server } = office
    const { ids } = await api.assets.findAssets({ search: 'BIEN-001', customerId: null, onlyInstalled: true })
    await api.assets.saveAsset({ ...await api.assets.asset({ id: ids[0]! }), isInstalled: false })
    await api.outbox.resume()
    await vi.waitFor(async () => expect(await api.outbox.list({ state: 'set_aside' })).toMatchObject([{ reason: 'asset-gone' }]), { timeout: 15_000 })
    expect(server.mails).toEqual([])
  })
})

describe('requests without answer', () => {
  /** Requests that a server took on that day. */
  async function sent(...identifiers: string[]): Promise<Park> {
    const office = await park(...identifiers)
    await onFile(office, (sql) => sql.prepare(`UPDATE outbox_message SET state = 'sent', accepted_on = ? WHERE kind = 'meter-request'`).run(requestedOn))
    return office
  }
  const again = ({ api }: Park, ids: number[]) => api.meters.askAgain({ requestIds: ids, requestedOn: localDate('2026-12-05'), asOf: localDate('2026-12-05') })

  it.each(['2030-01-01', '2026-11-28', '2026-10-19'])('M-037 asked again on 20/11/2026 with the date %s: refused, and nothing leaves', async (date) => {
    const office = await sent('BIEN-001')
    const { id } = await requestOf(office.api, 'BIEN-001')
    await expect(office.api.meters.askAgain({ requestIds: [id], requestedOn: localDate(date), asOf: requestedOn })).rejects.toMatchObject({ code: 'meters.dated-far', details: { before: 31, ahead: 7 } })
    expect((await office.api.outbox.list({ state: 'queued' })).filter(({ kind }) => kind === 'meter-request')).toEqual([])
  })

  it('are asked again on purpose, by a new request that names the former; the same ticked twice, or an old list, doubles nothing', async () => {
    const office = await sent('BIEN-001', 'BIEN-002')
    const { api } = office
    const [first, second] = [await requestOf(api, 'BIEN-001'), await requestOf(api, 'BIEN-002')]
    expect(first).toMatchObject({ sentOn: requestedOn, isAskedAgain: false, formerOn: null })
    await api.meters.saveAnswers({ answers: [{ entry: await entryFor(office, 'BIEN-002', { Noir: 41_000, Couleur: 1_300 }), confirmed: [] }], asOf: answeredOn })
    expect(await again(office, [first.id, first.id, second.id])).toMatchObject({ emailCount: 1, skipped: [{ providerIdentifier: 'BIEN-002', reason: 'answered' }] })
    const history = await api.meters.history({ group: 'sent' })
    expect(history.filter(({ providerIdentifier }) => providerIdentifier === 'BIEN-001')).toMatchObject([
      { requestedOn: '2026-12-05', formerOn: requestedOn, isAskedAgain: false, address: 'n.kerbrat@kerbrat.example' }, { id: first.id, isAskedAgain: true },
    ])
    const waiting = async () => (await api.outbox.list({ state: 'queued' })).filter(({ kind }) => kind === 'meter-request')
    expect(await waiting()).toHaveLength(1)
    expect((await api.outbox.message({ id: (await waiting())[0]!.id })).text).toContain('Notre demande du 20 novembre 2026 étant restée sans réponse')
    expect(await again(office, [first.id])).toMatchObject({ emailCount: 0, skipped: [{ reason: 'asked-again' }] })
    expect(await waiting()).toHaveLength(1)
  })

  it('an address that was typed serves again; one repetition that never left may be made once more', async () => {
    opened = await openMailOffice()
    const { api } = opened
    const ids = await samplePark(api)
    await setParameters(api, asked)
    await api.outbox.pause()
    await sendRequests(api, ['BIEN-006'], () => ({ address: 'typed@client.example' }))
    const first = await requestOf(api, 'BIEN-006')
    const office = { ...opened, ids }
    await onFile(office, (sql) => sql.prepare(`UPDATE outbox_message SET state = 'sent', accepted_on = ? WHERE kind = 'meter-request'`).run(requestedOn))
    await again(office, [first.id])
    const repeat = await requestOf(api, 'BIEN-006')
    expect(repeat).toMatchObject({ address: 'typed@client.example', formerOn: requestedOn })
    const [message] = await api.outbox.list({ state: 'queued' })
    await api.outbox.cancel({ id: message!.id })
    expect((await again(office, [first.id])).emailCount).toBe(1)
  })

  const requestMessages = async ({ api }: Park) => (await api.outbox.list({ state: null })).filter(({ kind }) => kind === 'meter-request')

  it.each(['queued', 'waiting'])('one whose message is still %s is not asked again beside it, and the report says so', async (state) => {
    const office = await park('BIEN-001', 'BIEN-002')
    const ids = (await office.api.meters.history({ group: 'sent' })).map(({ id }) => id)
    await onFile(office, (sql) => sql.prepare(`UPDATE outbox_message SET state = :state, next_attempt_at = iif(:state = 'waiting', '2099-01-01T00:00:00.000Z', NULL) WHERE kind = 'meter-request'`).run({ state }))
    expect(await again(office, ids)).toMatchObject({ runId: null, emailCount: 0, skipped: [{ reason: 'on-its-way' }, { reason: 'on-its-way' }] })
    expect(await requestMessages(office)).toHaveLength(2)
  })

  it('one whose message a person has put into the outbox once more is not asked again beside that', async () => {
    const office = await sent('BIEN-001')
    const first = await requestOf(office.api, 'BIEN-001')
    await office.api.outbox.resend({ id: (await requestMessages(office))[0]!.id })
    expect(await again(office, [first.id])).toMatchObject({ emailCount: 0, skipped: [{ reason: 'on-its-way' }] })
    expect(await requestMessages(office)).toHaveLength(2)
  })

  it.each<[string, (office: Park) => Promise<unknown>]>([
    ['written by hand while the first waits', async (office) => sendRequests(office.api, ['BIEN-001'])],
    ['asked again, then the first that had failed is tried again', async (office) => {
      const [message] = await requestMessages(office)
      const { id } = await requestOf(office.api, 'BIEN-001')
      await office.api.outbox.cancel({ id: message!.id })
      await again(office, [id])
      await onFile(office, (sql) => sql.prepare(`UPDATE outbox_message SET state = 'failed' WHERE id = ?`).run(message!.id))
      await office.api.outbox.retry({ id: message!.id })
    }],
    ['asked again while nobody knows of the first, which a person then sends again', async (office) => {
      const [message] = await requestMessages(office)
      const { id } = await requestOf(office.api, 'BIEN-001')
      await onFile(office, (sql) => sql.prepare(`UPDATE outbox_message SET state = 'unknown' WHERE id = ?`).run(message!.id))
      await again(office, [id])
      await office.api.outbox.resolve({ id: message!.id, outcome: 'resend' })
    }],
  ])('two requests for one asset, the second %s: the last alone leaves', async (_how, second) => {
    const office = await park('BIEN-001')
    const { api, server } = office
    await second(office)
    expect((await requestMessages(office)).map(({ state }) => state)).toEqual(['queued', 'queued'])
    await api.outbox.resume()
    await vi.waitFor(async () => expect((await requestMessages(office)).map(({ state, reason }) => [state, reason])).toEqual([['sent', ''], ['set_aside', 'asked-again']]), { timeout: 15_000 })
    expect((await Promise.all(server.mails.map((_mail, index) => server.parsed(index)))).filter(({ to }) => to?.[0]?.address === 'n.kerbrat@kerbrat.example')).toHaveLength(1)
  })

  it('the answer to a repetition answers the former as well; one made later for its own reason stays open', async () => {
    const office = await sent('BIEN-001')
    const { api } = office
    const first = await requestOf(api, 'BIEN-001')
    await again(office, [first.id])
    await sendRequests(api, ['BIEN-001'])
    const [own] = await api.meters.history({ group: 'sent' })
    await onFile(office, (sql) => sql.prepare('UPDATE meter_request SET requested_on = ? WHERE id = ?').run('2026-12-20', own!.id))
    const entry = await entryFor(office, 'BIEN-001', { Noir: 18_500, Couleur: 7_500 }, { requestId: first.id })
    expect(await api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: answeredOn })).toMatchObject({ answeredCount: 2 })
    expect((await api.meters.history({ group: 'sent' })).map((request) => [request.requestedOn, request.answeredOn])).toEqual([['2026-12-20', null], ['2026-12-05', answeredOn], [requestedOn, answeredOn]])
  })

  it('with nothing ticked nothing is done; the days are those of the parameter', async () => {
    const office = await park()
    await expect(office.api.meters.askAgain({ requestIds: [12345], requestedOn, asOf: requestedOn })).rejects.toMatchObject({ code: 'answers.request-gone' })
    expect(await office.api.meters.overdueDays()).toEqual({ days: 10 })
    await office.api.settings.saveParameters([{ name: 'NB_JOURS_AVANT_RELANCE_RELEVE', value: 21 }])
    expect(await office.api.meters.overdueDays()).toEqual({ days: 21 })
  })
})
