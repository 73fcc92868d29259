import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays, addYears } from '../../shared/date.ts'
import { mailOfficeOfTest, owed, remindByMail, sendsToday, settled, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'
import type { Behaviour } from '../fixtures/mail-server.ts'

const open = mailOfficeOfTest()

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
