import { setImmediate } from 'node:timers/promises'
import type { CallContext } from '../../shared/call.ts'
import type { ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import { dayNumber, type Instant, type LocalDate } from '../../shared/date.ts'
import { countsFrom } from '../../shared/receivables/assumed-day-rules.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'

/** Rows read at once: some 30 ms of the office's thread. */
export const CHUNK = 20_000

/** All receivables as columns, read again only when the dossier has changed since. */
export function receivableReader(sql: Sql): (context: CallContext) => Promise<ReceivableColumns> {
  let columns: ReceivableColumns | null = null
  let seen = -1
  return async (context) => {
    const now = relevantChanges(sql)
    if (columns && seen === now) return columns
    // the former ones make room for the new
    columns = null
    columns = await readColumns(sql, context)
    seen = now
    return columns
  }
}

async function readColumns(sql: Sql, context: CallContext): Promise<ReceivableColumns> {
  const customerId = Int32Array.from(sql.prepare('SELECT id FROM organisation ORDER BY id').pluck().all() as number[])
  const customerPlace = placesById(customerId)
  const dayOf = dayReader()
  const counts = sql.prepare('SELECT (SELECT count(*) FROM due_date) AS dueDates, (SELECT count(*) FROM payment) AS payments, (SELECT count(*) FROM allocation) AS allocations').get() as Record<'dueDates' | 'payments' | 'allocations', number>
  const total = counts.dueDates + counts.payments + counts.allocations
  let done = 0

  /** Rows in the order of their ids, a chunk at a time; other calls have their turn between two chunks. No statement stays open meanwhile: messages may be leaving. */
  const eachRow = async <R extends [id: number, ...unknown[]]>(chunkAfter: (id: number) => R[], visit: (row: R, place: number) => void): Promise<void> => {
    let place = 0
    for (let last = 0; ;) {
      const rows = chunkAfter(last)
      for (const row of rows) visit(row, place++)
      context.progress({ phase: 'receivables', done: done += rows.length, total })
      await setImmediate()
      context.throwIfCancelled()
      if (rows.length < CHUNK) return
      last = rows.at(-1)![0]
    }
  }

  const dueDates = { count: counts.dueDates, ...idAndCustomer(counts.dueDates), invoicedDay: new Int32Array(counts.dueDates), isDayAssumed: new Uint8Array(counts.dueDates), dueDay: new Int32Array(counts.dueDates), amountCents: new Float64Array(counts.dueDates), settledCents: new Float64Array(counts.dueDates) }
  const dueDateChunk = sql.prepare(`SELECT d.id, d.organisation_id, i.invoiced_on, i.is_day_assumed, iif(i.is_day_assumed = 1, (SELECT applied_at FROM import_batch WHERE id = i.import_id), NULL),
    d.due_on, d.amount_cents, d.settled_by_source_cents FROM due_date d CROSS JOIN invoice i ON i.id = d.invoice_id WHERE d.id > ? ORDER BY d.id LIMIT ${CHUNK}`).raw()
  await eachRow((after) => dueDateChunk.all(after) as [number, number, LocalDate, number, Instant | null, LocalDate, number, number][], ([id, customer, invoicedOn, isAssumed, importedAt, dueOn, amount, settled], place) => {
    dueDates.id[place] = id
    dueDates.customer[place] = customerPlace[customer]!
    dueDates.invoicedDay[place] = dayOf(countsFrom({ invoicedOn, isDayAssumed: isAssumed === 1, importedAt }))
    dueDates.isDayAssumed[place] = isAssumed
    dueDates.dueDay[place] = dayOf(dueOn)
    dueDates.amountCents[place] = amount
    dueDates.settledCents[place] = settled
  })

  const payments = { count: counts.payments, ...idAndCustomer(counts.payments), paidDay: new Int32Array(counts.payments), amountCents: new Float64Array(counts.payments), settledCents: new Float64Array(counts.payments) }
  const paymentChunk = sql.prepare(`SELECT id, organisation_id, paid_on, amount_cents, settled_by_source_cents FROM payment WHERE id > ? ORDER BY id LIMIT ${CHUNK}`).raw()
  await eachRow((after) => paymentChunk.all(after) as [number, number, LocalDate, number, number][], ([id, customer, paidOn, amount, settled], place) => {
    payments.id[place] = id
    payments.customer[place] = customerPlace[customer]!
    payments.paidDay[place] = dayOf(paidOn)
    payments.amountCents[place] = amount
    payments.settledCents[place] = settled
  })

  const dueDatePlace = placesById(dueDates.id)
  const paymentPlace = placesById(payments.id)
  const allocations = { count: counts.allocations, id: new Int32Array(counts.allocations), dueDate: new Int32Array(counts.allocations), payment: new Int32Array(counts.allocations), credit: new Int32Array(counts.allocations), day: new Int32Array(counts.allocations), cents: new Float64Array(counts.allocations) }
  const allocationChunk = sql.prepare(`SELECT id, due_date_id, payment_id, credit_due_date_id, amount_cents FROM allocation WHERE id > ? ORDER BY id LIMIT ${CHUNK}`).raw()
  await eachRow((after) => allocationChunk.all(after) as [number, number, number | null, number | null, number][], ([id, dueDateId, paymentId, creditId, amount], place) => {
    const dueDate = dueDatePlace[dueDateId]!
    const payment = paymentId === null ? -1 : paymentPlace[paymentId]!
    const credit = creditId === null ? -1 : dueDatePlace[creditId]!
    allocations.id[place] = id
    allocations.dueDate[place] = dueDate
    allocations.payment[place] = payment
    allocations.credit[place] = credit
    allocations.day[place] = Math.max(dueDates.invoicedDay[dueDate]!, payment >= 0 ? payments.paidDay[payment]! : dueDates.invoicedDay[credit]!)
    allocations.cents[place] = amount
  })
  return { customerId, dueDates, payments, allocations }
}

const idAndCustomer = (count: number): { id: Int32Array; customer: Int32Array } => ({ id: new Int32Array(count), customer: new Int32Array(count) })

/** A few hundred days come again and again: each text is read once. */
function dayReader(): (date: LocalDate) => number {
  const known = new Map<LocalDate, number>()
  return (date) => {
    let day = known.get(date)
    if (day === undefined) known.set(date, day = dayNumber(date))
    return day
  }
}

/** Place of each id in an ascending list; −1 for an id it has not. */
export function placesById(ids: Int32Array): Int32Array {
  const places = new Int32Array((ids.at(-1) ?? 0) + 1).fill(-1)
  ids.forEach((id, place) => { places[id] = place })
  return places
}
