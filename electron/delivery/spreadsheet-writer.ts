import type { default as writeExcelFile } from 'write-excel-file/node'
import { dayNumber, type LocalDate } from '../../shared/date.ts'

/** A column of a sheet: what stands in the header row and how the cells below are typed. */
export type SheetColumn<Row> = { header: string; width: number; /** Not shown: for the program that reads the sheet again */ isHidden?: boolean } & (
  | { kind: 'text'; value: (row: Row) => string }
  | { kind: 'date'; value: (row: Row) => LocalDate | null }
  | { kind: 'cents'; value: (row: Row) => number | null }
  | { kind: 'integer'; value: (row: Row) => number | null }
  /** Whole thousandths, shown with so many decimals */
  | { kind: 'thousandths'; decimals: (row: Row) => number; value: (row: Row) => number | null }
)

/** Day 0 of the 1900 date system, counted from 1970-01-01, as Excel does from March 1900 on. */
const EXCEL_EPOCH = 25_569

/** Plain data, which crosses to a thread. */
type Cell = { value: string | number; format?: string; fontWeight?: 'bold' } | null

/**
 * An .xlsx of one sheet, its header row frozen. Numbers and dates are typed cells; text is always text, also to whoever edits the cell:
 * `=1+1`, `+33…`, `-` or `@` at its beginning is never read as a formula (format « Texte »), and control characters are left out.
 */
export async function writeSpreadsheet<Row>(sheet: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Uint8Array> {
  return writeWorkbook([sheetOf(sheet, columns, rows)])
}

/** A sheet ready to be written: what its rows are is no longer known. */
export interface Sheet { name: string; widths: number[]; /** Their places, from 0 */ hidden: readonly number[]; cells: Cell[][] }

export function sheetOf<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Sheet {
  const header = columns.map(({ header: value }): Cell => ({ value, fontWeight: 'bold' }))
  return { name, widths: columns.map(({ width }) => width), hidden: columns.flatMap(({ isHidden }, index) => (isHidden === true ? [index] : [])), cells: [header, ...rows.map((row) => columns.map((column) => toCell(column, row)))] }
}

/** An .xlsx of several sheets, each as `writeSpreadsheet` writes one. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  // loaded with the first export: the office starts without it
  const { default: writeExcelFile } = await import('write-excel-file/node')
  return writeExcelFile(sheets.map(({ name, widths, cells }) => ({ data: cells.map((row) => row.map(typed)), sheet: name, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 })), { features: [hiding(sheets)] }).toBuffer()
}

const typed = (cell: Cell) => cell && { ...cell, type: typeof cell.value === 'string' ? String : Number }

type SheetFeature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>[number]

/** What the library does not offer: columns that are not shown. */
const hiding = (sheets: readonly Sheet[]): SheetFeature => ({
  files: { transform: { 'xl/worksheets/sheet{id}.xml': {
    transformElementAttributes: (tag, attributes, index, _options, { sheetIndex }) => (tag === 'col' && index !== undefined && sheets[sheetIndex]?.hidden.includes(index) ? { ...attributes, hidden: 1 } : attributes),
  } } },
})

function toCell<Row>(column: SheetColumn<Row>, row: Row): Cell {
  switch (column.kind) {
    case 'text': return textCell(column.value(row))
    case 'cents': return numberCell(column.value(row), 100, '#,##0.00')
    case 'integer': return numberCell(column.value(row), 1, '0')
    case 'thousandths': return numberCell(column.value(row), 1000, ['#,##0', '0'.repeat(column.decimals(row))].filter((part) => part !== '').join('.'))
    case 'date': {
      const date = column.value(row)
      // a serial number rather than a Date, which would carry a time zone
      return date === null ? null : { value: dayNumber(date) + EXCEL_EPOCH, format: 'dd/mm/yyyy' }
    }
  }
}

const numberCell = (value: number | null, unit: number, format: string): Cell => (value === null ? null : { value: value / unit, format })

function textCell(text: string): Cell {
  const printable = text.replace(/\p{Cc}/gu, '')
  return printable === '' ? null : { value: printable, format: '@' }
}
