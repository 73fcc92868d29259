import { dayNumber, isLocalDate, localDate, type Instant, type LocalDate } from '../date.ts'

const KEPT = { newest: 12, days: 12, weeks: 10, months: 9 }

/** `relais-2026-11-20T18-30-05-123Z.sqlite`: sorts by time, and is a valid name on Windows. */
export const backupName = (at: Instant): string => `relais-${at.replaceAll(/[:.]/g, '-')}.sqlite`

const namePattern = /^relais-(\d{4}-\d{2}-\d{2})T[\d-]{12}Z\.sqlite$/

/**
 * Which of the backups may go: all but the 12 newest, the last of each of the 12 newest days, 10 newest weeks (from Monday) and
 * 9 newest months that have one. A file that is no backup is never named.
 */
export function expiredBackups(names: string[]): string[] {
  const backups = names.filter((name) => isLocalDate(namePattern.exec(name)?.[1] ?? '')).sort().reverse()
  const dayOf = (name: string): LocalDate => localDate(namePattern.exec(name)![1]!)
  // day 0 is a Thursday
  const weekOf = (name: string): number => Math.floor((dayNumber(dayOf(name)) + 3) / 7)
  const kept = new Set([
    ...backups.slice(0, KEPT.newest),
    ...lastOfEach(backups, dayOf, KEPT.days),
    ...lastOfEach(backups, weekOf, KEPT.weeks),
    ...lastOfEach(backups, (name) => dayOf(name).slice(0, 7), KEPT.months),
  ])
  return backups.filter((name) => !kept.has(name))
}

function lastOfEach(newestFirst: string[], periodOf: (name: string) => string | number, count: number): string[] {
  const last = new Map<string | number, string>()
  for (const name of newestFirst) if (!last.has(periodOf(name))) last.set(periodOf(name), name)
  return [...last.values()].slice(0, count)
}
