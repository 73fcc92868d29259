import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { SearchCriteria } from '../../shared/reminders/reminder-contract.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, numbersFound, owing, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']

beforeEach(async () => {
  open = await openOffice()
  api = open.api
})
afterEach(() => open.close())

describe('what « Calcul » lists', () => {
  it('R-EBP-03 lists due dates, not invoices: two of one invoice are two rows', async () => {
    const { id } = await api.receivables.saveCustomer(customerNamed('A', 'Alpha'))
    await api.receivables.saveInvoice(invoiceOf(id!, 'F001', [['2026-01-31', 10_000], ['2026-02-28', 5000]]))
    expect((await rowsFound(api)).map(({ invoiceNumber, dueOn, openCents }) => [invoiceNumber, dueOn, openCents])).toEqual([['F001', '2026-01-31', 10_000], ['F001', '2026-02-28', 5000]])
  })
  it('R-EBP-05 shows a due date never reminded at level 0, without a date', async () => {
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    expect(await rowsFound(api)).toMatchObject([{ level: 0, remindedOn: null }])
  })
  it('R-EBP-08 R-EBP-13 leaves out what is paid, from the next « Calcul » on', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 200 })
    expect(await numbersFound(api)).toEqual(['F001', 'F002'])
    await api.receivables.savePayment(paymentOf(customerId, 100, [[ids[0]!, 100]]))
    expect(await numbersFound(api)).toEqual(['F002'])
  })
  it('R-EBP-09 lists a partly paid due date with what remains', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 10_000 })
    await api.receivables.savePayment(paymentOf(customerId, 4000, [[ids[0]!, 4000]]))
    expect(await rowsFound(api)).toMatchObject([{ amountCents: 10_000, openCents: 6000 }])
    expect(await calculate(api)).toMatchObject({ count: 1, customerCount: 1, totalCents: 6000, openCents: Float64Array.of(6000) })
  })
  it('R-EBP-12 fills every column of the grid', async () => {
    const { customerId, ids } = await owing(api, ['C01', 'Hélène & Fils', { phone2: '04 72 11 22 33' }],
      { number: 'F001', dueOn: '2026-03-01', cents: 10_000, level: 1, more: { kind: 'warranty', warrantyNumber: 'G010', invoicedOn: localDate('2026-01-30') } }, { number: 'F002', dueOn: '2026-05-01', cents: 50 })
    await api.receivables.savePayment(paymentOf(customerId, 300))
    expect((await rowsFound(api))[0]).toEqual({
      id: ids[0], invoiceId: expect.any(Number), customerId, customerCode: 'C01', customerName: 'Hélène & Fils', phone: '04 72 11 22 33', invoiceNumber: 'F001', warrantyInvoiceNumber: 'G010',
      invoicedOn: '2026-01-30', dueOn: '2026-03-01', amountCents: 10_000, openCents: 10_000, daysLate: 30, outstandingCents: 10_050, unallocatedCreditCents: 300, level: 1, remindedOn: '2026-01-15', hold: null,
    })
  })
  it('R-EBP-12 shows the same number of a customer as his account, the list of customers and a call do', async () => {
    const { customerId, ids } = await owing(api, ['C01', 'Hélène'], { number: 'F001', dueOn: '2026-01-31', cents: 10_000 })
    const customer = await api.receivables.customer({ id: customerId })
    await api.receivables.saveCustomer({ ...customer, phone2: '04 72 11 22 33', mobile1: '06 01 02 03 04' })
    const asOf = localDate('2026-03-31')
    const { phones } = await api.reminders.phoneList({ ids: Int32Array.from(ids), asOf }).then(({ blocks }) => blocks[0]!)
    expect(phones).toEqual(['06 01 02 03 04', '04 72 11 22 33'])
    const [row] = await rowsFound(api)
    const [listed] = await api.receivables.customerRows({ ids: Int32Array.of(customerId), asOf })
    expect([row!.phone, listed!.phone, (await api.accounts.head({ customerId, asOf })).phone]).toEqual(Array.from({ length: 3 }, () => phones[0]))
  })
  it('R-EBP-14 never proposes a credit note, and shows it as the customer’s credit', async () => {
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 10_000 }, { number: 'AV1', dueOn: '2026-01-31', cents: -4000, more: { kind: 'credit-note' } })
    expect(await rowsFound(api)).toMatchObject([{ invoiceNumber: 'F001', openCents: 10_000, outstandingCents: 10_000, unallocatedCreditCents: 4000 }])
  })
  it('lists by customer name in French order, then due date, then number', async () => {
    await owing(api, ['1', 'Zoé'], { number: 'Z1', dueOn: '2026-01-01', cents: 1 })
    await owing(api, ['2', 'Étienne'], { number: 'E3', dueOn: '2026-02-01', cents: 1 }, { number: 'E2', dueOn: '2026-02-01', cents: 1 }, { number: 'E9', dueOn: '2026-01-01', cents: 1 })
    await owing(api, ['3', 'Fabre'], { number: 'F1', dueOn: '2026-01-01', cents: 1 })
    expect(await numbersFound(api)).toEqual(['E9', 'E2', 'E3', 'F1', 'Z1'])
  })
  it('AMB-03 R-EBP-17 tells the older debts that only the period’s beginning leaves out, of those every other criterion lets through', async () => {
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2023-04-09', cents: 150_000 }, { number: 'F003', dueOn: '2022-04-09', cents: 20_000, level: 2 }, { number: 'F004', dueOn: '2026-06-30', cents: 1 })
    await owing(api, ['B', 'Bravo'], { number: 'F005', dueOn: '2023-04-09', cents: 7_000 })
    const [from, to] = [localDate('2025-03-31'), localDate('2026-03-31')]
    const older = async (criteria: Partial<SearchCriteria>): Promise<number[]> => {
      const { count, olderCount, olderCents } = await calculate(api, criteria)
      return [count, olderCount, olderCents]
    }
    expect(await older({ from, to })).toEqual([1, 3, 177_000])
    expect(await older({ to })).toEqual([4, 0, 0])
    expect(await older({ from, to, level: 2 })).toEqual([0, 1, 20_000])
    expect(await older({ from, to, name: 'alpha' })).toEqual([1, 2, 170_000])
    expect(await older({ from, to, invoiceNumber: 'F002' })).toEqual([0, 1, 150_000])
    expect(await older({ from, to, daysOverdue: 1200 })).toEqual([0, 1, 20_000])
    expect(await older({ from, to, minOutstandingCents: cents(10_000) })).toEqual([1, 2, 170_000])
  })
  it('answers an empty dossier with nothing', async () => {
    expect(await calculate(api)).toMatchObject({ count: 0, customerCount: 0, totalCents: 0, ids: new Int32Array(0) })
  })
  it('R-EBP-22 counts lateness from the day it is given, each time', async () => {
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-03-26', cents: 100 })
    expect(await rowsFound(api)).toMatchObject([{ daysLate: 5 }])
    expect(await rowsFound(api, {}, addDays(today, 5))).toMatchObject([{ daysLate: 10 }])
    expect(await numbersFound(api, { daysOverdue: 10 })).toEqual([])
    expect(await numbersFound(api, { daysOverdue: 10 }, addDays(today, 5))).toEqual(['F001'])
  })
})

