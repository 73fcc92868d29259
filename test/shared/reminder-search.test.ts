import { describe, expect, it } from 'vitest'
import { dayNumber, localDate } from '../../shared/date.ts'
import type { SearchCriteria } from '../../shared/reminders/reminder-contract.ts'
import { DEFAULT_REMINDER_SETTINGS, defaultCriteria } from '../../shared/reminders/reminder-settings-rules.ts'
import { dueRange, numberSearch } from '../../shared/reminders/search-rules.ts'

const asOf = localDate('2026-03-31')
const day = (text: string | null): number => dayNumber(localDate(text!))

describe('the due dates a period and a lateness allow', () => {
  it.each<[string, string | null, string | null, number | null, string | null, string | null]>([
    ['R-EBP-18 open bounds', null, null, null, null, null],
    ['R-EBP-17 the period itself', '2026-05-01', '2026-06-30', null, '2026-05-01', '2026-06-30'],
    ['R-EBP-18 open beginning', null, '2026-06-30', null, null, '2026-06-30'],
    ['R-EBP-21 at least 10 days late', null, null, 10, null, '2026-03-21'],
    ['R-EBP-23 0 days: due today or before', null, null, 0, null, '2026-03-31'],
    ['R-EBP-32 the earlier of both ends', '2026-01-01', '2026-03-31', 10, '2026-01-01', '2026-03-21'],
    ['R-EBP-32 the earlier of both ends', '2026-01-01', '2026-03-01', 10, '2026-01-01', '2026-03-01'],
  ])('%s', (_case, from, to, daysOverdue, expectedFrom, expectedTo) => {
    const criteria = { from: from && localDate(from), to: to && localDate(to), daysOverdue } as Pick<SearchCriteria, 'from' | 'to' | 'daysOverdue'>
    expect(dueRange(criteria, asOf)).toEqual({ fromDay: expectedFrom === null ? -Infinity : day(expectedFrom), toDay: expectedTo === null ? Infinity : day(expectedTo) })
  })
  it('R-EBP-42 refuses a period that ends before it begins', () => {
    expect(() => dueRange({ from: localDate('2026-02-01'), to: localDate('2026-01-31'), daysOverdue: null }, asOf))
      .toThrow(expect.objectContaining({ code: 'reminder.period-reversed', details: { from: '01/02/2026', to: '31/01/2026' } }))
  })
})

describe('R-EBP-19 a document number searched for', () => {
  it.each([
    ['', { kind: 'any' }],
    ['  ', { kind: 'any' }],
    ['FA 0012', { kind: 'exact', number: 'fa0012' }],
    ['fa*', { kind: 'pattern', glob: 'fa*' }],
    ['*12**3', { kind: 'pattern', glob: '*12*3' }],
    ['F[1]?*', { kind: 'pattern', glob: 'f[[]1][?]*' }],
  ])('« %s »', (text, expected) => {
    expect(numberSearch(text)).toEqual(expected)
  })
})

describe('the criteria after « RAZ filtre »', () => {
  const with_ = (more: Partial<typeof DEFAULT_REMINDER_SETTINGS>): SearchCriteria => defaultCriteria({ ...DEFAULT_REMINDER_SETTINGS, ...more }, asOf)

  it('R-EBP-82 take the saved number of days late', () => {
    expect(with_({ defaultDaysOverdue: 15 }).daysOverdue).toBe(15)
  })
  it('R-EBP-83 take the saved « Encours maximum » as least outstanding amount', () => {
    expect(with_({ defaultMinOutstandingCents: 20_000 as never }).minOutstandingCents).toBe(20_000)
  })
  it('R-EBP-84 span the saved number of days back from today', () => {
    expect(with_({ defaultPeriodDays: 90 })).toMatchObject({ from: '2025-12-31', to: '2026-03-31' })
  })
  it('R-EBP-34 R-EBP-36 are the saved defaults', () => {
    expect(with_({})).toMatchObject({ daysOverdue: 0, minOutstandingCents: 0, from: '2025-03-31', to: '2026-03-31' })
  })
  it('R-EBP-35 are empty and « Tous » where nothing is saved', () => {
    expect(with_({ defaultDaysOverdue: null, defaultMinOutstandingCents: null, defaultPeriodDays: null }))
      .toEqual({ name: '', from: null, to: null, invoiceNumber: '', warrantyInvoiceNumber: '', daysOverdue: null, minOutstandingCents: null, level: 'all' })
  })
})
