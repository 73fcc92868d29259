import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { PostalAddress } from '../../shared/dossiers/dossier-contract.ts'
import type { ErrorDetails } from '../../shared/errors.ts'
import { codeFromName } from '../../shared/imports/list-rules.ts'
import type { Sql } from '../db/database.ts'
import { finishBatch, insertBatch, inTransaction, readDefaultTerm } from './import-repository.ts'
import { ImportRows } from './import-rows.ts'
import { ImportWriter, readNextIds } from './import-writer.ts'
import { listKey } from './known-list.ts'
import { ReportBuilder } from './report-builder.ts'

/**
 * What electronic invoices bring is known to later ledgers and lists as what a list brought is: recognised by number, day and amount, and asked about when a ledger
 * of its period does not name it.
 */
const INVOICE_SOURCE = 'list-einvoices'

interface CustomerTexts { siren: string; siret: string; vatNumber: string; phone: string; email: string; address: PostalAddress }
interface InvoiceRecord { customerId: number; kind: 'invoice' | 'credit-note'; number: string; invoicedOn: LocalDate; servicedOn: LocalDate | null }
/** With the sign of its kind */
interface DueDateRecord { dueOn: LocalDate; amountCents: number; settledCents: number }

/** Imports of another slice, written as those of this one are: one batch in one transaction, taken back by « Annuler l'import ». */
export function importJournal(sql: Sql) {
  return {
    defaultTerm: () => readDefaultTerm(sql),
    /** Runs `work` in one transaction, rolled back for a preview. The batch is there from the first call to `begin`: work that finds nothing to do leaves none. */
    write: <T>(isCommitted: boolean, work: (begin: () => JournalEntry) => T, batch: { fileName: string; sha256: string }): T => inTransaction(sql, isCommitted, () => {
      let entry: JournalEntry | null = null
      const result = work(() => (entry ??= new JournalEntry(sql, batch)))
      ;(entry as JournalEntry | null)?.finish()
      return result
    }),
  }
}

class JournalEntry {
  readonly importId: number
  readonly #sql: Sql
  readonly #batch: { fileName: string; sha256: string }
  readonly #writer: ImportWriter
  readonly #rows: ImportRows
  readonly #report = new ReportBuilder()

  constructor(sql: Sql, batch: { fileName: string; sha256: string }) {
    const now = systemNow()
    this.#sql = sql
    this.#batch = batch
    this.importId = insertBatch(sql, { ...batch, kind: 'einvoices', sourceKey: INVOICE_SOURCE, coveredFrom: null, coveredTo: null, openedOn: null, now })
    this.#writer = new ImportWriter(sql, this.importId, now)
    this.#rows = new ImportRows(readNextIds(sql), (block) => this.#writer.write(block))
  }

  /** A new customer, under the code wanted if nobody has it, else one made of his name. */
  addCustomer(name: string, wantedCode: string, { siren, siret, vatNumber, phone, email, address }: CustomerTexts): number {
    const isTaken = (code: string): boolean => this.#sql.prepare('SELECT EXISTS (SELECT 1 FROM organisation WHERE code = ?)').pluck().get(code) === 1
    const code = wantedCode !== '' && !isTaken(wantedCode) ? wantedCode : codeFromName(name, isTaken)
    const id = this.#rows.addOrganisation(code, name)
    this.#rows.flush()
    this.#sql.prepare('UPDATE organisation SET siren = ?, siret = ?, vat_number = ?, phone1 = ?, email1 = ? WHERE id = ?').run(siren, siret, vatNumber, phone, email, id)
    this.#sql.prepare(`INSERT INTO address (organisation_id, kind, line1, line2, line3, postcode, city, country_code) VALUES (:id, 'main', :line1, :line2, :line3, :postcode, :city, :countryCode)`).run({ ...address, id })
    this.#report.counts.customersAdded++
    return id
  }

  /** Fills in numbers a customer has none of: the next invoice finds him by them. */
  completeCustomer(id: number, { siren, siret, vatNumber }: Pick<CustomerTexts, 'siren' | 'siret' | 'vatNumber'>): void {
    const before = this.#sql.prepare('SELECT siren, siret, vat_number FROM organisation WHERE id = ?').get(id) as Record<string, string>
    const values = Object.fromEntries(Object.entries({ siren, siret, vat_number: vatNumber }).filter(([column, value]) => value !== '' && before[column] === ''))
    if (Object.keys(values).length === 0) return
    this.#writer.change('organisation', id, values)
    this.#report.counts.customersUpdated++
  }

  makeCustomer(id: number): void {
    this.#writer.change('organisation', id, { is_customer: 1 })
  }

  addInvoice({ customerId, kind, number, invoicedOn, servicedOn }: InvoiceRecord, dueDates: readonly DueDateRecord[]): number {
    const id = this.#rows.addInvoice({ organisationId: customerId, kind, number, invoicedOn, label: '', line: 1, list: { warrantyNumber: '', isDayAssumed: false } })
    for (const { dueOn, amountCents, settledCents } of dueDates) {
      const openCents = amountCents - settledCents
      this.#rows.addDueDate({ invoiceId: id, organisationId: customerId, dueOn, amountCents, settledCents, openCents, sourceKey: listKey(INVOICE_SOURCE, number, dueOn, amountCents) })
      this.#report.counts.dueDatesAdded++
      this.#report.openCents += openCents
    }
    this.#rows.flush()
    // told by no line of a list: the file is one invoice
    this.#sql.prepare('UPDATE invoice SET source_line = NULL, serviced_on = ? WHERE id = ?').run(servicedOn, id)
    this.#sql.prepare('UPDATE due_date SET prepaid_cents = settled_by_source_cents WHERE invoice_id = ?').run(id)
    this.#report.counts[kind === 'credit-note' ? 'creditNotesAdded' : 'invoicesAdded']++
    return id
  }

  /** Settles what is left of an invoice, as its source would have. */
  settle(invoiceId: number): void {
    const rows = this.#sql.prepare('SELECT id, settled_by_source_cents AS settledCents, open_cents AS openCents FROM due_date WHERE invoice_id = ? AND open_cents <> 0').all(invoiceId) as { id: number; settledCents: number; openCents: number }[]
    for (const { id, settledCents, openCents } of rows) {
      this.#writer.change('due_date', id, { settled_by_source_cents: settledCents + openCents, open_cents: 0 })
      this.#report.counts.dueDatesSettled++
    }
  }

  warn(file: string, warningKey: string, details: ErrorDetails): void {
    this.#report.warn('einvoice', 0, { ...details, file, warningKey })
  }

  finish(): void {
    const { counts } = this.#report
    counts.lines = counts.invoicesAdded + counts.creditNotesAdded
    this.#report.shownCents = this.#report.openCents
    finishBatch(this.#sql, this.#report.build(this.importId, 'einvoices', this.#batch.fileName))
  }
}
