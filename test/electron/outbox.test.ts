import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { MessageState } from '../../shared/outbox/outbox-contract.ts'
import { addDays, addYears, systemNow } from '../../shared/date.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { openMailOffice, remindByMail, sendsToday, settled, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { calculate, owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import type { Behaviour } from '../fixtures/mail-server.ts'
import type { OfficeOptions } from '../../electron/office.ts'

let opened: MailOffice | null = null
const open = async (options: Parameters<typeof openMailOffice>[0] = {}): Promise<MailOffice> => (opened = await openMailOffice(options))
afterEach(async () => {
  await opened?.close()
  opened = null
})

const owed = { number: 'FA1', dueOn: '2026-01-31', cents: 120_50 }
const realPress = { press: undefined } as unknown as Partial<OfficeOptions>

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

describe('X-13 a message that waits', () => {
  const waiting = async (): Promise<MailOffice & { ids: number[]; customerId: number }> => {
    const office = await open()
    await office.api.outbox.pause()
    return { ...office, ...await remindByMail(office.api, 'C1', 'a@client.example', owed) }
  }

  it.each<[string, string, (api: MailOffice['api'], ids: number[], customerId: number) => Promise<unknown>]>([
    ['is paid', 'paid', async (api, ids, customerId) => api.receivables.savePayment({ id: null, customerId, paidOn: today, amountCents: 100_00, method: 'transfer', reference: '', label: '', allocations: [{ dueDateId: ids[0]!, amountCents: 100_00 }], unallocatedCents: 0, isImported: false })],
    ['is covered by a payment not allocated', 'covered', async (api, _ids, customerId) => api.receivables.savePayment({ id: null, customerId, paidOn: today, amountCents: 200_00, method: 'transfer', reference: '', label: '', allocations: [], unallocatedCents: 0, isImported: false })],
    ['gets another address', 'address-changed', async (api, _ids, customerId) => api.receivables.saveCustomer({ ...await api.receivables.customer({ id: customerId }), email1: 'b@client.example' })],
    ['gets another level by hand', 'reminded', async (api) => {
      const invoice = await api.receivables.invoice({ id: 1 })
      await api.receivables.saveInvoice({ ...invoice, dueDates: invoice.dueDates.map((due) => ({ ...due, level: 2, remindedOn: today })) })
    }],
  ])('is set aside when its invoice or customer %s meanwhile', async (_case, reason, meanwhile) => {
    const { api, ids, customerId, server } = await waiting()
    await meanwhile(api, ids, customerId)
    await api.outbox.resume()
    expect(await settled(api, 'set_aside')).toMatchObject({ reason })
    expect(server.bodies).toBe(0)
  })

  it.each([[8, 'sent', ''], [9, 'set_aside', 'too-old']] as const)('written %i days ago, when it gave 8 days to pay, it is %s', async (daysAgo, state, reason) => {
    const { api, server } = await open()
    await api.outbox.pause()
    const { ids } = await owing(api, ['C1', 'Client', { email1: 'a@client.example', reminderChannel: 'email' }], owed)
    await api.reminders.generate(await requestOf(api, ids, { asOf: addDays(sendsToday, -daysAgo) }))
    // the delay it names counts, not the one set since
    await api.legal.saveSettings({ ...await api.legal.settings(), paymentDelayDays: 30 })
    await api.outbox.resume()
    expect(await settled(api, state)).toMatchObject({ reason })
    if (state === 'sent') return
    expect(server.bodies).toBe(0)
    // it is made again, and the old one stays behind for good
    await api.reminders.generate(await requestOf(api, ids, { asOf: sendsToday }))
    await api.outbox.retry({ id: 1 })
    await expect.poll(async () => (await api.outbox.list({ state: null })).map((message) => message.state)).toEqual(['sent', 'set_aside'])
  })

  it('about a consumer’s debt that is prescribed meanwhile never leaves', async () => {
    const { api, server } = await open()
    await api.outbox.pause()
    const yesterday = addDays(sendsToday, -1)
    const { ids } = await owing(api, ['C1', 'Madame Particulier', { email1: 'a@client.example', reminderChannel: 'email', debtorProfile: 'consumer' }], { ...owed, more: { invoicedOn: addYears(yesterday, -2) } })
    await api.reminders.generate(await requestOf(api, ids, { asOf: yesterday }))
    await api.outbox.resume()
    expect(await settled(api, 'set_aside')).toMatchObject({ reason: 'prescribed', detail: 'FA1' })
    expect(server.bodies).toBe(0)
  })

  it('never leaves once cancelled: its due date may be reminded again, and then the first stays behind', async () => {
    const { api, ids, server } = await waiting()
    await api.outbox.cancel({ id: 1 })
    const report = await api.reminders.generate(await requestOf(api, ids, { asOf: sendsToday }))
    expect(report.letterCount).toBe(1)
    await expect(api.outbox.retry({ id: 1 })).rejects.toMatchObject({ code: 'outbox.wrong-state' })
    await api.outbox.resume()
    await settled(api, 'sent')
    expect(server.mails).toHaveLength(1)
  })

  it('a failed one is not sent any more once a later letter took its place', async () => {
    const { api, server } = await open()
    server.behaviour = (turn) => (turn === 0 ? 'refuse-recipient' : 'accept')
    const { ids } = await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'failed')
    await api.outbox.pause()
    await api.reminders.generate(await requestOf(api, ids, { asOf: sendsToday }))
    await api.outbox.retry({ id })
    await api.outbox.resume()
    await expect.poll(async () => (await api.outbox.list({ state: null })).map(({ state, reason }) => `${state} ${reason}`)).toEqual(['sent ', 'set_aside reminded'])
    expect(server.mails).toHaveLength(1)
  })

  it('that was cancelled keeps no earlier generation from being undone: it has changed nothing', async () => {
    const { api, ids, customerId } = await waiting()
    await api.outbox.cancel({ id: 1 })
    const customer = await api.receivables.customer({ id: customerId })
    await api.receivables.saveCustomer({ ...customer, reminderChannel: 'paper' })
    const paper = await api.reminders.generate(await requestOf(api, ids))
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: customerId }), reminderChannel: 'email' })
    await api.reminders.generate(await requestOf(api, ids))
    await expect(api.reminders.undoRun({ id: paper.runId! })).rejects.toMatchObject({ code: 'reminder.run-built-upon' })
    await api.outbox.cancel({ id: 2 })
    await api.reminders.undoRun({ id: paper.runId! })
    expect(await rowsFound(api)).toMatchObject([{ level: 0, remindedOn: null }])
  })

  it('is withdrawn with its generation; one that left, or may have, keeps the generation from being undone', async () => {
    const { api, server, ids } = await waiting()
    await api.reminders.undoRun({ id: 1 })
    expect(await settled(api, 'cancelled')).toMatchObject({ reason: 'run-undone' })
    await api.outbox.resume()
    const again = await api.reminders.generate(await requestOf(api, ids, { asOf: sendsToday }))
    await settled(api, 'sent')
    expect(server.mails).toHaveLength(1)
    await expect(api.reminders.undoRun({ id: again.runId! })).rejects.toMatchObject({ code: 'reminder.run-has-left' })
  })

  it.each<[string, Behaviour]>([['failed', 'refuse-recipient'], ['was put off', 'put-off-recipient']])('that %s and was tried again since the backup is for a person to say once that is restored', async (_what, behaviour) => {
    const { api, folder, server } = await open()
    server.behaviour = (turn) => (turn === 0 ? behaviour : 'accept')
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'failed', 'waiting')
    const { file } = await api.dossiers.backup()
    await api.outbox.retry({ id })
    await settled(api, 'sent')
    await api.dossiers.restore({ folder, name: basename(file), into: null })
    expect(await settled(api, 'unknown')).toMatchObject({ reason: 'restored' })
    await expect(api.outbox.retry({ id })).rejects.toMatchObject({ code: 'outbox.wrong-state' })
    expect(server.mails).toHaveLength(1)
  })

  it('that failed stays so in a restored dossier when its due date has been reminded since: it cannot have left', async () => {
    const { api, folder, server } = await open()
    server.behaviour = () => 'refuse-recipient'
    const { ids, customerId } = await remindByMail(api, 'C1', 'a@client.example', owed)
    await settled(api, 'failed')
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: customerId }), reminderChannel: 'paper' })
    await api.reminders.generate(await requestOf(api, ids))
    const { file } = await api.dossiers.backup()
    await api.dossiers.restore({ folder, name: basename(file), into: null })
    expect(await settled(api, 'failed')).toMatchObject({ reason: 'recipient-refused' })
    expect(await rowsFound(api)).toMatchObject([{ level: 1, remindedOn: today }])
  })

  it('is for a person to say in a dossier restored from a backup: it may have left since', async () => {
    const { api, folder, server } = await waiting()
    const { file } = await api.dossiers.backup()
    await api.outbox.resume()
    await settled(api, 'sent')
    await api.dossiers.restore({ folder, name: basename(file), into: null })
    expect(await settled(api, 'unknown')).toMatchObject({ reason: 'restored' })
    await api.outbox.resume()
    expect(server.mails).toHaveLength(1)
  })

  it('waits without a server, and says so', async () => {
    const { api } = await openWithoutServer()
    const { ids } = await owing(api, ['C1', 'Client', { email1: 'a@client.example', reminderChannel: 'email' }], owed)
    const { ids: printed } = await owing(api, ['C2', 'Sur papier'], { ...owed, number: 'FA2' })
    const request = await requestOf(api, [...ids, ...printed])
    expect(await api.reminders.simulate(request)).toMatchObject({ letterCount: 2, withoutMailServerCount: 1 })
    expect(await api.reminders.generate(request)).toMatchObject({ emailCount: 1, withoutMailServerCount: 1 })
    expect(await settled(api, 'queued')).toMatchObject({ attempts: 0 })
    expect(await api.outbox.status()).toMatchObject({ isConfigured: false, isSending: false, counts: { queued: 1 } })
  })

  it('goes on at the next opening of the dossier, and another dossier knows nothing of it', async () => {
    const { api, folder, server } = await waiting()
    await api.dossiers.create({ folder: `${folder}-2`, company: (await api.dossiers.current())!.company })
    expect(await api.outbox.list({ state: null })).toEqual([])
    await api.dossiers.open({ folder })
    expect(await api.outbox.status()).toMatchObject({ halt: { reason: 'person' }, counts: { queued: 1 } })
    await api.outbox.resume()
    await settled(api, 'sent')
    expect(server.mails).toHaveLength(1)
  })

  async function openWithoutServer(): Promise<MailOffice> {
    const office = await open()
    await office.api.dossiers.create({ folder: `${office.folder}-2`, company: (await office.api.dossiers.current())!.company })
    return office
  }
})

