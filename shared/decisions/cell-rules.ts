import { dateOf, formatDate, isLocalDate, type LocalDate } from '../date.ts'
import { compilePattern, type PatternProblem } from './pattern-rules.ts'

/**
 * What a column's cells hold.
 * Criteria: `pattern` (a text), `days` of the month, `from` and `until` a day, both included. Results: a `day` of the month, a `date`.
 */
export const CRITERIA = ['pattern', 'days', 'from', 'until'] as const
export type CriterionType = (typeof CRITERIA)[number]
export type CellType = CriterionType | 'day' | 'date'
export const isCriterion = (type: CellType): type is CriterionType => (CRITERIA as readonly string[]).includes(type)

/** Why a cell cannot be saved; a key below `decisions.problem.` */
export type CellProblem = PatternProblem | 'days' | 'day' | 'date' | 'date-or-any' | 'period' | 'resume'
export type ReadCell = { ok: true; cell: string } | { ok: false; reason: CellProblem; at: number }

/** Not taken into account. */
export const ANY = '*'

/** A cell as a person types it, made into what is stored: dates of the screen (`01/08/2026`) become ISO dates, days lose what they do not need. */
export function readCell(type: CellType, typed: string): ReadCell {
  const text = typed.trim()
  if (text === '') return { ok: false, reason: 'empty', at: 0 }
  if (text === ANY && isCriterion(type)) return { ok: true, cell: ANY }
  switch (type) {
    case 'pattern': {
      const pattern = compilePattern(text)
      return pattern.ok ? { ok: true, cell: text } : pattern
    }
    case 'days': {
      const days = parseDays(text)
      return days === null ? { ok: false, reason: 'days', at: 0 } : { ok: true, cell: days.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join('|') }
    }
    case 'day': {
      const day = dayOf(text)
      return day === null ? { ok: false, reason: 'day', at: 0 } : { ok: true, cell: String(day) }
    }
    default: {
      const date = readDate(text)
      return date === null ? { ok: false, reason: type === 'date' ? 'date' : 'date-or-any', at: 0 } : { ok: true, cell: date }
    }
  }
}

/** A stored cell as the screen writes it. */
export const showCell = (cell: string): string => (isLocalDate(cell) ? formatDate(cell) : cell)

/**
 * Billing days of a criterion: runs from–to in the order of a cycle, which goes from the 2nd of a month to the 1st of the next (M-110), `15-1` being
 * the 15th to the 1st of the following month. null when the text is no such thing.
 */
function parseDays(text: string): [from: number, to: number][] | null {
  const runs = text.split('|').map((part): [number, number] | null => {
    const [from = null, to = from, ...rest] = part.split(/[-–]/).map(dayOf)
    return from === null || to === null || rest.length > 0 || placeInCycle(from) > placeInCycle(to) ? null : [from, to]
  })
  return runs.every((run) => run !== null) ? runs : null
}

/** 2 … 31, then 1 as the last. */
const placeInCycle = (day: number): number => (day === 1 ? 32 : day)

/** Compiled once for all the values it is asked about; a cell that cannot be read accepts nothing. */
export function compileCriterion(type: CriterionType, cell: string): (value: string | number) => boolean {
  if (cell === ANY) return () => true
  if (type === 'pattern') {
    const pattern = compilePattern(cell)
    return (value) => pattern.ok && pattern.matches(String(value))
  }
  if (type === 'days') {
    const days = parseDays(cell) ?? []
    return (value) => days.some(([from, to]) => placeInCycle(from) <= placeInCycle(Number(value)) && placeInCycle(Number(value)) <= placeInCycle(to))
  }
  if (!isLocalDate(cell)) return () => false
  return type === 'from' ? (value) => value >= cell : (value) => value <= cell
}

function dayOf(text: string): number | null {
  const digits = text.trim()
  const day = /^\d{1,2}$/.test(digits) ? Number(digits) : 0
  return day >= 1 && day <= 31 ? day : null
}

function readDate(text: string): LocalDate | null {
  if (isLocalDate(text)) return text
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  return parts && dateOf(Number(parts[3]), Number(parts[2]), Number(parts[1]))
}
