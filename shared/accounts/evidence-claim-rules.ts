import type { Deduction } from '../legal/interest-rules.ts'
import { cents, type Cents } from '../money.ts'
import { deductionsByAge } from '../reminders/netting-rules.ts'
import type { EvidenceClaim, Statement } from './account-contract.ts'

/** What a file of evidence claims on its day: what is overdue, less what the customer has already paid without its being allocated, and what the law adds. What is not due yet is not claimed. */
export function evidenceClaim({ ageing: { upTo30Cents, upTo60Cents, upTo90Cents, beyondCents, creditCents, notDueCents } }: Statement, added: { interestCents: Cents; indemnityCents: Cents } | null): EvidenceClaim {
  const overdueCents = cents(upTo30Cents + upTo60Cents + upTo90Cents + beyondCents)
  // credits beyond what is overdue pay for what falls due later, not for interest
  const deductedCents = cents(Math.min(creditCents, overdueCents))
  const { interestCents, indemnityCents } = added ?? { interestCents: cents(0), indemnityCents: cents(0) }
  return { overdueCents, deductedCents, interestCents, indemnityCents, claimedCents: cents(overdueCents - deductedCents + interestCents + indemnityCents), notDueCents }
}

/** What the customer's credits take off his due dates on the day of the statement, by due date: no interest is claimed on what the claim itself deducts. */
export function deductionsOf({ openDueDates, unusedCredits, ageing: { creditCents } }: Statement): ReadonlyMap<number, readonly Deduction[]> {
  const credits = unusedCredits.map(({ kind, on, unusedCents }): Deduction => ({ paidOn: kind === 'payment' ? on : null, amountCents: unusedCents }))
  return deductionsByAge({
    creditCents, openDueDates: openDueDates.map(({ dueDateId, dueOn, openCents }) => ({ id: dueDateId, dueOn, openCents })),
    // a credit note takes off what was never owed: before any payment
    credits: [...credits.filter(({ paidOn }) => paidOn === null), ...credits.filter(({ paidOn }) => paidOn !== null)],
  })
}
