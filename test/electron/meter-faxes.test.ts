import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { asked, askedParkOfTest, gateway, messagesOf, requestedOn, sendRequests, takenBy } from '../fixtures/meter-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

const park = askedParkOfTest()
const realPress = { printsReally: true }

describe('by fax', () => {
  it('M-055 M-067 M-068 a fax mail as the gateway wants it: the number in the address, plain text, one PDF', async () => {
    const office = await park({ ...asked, PREFIX_FAX: '0' }, realPress)
    await office.api.outbox.saveFaxSettings({ settings: gateway })
    const report = await sendRequests(office.api, ['BIEN-003'])
    expect(report).toMatchObject({ faxCount: 1, emailCount: 0 })
    const [mail] = await takenBy(office, 1)
    expect(office.server.mails[0]!.recipients).toEqual(['00298221111@fax.example'])
    expect(mail!.html).toBeUndefined()
    expect(mail!.text).toContain('BIEN-003')
    expect(mail!.attachments).toMatchObject([{ mimeType: 'application/pdf' }])
    expect((await readPdf(new Uint8Array(mail!.attachments[0]!.content as ArrayBuffer)))[0]!.text).toContain('BIEN-003')
    expect((await messagesOf(office)).find(({ kind }) => kind === 'meter-request')).toMatchObject({ channel: 'fax', toName: '02 98 22 11 11' })
  })

  it('M-068 the number in the subject, no text at all, at a name without a point', async () => {
    const office = await park(asked)
    await office.api.outbox.saveFaxSettings({ settings: { ...gateway, addressPattern: 'fax@passerelle', subjectPattern: 'SEND {numero}', body: 'none' } })
    await sendRequests(office.api, ['BIEN-003'])
    const [mail] = await takenBy(office, 1)
    expect(office.server.mails[0]!.recipients).toEqual(['fax@passerelle'])
    expect(mail!.subject).toBe('SEND 0298221111')
    expect((mail!.text ?? '').trim()).toBe('')
    expect(mail!.attachments).toHaveLength(1)
  })

  it('M-067 without a provider nothing leaves by fax: e-mails do, faxes are told; faxes alone are refused', async () => {
    const { api } = await park()
    await api.outbox.pause()
    await expect(sendRequests(api, ['BIEN-003'])).rejects.toMatchObject({ code: 'meters.no-fax-provider' })
    expect(await api.outbox.list({ state: null })).toEqual([])
    const report = await sendRequests(api, ['BIEN-001', 'BIEN-003'])
    expect(report).toMatchObject({ emailCount: 1, faxCount: 0, skipped: [{ providerIdentifier: 'BIEN-003', reason: 'no-fax-provider' }] })
  })

  it('M-068 a document heavier than the gateway takes is told, not sent', async () => {
    const { api } = await park(asked, realPress)
    await api.outbox.saveFaxSettings({ settings: { ...gateway, maxKilobytes: 10 } })
    await api.outbox.pause()
    expect(await sendRequests(api, ['BIEN-003'])).toMatchObject({ faxCount: 0, skipped: [{ reason: 'too-large' }] })
  })

  it('M-068 a document that cannot be drawn as a fax is told, not sent: nothing is kept of it, the others leave', async () => {
    // its « PDFs » are none
    const { api, folder } = await park(asked, { press: new PaperPress() })
    await api.outbox.saveFaxSettings({ settings: { ...gateway, attachment: 'tiff' } })
    await api.outbox.pause()
    expect(await sendRequests(api, ['BIEN-001', 'BIEN-003'])).toMatchObject({ emailCount: 1, faxCount: 0, skipped: [{ providerIdentifier: 'BIEN-003', reason: 'fax-drawing' }] })
    expect((await api.outbox.list({ state: null })).map(({ channel }) => channel)).toEqual(['email'])
    expect((await api.meters.history({ group: 'failed' })).map(({ providerIdentifier, problem, documentId }) => [providerIdentifier, problem, documentId])).toEqual([['BIEN-003', 'fax-drawing', null]])
    expect(readdirSync(join(folder, 'documents', 'meter-requests', requestedOn)).filter((name) => name.includes('BIEN-003'))).toEqual([])
  })

  it('M-068 a fax whose file is no longer the one that was written does not leave', async () => {
    const office = await park(asked, realPress)
    await office.api.outbox.saveFaxSettings({ settings: { ...gateway, attachment: 'tiff' } })
    await office.api.outbox.pause()
    await sendRequests(office.api, ['BIEN-003'])
    const [message] = await messagesOf(office)
    const { attachments: [fax] } = await office.api.outbox.message({ id: message!.id })
    appendFileSync(join(office.folder, ...fax!.file.split('/')), 'x')
    await office.api.outbox.resume()
    await vi.waitFor(async () => { expect(await messagesOf(office)).toContainEqual(expect.objectContaining({ id: message!.id, state: 'failed', reason: 'attachment-altered' })) }, { timeout: 15_000, interval: 20 })
  })

  it('settings of a gateway that could not be written to are refused', async () => {
    const { api } = await park()
    await expect(api.outbox.saveFaxSettings({ settings: { ...gateway, addressPattern: 'fax@fax.example', subjectPattern: '' } })).rejects.toMatchObject({ code: 'mail.fax-invalid', details: { field: 'subjectPattern' } })
    expect((await api.outbox.faxSettings()).settings).toBeNull()
  })
})
