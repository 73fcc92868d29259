import type { CallContext } from '../../shared/call.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { lookElsewhere, type Elsewhere, type FoundLine } from '../../shared/imports/elsewhere-rules.ts'
import type { ImportOptions, ImportReport } from '../../shared/imports/import-contract.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { tellUnconfirmed } from './bank-payments.ts'
import { foreignSiren, LEDGER_SOURCE, rememberOptions } from './fec-options.ts'
import type { FecSummary } from './fec-parser.ts'
import { finishBatch, insertBatch, listedCustomerFinder, numberFinder, organisationFinder, readBatches, readDefaultTerm, type Batch } from './import-repository.ts'
import { OpenQuestion } from './import-question.ts'
import { ImportRows } from './import-rows.ts'
import { ImportWriter, readNextIds } from './import-writer.ts'
import { knownLedgerReader } from './known-rows.ts'
import { doesNotAddUp, type LedgerAccount, type LedgerBasis, type LotAnswer } from './ledger-calculation.ts'
import type { FecCustomer } from './ledger-spool.ts'
import { absentQuestion, answersOf, readDossierBalance, type OpenListedInvoice } from './listed-invoices.ts'
import { ReportBuilder } from './report-builder.ts'
import type { FileFacts } from './text-file.ts'

/** Where a ledger that has been read is worked out while its rows are written: answers come in the order of the lots. */
export interface LedgerCalculator {
  begin(basis: LedgerBasis): void
  ask(lot: LedgerAccount[]): void
  /** Waits for the next answer; throws AppError when there will be none. */
  take(): LotAnswer
}

export interface LedgerImport { facts: FileFacts; summary: FecSummary; customers: FecCustomer[]; listed: readonly OpenListedInvoice[]; options: ImportOptions; now: Instant }

/** Customers of a lot: few enough for two lots to be held, and for progress and « Annuler » between them. */
const LOT_CUSTOMERS = 50

/** Writes a ledger that has been read, lot by lot, in the caller's transaction. Throws AppError('import.does-not-add-up') rather than leave a balance that is not the file's. */
export function applyLedger(sql: Sql, ledger: LedgerImport, calculator: LedgerCalculator, progress: CallContext): ImportReport {
  const { facts, summary, customers, listed, options, now } = ledger
  const report = new ReportBuilder()
  report.counts.lines = summary.lines
  const batches = readBatches(sql).filter(({ undoneAt }) => undoneAt === null)
  const earlier = batches.filter(({ kind }) => kind === 'fec')
  const hasEarlier = sql.prepare('SELECT EXISTS (SELECT 1 FROM invoice) OR EXISTS (SELECT 1 FROM payment)').pluck().get() === 1
  const importId = insertBatch(sql, { kind: 'fec', fileName: facts.fileName, sha256: facts.sha256, sourceKey: LEDGER_SOURCE, coveredFrom: summary.firstDate, coveredTo: summary.lastDate, openedOn: summary.openedOn, now })
  const writer = new ImportWriter(sql, importId, now)
  const elsewhere = moveListed(sql, ledger, earlier, writer, report)
  const basis = basisOf(sql, ledger, earlier)
  const foreign = foreignSiren(sql, facts.fileName)
  if (foreign) report.warn('other-company', 0, foreign)
  if (facts.oddWord !== null) report.warn('encoding-doubtful', 0, { word: facts.oddWord })
  warnOfFile(summary, basis, report)
  let addedCents = 0
  const takeLot = (): void => {
    for (let answer = calculator.take(); ; answer = calculator.take()) {
      if (answer.type === 'block') writer.write(answer.block)
      else {
        report.add(answer.report)
        addedCents += answer.addedCents
        return
      }
    }
  }
  calculator.begin(basis)
  let asked = 0
  let customersAsked = 0
  // one lot is worked out while another is written
  for (const lot of lotsOf(sql, ledger, batches.some(({ kind }) => kind !== 'customers'), writer, report)) {
    calculator.ask(lot)
    customersAsked += lot.length
    if (++asked > 1) takeLot()
    progress.progress({ phase: 'imports.writing', done: Math.min(customersAsked, customers.length), total: customers.length })
    progress.throwIfCancelled()
  }
  if (asked > 0) takeLot()
  const missing = new Map<number, number>()
  for (const { invoiceId, openCents } of report.missing) missing.set(invoiceId, (missing.get(invoiceId) ?? 0) + openCents)
  if (missing.size > 0) throw new OpenQuestion(absentQuestion('settle-listed', missing, listed, elsewhere))
  rememberOptions(sql, writer, options)
  if (report.openCents !== summary.openCents) throw doesNotAddUp(facts.fileName, summary.openCents, report.openCents)
  const writtenCents = readWrittenCents(sql, importId)
  if (writtenCents !== addedCents) throw doesNotAddUp(facts.fileName, addedCents, writtenCents)
  if (report.undatedOpenings > 0) report.warn('undated-openings', 0, { count: report.undatedOpenings })
  if (report.listedFound > 0) report.warn('listed-found', 0, { count: report.listedFound })
  if (report.unallocatedCents > 0) report.warn('unallocated-credits', 0, { cents: report.unallocatedCents })
  // a file older than what is known says nothing of payments
  if (!isOlder(earlier, summary.lastDate)) tellUnconfirmed(sql, summary, report)
  if (report.shownCents !== report.openCents) report.warn('known-otherwise', 0, { cents: report.openCents - report.shownCents })
  report.besideCents = hasEarlier ? readDossierBalance(sql) - report.shownCents : 0
  const result = report.build(importId, 'fec', facts.fileName)
  finishBatch(sql, result)
  return result
}

