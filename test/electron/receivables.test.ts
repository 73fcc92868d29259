import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { allocateByAge } from '../../shared/receivables/allocation-rules.ts'
import { receipt, sale, writeFec } from '../fixtures/fec-fixture.ts'
import { customerNamed, customerWithInvoices, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { requestOf } from '../fixtures/reminder-fixture.ts'

let office: OpenOffice
beforeEach(async () => { office = await openOffice() })
afterEach(() => office.close())

const asOf = localDate('2026-04-01')
const openOf = async (invoiceIds: number[]): Promise<number[]> => (await Promise.all(invoiceIds.map((id) => office.api.receivables.invoice({ id })))).flatMap(({ dueDates }) => dueDates.map(({ openCents }) => openCents))

describe('customers', () => {
  it('R-EBP-54 a customer keeps its sheet, reminder level of « Comptabilité » included', async () => {
    const { receivables } = office.api
    const sheet = customerNamed('C001', 'Hôtel de l’Œuvre', {
      reminderLevel: 2, siren: '732 829 320', paymentTerm: { days: 45, endOfMonth: 'after-days', dayOfMonth: 10 }, creditLimitCents: cents(500_000), debtorProfile: 'public-body',
      billingAddress: { line1: 'BP 12', line2: '', line3: '', postcode: '69000', city: 'Lyon', countryCode: 'FR' }, isActive: false,
    })
    const { id } = await receivables.saveCustomer(sheet)
    expect(await receivables.customer({ id: id! })).toEqual({ ...sheet, id, siren: '732829320' })
    await receivables.saveCustomer({ ...sheet, id, billingAddress: null, name: 'Hôtel du Parc' })
    expect(await receivables.customer({ id: id! })).toMatchObject({ name: 'Hôtel du Parc', billingAddress: null })
  })

  it('R-EBP-16 are found by part of their name, code or city, accents and case apart, by name', async () => {
    const { receivables } = office.api
    for (const [code, name, city] of [['B2', 'Hélène Boulangerie', 'Lyon'], ['A1', 'Café Zoé', 'Saint-Étienne'], ['Z9', 'Ancien', 'Lyon']] as const) {
      await receivables.saveCustomer(customerNamed(code, name, { isActive: code !== 'Z9', address: { line1: '', line2: '', line3: '', postcode: '', city, countryCode: 'FR' } }))
    }
    const find = async (search: string, onlyActive = false): Promise<string[]> => (await receivables.customerRows({ ids: (await receivables.findCustomers({ search, onlyActive })).ids, asOf })).map(({ code }) => code)
    expect(await find('')).toEqual(['Z9', 'A1', 'B2'])
    expect(await find('', true)).toEqual(['A1', 'B2'])
    expect(await find('helene')).toEqual(['B2'])
    expect(await find('ETIENNE')).toEqual(['A1'])
    expect(await find('z9')).toEqual(['Z9'])
    expect(await find('100%')).toEqual([])
  })

  it.each([
    ['code', 'required', { code: '' }], ['name', 'required', { name: '' }], ['siren', 'siren', { siren: '123456789' }], ['fax', 'fax', { fax: '1' }], ['email1', 'email', { email1: 'sans arobase' }], ['creditLimitCents', 'negative', { creditLimitCents: cents(-1) }],
  ])('with a wrong %s (%s) are refused', async (field, reason, change) => {
    await expect(office.api.receivables.saveCustomer(customerNamed('C1', 'Durand', change))).rejects.toMatchObject({ code: 'customer.invalid', details: { field, reason } })
    expect((await office.api.receivables.findCustomers({ search: '', onlyActive: false })).ids).toHaveLength(0)
  })

  it('never share a code', async () => {
    const { receivables } = office.api
    await receivables.saveCustomer(customerNamed('C1', 'Durand'))
    await expect(receivables.saveCustomer(customerNamed('C1', 'Dupont'))).rejects.toMatchObject({ code: 'customer.code-taken' })
  })

  it('are deleted only while nothing names them', async () => {
    const { receivables } = office.api
    const { customerId, invoiceIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 1000]])
    await expect(receivables.deleteCustomer({ id: customerId })).rejects.toMatchObject({ code: 'customer.in-use' })
    await receivables.deleteInvoice({ id: invoiceIds[0]! })
    await receivables.deleteCustomer({ id: customerId })
    await expect(receivables.customer({ id: customerId })).rejects.toMatchObject({ code: 'record.gone' })
  })

  it('R-EBP-25 show what they owe in all, what is overdue, and their credits apart', async () => {
    const { receivables } = office.api
    const { customerId, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-03-31', 30_000], ['2026-04-01', 20_000]])
    await receivables.savePayment(paymentOf(customerId, 12_000, [[dueDateIds[0]!, 5_000]]))
    await receivables.saveInvoice(invoiceOf(customerId, 'A1', [['2026-02-01', -1_500]], { kind: 'credit-note' }))
    const [row] = await receivables.customerRows({ ids: Int32Array.of(customerId), asOf })
    expect(row).toMatchObject({ outstandingCents: 45_000, overdueCents: 25_000, unallocatedCreditCents: 8_500 })
  })
})

