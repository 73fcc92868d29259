import type { Instant, LocalDate } from '../../shared/date.ts'
import type { InvoiceKind, PaymentMethod } from '../../shared/receivables/receivable-contract.ts'
import { normalise, normaliseNumber } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { BulkInsert } from './bulk-insert.ts'

export interface NewInvoice { organisationId: number; kind: InvoiceKind; number: string; warrantyNumber: string; invoicedOn: LocalDate; label: string; line: number }
export interface NewDueDate { invoiceId: number; organisationId: number; dueOn: LocalDate; amountCents: number; settledCents: number; openCents: number; level: number; remindedOn: LocalDate | null; sourceKey: string }
export interface NewPayment { organisationId: number; paidOn: LocalDate; amountCents: number; settledCents: number; unallocatedCents: number; method: PaymentMethod; reference: string; label: string; sourceKey: string; line: number }

/** Writes an import's rows inside its transaction, each bearing the import's id, and keeps the rows it changes as they were. */
export class ImportWriter {
  readonly importId: number
  readonly now: Instant
  private readonly sql: Sql
  private readonly next: Record<'organisation' | 'invoice' | 'due_date' | 'payment', number>
  private readonly organisations: BulkInsert
  private readonly invoices: BulkInsert
  private readonly dueDates: BulkInsert
  private readonly payments: BulkInsert
  private readonly allocations: BulkInsert
  private readonly changes: BulkInsert
  private readonly changed = new Set<string>()

  constructor(sql: Sql, importId: number, now: Instant) {
    this.sql = sql
    this.importId = importId
    this.now = now
    // beyond every id ever given, also those of rows since removed
    const nextId = (table: string): number => (sql.prepare('SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = ?').pluck().get(table) as number)
    this.next = { organisation: nextId('organisation'), invoice: nextId('invoice'), due_date: nextId('due_date'), payment: nextId('payment') }
    const stamp = { import_id: importId, updated_at: now }
    this.organisations = new BulkInsert(sql, 'organisation', ['id', 'code', 'name', 'name_norm'], { ...stamp, is_customer: 1 })
    this.invoices = new BulkInsert(sql, 'invoice', ['id', 'organisation_id', 'kind', 'number', 'number_norm', 'warranty_number', 'warranty_number_norm', 'invoiced_on', 'label', 'source_line'], stamp, [this.organisations])
    this.dueDates = new BulkInsert(sql, 'due_date', ['id', 'invoice_id', 'organisation_id', 'due_on', 'amount_cents', 'settled_by_source_cents', 'open_cents', 'reminder_level', 'reminded_on', 'source_key'], stamp, [this.invoices])
    this.payments = new BulkInsert(sql, 'payment', ['id', 'organisation_id', 'paid_on', 'amount_cents', 'settled_by_source_cents', 'unallocated_cents', 'method', 'reference', 'label', 'source_key', 'source_line'], stamp, [this.organisations])
    this.allocations = new BulkInsert(sql, 'allocation', ['due_date_id', 'payment_id', 'credit_due_date_id', 'amount_cents'], { import_id: importId }, [this.dueDates, this.payments])
    this.changes = new BulkInsert(sql, 'import_change', ['seq', 'table_name', 'row_id', 'before'], { import_id: importId })
  }

  addOrganisation(code: string, name: string): number {
    this.organisations.add(this.next.organisation, code, name, normalise(name))
    return this.next.organisation++
  }

  addInvoice({ organisationId, kind, number, warrantyNumber, invoicedOn, label, line }: NewInvoice): number {
    this.invoices.add(this.next.invoice, organisationId, kind, number, normaliseNumber(number), warrantyNumber, normaliseNumber(warrantyNumber), invoicedOn, label, line)
    return this.next.invoice++
  }

  addDueDate({ invoiceId, organisationId, dueOn, amountCents, settledCents, openCents, level, remindedOn, sourceKey }: NewDueDate): number {
    this.dueDates.add(this.next.due_date, invoiceId, organisationId, dueOn, amountCents, settledCents, openCents, level, remindedOn, sourceKey)
    return this.next.due_date++
  }

  addPayment({ organisationId, paidOn, amountCents, settledCents, unallocatedCents, method, reference, label, sourceKey, line }: NewPayment): number {
    this.payments.add(this.next.payment, organisationId, paidOn, amountCents, settledCents, unallocatedCents, method, reference, label, sourceKey, line)
    return this.next.payment++
  }

  addAllocation(dueDateId: number, credit: { paymentId: number } | { creditDueDateId: number }, amountCents: number): void {
    this.allocations.add(dueDateId, 'paymentId' in credit ? credit.paymentId : null, 'creditDueDateId' in credit ? credit.creditDueDateId : null, amountCents)
  }

  /** Changes columns of an existing row, after keeping it as it was. */
  change(table: 'organisation' | 'invoice' | 'due_date' | 'payment', id: number, values: Record<string, string | number | null>): void {
    this.keep(table, id)
    const changed = { ...values, updated_at: this.now }
    this.sql.prepare(`UPDATE ${table} SET ${Object.keys(changed).map((column) => `${column} = :${column}`).join(', ')} WHERE id = :id`).run({ ...changed, id })
  }

  /** Removes an allocation of an earlier import, after keeping it. */
  removeAllocation(id: number): void {
    this.keep('allocation', id)
    this.sql.prepare('DELETE FROM allocation WHERE id = ?').run(id)
  }

  /** Keeps a row as it is now for « Annuler l'import »; a second call for the same row does nothing. */
  keep(table: 'organisation' | 'invoice' | 'due_date' | 'payment' | 'allocation', id: number): void {
    if (this.changed.has(`${table} ${id}`)) return
    this.changed.add(`${table} ${id}`)
    const row = this.sql.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id)
    this.changes.add(this.changed.size, table, id, JSON.stringify(row))
  }

  /** The addresses of an organisation as one kept value: they have no id of their own. */
  keepAddresses(organisationId: number): void {
    if (this.changed.has(`address ${organisationId}`)) return
    this.changed.add(`address ${organisationId}`)
    const rows = this.sql.prepare('SELECT * FROM address WHERE organisation_id = ? ORDER BY kind').all(organisationId)
    this.changes.add(this.changed.size, 'address', organisationId, JSON.stringify(rows))
  }

  /** Remembers how this source's columns are to be read next time. */
  saveMapping(sourceKey: string, options: unknown): void {
    const before = this.sql.prepare('SELECT * FROM import_mapping WHERE source_key = ?').get(sourceKey)
    this.changed.add('import_mapping')
    this.changes.add(this.changed.size, 'import_mapping', 0, JSON.stringify(before ?? { source_key: sourceKey }))
    this.sql.prepare(`INSERT INTO import_mapping (source_key, options, updated_at) VALUES (?, ?, ?) ON CONFLICT (source_key) DO UPDATE SET options = excluded.options, updated_at = excluded.updated_at`)
      .run(sourceKey, JSON.stringify(options), this.now)
  }

  /** Everything still collected goes to the database. */
  flush(): void {
    for (const bulk of [this.organisations, this.invoices, this.dueDates, this.payments, this.allocations, this.changes]) bulk.flush()
  }

  flushOrganisations(): void {
    this.organisations.flush()
  }
}
