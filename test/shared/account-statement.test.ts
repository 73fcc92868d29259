import { describe, expect, it } from 'vitest'
import { ageBracket, statementOf, type CustomerLedger, type LedgerAllocation, type LedgerDueDate, type LedgerPayment } from '../../shared/accounts/statement-rules.ts'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import { randomOf } from '../fixtures/ledger-simulator.ts'

const day = localDate
const dueDate = (id: number, invoicedOn: string, dueOn: string, amountCents: number, more: Partial<LedgerDueDate> = {}): LedgerDueDate => ({
  id, invoiceId: id, kind: amountCents < 0 ? 'credit-note' : 'invoice', number: `F${id}`, invoicedOn: day(invoicedOn), isDayAssumed: false, label: '', dueOn: day(dueOn), amountCents, settledBySourceCents: 0, prepaidCents: 0, isOfBooks: true, isPartlyLettered: false, ...more,
})
const payment = (id: number, paidOn: string, amountCents: number, settledBySourceCents = 0): LedgerPayment => ({ id, paidOn: day(paidOn), countsOn: day(paidOn), reference: `V${id}`, label: '', amountCents, settledBySourceCents, isPartlyLettered: false })
const paid = (dueDateId: number, paymentId: number, amountCents: number): LedgerAllocation => ({ dueDateId, paymentId, creditDueDateId: null, amountCents })
const credited = (dueDateId: number, creditDueDateId: number, amountCents: number): LedgerAllocation => ({ dueDateId, paymentId: null, creditDueDateId, amountCents })
const ledger = (dueDates: LedgerDueDate[], payments: LedgerPayment[] = [], allocations: LedgerAllocation[] = []): CustomerLedger => ({ dueDates, payments, allocations })

/** A line a movement: day, reference, signed amount, balance. */
const lines = (of: CustomerLedger, from: string | null, asOf: string): string[] =>
  statementOf(of, from === null ? null : day(from), day(asOf)).movements.map(({ on, reference, debitCents, creditCents, balanceCents }) => `${on} ${reference} ${debitCents - creditCents} ${balanceCents}`)