describe('invoices', () => {
  it('R-EBP-03 R-EBP-05 have one or several due dates, never reminded at first', async () => {
    const { invoiceIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 5000], ['2026-02-28', 5000]])
    const invoice = await office.api.receivables.invoice({ id: invoiceIds[0]! })
    expect(invoice.dueDates).toMatchObject([{ dueOn: '2026-01-31', openCents: 5000, level: 0, remindedOn: null }, { dueOn: '2026-02-28', openCents: 5000, level: 0, remindedOn: null }])
    expect(await office.api.receivables.invoicesOf({ customerId: invoice.customerId, onlyOpen: true })).toMatchObject([{ number: 'C1-1', totalCents: 10_000, openCents: 10_000, lastDueOn: '2026-02-28', kind: 'invoice' }])
  })

  it.each([
    ['without a number', { number: '' }, 'number', 'required'],
    ['of zero', { dueDates: invoiceOf(1, '', [['2026-01-31', 0]]).dueDates }, 'dueDates.0.amountCents', 'not-positive'],
    ['as a credit note that is positive', { kind: 'credit-note' as const }, 'dueDates.0.amountCents', 'not-negative'],
    ['with a warranty number but of the plain kind', { warrantyNumber: 'G1' }, 'warrantyNumber', 'not-a-warranty'],
    ['of warranty without its number', { kind: 'warranty' as const }, 'warrantyNumber', 'required'],
  ])('%s are refused', async (_case, change, field, reason) => {
    const { customerId } = await customerWithInvoices(office.api, 'C1')
    await expect(office.api.receivables.saveInvoice({ ...invoiceOf(customerId, 'F1', [['2026-01-31', 100]]), ...change })).rejects.toMatchObject({ code: 'invoice.invalid', details: { field, reason } })
  })

  it('R-EBP-20 a warranty invoice may have its warranty number alone', async () => {
    const { customerId } = await customerWithInvoices(office.api, 'C1')
    expect(await office.api.receivables.saveInvoice(invoiceOf(customerId, '', [['2026-01-31', 100]], { kind: 'warranty', warrantyNumber: 'G010' }))).toMatchObject({ number: '', warrantyNumber: 'G010' })
  })

  it('have a number of their own within their kind, white space and case apart', async () => {
    const { receivables } = office.api
    const { customerId } = await customerWithInvoices(office.api, 'C1')
    const first = await receivables.saveInvoice(invoiceOf(customerId, 'FA 0012', [['2026-01-31', 100]]))
    await expect(receivables.saveInvoice(invoiceOf(customerId, 'fa0012', [['2026-01-31', 100]]))).rejects.toMatchObject({ code: 'invoice.number-taken', details: { customer: 'C1' } })
    await receivables.saveInvoice(invoiceOf(customerId, 'FA 0012', [['2026-01-31', -100]], { kind: 'credit-note' }))
    expect(await receivables.saveInvoice({ ...first, label: 'Farine' })).toMatchObject({ label: 'Farine' })
  })

  it('are found among all customers by number, customer code or name, accents and case apart; paid ones on demand', async () => {
    const { receivables } = office.api
    const { customerId, dueDateIds } = await customerWithInvoices(office.api, 'HÉL', [['2026-01-31', 1_000]], [['2026-02-28', 2_000]])
    await customerWithInvoices(office.api, 'ZOE', [['2026-03-31', 3_000]])
    await receivables.savePayment(paymentOf(customerId, 1_000, [[dueDateIds[0]!, 1_000]]))
    const find = async (search: string, onlyOpen: boolean): Promise<string[]> => (await receivables.findInvoices({ search, onlyOpen })).map(({ number }) => number)
    expect(await find('', true)).toEqual(['ZOE-1', 'HÉL-2'])
    expect(await find('', false)).toEqual(['ZOE-1', 'HÉL-2', 'HÉL-1'])
    expect(await find('client hel', false)).toEqual(['HÉL-2', 'HÉL-1'])
    expect(await find('zoe - 1', true)).toEqual(['ZOE-1'])
    expect(await find('rien', false)).toEqual([])
  })

  it('an amount never falls below what is settled, and a settled due date stays', async () => {
    const { receivables } = office.api
    const { customerId, invoiceIds, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 10_000], ['2026-02-28', 5_000]])
    await receivables.savePayment(paymentOf(customerId, 4_000, [[dueDateIds[0]!, 4_000]]))
    const invoice = await receivables.invoice({ id: invoiceIds[0]! })
    const [first, second] = invoice.dueDates
    await expect(receivables.saveInvoice({ ...invoice, dueDates: [{ ...first!, amountCents: cents(3_999) }, second!] })).rejects.toMatchObject({ code: 'invoice.below-allocated' })
    await expect(receivables.saveInvoice({ ...invoice, dueDates: [second!] })).rejects.toMatchObject({ code: 'invoice.below-allocated' })
    await expect(receivables.deleteInvoice({ id: invoiceIds[0]! })).rejects.toMatchObject({ code: 'invoice.below-allocated' })
    expect(await openOf(invoiceIds)).toEqual([6_000, 5_000])
    expect((await receivables.saveInvoice({ ...invoice, dueDates: [{ ...first!, amountCents: cents(4_000) }] })).dueDates).toMatchObject([{ openCents: 0 }])
  })
})

