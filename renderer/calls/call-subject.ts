import type { CallOutcome, NewCall, OwedDueDate } from '../../shared/calls/call-contract.ts'
import { isAboutDueDates, workingDay } from '../../shared/calls/call-rules.ts'
import { callClaim } from '../../shared/calls/claim-rules.ts'
import { addDays, type LocalDate } from '../../shared/date.ts'
import { cents, type Cents } from '../../shared/money.ts'
import { today } from '../workbench-store.ts'

/** What a call is about while it is being entered: the due dates ticked and, of a promise, its day and amount. */
export interface SubjectDraft {
  ticked: number[]
  promisedFor: LocalDate | null
  /** null while it is not known */
  amountCents: Cents | null
}

const USUAL_DELAY_DAYS = 7

/** What a call may be about. */
export interface Owed { dueDates: readonly OwedDueDate[]; creditCents: Cents }
export const nothingOwed: Owed = { dueDates: [], creditCents: cents(0) }

/** What is late and nothing keeps back is what one calls for; all of it when nothing is late. */
export function newSubject(owed: Owed): SubjectDraft {
  const claimable = owed.dueDates.filter(({ hold }) => hold === null)
  const late = claimable.filter(({ daysLate }) => daysLate > 0)
  const ticked = (late.length > 0 ? late : claimable).map(({ id }) => id)
  return { ticked, promisedFor: workingDay(addDays(today(), USUAL_DELAY_DAYS)), amountCents: claimedOf(owed, ticked) }
}

/** What is asked for on these due dates, credits taken off; null when nothing is left. */
export function claimedOf({ dueDates, creditCents }: Owed, ticked: readonly number[]): Cents | null {
  const { claimedCents } = callClaim(dueDates.filter(({ id }) => ticked.includes(id)).map(({ openCents }) => ({ openCents, hold: null })), creditCents)
  return claimedCents === 0 ? null : claimedCents
}

export function subjectValue({ ticked, promisedFor, amountCents }: SubjectDraft, outcome: CallOutcome): Pick<NewCall, 'promise' | 'dueDateIds'> {
  const promise = outcome === 'promise' && promisedFor !== null && amountCents !== null ? { promisedFor, amountCents } : null
  return { promise, dueDateIds: isAboutDueDates(outcome) ? ticked : [] }
}
