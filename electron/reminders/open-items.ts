import { dayNumber, type LocalDate } from '../../shared/date.ts'
import { inFrenchOrder } from '../../shared/text.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { phoneOf } from '../db/phones.ts'

/** The customers who owe something, by name: parallel columns. */
export interface OwingCustomers {
  id: Int32Array
  code: string[]
  name: string[]
  /** As searches compare names. */
  nameNorm: string[]
  phone: string[]
  /** Remaining due of all the customer's due dates, credit notes apart: the « encours ». */
  outstandingCents: Float64Array
  /** The customer's unpaid due dates stand at places start[c] … start[c + 1] − 1, by due date. */
  start: Int32Array
}

/**
 * Every unpaid due date of a dossier as parallel columns, by customer name, due date and number: some 30 MB a million.
 * A search over them is a walk through ranges, without SQL and without an object a row.
 */
export interface OpenItems {
  count: number
  id: Int32Array
  /** Place in `customers`. */
  customer: Int32Array
  invoiceId: Int32Array
  dueDay: Int32Array
  openCents: Float64Array
  level: Uint8Array
  customers: OwingCustomers
  /** Order of all the dossier's invoice numbers, by invoice id. */
  numberRank: Int32Array
  /** Place of a due date, by its id; −1 when it is not among the unpaid. */
  placeOf: Int32Array
}

/** The unpaid due dates, read again only when the dossier has changed since; what becomes of messages changes nothing here. */
export function openItemsOf(sql: Sql): () => OpenItems {
  let items: OpenItems | null = null
  let seen = -1
  return () => {
    const now = relevantChanges(sql)
    if (!items || seen !== now) {
      items = loadOpenItems(sql)
      seen = now
    }
    return items
  }
}

type Columns = Pick<OpenItems, 'id' | 'customer' | 'invoiceId' | 'dueDay' | 'openCents' | 'level'>

const newColumns = (count: number): Columns => ({
  id: new Int32Array(count), customer: new Int32Array(count), invoiceId: new Int32Array(count), dueDay: new Int32Array(count), openCents: new Float64Array(count), level: new Uint8Array(count),
})

export function loadOpenItems(sql: Sql): OpenItems {
  const { columns, owners, count } = readUnpaid(sql)
  const numberRank = readNumberRanks(sql)
  const customers = readCustomers(sql, owners)
  const sorted = newColumns(count)
  let place = 0
  customers.forEach((customer, index) => {
    for (const source of byDueDateAndNumber(columns, customer.from, customer.to, numberRank)) {
      sorted.id[place] = columns.id[source]!
      sorted.customer[place] = index
      sorted.invoiceId[place] = columns.invoiceId[source]!
      sorted.dueDay[place] = columns.dueDay[source]!
      sorted.openCents[place] = columns.openCents[source]!
      sorted.level[place] = columns.level[source]!
      place += 1
    }
  })
  return { count, ...sorted, customers: customerColumns(customers, sorted.openCents), numberRank, placeOf: placesById(sorted.id) }
}

/** Places `from` … `to` − 1 of one customer's due dates already in the order of their dates. */
interface Run { customerId: number; from: number; to: number }

/** Straight from the covering index, whose order keeps each customer's due dates together and ascending. */
function readUnpaid(sql: Sql): { columns: Columns; owners: Run[]; count: number } {
  const count = sql.prepare('SELECT count(*) FROM due_date INDEXED BY due_date_unpaid WHERE open_cents > 0').pluck().get() as number
  const rows = sql.prepare(`SELECT id, organisation_id, due_on, open_cents, reminder_level, invoice_id FROM due_date INDEXED BY due_date_unpaid WHERE open_cents > 0
    ORDER BY organisation_id, due_on`).raw().iterate() as Iterable<[number, number, LocalDate, number, number, number]>
  const columns = newColumns(count)
  const owners: Run[] = []
  const days = new Map<LocalDate, number>()
  let owner: Run | undefined
  let place = 0
  for (const [id, customerId, dueOn, openCents, level, invoiceId] of rows) {
    if (owner?.customerId !== customerId) owners.push(owner = { customerId, from: place, to: place })
    let day = days.get(dueOn)
    if (day === undefined) days.set(dueOn, day = dayNumber(dueOn))
    columns.id[place] = id
    columns.invoiceId[place] = invoiceId
    columns.dueDay[place] = day
    columns.openCents[place] = openCents
    columns.level[place] = level
    owner.to = place += 1
  }
  return { columns, owners, count }
}

function readNumberRanks(sql: Sql): Int32Array {
  const ids = sql.prepare('SELECT id FROM invoice INDEXED BY invoice_number ORDER BY number_norm, kind, id').pluck().all() as number[]
  const ranks = new Int32Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1)
  ids.forEach((id, rank) => { ranks[id] = rank })
  return ranks
}

interface CustomerRecord { id: number; code: string; name: string; nameNorm: string; phone: string }
type OwingCustomer = CustomerRecord & Run

function readCustomers(sql: Sql, owners: readonly Run[]): OwingCustomer[] {
  const record = sql.prepare(`SELECT id, code, name, name_norm AS nameNorm,
    ${phoneOf('organisation')} AS phone FROM organisation WHERE id = ?`)
  return owners
    .map((owner) => ({ ...record.get(owner.customerId) as CustomerRecord, ...owner }))
    .sort((a, b) => inFrenchOrder(a.name, b.name) || inFrenchOrder(a.code, b.code))
}

function customerColumns(customers: readonly OwingCustomer[], openCents: Float64Array): OwingCustomers {
  const start = new Int32Array(customers.length + 1)
  const outstandingCents = new Float64Array(customers.length)
  customers.forEach(({ from, to }, index) => {
    const end = start[index]! + to - from
    start[index + 1] = end
    for (let place = start[index]!; place < end; place += 1) outstandingCents[index]! += openCents[place]!
  })
  return {
    id: Int32Array.from(customers, ({ id }) => id),
    code: customers.map(({ code }) => code),
    name: customers.map(({ name }) => name),
    nameNorm: customers.map(({ nameNorm }) => nameNorm),
    phone: customers.map(({ phone }) => phone),
    outstandingCents,
    start,
  }
}

/** The run's places, those of the same day by invoice number. */
function byDueDateAndNumber({ id, dueDay, invoiceId }: Columns, from: number, to: number, numberRank: Int32Array): Int32Array {
  const places = Int32Array.from({ length: to - from }, (_value, offset) => from + offset)
  return places.sort((a, b) => dueDay[a]! - dueDay[b]! || numberRank[invoiceId[a]!]! - numberRank[invoiceId[b]!]! || id[a]! - id[b]!)
}

function placesById(ids: Int32Array): Int32Array {
  const places = new Int32Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1).fill(-1)
  ids.forEach((id, place) => { places[id] = place })
  return places
}
