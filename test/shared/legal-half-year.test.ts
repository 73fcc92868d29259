import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { halfYearOf, isHalfYear, nextHalfYear, startOf, type HalfYear } from '../../shared/legal/half-year-rules.ts'

describe('half-years', () => {
  it.each<[string, HalfYear]>([['2026-01-01', '2026-S1'], ['2026-06-30', '2026-S1'], ['2026-07-01', '2026-S2'], ['2026-12-31', '2026-S2']])('%s is in %s', (day, halfYear) => expect(halfYearOf(localDate(day))).toBe(halfYear))
  it.each<[HalfYear, string, HalfYear]>([['2024-S1', '2024-01-01', '2024-S2'], ['2024-S2', '2024-07-01', '2025-S1']])('%s starts on %s, before %s', (halfYear, start, next) => {
    expect([startOf(halfYear), nextHalfYear(halfYear)]).toEqual([start, next])
  })
  it.each([['2026-S1', true], ['2026-S3', false], ['2026-H1', false], ['26-S1', false], ['2026-S1 ', false]])('« %s » is written as one: %s', (text, is) => expect(isHalfYear(text)).toBe(is))
})
