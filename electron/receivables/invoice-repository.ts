import { systemNow, type LocalDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { MAX_LISTED_DUE_DATES, MAX_LISTED_INVOICES, type CustomerDueDate, type DueDate, type Invoice, type InvoiceKind, type InvoiceListRow, type InvoiceRow } from '../../shared/receivables/receivable-contract.ts'
import { normalise, normaliseNumber } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'

type InvoiceRecord = Omit<Invoice, 'dueDates' | 'settlements' | 'origin' | 'isImported' | 'id'> & { id: number; importId: number | null; sourceLine: number | null; fileName: string | null }
/** A due date with what has been allocated on it (for a credit note: taken from it), in cents. */
export type StoredDueDate = DueDate & { id: number; allocatedCents: number }
export type StoredInvoice = Omit<Invoice, 'dueDates'> & { id: number; dueDates: StoredDueDate[] }

export function readInvoice(sql: Sql, id: number): StoredInvoice | null {
  const record = sql.prepare(`SELECT i.id, i.organisation_id AS customerId, o.code AS customerCode, o.name AS customerName, i.kind, i.number, i.warranty_number AS warrantyNumber, i.invoiced_on AS invoicedOn,
      i.serviced_on AS servicedOn, i.label, i.note, i.import_id AS importId, i.source_line AS sourceLine, b.file_name AS fileName
    FROM invoice i JOIN organisation o ON o.id = i.organisation_id LEFT JOIN import_batch b ON b.id = i.import_id WHERE i.id = ?`).get(id) as InvoiceRecord | undefined
  if (!record) return null
  const { importId, sourceLine, fileName, ...invoice } = record
  return { ...invoice, dueDates: readDueDates(sql, id), settlements: readSettlements(sql, id, invoice.kind), origin: originOf(fileName, sourceLine), isImported: importId !== null }
}

function originOf(fileName: string | null, line: number | null): string {
  if (fileName === null) return ''
  return line === null ? fileName : translate('fr', 'receivables.origin', { file: fileName, line })
}

function readDueDates(sql: Sql, invoiceId: number): StoredDueDate[] {
  return sql.prepare(`SELECT d.id, d.due_on AS dueOn, d.amount_cents AS amountCents, d.open_cents AS openCents, d.settled_by_source_cents AS settledBySourceCents, d.reminder_level AS level,
      d.reminded_on AS remindedOn, d.note,
      (SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE due_date_id = d.id) - (SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE credit_due_date_id = d.id) AS allocatedCents
    FROM due_date d WHERE d.invoice_id = ? ORDER BY d.due_on, d.id`).all(invoiceId) as StoredDueDate[]
}

function readSettlements(sql: Sql, invoiceId: number, kind: InvoiceKind): Invoice['settlements'] {
  const isCredit = kind === 'credit-note'
  return sql.prepare(`SELECT a.id AS allocationId, a.due_date_id AS dueDateId, a.payment_id AS paymentId, credit.invoice_id AS creditNoteId, coalesce(p.paid_on, note.invoiced_on) AS "on",
      ${isCredit ? 'invoice.number' : `coalesce(nullif(p.reference, ''), p.label, note.number)`} AS label, a.amount_cents AS amountCents
    FROM allocation a JOIN due_date d ON d.id = a.due_date_id JOIN invoice ON invoice.id = d.invoice_id LEFT JOIN payment p ON p.id = a.payment_id
      LEFT JOIN due_date credit ON credit.id = a.credit_due_date_id LEFT JOIN invoice note ON note.id = credit.invoice_id
    WHERE ${isCredit ? 'credit.invoice_id' : 'd.invoice_id'} = ? ORDER BY "on", a.id`).all(invoiceId) as Invoice['settlements']
}

/** Newest first. */
export function readInvoiceRows(sql: Sql, customerId: number, onlyOpen: boolean): InvoiceRow[] {
  return sql.prepare(`SELECT i.id, i.kind, i.number, i.warranty_number AS warrantyNumber, i.invoiced_on AS invoicedOn, max(d.due_on) AS lastDueOn, sum(d.amount_cents) AS totalCents, sum(d.open_cents) AS openCents,
      i.label, max(d.reminder_level) AS level
    FROM invoice i JOIN due_date d ON d.invoice_id = i.id WHERE i.organisation_id = :customerId GROUP BY i.id HAVING :all OR sum(abs(d.open_cents)) > 0 ORDER BY i.invoiced_on DESC, i.id DESC`)
    .all({ customerId, all: onlyOpen ? 0 : 1 }) as InvoiceRow[]
}

/** The latest entered first. The rows are chosen before their due dates are summed: only those shown are. */
export function findInvoices(sql: Sql, search: string, onlyOpen: boolean): InvoiceListRow[] {
  return sql.prepare(`WITH found AS (
      SELECT i.id, o.code AS customerCode, o.name AS customerName FROM invoice i JOIN organisation o ON o.id = i.organisation_id
      WHERE (:all OR EXISTS (SELECT 1 FROM due_date WHERE invoice_id = i.id AND open_cents <> 0))
        AND (:text = '' OR instr(i.number_norm, :number) > 0 OR instr(i.warranty_number_norm, :number) > 0 OR instr(o.name_norm, :text) > 0 OR instr(lower(o.code), :text) > 0)
      ORDER BY i.id DESC LIMIT ${MAX_LISTED_INVOICES})
    SELECT i.id, i.kind, i.number, i.warranty_number AS warrantyNumber, i.invoiced_on AS invoicedOn, max(d.due_on) AS lastDueOn, sum(d.amount_cents) AS totalCents, sum(d.open_cents) AS openCents,
      i.label, max(d.reminder_level) AS level, found.customerCode, found.customerName
    FROM found JOIN invoice i ON i.id = found.id JOIN due_date d ON d.invoice_id = i.id GROUP BY i.id ORDER BY i.id DESC`)
    .all({ all: onlyOpen ? 0 : 1, text: normalise(search), number: normaliseNumber(search) }) as InvoiceListRow[]
}

/** What is open by age, then what fell due last of the rest: the limit never hides what is unpaid behind what is settled. */
export function readCustomerDueDates(sql: Sql, customerId: number, onlyOpen: boolean): CustomerDueDate[] {
  return sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, i.kind, i.number, i.warranty_number AS warrantyNumber, i.invoiced_on AS invoicedOn, d.due_on AS dueOn, d.amount_cents AS amountCents,
      d.open_cents AS openCents, d.reminder_level AS level, d.reminded_on AS remindedOn, i.label
    FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.organisation_id = :customerId AND (:all OR d.open_cents <> 0) ORDER BY d.open_cents = 0, iif(d.open_cents = 0, NULL, d.due_on), d.due_on DESC, d.id LIMIT ${MAX_LISTED_DUE_DATES}`)
    .all({ customerId, all: onlyOpen ? 0 : 1 }) as CustomerDueDate[]
}

/** Another document of the same kind under that number, and whose it is. Warranty invoices are known by their warranty number. */
export function findSameNumber(sql: Sql, { kind, number, warrantyNumber, id }: Pick<Invoice, 'kind' | 'number' | 'warrantyNumber' | 'id'>): { customerCode: string; invoicedOn: LocalDate } | null {
  const [column, wanted] = kind === 'warranty' ? ['warranty_number_norm', warrantyNumber] as const : ['number_norm', number] as const
  return (sql.prepare(`SELECT o.code AS customerCode, i.invoiced_on AS invoicedOn FROM invoice i JOIN organisation o ON o.id = i.organisation_id
    WHERE i.kind = :kind AND i.${column} = :wanted AND i.id IS NOT :id LIMIT 1`).get({ kind, wanted: normaliseNumber(wanted), id }) as { customerCode: string; invoicedOn: LocalDate } | undefined) ?? null
}

/** Adds the invoice (id null) or rewrites its header. Returns its id. */
export function writeInvoiceHeader(sql: Sql, { id, customerId, kind, number, warrantyNumber, invoicedOn, servicedOn, label, note }: Invoice): number {
  const values = { customerId, kind, number, numberNorm: normaliseNumber(number), warrantyNumber, warrantyNorm: normaliseNumber(warrantyNumber), invoicedOn, servicedOn, label, note, now: systemNow() }
  if (id === null) {
    return Number(sql.prepare(`INSERT INTO invoice (organisation_id, kind, number, number_norm, warranty_number, warranty_number_norm, invoiced_on, serviced_on, label, note, updated_at)
      VALUES (:customerId, :kind, :number, :numberNorm, :warrantyNumber, :warrantyNorm, :invoicedOn, :servicedOn, :label, :note, :now)`).run(values).lastInsertRowid)
  }
  sql.prepare(`UPDATE invoice SET kind = :kind, number = :number, number_norm = :numberNorm, warranty_number = :warrantyNumber, warranty_number_norm = :warrantyNorm, invoiced_on = :invoicedOn, serviced_on = :servicedOn, label = :label,
    note = :note, updated_at = :now WHERE id = :id`).run({ ...values, id })
  return id
}

/** Adds a due date (id null) or rewrites it; `openCents` is the caller's reckoning. */
export function writeDueDate(sql: Sql, invoice: { id: number; customerId: number }, { id, dueOn, amountCents, level, remindedOn, note }: DueDate, openCents: number): void {
  const values = { dueOn, amountCents, openCents, level, remindedOn, note, now: systemNow() }
  if (id === null) {
    sql.prepare(`INSERT INTO due_date (invoice_id, organisation_id, due_on, amount_cents, open_cents, reminder_level, reminded_on, note, updated_at)
      VALUES (:invoiceId, :customerId, :dueOn, :amountCents, :openCents, :level, :remindedOn, :note, :now)`).run({ ...values, invoiceId: invoice.id, customerId: invoice.customerId })
  } else {
    sql.prepare(`UPDATE due_date SET due_on = :dueOn, amount_cents = :amountCents, open_cents = :openCents, reminder_level = :level, reminded_on = :remindedOn, note = :note, updated_at = :now WHERE id = :id`)
      .run({ ...values, id })
  }
}

/** True when a letter names the due date: what was sent stays on record (AMB-10). */
export function isReminded(sql: Sql, dueDateId: number): boolean {
  return sql.prepare(`SELECT EXISTS (SELECT 1 FROM reminder_line WHERE due_date_id = ?)`).pluck().get(dueDateId) === 1
}

/** True when a hold nobody has lifted bears on it: what a person decided is not lost unseen. */
export function isHeld(sql: Sql, on: 'due_date' | 'invoice', id: number): boolean {
  return sql.prepare(`SELECT EXISTS (SELECT 1 FROM hold WHERE ${on}_id = ? AND lifted_at IS NULL)`).pluck().get(id) === 1
}

/** True when an interruption of its prescription was recorded. */
export function isInterrupted(sql: Sql, id: number): boolean {
  return sql.prepare('SELECT EXISTS (SELECT 1 FROM prescription_interruption WHERE invoice_id = ?)').pluck().get(id) === 1
}

export function deleteDueDate(sql: Sql, id: number): void {
  sql.prepare(`DELETE FROM due_date WHERE id = ?`).run(id)
}

export function deleteInvoiceHeader(sql: Sql, id: number): void {
  sql.prepare(`DELETE FROM invoice WHERE id = ?`).run(id)
}
