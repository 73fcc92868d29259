import { systemNow, systemToday, type Instant } from '../../shared/date.ts'
import type { Payment } from '../../shared/receivables/receivable-contract.ts'
import type { Sql } from '../db/database.ts'

type PaymentRecord = Omit<Payment, 'allocations' | 'isImported' | 'id'> & { id: number; isImported: number; isFromBank: number; settledBySourceCents: number }
export type StoredPayment = Payment & { id: number; settledBySourceCents: number; isFromBank: boolean }

const selectPayment = `SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, method, reference, label, unallocated_cents AS unallocatedCents,
  settled_by_source_cents AS settledBySourceCents, (import_id IS NOT NULL OR coalesce(source_key, '') GLOB 'fec*') AS isImported, coalesce(source_key, '') GLOB 'bank*' AS isFromBank FROM payment`

export function readPayment(sql: Sql, id: number): StoredPayment | null {
  const record = sql.prepare(`${selectPayment} WHERE id = ?`).get(id) as PaymentRecord | undefined
  return record ? withAllocations(sql, record) : null
}

/** Newest first. */
export function readPayments(sql: Sql, customerId: number): StoredPayment[] {
  const records = sql.prepare(`${selectPayment} WHERE organisation_id = ? ORDER BY paid_on DESC, id DESC`).all(customerId) as PaymentRecord[]
  return records.map((record) => withAllocations(sql, record))
}

function withAllocations(sql: Sql, record: PaymentRecord): StoredPayment {
  const allocations = sql.prepare(`SELECT due_date_id AS dueDateId, sum(amount_cents) AS amountCents FROM allocation WHERE payment_id = ? GROUP BY due_date_id ORDER BY min(id)`).all(record.id) as Payment['allocations']
  return { ...record, isImported: record.isImported === 1, isFromBank: record.isFromBank === 1, allocations }
}

/** Adds a payment (id null), all of it unallocated, or rewrites its own fields. Returns its id. */
export function writePayment(sql: Sql, { id, customerId, paidOn, amountCents, method, reference, label }: Payment): number {
  const values = { paidOn, amountCents, method, reference, label, now: systemNow() }
  if (id === null) {
    return Number(sql.prepare(`INSERT INTO payment (organisation_id, paid_on, amount_cents, unallocated_cents, method, reference, label, noted_on, updated_at)
      VALUES (:customerId, :paidOn, :amountCents, :amountCents, :method, :reference, :label, :notedOn, :now)`).run({ ...values, customerId, notedOn: systemToday() }).lastInsertRowid)
  }
  // nothing allocated for the moment: the allocations that follow set the real figure, in the same transaction
  sql.prepare(`UPDATE payment SET paid_on = :paidOn, amount_cents = :amountCents, unallocated_cents = 0, method = :method, reference = :reference, label = :label, updated_at = :now WHERE id = :id`).run({ ...values, id })
  return id
}

export function deletePayment(sql: Sql, id: number): void {
  sql.prepare(`DELETE FROM payment WHERE id = ?`).run(id)
}

export function markSource(sql: Sql, id: number, sourceKey: string): void {
  sql.prepare('UPDATE payment SET source_key = ? WHERE id = ?').run(sourceKey, id)
}

/** When a payment was last changed, and what brought it. */
export function readStamp(sql: Sql, id: number): { updatedAt: Instant; sourceKey: string | null } | null {
  return (sql.prepare('SELECT updated_at AS updatedAt, source_key AS sourceKey FROM payment WHERE id = ?').get(id) as { updatedAt: Instant; sourceKey: string | null } | undefined) ?? null
}
