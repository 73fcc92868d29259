import type { CallContext } from '../../shared/call.ts'
import type { ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import { dayNumber, localDay, type Instant } from '../../shared/date.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { eachEnteredAgain } from './entered-again.ts'
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

/** A date as its day number (date.ts). SQLite reads a date in less time than a text takes to reach JavaScript. */
const day = (date: string): string => `unixepoch(${date}) / 86400`

/** The id, then the columns the query asks for: seven, five or four in all. */
type NumberRow = [id: number, second: number, third: number, fourth: number, fifth: number, sixth: number, seventh: number]

/** What an invoice is, where the import of an assumed day would stand (0 when it has none). */
const ORDINARY = -1
const RETURNED = -2

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
  /** Rows in the order of their ids, the first column. */
  const eachOf = (query: string, visit: (row: NumberRow, place: number) => void): Promise<void> => {
    const statement = sql.prepare(`${query} LIMIT ${CHUNK}`).raw()
    return eachRow<NumberRow>((last) => statement.all(last?.[0] ?? 0) as NumberRow[], visit, context, (rows) => context.progress({ phase: 'receivables', done: done += rows, total }))
  }

  const dueDates = {
    count: counts.dueDates, ...idAndCustomer(counts.dueDates), invoicedDay: new Int32Array(counts.dueDates), dueDay: new Int32Array(counts.dueDates), amountCents: new Float64Array(counts.dueDates), settledCents: new Float64Array(counts.dueDates),
    isDayAssumed: new Uint8Array(counts.dueDates), isNoSale: new Uint8Array(counts.dueDates),
  }
  const importDays = readImportDays(sql)
  const settledIds: number[] = []
  await eachOf(`SELECT d.id, d.organisation_id, ${day('i.invoiced_on')}, ${day('d.due_on')}, d.amount_cents, d.settled_by_source_cents,
    CASE WHEN i.is_day_assumed = 1 THEN coalesce(i.import_id, 0) WHEN i.is_payment_returned = 1 THEN ${RETURNED} ELSE ${ORDINARY} END
    FROM due_date d CROSS JOIN invoice i ON i.id = d.invoice_id WHERE d.id > ? ORDER BY d.id`, (row, place) => {
    const nature = row[6]
    dueDates.id[place] = row[0]
    dueDates.customer[place] = customerPlace[row[1]]!
    dueDates.invoicedDay[place] = nature >= 0 ? Math.min(row[2], importDays.get(nature) ?? row[2]) : row[2]
    dueDates.dueDay[place] = row[3]
    dueDates.amountCents[place] = row[4]
    dueDates.settledCents[place] = row[5]
    dueDates.isDayAssumed[place] = nature >= 0 ? 1 : 0
    dueDates.isNoSale[place] = nature === RETURNED ? 1 : 0
    if (row[4] > 0 && row[5] === row[4]) settledIds.push(row[0])
  })

  const payments = { count: counts.payments, ...idAndCustomer(counts.payments), paidDay: new Int32Array(counts.payments), amountCents: new Float64Array(counts.payments), settledCents: new Float64Array(counts.payments) }
  await eachOf(`SELECT id, organisation_id, ${day('paid_on')}, amount_cents, settled_by_source_cents FROM payment WHERE id > ? ORDER BY id`, (row, place) => {
    payments.id[place] = row[0]
    payments.customer[place] = customerPlace[row[1]]!
    payments.paidDay[place] = row[2]
    payments.amountCents[place] = row[3]
    payments.settledCents[place] = row[4]
  })

  const dueDatePlace = placesById(dueDates.id)
  await eachEnteredAgain(sql, settledIds, (id) => { dueDates.isNoSale[dueDatePlace[id]!] = 1 }, context)
  const paymentPlace = placesById(payments.id)
  const allocations = { count: counts.allocations, id: new Int32Array(counts.allocations), dueDate: new Int32Array(counts.allocations), payment: new Int32Array(counts.allocations), credit: new Int32Array(counts.allocations), day: new Int32Array(counts.allocations), cents: new Float64Array(counts.allocations) }
  // a payment, or minus a credit note's due date
  await eachOf('SELECT id, due_date_id, coalesce(payment_id, -credit_due_date_id), amount_cents FROM allocation WHERE id > ? ORDER BY id', (row, place) => {
    const dueDate = dueDatePlace[row[1]]!
    const payment = row[2] < 0 ? -1 : paymentPlace[row[2]]!
    const credit = row[2] < 0 ? dueDatePlace[-row[2]]! : -1
    allocations.id[place] = row[0]
    allocations.dueDate[place] = dueDate
    allocations.payment[place] = payment
    allocations.credit[place] = credit
    allocations.day[place] = Math.max(dueDates.invoicedDay[dueDate]!, payment >= 0 ? payments.paidDay[payment]! : dueDates.invoicedDay[credit]!)
    allocations.cents[place] = row[3]
  })
  return { customerId, dueDates, payments, allocations }
}

const idAndCustomer = (count: number): { id: Int32Array; customer: Int32Array } => ({ id: new Int32Array(count), customer: new Int32Array(count) })

/** The local day of each import: an invoice of an unknown day counts from it at the latest (assumed-day-rules.ts). */
const readImportDays = (sql: Sql): Map<number, number> =>
  new Map((sql.prepare('SELECT id, applied_at FROM import_batch').raw().all() as [number, Instant][]).map(([id, appliedAt]) => [id, dayNumber(localDay(appliedAt))]))

/** Place of each id in an ascending list; −1 for an id it has not. */
export function placesById(ids: Int32Array): Int32Array {
  const places = new Int32Array((ids.at(-1) ?? 0) + 1).fill(-1)
  ids.forEach((id, place) => { places[id] = place })
  return places
}