/** Listed invoices that the ledger has with another customer: those recognised beyond doubt become his before his account is looked at, which then finds them as any other. Returns where each was seen. */
function moveListed(sql: Sql, { listed, summary: { found, lastDate }, customers }: LedgerImport, earlier: Batch[], writer: ImportWriter, report: ReportBuilder): Map<number, Elsewhere> {
  // an older file takes nothing from what newer ones have said
  if (found.length === 0 || isOlder(earlier, lastDate)) return new Map()
  const [find, findListed, hasNumber] = [organisationFinder(sql), listedCustomerFinder(sql, customers), numberFinder(sql)]
  const elsewhere = lookElsewhere(listed, found.map((line) => ({ ...line, organisationId: (find(line.code) ?? findListed(line))?.id ?? null })))
  const rows = new ImportRows(readNextIds(sql), (block) => writer.write(block))
  const made = new Map<number, { holder: FoundLine; former: OpenListedInvoice[] }>()
  for (const invoice of listed) {
    const holder = elsewhere.get(invoice.invoiceId)?.sure
    if (!holder || invoice.isTied) continue
    const known = holder.organisationId ?? find(holder.code)?.id ?? null
    if (known !== null && hasNumber(known, invoice.number)) continue
    const organisationId = known ?? rows.addOrganisation(holder.code, holder.name)
    rows.flush()
    if (known === null) {
      report.counts.customersAdded++
      made.set(organisationId, { holder, former: [] })
    }
    made.get(organisationId)?.former.push(invoice)
    writer.moveInvoice(invoice.invoiceId, organisationId)
    const { number, cents, customerName, customerCode } = invoice
    report.warn('found-elsewhere', holder.line, { number, cents, customer: customerName, code: customerCode, holder: holder.name, holderCode: holder.code })
  }
  for (const [organisationId, { holder, former }] of made) takeOverSheet(organisationId, holder, former, writer, report)
  return elsewhere
}

/** An account that this import has made for invoices of lists has the sheet of their customer when it bears his name: profile, language, addresses, how letters leave. Of another name it has none, which is told: it is about to be reminded. */
function takeOverSheet(organisationId: number, holder: FoundLine, former: readonly OpenListedInvoice[], writer: ImportWriter, report: ReportBuilder): void {
  const namesake = former.find(({ customerName }) => normalise(customerName) === normalise(holder.name))
  if (namesake) writer.copySheet(namesake.organisationId, organisationId)
  const { customerName, customerCode } = namesake ?? former[0]!
  report.warn(namesake ? 'sheet-taken-over' : 'sheet-empty', holder.line, { customer: customerName, code: customerCode, holder: holder.name, holderCode: holder.code })
}

const isOlder = (earlier: Batch[], lastDate: LocalDate): boolean => earlier.some(({ coveredTo }) => coveredTo !== null && coveredTo > lastDate)

