import { addDays, type LocalDate } from '../date.ts'
import { formatAmount } from '../money.ts'
import { halfYearOf, nextHalfYear, startOf, type HalfYear } from './half-year-rules.ts'
import type { Rates, RateTable } from './interest-rules.ts'

/** A rate as it stands for a half-year; null once it was withdrawn. */
export interface HalfYearRate { table: RateTable; halfYear: HalfYear; rateBp: number | null }

/** A rate is known a few weeks before its half-year starts at the earliest. */
const KNOWN_AHEAD_DAYS = 31
/** Beyond it a rate is a slip of the pen: `215` typed for 2.15. */
const HIGHEST_BP = 2000
/** Never yet changed by more from one half-year to the next. */
const LARGEST_STEP_BP = 300

export type RateRefusal = 'too-early' | 'too-high' | 'source-missing'

/** Why a rate cannot be saved, or null. */
export function rateRefusal({ halfYear, rateBp }: HalfYearRate, source: string, asOf: LocalDate): RateRefusal | null {
  if (startOf(halfYear) > addDays(asOf, KNOWN_AHEAD_DAYS)) return 'too-early'
  if (rateBp !== null && rateBp > HIGHEST_BP) return 'too-high'
  return source === '' ? 'source-missing' : null
}

/** The neighbouring half-year from which a rate is surprisingly far, or null. */
export function doubtfulStep({ table, halfYear, rateBp }: HalfYearRate, rates: Rates): { halfYear: HalfYear; rateBp: number } | null {
  if (rateBp === null) return null
  const neighbours = [halfYearOf(addDays(startOf(halfYear), -1)), nextHalfYear(halfYear)].flatMap((near) => {
    const known = rates[table].get(near)
    return known === undefined ? [] : [{ halfYear: near, rateBp: known }]
  })
  return neighbours.find((near) => Math.abs(near.rateBp - rateBp) > LARGEST_STEP_BP) ?? null
}

/** The rates in force as the computation wants them. */
export function ratesOf(rows: readonly HalfYearRate[]): Rates {
  const rates = { ecb: new Map<HalfYear, number>(), legal: new Map<HalfYear, number>() }
  for (const { table, halfYear, rateBp } of rows) if (rateBp !== null) rates[table].set(halfYear, rateBp)
  return rates
}

/** Half-years up to the present one for which a table that has some has none: from the first known on. The latest first. */
export function missingHalfYears(rates: Rates, table: RateTable, asOf: LocalDate): HalfYear[] {
  const known = [...rates[table].keys()].sort()
  const missing: HalfYear[] = []
  for (let halfYear = known[0] ?? halfYearOf(asOf); startOf(halfYear) <= asOf; halfYear = nextHalfYear(halfYear)) if (!rates[table].has(halfYear)) missing.unshift(halfYear)
  return missing
}

/** Hundredths of a percent as a person reads them: 1215 is `12,15 %`. */
export const formatRate = (rateBp: number): string => `${formatAmount(rateBp)}\u00a0%`
