import { formatDate, systemNow, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import { openCentsOf, unallocatedCentsOf } from '../db/ledger-sql.ts'

/** What settles due dates: a payment, or the negative due dates of a credit note, each with the cents it may settle in all. */
export interface CreditSource {
  column: 'payment_id' | 'credit_due_date_id'
  customerId: number
  parts: { id: number; capacityCents: number }[]
}

interface StoredAllocation { id: number; dueDateId: number; partId: number; amountCents: number; isImported: number }
interface TargetDueDate { id: number; customerId: number; number: string; dueOn: LocalDate; amountCents: number; leftCents: number }

/**
 * Makes the source's allocations what is wanted (due date → cents), and with them the open amounts of the due dates. Allocations that stay
 * the same are not touched; those of an import (lettering) cannot be lowered. Runs inside the caller's transaction, which an AppError rolls back.
 */
export function replaceAllocations(sql: Sql, source: CreditSource, wanted: Map<number, number>): void {
  const capacity = sum(source.parts.map((part) => part.capacityCents))
  const asked = sum([...wanted.values()])
  if (asked > capacity) throw new AppError('payment.over-allocated', { available: formatEuros(capacity), asked: formatEuros(asked) })

  const stored = readAllocations(sql, source)
  const changed = [...new Set([...stored.map(({ dueDateId }) => dueDateId), ...wanted.keys()])]
    .filter((dueDateId) => sum(onDueDate(stored, dueDateId).map(({ amountCents }) => amountCents)) !== (wanted.get(dueDateId) ?? 0))
  const missing = new Map<number, number>()
  for (const dueDateId of changed) {
    const imported = sum(onDueDate(stored, dueDateId).filter(({ isImported }) => isImported).map(({ amountCents }) => amountCents))
    const rest = (wanted.get(dueDateId) ?? 0) - imported
    if (rest < 0) throw new AppError('payment.lettered', { amount: formatEuros(imported) })
    missing.set(dueDateId, rest)
  }
  const remove = sql.prepare(`DELETE FROM allocation WHERE id = ?`)
  for (const { id, dueDateId, isImported } of stored) if (missing.has(dueDateId) && !isImported) remove.run(id)
  for (const [dueDateId, amount] of missing) if (amount > 0) refuseTooMuch(readTarget(sql, dueDateId), source, amount)
  insertSpread(sql, source, missing)
  refreshDueDates(sql, changed)
  if (source.column === 'payment_id') for (const { id } of source.parts) refreshPayment(sql, id)
  else refreshDueDates(sql, source.parts.map(({ id }) => id))
}

/** A part of a credit note's due date on a due date. */
export interface CreditUse { creditDueDateId: number; dueDateId: number; amountCents: number }

/**
 * Adds to what a credit note settles, or takes from it (negative cents), as `replaceAllocations` does.
 * @returns false, and nothing is done, when less than that was allocated or the credit note is gone
 */
export function changeCreditUse(sql: Sql, customerId: number, { creditDueDateId, dueDateId, amountCents }: CreditUse): boolean {
  const note = sql.prepare(`SELECT d.settled_by_source_cents - d.amount_cents AS capacityCents FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.id = ? AND d.organisation_id = ? AND i.kind = 'credit-note'`).get(creditDueDateId, customerId) as { capacityCents: number } | undefined
  if (!note) {
    if (amountCents < 0) return false
    throw new AppError('record.gone')
  }
  const source: CreditSource = { column: 'credit_due_date_id', customerId, parts: [{ id: creditDueDateId, capacityCents: note.capacityCents }] }
  const wanted = new Map<number, number>()
  for (const { dueDateId: id, amountCents: settled } of readAllocations(sql, source)) wanted.set(id, (wanted.get(id) ?? 0) + settled)
  const cents = (wanted.get(dueDateId) ?? 0) + amountCents
  if (cents < 0) return false
  replaceAllocations(sql, source, wanted.set(dueDateId, cents))
  return true
}

/** Takes back what is left of it, short of what the books have lettered: whatever a person has changed since stays as he made it. */
export function freeCreditUse(sql: Sql, customerId: number, { creditDueDateId, dueDateId, amountCents }: CreditUse): void {
  const left = sql.prepare('SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE credit_due_date_id = ? AND due_date_id = ? AND import_id IS NULL').pluck().get(creditDueDateId, dueDateId) as number
  if (left > 0) changeCreditUse(sql, customerId, { creditDueDateId, dueDateId, amountCents: -Math.min(left, amountCents) })
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const onDueDate = (stored: StoredAllocation[], dueDateId: number): StoredAllocation[] => stored.filter((allocation) => allocation.dueDateId === dueDateId)

function readAllocations(sql: Sql, { column, parts }: CreditSource): StoredAllocation[] {
  return sql.prepare(`SELECT id, due_date_id AS dueDateId, ${column} AS partId, amount_cents AS amountCents, import_id IS NOT NULL AS isImported FROM allocation
    WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY id`).all(JSON.stringify(parts.map(({ id }) => id))) as StoredAllocation[]
}

/** The due date to be settled, with what is left on it now. */
function readTarget(sql: Sql, id: number): TargetDueDate {
  const target = sql.prepare(`SELECT d.id, d.organisation_id AS customerId, i.number, d.due_on AS dueOn, d.amount_cents AS amountCents,
      d.amount_cents - d.settled_by_source_cents - (SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE due_date_id = d.id) AS leftCents
    FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.id = ?`).get(id) as TargetDueDate | undefined
  if (!target) throw new AppError('record.gone')
  return target
}

function refuseTooMuch(target: TargetDueDate, source: CreditSource, amount: number): void {
  const details = { invoice: target.number, dueOn: formatDate(target.dueOn) }
  if (target.customerId !== source.customerId) throw new AppError('payment.other-customer', details)
  if (target.amountCents < 0) throw new AppError('payment.on-credit-note', details)
  if (amount > target.leftCents) throw new AppError('payment.due-date-over-allocated', { ...details, left: formatEuros(target.leftCents), asked: formatEuros(amount) })
}

/** Takes the missing amounts from the source's parts in their order. */
function insertSpread(sql: Sql, source: CreditSource, missing: Map<number, number>): void {
  const used = readAllocations(sql, source)
  const parts = source.parts.map(({ id, capacityCents }) => ({ id, left: capacityCents - sum(used.filter(({ partId }) => partId === id).map(({ amountCents }) => amountCents)) }))
  const insert = sql.prepare(`INSERT INTO allocation (due_date_id, ${source.column}, amount_cents) VALUES (?, ?, ?)`)
  for (const [dueDateId, amount] of missing) {
    let rest = amount
    for (const part of parts) {
      const taken = Math.min(rest, part.left)
      if (taken <= 0) continue
      insert.run(dueDateId, part.id, taken)
      part.left -= taken
      rest -= taken
    }
  }
}

function refreshDueDates(sql: Sql, ids: number[]): void {
  sql.prepare(`UPDATE due_date AS d SET open_cents = ${openCentsOf}, updated_at = :now WHERE id IN (SELECT value FROM json_each(:ids)) AND open_cents <> ${openCentsOf}`).run({ ids: JSON.stringify(ids), now: systemNow() })
}

function refreshPayment(sql: Sql, id: number): void {
  sql.prepare(`UPDATE payment AS p SET unallocated_cents = ${unallocatedCentsOf} WHERE id = ?`).run(id)
}
