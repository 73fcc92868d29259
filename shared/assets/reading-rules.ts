import { z } from 'zod'
import { compareDays, formatDate, type LocalDate } from '../date.ts'
import { plainMeterValue } from './meter-value-rules.ts'

/** The checks of a reading as it is entered (M-120). */
export const ReadingCheck = z.enum(['negative', 'future', 'before-last', 'below-last'])
export type ReadingCheck = z.infer<typeof ReadingCheck>

/** « AUCUN », « ALERTE » (asked, may be confirmed), « BLOCAGE » */
export type CheckSeverity = 'none' | 'alert' | 'block'
/** As a parameter says it. */
export const severityOf = (word: string): CheckSeverity => (word === 'AUCUN' ? 'none' : word === 'ALERTE' ? 'alert' : 'block')
export type ReadingChecks = Readonly<Record<ReadingCheck, CheckSeverity>>

/**
 * What cannot be true is refused; what may be true is asked: a reading found again is older than the last one, and a meter that was replaced or set
 * back begins lower.
 */
export const DEFAULT_READING_CHECKS: ReadingChecks = { negative: 'block', future: 'block', 'before-last': 'alert', 'below-last': 'alert' }

export interface KnownReading { readOn: LocalDate; valueThousandths: number }

/** The readings of a meter in the order of their days, without its estimates: a real value may well lie below what was estimated. */
export interface ReadingHistory {
  last(): KnownReading | null
  /** The last one of a day or before it; the highest of several on that day. */
  lastBy(day: LocalDate): KnownReading | null
  add(reading: KnownReading): void
}

/** @param known in any order */
export function readingHistory(known: readonly KnownReading[]): ReadingHistory {
  const readings = known.toSorted((one, other) => compareDays(one.readOn, other.readOn) || one.valueThousandths - other.valueThousandths)
  /** How many readings come before the first that `isBeyond`. */
  const countUntil = (isBeyond: (reading: KnownReading) => boolean): number => {
    let [low, high] = [0, readings.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBeyond(readings[middle]!)) high = middle
      else low = middle + 1
    }
    return low
  }
  return {
    last: () => readings.at(-1) ?? null,
    lastBy: (day) => readings[countUntil(({ readOn }) => readOn > day) - 1] ?? null,
    add: (added) => {
      readings.splice(countUntil(({ readOn, valueThousandths }) => readOn > added.readOn || (readOn === added.readOn && valueThousandths > added.valueThousandths)), 0, added)
    },
  }
}

export interface CheckedReading extends KnownReading { decimals: number; isCumulative: boolean }

/** A check that did not pass; `details` fill, as a person reads them, the message `assets.check.<check>`. */
export interface FailedCheck { check: ReadingCheck; severity: 'alert' | 'block'; details: Record<string, string> }

/**
 * What there is to say of a reading, in the order of the checks.
 * @param history the other readings of the meter
 */
export function checkReading({ readOn, valueThousandths, decimals, isCumulative }: CheckedReading, history: Pick<ReadingHistory, 'last' | 'lastBy'>, asOf: LocalDate, checks: ReadingChecks = DEFAULT_READING_CHECKS): FailedCheck[] {
  const last = history.last()
  const before = history.lastBy(readOn)
  const value = plainMeterValue(valueThousandths, decimals)
  const failures: [check: ReadingCheck, hasFailed: boolean, details: Record<string, string>][] = [
    ['negative', valueThousandths < 0, { value }],
    ['future', readOn > asOf, { readOn: formatDate(readOn) }],
    ['before-last', last !== null && readOn < last.readOn, { readOn: formatDate(readOn), lastOn: last ? formatDate(last.readOn) : '' }],
    ['below-last', isCumulative && before !== null && valueThousandths < before.valueThousandths, { value, last: before ? plainMeterValue(before.valueThousandths, decimals) : '' }],
  ]
  return failures.flatMap(([check, hasFailed, details]) => {
    const severity = checks[check]
    return hasFailed && severity !== 'none' ? [{ check, severity, details }] : []
  })
}