describe('X-13 sending', () => {
  it('a message that left is sent once more on purpose: another message, level and date as they were', async () => {
    const { api, server } = await open()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'sent')
    const copy = await api.outbox.resend({ id })
    await expect.poll(async () => (await api.outbox.message({ id: copy.id })).state).toBe('sent')
    expect(await api.outbox.message({ id: copy.id })).toMatchObject({ resendOfId: id })
    expect((await server.parsed(0)).messageId).not.toBe((await server.parsed(1)).messageId)
    expect(await rowsFound(api)).toMatchObject([{ level: 1 }])
    expect((await api.reminders.verifyRuns()).problem).toBeNull()
  })

  it('« Mettre en pause » and « Annuler l’envoi » act at once, amid a generation that goes on', async () => {
    const press = new PaperPress()
    const { api, server } = await open({ press })
    await api.outbox.pause()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { ids } = await owing(api, ['C2', 'Sur papier'], { ...owed, number: 'FA2' })
    const request = await requestOf(api, ids)
    let release = (): void => undefined
    press.beforeFile = () => new Promise((resolve) => { release = resolve })
    const generation = api.reminders.generate(request)
    await expect.poll(async () => (await api.reminders.runs({ from: 0 })).length >= 1).toBe(true)
    await api.outbox.pause()
    await api.outbox.cancel({ id: 1 })
    await api.outbox.resume()
    await api.outbox.pause()
    expect(await api.outbox.status()).toMatchObject({ halt: { reason: 'person' }, counts: { cancelled: 1, queued: 0 } })
    press.beforeFile = () => undefined
    release()
    expect((await generation).letterCount).toBe(1)
    expect(server.bodies).toBe(0)
    // the last thing a person asked for stands
    expect((await api.outbox.status()).halt).toMatchObject({ reason: 'person' })
  })

  it('goes at the rate asked for', async () => {
    const { api, server } = await open({ settings: { ratePerMinute: 300 } })
    await api.outbox.pause()
    for (const code of ['C1', 'C2', 'C3']) await remindByMail(api, code, `${code}@client.example`, { ...owed, number: code })
    const begun = performance.now()
    await api.outbox.resume()
    await expect.poll(() => server.mails.length, { interval: 10 }).toBe(3)
    expect(performance.now() - begun).toBeGreaterThan(390)
  })

  it('a copy goes to the sender when wanted, whatever becomes of it', async () => {
    const { api, server } = await open({ settings: { copiesSender: true } })
    server.behaviour = (turn) => (turn === 3 ? 'refuse-recipient' : 'accept')
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(() => server.mails.map(({ recipients }) => recipients[0])).toEqual(['a@client.example', 'compta@comptoirs-du-rhone.example'])
    await remindByMail(api, 'C2', 'b@client.example', { ...owed, number: 'FA2' })
    await expect.poll(async () => (await api.outbox.status()).counts.sent).toBe(2)
  })

  it('other calls are answered meanwhile', async () => {
    const { api, server } = await open()
    server.behaviour = () => 'silent-body'
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(async () => (await api.outbox.status()).isSending).toBe(true)
    await owing(api, ['C9', 'Un autre'], { ...owed, number: 'FA9' })
    expect((await api.outbox.status()).isSending).toBe(true)
  })

  it('a dossier that closes while a message is leaving: it is finished, or a person says at the next opening', async () => {
    const { api, folder, server } = await open()
    server.behaviour = () => 'silent-body'
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(() => server.bodies).toBe(1)
    await api.dossiers.close()
    await api.dossiers.open({ folder })
    expect(await settled(api, 'unknown')).toMatchObject({ attempts: 1 })
  })

  it('an attachment that is no longer what was written never leaves', async () => {
    const { api, folder, server } = await open()
    await api.outbox.pause()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { attachments } = await api.outbox.message({ id: 1 })
    writeFileSync(join(folder, attachments[0]!.file), 'tampered')
    await api.outbox.resume()
    expect(await settled(api, 'failed')).toMatchObject({ reason: 'attachment-altered' })
    expect(server.bodies).toBe(0)
  })
})
