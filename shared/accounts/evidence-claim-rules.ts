import { localDay, type Instant, type LocalDate } from '../date.ts'
import type { Hold } from '../holds/hold-contract.ts'
import { decisiveHold } from '../holds/hold-rules.ts'
import type { Deduction } from '../legal/interest-rules.ts'
import { cents, sumCents, type Cents } from '../money.ts'
import { deductionsByAge } from '../reminders/netting-rules.ts'
import { ContestedDueDate, type EvidenceClaim, type OpenDueDate, type Statement } from './account-contract.ts'

/** Due dates left out of the claim, by id. */
export type SetApart = ReadonlySet<number>

type OpenItems = Pick<Statement, 'openDueDates' | 'unusedCredits'>

/**
 * The open due dates of a statement that are disputed or under a payment plan, with the hold that says so. A dispute entered after the statement's day counts too:
 * whoever reads the file today must know of it; one lifted since, or that ended before that day, does not.
 */
export function contestedDueDates(openDueDates: readonly OpenDueDate[], holds: readonly Hold[], asOf: LocalDate): ContestedDueDate[] {
  const contesting = holds.filter(({ kind, liftedAt }) => liftedAt === null && ContestedDueDate.shape.kind.safeParse(kind).success)
  if (contesting.length === 0) return []
  return openDueDates.flatMap(({ dueDateId, invoiceId, number, dueOn, openCents }): ContestedDueDate[] => {
    const hold = decisiveHold(contesting.filter((candidate) => bearsOn(candidate, dueDateId, invoiceId)), asOf)
    if (hold === null) return []
    const { scope, reason, until } = hold
    return [{ dueDateId, number, dueOn, openCents, kind: ContestedDueDate.shape.kind.parse(hold.kind), scope, reason, since: localDay(hold.setAt as Instant), until }]
  })
}

const bearsOn = (hold: Hold, dueDateId: number, invoiceId: number): boolean =>
  hold.scope === 'customer' || (hold.scope === 'invoice' ? hold.invoiceId === invoiceId : hold.dueDateId === dueDateId)

/**
 * What a file of evidence claims on its day: what is overdue and not set apart, less what the customer has already paid without its being allocated, and what the law adds.
 * What is not due yet is not claimed. Unused credits come off what is claimed first, whichever due date they were meant for: never claim too much.
 */
export function evidenceClaim({ openDueDates, unusedCredits }: OpenItems, added: { interestCents: Cents; indemnityCents: Cents } | null, apart: SetApart): EvidenceClaim {
  const sumOf = (isCounted: (due: OpenDueDate) => boolean): Cents => sumCents(openDueDates.filter(isCounted).map(({ openCents }) => openCents))
  const overdueCents = sumOf(({ dueDateId, daysLate }) => daysLate > 0 && !apart.has(dueDateId))
  // credits beyond what is overdue pay for what falls due later, not for interest
  const deductedCents = cents(Math.min(sumCents(unusedCredits.map(({ unusedCents }) => unusedCents)), overdueCents))
  const { interestCents, indemnityCents } = added ?? { interestCents: cents(0), indemnityCents: cents(0) }
  return {
    overdueCents, deductedCents, interestCents, indemnityCents, claimedCents: cents(overdueCents - deductedCents + interestCents + indemnityCents),
    notDueCents: sumOf(({ dueDateId, daysLate }) => daysLate === 0 && !apart.has(dueDateId)), contestedCents: sumOf(({ dueDateId }) => apart.has(dueDateId)),
  }
}

/** What the customer's credits take off his due dates on the day of the statement, by due date: no interest is claimed on what the claim itself deducts. */
export function deductionsOf({ openDueDates, unusedCredits }: OpenItems, apart: SetApart): ReadonlyMap<number, readonly Deduction[]> {
  const credits = unusedCredits.map(({ kind, on, unusedCents }): Deduction => ({ paidOn: kind === 'payment' ? on : null, amountCents: unusedCents }))
  return deductionsByAge({
    creditCents: sumCents(unusedCredits.map(({ unusedCents }) => unusedCents)),
    openDueDates: openDueDates.filter(({ dueDateId }) => !apart.has(dueDateId)).map(({ dueDateId, dueOn, openCents }) => ({ id: dueDateId, dueOn, openCents })),
    // a credit note takes off what was never owed: before any payment
    credits: [...credits.filter(({ paidOn }) => paidOn === null), ...credits.filter(({ paidOn }) => paidOn !== null)],
  })
}
