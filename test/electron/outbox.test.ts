import { describe, expect, it } from 'vitest'
import type { MessageState } from '../../shared/outbox/outbox-contract.ts'
import { systemNow } from '../../shared/date.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { mailOfficeOfTest, owed, remindByMail, sendsToday, settled, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { calculate, owing, requestOf, rowsFound } from '../fixtures/reminder-fixture.ts'
import type { Behaviour } from '../fixtures/mail-server.ts'

const open = mailOfficeOfTest()
const realPress = { printsReally: true }

describe('X-13 a reminder by e-mail', () => {
  it('reaches a real server: subject, text, HTML, accents, and the letter as a PDF that opens', async () => {
    const { api, server } = await open({ ...realPress, settings: { replyTo: 'reponse@comptoirs-du-rhone.example', signature: 'Hélène Mâcon\nComptabilité – œuvre à 100 €' } })
    await remindByMail(api, 'C1', 'eric@client.example', owed)
    const sent = await settled(api, 'sent')
    expect(sent).toMatchObject({ acceptedOn: sendsToday, toAddress: 'eric@client.example', attempts: 1, reason: '' })

    const mail = await server.parsed(0)
    expect(server.mails[0]!.recipients).toEqual(['eric@client.example'])
    expect(mail.from).toMatchObject({ name: 'Les Comptoirs du Rhône', address: 'compta@comptoirs-du-rhone.example' })
    expect(mail.to).toMatchObject([{ name: 'Client C1', address: 'eric@client.example' }])
    expect(mail.replyTo).toMatchObject([{ address: 'reponse@comptoirs-du-rhone.example' }])
    expect(mail.subject).toBe(sent.subject)
    expect(mail.text).toContain('FA1')
    expect(mail.text).toContain('Hélène Mâcon\nComptabilité – œuvre à 100 €')
    expect(mail.html).toContain('Hélène Mâcon<br>')
    expect(mail.html).not.toMatch(/<(img|link|script|iframe)|\bsrc=|url\(|https?:/i)
    expect(mail.messageId).toBe((await api.outbox.message({ id: sent.id })).messageId)

    expect(mail.attachments).toHaveLength(1)
    expect(mail.attachments[0]).toMatchObject({ mimeType: 'application/pdf', filename: '0001 C1 Client C1 niveau 1.pdf' })
    const pages = await readPdf(new Uint8Array(mail.attachments[0]!.content as ArrayBuffer))
    expect(pages[0]!.text).toContain('120,50')
  })

  it('level and date change when the server has taken it, not when it is generated; until then it is not reminded again', async () => {
    const { api } = await open()
    await api.outbox.pause()
    const { ids } = await remindByMail(api, 'C1', 'a@client.example', owed)
    expect(await rowsFound(api)).toMatchObject([{ level: 0, remindedOn: null }])
    const again = await api.reminders.simulate(await requestOf(api, ids))
    expect(again.skipped).toMatchObject([{ reason: 'awaiting-send' }])
    const sending = async (): Promise<string[]> => (await api.reminders.reminderHistory({ of: 'due-date', id: ids[0]!, from: 0 })).map((line) => line.sending)
    expect(await sending()).toEqual(['waiting'])

    await api.outbox.resume()
    await settled(api, 'sent')
    expect(await sending()).toEqual(['sent'])
    expect(await rowsFound(api)).toMatchObject([{ level: 1, remindedOn: sendsToday }])
    expect((await api.reminders.verifyRuns()).problem).toBeNull()
  })

  it('only letters on paper are to be printed', async () => {
    const { api } = await open()
    await api.outbox.pause()
    const mailed = await owing(api, ['C1', 'Par e-mail', { email1: 'a@client.example', reminderChannel: 'email' }], owed)
    const printed = await owing(api, ['C2', 'Sur papier'], { ...owed, number: 'FA2' })
    const without = await owing(api, ['C3', 'Adresse qu’aucun serveur ne prend', { email1: 'éric@client.example', reminderChannel: 'email' }], { ...owed, number: 'FA3' })
    const report = await api.reminders.generate(await requestOf(api, [...mailed.ids, ...printed.ids, ...without.ids]))
    expect(report.letters.map(({ customerCode, channel }) => [customerCode, channel])).toEqual([['C3', 'paper'], ['C1', 'email'], ['C2', 'paper']])
    expect(report.emailCount).toBe(1)
    const print = new TextDecoder().decode(await api.documents.read({ id: report.printDocumentId! }))
    expect([print.includes('FA1'), print.includes('FA2'), print.includes('FA3')]).toEqual([false, true, true])
    expect([...report.sent.levels]).toEqual([1, 0, 1])
  })

  it('a formal notice is posted whatever the customer prefers, unless the dossier says otherwise', async () => {
    const { api } = await open()
    const { ids } = await owing(api, ['C1', 'Client', { email1: 'a@client.example', reminderChannel: 'email' }], owed)
    const request = { ...await requestOf(api, ids), rule: { kind: 'level' as const, level: 3 as const } }
    expect((await api.reminders.simulate(request)).letters).toMatchObject([{ channel: 'paper' }])
    await api.reminders.saveSettings({ ...await api.reminders.settings(), isFormalNoticePosted: false })
    expect((await api.reminders.simulate(request)).letters).toMatchObject([{ channel: 'email' }])
  })

  it('a generation of e-mails alone has nothing to print, and is read again as it was', async () => {
    const { api } = await open()
    await api.outbox.pause()
    const { ids } = await owing(api, ['C1', 'Client', { email1: 'a@client.example', reminderChannel: 'email' }], owed)
    const report = await api.reminders.generate(await requestOf(api, ids))
    expect(report).toMatchObject({ printDocumentId: null, printFile: '', letterCount: 1, emailCount: 1 })
    expect(await api.reminders.run({ id: report.runId! })).toMatchObject({ printDocumentId: null, letterCount: 1, emailCount: 1, letters: [{ channel: 'email' }] })
  })
})

describe('X-13 what the server does with a message', () => {
  it.each<[Behaviour, MessageState, string, number]>([
    ['put-off-recipient', 'waiting', 'put-off', 0],
    ['put-off-body', 'waiting', 'put-off', 0],
    ['refuse-recipient', 'failed', 'recipient-refused', 0],
    ['refuse-body', 'failed', 'message-refused', 0],
    ['silent-body', 'unknown', 'no-answer', 0],
    ['drop-mid-body', 'unknown', 'no-answer', 0],
    ['drop-after-acceptance', 'unknown', 'no-answer', 1],
  ])('%s: the message is %s (%s), its due date not reminded', async (behaviour, state, reason, taken) => {
    const { api, server } = await open()
    server.behaviour = () => behaviour
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const message = await settled(api, state)
    expect(message).toMatchObject({ state, reason, attempts: 1 })
    expect(server.mails).toHaveLength(taken)
    expect(await rowsFound(api)).toMatchObject([{ level: 0, remindedOn: null }])
    if (state === 'waiting') expect(message.nextAttemptAt! > systemNow()).toBe(true)
  })

  it.each<[Behaviour, string]>([['drop-before-data', 'dropped'], ['silent-recipient', 'timeout']])('%s: the server is left alone for a while (%s), the message is as before', async (behaviour, reason) => {
    const { api, server } = await open()
    server.behaviour = (turn) => (turn === 0 ? behaviour : 'accept')
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(async () => (await api.outbox.status()).unreachable?.reason).toBe(reason)
    expect(await settled(api, 'queued')).toMatchObject({ attempts: 0 })
    // a person who knows better tries at once
    await api.outbox.resume()
    await settled(api, 'sent')
    expect(server.mails).toHaveLength(1)
  })

  it.each<[Behaviour, number]>([['accept', 1], ['hang-up-after-acceptance', 3], ['one-a-connection', 3]])('%s: messages that follow each other share what connections the server leaves open, each leaves once', async (behaviour, connections) => {
    const { api, server } = await open()
    server.behaviour = () => behaviour
    await api.outbox.pause()
    for (const code of ['C1', 'C2', 'C3']) await remindByMail(api, code, `${code}@client.example`, { ...owed, number: code })
    await api.outbox.resume()
    await expect.poll(async () => (await api.outbox.status()).counts.sent, { timeout: 20_000 }).toBe(3)
    expect(server.mails.map(({ recipients }) => recipients[0])).toEqual(['C1@client.example', 'C2@client.example', 'C3@client.example'])
    expect(server.connectionCount).toBe(connections)
    expect((await api.outbox.list({ state: null })).map(({ attempts }) => attempts)).toEqual([1, 1, 1])
  })

  it('with nothing more to send no connection is held open', async () => {
    const { api, server } = await open()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await settled(api, 'sent')
    await expect.poll(() => server.openConnections).toBe(0)
  })

  it('a sender it refuses stops everything until the settings are corrected', async () => {
    const { api, server, port } = await open()
    server.behaviour = (turn) => (turn === 0 ? 'refuse-sender' : 'accept')
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(async () => (await api.outbox.status()).halt?.reason).toBe('sender-refused')
    const { settings } = await api.outbox.mailSettings()
    expect(settings?.port).toBe(port)
    await api.outbox.saveMailSettings({ settings: settings!, password: null })
    await settled(api, 'sent')
  })

  it('a message put off is sent at once when asked, or at its time', async () => {
    const { api, server } = await open()
    server.behaviour = (turn) => (turn === 0 ? 'put-off-recipient' : 'accept')
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'waiting')
    await api.outbox.retry({ id })
    expect(await settled(api, 'sent')).toMatchObject({ attempts: 2 })
  })
})

