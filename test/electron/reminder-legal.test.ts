import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { addDays, localDate } from '../../shared/date.ts'
import type { LegalSettings } from '../../shared/legal/legal-contract.ts'
import type { Customer } from '../../shared/receivables/receivable-contract.ts'
import type { GenerationReport, GenerationRequest } from '../../shared/reminders/reminder-contract.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf } from '../fixtures/reminder-fixture.ts'

type Api = Client<OfficeContract>
const asOf = localDate('2026-03-17')
let open: OpenOffice
let api: Api
let press: PaperPress
beforeEach(async () => {
  press = new PaperPress()
  open = await openOffice({ press })
  api = open.api
})
afterEach(() => open.close())

const claimFrom = (claimInterestFromLevel: LegalSettings['claimInterestFromLevel']): Promise<LegalSettings> => api.legal.saveSettings({ claimInterestFromLevel, paymentDelayDays: 8, prescriptionWarningDays: 60 })
type Due = [dueOn: string, cents: number, level?: 0 | 1 | 2]
/** A customer with one invoice a list of due dates; the ids of these. */
async function owing(code: string, more: Partial<Customer>, ...invoices: Due[][]): Promise<number[]> {
  const { id } = await api.receivables.saveCustomer(customerNamed(code, `Client ${code}`, more))
  const ids: number[] = []
  for (const [place, dueDates] of invoices.entries()) {
    const invoice = invoiceOf(id!, `${code}-${place + 1}`, dueDates.map(([dueOn, cents]) => [dueOn, cents]), { invoicedOn: localDate('2025-12-01') })
    const saved = await api.receivables.saveInvoice({ ...invoice, dueDates: invoice.dueDates.map((dueDate, index) => ({ ...dueDate, level: dueDates[index]![2] ?? 0 })) })
    ids.push(...saved.dueDates.map((dueDate) => dueDate.id!))
  }
  return ids
}
const request = (ids: number[], more: Partial<GenerationRequest> = {}): Promise<GenerationRequest> => requestOf(api, ids, { asOf, ...more })
const claims = ({ letters }: GenerationReport): [number, number, number][] => letters.map(({ level, interestCents, indemnityCents }) => [level, interestCents, indemnityCents])

