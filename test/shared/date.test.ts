import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, endOfMonth, formatDate, formatLongDate, isLocalDate, localDate, localDay, type Instant } from '../../shared/date.ts'

describe('calendar days', () => {
  it.each([['2024-02-29', true], ['2023-02-29', false], ['2026-13-01', false], ['1899-12-31', false], ['2026-1-1', false], ['20260101', false], ['2026-04-31', false]])('%s is a day: %s', (text, expected) => {
    expect(isLocalDate(text)).toBe(expected)
  })

  it('adds and counts days across the change of clocks and of year', () => {
    expect(addDays(localDate('2026-03-28'), 2)).toBe('2026-03-30')
    expect(addDays(localDate('2026-12-31'), 1)).toBe('2027-01-01')
    expect(daysBetween(localDate('2026-01-31'), localDate('2026-03-17'))).toBe(45)
    expect(daysBetween(localDate('2026-10-26'), localDate('2026-10-24'))).toBe(-2)
  })

  it('knows the end of a month', () => {
    expect(['2026-02-01', '2024-02-10', '2026-12-31'].map((day) => endOfMonth(localDate(day)))).toEqual(['2026-02-28', '2024-02-29', '2026-12-31'])
  })

  it('X-14 dates are shown dd/mm/yyyy, letters are dated in words', () => {
    expect(formatDate(localDate('2024-08-01'))).toBe('01/08/2024')
    expect(formatLongDate(localDate('2024-08-01'))).toBe('1er août 2024')
    expect(formatLongDate(localDate('2026-11-21'))).toBe('21 novembre 2026')
  })

  it('an instant kept in UTC falls on the day of the person’s own clock', () => {
    const zone = process.env['TZ']
    try {
      process.env['TZ'] = 'Europe/Paris'
      expect(localDay('2026-07-01T22:30:00.000Z' as Instant)).toBe('2026-07-02')
      process.env['TZ'] = 'America/Sao_Paulo'
      expect(localDay('2026-07-02T01:30:00.000Z' as Instant)).toBe('2026-07-01')
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })
})
