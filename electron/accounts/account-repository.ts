import type { LocalDate } from '../../shared/date.ts'
import type { AccountHead, PieceKind } from '../../shared/accounts/account-contract.ts'
import type { CustomerLedger, LedgerAllocation, LedgerDueDate, LedgerPayment } from '../../shared/accounts/statement-rules.ts'
import type { CallOutcome } from '../../shared/calls/call-contract.ts'
import type { Cents } from '../../shared/money.ts'
import { countsFrom, paymentCountsFrom, type StoredDay } from '../../shared/receivables/assumed-day-rules.ts'
import type { LetterSending, ReminderLevel } from '../../shared/schemas.ts'
import type { Sql } from '../db/database.ts'
import { phoneOf } from '../db/phones.ts'

/** A piece as statements name it: see `PieceKind` */
export const PIECE_KIND = `iif(i.is_payment_returned = 1, 'payment-returned', i.kind)`

/** Due dates, payments and allocations of a customer, all of them: what a statement at any date is computed from. */
export function readLedger(sql: Sql, customerId: number): CustomerLedger {
  return {
    dueDates: marked<StoredDueDate>(sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, ${PIECE_KIND} AS kind, coalesce(nullif(i.number, ''), i.warranty_number) AS number, i.invoiced_on AS invoicedOn, i.is_day_assumed AS isDayAssumed, b.applied_at AS importedAt, i.label, d.due_on AS dueOn,
        d.amount_cents AS amountCents, d.settled_by_source_cents AS settledBySourceCents, d.prepaid_cents AS prepaidCents, coalesce(d.source_key, '') GLOB 'fec*' AS isOfBooks, d.is_partly_lettered AS isPartlyLettered
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id LEFT JOIN import_batch b ON b.id = i.import_id WHERE d.organisation_id = ? ORDER BY d.id`).all(customerId) as Marked<StoredDueDate>[])
      .map(({ importedAt, ...dueDate }) => ({ ...dueDate, invoicedOn: countsFrom({ ...dueDate, importedAt }) })),
    payments: marked<StoredPayment>(sql.prepare(`SELECT id, paid_on AS paidOn, noted_on AS notedOn, reference, label, amount_cents AS amountCents, settled_by_source_cents AS settledBySourceCents, is_partly_lettered AS isPartlyLettered
      FROM payment WHERE organisation_id = ? ORDER BY id`).all(customerId) as Marked<StoredPayment>[]).map(({ notedOn, ...payment }) => ({ ...payment, countsOn: paymentCountsFrom({ ...payment, notedOn }) })),
    allocations: sql.prepare(`SELECT a.due_date_id AS dueDateId, a.payment_id AS paymentId, a.credit_due_date_id AS creditDueDateId, a.amount_cents AS amountCents
      FROM due_date d JOIN allocation a ON a.due_date_id = d.id WHERE d.organisation_id = ?`).all(customerId) as LedgerAllocation[],
  }
}

type StoredPayment = Omit<LedgerPayment, 'countsOn'> & { notedOn: LocalDate }
type StoredDueDate = LedgerDueDate & Pick<StoredDay, 'importedAt'>

/** SQLite knows no booleans. */
type Marked<T> = Omit<T, 'isPartlyLettered' | 'isDayAssumed' | 'isOfBooks'> & { isPartlyLettered: number; isDayAssumed?: number; isOfBooks?: number }
const marked = <T>(rows: readonly Marked<T>[]): T[] => rows.map((row) => ({ ...row, isPartlyLettered: row.isPartlyLettered === 1, isDayAssumed: row.isDayAssumed === 1, isOfBooks: row.isOfBooks === 1 }) as T)

/** Invoices, payments and open due dates of a customer: about the lines of his whole statement. */
export function statementLineCounter(sql: Sql): (customerId: number) => number {
  const count = sql.prepare(`SELECT (SELECT count(*) FROM invoice WHERE organisation_id = :customerId) + (SELECT count(*) FROM payment WHERE organisation_id = :customerId)
    + (SELECT count(*) FROM due_date WHERE organisation_id = :customerId AND open_cents <> 0)`).pluck()
  return (customerId) => count.get({ customerId }) as number
}

export function readHead(sql: Sql, customerId: number, asOf: LocalDate): Omit<AccountHead, 'balanceCents' | 'oldestDaysLate'> | null {
  const head = sql.prepare(`SELECT o.id AS customerId, o.code, o.name, coalesce(nullif(o.email1, ''), o.email2) AS email, ${phoneOf('o')} AS phone,
      (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0) AS outstandingCents,
      (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0 AND due_on < :asOf) AS overdueCents,
      (SELECT coalesce(sum(unallocated_cents), 0) FROM payment WHERE organisation_id = o.id AND unallocated_cents > 0)
        - (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents < 0) AS creditCents,
      (SELECT min(due_on) FROM due_date WHERE organisation_id = o.id AND open_cents > 0 AND due_on < :asOf) AS oldestDueOn
    FROM organisation o WHERE o.id = :customerId AND o.is_customer = 1`).get({ customerId, asOf }) as Omit<AccountHead, 'balanceCents' | 'oldestDaysLate' | 'lastReminderOn' | 'lastReminderLevel'> | undefined
  if (!head) return null
  // the due date carries its last reminder, also one set by hand or given back by an undone generation
  const last = sql.prepare(`SELECT reminded_on AS lastReminderOn, reminder_level AS lastReminderLevel FROM due_date WHERE organisation_id = ? AND reminded_on IS NOT NULL
    ORDER BY reminded_on DESC, reminder_level DESC LIMIT 1`).get(customerId) as { lastReminderOn: LocalDate; lastReminderLevel: ReminderLevel } | undefined
  return { ...head, ...last ?? { lastReminderOn: null, lastReminderLevel: 0 } }
}

/** What was noted of a call, with what was promised in it. */
export interface StoredNote { notedOn: LocalDate; outcome: CallOutcome; text: string; promisedFor: LocalDate | null; promisedCents: Cents | null }

/** Oldest first, those of that day or earlier. */
export const readNotes = (sql: Sql, customerId: number, asOf: LocalDate): StoredNote[] =>
  sql.prepare(`SELECT c.called_on AS notedOn, c.outcome, c.text, p.promised_for AS promisedFor, p.amount_cents AS promisedCents FROM customer_call c LEFT JOIN payment_promise p ON p.call_id = c.id
    WHERE c.organisation_id = ? AND c.called_on <= ? ORDER BY c.called_on, c.id`).all(customerId, asOf) as StoredNote[]

/** `on`: the day it left; of one that did not, or may have, the day it was written. */
export interface StoredLetter { letterId: number; on: LocalDate; level: ReminderLevel; payableCents: number; channel: string; sending: LetterSending; isAnnulled: boolean; file: string; sha256: string }

/** Letters written for the customer by that day, oldest first, those of an undone generation too: they may have left before it was undone. */
export function readLetters(sql: Sql, customerId: number, asOf: LocalDate): StoredLetter[] {
  const records = sql.prepare(`SELECT l.id AS letterId, coalesce(s.sent_on, s.written_on) AS "on", l.level, s.payable_cents AS payableCents, l.channel, s.sending,
      s.is_annulled AS isAnnulled, d.file, d.sha256
    FROM reminder_letter l JOIN letter_sending s ON s.letter_id = l.id JOIN document d ON d.id = l.document_id
    WHERE l.organisation_id = ? AND coalesce(s.sent_on, s.written_on) <= ? ORDER BY 2, l.id`).all(customerId, asOf) as (Omit<StoredLetter, 'isAnnulled'> & { isAnnulled: number })[]
  return records.map((record) => ({ ...record, isAnnulled: record.isAnnulled === 1 }))
}

export interface ClaimedDueDate { id: number; kind: PieceKind; number: string; invoicedOn: LocalDate | null; dueOn: LocalDate; amountCents: Cents; label: string }

/** These due dates of the customer, and those that letters that left, or may have, by that day name; by due date. */
export function readClaimedDueDates(sql: Sql, customerId: number, ids: readonly number[], asOf: LocalDate): ClaimedDueDate[] {
  return sql.prepare(`SELECT d.id, ${PIECE_KIND} AS kind, coalesce(nullif(i.number, ''), i.warranty_number) AS number, iif(i.is_day_assumed = 1, NULL, i.invoiced_on) AS invoicedOn, d.due_on AS dueOn, d.amount_cents AS amountCents, i.label
    FROM due_date d JOIN invoice i ON i.id = d.invoice_id
    WHERE d.organisation_id = :customerId AND d.id IN (SELECT value FROM json_each(:ids) UNION SELECT n.due_date_id FROM reminder_letter l
      JOIN letter_sending s ON s.letter_id = l.id AND s.sending IN ('sent', 'maybe') AND coalesce(s.sent_on, s.written_on) <= :asOf
      JOIN reminder_line n ON n.letter_id = l.id WHERE l.organisation_id = :customerId)
    ORDER BY d.due_on, d.id`).all({ customerId, ids: JSON.stringify(ids), asOf }) as ClaimedDueDate[]
}
