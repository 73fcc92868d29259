import { isLocalDate, type LocalDate } from '../date.ts'
import { compileCriterion, isCriterion, readCell, type CellProblem, type CellType, type CriterionType } from './cell-rules.ts'

/** `key` names its header below `decisions.column.`. */
interface Column { key: string; type: CellType }

/** The decision tables and their columns, in order, without « Position » (M-105 to M-107). */
export const decisionTables = {
  CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR: [
    { key: 'classification', type: 'pattern' },
    { key: 'category', type: 'pattern' },
    { key: 'excludedFrom', type: 'from' },
    { key: 'excludedUntil', type: 'until' },
    { key: 'resumesOn', type: 'date' },
    { key: 'providerCode', type: 'pattern' },
    { key: 'nextInvoiceOn', type: 'until' },
  ],
  CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR: [
    { key: 'genericSendDay', type: 'day' },
    { key: 'predefinedCode', type: 'pattern' },
    { key: 'providerCode', type: 'pattern' },
    { key: 'cycleDays', type: 'days' },
    { key: 'billingDay', type: 'days' },
  ],
  CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR: [
    { key: 'classification', type: 'pattern' },
    { key: 'category', type: 'pattern' },
    { key: 'particularSendDay', type: 'day' },
    { key: 'providerCode', type: 'pattern' },
    { key: 'billingDay', type: 'days' },
  ],
} as const satisfies Record<string, readonly Column[]>

export type DecisionTableName = keyof typeof decisionTables
export const DECISION_TABLES = Object.keys(decisionTables) as [DecisionTableName, ...DecisionTableName[]]
export const columnsOf = (table: DecisionTableName): readonly Column[] => decisionTables[table]

/** Cells in the order of the columns, without « Position ». */
export interface DecisionRow { position: number; cells: string[] }

type ColumnOf<T extends DecisionTableName> = (typeof decisionTables)[T][number]
type ValueOf<Type> = Type extends 'days' ? number : Type extends 'from' | 'until' ? LocalDate : string

/** What a decision is asked about: a value for each criterion. */
export type CriterionValues<T extends DecisionTableName> = { [C in ColumnOf<T> as C['type'] extends CriterionType ? C['key'] : never]: ValueOf<C['type']> }

/**
 * The table as a question: the first row in order of position all of whose criteria accept one of the cases; null when there is none.
 * Several cases are several ways to be concerned, such as the categories of one customer.
 */
export function decide<T extends DecisionTableName>(table: T, rows: readonly DecisionRow[]): (cases: readonly CriterionValues<T>[]) => DecisionRow | null {
  const compiled = rows.toSorted((one, other) => one.position - other.position).map((row) => ({
    row,
    criteria: columnsOf(table).flatMap(({ key, type }, column) => (isCriterion(type) ? [{ key, accepts: compileCriterion(type, row.cells[column] ?? '') }] : [])),
  }))
  return (cases) => compiled.find(({ criteria }) => cases.some((values) => criteria.every(({ key, accepts }) => accepts((values as Record<string, string | number>)[key]!))))?.row ?? null
}

/** The cell of a row in a column. */
export const cellOf = <T extends DecisionTableName>(table: T, row: DecisionRow, key: ColumnOf<T>['key']): string =>
  row.cells[columnsOf(table).findIndex((column) => column.key === key)] ?? ''

/** A cell that cannot be saved; `row` and `column` count from 0. */
export interface TableProblem { row: number; column: number; reason: CellProblem; at: number }

/** A table as it is typed: what would be stored, and every cell that keeps it from being so. */
export function readTable(table: DecisionTableName, typed: readonly (readonly string[])[]): { rows: string[][]; problems: TableProblem[] } {
  const problems: TableProblem[] = []
  const rows = typed.map((cells, row) => {
    const read = columnsOf(table).map(({ type }, column) => {
      const cell = readCell(type, cells[column] ?? '')
      if (!cell.ok) problems.push({ row, column, reason: cell.reason, at: cell.at })
      return cell.ok ? cell.cell : ''
    })
    problems.push(...wrongOrder(table, read).map((problem) => ({ row, at: 0, ...problem })))
    return read
  })
  return { rows, problems }
}

/** What two cells of an exclusion say against each other: it ends before it starts, or what it held back would leave while it lasts. */
function wrongOrder(table: DecisionTableName, cells: readonly string[]): { column: number; reason: CellProblem }[] {
  if (table !== 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR') return []
  const keys: readonly string[] = decisionTables[table].map(({ key }) => key)
  const dayIn = (key: string): LocalDate | null => {
    const cell = cells[keys.indexOf(key)]!
    return isLocalDate(cell) ? cell : null
  }
  const [from, until, resumes] = [dayIn('excludedFrom'), dayIn('excludedUntil'), dayIn('resumesOn')]
  return [
    ...from !== null && until !== null && until < from ? [{ column: keys.indexOf('excludedUntil'), reason: 'period' as const }] : [],
    ...until !== null && resumes !== null && resumes <= until ? [{ column: keys.indexOf('resumesOn'), reason: 'resume' as const }] : [],
  ]
}
