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

/** As `paymentCountsFrom` (assumed-day-rules.ts) says it. */
const PAYMENT_COUNTS_FROM = 'iif(noted_on < paid_on, noted_on, paid_on)'

async function readColumns(sql: Sql, context: CallContext): Promise<ReceivableColumns> {
  const customerId = Int32Array.from(sql.prepare('SELECT id FROM organisation ORDER BY id').pluck().all() as number[])
  const customerPlace = placesById(customerId)
  const lastIds = { dueDates: lastId(sql, 'due_date'), payments: lastId(sql, 'payment'), allocations: lastId(sql, 'allocation') }
  const total = lastIds.dueDates + lastIds.payments + lastIds.allocations
  let done = 0
  const read = async (lastId: number, source: RowSource, columns: readonly Column[]): Promise<number> => {
    const before = done
    const tell = (key: number): void => context.progress({ phase: 'receivables', done: done = before + Math.min(key, lastId), total })
    return readRows(sql, source, columns, context, tell)
  }

  const dueDates = await readDueDates(sql, lastIds.dueDates, read)
  toPlaces(dueDates.customer, customerPlace)
  await giveWay(context)
  await eachEnteredAgain(sql, settledIds(dueDates), (id) => { dueDates.isNoSale[dueDates.placeById[id]!] = 1 }, context)
  const payments = await readPayments(lastIds.payments, read)
  toPlaces(payments.customer, customerPlace)
  const allocations = await readAllocations(lastIds.allocations, read)
  await giveWay(context)
  joinAllocations(allocations, dueDates, payments)
  await giveWay(context)
  return { customerId, dueDates, payments, allocations }
}

type Read = (lastId: number, source: RowSource, columns: readonly Column[]) => Promise<number>

async function readDueDates(sql: Sql, room: number, read: Read): Promise<DueDateColumns> {
  const columns = {
    id: new Int32Array(room), customer: new Int32Array(room), invoicedDay: new Int32Array(room), dueDay: new Int32Array(room), amountCents: new Float64Array(room), settledCents: new Float64Array(room),
    isDayAssumed: new Uint8Array(room), isNoSale: new Uint8Array(room),
  }
  const settled: number[] = []
  const natures: number[] = []
  const count = await read(room, { from: 'due_date d', key: 'd.id', joined: 'CROSS JOIN invoice i ON i.id = d.invoice_id', ids: columns.id }, [
    numbers('d.organisation_id', columns.customer), dates('i.invoiced_on', columns.invoicedDay), dates('d.due_on', columns.dueDay), numbers('d.amount_cents', columns.amountCents), someNumbers('d.id', 'd.settled_by_source_cents', 'd.settled_by_source_cents <> 0', settled),
    someNumbers('d.id', `iif(i.is_day_assumed, coalesce(i.import_id, 0), ${RETURNED})`, 'i.is_day_assumed OR i.is_payment_returned', natures),
  ])
  const dueDates: DueDateColumns = { count, ...filled(columns, count), placeById: placesById(columns.id.subarray(0, count)) }
  putById(settled, dueDates.placeById, dueDates.settledCents)
  tellNatures(dueDates, natures, readImportDays(sql))
  return dueDates
}

async function readPayments(room: number, read: Read): Promise<PaymentColumns> {
  const settled: number[] = []
  const columns = { id: new Int32Array(room), customer: new Int32Array(room), paidDay: new Int32Array(room), amountCents: new Float64Array(room), settledCents: new Float64Array(room) }
  const count = await read(room, { from: 'payment', key: 'id', ids: columns.id }, [
    numbers('organisation_id', columns.customer), dates(PAYMENT_COUNTS_FROM, columns.paidDay), numbers('amount_cents', columns.amountCents), someNumbers('id', 'settled_by_source_cents', 'settled_by_source_cents <> 0', settled),
  ])
  const payments: PaymentColumns = { count, ...filled(columns, count), placeById: placesById(columns.id.subarray(0, count)) }
  putById(settled, payments.placeById, payments.settledCents)
  return payments
}

/** Both sides are told by their ids, as `joinAllocations` takes them. */
async function readAllocations(room: number, read: Read): Promise<AllocationColumns> {
  const columns = { id: new Int32Array(room), dueDate: new Int32Array(room), payment: new Int32Array(room), credit: new Int32Array(room), day: new Int32Array(room), cents: new Float64Array(room) }
  const count = await read(room, { from: 'allocation', key: 'id', ids: columns.id }, [
    numbers('due_date_id', columns.dueDate), numbers('coalesce(payment_id, -credit_due_date_id)', columns.payment), numbers('amount_cents', columns.cents),
  ])
  return { count, ...filled(columns, count) }
}

/** There are at most as many rows. A count would walk through the whole table. */
const lastId = (sql: Sql, table: string): number => sql.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() as number

/** The columns without the room that no row took. It goes with them when ids have so many gaps that most of it is that room: a ledger imported and undone again and again. */
const filled = <T extends Record<string, Int32Array | Float64Array | Uint8Array>>(columns: T, count: number): T =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, count < column.length / 2 ? column.slice(0, count) : column.subarray(0, count)])) as T

/** Numbers of a few rows, `[id, number, id, number…]`. */
function putById(pairs: readonly number[], placeById: Int32Array, into: Float64Array): void {
  for (let at = 0; at < pairs.length; at += 2) into[placeById[pairs[at]!]!] = pairs[at + 1]!
}

/** Ids become their places. */
function toPlaces(ids: Int32Array, places: Int32Array): void {
  for (let at = 0; at < ids.length; at += 1) ids[at] = places[ids[at]!]!
}

/** Ids of both sides become places. Among payments stand their ids, and those of credit notes' due dates with a minus. */
function joinAllocations({ count, dueDate, payment, credit, day }: AllocationColumns, dueDates: DueDateColumns, payments: PaymentColumns): void {
  toPlaces(dueDate, dueDates.placeById)
  for (let place = 0; place < count; place += 1) {
    const source = payment[place]!
    payment[place] = source < 0 ? -1 : payments.placeById[source]!
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
