import type { Elsewhere, ListedInvoice } from '../../shared/imports/elsewhere-rules.ts'
import type { AbsentInvoice, ImportOptions, ImportQuestion } from '../../shared/imports/import-contract.ts'
import { cents, formatEuros } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'

/** An open invoice of a list, or an electronic one, as it stands in the dossier. */
export interface OpenListedInvoice extends ListedInvoice {
  source: AbsentInvoice['source']
  fileName: string
  /** Something of its customer's rests on it, or on the customer, which cannot follow it to another: a payment, a letter, a hold, a call, an interruption of prescription */
  isTied: boolean
}

export type AbsentAnswer = 'settle' | 'keep'
/** What a person has said of each, by invoice. */
export type AbsentAnswers = ReadonlyMap<number, AbsentAnswer>

const TIED = `EXISTS (SELECT 1 FROM due_date t WHERE t.invoice_id = i.id AND (EXISTS (SELECT 1 FROM allocation WHERE due_date_id = t.id) OR EXISTS (SELECT 1 FROM allocation WHERE credit_due_date_id = t.id)
    OR EXISTS (SELECT 1 FROM reminder_line WHERE due_date_id = t.id) OR EXISTS (SELECT 1 FROM hold WHERE due_date_id = t.id) OR EXISTS (SELECT 1 FROM call_due_date WHERE due_date_id = t.id)))
  OR EXISTS (SELECT 1 FROM hold WHERE invoice_id = i.id) OR EXISTS (SELECT 1 FROM prescription_interruption WHERE invoice_id = i.id)
  OR EXISTS (SELECT 1 FROM hold WHERE organisation_id = i.organisation_id AND invoice_id IS NULL AND due_date_id IS NULL AND lifted_at IS NULL)
  OR EXISTS (SELECT 1 FROM prescription_interruption WHERE organisation_id = i.organisation_id AND invoice_id IS NULL)`

/** The open invoices that lists and electronic invoices have brought. */
export function readListedInvoices(sql: Sql): OpenListedInvoice[] {
  // most dossiers have ledgers alone, and many due dates
  if (sql.prepare(`SELECT EXISTS (SELECT 1 FROM import_batch WHERE kind IN ('due-dates', 'einvoices') AND undone_at IS NULL)`).pluck().get() === 0) return []
  const records = sql.prepare(`SELECT i.id AS invoiceId, o.id AS organisationId, o.code AS customerCode, o.name AS customerName, coalesce(nullif(i.number, ''), i.warranty_number) AS number, i.invoiced_on AS "on", i.is_day_assumed AS isDayAssumed,
      iif(b.kind = 'einvoices', 'einvoices', 'due-dates') AS source, coalesce(b.file_name, '') AS fileName, ${TIED} AS isTied,
      (SELECT sum(amount_cents) FROM due_date WHERE invoice_id = i.id) AS cents
    FROM invoice i JOIN organisation o ON o.id = i.organisation_id LEFT JOIN import_batch b ON b.id = i.import_id
    WHERE i.id IN (SELECT invoice_id FROM due_date WHERE open_cents <> 0 AND source_key GLOB 'list-*') ORDER BY o.code, i.invoiced_on, i.id`).all() as (Omit<OpenListedInvoice, 'isDayAssumed' | 'isTied'> & { isDayAssumed: number; isTied: number })[]
  return records.map((record) => ({ ...record, isDayAssumed: record.isDayAssumed === 1, isTied: record.isTied === 1 }))
}

/** What `--mapping` names an invoice by: code and number, a code with a space in it in quotes (« DUP » and « 2 34 » are not « DUP 2 » and « 34 »). */
const keyOf = ({ customerCode, number }: ListedInvoice): string => `${/[\s"]/.test(customerCode) ? JSON.stringify(customerCode) : customerCode} ${number}`.trim()

export function answersOf(listed: readonly OpenListedInvoice[], { absent = {}, settleAbsent }: ImportOptions): AbsentAnswers {
  const forAll = settleAbsent === undefined ? null : settleAbsent ? 'settle' : 'keep'
  return new Map(listed.flatMap((invoice): [number, AbsentAnswer][] => {
    const answer = (Object.hasOwn(absent, keyOf(invoice)) ? absent[keyOf(invoice)] : null) ?? forAll
    return answer === null ? [] : [[invoice.invoiceId, answer]]
  }))
}

/** Asks of each of these invoices whether it has been settled; two of one customer under one number are asked about together. @param missing what is open of them, in cents by invoice */
export function absentQuestion(code: 'settle-absent' | 'settle-listed', missing: ReadonlyMap<number, number>, listed: readonly OpenListedInvoice[], elsewhere: ReadonlyMap<number, Elsewhere> = new Map()): ImportQuestion {
  const absent = [...Map.groupBy(listed.filter(({ invoiceId }) => missing.has(invoiceId)), keyOf)].map(([key, invoices]): AbsentInvoice => {
    const { customerCode, customerName, number, on, isDayAssumed, source, fileName } = invoices[0]!
    const holders = invoices.flatMap(({ invoiceId }) => elsewhere.get(invoiceId)?.lines ?? [])
    return {
      key, customerCode, customerName, number, invoicedOn: isDayAssumed ? null : on, openCents: cents(invoices.reduce((sum, { invoiceId }) => sum + missing.get(invoiceId)!, 0)), source, fileName,
      elsewhere: [...new Map(holders.map((holder) => [holder.code, { code: holder.code, name: holder.name }])).values()],
    }
  })
  return { option: 'absent', code, choices: ['settle', 'keep'], details: { count: absent.length, amount: formatEuros(cents(absent.reduce((sum, { openCents }) => sum + openCents, 0))) }, absent }
}

/** The balance of all customers: what is open less credits that are not allocated. */
export const readDossierBalance = (sql: Sql): number =>
  sql.prepare('SELECT (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE open_cents <> 0) - (SELECT coalesce(sum(unallocated_cents), 0) FROM payment WHERE unallocated_cents > 0)').pluck().get() as number