describe('letters that claim late interest', () => {
  it('only mention it until the dossier decides to claim', async () => {
    const ids = await owing('A', {}, [['2026-01-31', 100_000]])
    expect(claims(await api.reminders.simulate(await request(ids)))).toEqual([[1, 0, 0]])
  })

  it('claim it from the level chosen on, the simulation saying what the generation writes', async () => {
    await claimFrom(2)
    const ids = await owing('A', {}, [['2026-01-31', 100_000, 1]], [['2026-01-31', 100_000]])
    const simulated = await api.reminders.simulate(await request(ids))
    expect(claims(simulated)).toEqual([[1, 0, 0], [2, 1498, 4000]])
    // and due date by due date
    expect([...simulated.outcomes.interestCents].map((cents, place) => [simulated.outcomes.ids[place], cents, simulated.outcomes.indemnityCents[place]])).toEqual([[ids[0], 1498, 4000], [ids[1], 0, 0]])
    const generated = await api.reminders.generate(await request(ids))
    expect(claims(generated)).toEqual(claims(simulated))
    expect([generated.interestCents, generated.indemnityCents, generated.totalCents]).toEqual([1498, 4000, 200_000])
    const run = await api.reminders.run({ id: generated.runId! })
    expect([claims(run), run.interestCents, run.indemnityCents, run.letters[1]!.lines.map((line) => [line.interestCents, line.indemnityCents])]).toEqual([claims(simulated), 1498, 4000, [[1498, 4000]]])
  })

  it.each<[string, (customerId: number) => Promise<unknown>, number]>([
    // 59 days of 100.00 only
    ['a credit note, from the start', (id) => api.receivables.saveInvoice(invoiceOf(id, 'AV', [['2026-01-31', -90_000]], { kind: 'credit-note' })), 196],
    // 28 days of 1 000.00, 31 of 100.00
    ['a payment, from the day after it was paid', (id) => api.receivables.savePayment(paymentOf(id, 90_000, [], { paidOn: localDate('2026-02-28') })), 932 + 103],
  ])('netting: no interest is claimed on what the letter deducts: %s', async (_case, credit, interest) => {
    await claimFrom(1)
    await api.reminders.saveSettings({ ...await api.reminders.settings(), creditHandling: 'net' })
    const ids = await owing('A', {}, [['2026-01-31', 100_000]])
    const [row] = await api.reminders.rows({ ids: Int32Array.from(ids), asOf })
    await credit(row!.customerId)
    const day = localDate('2026-03-31')
    const simulated = await api.reminders.simulate(await request(ids, { asOf: day }))
    expect([claims(simulated), simulated.deductedCents]).toEqual([[[1, interest, 4000]], 90_000])
    expect(claims(await api.reminders.generate(await request(ids, { asOf: day })))).toEqual(claims(simulated))
  })

  it.each<[string, Partial<Customer>, number[], string[]]>([
    ['nobody has said what he is: nothing is claimed, and he is named', { isProfileConfirmed: false }, [0, 0], ['Client A']],
    ['he has a SIREN: a business', { isProfileConfirmed: false, siren: '732829320' }, [1498, 4000], []],
    ['a person has said: a company', {}, [1498, 4000], []],
  ])('the profile: %s', async (_case, more, sums, named) => {
    await claimFrom(1)
    const ids = await owing('A', more, [['2026-01-31', 100_000, 2]])
    const simulated = await api.reminders.simulate(await request(ids))
    expect([simulated.letters.map(({ interestCents, indemnityCents }) => [interestCents, indemnityCents]), simulated.unconfirmedProfiles, simulated.unconfirmedProfileCount]).toEqual([[sums], named, named.length])
    const { letters: [letter] } = await api.reminders.generate(await request(ids))
    expect([letter!.interestCents, letter!.indemnityCents]).toEqual(sums)
    const { claims: written, body, closing } = press.printed[0]!
    expect(written === null).toBe(named.length > 0)
    expect(/40 €|L\. 441-10/.test([...body, ...closing].join(' '))).toBe(named.length === 0)
    const { claims: computed, isProfileKnown } = await api.legal.interest({ customerId: letter!.customerId, asOf, withSettled: false })
    expect([computed === null, isProfileKnown]).toEqual([named.length > 0, named.length === 0])
  })

  it('D441-5 40 € stand once in the letters of a day, in the one of the higher level; a later reminder states them again without adding them up', async () => {
    await claimFrom(1)
    const ids = await owing('A', {}, [['2026-01-31', 100_000, 1], ['2026-02-28', 100_000]])
    expect(claims(await api.reminders.generate(await request(ids)))).toEqual([[1, 566, 0], [2, 1498, 4000]])
    const later = await api.reminders.simulate(await request(ids, { asOf: addDays(asOf, 14) }))
    expect(claims(later)).toEqual([[2, 1032, 0], [3, 1964, 4000]])
  })

  it('a missing rate refuses the whole simulation and generation, names the half-year and writes nothing', async () => {
    await claimFrom(1)
    const ids = [...await owing('A', {}, [['2026-01-31', 100_000]]), ...await owing('B', {}, [['2026-06-30', 100_000]])]
    const later = await request(ids, { asOf: localDate('2026-09-30') })
    const refusal = { code: 'legal.rate-missing', details: { halfYears: '2026-S2', tableKey: 'legal.table.ecb' } }
    await expect(api.reminders.simulate(later)).rejects.toMatchObject(refusal)
    await expect(api.reminders.generate(later)).rejects.toMatchObject(refusal)
    expect([await api.reminders.runs({ from: 0 }), await api.documents.list({ runId: null, customerId: null })]).toEqual([[], []])
    await api.legal.saveRate({ table: 'ecb', halfYear: '2026-S2', rateBp: 240, source: 'Banque de France', isSure: false, asOf: localDate('2026-09-30') })
    expect((await api.reminders.generate(later)).letterCount).toBe(2)
  })

  it('1231-6 a consumer is asked for interest once the formal notice is received, from the day after; never for 40 €', async () => {
    await claimFrom(1)
    const ids = await owing('C', { debtorProfile: 'consumer' }, [['2026-01-31', 60_000, 2]])
    const notice = await api.reminders.generate(await request(ids, { asOf: localDate('2026-03-12') }))
    expect(claims(notice)).toEqual([[3, 0, 0]])
    const letterId = notice.letters[0]!.letterId!
    const again = await request(ids, { asOf: localDate('2026-04-30'), resend: true })
    expect(claims(await api.reminders.simulate(again))).toEqual([[3, 0, 0]])
    await api.legal.saveRegisteredMail({ mail: { letterId, number: '2C 123 456 789 01', sentOn: localDate('2026-03-13'), receivedOn: localDate('2026-03-15') }, asOf: localDate('2026-04-30') })
    expect(claims(await api.reminders.simulate(again))).toEqual([[3, 198, 0]])
  })

  it('a formal notice that was taken back, then recorded as received all the same, starts nothing', async () => {
    await claimFrom(1)
    const ids = await owing('C', { debtorProfile: 'consumer' }, [['2026-01-31', 60_000, 2]])
    const notice = await api.reminders.generate(await request(ids))
    await api.reminders.undoRun({ id: notice.runId! })
    await api.legal.saveRegisteredMail({ mail: { letterId: notice.letters[0]!.letterId!, number: '2C', sentOn: asOf, receivedOn: asOf }, asOf })
    expect(claims(await api.reminders.simulate(await request(ids, { asOf: localDate('2026-04-30') })))).toEqual([[3, 0, 0]])
    expect(await api.legal.formalNotices({ customerId: notice.letters[0]!.customerId })).toMatchObject([{ isAnnulled: true, number: '2C' }])
  })
})

