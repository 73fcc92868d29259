import { z } from 'zod'
import type { LocalDate } from '../date.ts'
import { plainMeterValue } from './meter-value-rules.ts'

/** The checks of a reading as it is entered (M-120). */
export const ReadingCheck = z.enum(['negative', 'future', 'before-last', 'below-last'])
export type ReadingCheck = z.infer<typeof ReadingCheck>

/** « AUCUN », « ALERTE » (asked, may be confirmed), « BLOCAGE » */
export type CheckSeverity = 'none' | 'alert' | 'block'
export type ReadingChecks = Readonly<Record<ReadingCheck, CheckSeverity>>

/**
 * What cannot be true is refused; what may be true is asked: a reading found again is older than the last one, and a meter that was replaced or set
 * back begins lower.
 */
export const DEFAULT_READING_CHECKS: ReadingChecks = { negative: 'block', future: 'block', 'before-last': 'alert', 'below-last': 'alert' }

export interface KnownReading { readOn: LocalDate; valueThousandths: number }
export interface CheckedReading extends KnownReading { decimals: number; isCumulative: boolean }

/** A check that did not pass; `details` fill the message `assets.check.<check>`. */
export interface FailedCheck { check: ReadingCheck; severity: 'alert' | 'block'; details: Record<string, string> }

/**
 * What there is to say of a reading, in the order of the checks.
 * @param known the other readings of the meter, without its estimates: a real value may well lie below what was estimated
 */
export function checkReading({ readOn, valueThousandths, decimals, isCumulative }: CheckedReading, known: readonly KnownReading[], asOf: LocalDate, checks: ReadingChecks = DEFAULT_READING_CHECKS): FailedCheck[] {
  const last = latest(known)
  const before = latest(known.filter((reading) => reading.readOn <= readOn))
  const value = plainMeterValue(valueThousandths, decimals)
  const failures: [check: ReadingCheck, hasFailed: boolean, details: Record<string, string>][] = [
    ['negative', valueThousandths < 0, { value }],
    ['future', readOn > asOf, { readOn }],
    ['before-last', last !== null && readOn < last.readOn, { readOn, lastOn: last?.readOn ?? '' }],
    ['below-last', isCumulative && before !== null && valueThousandths < before.valueThousandths, { value, last: before ? plainMeterValue(before.valueThousandths, decimals) : '' }],
  ]
  return failures.flatMap(([check, hasFailed, details]) => {
    const severity = checks[check]
    return hasFailed && severity !== 'none' ? [{ check, severity, details }] : []
  })
}

/** Of the latest day; the highest of several on it. */
function latest(readings: readonly KnownReading[]): KnownReading | null {
  return readings.reduce<KnownReading | null>((best, reading) => (best === null || reading.readOn > best.readOn || (reading.readOn === best.readOn && reading.valueThousandths > best.valueThousandths) ? reading : best), null)
}
