import type { LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'
import type { ReportBuilder } from './report-builder.ts'

interface Unconfirmed { customer: string; cents: number; on: LocalDate; holder: string | null; holderOn: LocalDate | null }

/** Days between the bank's entry and the books' */
const SAME_PAYMENT_DAYS = 12

/** As many as a person reads one by one, of those that the books do not have at all */
const MAX_ABSENT = 20

/**
 * Payments accepted from a bank statement that a ledger of their period does not have under their customer, once it has been written: those it has under another customer, who would be credited
 * as well, and those it does not have at all. What the books have brought bears their key by now.
 */
export function tellUnconfirmed(sql: Sql, { firstDate, lastDate }: { firstDate: LocalDate; lastDate: LocalDate }, report: ReportBuilder): void {
  const payments = sql.prepare(`SELECT o.name AS customer, p.amount_cents AS cents, p.paid_on AS "on", holder.name AS holder, other.paid_on AS holderOn FROM payment p JOIN organisation o ON o.id = p.organisation_id
    LEFT JOIN payment other ON other.id = (SELECT id FROM payment b WHERE b.amount_cents = p.amount_cents AND b.organisation_id <> p.organisation_id AND b.source_key GLOB 'fec*' AND b.import_id IS NOT NULL
      AND abs(julianday(b.paid_on) - julianday(p.paid_on)) <= ${SAME_PAYMENT_DAYS} AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = b.id)
      ORDER BY b.unallocated_cents = 0, abs(julianday(b.paid_on) - julianday(p.paid_on)), b.id LIMIT 1)
    LEFT JOIN organisation holder ON holder.id = other.organisation_id
    WHERE p.source_key GLOB 'bank*' AND p.paid_on BETWEEN ? AND ? ORDER BY p.paid_on, p.id`).all(firstDate, lastDate) as Unconfirmed[]
  const unexplained = payments.filter(({ customer, cents, on }) => !report.hasWarned('bank-in-parts', { customer, cents, on }))
  for (const { holder, holderOn, ...details } of unexplained) if (holder !== null && holderOn !== null) report.warn('bank-elsewhere', 0, { ...details, holder, holderOn })
  const absent = unexplained.filter(({ holder }) => holder === null)
  for (const { customer, cents, on } of absent.slice(0, MAX_ABSENT)) report.warn('bank-absent', 0, { customer, cents, on })
  const more = absent.slice(MAX_ABSENT)
  if (more.length > 0) report.warn('bank-absent-more', 0, { count: more.length, cents: more.reduce((total, { cents }) => total + cents, 0) })
}
