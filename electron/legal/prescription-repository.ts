import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { InterruptionEvent, NewInterruption } from '../../shared/legal/legal-contract.ts'
import type { PrescriptionFacts } from '../../shared/legal/prescription-rules.ts'
import type { Cents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'

export interface InvoiceClock extends PrescriptionFacts { invoiceId: number; customerId: number; invoiceNumber: string; openCents: Cents; isDayAssumed: boolean }

type ClockRecord = Omit<InvoiceClock, 'interruptedOn' | 'isDayAssumed'> & { isDayAssumed: number }

const EVENT = `SELECT id, kind, happened_on AS happenedOn, note, invoice_id AS invoiceId, recorded_at AS recordedAt, recorded_by AS recordedBy FROM prescription_interruption`
const CLOCK = `SELECT i.id AS invoiceId, o.id AS customerId, o.debtor_profile AS profile, coalesce(nullif(i.number, ''), i.warranty_number) AS invoiceNumber, i.serviced_on AS servicedOn, i.invoiced_on AS invoicedOn, i.is_day_assumed = 1 AND i.serviced_on IS NULL AS isDayAssumed`

/** Prescription clocks and what interrupts them. */
export function prescriptionRepository(sql: Sql) {
  /** An interruption of the customer bears on the invoices he had received by then. */
  const withInterruptions = (records: ClockRecord[]): InvoiceClock[] => {
    const customers = JSON.stringify([...new Set(records.map(({ customerId }) => customerId))])
    const events = Map.groupBy(sql.prepare(`SELECT organisation_id AS customerId, invoice_id AS invoiceId, happened_on AS happenedOn FROM prescription_interruption
      WHERE organisation_id IN (SELECT value FROM json_each(?))`).all(customers) as { customerId: number; invoiceId: number | null; happenedOn: LocalDate }[], ({ customerId }) => customerId)
    return records.map((record) => ({
      // SQLite knows no booleans
      ...record, isDayAssumed: record.isDayAssumed === 1,
      interruptedOn: (events.get(record.customerId) ?? []).filter(({ invoiceId, happenedOn }) => (invoiceId === null ? record.invoicedOn <= happenedOn : invoiceId === record.invoiceId)).map(({ happenedOn }) => happenedOn),
    }))
  }

  return {
    /** Of the customer's invoices that are not settled. */
    clocksOfCustomer: (customerId: number): InvoiceClock[] => withInterruptions(sql.prepare(`${CLOCK}, sum(d.open_cents) AS openCents
      FROM invoice i JOIN organisation o ON o.id = i.organisation_id JOIN due_date d ON d.invoice_id = i.id AND d.open_cents > 0 WHERE i.organisation_id = ? GROUP BY i.id`).all(customerId) as ClockRecord[]),
    /** By due date; only those of a service or an invoice of that day or before. */
    clocksOfDueDates: (ids: Iterable<number>, startedBy: LocalDate): Map<number, InvoiceClock> => {
      const records = sql.prepare(`${CLOCK}, d.id AS dueDateId, d.open_cents AS openCents
        FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = i.organisation_id WHERE d.id IN (SELECT value FROM json_each(?)) AND min(coalesce(i.serviced_on, i.invoiced_on), i.invoiced_on) <= ?`).all(JSON.stringify([...ids]), startedBy) as (ClockRecord & { dueDateId: number })[]
      return new Map(withInterruptions(records).map((clock, place) => [records[place]!.dueDateId, clock]))
    },
    /** The latest first. */
    events: (customerId: number): InterruptionEvent[] => sql.prepare(`${EVENT} WHERE organisation_id = ? ORDER BY happened_on DESC, id DESC`).all(customerId) as InterruptionEvent[],
    add: (event: NewInterruption & { recordedBy: string }): InterruptionEvent => {
      const id = sql.prepare(`INSERT INTO prescription_interruption (organisation_id, invoice_id, kind, happened_on, note, recorded_at, recorded_by) VALUES (:customerId, :invoiceId, :kind, :happenedOn, :note, :now, :recordedBy)`)
        .run({ ...event, now: systemNow() }).lastInsertRowid
      return sql.prepare(`${EVENT} WHERE id = ?`).get(id) as InterruptionEvent
    },
    remove: (id: number): boolean => sql.prepare('DELETE FROM prescription_interruption WHERE id = ?').run(id).changes === 1,
    /** Whose invoice it is, or null when there is no such invoice. */
    customerOf: (invoiceId: number): number | null => (sql.prepare('SELECT organisation_id FROM invoice WHERE id = ?').pluck().get(invoiceId) as number | undefined) ?? null,
  }
}
export type PrescriptionRepository = ReturnType<typeof prescriptionRepository>
