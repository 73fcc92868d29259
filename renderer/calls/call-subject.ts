import type { CallOutcome, NewCall, OwedDueDate } from '../../shared/calls/call-contract.ts'
import { isAboutDueDates, workingDay } from '../../shared/calls/call-rules.ts'
import { addDays, type LocalDate } from '../../shared/date.ts'
import { sumCents, type Cents } from '../../shared/money.ts'
import { today } from '../workbench-store.ts'

/** What a call is about while it is being entered: the due dates ticked and, of a promise, its day and amount. */
export interface SubjectDraft {
  ticked: number[]
  promisedFor: LocalDate | null
  /** null: all the ticked due dates are owed */
  amountCents: Cents | null
}

const USUAL_DELAY_DAYS = 7

/** What is late is what one calls for; all of it when nothing is. */
export function newSubject(owed: readonly OwedDueDate[]): SubjectDraft {
  const late = owed.filter(({ daysLate }) => daysLate > 0)
  const ticked = (late.length > 0 ? late : owed).map(({ id }) => id)
  return { ticked, promisedFor: workingDay(addDays(today(), USUAL_DELAY_DAYS)), amountCents: openOf(owed, ticked) }
}

export const openOf = (owed: readonly OwedDueDate[], ticked: readonly number[]): Cents => sumCents(owed.filter(({ id }) => ticked.includes(id)).map(({ openCents }) => openCents))

export function subjectValue({ ticked, promisedFor, amountCents }: SubjectDraft, outcome: CallOutcome): Pick<NewCall, 'promise' | 'dueDateIds'> {
  const promise = outcome === 'promise' && promisedFor !== null && amountCents !== null ? { promisedFor, amountCents } : null
  return { promise, dueDateIds: isAboutDueDates(outcome) ? ticked : [] }
}
