import { dateOf, isLocalDate, systemToday, type LocalDate } from '../../shared/date.ts'

/**
 * A day as French clerks type it: `31/12/2026`, `31.12.26`, `31-12-2026`, `31122026`, `311226`, `31/12` (this year), `2026-12-31`.
 * Two digits mean 20xx. Empty gives null; what is no day gives undefined.
 */
export function readDate(typed: string, today: LocalDate = systemToday()): LocalDate | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  if (isLocalDate(text)) return text
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text)
  if (!parts) return undefined
  const year = parts[3] === undefined ? Number(today.slice(0, 4)) : Number(parts[3]) + (parts[3].length === 2 ? 2000 : 0)
  return dateOf(year, Number(parts[2]), Number(parts[1])) ?? undefined
}
