import type { LocalDate } from '../../shared/date.ts'
import type { Cents } from '../../shared/money.ts'
import type { SearchCriteria, Selection } from '../../shared/reminders/reminder-contract.ts'
import { dueRange } from '../../shared/reminders/search-rules.ts'
import { normalise } from '../../shared/text.ts'
import type { OpenItems } from './open-items.ts'

/**
 * « Calcul » (R-EBP-15…32): the unpaid due dates that meet every criterion, by customer name, due date and number.
 * @param invoices flags by invoice id of those whose numbers were asked for, or null when none was
 */
export function select(items: OpenItems, criteria: SearchCriteria, asOf: LocalDate, invoices: Uint8Array | null): Omit<Selection, 'registerLength'> {
  const { customers } = items
  const { fromDay, toDay } = dueRange(criteria, asOf)
  const name = normalise(criteria.name)
  const minOutstanding = criteria.minOutstandingCents ?? 0
  const picked = new PickedItems(items, criteria.level, invoices)
  for (let customer = 0; customer < customers.id.length; customer += 1) {
    if (customers.outstandingCents[customer]! < minOutstanding) continue
    if (name !== '' && !customers.nameNorm[customer]!.includes(name)) continue
    const end = customers.start[customer + 1]!
    const from = firstPlaceFrom(items.dueDay, fromDay, customers.start[customer]!, end)
    picked.add(from, firstPlaceFrom(items.dueDay, toDay + 1, from, end))
    // a period begins before it ends: what is older than it is not beyond it
    picked.leaveOut(customers.start[customer]!, firstPlaceFrom(items.dueDay, Math.min(fromDay, toDay + 1), customers.start[customer]!, from))
  }
  return { asOf, ...picked.result() }
}

/** Those of the due dates that are unpaid, as « Calcul » would show them. */
export function selectIds(items: OpenItems, ids: Int32Array, asOf: LocalDate): Omit<Selection, 'registerLength'> {
  const places = Int32Array.from(new Set(Array.from(ids, (id) => items.placeOf[id] ?? -1))).filter((place) => place >= 0).sort()
  let [customerCount, totalCents] = [0, 0]
  places.forEach((place, index) => {
    totalCents += items.openCents[place]!
    if (index === 0 || items.customer[place] !== items.customer[places[index - 1]!]) customerCount += 1
  })
  return {
    asOf, count: places.length, customerCount, totalCents: totalCents as Cents, olderCount: 0, olderCents: 0 as Cents,
    ids: places.map((place) => items.id[place]!), openCents: Float64Array.from(places, (place) => items.openCents[place]!), levels: Uint8Array.from(places, (place) => items.level[place]!),
  }
}

/** First of the places `from` … `end` − 1, ascending by day, that is not before `day`; `end` when all are. */
function firstPlaceFrom(dueDay: Int32Array, day: number, from: number, end: number): number {
  if (from === end || dueDay[from]! >= day) return from
  let low = from
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (dueDay[middle]! < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Gathers one customer's range after the other, leaving out the places whose level or invoice was not asked for. */
class PickedItems {
  private readonly items: OpenItems
  private readonly level: SearchCriteria['level']
  private readonly invoices: Uint8Array | null
  private readonly ids: Int32Array
  private readonly openCents: Float64Array
  private readonly levels: Uint8Array
  private count = 0
  private customerCount = 0
  private totalCents = 0
  private olderCount = 0
  private olderCents = 0

  constructor(items: OpenItems, level: SearchCriteria['level'], invoices: Uint8Array | null) {
    this.items = items
    this.level = level
    this.invoices = invoices
    this.ids = new Int32Array(items.count)
    this.openCents = new Float64Array(items.count)
    this.levels = new Uint8Array(items.count)
  }

  add(from: number, to: number): void {
    const before = this.count
    for (let place = from; place < to; place += 1) {
      if (!this.isAskedFor(place)) continue
      const openCents = this.items.openCents[place]!
      this.ids[this.count] = this.items.id[place]!
      this.openCents[this.count] = openCents
      this.levels[this.count] = this.items.level[place]!
      this.totalCents += openCents
      this.count += 1
    }
    if (this.count > before) this.customerCount += 1
  }

  /** Counts what is older than the period. */
  leaveOut(from: number, to: number): void {
    for (let place = from; place < to; place += 1) {
      if (!this.isAskedFor(place)) continue
      this.olderCount += 1
      this.olderCents += this.items.openCents[place]!
    }
  }

  private isAskedFor(place: number): boolean {
    return (this.level === 'all' || this.items.level[place] === this.level) && (this.invoices === null || this.invoices[this.items.invoiceId[place]!] === 1)
  }

  result(): Omit<Selection, 'asOf' | 'registerLength'> {
    return {
      count: this.count,
      customerCount: this.customerCount,
      totalCents: this.totalCents as Cents,
      olderCount: this.olderCount,
      olderCents: this.olderCents as Cents,
      ids: this.ids.slice(0, this.count),
      openCents: this.openCents.slice(0, this.count),
      levels: this.levels.slice(0, this.count),
    }
  }
}