describe('« Relevé de compte »', () => {
  const account = ledger(
    [dueDate(1, '2026-01-10', '2026-02-10', 10_000), dueDate(2, '2026-02-01', '2026-03-03', 5000), dueDate(3, '2026-02-20', '2026-02-20', -2000)],
    [payment(1, '2026-02-01', 4000), payment(2, '2026-03-15', 3000)],
    [paid(1, 1, 4000), credited(2, 3, 1500), paid(1, 2, 2000)],
  )

  it('shows invoices, credit notes and payments in order of date, on one day the invoice before the payment, with a running balance', () => {
    expect(lines(account, null, '2026-12-31')).toEqual(['2026-01-10 F1 10000 10000', '2026-02-01 F2 5000 15000', '2026-02-01 V1 -4000 11000', '2026-02-20 F3 -2000 9000', '2026-03-15 V2 -3000 6000'])
  })
  it('begins with the balance of what came before the period, and ends where the whole one does', () => {
    const { openingCents, debitCents, creditCents, closingCents } = statementOf(account, day('2026-02-01'), day('2026-12-31'))
    expect({ openingCents, debitCents, creditCents, closingCents }).toEqual({ openingCents: 10_000, debitCents: 5000, creditCents: 9000, closingCents: 6000 })
  })
  it('knows nothing of what comes after its date: the payment of the day after has settled nothing yet', () => {
    const { closingCents, openDueDates, unusedCredits } = statementOf(account, null, day('2026-03-14'))
    expect(closingCents).toBe(9000)
    expect(openDueDates.map(({ number, openCents, daysLate }) => [number, openCents, daysLate])).toEqual([['F1', 6000, 32], ['F2', 3500, 11]])
    expect(unusedCredits.map(({ reference, unusedCents }) => [reference, unusedCents])).toEqual([['F3', 500]])
  })
  it('a payment received before its invoice is a credit until the invoice is there', () => {
    const advance = ledger([dueDate(1, '2026-02-01', '2026-03-01', 3000)], [payment(1, '2026-01-15', 3000)], [paid(1, 1, 3000)])
    expect(statementOf(advance, null, day('2026-01-31'))).toMatchObject({ closingCents: -3000, unusedCredits: [{ reference: 'V1', unusedCents: 3000 }], openDueDates: [] })
    expect(statementOf(advance, null, day('2026-02-01'))).toMatchObject({ closingCents: 0, unusedCredits: [], openDueDates: [] })
  })
  it('the rest of a lettering that does not balance is said to be to be checked, apart from what is settled', () => {
    const partly = ledger([dueDate(1, '2026-01-10', '2026-02-10', 10_000, { invoiceId: 1, settledBySourceCents: 7500, isPartlyLettered: true }), dueDate(2, '2026-01-10', '2026-02-10', 500, { invoiceId: 1, settledBySourceCents: 500 })],
      [{ ...payment(1, '2026-01-20', 500, 200), isPartlyLettered: true }])
    const { movements, partlyLettered, closingCents } = statementOf(partly, null, day('2026-12-31'))
    expect(movements.map(({ kind, debitCents, creditCents }) => [kind, debitCents - creditCents])).toEqual([['invoice', 10_500], ['settled-by-source', -500], ['partly-lettered', -7500], ['payment', -500], ['partly-lettered', 200]])
    expect(partlyLettered.map(({ reference, cents }) => [reference, cents])).toEqual([['F1', 7500], ['V1', -200]])
    expect(closingCents).toBe(2200)
    expect(statementOf(partly, day('2026-02-01'), day('2026-12-31')).partlyLettered, 'before the period too').toHaveLength(2)
  })
  it('what the accounts say was settled without a payment is taken off on the invoice’s own day, and said so', () => {
    const settled = ledger([dueDate(1, '2026-01-10', '2026-02-10', 10_000, { settledBySourceCents: 7500 })], [payment(1, '2026-01-20', 500, 200)])
    expect(statementOf(settled, null, day('2026-01-31')).movements.map(({ kind, debitCents, creditCents, balanceCents }) => [kind, debitCents, creditCents, balanceCents])).toEqual([
      ['invoice', 10_000, 0, 10_000], ['settled-by-source', 0, 7500, 2500], ['payment', 0, 500, 2000], ['settled-by-source', 200, 0, 2200],
    ])
  })
  it('an invoice of several due dates is one line, each of them open on its own', () => {
    const instalments = ledger([dueDate(1, '2026-01-10', '2026-02-10', 5000, { invoiceId: 9, number: 'F9' }), dueDate(2, '2026-01-10', '2026-03-10', 5000, { invoiceId: 9, number: 'F9' })])
    const { movements, openDueDates } = statementOf(instalments, null, day('2026-02-11'))
    expect(movements).toMatchObject([{ reference: 'F9', debitCents: 10_000, dueOn: null }])
    expect(openDueDates.map(({ dueOn, daysLate }) => [dueOn, daysLate])).toEqual([['2026-02-10', 1], ['2026-03-10', 0]])
  })

  it.each([[-5, 'notDueCents'], [0, 'notDueCents'], [1, 'upTo30Cents'], [30, 'upTo30Cents'], [31, 'upTo60Cents'], [60, 'upTo60Cents'], [61, 'upTo90Cents'], [90, 'upTo90Cents'], [91, 'beyondCents']] as const)(
    '%i days late stands under %s', (daysLate, bracket) => { expect(ageBracket(daysLate)).toBe(bracket) },
  )
  it('the aged balance adds up to the balance of the account, credits taken off', () => {
    const { ageing, closingCents } = statementOf(account, null, day('2026-06-01'))
    expect(ageing).toEqual({ notDueCents: 0, upTo30Cents: 0, upTo60Cents: 0, upTo90Cents: 3500, beyondCents: 4000, creditCents: 1500, totalCents: 6000 })
    expect(ageing.totalCents).toBe(closingCents)
  })
})

