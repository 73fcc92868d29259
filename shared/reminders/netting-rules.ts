import { cents, type Cents } from '../money.ts'
import type { Deduction } from '../legal/interest-rules.ts'
import { allocateByAge } from '../receivables/allocation-rules.ts'
import type { ReminderCustomer } from './reminder-candidate.ts'

const nothing: ReadonlyMap<number, Cents> = new Map()

/**
 * What each open due date of a customer would lose if his unused payments and credit notes were used now, on the oldest first as the law does
 * when the payer says nothing (C. civ. 1342-10). Virtual: nothing is allocated in the dossier.
 */
export function nettedByAge({ openDueDates, creditCents }: Pick<ReminderCustomer, 'openDueDates' | 'creditCents'>): ReadonlyMap<number, Cents> {
  if (creditCents <= 0) return nothing
  return new Map(allocateByAge([...openDueDates], creditCents).map(({ dueDateId, amountCents }) => [dueDateId, amountCents]))
}

/** The same amounts, each with the credits it is made of: credit notes first, then payments from the oldest. */
export function deductionsByAge(customer: Pick<ReminderCustomer, 'openDueDates' | 'creditCents' | 'credits'>): ReadonlyMap<number, readonly Deduction[]> {
  const deductions = new Map<number, Deduction[]>()
  const credits = customer.credits.values()
  let credit = credits.next().value
  let left = credit?.amountCents ?? 0
  for (const [dueDateId, coveredCents] of nettedByAge(customer)) {
    const parts: Deduction[] = []
    for (let wanted: number = coveredCents; wanted > 0 && credit;) {
      const amountCents = cents(Math.min(wanted, left))
      if (amountCents > 0) parts.push({ paidOn: credit.paidOn, amountCents })
      wanted -= amountCents
      left -= amountCents
      if (left > 0) continue
      credit = credits.next().value
      left = credit?.amountCents ?? 0
    }
    deductions.set(dueDateId, parts)
  }
  return deductions
}
