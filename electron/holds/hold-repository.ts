import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { Hold, HoldMark, HoldScope, NewHold } from '../../shared/holds/hold-contract.ts'
import type { Sql } from '../db/database.ts'

/** Where a due date stands, for the holds on any of the three. */
export interface HoldTarget { dueDateId: number; invoiceId: number; customerId: number }

/** The holds nobody has lifted, on a due date, its invoice or its customer. */
export type StandingHolds = (target: HoldTarget) => readonly HoldMark[]

type StandingRecord = Pick<HoldMark, 'kind' | 'reason' | 'until'> & { customerId: number; invoiceId: number | null; dueDateId: number | null }

const none: readonly HoldMark[] = []

/** All of them as they are now, read once: they are few, whatever the due dates asked about. */
export function readStandingHolds(sql: Sql): StandingHolds {
  const records = sql.prepare('SELECT kind, reason, until, organisation_id AS customerId, invoice_id AS invoiceId, due_date_id AS dueDateId FROM hold WHERE lifted_at IS NULL ORDER BY id').all() as StandingRecord[]
  if (records.length === 0) return () => none
  const bySubject = Map.groupBy(records.map(({ kind, reason, until, ...subject }) => {
    const [scope, id] = subject.dueDateId !== null ? ['due-date', subject.dueDateId] as const : subject.invoiceId !== null ? ['invoice', subject.invoiceId] as const : ['customer', subject.customerId] as const
    return { key: `${scope} ${id}`, mark: { kind, scope, reason, until } }
  }), ({ key }) => key)
  const on = (key: string): HoldMark[] => (bySubject.get(key) ?? []).map(({ mark }) => mark)
  return ({ dueDateId, invoiceId, customerId }) => {
    const holds = [...on(`due-date ${dueDateId}`), ...on(`invoice ${invoiceId}`), ...on(`customer ${customerId}`)]
    return holds.length === 0 ? none : holds
  }
}

/** The day of the judgment, by customer, of the insolvency proceedings nobody has lifted. */
export function readInsolvencies(sql: Sql): ReadonlyMap<number, LocalDate> {
  return new Map(sql.prepare(`SELECT organisation_id, min(since) FROM hold WHERE kind = 'insolvency' AND lifted_at IS NULL GROUP BY organisation_id`).raw().all() as [number, LocalDate][])
}

type HoldRecord = Omit<Hold, 'scope'>

const HOLD = `SELECT h.id, h.kind, h.reason, h.until, h.organisation_id AS customerId, o.name AS customerName, i.id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number, '') AS invoiceNumber,
    h.due_date_id AS dueDateId, d.due_on AS dueOn, h.since, h.set_at AS setAt, h.set_by AS setBy, h.lifted_at AS liftedAt, h.lifted_by AS liftedBy
  FROM hold h JOIN organisation o ON o.id = h.organisation_id LEFT JOIN due_date d ON d.id = h.due_date_id LEFT JOIN invoice i ON i.id = coalesce(h.invoice_id, d.invoice_id)`
const STANDING_FIRST = 'ORDER BY h.lifted_at IS NOT NULL, h.id DESC'

/** Holds as a person reads them, and their writing. Run writes in a transaction. */
export function holdRepository(sql: Sql) {
  const read = (where: string, id: number): Hold[] => (sql.prepare(`${HOLD} WHERE ${where} ${STANDING_FIRST}`).all({ id }) as HoldRecord[])
    .map((record) => ({ ...record, scope: record.dueDateId !== null ? 'due-date' : record.invoiceId !== null ? 'invoice' : 'customer' }))

  return {
    ofCustomer: (id: number): Hold[] => read('h.organisation_id = :id', id),
    ofInvoice: (id: number): Hold[] => read(`h.invoice_id = :id OR d.invoice_id = :id
      OR (h.organisation_id = (SELECT organisation_id FROM invoice WHERE id = :id) AND h.invoice_id IS NULL AND h.due_date_id IS NULL)`, id),
    one: (id: number): Hold | null => read('h.id = :id', id)[0] ?? null,
    /** The customer a hold on this would be about; null when it no longer exists. */
    ownerOf: (scope: HoldScope, id: number): number | null => (sql.prepare({
      customer: 'SELECT id FROM organisation WHERE id = ? AND is_customer = 1',
      invoice: 'SELECT organisation_id FROM invoice WHERE id = ?',
      'due-date': 'SELECT organisation_id FROM due_date WHERE id = ?',
    }[scope]).pluck().get(id) as number | undefined) ?? null,
    add: ({ kind, scope, subjectId, reason, since, until }: NewHold, customerId: number, by: string): number => Number(sql.prepare(`INSERT INTO hold (kind, organisation_id, invoice_id, due_date_id, reason, since, until, set_at, set_by)
      VALUES (:kind, :customerId, :invoiceId, :dueDateId, :reason, :since, :until, :now, :by)`)
      .run({ kind, customerId, invoiceId: scope === 'invoice' ? subjectId : null, dueDateId: scope === 'due-date' ? subjectId : null, reason, since, until, now: systemNow(), by }).lastInsertRowid),
    lift: (id: number, by: string): void => { sql.prepare('UPDATE hold SET lifted_at = ?, lifted_by = ? WHERE id = ?').run(systemNow(), by, id) },
  }
}
export type HoldRepository = ReturnType<typeof holdRepository>
