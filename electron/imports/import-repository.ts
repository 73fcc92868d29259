import { AppError } from '../../shared/errors.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import type { ImportCounts, ImportReport, SourceKind } from '../../shared/imports/import-contract.ts'
import { codeFromName } from '../../shared/imports/list-rules.ts'
import type { Cents } from '../../shared/money.ts'
import { DEFAULT_PAYMENT_TERM, parsePaymentTerm, type PaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import { normalise, normaliseNumber } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'

export interface NewBatch { kind: SourceKind; fileName: string; sha256: string; sourceKey: string; coveredFrom: LocalDate | null; coveredTo: LocalDate | null; openedOn: LocalDate | null; now: Instant }

export interface Batch { id: number; kind: SourceKind; fileName: string; sourceKey: string; appliedAt: string; undoneAt: string | null; counts: ImportCounts; openCents: Cents; warningCount: number; coveredFrom: LocalDate | null; coveredTo: LocalDate | null; openedOn: LocalDate | null }

const COLUMNS = `id, kind, file_name AS fileName, source_key AS sourceKey, applied_at AS appliedAt, undone_at AS undoneAt, open_cents AS openCents, covered_from AS coveredFrom, covered_to AS coveredTo, opened_on AS openedOn,
  report ->> 'counts' AS counts, report ->> 'warningCount' AS warningCount`

export function insertBatch(sql: Sql, { kind, fileName, sha256, sourceKey, coveredFrom, coveredTo, openedOn, now }: NewBatch): number {
  return Number(sql.prepare(`INSERT INTO import_batch (kind, file_name, sha256, source_key, covered_from, covered_to, opened_on, applied_at, open_cents, report)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '')`).run(kind, fileName, sha256, sourceKey, coveredFrom, coveredTo, openedOn, now).lastInsertRowid)
}

export function finishBatch(sql: Sql, report: ImportReport): void {
  sql.prepare('UPDATE import_batch SET open_cents = ?, report = ? WHERE id = ?').run(report.openCents, JSON.stringify(report), report.importId)
}

/** Newest first. */
export function readBatches(sql: Sql): Batch[] {
  return (sql.prepare(`SELECT ${COLUMNS} FROM import_batch ORDER BY id DESC`).all() as (Omit<Batch, 'counts'> & { counts: string })[]).map((batch) => ({ ...batch, counts: JSON.parse(batch.counts) as ImportCounts }))
}

/** The import of the same bytes that is still applied. */
export function readAppliedReport(sql: Sql, sha256: string): ImportReport | null {
  const report = sql.prepare('SELECT report FROM import_batch WHERE sha256 = ? AND undone_at IS NULL ORDER BY id DESC').pluck().get(sha256) as string | undefined
  return report === undefined ? null : JSON.parse(report) as ImportReport
}

export function readReport(sql: Sql, id: number): ImportReport {
  const report = sql.prepare('SELECT report FROM import_batch WHERE id = ?').pluck().get(id) as string | undefined
  if (report === undefined) throw new AppError('import.unknown', { id })
  return JSON.parse(report) as ImportReport
}

/** The dossier's terms, for customers without their own. */
export function readDefaultTerm(sql: Sql): PaymentTerm {
  const text = sql.prepare('SELECT default_payment_term FROM company').pluck().get() as string | undefined
  return (text === undefined ? null : parsePaymentTerm(text)) ?? DEFAULT_PAYMENT_TERM
}

export interface KnownOrganisation { id: number; isCustomer: number; paymentTerm: string | null; name: string }

export function organisationFinder(sql: Sql): (code: string) => KnownOrganisation | undefined {
  const find = sql.prepare('SELECT id, is_customer AS isCustomer, payment_term AS paymentTerm, name FROM organisation WHERE code = ?')
  return (code) => find.get(code) as KnownOrganisation | undefined
}

/** Whether a customer has a document of that number. */
export function numberFinder(sql: Sql): (organisationId: number, number: string) => boolean {
  const find = sql.prepare('SELECT EXISTS (SELECT 1 FROM invoice WHERE number_norm = ? AND organisation_id = ?)').pluck()
  return (organisationId, number) => find.get(normaliseNumber(number), organisationId) === 1
}

/**
 * Customers that lists know by name alone, whose code was made from it, and no ledger knows yet: the ledger's customer of that name is the same one, and gives the code.
 * A name that several have, in the dossier or in the ledger, tells nothing.
 */
export function listedCustomerFinder(sql: Sql, inLedger: { name: string }[]): (customer: { name: string }) => KnownOrganisation | undefined {
  const uses = new Map<string, number>()
  for (const { name } of inLedger) uses.set(normalise(name), (uses.get(normalise(name)) ?? 0) + 1)
  const found = new Map<string, KnownOrganisation>()
  const organisations = sql.prepare(`SELECT id, is_customer AS isCustomer, payment_term AS paymentTerm, name, code, name_norm AS nameNorm,
    EXISTS (SELECT 1 FROM due_date d WHERE d.organisation_id = o.id AND d.source_key GLOB 'list-*') AND NOT EXISTS (SELECT 1 FROM due_date d WHERE d.organisation_id = o.id AND d.source_key GLOB 'fec*')
    AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.organisation_id = o.id AND p.source_key GLOB 'fec*') AS isListed FROM organisation o WHERE is_customer = 1`)
  const inDossier = new Map<string, number>()
  for (const { code, nameNorm, isListed, ...organisation } of organisations.iterate() as IterableIterator<KnownOrganisation & { code: string; nameNorm: string; isListed: number }>) {
    inDossier.set(nameNorm, (inDossier.get(nameNorm) ?? 0) + 1)
    if (isListed === 1 && code.startsWith(codeFromName(organisation.name, () => false))) found.set(nameNorm, organisation)
  }
  return ({ name }) => (uses.get(normalise(name)) === 1 && inDossier.get(normalise(name)) === 1 ? found.get(normalise(name)) : undefined)
}

/** Negative: kibibytes, as SQLite has it */
const IMPORT_CACHE_KB = -4096

/** Every index reads a whole table and sorts what it has read. */
const INDEXING_CACHE_KB = -8_192

/**
 * Runs `work` in one transaction that takes the write lock first, and commits or, for a preview, rolls back what it wrote.
 * A full disk becomes AppError('import.disk-full'), with the dossier as it was.
 */
export function inTransaction<T>(sql: Sql, isCommitted: boolean, work: () => T): T {
  const cacheSize = sql.pragma('cache_size', { simple: true }) as number
  try {
    // rows are appended: a large cache would only hold pages that are not needed again
    sql.pragma(`cache_size = ${IMPORT_CACHE_KB}`)
    sql.exec('BEGIN IMMEDIATE')
    const result = work()
    sql.exec(isCommitted ? 'COMMIT' : 'ROLLBACK')
    return result
  } catch (error) {
    if (sql.inTransaction) sql.exec('ROLLBACK')
    if (isDiskFull(error)) throw new AppError('import.disk-full')
    throw error
  } finally {
    sql.pragma(`cache_size = ${cacheSize}`)
  }
}

export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return code === 'ENOSPC' || (typeof code === 'string' && (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_WRITE'))
}

/**
 * `inTransaction` for a ledger. Into a dossier without invoices and payments, what SQLite keeps row by row costs less done once over all rows:
 * the indexes of the large tables are built, and the references between rows checked, before the transaction ends. Its rows go straight to the end of
 * the file, which is cut off there should the transaction not end (a rollback journal), instead of to the log file first and to the file again.
 */
export function inBulkTransaction<T>(sql: Sql, isCommitted: boolean, work: () => T): T {
  const isEmpty = sql.prepare('SELECT NOT EXISTS (SELECT 1 FROM invoice) AND NOT EXISTS (SELECT 1 FROM payment)').pluck().get() === 1
  if (!isEmpty) return inTransaction(sql, isCommitted, work)
  try {
    // SQLite takes no notice of these inside a transaction
    sql.pragma('foreign_keys = OFF')
    if (isCommitted) sql.pragma('journal_mode = DELETE')
    return inTransaction(sql, isCommitted, () => {
      const indexes = sql.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('invoice', 'due_date', 'payment', 'allocation')`).all() as { name: string; sql: string }[]
      for (const { name } of indexes) sql.exec(`DROP INDEX "${name}"`)
      const result = work()
      sql.pragma(`cache_size = ${INDEXING_CACHE_KB}`)
      for (const index of indexes) sql.exec(index.sql)
      if ((sql.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('the import refers to rows that are not there')
      return result
    })
  } finally {
    sql.pragma('foreign_keys = ON')
    backToLog(sql)
  }
}

/**
 * What is imported is committed by now, and no failure here may say otherwise: a disk without room for the log file, or an antivirus that holds it, leaves
 * the dossier without one until it is opened again, which is slower and as safe.
 */
function backToLog(sql: Sql): void {
  try {
    sql.pragma('journal_mode = WAL')
  } catch {
    // the next opening asks for it anyway
  }
}
