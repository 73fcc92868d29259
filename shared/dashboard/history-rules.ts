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

/** The place of the first of those days (ascending) that is not before a day; one past the last when all are. */
export function firstPointFrom(days: readonly number[]): (day: number) => number {
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

/** What was invoiced each day from the first invoice on, but ten years at most, to `lastDay`; credit notes deducted, what is no sale left out. */
interface DailySales { firstDay: number; lastDay: number; cents: Float64Array }

export function dailySales({ dueDates }: ReceivableColumns, asOf: LocalDate): DailySales {
  const [earliest, lastDay] = [dayNumber(addYears(asOf, -10)), dayNumber(asOf)]
  const cents = new Float64Array(lastDay - earliest + 1)
  let firstDay = lastDay
  for (let place = 0; place < dueDates.count; place += 1) {
    const day = dueDates.invoicedDay[place]!
    if (day > lastDay || dueDates.isNoSale[place] === 1) continue
    if (day < firstDay) firstDay = day
    if (day >= earliest) cents[day - earliest]! += dueDates.amountCents[place]!
  }
  firstDay = Math.max(firstDay, earliest)
  return { firstDay, lastDay, cents: cents.subarray(firstDay - earliest) }
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

/** Months from the one that ends the period back to the first invoice: latest first. */
export function salesByMonth(sales: DailySales): SalesMonth[] {
  const months: SalesMonth[] = []
  for (let end = sales.lastDay; end >= sales.firstDay;) {
    const from = `${fromDayNumber(end).slice(0, 7)}-01` as LocalDate
    const start = dayNumber(from)
    months.push({ from, to: fromDayNumber(end), days: end - start + 1, salesCents: invoicedBetween(sales, start, end) })
    end = start - 1
  }
  return months
}

/** Invoiced between two days, both included; `from` is the day of the first invoice when that comes later. */
export interface Sales { from: LocalDate; to: LocalDate; days: number; salesCents: number }

export function salesSince(sales: DailySales, from: LocalDate): Sales {
  const since = Math.max(dayNumber(from), sales.firstDay)
  return { from: fromDayNumber(since), to: fromDayNumber(sales.lastDay), days: sales.lastDay - since + 1, salesCents: invoicedBetween(sales, since, sales.lastDay) }
}

function invoicedBetween({ firstDay, cents }: DailySales, start: number, end: number): number {
  let sum = 0
  for (let day = Math.max(start, firstDay); day <= end; day += 1) sum += cents[day - firstDay]!
  return sum
}
