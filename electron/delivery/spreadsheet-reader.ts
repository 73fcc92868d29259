import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import readXlsxFile from 'read-excel-file/node'
import { AppError } from '../../shared/errors.ts'
import type { LocalDate } from '../../shared/date.ts'
import { decodeCp850, type TextEncoding } from '../../shared/imports/encoding-rules.ts'
import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import type { Cell, TableRow } from '../../shared/imports/table-rules.ts'
import { checkWorkbook } from './workbook-check.ts'

/** A list as it stands in its file. */
export interface Table {
  /** Names of the sheets; empty for a text file */
  sheets: string[]
  sheet: string
  rows: TableRow[]
  separator: NonNullable<ImportOptions['separator']> | null
  encoding: TextEncoding | null
}

interface TableFile { fileName: string; sizeBytes: number; isZip: boolean; encoding: TextEncoding | null }

const MAX_TABLE_BYTES = 50 * 1024 * 1024
const MAX_COLUMNS = 500
/** As in a ledger; a line that long is no line of a list, and the columns would be looked for in it */
const MAX_LINE_CHARACTERS = 1 << 20

/** Reads a CSV file or one sheet of an XLSX workbook. Throws AppError import.* with the line where it can be told. */
export async function readTable(path: string, file: TableFile, options: ImportOptions): Promise<Table> {
  if (file.sizeBytes > MAX_TABLE_BYTES) throw new AppError('import.too-large', { file: file.fileName, size: Math.round(file.sizeBytes / 1024 / 1024), max: 50 })
  const bytes = readFileSync(path)
  const table = file.isZip ? await readWorkbook(bytes, file.fileName, options.sheet) : readText(bytes, file, options)
  if (table.rows.length === 0) throw new AppError('import.empty', { file: file.fileName })
  return table
}

function readText(bytes: Buffer, { fileName, encoding: detected }: TableFile, options: ImportOptions): Table {
  const encoding = options.encoding ?? detected ?? 'utf-8'
  let text: string
  try {
    text = encoding === 'cp850' ? decodeCp850(bytes.toString('latin1')) : new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('import.wrong-encoding', { file: fileName, line: 1, encoding })
  }
  // Excel's own hint
  const hint = /^sep=(.)\r?\n/i.exec(text)
  const offset = hint ? hint[0].length : 0
  const body = text.slice(offset)
  const separator = options.separator ?? (hint ? hint[1] as ';' : guessSeparator(body))
  const rows: TableRow[] = []
  let line = hint ? 2 : 1
  let cursor = 0
  Papa.parse<string[]>(body, {
    delimiter: separator,
    step: ({ data, errors, meta }) => {
      const error = errors.find(({ type }) => type === 'Quotes')
      if (error) throw new AppError('import.bad-quotes', { file: fileName, line })
      if (meta.cursor - cursor > MAX_LINE_CHARACTERS) throw new AppError('import.line-too-long', { file: fileName, line })
      if (data.length > MAX_COLUMNS) throw new AppError('import.too-many-columns', { file: fileName, line, columns: data.length, max: MAX_COLUMNS })
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data })
      line += countLines(body, cursor, meta.cursor)
      cursor = meta.cursor
    },
  })
  return { sheets: [], sheet: '', rows, separator, encoding }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** The separator that cuts the first lines into the same number of columns, the more the better. */
function guessSeparator(text: string): ';' | '\t' | ',' | '|' {
  const lines = text.slice(0, 20_000).split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, 10).map((line) => line.replace(/"[^"]*"/g, ''))
  const score = (separator: string): number => {
    const counts = lines.map((line) => line.split(separator).length - 1)
    const [first = 0] = counts
    return counts.filter((count) => count === first).length * 1000 * Math.sign(first) + Math.min(first, 900)
  }
  return ([';', '\t', ',', '|'] as const).reduce((best, separator) => (score(separator) > score(best) ? separator : best), ';')
}

/** One sheet of an XLSX workbook, the first that has rows unless one is named. Errors as readTable. */
export async function readWorkbook(bytes: Buffer, fileName: string, wanted: string | undefined): Promise<Table> {
  await checkWorkbook(bytes, fileName)
  const sheets = await readXlsxFile(bytes).catch(() => {
    throw new AppError('import.bad-workbook', { file: fileName })
  })
  const sheet = wanted === undefined ? sheets.find(({ data }) => data.length > 0) ?? sheets[0] : sheets.find(({ sheet: name }) => name === wanted)
  if (!sheet) throw new AppError('import.missing-sheet', { file: fileName, sheet: wanted ?? '' })
  const rows: TableRow[] = []
  sheet.data.forEach((values, index) => {
    if (values.length > MAX_COLUMNS) throw new AppError('import.too-many-columns', { file: fileName, line: index + 1, columns: values.length, max: MAX_COLUMNS })
    const cells = values.map(toCell)
    if (cells.some((cell) => cell !== '')) rows.push({ line: index + 1, cells })
  })
  return { sheets: sheets.map(({ sheet: name }) => name), sheet: sheet.sheet, rows, separator: null, encoding: null }
}

/** Dates come as midnight UTC: their UTC day is the day of the cell. */
function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'object' && 'toISOString' in value) return { date: (value as { toISOString(): string }).toISOString().slice(0, 10) as LocalDate }
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : ''
}
