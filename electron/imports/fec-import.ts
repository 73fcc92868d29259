import type { CallContext } from '../../shared/call.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { paymentMethodReader } from '../../shared/imports/fec-rules.ts'
import type { ImportOptions, ImportReport } from '../../shared/imports/import-contract.ts'
import { cents, formatEuros } from '../../shared/money.ts'
import { dueOn, parsePaymentTerm, type PaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import type { Sql } from '../db/database.ts'
import { applyCustomer, settleAbsent, type LedgerContext, type LedgerCustomer } from './customer-ledger.ts'
import { foreignSiren, LEDGER_SOURCE, rememberOptions } from './fec-options.ts'
import type { FecCustomer, FecSummary } from './fec-parser.ts'
import { finishBatch, insertBatch, organisationFinder, readBatches, readDefaultTerm, withoutIndexes } from './import-repository.ts'
import { ImportWriter } from './import-writer.ts'
import { knownLedgerReader } from './known-rows.ts'
import type { LedgerSpool } from './ledger-spool.ts'
import { ReportBuilder } from './report-builder.ts'
import type { FileFacts } from './text-file.ts'

export interface LedgerImport { facts: FileFacts; summary: FecSummary; spool: LedgerSpool; options: ImportOptions; now: Instant }

/** Customers between two reports of progress. */
const PROGRESS_STEP = 200

/** Writes a ledger that has been read, customer by customer, in the caller's transaction. Throws AppError('import.does-not-add-up') rather than leave a balance that is not the file's. */
export function applyLedger(sql: Sql, { facts, summary, spool, options, now }: LedgerImport, progress: CallContext): ImportReport {
  const report = new ReportBuilder()
  report.counts.lines = summary.lines
  const earlier = readBatches(sql).filter(({ kind, undoneAt }) => kind === 'fec' && undoneAt === null)
  const newer = earlier.filter(({ coveredTo }) => coveredTo !== null && coveredTo > summary.lastDate)
  const importId = insertBatch(sql, { kind: 'fec', fileName: facts.fileName, sha256: facts.sha256, sourceKey: LEDGER_SOURCE, coveredFrom: summary.firstDate, coveredTo: summary.lastDate, openedOn: summary.openedOn, now })
  const writer = new ImportWriter(sql, importId, now)
  const context: LedgerContext = {
    writer, counts: report.counts, firstDate: summary.firstDate, lastDate: summary.lastDate, openedOn: summary.openedOn, matching: options.matching ?? 'none', isOlder: newer.length > 0,
    paymentMethodOf: paymentMethodReader(),
    isSuperseded: (date) => newer.some(({ coveredFrom, coveredTo, openedOn }) => (date >= coveredFrom! && date <= coveredTo!) || (openedOn !== null && date < openedOn)),
    warn: report.warn,
    reportGroup: ({ account, code, debitCents, creditCents, lines }, customer) => {
      report.unbalancedGroups.push({ account, auxiliary: customer.code === account ? '' : customer.code, customerName: customer.name, code, debitCents: cents(debitCents), creditCents: cents(creditCents), lines })
    },
  }
  const foreign = foreignSiren(sql, facts.fileName)
  if (foreign) report.warn('other-company', 0, foreign)
  warnOfFile(summary, context, report)
  const visited = new Set<number>()
  let addedCents = 0
  withoutIndexes(sql, () => {
    const customerReader = ledgerCustomerReader(sql, writer, spool, options, report)
    spool.customers.forEach((customer, index) => {
      if (index % PROGRESS_STEP === 0) {
        progress.progress({ phase: 'imports.writing', done: index, total: spool.customers.length })
        progress.throwIfCancelled()
      }
      const ledgerCustomer = customerReader(customer)
      visited.add(ledgerCustomer.organisationId)
      const totals = applyCustomer(ledgerCustomer, context)
      if (totals.explainedCents !== null && totals.openCents - totals.explainedCents !== totals.shownCents) throw doesNotAddUp(facts, totals.openCents - totals.explainedCents, totals.shownCents)
      addedCents += totals.addedCents
      report.openCents += totals.openCents
      report.shownCents += totals.shownCents
      report.unallocatedCents += totals.unallocatedCents
    })
    if (earlier.length > 0) settleCustomersGone(sql, visited, context)
    rememberOptions(sql, writer, options)
    writer.flush()
  })
  if (report.openCents !== summary.openCents) throw doesNotAddUp(facts, summary.openCents, report.openCents)
  const writtenCents = readWrittenCents(sql, importId)
  if (writtenCents !== addedCents) throw doesNotAddUp(facts, addedCents, writtenCents)
  if (report.unallocatedCents > 0) report.warn('unallocated-credits', 0, { cents: report.unallocatedCents })
  if (report.shownCents !== report.openCents) report.warn('known-otherwise', 0, { cents: report.openCents - report.shownCents })
  const result = report.build(importId, 'fec', facts.fileName)
  finishBatch(sql, result)
  return result
}

function doesNotAddUp({ fileName }: FileFacts, expected: number, found: number): AppError {
  return new AppError('import.does-not-add-up', { file: fileName, expected: formatEuros(expected), found: formatEuros(found) })
}

function warnOfFile(summary: FecSummary, context: LedgerContext, report: ReportBuilder): void {
  if (summary.letteredLines === 0) report.warn('no-lettering', 0)
  if (context.isOlder) report.warn('older-file', 0, { to: summary.lastDate })
  if (summary.unbalanced) report.warn('unbalanced-entries', summary.unbalanced.first.line, { count: summary.unbalanced.count })
}

function ledgerCustomerReader(sql: Sql, writer: ImportWriter, spool: LedgerSpool, options: ImportOptions, report: ReportBuilder): (customer: FecCustomer) => LedgerCustomer {
  const find = organisationFinder(sql)
  const readKnown = knownLedgerReader(sql)
  const readLines = spool.reader()
  const fallback = options.paymentTerm ?? readDefaultTerm(sql)
  const byDefault = dueDateOf(fallback)
  return (customer) => {
    const organisation = find(customer.code)
    if (!organisation) {
      report.counts.customersAdded++
      return { organisationId: writer.addOrganisation(customer.code, customer.name), code: customer.code, name: customer.name, lines: readLines(customer), known: { rows: [], allocations: [] }, dueOn: byDefault }
    }
    if (organisation.isCustomer === 0) {
      report.counts.customersUpdated++
      writer.change('organisation', organisation.id, { is_customer: 1 })
    }
    const term = organisation.paymentTerm === null ? null : parsePaymentTerm(organisation.paymentTerm)
    return { organisationId: organisation.id, code: customer.code, name: organisation.name, lines: readLines(customer), known: readKnown(organisation.id), dueOn: term ? dueDateOf(term) : byDefault }
  }
}

function dueDateOf(term: PaymentTerm): (invoicedOn: LocalDate) => LocalDate {
  const known = new Map<LocalDate, LocalDate>()
  return (invoicedOn) => {
    let date = known.get(invoicedOn)
    if (date === undefined) known.set(invoicedOn, date = dueOn(invoicedOn, term))
    return date
  }
}

/** Customers with open due dates of earlier ledgers and no line in this one. */
function settleCustomersGone(sql: Sql, visited: Set<number>, context: LedgerContext): void {
  const open = sql.prepare(`SELECT organisation_id FROM due_date WHERE open_cents <> 0 AND source_key GLOB 'fec*' AND import_id <> :id UNION SELECT organisation_id FROM payment WHERE unallocated_cents > 0 AND source_key GLOB 'fec*' AND import_id <> :id`)
    .pluck().all({ id: context.writer.importId }) as number[]
  const readKnown = knownLedgerReader(sql)
  const nameOf = sql.prepare('SELECT name FROM organisation WHERE id = ?').pluck()
  for (const id of open) {
    if (visited.has(id)) continue
    for (const row of readKnown(id).rows) settleAbsent(row, nameOf.get(id) as string, context)
  }
}

/** What the rows this import added leave open, read back from the database. */
function readWrittenCents(sql: Sql, importId: number): number {
  return sql.prepare('SELECT (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE import_id = :importId) - (SELECT coalesce(sum(unallocated_cents), 0) FROM payment WHERE import_id = :importId)').pluck().get({ importId }) as number
}
