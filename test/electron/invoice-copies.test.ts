import { describe, expect, it } from 'vitest'
import type { NewCall } from '../../shared/calls/call-contract.ts'
import { addDays } from '../../shared/date.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { buyer, ciiXml, pdfWith } from '../fixtures/einvoice-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { mailOfficeOfTest, sendsToday, type MailOffice } from '../fixtures/outbox-fixture.ts'

const open = mailOfficeOfTest()
const today = sendsToday

/** A customer with an invoice whose original is a PDF, one whose original is XML alone. */
async function dossier(office: MailOffice, email = 'compta@hotel-des-alpes.example') {
  const { api } = office
  const on = addDays(today, -60)
  const invoice = (number: string) => ciiXml({ number, on, terms: [{ dueOn: addDays(today, -30) }], buyer: { ...buyer, email } })
  const pdf = writeFile('facture.pdf', Buffer.from(await pdfWith({ name: 'factur-x.xml', content: invoice('FA-1') })))
  await api.einvoices.apply({ files: [pdf, writeFile('facture.xml', invoice('FA-2'))].map((path) => ({ path, sha256: null })), answers: {}, asOf: today })
  const { ids: [customerId] } = await api.receivables.findCustomers({ search: '', onlyActive: true })
  const ask = async (numbers: string[], more: Partial<NewCall> = {}) => {
    const { dueDates } = await api.calls.owed({ customerId: customerId!, asOf: today })
    return api.calls.record({ call: callWith(customerId!, { calledOn: today, outcome: 'invoice-not-received', dueDateIds: dueDates.filter(({ invoiceNumber }) => numbers.includes(invoiceNumber)).map(({ id }) => id), ...more }), asOf: today })
  }
  return { api, ask, copies: async () => (await api.calls.today({ asOf: today })).copies, messages: async () => (await api.outbox.list({ state: null })).toReversed() }
}

