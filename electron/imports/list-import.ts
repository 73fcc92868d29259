import { createHash } from 'node:crypto'
import type { CallContext } from '../../shared/call.ts'
import { systemToday, type Instant, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { ImportOptions, type ImportQuestion, type ImportReport, type SourceKind } from '../../shared/imports/import-contract.ts'
import { duplicateKey, listKind, listQuestions, readListRow, type Columns, type ListItem } from '../../shared/imports/list-rules.ts'
import { cellText, findHeaderRow, guessColumns, headerFingerprint, type DateOrder, type TableRow } from '../../shared/imports/table-rules.ts'
import type { DecimalMark } from '../../shared/money.ts'
import { dueOn as dueDateUnder, parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import type { Sql } from '../db/database.ts'
import type { Table } from '../delivery/spreadsheet-reader.ts'
import { finishBatch, insertBatch, readDefaultTerm } from './import-repository.ts'
import { ImportWriter } from './import-writer.ts'
import { customerUpserter, type ListCustomer } from './list-customers.ts'
import { KnownList, listKey } from './known-list.ts'
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
  options: ImportOptions
  questions: ImportQuestion[]
  /** Identifies exports of the same source */
  sourceKey: string
}

/** An answer given now comes first, then what was saved for this source, then what the file shows. */
export function planList(sql: Sql, facts: FileFacts, table: Table, given: ImportOptions): ListPlan {
  const position = given.headerLine === undefined ? findHeaderRow(table.rows) : table.rows.findIndex(({ line }) => line === given.headerLine)
  const headerRow = table.rows[position]
  if (!headerRow) throw new AppError('import.no-headers', { file: facts.fileName })
  const headers = headerRow.cells.map(cellText)
  const sourceKey = `list-${createHash('sha256').update(headerFingerprint(headers)).digest('hex').slice(0, 16)}`
  const saved = sql.prepare('SELECT options FROM import_mapping WHERE source_key = ?').pluck().get(sourceKey) as string | undefined
  const remembered = saved === undefined ? {} : ImportOptions.parse(JSON.parse(saved))
  const columns = given.columns ?? remembered.columns ?? guessColumns(headers)
  const rows = table.rows.slice(position + 1)
  const { questions, decimalMark, dateOrder } = listQuestions(columns, rows, { ...remembered, ...given })
  if (rows.length === 0) throw new AppError('import.empty', { file: facts.fileName })
  const options: ImportOptions = {
    ...given, headerLine: headerRow.line, columns, decimalMark, dateOrder,
    ...(table.encoding && { encoding: table.encoding }), ...(table.separator && { separator: table.separator }), ...(table.sheet !== '' && { sheet: table.sheet }),
  }
  return { facts, kind: listKind(columns), headers, rows, columns, decimalMark, dateOrder, options, questions, sourceKey }
}

export const previewRows = ({ rows }: ListPlan): string[][] => rows.slice(0, 20).map(({ cells }) => cells.map(cellText))

/** Writes a list in the caller's transaction. Throws AppError with line and column at the first value that cannot be read. */
export function applyList(sql: Sql, plan: ListPlan, now: Instant, context: CallContext): ImportReport {
  const { facts, kind, sourceKey } = plan
  const report = new ReportBuilder()
  const isNewer = sql.prepare('SELECT EXISTS (SELECT 1 FROM import_batch WHERE source_key = ? AND undone_at IS NULL)').pluck().get(sourceKey) === 1
  const importId = insertBatch(sql, { kind, fileName: facts.fileName, sha256: facts.sha256, sourceKey, coveredFrom: null, coveredTo: null, openedOn: null, now })
  const writer = new ImportWriter(sql, importId, now)
  const items = readItems(plan, report)
  const customers = customerUpserter(sql, writer, report)
  const known = new KnownList(sql, writer, report, sourceKey)
  const seen = new Set<string>()
  const fallback = plan.options.paymentTerm ?? readDefaultTerm(sql)
  const writable: { item: ListItem; customer: ListCustomer; invoicedOn: LocalDate; dueOn: LocalDate }[] = []
  items.forEach((item, index) => {
    if (index % 500 === 0) {
      context.progress({ phase: 'imports.writing', done: index, total: items.length })
      context.throwIfCancelled()
    }
    const customer = customers(item)
    if (kind === 'customers') return
    const key = duplicateKey(customer.id, item)
    if (seen.has(key)) { report.warn('duplicate-line', item.line, { number: item.number }); return; }
    seen.add(key)
    const term = (customer.paymentTerm === null ? null : parsePaymentTerm(customer.paymentTerm)) ?? fallback
    const invoicedOn = item.invoicedOn ?? item.dueOn!
    writable.push({ item, customer, invoicedOn, dueOn: item.dueOn ?? (item.amountCents < 0 ? invoicedOn : dueDateUnder(invoicedOn, term)) })
  })
  known.match(writable.map(({ item, customer, dueOn }) => ({ organisationId: customer.id, number: item.number, dueOn, amountCents: item.amountCents })))
  const invoices = new Map<string, number>()
  writable.forEach(({ item, customer, invoicedOn, dueOn }, index) => {
    report.openCents += item.openCents
    const kept = known.update(index, item, dueOn)
    if (kept !== null) {
      report.shownCents += kept
      return
    }
    const documentKey = `${customer.id} ${item.kind} ${item.number} ${invoicedOn}`
    const invoiceId = invoices.get(documentKey) ?? known.invoiceOf(customer.id, item.number) ?? writer.addInvoice({ organisationId: customer.id, kind: item.kind, number: item.number, warrantyNumber: item.warrantyNumber, invoicedOn, label: item.label, line: item.line })
    if (!invoices.has(documentKey)) report.counts[item.kind === 'credit-note' ? 'creditNotesAdded' : 'invoicesAdded']++
    invoices.set(documentKey, invoiceId)
    writer.addDueDate({
      invoiceId, organisationId: customer.id, dueOn, amountCents: item.amountCents, settledCents: item.amountCents - item.openCents, openCents: item.openCents, level: item.level, remindedOn: item.remindedOn,
      sourceKey: listKey(sourceKey, item.number, dueOn, item.amountCents),
    })
    report.counts.dueDatesAdded++
    report.shownCents += item.openCents
  })
  if (kind === 'due-dates' && (plan.options.settleAbsent ?? isNewer)) known.settleAbsent()
  writer.saveMapping(sourceKey, { columns: plan.columns, decimalMark: plan.decimalMark, dateOrder: plan.dateOrder })
  writer.flush()
  if (report.shownCents !== report.openCents) report.warn('known-otherwise', 0, { cents: report.openCents - report.shownCents })
  const result = report.build(importId, kind, facts.fileName)
  finishBatch(sql, result)
  return result
}

function readItems({ facts, rows, columns, decimalMark, dateOrder, kind, headers }: ListPlan, report: ReportBuilder): ListItem[] {
  const items: ListItem[] = []
  for (const row of rows) {
    const reading = readListRow(row, columns, decimalMark, dateOrder, kind)
    if ('problem' in reading) {
      const { code, field, value } = reading.problem
      const column = Number(Object.entries(columns).find(([, meaning]) => meaning === field)?.[0] ?? -1)
      throw new AppError(`import.${code}`, { file: facts.fileName, line: row.line, column: column + 1, name: headers[column] ?? field, value: value.slice(0, 60) })
    }
    if ('skip' in reading) report.warn(`skipped-${reading.skip}`, row.line)
    else {
      items.push(reading.item)
      if (reading.warning) report.warn(reading.warning, row.line, { number: reading.item.number })
      const { remindedOn } = reading.item
      if (remindedOn !== null && remindedOn > systemToday()) report.warn('reminded-in-future', row.line, { number: reading.item.number })
    }
  }
  report.counts.lines = rows.length
  return items
}
