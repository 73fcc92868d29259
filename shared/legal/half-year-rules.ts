import { addDays, localDate, type LocalDate } from '../date.ts'

/** A half-year, the period for which French law fixes an interest rate: `2026-S2` runs from 1 July to 31 December 2026. Sorts as text. */
export type HalfYear = `${number}-S${1 | 2}`

export const isHalfYear = (text: string): text is HalfYear => /^(19|20|21)\d\d-S[12]$/.test(text)

export function halfYearOf(date: LocalDate): HalfYear {
  return `${Number(date.slice(0, 4))}-S${date.slice(5) < '07-01' ? 1 : 2}`
}

/** Its first day: the one whose rate of the European Central Bank holds for all of it (C. com. L441-10). */
export function startOf(halfYear: HalfYear): LocalDate {
  return localDate(`${halfYear.slice(0, 4)}-${halfYear.endsWith('1') ? '01' : '07'}-01`)
}

export function nextHalfYear(halfYear: HalfYear): HalfYear {
  return halfYearOf(addDays(startOf(halfYear), 190))
}
