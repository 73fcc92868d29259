import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { evidenceClaim } from '../../shared/accounts/evidence-claim-rules.ts'
import { statementOf, type CustomerLedger } from '../../shared/accounts/statement-rules.ts'
import { cents } from '../../shared/money.ts'

const asOf = localDate('2026-03-31')
/** A customer with due dates of these days, and what he paid without its being allocated. */
function ledger(due: [dueOn: string, amount: number][], paid: number): CustomerLedger {
  return {
    dueDates: due.map(([dueOn, amount], index) => ({
      id: index + 1, invoiceId: index + 1, kind: 'invoice', number: `F${index}`, invoicedOn: localDate('2026-01-01'), label: '', dueOn: localDate(dueOn), amountCents: cents(amount), settledBySourceCents: cents(0),
    })),
    payments: paid === 0 ? [] : [{ id: 1, paidOn: localDate('2026-02-01'), reference: '', label: '', amountCents: cents(paid), settledBySourceCents: cents(0) }],
    allocations: [],
  }
}

it.each<[string, [string, number][], number, object]>([
  ['what is not due yet is not claimed', [['2026-01-31', 10_000], ['2026-12-31', 1_000_000]], 0, { overdueCents: 10_000, deductedCents: 0, claimedCents: 14_196, notDueCents: 1_000_000 }],
  ['nor what falls due that very day', [['2026-01-31', 10_000], ['2026-03-31', 500]], 0, { claimedCents: 14_196, notDueCents: 500 }],
  ['a payment not allocated yet is taken off', [['2026-01-31', 10_000]], 2_500, { overdueCents: 10_000, deductedCents: 2_500, claimedCents: 11_696, notDueCents: 0 }],
  ['one beyond what is overdue takes nothing off the rest', [['2026-01-31', 10_000], ['2026-12-31', 50_000]], 12_000, { deductedCents: 10_000, claimedCents: 4_196, notDueCents: 50_000 }],
])('« Total réclamé »: %s', (_name, due, paid, claim) => {
  expect(evidenceClaim(statementOf(ledger(due, paid), null, asOf), { interestCents: cents(196), indemnityCents: cents(4000) })).toMatchObject({ interestCents: 196, indemnityCents: 4000, ...claim })
})
