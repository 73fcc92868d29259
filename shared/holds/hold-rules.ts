import { dayNumber, type LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { HoldKind, type HoldMark, type NewHold } from './hold-contract.ts'

/** Whether a hold that nobody has lifted still stops reminders: its last day is included. */
export const isInForce = ({ until }: Pick<HoldMark, 'until'>, asOf: LocalDate): boolean => until === null || until >= asOf

/** Of the holds in force, the one to be told: insolvency before all, then dispute, payment plan, promise, manual; of two alike the one that lasts longer. */
export function decisiveHold<H extends HoldMark>(holds: readonly H[], asOf: LocalDate): H | null {
  const inForce = holds.filter((hold) => isInForce(hold, asOf))
  return inForce.toSorted((a, b) => rank(a) - rank(b) || lastDay(b) - lastDay(a))[0] ?? null
}

const rank = ({ kind }: HoldMark): number => HoldKind.options.indexOf(kind)
const lastDay = ({ until }: HoldMark): number => (until === null ? Number.MAX_SAFE_INTEGER : dayNumber(until))

/**
 * Throws AppError on a hold that makes no sense: a dispute says what is disputed, a past last day would hold nothing. A procédure collective is the customer's; the day
 * of its judgment stops interest (C. com. L622-28), and nobody can tell beforehand on which day it ends.
 */
export function checkNewHold({ kind, scope, reason, since, until }: NewHold, asOf: LocalDate): void {
  if (kind === 'dispute' && reason.trim() === '') throw new AppError('hold.reason-missing')
  if (until !== null && until < asOf) throw new AppError('hold.until-past')
  if (kind !== 'insolvency') {
    if (since !== null) throw new AppError('hold.since-other')
    return
  }
  if (scope !== 'customer') throw new AppError('hold.insolvency-customer')
  if (since === null || since > asOf) throw new AppError('hold.insolvency-since')
  if (until !== null) throw new AppError('hold.insolvency-until')
}
