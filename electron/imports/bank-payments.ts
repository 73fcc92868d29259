import { addDays, daysBetween, type LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'
import type { ReportBuilder } from './report-builder.ts'

/** `wholeId`: the credit of the bank it is a part of */
interface Accepted { customerId: number; customer: string; cents: number; on: LocalDate; wholeId: number | null }
/** A payment the books have, of some amount, that no transaction of the bank is tied to. */
interface Booked { customerId: number; customer: string; cents: number; on: LocalDate; isUsed: number }
interface Period { firstDate: LocalDate; lastDate: LocalDate }

/** Days between the bank's entry and the books' */
const SAME_PAYMENT_DAYS = 12

/** As many as a person reads one by one, of those that the books do not have at all */
const MAX_ABSENT = 20

/**
 * Payments accepted from a bank statement that a ledger of their period does not have under their customer, once it has been written: those it has under another customer, who would be credited
 * as well, those that are parts of what it has in one sum, who is credited twice, and those it does not have at all. What the books have brought bears their key by now.
 */
export function tellUnconfirmed(sql: Sql, period: Period, report: ReportBuilder): void {
  const accepted = sql.prepare(`SELECT o.id AS customerId, o.name AS customer, p.amount_cents AS cents, p.paid_on AS "on", (SELECT part_of FROM bank_transaction WHERE payment_id = p.id) AS wholeId FROM payment p JOIN organisation o ON o.id = p.organisation_id
    WHERE p.source_key GLOB 'bank*' AND p.paid_on BETWEEN ? AND ? ORDER BY p.paid_on, p.id`).all(period.firstDate, period.lastDate) as Accepted[]
  const unexplained = accepted.filter(({ customer, cents, on }) => !report.hasWarned('bank-in-parts', { customer, cents, on }))
  const sums = sumsOfParts(unexplained)
  const booked = bookedReader(sql, [...unexplained, ...sums], period)
  const asOne = sums.filter((sum) => booked(sum).some(({ customerId }) => customerId === sum.customerId))
  for (const { customer, cents, on, parts } of asOne) report.warn('bank-as-one', 0, { customer, cents, on, count: parts.length })
  const told = new Set(asOne.flatMap(({ parts }) => parts))
  const absent: Accepted[] = []
  for (const payment of unexplained) {
    if (told.has(payment)) continue
    const { customerId, customer, cents, on } = payment
    const holder = booked(payment).find((other) => other.customerId !== customerId)
    if (holder) report.warn('bank-elsewhere', 0, { customer, cents, on, holder: holder.customer, holderOn: holder.on })
    else absent.push(payment)
  }
  for (const { customer, cents, on } of absent.slice(0, MAX_ABSENT)) report.warn('bank-absent', 0, { customer, cents, on })
  const more = absent.slice(MAX_ABSENT)
  if (more.length > 0) report.warn('bank-absent-more', 0, { count: more.length, cents: more.reduce((total, { cents }) => total + cents, 0) })
}

interface Sum { customerId: number; customer: string; cents: number; on: LocalDate; parts: Accepted[] }

/** Parts of one credit that were accepted for one customer, together. */
function sumsOfParts(accepted: readonly Accepted[]): Sum[] {
  const groups = Map.groupBy(accepted.filter(({ wholeId }) => wholeId !== null), ({ wholeId, customerId }) => `${wholeId} ${customerId}`)
  return [...groups.values()].filter((parts) => parts.length > 1).map((parts) => ({ ...parts[0]!, cents: parts.reduce((total, { cents }) => total + cents, 0), parts }))
}

/** What the books have of the same amount, within days: what is still unused first, then the nearest. All are read at once: no index is of amounts. */
function bookedReader(sql: Sql, wanted: readonly { cents: number }[], { firstDate, lastDate }: Period): (payment: { cents: number; on: LocalDate }) => Booked[] {
  const booked = sql.prepare(`SELECT o.id AS customerId, o.name AS customer, b.amount_cents AS cents, b.paid_on AS "on", b.unallocated_cents = 0 AS isUsed FROM payment b JOIN organisation o ON o.id = b.organisation_id
    WHERE b.amount_cents IN (SELECT value FROM json_each(?)) AND b.source_key GLOB 'fec*' AND b.import_id IS NOT NULL AND b.paid_on BETWEEN ? AND ?
      AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = b.id) ORDER BY b.id`)
    .all(JSON.stringify([...new Set(wanted.map(({ cents }) => cents))]), addDays(firstDate, -SAME_PAYMENT_DAYS), addDays(lastDate, SAME_PAYMENT_DAYS)) as Booked[]
  const byAmount = Map.groupBy(booked, ({ cents }) => cents)
  return ({ cents, on }) => {
    const [first, last] = [addDays(on, -SAME_PAYMENT_DAYS), addDays(on, SAME_PAYMENT_DAYS)]
    const distance = (other: Booked): number => Math.abs(daysBetween(other.on, on))
    return (byAmount.get(cents) ?? []).filter((other) => other.on >= first && other.on <= last).sort((left, right) => left.isUsed - right.isUsed || distance(left) - distance(right))
  }
}
