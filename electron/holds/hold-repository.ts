import type { LocalDate } from '../../shared/date.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
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

/** The day from which a customer's insolvency proceedings are known; null without any that stand. */
export function insolventSince(sql: Sql, customerId: number): LocalDate | null {
  return sql.prepare(`SELECT min(date(set_at)) FROM hold WHERE organisation_id = ? AND kind = 'insolvency' AND lifted_at IS NULL`).pluck().get(customerId) as LocalDate | null
}
