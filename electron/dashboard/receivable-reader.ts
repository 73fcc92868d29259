import type { CallContext } from '../../shared/call.ts'
import type { ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import { dayNumber, type Instant, type LocalDate } from '../../shared/date.ts'
import { countsFrom } from '../../shared/receivables/assumed-day-rules.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { CHUNK, eachRow, giveWay } from './row-walk.ts'

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
  const counts = { dueDates: 0, payments: 0, allocations: 0 }
  for (const [name, table] of [['dueDates', 'due_date'], ['payments', 'payment'], ['allocations', 'allocation']] as const) {
    counts[name] = sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    await giveWay(context)
  }
  const total = counts.dueDates + counts.payments + counts.allocations
  let done = 0
  /** Rows in the order of their ids, the first column. */
  const eachOf = <R extends [id: number, ...unknown[]]>(query: string, visit: (row: R, place: number) => void): Promise<void> => {
    const statement = sql.prepare(`${query} LIMIT ${CHUNK}`).raw()
    return eachRow((last) => statement.all(last ? last[0] : 0) as R[], visit, context, (rows) => context.progress({ phase: 'receivables', done: done += rows, total }))
  }

  const dueDates = { count: counts.dueDates, ...idAndCustomer(counts.dueDates), invoicedDay: new Int32Array(counts.dueDates), isDayAssumed: new Uint8Array(counts.dueDates), dueDay: new Int32Array(counts.dueDates), amountCents: new Float64Array(counts.dueDates), settledCents: new Float64Array(counts.dueDates) }
  await eachOf<[number, number, LocalDate, number, Instant | null, LocalDate, number, number]>(`SELECT d.id, d.organisation_id, i.invoiced_on, i.is_day_assumed, iif(i.is_day_assumed = 1, (SELECT applied_at FROM import_batch WHERE id = i.import_id), NULL),
    d.due_on, d.amount_cents, d.settled_by_source_cents FROM due_date d CROSS JOIN invoice i ON i.id = d.invoice_id WHERE d.id > ? ORDER BY d.id`, ([id, customer, invoicedOn, isAssumed, importedAt, dueOn, amount, settled], place) => {
    dueDates.id[place] = id
    dueDates.customer[place] = customerPlace[customer]!
    dueDates.invoicedDay[place] = dayOf(isAssumed === 1 ? countsFrom({ invoicedOn, isDayAssumed: true, importedAt }) : invoicedOn)
    dueDates.isDayAssumed[place] = isAssumed
    dueDates.dueDay[place] = dayOf(dueOn)
    dueDates.amountCents[place] = amount
    dueDates.settledCents[place] = settled
  })

  const payments = { count: counts.payments, ...idAndCustomer(counts.payments), paidDay: new Int32Array(counts.payments), amountCents: new Float64Array(counts.payments), settledCents: new Float64Array(counts.payments) }
  await eachOf<[number, number, LocalDate, number, number]>('SELECT id, organisation_id, paid_on, amount_cents, settled_by_source_cents FROM payment WHERE id > ? ORDER BY id', ([id, customer, paidOn, amount, settled], place) => {
    payments.id[place] = id
    payments.customer[place] = customerPlace[customer]!
    payments.paidDay[place] = dayOf(paidOn)
    payments.amountCents[place] = amount
    payments.settledCents[place] = settled
  })

  const dueDatePlace = placesById(dueDates.id)
  const paymentPlace = placesById(payments.id)
  const allocations = { count: counts.allocations, id: new Int32Array(counts.allocations), dueDate: new Int32Array(counts.allocations), payment: new Int32Array(counts.allocations), credit: new Int32Array(counts.allocations), day: new Int32Array(counts.allocations), cents: new Float64Array(counts.allocations) }
  await eachOf<[number, number, number | null, number | null, number]>('SELECT id, due_date_id, payment_id, credit_due_date_id, amount_cents FROM allocation WHERE id > ? ORDER BY id', ([id, dueDateId, paymentId, creditId, amount], place) => {
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
