import { addDays, addYears, daysBetween, type LocalDate } from '../date.ts'
import type { DebtorProfile } from '../receivables/receivable-contract.ts'

/** What makes the clock start again, entered by hand. A reminder, even registered, does not (C. civ. 2240, 2241, 2244). */
export const INTERRUPTIONS = ['acknowledgement', 'court-action', 'seizure'] as const

export interface PrescriptionFacts {
  profile: DebtorProfile
  /** Day the goods were delivered or the service was given, when it is known. */
  servicedOn: LocalDate | null
  invoicedOn: LocalDate
  interruptedOn: readonly LocalDate[]
}

export type PrescriptionState = 'running' | 'near' | 'prescribed'

export interface Prescription {
  /** The day the clock counts from: the service, the invoice, or the last interruption. */
  from: LocalDate
  isInterrupted: boolean
  /** The last day on which the debt can still be claimed in court. */
  lastDay: LocalDate
  /** Until `lastDay`; negative once the debt is prescribed. */
  daysLeft: number
  state: PrescriptionState
}

/** C. consom. L218-2; C. com. L110-4; law 68-1250 of 31 December 1968, whose clock starts on the next 1 January: ours is the prudent one. */
const YEARS: Record<DebtorProfile, number> = { consumer: 2, company: 5, 'public-body': 4 }

/**
 * Where the prescription clock of an invoice stands. It counts from the earlier of service and invoice; an interruption starts it again for as
 * long, unless the debt was prescribed by then or the interruption lies after `asOf`.
 */
export function prescriptionOf({ profile, servicedOn, invoicedOn, interruptedOn }: PrescriptionFacts, asOf: LocalDate, warningDays: number): Prescription {
  const start = servicedOn !== null && servicedOn < invoicedOn ? servicedOn : invoicedOn
  const from = interruptedOn.toSorted().reduce((clock, day) => (day >= clock && day <= addYears(clock, YEARS[profile]) && day <= asOf ? day : clock), start)
  const lastDay = addYears(from, YEARS[profile])
  const daysLeft = daysBetween(asOf, lastDay)
  return { from, isInterrupted: from !== start, lastDay, daysLeft, state: daysLeft < 0 ? 'prescribed' : daysLeft <= warningDays ? 'near' : 'running' }
}

/** A clock that started after this day is neither near its end nor beyond, whoever the debtor is and whatever interrupted it. */
export const latestStart = (asOf: LocalDate, warningDays: number): LocalDate => addDays(addYears(asOf, -Math.min(...Object.values(YEARS))), warningDays + 1)

/** A consumer is not reminded of a debt that is prescribed; others are, with a warning: it is theirs to raise it (C. civ. 2247). */
export const isReminderBlocked = (profile: DebtorProfile, { state }: Prescription): boolean => profile === 'consumer' && state === 'prescribed'
