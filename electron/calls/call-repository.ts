import type { Call, DueCall, InvoiceCopy, NewCall, OwedDueDate } from '../../shared/calls/call-contract.ts'
import { daysBetween, systemNow, type LocalDate } from '../../shared/date.ts'
import { cents, type Cents } from '../../shared/money.ts'
import type { MessageState } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import { phoneOf } from '../db/phones.ts'
import { ALLOCATION_DAY, DATED_ALLOCATION } from './promise-repository.ts'

type CopyRecord = Omit<InvoiceCopy, 'message' | 'hasOriginal' | 'email'> & { email1: string; email2: string; messageId: number | null; state: MessageState | null }
export type OpenDueDate = Omit<OwedDueDate, 'hold'>
type CallRecord = Omit<Call, 'promise'> & { promisedFor: LocalDate | null; promisedCents: Cents | null }

const CALL = `SELECT c.id, c.organisation_id AS customerId, c.session_id AS sessionId, c.called_on AS calledOn, c.outcome, c.text, c.next_call_on AS nextCallOn, c.made_by AS madeBy,
    p.promised_for AS promisedFor, p.amount_cents AS promisedCents
  FROM customer_call c LEFT JOIN payment_promise p ON p.call_id = c.id`
const asCall = ({ promisedFor, promisedCents, ...call }: CallRecord): Call => ({ ...call, promise: promisedFor === null ? null : { promisedFor, amountCents: promisedCents! } })

const PHONE = `${phoneOf('o')} AS phone`
const OVERDUE = 'SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0 AND due_on < :asOf'

