import type { CallContext } from '../../shared/call.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { ImportOptions, ImportQuestion, ImportReport, SourceKind } from '../../shared/imports/import-contract.ts'
import { documentNumber, duplicateKey, listKind, listQuestions, readListRow, type Columns, type ListItem, type Notation } from '../../shared/imports/list-rules.ts'
import { cellText, findHeaderRow, type DateOrder, type TableRow } from '../../shared/imports/table-rules.ts'
import type { DecimalMark } from '../../shared/money.ts'
import { dueOn as dueDateUnder, parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import type { Sql } from '../db/database.ts'
import type { Table } from '../delivery/spreadsheet-reader.ts'
import { finishBatch, insertBatch, readDefaultTerm } from './import-repository.ts'
import { OpenQuestion } from './import-question.ts'
import { ImportRows } from './import-rows.ts'
import { ImportWriter, readNextIds } from './import-writer.ts'
import { KnownList, listKey, type KnownDueDate, type ListLine } from './known-list.ts'
import { customerUpserter, type RefuseLine } from './list-customers.ts'
import { memoryOf, recogniseSource } from './list-source.ts'
import { absentQuestion, answersOf, readDossierBalance, readListedInvoices } from './listed-invoices.ts'
import { ReportBuilder } from './report-builder.ts'
import type { FileFacts } from './text-file.ts'

/** How a list will be read: what was guessed, remembered or answered, and what is still to be asked. */
export interface ListPlan {
  facts: FileFacts
  kind: SourceKind
  headers: string[]
  rows: TableRow[]
  columns: Columns
  decimalMark: DecimalMark
  dateOrder: DateOrder
  /** What is worth remembering of its numbers and dates */
  notation: Notation
  options: ImportOptions
  questions: ImportQuestion[]
  /** Identifies exports of the same source */
  sourceKey: string
}

/** A line that cannot be taken as it is: a preview shows it beside the columns, which may be what is wrong. */
export class BadLine extends AppError {}

/** An answer given now comes first, then what the file shows, then what is remembered of its source. */
export function planList(sql: Sql, facts: FileFacts, table: Table, given: ImportOptions): ListPlan {
  const position = given.headerLine === undefined ? findHeaderRow(table.rows) : table.rows.findIndex(({ line }) => line === given.headerLine)
  const headerRow = table.rows[position]
  if (!headerRow) throw new AppError('import.no-headers', { file: facts.fileName })
  const headers = headerRow.cells.map(cellText)
  const { key: sourceKey, columns, notation } = recogniseSource(sql, headers, given.columns)
  const rows = table.rows.slice(position + 1)
  const { questions, decimalMark, dateOrder, known } = listQuestions(columns, rows, given, notation)
  if (rows.length === 0) throw new AppError('import.no-lines', { file: facts.fileName })
  const options: ImportOptions = {
    ...given, headerLine: headerRow.line, columns, decimalMark, dateOrder,
    ...(table.encoding && { encoding: table.encoding }), ...(table.separator && { separator: table.separator }), ...(table.sheet !== '' && { sheet: table.sheet }),
  }
  return { facts, kind: listKind(columns), headers, rows, columns, decimalMark, dateOrder, notation: known, options, questions, sourceKey }
}

export const previewRows = ({ rows }: ListPlan): string[][] => rows.slice(0, 20).map(({ cells }) => cells.map(cellText))

export interface ListCall { now: Instant; asOf: LocalDate; context: CallContext }

/** Writes a list in the caller's transaction. Throws BadLine with line and column at the first value that cannot be read, OpenQuestion before it settles anything by absence. */
export function applyList(sql: Sql, plan: ListPlan, { now, asOf, context }: ListCall): ImportReport {
  const { facts, kind, sourceKey } = plan
  const report = new ReportBuilder()
  const isFirst = sql.prepare('SELECT NOT EXISTS (SELECT 1 FROM import_batch WHERE source_key = ? AND undone_at IS NULL)').pluck().get(sourceKey) === 1
  const importId = insertBatch(sql, { kind, fileName: facts.fileName, sha256: facts.sha256, sourceKey, coveredFrom: null, coveredTo: null, openedOn: null, now })
  const writer = new ImportWriter(sql, importId, now)
  if (facts.oddWord !== null) report.warn('encoding-doubtful', 0, { word: facts.oddWord })
  const rows = new ImportRows(readNextIds(sql), (block) => writer.write(block))
  const lines = placeItems(sql, plan, readItems(plan, report, asOf), { writer, rows, report, context })
  const known = new KnownList(sql, writer, report, sourceKey)
  known.match(lines)
  writeLines(lines, known, rows, report, sourceKey)
  settleAbsent(sql, known.absent(isFirst), known, plan)
  writer.saveMapping(sourceKey, memoryOf(plan.headers, plan.columns, plan.notation))
  rows.flush()
  if (report.levelsTaken > 0) report.warn('levels-taken', 0, { count: report.levelsTaken })
  if (report.levelsKept > 0) report.warn('levels-kept', 0, { count: report.levelsKept })
  if (report.shownCents !== report.openCents) report.warn('known-otherwise', 0, { cents: report.openCents - report.shownCents })
  if (kind === 'due-dates') report.besideCents = readDossierBalance(sql) - report.shownCents
  const result = report.build(importId, kind, facts.fileName)
  finishBatch(sql, result)
  return result
}

/** Finds or adds the customers; gives the due dates of a list of due dates their customer and day. */
function placeItems(sql: Sql, plan: ListPlan, items: ListItem[], { writer, rows, report, context }: { writer: ImportWriter; rows: ImportRows; report: ReportBuilder; context: CallContext }): ListLine[] {
  const customers = customerUpserter(sql, writer, rows, report, refuseLine(plan))
  const fallback = plan.options.paymentTerm ?? readDefaultTerm(sql)
  const seen = new Set<string>()
  const lines: ListLine[] = []
  items.forEach((item, index) => {
    if (index % 500 === 0) {
      context.progress({ phase: 'imports.writing', done: index, total: items.length })
      context.throwIfCancelled()
    }
    const customer = customers(item)
    if (plan.kind === 'customers') return
    const key = duplicateKey(customer.id, item)
    if (seen.has(key)) report.warn('duplicate-line', item.line, { number: documentNumber(item) })
    seen.add(key)
    const term = (customer.paymentTerm === null ? null : parsePaymentTerm(customer.paymentTerm)) ?? fallback
    const invoicedOn = item.invoicedOn ?? item.dueOn!
    lines.push({ item, organisationId: customer.id, invoicedOn, dueOn: item.dueOn ?? (item.amountCents < 0 ? invoicedOn : dueDateUnder(invoicedOn, term)) })
  })
  return lines
}

/** Brings known due dates up to the list and adds the others. */
function writeLines(lines: ListLine[], known: KnownList, rows: ImportRows, report: ReportBuilder, sourceKey: string): void {
  const invoices = new Map<string, number>()
  let undated = 0
  lines.forEach((line, index) => {
    const { item, organisationId, invoicedOn, dueOn } = line
    report.openCents += item.openCents
    const kept = known.update(index, line)
    if (kept !== null) {
      report.shownCents += kept
      return
    }
    const number = documentNumber(item)
    if (known.isElsewhere(line)) report.warn('number-elsewhere', item.line, { number })
    const documentKey = `${organisationId} ${item.kind} ${number} ${invoicedOn}`
    let invoiceId = invoices.get(documentKey) ?? known.invoiceOf(line)
    if (invoiceId === undefined) {
      // a credit note is due on its day
      const isDayAssumed = item.invoicedOn === null && item.kind !== 'credit-note'
      if (isDayAssumed) undated++
      invoiceId = rows.addInvoice({ organisationId, kind: item.kind, number: item.number, invoicedOn, label: item.label, line: item.line, list: { warrantyNumber: item.warrantyNumber, isDayAssumed } })
      report.counts[item.kind === 'credit-note' ? 'creditNotesAdded' : 'invoicesAdded']++
    }
    invoices.set(documentKey, invoiceId)
    rows.addDueDate({
      invoiceId, organisationId, dueOn, amountCents: item.amountCents, settledCents: item.amountCents - item.openCents, openCents: item.openCents,
      sourceKey: listKey(sourceKey, number, dueOn, item.amountCents), list: { level: item.level, remindedOn: item.remindedOn },
    })
    report.counts.dueDatesAdded++
    report.shownCents += item.openCents
  })
  if (undated > 0) report.warn('invoice-day-unknown', 0, { count: undated })
}

/** Nothing is settled because a list does not name it unless a person says so: the list may be partial, older or of another source. */
function settleAbsent(sql: Sql, absent: KnownDueDate[], known: KnownList, { kind, options }: ListPlan): void {
  if (kind !== 'due-dates' || absent.length === 0) return
  const listed = readListedInvoices(sql)
  const answers = answersOf(listed, options)
  const missing = new Map<number, number>()
  for (const { invoiceId, openCents } of absent) if (!answers.has(invoiceId)) missing.set(invoiceId, (missing.get(invoiceId) ?? 0) + openCents)
  if (missing.size > 0) throw new OpenQuestion(absentQuestion('settle-absent', missing, listed))
  known.settle(absent.filter(({ invoiceId }) => answers.get(invoiceId) === 'settle'))
  known.leaveOpen(absent.filter(({ invoiceId }) => answers.get(invoiceId) === 'keep'))
}

const refuseLine = ({ facts, columns, headers }: ListPlan): RefuseLine => (line, code, field, value, details = {}) => {
  const column = Number(Object.entries(columns).find(([, meaning]) => meaning === field)?.[0] ?? -1)
  throw new BadLine(`import.${code}`, { file: facts.fileName, line, column: column + 1, name: headers[column] ?? field, value: value.slice(0, 60), ...details })
}

function readItems(plan: ListPlan, report: ReportBuilder, asOf: LocalDate): ListItem[] {
  const { rows, columns, decimalMark, dateOrder, kind } = plan
  const refuse = refuseLine(plan)
  const items: ListItem[] = []
  for (const row of rows) {
    const reading = readListRow(row, columns, decimalMark, dateOrder, kind)
    if ('problem' in reading) refuse(row.line, reading.problem.code, reading.problem.field, reading.problem.value)
    else if ('skip' in reading) report.warn(`skipped-${reading.skip}`, row.line)
    else {
      items.push(reading.item)
      for (const { code, details } of reading.warnings) report.warn(code, row.line, { number: documentNumber(reading.item), ...details })
      const { remindedOn } = reading.item
      if (remindedOn !== null && remindedOn > asOf) report.warn('reminded-in-future', row.line, { number: documentNumber(reading.item) })
    }
  }
  report.counts.lines = rows.length
  return items
}
