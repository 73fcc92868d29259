import { dayNumber, isLocalDate, localDate, type Instant, type LocalDate } from '../date.ts'

const KEPT = { newest: 12, days: 12, weeks: 10, months: 9 }

/** `relais-2026-11-20T18-30-05-123Z.sqlite`: sorts by time, and is a valid name on Windows. */
export const backupName = (at: Instant): string => `relais-${at.replaceAll(/[:.]/g, '-')}.sqlite`

const namePattern = /^relais-(\d{4}-\d{2}-\d{2})T[\d-]{12}Z\.sqlite$/
export const isBackup = (name: string): boolean => isLocalDate(namePattern.exec(name)?.[1] ?? '')
/** When a backup was made, by its name. */
export const backupInstant = (name: string): Instant => name.replace(/^relais-(.{10})T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/, '$1T$2:$3:$4.$5Z') as Instant
const backupDay = (name: string): LocalDate => localDate(namePattern.exec(name)![1]!)

/**
 * Which of the backups may go: all but the 12 newest, the last of each of the 12 newest days, 10 newest weeks (from Monday) and
 * 9 newest months that have one. A file that is no backup is never named.
 */
export function expiredBackups(names: string[]): string[] {
  const backups = names.filter(isBackup).sort().reverse()
  // day 0 is a Thursday
  const weekOf = (name: string): number => Math.floor((dayNumber(backupDay(name)) + 3) / 7)
  const kept = new Set([
    ...backups.slice(0, KEPT.newest),
    ...lastOfEach(backups, backupDay, KEPT.days),
    ...lastOfEach(backups, weekOf, KEPT.weeks),
    ...lastOfEach(backups, (name) => backupDay(name).slice(0, 7), KEPT.months),
  ])
  return backups.filter((name) => !kept.has(name))
}

function lastOfEach(newestFirst: string[], periodOf: (name: string) => string | number, count: number): string[] {
  const last = new Map<string | number, string>()
  for (const name of newestFirst) if (!last.has(periodOf(name))) last.set(periodOf(name), name)
  return [...last.values()].slice(0, count)
}

/** A copy with its checks takes about a second for each 64 MB: up to so many, that long is let pass in the midst of somebody's work, or before each import. */
export const LARGEST_COPIED = { daily: 64 * 1024 * 1024, import: 200 * 1024 * 1024 }

/** What makes the program save a dossier by itself. */
export type BackupOccasion = 'daily' | 'import'

/** What is known of a dossier and its newest backup; `lastName` is null while there is none. */
export interface BackupState { isEmpty: boolean; hasChanged: boolean; bytes: number; lastName: string | null }

/**
 * Whether a copy nobody asked for is due: before each import, and once a day; never of what has not changed since the last one. A large dossier
 * is only copied before an import, where seconds matter least, and before the first of a day alone. Days are those of the names, in UTC.
 */
export function isBackupDue(occasion: BackupOccasion, { isEmpty, hasChanged, bytes, lastName }: BackupState, now: Instant): boolean {
  if (isEmpty || !hasChanged) return false
  const isFirstOfDay = lastName === null || backupDay(lastName) !== backupDay(backupName(now))
  if (occasion === 'import') return isFirstOfDay || bytes <= LARGEST_COPIED.import
  return isFirstOfDay && bytes <= LARGEST_COPIED.daily
}

/** The last of the backups among the names of a folder. */
export const newestBackup = (names: string[]): string | null => names.filter(isBackup).sort().at(-1) ?? null