/** Calls, what they were about, and who is to be called. Run writes in a transaction. */
export function callRepository(sql: Sql) {
  /** Payments and credit notes not used yet, by customer; those without any are left out. */
  const creditsOf = (customerIds: readonly number[]): Map<number, Cents> => new Map((sql.prepare(`SELECT customerId, sum(creditCents) AS creditCents FROM (
        SELECT organisation_id AS customerId, unallocated_cents AS creditCents FROM payment WHERE unallocated_cents > 0 AND organisation_id IN (SELECT value FROM json_each(:ids))
        UNION ALL SELECT organisation_id, -open_cents FROM due_date WHERE open_cents < 0 AND organisation_id IN (SELECT value FROM json_each(:ids))) GROUP BY customerId`)
      .all({ ids: JSON.stringify(customerIds) }) as { customerId: number; creditCents: Cents }[]).map(({ customerId, creditCents }) => [customerId, creditCents]))

  return {
    one: (id: number): Call | null => {
      const record = sql.prepare(`${CALL} WHERE c.id = ?`).get(id) as CallRecord | undefined
      return record ? asCall(record) : null
    },
    /** The latest first. */
    ofCustomer: (customerId: number, most: number): Call[] => (sql.prepare(`${CALL} WHERE c.organisation_id = ? ORDER BY c.called_on DESC, c.id DESC LIMIT ?`).all(customerId, most) as CallRecord[]).map(asCall),
    /** The day of each customer's last call that was made by that day. */
    lastOn: (asOf: LocalDate): ReadonlyMap<number, LocalDate> => new Map(sql.prepare('SELECT organisation_id, max(called_on) FROM customer_call WHERE called_on <= ? GROUP BY organisation_id').raw().all(asOf) as [number, LocalDate][]),
    isCustomer: (id: number): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM organisation WHERE id = ? AND is_customer = 1)').pluck().get(id) === 1,
    owed: (customerId: number, asOf: LocalDate): OpenDueDate[] => (sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number) AS invoiceNumber, d.due_on AS dueOn, d.open_cents AS openCents,
        EXISTS (SELECT 1 FROM invoice_copy WHERE invoice_id = d.invoice_id AND requested_on = :asOf) AS isCopyAsked
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.organisation_id = :customerId AND d.open_cents > 0 ORDER BY d.due_on, d.id`).all({ customerId, asOf }) as (Omit<OpenDueDate, 'daysLate' | 'isCopyAsked'> & { isCopyAsked: number })[])
      .map((dueDate) => ({ ...dueDate, isCopyAsked: dueDate.isCopyAsked === 1, daysLate: daysBetween(dueDate.dueOn, asOf) })),
    /** These due dates with what was open of them at the end of that day. */
    asOn: (day: LocalDate, dueDates: readonly OpenDueDate[]): OpenDueDate[] => {
      const settledSince = sql.prepare(`SELECT coalesce(sum(a.amount_cents), 0) FROM ${DATED_ALLOCATION} WHERE a.due_date_id = ? AND ${ALLOCATION_DAY} > ?`).pluck()
      return dueDates.map((dueDate) => ({ ...dueDate, openCents: cents(dueDate.openCents + (settledSince.get(dueDate.id, day) as number)) }))
    },
    creditsOf,
    /** Of one customer. */
    creditOf: (customerId: number): Cents => creditsOf([customerId]).get(customerId) ?? cents(0),
    add: ({ customerId, calledOn, outcome, text, nextCallOn }: NewCall, sessionId: number | null, by: string): number => Number(sql.prepare(`INSERT INTO customer_call (organisation_id, session_id, called_on, outcome, text, next_call_on, made_by, updated_at)
      VALUES (:customerId, :sessionId, :calledOn, :outcome, :text, :nextCallOn, :by, :now)`).run({ customerId, sessionId, calledOn, outcome, text, nextCallOn, by, now: systemNow() }).lastInsertRowid),
    addSubject: (callId: number, { id, openCents }: Pick<OpenDueDate, 'id' | 'openCents'>): void => { sql.prepare('INSERT INTO call_due_date (call_id, due_date_id, open_cents) VALUES (?, ?, ?)').run(callId, id, openCents) },
    correct: (id: number, text: string, nextCallOn: LocalDate | null): void => { sql.prepare('UPDATE customer_call SET text = ?, next_call_on = ?, updated_at = ? WHERE id = ?').run(text, nextCallOn, systemNow(), id) },
    /** The text leaves the file with the call: deleted content is overwritten, and the write-ahead log that may still hold it is emptied. */
    erase: (id: number): boolean => {
      const isGone = sql.prepare('DELETE FROM customer_call WHERE id = ?').run(id).changes === 1
      sql.pragma('wal_checkpoint(TRUNCATE)')
      return isGone
    },

    /** Whose last call says to call again by that day, and those put off until then in a session. Without who owes nothing any more. */
    due: (asOf: LocalDate): DueCall[] => {
      const asked = sql.prepare(`SELECT o.id AS customerId, o.code AS customerCode, o.name AS customerName, ${PHONE}, c.next_call_on AS callOn, c.outcome, c.text, (${OVERDUE}) AS overdueCents
        FROM customer_call c JOIN organisation o ON o.id = c.organisation_id
        WHERE c.next_call_on <= :asOf AND c.id = (SELECT id FROM customer_call WHERE organisation_id = c.organisation_id ORDER BY called_on DESC, id DESC LIMIT 1)`).all({ asOf }) as DueCall[]
      const postponed = sql.prepare(`SELECT o.id AS customerId, o.code AS customerCode, o.name AS customerName, ${PHONE}, max(q.postponed_until) AS callOn, NULL AS outcome, '' AS text, (${OVERDUE}) AS overdueCents
        FROM call_session_customer q JOIN call_session s ON s.id = q.session_id AND s.closed_at IS NULL JOIN organisation o ON o.id = q.organisation_id
        WHERE q.postponed_until <= :asOf AND q.is_called = 0 AND NOT EXISTS (SELECT 1 FROM customer_call WHERE organisation_id = o.id AND called_on >= q.postponed_until)
        GROUP BY o.id`).all({ asOf }) as DueCall[]
      const known = new Set(asked.map(({ customerId }) => customerId))
      return [...asked, ...postponed.filter(({ customerId }) => !known.has(customerId))].filter(({ overdueCents }) => overdueCents > 0)
        .sort((one, other) => daysBetween(other.callOn, one.callOn) || other.overdueCents - one.overdueCents || one.customerId - other.customerId)
    },

    /** The copy to prepare; asked twice before it is sent, it is prepared once: null then. */
    askCopy: (invoiceId: number, asOf: LocalDate): number | null => {
      sql.prepare('INSERT INTO invoice_copy (invoice_id, requested_on) VALUES (?, ?) ON CONFLICT DO NOTHING').run(invoiceId, asOf)
      return (sql.prepare(`SELECT y.id FROM invoice_copy y LEFT JOIN outbox_message m ON m.id = y.outbox_message_id WHERE y.invoice_id = ? AND y.done_on IS NULL AND (m.id IS NULL OR m.state = 'cancelled')`).pluck().get(invoiceId) as number | undefined) ?? null
    },
    copyPrepared: (id: number, messageId: number): void => { sql.prepare('UPDATE invoice_copy SET outbox_message_id = ? WHERE id = ?').run(messageId, id) },
    /** The message of a copy that has left: it is done. */
    copyLeft: (messageId: number, on: LocalDate): void => { sql.prepare('UPDATE invoice_copy SET done_on = ? WHERE outbox_message_id = ? AND done_on IS NULL').run(on, messageId) },
    copyMessage: (id: number): number | null => (sql.prepare('SELECT outbox_message_id FROM invoice_copy WHERE id = ?').pluck().get(id) as number | null | undefined) ?? null,
    copies: (): CopyRecord[] => sql.prepare(`SELECT y.id, y.outbox_message_id AS messageId, m.state, o.id AS customerId, o.code AS customerCode, o.name AS customerName, o.email1, o.email2, i.id AS invoiceId,
        coalesce(nullif(i.number, ''), i.warranty_number) AS invoiceNumber, y.requested_on AS requestedOn
      FROM invoice_copy y JOIN invoice i ON i.id = y.invoice_id JOIN organisation o ON o.id = i.organisation_id LEFT JOIN outbox_message m ON m.id = y.outbox_message_id WHERE y.done_on IS NULL ORDER BY y.requested_on, y.id`).all() as CopyRecord[],
    /** False when it is done already. */
    copyDone: (id: number, asOf: LocalDate, by: string): boolean => sql.prepare('UPDATE invoice_copy SET done_on = ?, done_by = ? WHERE id = ? AND done_on IS NULL').run(asOf, by, id).changes === 1,
  }
}
export type CallRepository = ReturnType<typeof callRepository>