/** A life of invoices, credit notes and payments, allocated within what is left of either side; and what the database would hold of it today. */
function randomLedger(seed: number): { ledger: CustomerLedger; openCents: number } {
  const random = randomOf(seed)
  const on = (): LocalDate => addDays(day('2025-01-01'), random.below(600))
  const dueDates = Array.from({ length: random.below(12) }, (_, index): LedgerDueDate => {
    const invoicedOn = on()
    const amountCents = (1 + random.below(500_000)) * (random.chance(0.2) ? -1 : 1)
    return { ...dueDate(index + 1, invoicedOn, addDays(invoicedOn, random.below(90)), amountCents), settledBySourceCents: random.chance(0.2) ? Math.trunc(amountCents * random.next()) : 0 }
  })
  const payments = Array.from({ length: random.below(8) }, (_, index) => {
    const amountCents = 1 + random.below(400_000)
    return payment(index + 1, on(), amountCents, random.chance(0.2) ? random.below(amountCents) : 0)
  })
  const allocations: LedgerAllocation[] = []
  const left = new Map(dueDates.map(({ id, amountCents, settledBySourceCents }) => [id, amountCents - settledBySourceCents]))
  const unallocated = new Map(payments.map(({ id, amountCents, settledBySourceCents }) => [id, amountCents - settledBySourceCents]))
  for (let attempt = 0; attempt < 15 && dueDates.length > 0; attempt++) {
    const target = random.pick(dueDates)
    const isPaid = payments.length > 0 && random.chance(0.7)
    const source = isPaid ? random.pick(payments) : random.pick(dueDates)
    const available = isPaid ? unallocated.get(source.id)! : -left.get(source.id)!
    const most = Math.min(left.get(target.id)!, available)
    if (most <= 0) continue
    const amount = 1 + random.below(most)
    allocations.push(isPaid ? paid(target.id, source.id, amount) : credited(target.id, source.id, amount))
    left.set(target.id, left.get(target.id)! - amount)
    if (isPaid) unallocated.set(source.id, available - amount)
    else left.set(source.id, left.get(source.id)! + amount)
  }
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)
  return { ledger: { dueDates, payments, allocations }, openCents: sum(left.values()) - sum(unallocated.values()) }
}

describe('over 2 000 random accounts, to the cent', () => {
  const seeds = Array.from({ length: 2000 }, (_, index) => index + 1)

  it('the running balance ends at what is open less unused credits', () => {
    for (const seed of seeds) {
      const { ledger: account, openCents } = randomLedger(seed)
      const { closingCents, movements, ageing } = statementOf(account, null, day('2030-01-01'))
      expect([closingCents, movements.at(-1)?.balanceCents ?? 0, ageing.totalCents], `account ${seed}`).toEqual([openCents, openCents, openCents])
    }
  })
  it('on any day, over any period, opening + debits − credits = closing = open due dates − credits', () => {
    for (const seed of seeds) {
      const random = randomOf(seed + 10_000)
      const asOf = addDays(day('2025-01-01'), random.below(700))
      const from = random.chance(0.3) ? null : addDays(asOf, -random.below(300))
      const { ledger: account } = randomLedger(seed)
      const { openingCents, debitCents, creditCents, closingCents, ageing, openDueDates, unusedCredits } = statementOf(account, from, asOf)
      expect([openingCents + debitCents - creditCents, ageing.totalCents], `account ${seed} on ${asOf} from ${from ?? 'the first'}`).toEqual([closingCents, closingCents])
      expect([...openDueDates.map(({ openCents }) => openCents), ...unusedCredits.map(({ unusedCents }) => unusedCents)].every((amount) => amount > 0)).toBe(true)
      if (from !== null) expect(statementOf(account, null, addDays(from, -1)).closingCents, `account ${seed} before ${from}`).toBe(openingCents)
    }
  })
})
