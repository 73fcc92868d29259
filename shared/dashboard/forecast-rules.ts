import type { ReceivableColumns, Rest } from './receivable-columns.ts'

export const FORECAST_WEEKS = 8

/** Days from a Monday to a Sunday; the first may have begun: only what comes after the day of the forecast counts. */
export interface ForecastWeek { fromDay: number; toDay: number }

/** Day 0, 1 January 1970, was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7)

/** Calendar weeks from the one of the day after. */
export function forecastWeeks(day: number): ForecastWeek[] {
  const first = mondayOf(day + 1)
  return Array.from({ length: FORECAST_WEEKS }, (_, week) => ({ fromDay: Math.max(first + 7 * week, day + 1), toDay: first + 7 * week + 6 }))
}

/** Places of a forecast's columns: 0 is what should have come by now, then a place a week, then all that comes later. */
export const forecastPlace = (weeks: readonly ForecastWeek[], expectedDay: number, day: number): number => {
  if (expectedDay <= day) return 0
  const week = weeks.findIndex(({ toDay }) => expectedDay <= toDay)
  return week < 0 ? weeks.length + 1 : week + 1
}

export interface ForecastColumn { dueCents: number; expectedCents: number; expectedCount: number }

/**
 * Cash by week from what is open: once as due dates say, once as their customers usually pay (due date + usual delay). Credits not used yet are not deducted: nobody knows
 * which due dates they will settle.
 */
export function forecastOf({ dueDates }: ReceivableColumns, { ofDueDate }: Rest, delays: Int32Array, day: number): ForecastColumn[] {
  const weeks = forecastWeeks(day)
  const columns = Array.from({ length: weeks.length + 2 }, (): ForecastColumn => ({ dueCents: 0, expectedCents: 0, expectedCount: 0 }))
  for (let place = 0; place < dueDates.count; place += 1) {
    const cents = ofDueDate[place]!
    if (cents <= 0) continue
    const dueDay = dueDates.dueDay[place]!
    columns[forecastPlace(weeks, dueDay, day)]!.dueCents += cents
    const expected = columns[forecastPlace(weeks, dueDay + delays[dueDates.customer[place]!]!, day)]!
    expected.expectedCents += cents
    expected.expectedCount += 1
  }
  return columns
}
