import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { CallContext, Handlers } from '../../shared/call.ts'
import type { assetImportContract, AssetImportOptions, AssetImportPreview, AssetImportProblem, AssetImportReport } from '../../shared/assets/asset-import-contract.ts'
import { glpiRows, guessAssetColumns, guessBareColumns, readAssetLine, type AssetField, type AssetLine, type AssetListReading } from '../../shared/assets/asset-list-rules.ts'
import { shownDecimalMark } from '../../shared/assets/meter-value-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { cellText, detectDateOrder, headerKey, isTotalRow, type TableRow } from '../../shared/imports/table-rules.ts'
import type { Sql } from '../db/database.ts'
import { assetImportJournal, readAssetImports } from './asset-import-journal.ts'
import { undoAssetImport } from './asset-import-undo.ts'
import { assetLineWriter, RefusedLine, type WriterTools } from './asset-import-writer.ts'

/** Reads a list in CSV or XLSX off the office's thread. */
export type ReadTableFile = (path: string, options: { sheet?: string }) => Promise<{ facts: { fileName: string }; table: { sheets: string[]; rows: TableRow[] } }>

export interface AssetImportTools extends Omit<WriterTools, 'asOf' | 'options' | 'journal'> {
  readTableFile: ReadTableFile
  /** A copy of the dossier before it is changed. */
  backUp(): void
  /** The requests that count as answered because of these readings. */
  answeredBy(readingIds: readonly number[]): number[]
}

/** A list as it will be read. */
interface ListPlan { fileName: string; sheets: string[]; headers: string[]; rows: TableRow[]; reading: AssetListReading; options: AssetImportOptions }
type Request = { path: string; options: AssetImportOptions; asOf: LocalDate }

const MOST_PROBLEMS = 500
const MAX_JSON_BYTES = 5 * 1024 * 1024

/** Imports of assets, meters and readings: a preview is the import, rolled back. */
export function assetImports({ sql, readTableFile, backUp, answeredBy, ...tools }: AssetImportTools): Handlers<typeof assetImportContract> {
  const run = async ({ path, options, asOf }: Request, isCommitted: boolean, context: CallContext): Promise<{ plan: ListPlan; report: AssetImportReport; problems: AssetImportProblem[] }> => {
    context.progress({ phase: 'imports.reading', done: 0, total: 0 })
    const plan = await planList(path, options, asOf, readTableFile)
    context.throwIfCancelled()
    if (isCommitted) backUp()
    return { plan, ...importLines(sql, plan, isCommitted, { sql, ...tools, asOf, options: plan.options, journal: assetImportJournal(sql) }, context) }
  }
  return {
    previewImport: async (request, context): Promise<AssetImportPreview> => {
      const { plan, report, problems } = await run(request, false, context)
      return {
        fileName: plan.fileName, headers: plan.headers, sample: plan.rows.slice(0, 20).map(({ cells }) => cells.map(cellText)), sheets: plan.sheets, options: plan.options,
        report: problems.length > 0 ? null : report, problems: problems.slice(0, MOST_PROBLEMS), problemCount: problems.length,
      }
    },
    applyImport: async (request, context) => {
      const { plan, report, problems } = await run(request, true, context)
      const [first] = problems
      if (first) throw new AppError('assets.import-problems', { file: plan.fileName, count: problems.length, line: first.line, column: first.column, ...first.details, problemKey: `assets.import.problem.${first.code}` })
      return report
    },
    listImports: () => readAssetImports(sql),
    undoImport: ({ id }) => sql.transaction(() => { undoAssetImport(sql, id, tools.userName(), answeredBy) }).immediate(),
  }
}

