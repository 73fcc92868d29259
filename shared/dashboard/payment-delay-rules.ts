import { roundedRatio } from './dso-rules.ts'
import { firstPointFrom } from './history-rules.ts'
import type { ReceivableColumns } from './receivable-columns.ts'

/** What payments settled: delays are sums of cents × days, from the due date and from the invoice. Credit notes settle without paying, and do not count. An invoice of an assumed day has no term: `termCents` are those of the others. */
export interface Settled { cents: number; count: number; lateCentDays: number; termCents: number; termCentDays: number; onTimeCents: number }

const nothingSettled = (): Settled => ({ cents: 0, count: 0, lateCentDays: 0, termCents: 0, termCentDays: 0, onTimeCents: 0 })

/** Calls back each settlement of a sale by a payment that counts from a day in ]after, to]: its place among the allocations. */
export function eachSettlement({ allocations, dueDates }: ReceivableColumns, after: number, to: number, visit: (place: number) => void): void {
  for (let place = 0; place < allocations.count; place += 1) {
    const day = allocations.day[place]!
    if (day > after && day <= to && allocations.payment[place]! >= 0 && dueDates.isNoSale[allocations.dueDate[place]!] === 0) visit(place)
  }
}

/** What was settled in ]days[i − 1], days[i]], by i from 1: a period each. */
export function settledByPeriod(columns: ReceivableColumns, days: readonly number[]): Settled[] {
  const periods = days.slice(1).map(nothingSettled)
  const firstEnd = firstPointFrom(days)
  eachSettlement(columns, days[0]!, days.at(-1)!, (place) => add(columns, periods[firstEnd(columns.allocations.day[place]!) - 1]!, place))
  return periods
}

export function settledBetween(columns: ReceivableColumns, after: number, to: number): Settled {
  const settled = nothingSettled()
  eachSettlement(columns, after, to, (place) => add(columns, settled, place))
  return settled
}

function add({ allocations, dueDates }: ReceivableColumns, settled: Settled, place: number): void {
  const [cents, day, dueDate] = [allocations.cents[place]!, allocations.day[place]!, allocations.dueDate[place]!]
  const daysLate = day - dueDates.dueDay[dueDate]!
  settled.cents += cents
  settled.count += 1
  settled.lateCentDays += cents * daysLate
  if (dueDates.isDayAssumed[dueDate] === 0) {
    settled.termCents += cents
    settled.termCentDays += cents * (day - dueDates.invoicedDay[dueDate]!)
  }
  if (daysLate <= 0) settled.onTimeCents += cents
}

/** Average weighted by amounts, in tenths of a day; null when nothing was settled. Negative: paid before. */
export function averageTenthDays(centDays: number, cents: number): number | null {
  if (cents === 0) return null
  const tenths = roundedRatio(10, Math.abs(centDays), cents)
  return centDays < 0 ? 0 - tenths : tenths
}

/** Fewer settlements than this are no habit. */
export const LEAST_SETTLEMENTS = 3

/**
 * How many days after (or before) their due date customers usually pay, by customer place: the average, weighted by amounts, of what their payments settled in ]after, to],
 * to the nearest day. Who settled fewer than three due dates is expected to do as the dossier does, and that as agreed when nobody paid.
 */
export function usualDelays(columns: ReceivableColumns, after: number, to: number): Int32Array {
  const customers = columns.customerId.length
  const [cents, centDays, counts] = [new Float64Array(customers), new Float64Array(customers), new Int32Array(customers)]
  const all = { cents: 0, centDays: 0 }
  eachSettlement(columns, after, to, (place) => {
    const { allocations, dueDates } = columns
    const dueDate = allocations.dueDate[place]!
    const customer = dueDates.customer[dueDate]!
    const amount = allocations.cents[place]!
    const late = amount * (allocations.day[place]! - dueDates.dueDay[dueDate]!)
    cents[customer]! += amount
    centDays[customer]! += late
    counts[customer]! += 1
    all.cents += amount
    all.centDays += late
  })
  const ofDossier = all.cents === 0 ? 0 : Math.round(all.centDays / all.cents)
  return Int32Array.from(counts, (count, customer) => (count < LEAST_SETTLEMENTS ? ofDossier : Math.round(centDays[customer]! / cents[customer]!)))
}
