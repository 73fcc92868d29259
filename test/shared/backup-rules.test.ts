import { expect, it } from 'vitest'
import { addDays, localDate, type Instant } from '../../shared/date.ts'
import { backupName, expiredBackups, isBackupDue, LARGEST_COPIED, newestBackup, type BackupOccasion, type BackupState } from '../../shared/dossiers/backup-rules.ts'

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

const now = '2026-11-20T18:30:00.000Z' as Instant
const [today, yesterday] = [at('2026-11-20', '08:00'), at('2026-11-19', '23:59')]
it.each<[string, BackupOccasion, Partial<BackupState>, boolean]>([
  ['once a day', 'daily', { lastName: yesterday }, true],
  ['not twice a day', 'daily', { lastName: today }, false],
  ['before each import', 'import', { lastName: today }, true],
  ['when there is none', 'daily', { lastName: null }, true],
  ['not of what has not changed', 'daily', { lastName: yesterday, hasChanged: false }, false],
  ['not of what has not changed, before an import either', 'import', { lastName: yesterday, hasChanged: false }, false],
  ['not of an empty dossier', 'import', { lastName: null, isEmpty: true }, false],
  ['of a large dossier before the first import of a day', 'import', { lastName: yesterday, bytes: LARGEST_COPIED.import + 1 }, true],
  ['of a large dossier not before the next one', 'import', { lastName: today, bytes: LARGEST_COPIED.import + 1 }, false],
  ['of a large dossier not for the day alone', 'daily', { lastName: yesterday, bytes: LARGEST_COPIED.daily + 1 }, false],
])('a copy nobody asked for is made %s', (_case, occasion, state, isDue) => {
  expect(isBackupDue(occasion, { isEmpty: false, hasChanged: true, bytes: 1_000_000, lastName: null, ...state }, now)).toBe(isDue)
})

it('the newest backup is found among other files', () => {
  expect(newestBackup(['zzz.sqlite', yesterday, today, `${today}.partial`, 'relais-2026-99-99T00-00-00-000Z.sqlite'])).toBe(today)
  expect(newestBackup(['notes.txt'])).toBeNull()
})
