import { statSync, type Stats } from 'node:fs'
import { basename } from 'node:path'
import type { CallContext, Handlers } from '../../shared/call.ts'
import { formatDate, systemNow, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { wantedDocuments } from '../../shared/imports/elsewhere-rules.ts'
import { parseFecDate } from '../../shared/imports/fec-rules.ts'
import type { importContract, ImportOptions, ImportPreview, ImportReport, ImportWarning } from '../../shared/imports/import-contract.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import { applyLedger } from './fec-import.ts'
import { ledgerQuestions, withRememberedOptions } from './fec-options.ts'
import { inBulkTransaction, inTransaction, isDiskFull, readAppliedReport, readBatches, readReport } from './import-repository.ts'
import { OpenQuestion } from './import-question.ts'
import { ImportReader } from './import-reader.ts'
import { canUndo, undoImport } from './import-undo.ts'
import { readListedInvoices } from './listed-invoices.ts'
import { applyList, BadLine, planList, previewRows } from './list-import.ts'
import { alreadyImportedReport } from './report-builder.ts'
import type { FileFacts } from './text-file.ts'

const MAX_FILE_BYTES = 500 * 1024 * 1024

type Request = {
  path: string
  options: ImportOptions
  asOf: LocalDate
  isCommitted: boolean
  /** Called once everything has been read and answered, before anything is written. */
  beforeWriting(): void
}
/** What reading and (for a preview, unwritten) writing a file gave; `report` is null while questions are open. */
type Outcome = Omit<ImportPreview, 'fileName' | 'sizeBytes'>

/** Imports: the file is read in a worker, then written in one transaction; a preview is the same, rolled back. */
export function importService(sql: Sql, backUp: () => void = () => undefined): Handlers<typeof importContract> {
  return {
    preview: async ({ path, options, asOf }, context) => {
      const { facts, outcome } = await importFile(sql, { path, options, asOf, isCommitted: false, beforeWriting: () => undefined }, context)
      return { fileName: facts.fileName, sizeBytes: facts.sizeBytes, ...outcome, report: outcome.report && { ...outcome.report, importId: null } }
    },
    apply: async ({ path, options, asOf }, context) => {
      const backupProblems: ImportWarning[] = []
      const beforeWriting = (): void => { backupProblems.push(...problemOf(backUp)) }
      const { facts, outcome } = await importFile(sql, { path, options, asOf, isCommitted: true, beforeWriting }, context)
      if (outcome.report === null) throw new AppError('import.unanswered', { file: facts.fileName, question: outcome.questions[0]?.code ?? '', option: outcome.questions[0]?.option ?? '' })
      return withWarnings(outcome.report, backupProblems)
    },
    list: () => readBatches(sql).map(({ id, kind, fileName, appliedAt, undoneAt, counts, openCents, warningCount, coveredFrom, coveredTo }) => ({
      id, kind, fileName, appliedAt, undoneAt, counts, openCents, warningCount, canUndo: canUndo(sql, id), coveredFrom, coveredTo,
    })),
    report: ({ id }) => readReport(sql, id),
    undo: ({ id }) => inTransaction(sql, true, () => undoImport(sql, id, systemNow())),
  }
}

/** A backup that cannot be written is told; the import is worth more than the copy of what was there before. */
function problemOf(backUp: () => void): ImportWarning[] {
  try {
    backUp()
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [{ code: 'backup-failed', line: 0, column: 0, details: error.details }]
  }
}

const withWarnings = (report: ImportReport, added: ImportWarning[]): ImportReport => ({ ...report, warnings: [...added, ...report.warnings], warningCount: report.warningCount + added.length })

async function importFile(sql: Sql, request: Request, context: CallContext): Promise<{ facts: FileFacts; outcome: Outcome }> {
  refuseTooLarge(request.path)
  const reader = new ImportReader()
  try {
    const { facts, isFec } = await reader.inspect(request.path, request.options.encoding)
    context.throwIfCancelled()
    return { facts, outcome: isFec ? await importLedger(sql, reader, facts, request, context) : await importList(sql, reader, facts, request, context) }
  } finally {
    await reader.close()
  }
}

function refuseTooLarge(path: string): void {
  const size = sizeOf(path)
  if (size > MAX_FILE_BYTES) throw new AppError('import.too-large', { file: basename(path), size: Math.round(size / 1024 / 1024), max: 500 })
}

function sizeOf(path: string): number {
  const found = statOf(path)
  if (!found) throw new AppError('import.missing', { file: path })
  if (found.isDirectory()) throw new AppError('import.is-folder', { file: path })
  return found.size
}

/** null: not there, or not to be looked at */
function statOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

async function importLedger(sql: Sql, reader: ImportReader, facts: FileFacts, { path, options: given, isCommitted, beforeWriting }: Request, context: CallContext): Promise<Outcome> {
  const options = withRememberedOptions(sql, given)
  const known = readAppliedReport(sql, facts.sha256)
  const calculator = reader.calculator(facts.fileName, () => context.throwIfCancelled())
  let read: Outcome | null = null
  try {
    const listed = readListedInvoices(sql)
    const { summary, customers } = await reader.fec(path, facts, options, wantedDocuments(listed), (bytes) => {
      context.progress({ phase: 'imports.reading', done: bytes, total: facts.sizeBytes })
      context.throwIfCancelled()
    })
    const outcome: Outcome = {
      kind: 'fec', questions: [], problem: null, headers: summary.layout.headers, sample: summary.sample, sheets: [], report: null,
      options: { ...options, ...(facts.encoding && { encoding: options.encoding ?? facts.encoding }), separator: summary.layout.separator as NonNullable<ImportOptions['separator']> },
    }
    if (known) return { ...outcome, report: alreadyImportedReport(known) }
    const questions = ledgerQuestions(sql, facts.fileName, summary, options)
    if (questions.length > 0) return { ...outcome, questions }
    if (summary.unbalanced && options.acceptUnbalanced !== true) {
      const { first, count } = summary.unbalanced
      const date = parseFecDate(first.date)
      throw new AppError('import.unbalanced', { file: facts.fileName, line: first.line, journal: first.journal, entry: first.number, date: date === null ? '' : formatDate(date), debit: formatEuros(first.debitCents), credit: formatEuros(first.creditCents), count })
    }
    context.throwIfCancelled()
    beforeWriting()
    read = outcome
    const report = inBulkTransaction(sql, isCommitted, () => {
      const applied = applyLedger(sql, { facts, summary, customers, listed, options, now: systemNow() }, calculator, context)
      // its memory is wanted for what the transaction still does
      void reader.close()
      return applied
    })
    return { ...outcome, report }
  } catch (error) {
    if (error instanceof OpenQuestion && read) return { ...read, questions: [error.question] }
    if (isDiskFull(error)) throw new AppError('import.disk-full')
    throw error
  } finally {
    calculator.close()
  }
}

async function importList(sql: Sql, reader: ImportReader, facts: FileFacts, { path, options, asOf, isCommitted, beforeWriting }: Request, context: CallContext): Promise<Outcome> {
  context.progress({ phase: 'imports.reading', done: 0, total: facts.sizeBytes })
  const table = await reader.table(path, facts, options)
  context.throwIfCancelled()
  const plan = planList(sql, facts, table, options)
  const outcome: Outcome = { kind: plan.kind, questions: plan.questions, headers: plan.headers, sample: previewRows(plan), sheets: table.sheets, options: plan.options, problem: null, report: null }
  const known: ImportReport | null = readAppliedReport(sql, facts.sha256)
  if (known) return { ...outcome, questions: [], report: alreadyImportedReport(known) }
  if (plan.questions.length > 0) return outcome
  beforeWriting()
  try {
    return { ...outcome, report: inTransaction(sql, isCommitted, () => applyList(sql, plan, { now: systemNow(), asOf, context })) }
  } catch (error) {
    if (error instanceof OpenQuestion) return { ...outcome, questions: [error.question] }
    // its columns can still be looked at and corrected
    if (error instanceof BadLine && !isCommitted) return { ...outcome, problem: { code: error.code, details: error.details } }
    throw error
  }
}
