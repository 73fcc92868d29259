import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { localDate } from '../../shared/date.ts'
import type { InterestStatement } from '../../shared/legal/legal-contract.ts'
import type { Customer } from '../../shared/receivables/receivable-contract.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf } from '../fixtures/reminder-fixture.ts'

type Api = Client<OfficeContract>
let open: OpenOffice
let api: Api
beforeEach(async () => {
  open = await openOffice()
  api = open.api
})
afterEach(() => open.close())

const customer = async (more: Partial<Customer> = {}): Promise<number> => (await api.receivables.saveCustomer(customerNamed('C1', 'Client', more))).id!
const invoice = async (customerId: number, number: string, ...dueDates: [string, number][]): Promise<number[]> => (await api.receivables.saveInvoice(invoiceOf(customerId, number, dueDates, { invoicedOn: localDate('2025-01-01') }))).dueDates.map(({ id }) => id!)
const statement = (customerId: number, asOf: string, withSettled = false): Promise<InterestStatement> => api.legal.interest({ customerId, asOf: localDate(asOf), withSettled })
const sums = ({ claims }: InterestStatement): [number, number] | null => claims && [claims.interestCents, claims.indemnityCents]

describe('« Calcul des intérêts » of a customer, from the books', () => {
  it('the worked examples hold to the cent', async () => {
    const id = await customer()
    const [dueDateId] = await invoice(id, 'FA-1', ['2026-01-31', 120_000])
    await api.receivables.savePayment(paymentOf(id, 50_000, [[dueDateId!, 50_000]], { paidOn: localDate('2026-03-02') }))
    const computed = await statement(id, '2026-03-31')
    expect(computed.claims?.lines[0]?.segments).toEqual([
      { from: '2026-02-01', to: '2026-03-02', days: 30, baseCents: 120_000, rateBp: 1215, interestCents: 1198 },
      { from: '2026-03-03', to: '2026-03-31', days: 29, baseCents: 70_000, rateBp: 1215, interestCents: 676 },
    ])
    expect([sums(computed), computed.lateCents]).toEqual([[1874, 4000], 70_000])
  })

  it('peers 5 a partial payment loses neither interest nor indemnity; one on account stops nothing until it is allocated', async () => {
    const id = await customer()
    const [dueDateId] = await invoice(id, 'FA-1', ['2026-01-31', 100_000])
    const payment = await api.receivables.savePayment(paymentOf(id, 40_000, [], { paidOn: localDate('2026-02-28') }))
    expect([sums(await statement(id, '2026-03-17')), (await statement(id, '2026-03-17')).unallocatedCents]).toEqual([[1498, 4000], 40_000])
    await api.receivables.savePayment({ ...payment, allocations: [{ dueDateId: dueDateId!, amountCents: 40_000 }] })
    // 28 days × 1 000.00 + 17 days × 600.00
    expect(sums(await statement(id, '2026-03-17'))).toEqual([932 + 340, 4000])
  })

  it.each<[string, (id: number) => Promise<unknown>, number]>([
    // 28 days × 1 000.00 + 17 days × 600.00
    ['a payment on account, from the day after it was paid', (id) => api.receivables.savePayment(paymentOf(id, 40_000, [], { paidOn: localDate('2026-02-28') })), 932 + 340],
    // 45 days × 600.00
    ['a credit note, from the start', (id) => api.receivables.saveInvoice(invoiceOf(id, 'AV-1', [['2026-03-01', -40_000]], { kind: 'credit-note', invoicedOn: localDate('2026-03-01') })), 899],
  ])('where letters deduct unused credits, « Calcul des intérêts » computes on the same amounts as they do: %s', async (_title, credit, interest) => {
    await api.reminders.saveSettings({ ...await api.reminders.settings(), creditHandling: 'net' })
    await api.legal.saveSettings({ ...await api.legal.settings(), claimInterestFromLevel: 1 })
    const id = await customer()
    const ids = await invoice(id, 'FA-1', ['2026-01-31', 100_000])
    await credit(id)
    const computed = await statement(id, '2026-03-17')
    expect([sums(computed), computed.deductedCents, computed.unallocatedCents]).toEqual([[interest, 4000], 40_000, 40_000])
    const { letters: [letter] } = await api.reminders.simulate(await requestOf(api, ids, { asOf: localDate('2026-03-17') }))
    expect([letter!.interestCents, letter!.indemnityCents, letter!.deductedCents]).toEqual([interest, 4000, 40_000])
  })

  it('what a credit note takes off was never owed', async () => {
    const id = await customer()
    const [dueDateId] = await invoice(id, 'FA-1', ['2026-01-31', 100_000])
    const note = await api.receivables.saveInvoice(invoiceOf(id, 'AV-1', [['2026-03-01', -40_000]], { kind: 'credit-note', invoicedOn: localDate('2026-03-01') }))
    await api.receivables.allocateCreditNote({ invoiceId: note.id!, allocations: [{ dueDateId: dueDateId!, amountCents: 40_000 }] })
    expect(sums(await statement(id, '2026-03-17'))).toEqual([899, 4000])
  })

  it('40 € once for an invoice of several due dates, and interest on those late only', async () => {
    const id = await customer()
    await invoice(id, 'FA-1', ['2026-01-31', 100_000], ['2026-02-28', 100_000], ['2026-04-30', 100_000])
    // 45 days and 17 days
    expect(sums(await statement(id, '2026-03-17'))).toEqual([1498 + 566, 4000])
  })

  it('an invoice paid late still owes its interest, shown on demand', async () => {
    const id = await customer()
    const [dueDateId] = await invoice(id, 'FA-1', ['2026-01-31', 100_000])
    await api.receivables.savePayment(paymentOf(id, 100_000, [[dueDateId!, 100_000]], { paidOn: localDate('2026-03-17') }))
    expect(sums(await statement(id, '2026-05-31'))).toBeNull()
    expect(sums(await statement(id, '2026-05-31', true))).toEqual([1498, 4000])
  })

  it('takes the contract’s rate from the customer’s sheet, for a company', async () => {
    const id = await customer({ lateInterestRateBp: 1500 })
    await invoice(id, 'FA-1', ['2026-01-31', 100_000])
    expect((await statement(id, '2026-03-17')).claims).toMatchObject({ basis: 'contract', interestCents: 1849 })
  })

  it('names the half-year whose rate is missing, and computes once it is typed', async () => {
    const id = await customer({ debtorProfile: 'public-body' })
    await invoice(id, 'FA-1', ['2026-07-31', 100_000])
    await expect(statement(id, '2026-09-30')).rejects.toMatchObject({ code: 'legal.rate-missing', details: { halfYears: '2026-S2' } })
    await api.legal.saveRate({ table: 'ecb', halfYear: '2026-S2', rateBp: 240, source: 'Banque de France', isSure: false, asOf: localDate('2026-09-30') })
    expect((await statement(id, '2026-09-30')).claims).toMatchObject({ basis: 'ecb-plus-8', interestCents: 1738, indemnityCents: 4000 })
  })

  it('a consumer owes nothing before a formal notice is received', async () => {
    const id = await customer({ debtorProfile: 'consumer' })
    await invoice(id, 'FA-1', ['2026-01-31', 60_000])
    expect((await statement(id, '2026-04-30')).claims).toBeNull()
  })

  it('a procédure collective stops interest at its judgment, whatever day it is typed on; once lifted, interest and 40 € run again', async () => {
    const id = await customer()
    await invoice(id, 'FA-1', ['2025-07-31', 1_000_000])
    const { id: holdId } = await api.holds.set({ hold: { kind: 'insolvency', scope: 'customer', subjectId: id, reason: '', since: localDate('2025-09-01'), until: null }, asOf: localDate('2026-03-31') })
    const computed = await statement(id, '2026-03-31')
    // 31 days at 12.15 %
    expect([computed.insolventFrom, sums(computed)]).toEqual(['2025-09-01', [10_319, 0]])
    await api.holds.lift({ id: holdId })
    const after = await statement(id, '2026-03-31')
    expect([after.insolventFrom, sums(after)]).toEqual([null, [80_889, 4_000]])
  })

  it('an invoice or a customer with an interruption of prescription is not deleted before it is removed', async () => {
    const id = await customer()
    const { id: invoiceId } = await api.receivables.saveInvoice(invoiceOf(id, 'FA-1', [['2026-01-31', 100_000]]))
    const { id: eventId } = await api.legal.addInterruption({ interruption: { customerId: id, kind: 'acknowledgement', happenedOn: localDate('2026-02-15'), note: '', invoiceId: invoiceId! }, asOf: localDate('2026-03-01') })
    await expect(api.receivables.deleteInvoice({ id: invoiceId! })).rejects.toMatchObject({ code: 'invoice.interrupted' })
    await api.legal.removeInterruption({ id: eventId })
    await api.receivables.deleteInvoice({ id: invoiceId! })
    const other = await api.legal.addInterruption({ interruption: { customerId: id, kind: 'acknowledgement', happenedOn: localDate('2026-02-15'), note: '', invoiceId: null }, asOf: localDate('2026-03-01') })
    await expect(api.receivables.deleteCustomer({ id })).rejects.toMatchObject({ code: 'customer.interrupted' })
    await api.legal.removeInterruption({ id: other.id })
    await api.receivables.deleteCustomer({ id })
  })

  it('refuses more rows than a message bears, instead of holding everything up', async () => {
    const id = await customer()
    await invoice(id, 'FA-0', ['2026-01-31', 100])
    const upTo20000 = 'WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 20000) SELECT value FROM n'
    await api.dossiers.close()
    const sql = openDatabase(open.folder)
    sql.exec(`INSERT INTO invoice (organisation_id, kind, number, number_norm, invoiced_on, updated_at) SELECT ${id}, 'invoice', 'G' || value, 'g' || value, '2025-01-01', 'x' FROM (${upTo20000});
      INSERT INTO due_date (invoice_id, organisation_id, due_on, amount_cents, open_cents, updated_at) SELECT id, ${id}, '2026-01-31', 100, 100, 'x' FROM invoice WHERE number LIKE 'G%'`)
    sql.close()
    await api.dossiers.open({ folder: open.folder })
    await expect(statement(id, '2026-03-31')).rejects.toMatchObject({ code: 'legal.too-many-rows', details: { count: 20_001, limit: 20_000 } })
    await expect(api.legal.prescription({ customerId: id, asOf: localDate('2026-03-31') })).rejects.toMatchObject({ code: 'legal.too-many-rows' })
  })

  it('exports the computation as a workbook of the dossier', async () => {
    const id = await customer()
    await invoice(id, 'FA-1', ['2026-01-31', 100_000])
    const { documentId, file } = await api.legal.exportInterest({ customerId: id, asOf: localDate('2026-03-17'), withSettled: false, outFolder: null })
    expect(file).toMatch(/Intérêts C1 Client au 2026-03-17\.xlsx$/)
    expect(await api.documents.get({ id: documentId })).toMatchObject({ kind: 'export', customerId: id })
  })
})
