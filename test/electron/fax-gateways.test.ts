import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { messageBytes } from '../../shared/outbox/fax-gateway-rules.ts'
import type { SendReport } from '../../shared/meters/request-contract.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { KNOWN_PROVIDERS, plainGateway } from '../fixtures/fax-providers.ts'
import { readFax } from '../fixtures/fax-file.ts'
import { gateway, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openMailOffice, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

let office: MailOffice
beforeAll(async () => {
  office = await openMailOffice({ printsReally: true })
  await samplePark(office.api)
  // nobody is told the result: every mail the server gets is a fax
  await setParameters(office.api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: 'releves@societe.example' })
})
afterAll(() => office.close())

/** Sends the fax of an asset to this number. */
const faxTo = (number: string): Promise<SendReport> => sendRequests(office.api, ['BIEN-003'], () => ({ medium: 'fax', address: number }))

/** Does that and waits for the message at the gateway. */
async function received(number: string) {
  const before = office.server.mails.length
  expect(await faxTo(number)).toMatchObject({ faxCount: 1, skipped: [] })
  await office.server.taken(before + 1)
  const message = (await office.api.outbox.list({ state: null })).find(({ channel }) => channel === 'fax')!
  // settled: the next fax is of the next test
  await vi.waitFor(async () => { expect((await office.api.outbox.message({ id: message.id })).state).toBe('sent') }, { timeout: 15_000, interval: 20 })
  const mail = await office.server.parsed(before)
  return { mail, envelope: office.server.mails[before]!, content: new Uint8Array(mail.attachments[0]!.content as ArrayBuffer), message }
}

describe('M-067 M-068 a fax as the gateway of each known provider gets it over the network', () => {
  it.each(KNOWN_PROVIDERS)('$name', async ({ provider: { settings, account }, typed, to, subject, hasText }) => {
    await office.api.outbox.saveFaxSettings({ settings })
    await setParameters(office.api, { PREFIX_FAX: account.prefix, FAX_EXTERNE_LOGIN_CLIENT: account.login, FAX_EXTERNE_NUMERO_CLIENT: account.number })
    const { mail, envelope, content, message } = await received(typed)

    expect(envelope.recipients).toEqual([to])
    expect(mail.to).toMatchObject([{ address: to }])
    // whom gateways let in, and tell the result to
    expect(mail.from).toMatchObject({ address: 'releves@societe.example' })
    expect(mail.replyTo).toBeUndefined()
    if (subject === 'as-given') expect(mail.subject).toContain('BIEN-003')
    else expect(mail.subject ?? '').toBe(subject)
    expect(mail.html).toBeUndefined()
    const lines = (mail.text ?? '').trimEnd().split('\n')
    if (hasText) expect(mail.text).toContain('BIEN-003')
    else expect(lines).toEqual([''])
    if (settings.bodyColumns !== null) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(settings.bodyColumns)
    expect(message).toMatchObject({ toName: typed, toAddress: to })

    expect(mail.attachments).toHaveLength(1)
    const { mimeType, filename } = mail.attachments[0]!
    expect([mimeType, filename?.split('.').at(-1)]).toEqual(settings.attachment === 'pdf' ? ['application/pdf', 'pdf'] : ['image/tiff', 'tif'])
    if (settings.attachment === 'pdf') expect((await readPdf(content))[0]!.text).toContain('BIEN-003')
    else {
      const [page] = readFax(content)
      expect(page!.height).toBe(2291)
      expect(page!.pixels.reduce((sum, pixel) => sum + pixel, 0)).toBeGreaterThan(20_000)
    }
    // weighed with nothing forgotten, and not much too heavy
    const weight = messageBytes(content.length, mail.text ?? '')
    expect(envelope.raw.length).toBeLessThanOrEqual(weight)
    expect(envelope.raw.length).toBeGreaterThan(weight - 2048 - 2 * (mail.text ?? '').length)
  })

  it.each([['pdf'], ['tiff']] as const)('SWITCH, fax.co.uk: what weighs more as a message (%s) than the gateway takes is told, not sent', async (attachment) => {
    await setParameters(office.api, { PREFIX_FAX: '' })
    await office.api.outbox.saveFaxSettings({ settings: { ...gateway, attachment } })
    const { content, envelope } = await received('0298221111')
    // takes the document on its own, not the message
    const tight = Math.ceil(content.length / 1024) + 2
    expect(tight * 1024).toBeLessThan(envelope.raw.length)
    await office.api.outbox.saveFaxSettings({ settings: { ...gateway, attachment, maxKilobytes: tight } })
    expect(await faxTo('0298221111')).toMatchObject({ faxCount: 0, skipped: [{ reason: 'too-large' }] })
  })

  it.each([['RelayFax: 7 to 15 digits', { minDigits: 7, maxDigits: 15 }, '012345'], ['RelayFax: 7 to 15 digits', { minDigits: 7, maxDigits: 15 }, '0123456789012345'], ['Internet Fax device: 40 digits, its country’s included', { maxDigits: 40, numberFormat: 'international' as const }, `0${'1'.repeat(39)}`]])('M-051 %s: a number of another length is told, not sent', async (_name, settings, number) => {
    await setParameters(office.api, { PREFIX_FAX: '' })
    await office.api.outbox.saveFaxSettings({ settings: { ...plainGateway, ...settings } })
    expect(await faxTo(number)).toMatchObject({ faxCount: 0, skipped: [{ reason: 'fax-length' }] })
    expect((await office.api.meters.history({ group: 'failed' }))[0]).toMatchObject({ address: number, problem: 'fax-length' })
  })
})

describe('M-068 a fax that leaves as TIFF', () => {
  it('its document stays the PDF; what was sent is kept beside it, and leaves the same when it is sent once more', async () => {
    await setParameters(office.api, { PREFIX_FAX: '' })
    await office.api.outbox.saveFaxSettings({ settings: { ...gateway, attachment: 'tiff' } })
    const { message, content } = await received('0298221111')
    const { attachments } = await office.api.outbox.message({ id: message.id })
    expect(attachments).toHaveLength(1)
    const fax = attachments[0]!
    expect(fax.file).toMatch(/\.tif$/)
    expect(Buffer.from(await office.api.documents.read({ id: fax.documentId })).equals(content)).toBe(true)

    const request = (await office.api.meters.history({ group: 'sent' })).reduce((latest, record) => (record.id > latest.id ? record : latest))
    expect(request.documentId).not.toBe(fax.documentId)
    const [document, drawn] = await Promise.all([office.api.documents.get({ id: request.documentId! }), office.api.documents.get({ id: fax.documentId })])
    expect([document.kind, drawn.kind]).toEqual(['meter-request', 'meter-request-fax'])
    expect(document.pages).toBe(readFax(content).length)
    expect((await readPdf(await office.api.documents.read({ id: request.documentId! })))[0]!.text).toContain('BIEN-003')

    const before = office.server.mails.length
    await office.api.outbox.resend({ id: message.id })
    await office.server.taken(before + 1)
    const again = await office.server.parsed(before)
    expect(Buffer.from(again.attachments[0]!.content as ArrayBuffer).equals(content)).toBe(true)
  })
})
