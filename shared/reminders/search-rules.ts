import { addDays, dayNumber, formatDate, type LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { normaliseNumber } from '../text.ts'
import type { SearchCriteria } from './reminder-contract.ts'

/** Day numbers between which a due date must fall, bounds included; infinite where the criteria leave them open. */
export interface DueRange { fromDay: number; toDay: number }

/**
 * The period and « Nombre de jour de dépassement » as one range of due dates: at least n days late means due on asOf − n or before (R-EBP-17, 18, 21, 23).
 * Throws AppError('reminder.period-reversed').
 */
export function dueRange({ from, to, daysOverdue }: Pick<SearchCriteria, 'from' | 'to' | 'daysOverdue'>, asOf: LocalDate): DueRange {
  if (from !== null && to !== null && from > to) throw new AppError('reminder.period-reversed', { from: formatDate(from), to: formatDate(to) })
  const latest = daysOverdue === null ? Infinity : dayNumber(asOf) - daysOverdue
  return { fromDay: from === null ? -Infinity : dayNumber(from), toDay: Math.min(latest, to === null ? Infinity : dayNumber(to)) }
}

/** A document number searched for: nothing asked, one number, or a pattern with `*`. In the form of `number_norm` columns. */
export type NumberSearch = { kind: 'any' } | { kind: 'exact'; number: string } | { kind: 'pattern'; glob: string }

/** `FA 0012` → that number and no other; `fa*12` → any number that begins with fa and ends with 12. */
export function numberSearch(text: string): NumberSearch {
  const number = normaliseNumber(text)
  if (number === '') return { kind: 'any' }
  if (!number.includes('*')) return { kind: 'exact', number }
  return { kind: 'pattern', glob: number.replace(/[?[]/g, '[$&]').replace(/\*+/g, '*') }
}

/** The period « Durée de la période » stands for: so many days back from today, today included (AMB-03). */
export function defaultPeriod(days: number, asOf: LocalDate): { from: LocalDate; to: LocalDate } {
  return { from: addDays(asOf, -days), to: asOf }
}
