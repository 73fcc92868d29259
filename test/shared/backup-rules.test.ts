import { expect, it } from 'vitest'
import { addDays, localDate, type Instant } from '../../shared/date.ts'
import { backupName, expiredBackups } from '../../shared/dossiers/backup-rules.ts'

const at = (day: string, time: string): string => backupName(`${day}T${time}:00.000Z` as Instant)

it('a backup is named after its instant, without a character Windows refuses', () => {
  expect(at('2026-11-20', '18:30')).toBe('relais-2026-11-20T18-30-00-000Z.sqlite')
})

it('the 12 newest stay, then the last of each day, week and month, whatever the order they are listed in', () => {
  const today = Array.from({ length: 14 }, (_, index) => at('2026-11-20', `${String(index + 6).padStart(2, '0')}:00`))
  const daily = Array.from({ length: 400 }, (_, index) => at(addDays(localDate('2026-11-19'), -index), '18:00'))
  const expired = new Set(expiredBackups([...today, ...daily].reverse()))
  const kept = [...today, ...daily].filter((name) => !expired.has(name)).map((name) => name.slice(7, 20))
  expect(kept.filter((name) => name.startsWith('2026-11-20'))).toHaveLength(12)
  // 11 more days, then the Sundays of 10 weeks in all, then the last days of 9 months in all
  expect(kept.slice(12)).toEqual([
    ...Array.from({ length: 11 }, (_, index) => `${addDays(localDate('2026-11-19'), -index)}T18`),
    ...['2026-11-08', '2026-11-01', '2026-10-31', '2026-10-25', '2026-10-18', '2026-10-11', '2026-10-04', '2026-09-30', '2026-09-27', '2026-09-20', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30', '2026-03-31'].filter((day) => day < '2026-11-09').map((day) => `${day}T18`),
  ])
})

it('a file that is no backup is left alone', () => {
  expect(expiredBackups(['notes.txt', 'relais.sqlite', 'relais-2026-13-45T00-00-00-000Z.sqlite', ...Array.from({ length: 20 }, (_, index) => `photo-${index}.jpg`)])).toEqual([])
})