describe('X-13 « peut-être envoyé »', () => {
  const lost = async (): Promise<MailOffice & { id: number }> => {
    const office = await open()
    office.server.behaviour = (turn) => (turn === 0 ? 'drop-after-acceptance' : 'accept')
    await remindByMail(office.api, 'C1', 'a@client.example', owed)
    return { ...office, id: (await settled(office.api, 'unknown')).id }
  }

  it('is never sent again by itself, and its due date is not reminded again', async () => {
    const { api, server, folder } = await lost()
    await api.dossiers.close()
    await api.dossiers.open({ folder })
    const { ids } = await calculate(api)
    expect((await api.reminders.simulate(await requestOf(api, ids))).skipped).toMatchObject([{ reason: 'awaiting-send' }])
    await expect(api.outbox.retry({ id: 1 })).rejects.toMatchObject({ code: 'outbox.wrong-state' })
    expect(server.mails).toHaveLength(1)
  })

  it('« il est parti » gives level and date of the day it was being sent', async () => {
    const { api, id, server } = await lost()
    await api.outbox.resolve({ id, outcome: 'sent' })
    expect(await rowsFound(api)).toMatchObject([{ level: 1, remindedOn: sendsToday }])
    expect(await settled(api, 'sent')).toMatchObject({ reason: 'by-person' })
    expect(server.mails).toHaveLength(1)
    expect((await api.reminders.verifyRuns()).problem).toBeNull()
  })

  it('« il n’est pas parti, renvoyer » sends the same message, by its same identifier', async () => {
    const { api, id, server } = await lost()
    await api.outbox.resolve({ id, outcome: 'resend' })
    await settled(api, 'sent')
    expect(server.mails).toHaveLength(2)
    expect((await server.parsed(0)).messageId).toBe((await server.parsed(1)).messageId)
    expect(await rowsFound(api)).toMatchObject([{ level: 1 }])
  })
})
