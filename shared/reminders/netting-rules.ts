import type { Cents } from '../money.ts'
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
