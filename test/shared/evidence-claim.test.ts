import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { contestedDueDates, deductionsOf, evidenceClaim } from '../../shared/accounts/evidence-claim-rules.ts'
import { statementOf, type CustomerLedger } from '../../shared/accounts/statement-rules.ts'
import type { Hold } from '../../shared/holds/hold-contract.ts'
import { cents } from '../../shared/money.ts'

const asOf = localDate('2026-03-31')
/** A customer with due dates of these days, and what he paid without its being allocated. */
function ledger(due: [dueOn: string, amount: number][], paid: number): CustomerLedger {
  return {
    dueDates: due.map(([dueOn, amount], index) => ({
      id: index + 1, invoiceId: index + 1, kind: 'invoice', number: `F${index}`, invoicedOn: localDate('2026-01-01'), isDayAssumed: false, label: '', dueOn: localDate(dueOn), amountCents: cents(amount), settledBySourceCents: cents(0), prepaidCents: 0, isOfBooks: true, isPartlyLettered: false,
    })),
    payments: paid === 0 ? [] : [{ id: 1, paidOn: localDate('2026-02-01'), countsOn: localDate('2026-02-01'), reference: '', label: '', amountCents: cents(paid), settledBySourceCents: cents(0), isPartlyLettered: false }],
    allocations: [],
  }
}

it.each<[string, [string, number][], number, object]>([
  ['what is not due yet is not claimed', [['2026-01-31', 10_000], ['2026-12-31', 1_000_000]], 0, { overdueCents: 10_000, deductedCents: 0, claimedCents: 14_196, notDueCents: 1_000_000 }],
  ['nor what falls due that very day', [['2026-01-31', 10_000], ['2026-03-31', 500]], 0, { claimedCents: 14_196, notDueCents: 500 }],
  ['a payment not allocated yet is taken off', [['2026-01-31', 10_000]], 2_500, { overdueCents: 10_000, deductedCents: 2_500, claimedCents: 11_696, notDueCents: 0 }],
  ['one beyond what is overdue takes nothing off the rest', [['2026-01-31', 10_000], ['2026-12-31', 50_000]], 12_000, { deductedCents: 10_000, claimedCents: 4_196, notDueCents: 50_000 }],
])('« Total réclamé »: %s', (_name, due, paid, claim) => {
  expect(evidenceClaim(statementOf(ledger(due, paid), null, asOf), { interestCents: cents(196), indemnityCents: cents(4000) }, new Set())).toMatchObject({ interestCents: 196, indemnityCents: 4000, ...claim })
})

it.each<[string, number[], number, object]>([
  ['what is set apart is neither claimed nor « not due »', [1, 3], 0, { overdueCents: 20_000, claimedCents: 24_196, contestedCents: 10_000 + 5_000, notDueCents: 0 }],
  ['unused credits come off what is claimed, even when the contested due date is the oldest', [1], 6_000, { overdueCents: 20_000, deductedCents: 6_000, claimedCents: 18_196, contestedCents: 10_000 }],
  ['nothing but what the law adds is left when all of it is contested', [1, 2, 3], 6_000, { overdueCents: 0, deductedCents: 0, claimedCents: 4_196, contestedCents: 35_000 }],
])('« Contesté, non réclamé »: %s', (_name, apart, paid, claim) => {
  const statement = statementOf(ledger([['2026-01-31', 10_000], ['2026-02-28', 20_000], ['2026-12-31', 5_000]], paid), null, asOf)
  expect(evidenceClaim(statement, { interestCents: cents(196), indemnityCents: cents(4000) }, new Set(apart))).toMatchObject(claim)
  for (const id of apart) expect(deductionsOf(statement, new Set(apart)).has(id)).toBe(false)
})

const hold = (more: Partial<Hold>): Hold => ({
  id: 1, kind: 'dispute', scope: 'due-date', reason: 'prix', customerId: 1, customerName: '', invoiceId: 2, invoiceNumber: 'F1', dueDateId: 2, dueOn: null, since: null, until: null,
  setAt: '2026-03-01T10:00:00.000Z', setBy: '', liftedAt: null, liftedBy: '', ...more,
})
const onCustomer: Partial<Hold> = { scope: 'customer', invoiceId: null, dueDateId: null }

it.each<[string, Partial<Hold>[], [number, string][]]>([
  ['a dispute of one due date', [{}], [[2, 'dispute']]],
  ['a dispute of an invoice', [{ scope: 'invoice', invoiceId: 3, dueDateId: null }], [[3, 'dispute']]],
  ['a dispute of the customer: all of them', [onCustomer], [[1, 'dispute'], [2, 'dispute'], [3, 'dispute']]],
  ['a payment plan', [{ kind: 'payment-plan' }], [[2, 'payment-plan']]],
  ['a dispute comes before a payment plan', [{ kind: 'payment-plan' }, { ...onCustomer, reason: 'x' }], [[1, 'dispute'], [2, 'dispute'], [3, 'dispute']]],
  ['one to its last day, the statement’s', [{ until: asOf }], [[2, 'dispute']]],
  ['not one that ended before the statement', [{ until: localDate('2026-03-30') }], []],
  ['not one that was lifted', [{ liftedAt: '2026-03-02T10:00:00.000Z' }], []],
  ['one entered after the statement’s day: whoever reads the file must know of it', [{ setAt: '2026-06-01T10:00:00.000Z' }], [[2, 'dispute']]],
  ['neither a manual hold nor insolvency: the debt is claimed', [{ kind: 'manual' }, { ...onCustomer, kind: 'insolvency' }], []],
])('is contested: %s', (_name, holds, found) => {
  const { openDueDates } = statementOf(ledger([['2026-01-31', 10_000], ['2026-02-28', 20_000], ['2026-12-31', 5_000]], 0), null, asOf)
  expect(contestedDueDates(openDueDates, holds.map(hold), asOf).map(({ dueDateId, kind }) => [dueDateId, kind])).toEqual(found)
})
