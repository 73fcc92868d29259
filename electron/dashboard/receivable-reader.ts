import type { CallContext } from '../../shared/call.ts'
import type { AllocationColumns, DueDateColumns, PaymentColumns, ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import { dayNumber, localDay, type Instant } from '../../shared/date.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'
import { dates, numbers, someNumbers, type Column } from './column-text.ts'
import { eachEnteredAgain } from './entered-again.ts'
import { readRows, type RowSource } from './row-walk.ts'

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

/** Of an invoice that is money which went back, where the import of an assumed day would stand (0 when it has none). */
const RETURNED = -1

/** As `paymentCountsFrom` (assumed-day-rules.ts) says it; the local day, which is dear, only where it may matter. */
const PAYMENT_COUNTS_FROM = `iif(paid_on < substr(noted_at, 1, 10), paid_on, min(paid_on, date(noted_at, 'localtime')))`

async function readColumns(sql: Sql, context: CallContext): Promise<ReceivableColumns> {
  const customerId = Int32Array.from(sql.prepare('SELECT id FROM organisation ORDER BY id').pluck().all() as number[])
  const customerPlace = placesById(customerId)
  const counts = { dueDates: 0, payments: 0, allocations: 0 }
  for (const [name, table] of [['dueDates', 'due_date'], ['payments', 'payment'], ['allocations', 'allocation']] as const) {
    counts[name] = sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    await giveWay(context)
  }
  const total = counts.dueDates + counts.payments + counts.allocations
  let done = 0
  const read = async (source: RowSource, columns: readonly Column[]): Promise<void> => {
    await readRows(sql, source, columns, context, (rows) => context.progress({ phase: 'receivables', done: done += rows, total }))
  }

  const dueDates: DueDateColumns = {
    count: counts.dueDates, ...idAndCustomer(counts.dueDates), invoicedDay: new Int32Array(counts.dueDates), dueDay: new Int32Array(counts.dueDates), amountCents: new Float64Array(counts.dueDates), settledCents: new Float64Array(counts.dueDates),
    isDayAssumed: new Uint8Array(counts.dueDates), isNoSale: new Uint8Array(counts.dueDates), placeById: new Int32Array(),
  }
  const natures: number[] = []
  await read({ from: 'due_date d', key: 'd.id', joined: 'CROSS JOIN invoice i ON i.id = d.invoice_id', ids: dueDates.id }, [
    numbers('d.organisation_id', dueDates.customer), dates('i.invoiced_on', dueDates.invoicedDay), dates('d.due_on', dueDates.dueDay), numbers('d.amount_cents', dueDates.amountCents), numbers('d.settled_by_source_cents', dueDates.settledCents),
    someNumbers('d.id', `iif(i.is_day_assumed, coalesce(i.import_id, 0), ${RETURNED})`, 'i.is_day_assumed OR i.is_payment_returned', natures),
  ])
  toPlaces(dueDates.customer, customerPlace)
  dueDates.placeById = placesById(dueDates.id)
  await giveWay(context)
  tellNatures(dueDates, natures, readImportDays(sql))
  await eachEnteredAgain(sql, settledIds(dueDates), (id) => { dueDates.isNoSale[dueDates.placeById[id]!] = 1 }, context)

  const payments = { count: counts.payments, ...idAndCustomer(counts.payments), paidDay: new Int32Array(counts.payments), amountCents: new Float64Array(counts.payments), settledCents: new Float64Array(counts.payments) }
  await read({ from: 'payment', key: 'id', ids: payments.id }, [
    numbers('organisation_id', payments.customer), dates(PAYMENT_COUNTS_FROM, payments.paidDay), numbers('amount_cents', payments.amountCents), numbers('settled_by_source_cents', payments.settledCents),
  ])
  toPlaces(payments.customer, customerPlace)

  const allocations = { count: counts.allocations, id: new Int32Array(counts.allocations), dueDate: new Int32Array(counts.allocations), payment: new Int32Array(counts.allocations), credit: new Int32Array(counts.allocations), day: new Int32Array(counts.allocations), cents: new Float64Array(counts.allocations) }
  await read({ from: 'allocation', key: 'id', ids: allocations.id }, [
    numbers('due_date_id', allocations.dueDate), numbers('coalesce(payment_id, -credit_due_date_id)', allocations.payment), numbers('amount_cents', allocations.cents),
  ])
  await giveWay(context)
  joinAllocations(allocations, dueDates, payments)
  await giveWay(context)
  return { customerId, dueDates, payments, allocations }
}

const idAndCustomer = (count: number): { id: Int32Array; customer: Int32Array } => ({ id: new Int32Array(count), customer: new Int32Array(count) })

/** Ids become their places. */
function toPlaces(ids: Int32Array, places: Int32Array): void {
  for (let at = 0; at < ids.length; at += 1) ids[at] = places[ids[at]!]!
}

/** Ids of both sides become places. Among payments stand their ids, and those of credit notes' due dates with a minus. */
function joinAllocations({ count, dueDate, payment, credit, day }: AllocationColumns, dueDates: DueDateColumns, payments: PaymentColumns): void {
  toPlaces(dueDate, dueDates.placeById)
  const paymentPlace = placesById(payments.id)
  for (let place = 0; place < count; place += 1) {
    const source = payment[place]!
    payment[place] = source < 0 ? -1 : paymentPlace[source]!
    credit[place] = source < 0 ? dueDates.placeById[-source]! : -1
    day[place] = Math.max(dueDates.invoicedDay[dueDate[place]!]!, source < 0 ? dueDates.invoicedDay[credit[place]!]! : payments.paidDay[payment[place]!]!)
  }
}

/** Marks due dates whose invoices are out of the ordinary: their ids, each with what its invoice is. */
function tellNatures(dueDates: DueDateColumns, natures: readonly number[], importDays: ReadonlyMap<number, number>): void {
  for (let at = 0; at < natures.length; at += 2) {
    const [place, nature] = [dueDates.placeById[natures[at]!]!, natures[at + 1]!]
    if (nature === RETURNED) dueDates.isNoSale[place] = 1
    else {
      dueDates.isDayAssumed[place] = 1
      dueDates.invoicedDay[place] = Math.min(dueDates.invoicedDay[place]!, importDays.get(nature) ?? Infinity)
    }
  }
}

/** Due dates that the books settled wholly. */
function settledIds({ count, id, amountCents, settledCents }: DueDateColumns): number[] {
  const ids: number[] = []
  for (let place = 0; place < count; place += 1) {
    if (amountCents[place]! > 0 && settledCents[place] === amountCents[place]) ids.push(id[place]!)
  }
  return ids
}

/** The local day of each import: an invoice of an unknown day counts from it at the latest (assumed-day-rules.ts). */
const readImportDays = (sql: Sql): Map<number, number> =>
  new Map((sql.prepare('SELECT id, applied_at FROM import_batch').raw().all() as [number, Instant][]).map(([id, appliedAt]) => [id, dayNumber(localDay(appliedAt))]))

/** Place of each id in an ascending list; −1 for an id it has not. */
function placesById(ids: Int32Array): Int32Array {
  const places = new Int32Array((ids.at(-1) ?? 0) + 1).fill(-1)
  for (let place = 0; place < ids.length; place += 1) places[ids[place]!] = place
  return places
}