function basisOf(sql: Sql, { facts, summary, listed, options }: LedgerImport, earlier: Batch[]): LedgerBasis {
  const { firstDate, lastDate, openedOn } = summary
  const newer = earlier.flatMap(({ coveredFrom, coveredTo, openedOn: opened }) => (coveredFrom !== null && coveredTo !== null && coveredTo > lastDate ? [{ coveredFrom, coveredTo, openedOn: opened }] : []))
  return { fileName: facts.fileName, firstDate, lastDate, openedOn, matching: options.matching ?? 'none', isPartialLetteringOpen: options.partialLettering === 'open', absentAnswers: answersOf(listed, options), newer, defaultTerm: options.paymentTerm ?? readDefaultTerm(sql), nextIds: readNextIds(sql) }
}

function warnOfFile(summary: FecSummary, basis: LedgerBasis, report: ReportBuilder): void {
  if (basis.isPartialLetteringOpen && summary.partialLetterings.count > 0) report.warn('partial-lettering', 0, summary.partialLetterings)
  if (summary.letteredLines === 0) report.warn('no-lettering', 0)
  if (basis.newer.length > 0) report.warn('older-file', 0, { to: summary.lastDate })
  if (summary.unbalanced) report.warn('unbalanced-entries', summary.unbalanced.first.line, { count: summary.unbalanced.count })
}

/** The customers of the file, then those with open due dates of earlier imports and no line in this one. */
function* lotsOf(sql: Sql, { customers, facts }: LedgerImport, hasEarlier: boolean, writer: ImportWriter, report: ReportBuilder): Generator<LedgerAccount[]> {
  const find = organisationFinder(sql)
  const findListed = hasEarlier ? listedCustomerFinder(sql, customers) : () => undefined
  const readKnown = knownLedgerReader(sql)
  const visited = new Set<number>()
  const accountOf = (customer: FecCustomer): LedgerAccount => {
    const listed = find(customer.code) ? undefined : findListed(customer)
    const organisation = listed ?? find(customer.code)
    if (!organisation) return { inFile: customer, inDossier: null }
    const { id, name, paymentTerm, isCustomer } = organisation
    if (isCustomer === 0 && normalise(name) !== normalise(customer.name)) throw new AppError('import.maker-code', { file: facts.fileName, value: customer.code, maker: name, customer: customer.name })
    visited.add(id)
    if (isCustomer === 0 || listed) {
      report.counts.customersUpdated++
      writer.change('organisation', id, listed ? { code: customer.code } : { is_customer: 1 })
    }
    return { inFile: customer, inDossier: { id, name, paymentTerm, known: readKnown(id) } }
  }
  for (let first = 0; first < customers.length; first += LOT_CUSTOMERS) yield customers.slice(first, first + LOT_CUSTOMERS).map(accountOf)
  if (!hasEarlier) return
  const gone = readOpenCustomers(sql, writer.importId).filter(({ id }) => !visited.has(id))
  for (let first = 0; first < gone.length; first += LOT_CUSTOMERS) {
    yield gone.slice(first, first + LOT_CUSTOMERS).map(({ id, name }) => ({ inFile: null, inDossier: { id, name, paymentTerm: null, known: readKnown(id) } }))
  }
}

/** Customers with something open from ledgers or lists before this import. */
function readOpenCustomers(sql: Sql, importId: number): { id: number; name: string }[] {
  return sql.prepare(`SELECT id, name FROM organisation WHERE id IN (
    SELECT organisation_id FROM due_date WHERE open_cents <> 0 AND (source_key GLOB 'fec*' OR source_key GLOB 'list-*') AND import_id <> :importId
    UNION SELECT organisation_id FROM payment WHERE unallocated_cents > 0 AND source_key GLOB 'fec*' AND import_id IS NOT :importId) ORDER BY id`).all({ importId }) as { id: number; name: string }[]
}

/** What the rows this import added leave open, read back from the database. */
function readWrittenCents(sql: Sql, importId: number): number {
  return sql.prepare('SELECT (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE import_id = :importId) - (SELECT coalesce(sum(unallocated_cents), 0) FROM payment WHERE import_id = :importId)').pluck().get({ importId }) as number
}
