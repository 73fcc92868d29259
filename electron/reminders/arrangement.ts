import { dayNumber, formatDate, fromDayNumber, type LocalDate } from '../../shared/date.ts'
import type { SortableColumn } from '../../shared/reminders/reminder-contract.ts'
import { inFrenchOrder, normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import type { OpenItems } from './open-items.ts'
import { ascendingOrder } from './radix-order.ts'

export interface Arrangement {
  asOf: LocalDate
  sort: { column: SortableColumn; descending: boolean } | null
  filter: readonly { column: SortableColumn; text: string }[]
}

/** What sorting and filtering need beyond the search's own columns, each read the first time it is asked for. By place. */
interface FurtherColumns {
  amountCents(): Float64Array
  /** 0 when never reminded. */
  remindedDay(): Float64Array
  invoicedDay(): Float64Array
  warrantyNumber(): string[]
  invoiceNumber(): string[]
}

/** Sorts and filters ids of unpaid due dates by any column of the grid. Ids no longer unpaid are left out; equal ones keep their order. */
export function arrange(items: OpenItems, further: FurtherColumns, ids: Int32Array<ArrayBuffer>, { asOf, sort, filter }: Arrangement): Int32Array<ArrayBuffer> {
  let places = ids.map((id) => items.placeOf[id] ?? -1).filter((place) => place >= 0)
  for (const { column, text } of filter) {
    const wanted = normalise(text)
    if (wanted !== '') places = places.filter(matcher(items, further, column, wanted, asOf))
  }
  if (sort) places = sortPlaces(places, sortKey(items, further, sort.column), sort.descending)
  return places.map((place) => items.id[place]!)
}

function sortPlaces(places: Int32Array, key: (place: number) => number, descending: boolean): Int32Array<ArrayBuffer> {
  const keys = Float64Array.from(places, key)
  const least = keys.reduce((low, value) => Math.min(low, value), Infinity)
  const greatest = keys.reduce((high, value) => Math.max(high, value), -Infinity)
  const order = ascendingOrder(keys.map((value) => descending ? greatest - value : value - least))
  return order.map((index) => places[index]!)
}

/** A whole number a place, in the column's order. */
function sortKey(items: OpenItems, further: FurtherColumns, column: SortableColumn): (place: number) => number {
  const { customer, customers } = items
  const ofCustomer = (ranks: ArrayLike<number>) => (place: number): number => ranks[customer[place]!]!
  const ofPlace = (values: ArrayLike<number>) => (place: number): number => values[place]!
  switch (column) {
    case 'customerName': return ofPlace(customer)
    case 'customerCode': return ofCustomer(textRanks(customers.code))
    case 'phone': return ofCustomer(textRanks(customers.phone))
    case 'outstandingCents': return ofCustomer(customers.outstandingCents)
    case 'invoiceNumber': return (place) => items.numberRank[items.invoiceId[place]!]!
    case 'warrantyInvoiceNumber': return ofPlace(plainRanks(further.warrantyNumber()))
    case 'invoicedOn': return ofPlace(further.invoicedDay())
    case 'dueOn': return ofPlace(items.dueDay)
    case 'daysLate': return (place) => -items.dueDay[place]!
    case 'amountCents': return ofPlace(further.amountCents())
    case 'openCents': return ofPlace(items.openCents)
    case 'level': return ofPlace(items.level)
    case 'remindedOn': return ofPlace(further.remindedDay())
  }
}

/** Ranks in French order; equal texts share one, so that what was equal stays in its order. */
function textRanks(texts: readonly string[]): Int32Array {
  return sharedRanks(texts, inFrenchOrder)
}

/** For document numbers, of which there may be a million: a code, compared as it is. */
function plainRanks(texts: readonly string[]): Int32Array {
  return sharedRanks(texts, (a, b) => a < b ? -1 : a > b ? 1 : 0)
}

function sharedRanks(texts: readonly string[], compare: (a: string, b: string) => number): Int32Array {
  const distinct = [...new Set(texts)].sort(compare)
  const ranks = new Map(distinct.map((text, rank) => [text, rank]))
  return Int32Array.from(texts, (text) => ranks.get(text)!)
}

/** Whether what the grid shows at a place contains the text, itself normalised. */
function matcher(items: OpenItems, further: FurtherColumns, column: SortableColumn, wanted: string, asOf: LocalDate): (place: number) => boolean {
  const { customer, customers } = items
  const ofCustomer = (texts: readonly string[]): ((place: number) => boolean) => {
    const matches = texts.map((text) => text.includes(wanted))
    return (place) => matches[customer[place]!]!
  }
  const ofPlace = (show: (place: number) => string) => (place: number): boolean => show(place).includes(wanted)
  const plain = wanted.replace(/[^\d,.]/g, '').replace('.', ',')
  const ofAmount = (amounts: ArrayLike<number>) => (place: number): boolean => plain !== '' && plainAmount(amounts[place]!).includes(plain)
  const today = dayNumber(asOf)
  switch (column) {
    case 'customerName': return ofCustomer(customers.nameNorm)
    case 'customerCode': return ofCustomer(customers.code.map(normalise))
    case 'phone': return ofCustomer(customers.phone.map(normalise))
    case 'outstandingCents': return (place) => plain !== '' && plainAmount(customers.outstandingCents[customer[place]!]!).includes(plain)
    case 'invoiceNumber': return ofPlace(numberAt(further.invoiceNumber()))
    case 'warrantyInvoiceNumber': return ofPlace(numberAt(further.warrantyNumber()))
    case 'invoicedOn': return dayMatcher(further.invoicedDay(), wanted)
    case 'dueOn': return dayMatcher(items.dueDay, wanted)
    case 'remindedOn': return dayMatcher(further.remindedDay(), wanted)
    case 'daysLate': return ofPlace((place) => String(today - items.dueDay[place]!))
    case 'level': return ofPlace((place) => String(items.level[place]))
    case 'amountCents': return ofAmount(further.amountCents())
    case 'openCents': return ofAmount(items.openCents)
  }
}

const numberAt = (numbers: readonly string[]) => (place: number): string => normalise(numbers[place]!)

/** `1234,56`: an amount as typed into a filter, without the spaces between thousands. */
function plainAmount(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}

/** Each distinct day is formatted once. */
function dayMatcher(days: ArrayLike<number>, wanted: string): (place: number) => boolean {
  const known = new Map<number, boolean>([[0, false]])
  return (place) => {
    const day = days[place]!
    let matches = known.get(day)
    if (matches === undefined) known.set(day, matches = formatDate(fromDayNumber(day)).includes(wanted))
    return matches
  }
}

/** The further columns of one load of open items, kept as long as it. */
export function furtherColumns(sql: Sql, items: OpenItems): FurtherColumns {
  const column = <T, A extends { [place: number]: T }>(target: () => A, expression: string): (() => A) => once(() => {
    const values = target()
    const rows = sql.prepare(`SELECT d.id, ${expression} FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents > 0`).raw().iterate() as Iterable<[number, T]>
    for (const [id, value] of rows) values[items.placeOf[id]!] = value
    return values
  })
  const numbers = (): Float64Array => new Float64Array(items.count)
  const texts = (): string[] => new Array<string>(items.count).fill('')
  const days = (day: string): (() => Float64Array) => column<number, Float64Array>(numbers, `coalesce(unixepoch(${day}) / 86400, 0)`)
  return {
    amountCents: column<number, Float64Array>(numbers, 'd.amount_cents'),
    remindedDay: days('d.reminded_on'),
    invoicedDay: days('i.invoiced_on'),
    warrantyNumber: column<string, string[]>(texts, 'i.warranty_number'),
    invoiceNumber: column<string, string[]>(texts, 'i.number'),
  }
}

function once<T>(compute: () => T): () => T {
  let value: { of: T } | undefined
  return () => (value ??= { of: compute() }).of
}