describe('payments', () => {
  it('R-EBP-09 R-EBP-13 a partial payment leaves the remainder; deleted, it reopens the due dates', async () => {
    const { receivables } = office.api
    const { customerId, invoiceIds, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 10_000]])
    const payment = await receivables.savePayment(paymentOf(customerId, 4_000, [[dueDateIds[0]!, 4_000]]))
    expect(await openOf(invoiceIds)).toEqual([6_000])
    expect((await receivables.invoice({ id: invoiceIds[0]! })).settlements).toMatchObject([{ paymentId: payment.id, on: '2026-06-01', label: 'VIR', amountCents: 4_000 }])
    await receivables.deletePayment({ id: payment.id! })
    expect(await openOf(invoiceIds)).toEqual([10_000])
    expect(await receivables.paymentsOf({ customerId })).toEqual([])
  })

  it('peers: 40 on 60/100/40 by age leaves 20/100/40, then a credit note of 100 leaves 0/20/40', async () => {
    const { receivables } = office.api
    const { customerId, invoiceIds, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 60]], [['2026-02-28', 100]], [['2026-03-31', 40]])
    const byAge = async (amount: number) => {
      const open = await openOf(invoiceIds)
      return allocateByAge(dueDateIds.map((id, index) => ({ id, dueOn: localDate(`2026-0${index + 1}-28`), openCents: cents(open[index]!) })), cents(amount))
    }
    await receivables.savePayment(paymentOf(customerId, 40, (await byAge(40)).map(({ dueDateId, amountCents }) => [dueDateId, amountCents])))
    expect(await openOf(invoiceIds)).toEqual([20, 100, 40])
    const note = await receivables.saveInvoice(invoiceOf(customerId, 'A1', [['2026-04-01', -70], ['2026-05-01', -30]], { kind: 'credit-note' }))
    const used = await receivables.allocateCreditNote({ invoiceId: note.id!, allocations: await byAge(100) })
    expect(await openOf(invoiceIds)).toEqual([0, 20, 40])
    expect(used.dueDates.map(({ openCents }) => openCents)).toEqual([0, 0])
    expect(used.settlements.map(({ label, amountCents }) => [label, amountCents])).toEqual([['C1-1', 20], ['C1-2', 50], ['C1-2', 30]])
    const unused = await receivables.allocateCreditNote({ invoiceId: note.id!, allocations: [] })
    expect(unused.dueDates.map(({ openCents }) => openCents)).toEqual([-70, -30])
    expect(await openOf(invoiceIds)).toEqual([20, 100, 40])
  })

  it('what is not allocated stays the customer’s credit, to be allocated later', async () => {
    const { receivables } = office.api
    const { customerId, invoiceIds, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 10_000]])
    const payment = await receivables.savePayment(paymentOf(customerId, 4_000))
    expect(payment.unallocatedCents).toBe(4_000)
    const allocated = await receivables.savePayment({ ...payment, allocations: [{ dueDateId: dueDateIds[0]!, amountCents: cents(1_500) }] })
    expect(allocated).toMatchObject({ unallocatedCents: 2_500, allocations: [{ amountCents: 1_500 }] })
    expect(await openOf(invoiceIds)).toEqual([8_500])
    expect(await receivables.savePayment({ ...allocated, amountCents: cents(1_500) })).toMatchObject({ unallocatedCents: 0 })
  })

  it.each([
    ['beyond the payment', 100, 101, 'payment.over-allocated'], ['beyond what is left of the due date', 2_000, 1_001, 'payment.due-date-over-allocated'], ['of nothing', 100, 0, 'payment.amount'], ['with a negative amount', 100, -5, 'payment.amount'],
  ])('an allocation %s is refused and changes nothing', async (_case, amount, allocated, code) => {
    const { customerId, invoiceIds, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 1_000]])
    await expect(office.api.receivables.savePayment(paymentOf(customerId, amount, [[dueDateIds[0]!, allocated]]))).rejects.toMatchObject({ code })
    expect(await openOf(invoiceIds)).toEqual([1_000])
    expect(await office.api.receivables.paymentsOf({ customerId })).toEqual([])
  })

  it('lowering a payment below what it settles is refused', async () => {
    const { receivables } = office.api
    const { customerId, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 1_000]])
    const payment = await receivables.savePayment(paymentOf(customerId, 800, [[dueDateIds[0]!, 800]]))
    await expect(receivables.savePayment({ ...payment, amountCents: cents(700) })).rejects.toMatchObject({ code: 'payment.over-allocated' })
    expect(await receivables.payment({ id: payment.id! })).toEqual(payment)
  })

  it('never settle another customer’s due date nor a credit note', async () => {
    const { receivables } = office.api
    const one = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 1_000]])
    const two = await customerWithInvoices(office.api, 'C2')
    await expect(receivables.savePayment(paymentOf(two.customerId, 500, [[one.dueDateIds[0]!, 500]]))).rejects.toMatchObject({ code: 'payment.other-customer' })
    const note = await receivables.saveInvoice(invoiceOf(two.customerId, 'A1', [['2026-04-01', -70]], { kind: 'credit-note' }))
    await expect(receivables.savePayment(paymentOf(two.customerId, 50, [[note.dueDates[0]!.id!, 50]]))).rejects.toMatchObject({ code: 'payment.on-credit-note' })
    await expect(receivables.allocateCreditNote({ invoiceId: note.id!, allocations: [{ dueDateId: one.dueDateIds[0]!, amountCents: cents(10) }] })).rejects.toMatchObject({ code: 'payment.other-customer' })
    await expect(receivables.allocateCreditNote({ invoiceId: one.invoiceIds[0]!, allocations: [] })).rejects.toMatchObject({ code: 'invoice.not-a-credit-note' })
  })
})