describe('the criteria of « Recherche »', () => {
  beforeEach(async () => {
    await owing(api, ['A', 'Dupont SA'], { number: 'F001', dueOn: '2026-01-01', cents: 30_000, level: 0 }, { number: 'F002', dueOn: '2026-03-21', cents: 20_000, level: 1 })
    await owing(api, ['B', 'Hélène Œuvrard'], { number: 'F010', dueOn: '2026-03-26', cents: 49_999, level: 2 })
    await owing(api, ['C', 'Durand'], { number: 'FA 0012', dueOn: '2026-03-31', cents: 100, level: 3 }, { number: 'F003', dueOn: '2026-04-01', cents: 100, level: 0 },
      { number: 'F777', dueOn: '2026-06-30', cents: 100, level: 0, more: { kind: 'warranty', warrantyNumber: 'G010' } })
  })

  it.each<[string, Partial<SearchCriteria>, string[]]>([
    ['R-EBP-15 part of the name', { name: 'pon' }, ['F001', 'F002']],
    ['R-EBP-15 the whole name', { name: 'Durand' }, ['FA 0012', 'F003', 'F777']],
    ['R-EBP-16 a name without its accents', { name: 'helene' }, ['F010']],
    ['R-EBP-16 a name in capitals, ligature opened', { name: 'HÉLÈNE OEUV' }, ['F010']],
    ['R-EBP-17 a period bears on the due date', { from: localDate('2026-04-01'), to: localDate('2026-06-30') }, ['F003', 'F777']],
    ['R-EBP-18 the last day of the period is in it', { from: localDate('2026-06-30'), to: localDate('2026-06-30') }, ['F777']],
    ['R-EBP-18 without an end', { from: localDate('2026-04-02') }, ['F777']],
    ['R-EBP-18 without a beginning', { to: localDate('2026-01-01') }, ['F001']],
    ['R-EBP-19 an invoice number, whole', { invoiceNumber: 'F002' }, ['F002']],
    ['R-EBP-19 an invoice number is not part of another', { invoiceNumber: 'F00' }, []],
    ['R-EBP-19 an invoice number, case and spaces ignored', { invoiceNumber: 'fa0012' }, ['FA 0012']],
    ['R-EBP-19 an invoice number with a wildcard', { invoiceNumber: 'f00*' }, ['F001', 'F002', 'F003']],
    ['R-EBP-19 an invoice number with a wildcard first', { invoiceNumber: '*12' }, ['FA 0012']],
    ['R-EBP-20 a warranty invoice, by its warranty number', { warrantyInvoiceNumber: 'g010' }, ['F777']],
    ['R-EBP-19 a warranty invoice that has a number of its own, by that number too', { invoiceNumber: 'F777' }, ['F777']],
    ['R-EBP-20 its warranty number is no invoice number', { invoiceNumber: 'G010' }, []],
    ['R-EBP-20 an invoice number is no warranty number', { warrantyInvoiceNumber: 'F001' }, []],
    ['R-EBP-20 any warranty number', { warrantyInvoiceNumber: '*' }, ['F777']],
    ['R-EBP-21 at least 10 days late', { daysOverdue: 10 }, ['F001', 'F002']],
    ['R-EBP-23 0: due today or earlier', { daysOverdue: 0 }, ['F001', 'F002', 'FA 0012', 'F010']],
    ['R-EBP-23 empty: also those to come', { name: 'durand', daysOverdue: null }, ['FA 0012', 'F003', 'F777']],
    ['R-EBP-24 outstanding at least 500.00', { minOutstandingCents: 50_000 as never }, ['F001', 'F002']],
    ['R-EBP-24 outstanding at least 499.99', { minOutstandingCents: 49_999 as never }, ['F001', 'F002', 'F010']],
    ['R-EBP-25 outstanding counts what the period leaves out', { minOutstandingCents: 50_000 as never, from: localDate('2026-01-01'), to: localDate('2026-01-31') }, ['F001']],
    ['R-EBP-26 R-EBP-27 level 0', { level: 0 }, ['F001', 'F003', 'F777']],
    ['R-EBP-28 level 1', { level: 1 }, ['F002']],
    ['R-EBP-29 level 2', { level: 2 }, ['F010']],
    ['R-EBP-30 level 3', { level: 3 }, ['FA 0012']],
    ['R-EBP-31 « Tous »', { level: 'all' }, ['F001', 'F002', 'FA 0012', 'F003', 'F777', 'F010']],
    ['R-EBP-32 name and level', { name: 'durand', level: 0 }, ['F003', 'F777']],
    ['R-EBP-32 number and name', { name: 'dupont', invoiceNumber: 'F003' }, []],
    ['R-EBP-32 both numbers', { invoiceNumber: 'F00*', warrantyInvoiceNumber: 'G010' }, []],
  ])('%s', async (_case, criteria, expected) => {
    expect(await numbersFound(api, criteria)).toEqual(expected)
  })

  it('R-EBP-25 counts a customer’s due dates once, credit notes apart', async () => {
    await api.receivables.saveInvoice(invoiceOf((await rowsFound(api, { name: 'dupont' }))[0]!.customerId, 'AV9', [['2026-01-01', -45_000]], { kind: 'credit-note' }))
    expect(await numbersFound(api, { minOutstandingCents: 50_000 as never })).toEqual(['F001', 'F002'])
  })
  it('R-EBP-42 refuses a period that ends before it begins', async () => {
    await expect(calculate(api, { from: localDate('2026-02-01'), to: localDate('2026-01-31') })).rejects.toMatchObject({ code: 'reminder.period-reversed' })
  })
  it('R-EBP-42 refuses a negative number of days', async () => {
    await expect(calculate(api, { daysOverdue: -1 })).rejects.toMatchObject({ code: 'call.invalid-input', details: { field: 'criteria.daysOverdue' } })
  })
  it('adds up what it lists', async () => {
    const { ids, openCents, count, customerCount, totalCents } = await calculate(api, { daysOverdue: 0 })
    const rows = await api.reminders.rows({ ids, asOf: today })
    expect({ count, customerCount, totalCents }).toEqual({ count: 4, customerCount: 3, totalCents: 100_099 })
    expect([...openCents]).toEqual(rows.map((row) => row.openCents))
  })
})