describe('prescribed debts', () => {
  const oldInvoice = async (code: string, more: Partial<Customer>, invoicedOn: string): Promise<number[]> => {
    const { id } = await api.receivables.saveCustomer(customerNamed(code, `Client ${code}`, more))
    return (await api.receivables.saveInvoice(invoiceOf(id!, `${code}-1`, [[invoicedOn, 10_000]], { invoicedOn: localDate(invoicedOn) }))).dueDates.map((dueDate) => dueDate.id!)
  }

  it('of a consumer are left out with their reason; those of a company leave with a warning', async () => {
    const consumer = await oldInvoice('P', { debtorProfile: 'consumer' }, '2024-03-16')
    const company = await oldInvoice('E', {}, '2021-03-16')
    const { letters, skipped, nearPrescription, nearPrescriptionCount } = await api.reminders.simulate(await request([...consumer, ...company]))
    expect([letters.map(({ customerCode }) => customerCode), skipped.map(({ customerCode, reason }) => [customerCode, reason])]).toEqual([['E'], [['P', 'prescribed']]])
    expect([nearPrescriptionCount, nearPrescription]).toEqual([1, [{ customerCode: 'E', customerName: 'Client E', invoiceNumber: 'E-1', lastDay: '2026-03-16', isPrescribed: true }]])
  })

  it('still leave on the last day, with a warning, and again after an acknowledgement of debt', async () => {
    const ids = await oldInvoice('P', { debtorProfile: 'consumer' }, '2024-03-17')
    const onLastDay = await api.reminders.simulate(await request(ids))
    expect([onLastDay.letterCount, onLastDay.nearPrescription.map(({ lastDay, isPrescribed }) => [lastDay, isPrescribed])]).toEqual([1, [['2026-03-17', false]]])
    const nextDay = await request(ids, { asOf: addDays(asOf, 1) })
    expect((await api.reminders.simulate(nextDay)).letterCount).toBe(0)
    const [customerId] = (await api.receivables.findCustomers({ search: 'P', onlyActive: false })).ids
    await api.legal.addInterruption({ interruption: { customerId: customerId!, kind: 'acknowledgement', happenedOn: localDate('2025-06-01'), note: 'Courriel du client', invoiceId: null }, asOf })
    expect(await api.reminders.simulate(nextDay)).toMatchObject({ letterCount: 1, nearPrescriptionCount: 0 })
  })

  it('count from the service when it came before the invoice', async () => {
    const [customer] = [await api.receivables.saveCustomer(customerNamed('P', 'Client P', { debtorProfile: 'consumer' }))]
    const saved = await api.receivables.saveInvoice(invoiceOf(customer.id!, 'P-1', [['2024-04-30', 10_000]], { invoicedOn: localDate('2024-04-01'), servicedOn: localDate('2024-03-01') }))
    expect((await api.legal.prescription({ customerId: customer.id!, asOf })).invoices).toMatchObject([{ invoiceNumber: 'P-1', from: '2024-03-01', lastDay: '2026-03-01', state: 'prescribed' }])
    expect((await api.reminders.simulate(await request(saved.dueDates.map(({ id }) => id!)))).skipped).toMatchObject([{ reason: 'prescribed' }])
  })
})

describe('registered mail of a formal notice', () => {
  it.each([
    ['sent before it was written', '2026-03-16', null],
    ['received before it was sent', '2026-03-20', '2026-03-19'],
    ['received tomorrow', '2026-03-18', '2026-04-01'],
  ])('is refused when %s', async (_title, sentOn, receivedOn) => {
    const ids = await owing('C', {}, [['2026-01-31', 60_000, 2]])
    const { letters } = await api.reminders.generate(await request(ids))
    const mail = { letterId: letters[0]!.letterId!, number: '2C', sentOn: localDate(sentOn), receivedOn: receivedOn === null ? null : localDate(receivedOn) }
    await expect(api.legal.saveRegisteredMail({ mail, asOf: localDate('2026-03-31') })).rejects.toMatchObject({ code: 'legal.mail-dates' })
  })
})