describe('what comes from the books', () => {
  /** C1: a lettered invoice of 80,00 with its payment, and an open one of 240,00. */
  async function importBooks(): Promise<{ customerId: number; settledId: number; openId: number }> {
    const { api } = office
    const path = writeFec([...sale('1', 'C1', 24_000), ...sale('2', 'C1', 8_000, { letter: 'AA' }), ...receipt('3', 'C1', 8_000, { letter: 'AA' }), ...receipt('4', 'C1', 5_000)])
    await api.imports.apply({ path, options: {}, asOf })
    const customerId = (await api.receivables.findCustomers({ search: 'C1', onlyActive: true })).ids[0]!
    const rows = await api.receivables.invoicesOf({ customerId, onlyOpen: false })
    return { customerId, settledId: rows.find(({ number }) => number === 'FA2')!.id, openId: rows.find(({ number }) => number === 'FA1')!.id }
  }

  it('an imported invoice says where it comes from; its due day, level and notes change, its amounts and number do not', async () => {
    const { receivables } = office.api
    const { openId } = await importBooks()
    const invoice = await receivables.invoice({ id: openId })
    expect(invoice).toMatchObject({ isImported: true, origin: '732829320FEC20251231.txt, ligne 2' })
    const [dueDate] = invoice.dueDates
    expect(await receivables.saveInvoice({ ...invoice, note: 'Litige', dueDates: [{ ...dueDate!, dueOn: localDate('2025-06-30'), level: 1 }] })).toMatchObject({ note: 'Litige', dueDates: [{ dueOn: '2025-06-30', level: 1, openCents: 24_000 }] })
    await expect(receivables.saveInvoice({ ...invoice, number: 'FA9' })).rejects.toMatchObject({ code: 'invoice.imported' })
    await expect(receivables.saveInvoice({ ...invoice, dueDates: [{ ...dueDate!, amountCents: cents(25_000) }] })).rejects.toMatchObject({ code: 'invoice.imported' })
    await expect(receivables.deleteInvoice({ id: openId })).rejects.toMatchObject({ code: 'invoice.imported' })
  })

  it('a credit nobody matched is allocated by hand; a lettering is undone in the books only', async () => {
    const { receivables } = office.api
    const { customerId, settledId, openId } = await importBooks()
    const payments = await receivables.paymentsOf({ customerId })
    const unmatched = payments.find(({ unallocatedCents }) => unallocatedCents > 0)!
    const lettered = payments.find(({ unallocatedCents }) => unallocatedCents === 0)!
    const openDueDate = (await receivables.invoice({ id: openId })).dueDates[0]!.id!
    await receivables.savePayment({ ...unmatched, allocations: [{ dueDateId: openDueDate, amountCents: cents(5_000) }] })
    expect(await openOf([openId, settledId])).toEqual([19_000, 0])
    await expect(receivables.savePayment({ ...unmatched, amountCents: cents(6_000) })).rejects.toMatchObject({ code: 'payment.imported' })
    await expect(receivables.savePayment({ ...lettered, allocations: [] })).rejects.toMatchObject({ code: 'payment.lettered' })
    await expect(receivables.deletePayment({ id: unmatched.id! })).rejects.toMatchObject({ code: 'payment.imported' })
    expect(await openOf([openId, settledId])).toEqual([19_000, 0])
    expect((await office.api.dossiers.check()).problems).toEqual([])
  })
})

it('R-EBP-67 a due date that a letter names cannot be deleted', async () => {
  const { invoiceIds, dueDateIds } = await customerWithInvoices(office.api, 'C1', [['2026-01-31', 10_000]])
  await office.api.reminders.generate(await requestOf(office.api, dueDateIds, { asOf }))
  await expect(office.api.receivables.deleteInvoice({ id: invoiceIds[0]! })).rejects.toMatchObject({ code: 'invoice.reminded' })
  expect((await office.api.receivables.invoice({ id: invoiceIds[0]! })).dueDates).toMatchObject([{ level: 1, remindedOn: asOf }])
})