async function planList(path: string, given: AssetImportOptions, asOf: LocalDate, readTableFile: ReadTableFile): Promise<ListPlan> {
  const glpi = path.toLowerCase().endsWith('.json') ? readGlpi(path, asOf) : null
  const { fileName, sheets, rows: all } = glpi ?? await readList(path, given, readTableFile)
  const found = glpi ? -1 : findHeaders(all)
  const bare = glpi || found >= 0 ? null : guessBareColumns(all[0])
  const headerAt = found >= 0 || glpi || bare ? found : 0
  const headers = glpi?.headers ?? (headerAt < 0 ? (all[0]?.cells ?? []).map(() => '') : all[headerAt]!.cells.map(cellText))
  const columns = given.columns ?? bare ?? guessAssetColumns(headers)
  const isIdentifier = (column: number): boolean => columns[column] === 'providerIdentifier' || columns[column] === 'manufacturerIdentifier'
  // « Total » may be the name of a meter, of a customer or of a brand: only a line that names no asset is one of totals
  const rows = all.slice(headerAt + 1).filter(({ cells }) => !isTotalRow(cells) || cells.some((cell, column) => isIdentifier(column) && cellText(cell) !== '' && !isTotalRow([cell])))
  if (rows.length === 0) throw new AppError('import.no-lines', { file: fileName })
  const dates = Object.entries(columns).filter(([, field]) => field === 'readOn' || field === 'installedOn').flatMap(([column]) => rows.map(({ cells }) => cells[Number(column)] ?? ''))
  const detected = detectDateOrder(dates)
  // days before months, as the files of this country have it, unless a person says otherwise
  const dateOrder = given.dateOrder ?? (detected === null || detected === 'ambiguous' ? 'dmy' : detected)
  const values = Object.entries(columns).filter(([, field]) => field === 'value').flatMap(([column]) => rows.map(({ cells }) => cells[Number(column)] ?? ''))
  const decimalMark = shownDecimalMark(values.filter((cell) => typeof cell === 'string'))
  return { fileName, sheets, headers, rows, reading: { columns, dateOrder, decimalMark, wordingKey: headerKey }, options: { ...given, columns, dateOrder } }
}

/** The first row that has two known words, or one beside which the rest is told. */
const findHeaders = (rows: TableRow[]): number => rows.slice(0, 30).findIndex(({ cells }) => Object.keys(guessAssetColumns(cells.map(cellText))).length >= 2)

async function readList(path: string, { sheet }: AssetImportOptions, readTableFile: ReadTableFile): Promise<{ fileName: string; sheets: string[]; rows: TableRow[] }> {
  const { facts, table } = await readTableFile(path, sheet === undefined ? {} : { sheet })
  return { fileName: facts.fileName, sheets: table.sheets, rows: table.rows }
}

function readGlpi(path: string, asOf: LocalDate): { fileName: string; sheets: string[]; headers: string[]; rows: TableRow[] } {
  const fileName = basename(path)
  const list = glpiRows(parseJson(path, fileName), asOf)
  if (list === null) throw new AppError('assets.not-an-inventory', { file: fileName })
  return { fileName, sheets: [], ...list }
}

function parseJson(path: string, file: string): unknown {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new AppError('import.missing', { file })
  if (size > MAX_JSON_BYTES) throw new AppError('import.too-large', { file, size: Math.round(size / 1024 / 1024), max: MAX_JSON_BYTES / 1024 / 1024 })
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new AppError('assets.not-an-inventory', { file })
  }
}

/** Every line is tried, so that all that is wrong is told at once; with a single problem nothing stays. */
function importLines(sql: Sql, plan: ListPlan, isCommitted: boolean, tools: WriterTools, context: CallContext): { report: AssetImportReport; problems: AssetImportProblem[] } {
  const problems: AssetImportProblem[] = []
  const columnOf = (field: AssetField): number => Number(Object.entries(plan.reading.columns).find(([, meaning]) => meaning === field)?.[0] ?? -1) + 1
  sql.exec('BEGIN IMMEDIATE')
  try {
    const writer = assetLineWriter(tools, columnOf)
    plan.rows.forEach((row, index) => {
      if (index % 500 === 0) {
        context.progress({ phase: 'imports.writing', done: index, total: plan.rows.length })
        context.throwIfCancelled()
      }
      const reading = readAssetLine(row, plan.reading)
      if ('problem' in reading) problems.push({ line: row.line, column: columnOf(reading.problem.field), code: reading.problem.code, details: { value: reading.problem.value } })
      else problems.push(...problemOf(() => writer.write(reading.item), reading.item))
    })
    const { remarks, ...counts } = { ...writer.report, lines: plan.rows.length }
    const isKept = isCommitted && problems.length === 0
    if (isKept) tools.journal.keep(plan.fileName, tools.userName(), counts)
    sql.exec(isKept ? 'COMMIT' : 'ROLLBACK')
    return { report: { ...counts, remarks }, problems }
  } catch (error) {
    if (sql.inTransaction) sql.exec('ROLLBACK')
    throw error
  }
}

function problemOf(write: () => void, { line }: AssetLine): AssetImportProblem[] {
  try {
    write()
    return []
  } catch (error) {
    if (!(error instanceof RefusedLine)) throw error
    return [{ line, column: error.column, code: error.code, details: error.details }]
  }
}
