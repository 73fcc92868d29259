import { addYears, dayNumber, fromDayNumber, type LocalDate } from '../date.ts'
import type { ReceivableColumns } from './receivable-columns.ts'

/** What was owed at the end of a day. Net = open due dates − credits not used yet: the balance of the customers' accounts. */
export interface HistoryPoint { on: LocalDate; openCents: number; overdueCents: number; creditCents: number }

/** The twelve month ends before that day, then the day itself. */
export function historyDays(asOf: LocalDate): LocalDate[] {
  const days: LocalDate[] = [asOf]
  for (let count = 0; count < 12; count += 1) days.unshift(fromDayNumber(dayNumber(`${days[0]!.slice(0, 7)}-01` as LocalDate) - 1))
  return days
}

/**
 * Outstanding at each of those days (ascending), by the rule of statements, in one walk over due dates, payments and allocations. What is open at a day is
 * the sum of what came before it: an invoice adds what the books had not settled, an allocation takes off from the day it counts. The same, moved to
 * the day after the due date at the earliest, is what is overdue.
 */
export function historyOf({ dueDates, payments, allocations }: ReceivableColumns, days: readonly LocalDate[]): HistoryPoint[] {
  const dayNumbers = days.map(dayNumber)
  const pointFrom = firstPointFrom(dayNumbers)
  const [open, overdue, credit] = [new Float64Array(days.length + 1), new Float64Array(days.length + 1), new Float64Array(days.length + 1)]
  for (let place = 0; place < dueDates.count; place += 1) {
    const cents = dueDates.amountCents[place]! - dueDates.settledCents[place]!
    const invoicedDay = dueDates.invoicedDay[place]!
    if (cents < 0) credit[pointFrom(invoicedDay)]! -= cents
    if (cents <= 0) continue
    open[pointFrom(invoicedDay)]! += cents
    overdue[pointFrom(Math.max(invoicedDay, dueDates.dueDay[place]! + 1))]! += cents
  }
  for (let place = 0; place < payments.count; place += 1) credit[pointFrom(payments.paidDay[place]!)]! += payments.amountCents[place]! - payments.settledCents[place]!
  for (let place = 0; place < allocations.count; place += 1) {
    const cents = allocations.cents[place]!
    const day = allocations.day[place]!
    open[pointFrom(day)]! -= cents
    credit[pointFrom(day)]! -= cents
    overdue[pointFrom(Math.max(day, dueDates.dueDay[allocations.dueDate[place]!]! + 1))]! -= cents
  }
  const sums = { openCents: 0, overdueCents: 0, creditCents: 0 }
  return days.map((on, point) => {
    sums.openCents += open[point]!
    sums.overdueCents += overdue[point]!
    sums.creditCents += credit[point]!
    return { on, ...sums }
  })
}

/** The place of the first of those days that is not before a day; one past the last when all are. */
function firstPointFrom(days: readonly number[]): (day: number) => number {
  const first = days[0]!
  const last = days.at(-1)!
  const points = new Uint8Array(last - first + 1)
  for (let day = first, point = 0; day <= last; day += 1) {
    if (day > days[point]!) point += 1
    points[day - first] = point
  }
  return (day) => (day <= first ? 0 : day > last ? days.length : points[day - first]!)
}

/** What was invoiced in a month, credit notes deducted; the first and the last may be parts of one. */
export interface SalesMonth { from: LocalDate; to: LocalDate; days: number; salesCents: number }

/** Calls back each due date of a sale, credit notes among them: the day it was invoiced and its amount. */
function eachSale({ dueDates }: ReceivableColumns, visit: (day: number, cents: number) => void): void {
  for (let place = 0; place < dueDates.count; place += 1) {
    if (dueDates.isNoSale[place] === 0) visit(dueDates.invoicedDay[place]!, dueDates.amountCents[place]!)
  }
}

/** What is no sale between two days, both included. */
export function leftOutBetween({ dueDates }: ReceivableColumns, from: LocalDate, to: LocalDate): { count: number; cents: number } {
  const [start, end] = [dayNumber(from), dayNumber(to)]
  const leftOut = { count: 0, cents: 0 }
  for (let place = dueDates.isNoSale.indexOf(1); place >= 0; place = dueDates.isNoSale.indexOf(1, place + 1)) {
    if (dueDates.invoicedDay[place]! < start || dueDates.invoicedDay[place]! > end) continue
    leftOut.count += 1
    leftOut.cents += dueDates.amountCents[place]!
  }
  return leftOut
}

/** Months from the one that ends the period back to the first invoice, at most ten years: latest first. */
export function salesByMonth(columns: ReceivableColumns, asOf: LocalDate): SalesMonth[] {
  const lastDay = dayNumber(asOf)
  let firstDay = lastDay
  eachSale(columns, (day) => { if (day < firstDay) firstDay = day })
  firstDay = Math.max(firstDay, dayNumber(addYears(asOf, -10)))
  const byDay = new Float64Array(lastDay - firstDay + 1)
  eachSale(columns, (day, cents) => { if (day >= firstDay && day <= lastDay) byDay[day - firstDay]! += cents })
  const months: SalesMonth[] = []
  for (let to = asOf; dayNumber(to) >= firstDay;) {
    const from = `${to.slice(0, 7)}-01` as LocalDate
    const [start, end] = [dayNumber(from), dayNumber(to)]
    let salesCents = 0
    for (let day = Math.max(start, firstDay); day <= end; day += 1) salesCents += byDay[day - firstDay]!
    months.push({ from, to, days: end - start + 1, salesCents })
    to = fromDayNumber(start - 1)
  }
  return months
}

/** Invoiced between two days, both included; `from` is the day of the first invoice when that comes later. */
export interface Sales { from: LocalDate; to: LocalDate; days: number; salesCents: number }

export function salesBetween(columns: ReceivableColumns, from: LocalDate, to: LocalDate): Sales {
  const [start, end] = [dayNumber(from), dayNumber(to)]
  let [firstDay, salesCents] = [end, 0]
  eachSale(columns, (day, cents) => {
    if (day < firstDay) firstDay = day
    if (day >= start && day <= end) salesCents += cents
  })
  const since = Math.max(start, firstDay)
  return { from: fromDayNumber(since), to, days: end - since + 1, salesCents }
}
