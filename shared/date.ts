import type { Language } from './language.ts'

/** A calendar day 'YYYY-MM-DD', without time or zone. The only place where `Date` is used. */
export type LocalDate = string & { readonly __unit: 'local-date' }

/** An instant in UTC, ISO 8601 with milliseconds; columns that hold one end with `_at`. */
export type Instant = string & { readonly __unit: 'instant' }

const MS_PER_DAY = 86_400_000

/** Days since 1970-01-01. Throws RangeError when `date` is no calendar day of the years 1900 to 2200. */
export function dayNumber(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY
}

export function fromDayNumber(day: number): LocalDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as LocalDate
}

/** True for a real calendar day between 1900-01-01 and 2200-12-31 (leap days included). */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  return year >= 1900 && year <= 2200 && fromDayNumber(dayNumber(text as LocalDate)) === text
}

/** Brands a text known to be a date. Throws RangeError otherwise. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar day: ${text}`)
  return text
}

/** Day, month and year as numbers to a date, or null when there is no such day. */
export function dateOf(year: number, month: number, day: number): LocalDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isLocalDate(text) ? text : null
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The order of days, for a sort. */
export const compareDays = (one: LocalDate, other: LocalDate): number => (one < other ? -1 : one > other ? 1 : 0)

export function endOfMonth(date: LocalDate): LocalDate {
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10) as LocalDate
}

/** The same day so many years later; 29 February becomes 28 February in a year that has none. */
export function addYears(date: LocalDate, years: number): LocalDate {
  const year = Number(date.slice(0, 4)) + years
  return dateOf(year, Number(date.slice(5, 7)), Number(date.slice(8, 10))) ?? endOfMonth(`${year}-${date.slice(5, 7)}-01` as LocalDate)
}

const englishMonth = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' })

/** `31/12/2026`; in English `31 Dec 2026`, which no reader takes for another day. */
export function formatDate(date: LocalDate, language: Language = 'fr'): string {
  if (language === 'en') return `${Number(date.slice(8, 10))}\u00a0${englishMonth.format(new Date(dayNumber(date) * MS_PER_DAY))}\u00a0${date.slice(0, 4)}`
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

const longDay = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const longFormats = { fr: new Intl.DateTimeFormat('fr-FR', longDay), en: new Intl.DateTimeFormat('en-GB', longDay) }

/** `1er décembre 2026`, `31 décembre 2026`: the way a letter is dated. In English `1 December 2026`. */
export function formatLongDate(date: LocalDate, language: Language = 'fr'): string {
  const words = longFormats[language].format(new Date(dayNumber(date) * MS_PER_DAY))
  return language === 'fr' ? words.replace(/^1 /, '1er ') : words
}

/** The system's date in its own time zone, read at this moment. Call it at the edge (window, command line) and pass it on as `asOf`. */
export function systemToday(): LocalDate {
  return localDay(systemNow())
}

/** The day on which an instant falls in the system's time zone. */
export function localDay(instant: Instant): LocalDate {
  const moment = new Date(instant)
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}` as LocalDate
}

/** The present instant. */
export function systemNow(): Instant {
  return new Date().toISOString() as Instant
}

export function laterBy(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString() as Instant
}

/** Negative when `to` comes first. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from)
}

const instantFormat = new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** `31/12/2026 14:05`, in the system's time zone: instants are kept in UTC, a person reads his own time. */
export function formatInstant(instant: Instant): string {
  return instantFormat.format(new Date(instant)).replace(',', '')
}