describe('the grid’s rows', () => {
  it('come in the order asked for, without those that no longer exist', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 200 })
    const rows = await api.reminders.rows({ ids: Int32Array.of(ids[1]!, 999_999, ids[0]!), asOf: today })
    expect(rows.map((row) => row.invoiceNumber)).toEqual(['F002', 'F001'])
  })
})

describe('as other programs are tested', () => {
  it('two terms of an invoice: only the one that is late; paid, it is gone; the payment deleted, it is back', async () => {
    const { id } = await api.receivables.saveCustomer(customerNamed('A', 'Alpha'))
    const { dueDates } = await api.receivables.saveInvoice(invoiceOf(id!, 'F001', [['2026-03-30', 5000], ['2026-04-04', 5000]]))
    const late = async (): Promise<string[]> => (await rowsFound(api, { daysOverdue: 1 })).map((row) => row.dueOn)
    expect(await late()).toEqual(['2026-03-30'])
    const payment = await api.receivables.savePayment(paymentOf(id!, 5000, [[dueDates[0]!.id!, 5000]]))
    expect(await late()).toEqual([])
    await api.receivables.deletePayment({ id: payment.id! })
    expect(await late()).toEqual(['2026-03-30'])
  })
  it('reminding one invoice hides none of the customer’s others', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100, level: 1, remindedOn: today }, { number: 'F002', dueOn: '2026-01-31', cents: 100 })
    expect([...(await calculate(api)).ids]).toEqual(ids)
  })
  it('two invoices of a customer fetched together each show his whole outstanding amount', async () => {
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 30 })
    expect((await rowsFound(api)).map((row) => row.outstandingCents)).toEqual([130, 130])
  })
})

describe('wherever the machine stands', () => {
  const zone = process.env['TZ']
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })
  it.each(['Europe/Paris', 'Pacific/Apia', 'America/Sao_Paulo', 'UTC'])('R-EBP-21 days late and dates are the same (%s)', async (timeZone) => {
    process.env['TZ'] = timeZone
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-03-21', cents: 100, remindedOn: localDate('2026-03-29') }, { number: 'F002', dueOn: '2026-03-22', cents: 100 })
    expect(await rowsFound(api, { daysOverdue: 10 })).toMatchObject([{ invoiceNumber: 'F001', dueOn: '2026-03-21', daysLate: 10, remindedOn: '2026-03-29' }])
    const { ids } = await calculate(api)
    expect((await api.reminders.arrange({ ids, asOf: today, sort: null, filter: [{ column: 'dueOn', text: '21/03/2026' }] })).ids).toHaveLength(1)
  })
})
