import { describe, expect, it } from 'vitest'
import { countBack, ratioDso } from '../../shared/dashboard/dso-rules.ts'
import { forecastPlace, forecastWeeks } from '../../shared/dashboard/forecast-rules.ts'
import { historyDays, type SalesMonth } from '../../shared/dashboard/history-rules.ts'
import { averageTenthDays } from '../../shared/dashboard/payment-delay-rules.ts'
import { promiseFigures } from '../../shared/dashboard/promise-figure-rules.ts'
import { dayNumber, fromDayNumber, localDate } from '../../shared/date.ts'

/** Months of a year, the latest first: days and sales. */
const months = (...sales: [days: number, salesCents: number][]): SalesMonth[] => sales.map(([days, salesCents]) => ({ from: localDate('2026-01-01'), to: localDate('2026-01-31'), days, salesCents }))

describe('DSO', () => {
  it.each([
    ['a part of the month under way', 50_00, months([22, 100_00], [31, 300_00]), 110, false],
    ['the whole of it, to the cent', 100_00, months([22, 100_00], [31, 300_00]), 220, false],
    ['it, and a third of the month before', 200_00, months([22, 100_00], [31, 300_00]), 220 + 103, false],
    ['a month without sales counts all its days', 200_00, months([22, 100_00], [30, 0], [31, 100_00]), 220 + 300 + 310, false],
    ['a month of credit notes too, and gives nothing back', 200_00, months([22, 100_00], [30, -50_00], [31, 200_00]), 220 + 300 + 155, false],
    ['more than was ever invoiced: at least all the days there are', 500_00, months([22, 100_00], [31, 300_00]), 530, true],
    ['nothing owed', 0, months([22, 100_00]), 0, false],
    ['a balance in favour of customers', -10_00, months([22, 100_00]), 0, false],
  ] as const)('by count-back: %s', (_case, netCents, sold, tenthDays, isAtLeast) => {
    const result = countBack(netCents, sold)
    expect({ tenthDays: result.tenthDays, isAtLeast: result.isAtLeast }).toEqual({ tenthDays, isAtLeast })
    expect(result.steps.reduce((sum, { takenCents }) => sum + takenCents, 0)).toBe(isAtLeast ? 400_00 : Math.max(netCents, 0))
  })
  it.each([[1000_00, 6083_33, 365, 600], [1000_00, 0, 365, null], [1000_00, -1, 365, null], [-1, 100, 365, 0], [1_000_000_000_000_000, 6_083_333_333_333_333, 365, 600]] as const)('as a ratio: %i of %i over %i days is %s tenths of a day', (net, sales, days, tenthDays) => {
    expect(ratioDso(net, sales, days)).toBe(tenthDays)
  })
})

it.each([[305, 10, 305], [-305, 10, -305], [25, 100, 3], [-25, 100, -3], [0, 5, 0], [7, 0, null]] as const)('an average of %i cent-days over %i cents is %s tenths of a day', (centDays, amount, tenthDays) => {
  expect(averageTenthDays(centDays, amount)).toBe(tenthDays)
})

it('history: the twelve month ends before the day, and the day; a month end is not told twice', () => {
  expect(historyDays(localDate('2026-03-31')).slice(-3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
  expect(historyDays(localDate('2026-03-30')).slice(-3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-30'])
  expect(historyDays(localDate('2024-03-01')).slice(-3)).toEqual(['2024-01-31', '2024-02-29', '2024-03-01'])
})

it.each([
  // 22 November 2026 is a Sunday
  ['2026-11-21', '2026-11-22', '2026-11-22'], ['2026-11-22', '2026-11-23', '2026-11-29'], ['2026-11-23', '2026-11-24', '2026-11-29'],
] as const)('forecast of %s: the first week goes from %s to the Sunday %s', (day, from, to) => {
  const weeks = forecastWeeks(dayNumber(localDate(day)))
  expect(weeks.map(({ fromDay, toDay }) => [fromDayNumber(fromDay), fromDayNumber(toDay)])[0]).toEqual([from, to])
  expect(weeks[1]!.fromDay).toBe(weeks[0]!.toDay + 1)
  const placeOf = (expected: number): number => forecastPlace(weeks, expected, dayNumber(localDate(day)))
  expect([placeOf(dayNumber(localDate(day))), placeOf(weeks[0]!.fromDay), placeOf(weeks[0]!.toDay), placeOf(weeks[7]!.toDay), placeOf(weeks[7]!.toDay + 1)]).toEqual([0, 1, 1, 8, 9])
})

it('promises: kept, kept late, broken (also in part), awaited; none, no figures', () => {
  expect(promiseFigures([])).toBeNull()
  const states = ['kept', 'kept-late', 'partly-kept', 'broken', 'pending', 'kept'] as const
  expect(promiseFigures(states.map((state, index) => ({ state, amountCents: 10 ** index })))).toEqual({ keptCount: 2, keptCents: 100_001, lateCount: 1, lateCents: 10, brokenCount: 2, brokenCents: 1100, awaitedCount: 1, awaitedCents: 10_000 })
})