describe('« facture non reçue »', () => {
  it('prepares a message with the original PDF, which leaves only when a person sends it; then the copy is done', async () => {
    const office = await open()
    const { api, ask, copies, messages } = await dossier(office)
    await ask(['FA-1'])
    const [message] = await messages()
    expect(message).toMatchObject({ kind: 'invoice-copy', state: 'set_aside', reason: 'prepared', toAddress: 'compta@hotel-des-alpes.example', subject: 'Copie de votre facture FA-1' })
    expect((await api.outbox.message({ id: message!.id })).attachments).toMatchObject([{ title: expect.stringContaining('FA-1') }])
    expect(await copies()).toMatchObject([{ invoiceNumber: 'FA-1', hasOriginal: true, message: { id: message!.id, state: 'set_aside' } }])
    // another message leaves in the meantime: this one stays
    await api.outbox.pause()
    await api.outbox.resume()
    expect(office.server.mails).toHaveLength(0)
    await api.outbox.retry({ id: message!.id })
    await expect.poll(async () => (await messages())[0]!.state).toBe('sent')
    expect(office.server.mails).toHaveLength(1)
    const sent = await office.server.parsed(0)
    expect([sent.subject, sent.attachments.length]).toEqual(['Copie de votre facture FA-1', 1])
    expect(sent.text).toContain('120,00')
    expect(await copies()).toEqual([])
  })

  it('asks for a duplicate when there is no PDF of it: nothing is put in the outbox', async () => {
    const { ask, copies, messages } = await dossier(await open())
    await ask(['FA-2'])
    expect(await copies()).toMatchObject([{ invoiceNumber: 'FA-2', hasOriginal: false, message: null }])
    expect(await messages()).toEqual([])
  })

  it('or no address to write to, until there is one', async () => {
    const { api, ask, copies, messages } = await dossier(await open(), '')
    await ask(['FA-1'])
    expect(await copies()).toMatchObject([{ invoiceNumber: 'FA-1', hasOriginal: true, message: null }])
    expect(await messages()).toEqual([])
    const { ids: [id] } = await api.receivables.findCustomers({ search: '', onlyActive: true })
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: id! }), email1: 'compta@hotel-des-alpes.example' })
    await ask(['FA-1'], { copiesAgain: true })
    expect(await copies()).toMatchObject([{ message: { state: 'set_aside' } }])
  })

  it('a second time the same day prepares nothing more, unless a person wants it and the first has left', async () => {
    const office = await open()
    const { api, ask, copies, messages } = await dossier(office)
    await ask(['FA-1'])
    await ask(['FA-1'])
    await ask(['FA-1'], { copiesAgain: true })
    expect([(await copies()).length, (await messages()).length]).toEqual([1, 1])
    await api.outbox.retry({ id: (await messages())[0]!.id })
    await expect.poll(async () => (await copies()).length).toBe(0)
    const { dueDates } = await api.calls.owed({ customerId: 1, asOf: today })
    expect(dueDates.map(({ invoiceNumber, isCopyAsked }) => [invoiceNumber, isCopyAsked])).toEqual([['FA-1', true], ['FA-2', false]])
    await ask(['FA-1'])
    expect([(await copies()).length, (await messages()).length]).toEqual([0, 1])
    await ask(['FA-1'], { copiesAgain: true })
    expect([(await copies()).length, (await messages()).length]).toEqual([1, 2])
  })

  it('told as sent by hand, what was prepared does not leave any more', async () => {
    const { api, ask, copies, messages } = await dossier(await open())
    await ask(['FA-1'])
    await api.calls.copySent({ id: (await copies())[0]!.id, asOf: today })
    expect(await messages()).toMatchObject([{ state: 'cancelled' }])
    expect(await copies()).toEqual([])
  })

  it('told as sent by hand while what was prepared may have left is refused with its state: a person says first', async () => {
    const office = await open()
    const { api, ask, copies, messages } = await dossier(office)
    await ask(['FA-1'])
    const [copy] = await copies()
    office.server.behaviour = () => 'drop-mid-body'
    await api.outbox.retry({ id: copy!.message!.id })
    await expect.poll(async () => (await messages())[0]!.state).toBe('unknown')
    await expect(api.calls.copySent({ id: copy!.id, asOf: today })).rejects.toMatchObject({ code: 'outbox.wrong-state', details: { stateKey: 'outbox.state.unknown' } })
    expect(await copies()).toMatchObject([{ id: copy!.id, message: { state: 'unknown' } }])
    await api.outbox.resolve({ id: copy!.message!.id, outcome: 'sent' })
    expect(await copies()).toEqual([])
  })

  it('told as sent by hand once a person has cancelled what was prepared is done', async () => {
    const { api, ask, copies } = await dossier(await open())
    await ask(['FA-1'])
    const [copy] = await copies()
    await api.outbox.cancel({ id: copy!.message!.id })
    await api.calls.copySent({ id: copy!.id, asOf: today })
    expect(await copies()).toEqual([])
  })

  it('goes to the first address that can be written to, as reminders do', async () => {
    const { api, ask, copies, messages } = await dossier(await open())
    // a mailbox few servers take
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: 1 }), email1: 'hôtel@hotel-des-alpes.example', email2: 'second@hotel-des-alpes.example' })
    await ask(['FA-1'])
    expect(await messages()).toMatchObject([{ toAddress: 'second@hotel-des-alpes.example' }])
    expect(await copies()).toMatchObject([{ email: 'second@hotel-des-alpes.example', message: { state: 'set_aside' } }])
  })

  it('stays when the customer is written to elsewhere since; asked for again, it goes there', async () => {
    const office = await open()
    const { api, ask, copies, messages } = await dossier(office)
    await ask(['FA-1'])
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: 1 }), email1: 'nouvelle@hotel-des-alpes.example' })
    const { id } = (await messages())[0]!
    await api.outbox.retry({ id })
    await expect.poll(async () => (await messages())[0]).toMatchObject({ state: 'set_aside', reason: 'copy-changed' })
    await api.outbox.cancel({ id })
    await ask(['FA-1'], { copiesAgain: true })
    await api.outbox.retry({ id: (await copies())[0]!.message!.id })
    await expect.poll(async () => (await messages())[1]).toMatchObject({ state: 'sent', toAddress: 'nouvelle@hotel-des-alpes.example' })
    expect(office.server.mails).toHaveLength(1)
  })
})
