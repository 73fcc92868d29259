import { addDays, addYears, dayNumber, fromDayNumber, type LocalDate } from '../date.ts'
import { cents, type Cents } from '../money.ts'
import { AGE_BRACKETS, ageingOf, customersByOpen, type AgeBracket, type AgeingFigures, type CustomerBalance } from './ageing-rules.ts'
import type { CustomerAgeingRow, Dashboard, HistoryRow } from './dashboard-contract.ts'
import { countBack, ratioDso } from './dso-rules.ts'
import { forecastOf, forecastWeeks } from './forecast-rules.ts'
import { dailySales, historyDays, historyOf, leftOutBetween, salesByMonth, salesSince, type SalesMonth } from './history-rules.ts'
import { averageTenthDays, settledBetween, settledByPeriod, usualDelays } from './payment-delay-rules.ts'
import { restAt, type ReceivableColumns, type Rest } from './receivable-columns.ts'

/** The twelve months of delays, effects and habits end on that day and begin after this one. */
export const yearBefore = (asOf: LocalDate): LocalDate => addYears(asOf, -1)

/** The « balance âgée » of a day, customers in its order. */
export interface AgeingAtDay { asOf: LocalDate; figures: AgeingFigures; balances: CustomerBalance[] }

export function ageingAt(columns: ReceivableColumns, asOf: LocalDate, rest = restAt(columns, dayNumber(asOf))): AgeingAtDay {
  const figures = ageingOf(columns, rest, dayNumber(asOf))
  return { asOf, figures, balances: customersByOpen(figures.customers) }
}

type InBrackets = Record<AgeBracket, Cents>
const inBrackets = (centsOf: (bracket: number) => number): InBrackets => Object.fromEntries(AGE_BRACKETS.map((name, bracket) => [name, cents(centsOf(bracket))])) as InBrackets

/** A customer's line, but for his code and name. */
export function ageingLine({ asOf, figures: { customers } }: AgeingAtDay, { customer, openCents, creditCents }: CustomerBalance): Omit<CustomerAgeingRow, 'id' | 'code' | 'name'> {
  const oldestDueDay = customers.oldestDueDay[customer]!
  return {
    ...inBrackets((bracket) => customers.bracketCents[bracket]![customer]!),
    openCents: cents(openCents), creditCents: cents(creditCents), totalCents: cents(openCents - creditCents),
    oldestDaysLate: oldestDueDay === Infinity ? 0 : Math.max(0, dayNumber(asOf) - oldestDueDay),
  }
}

/** All figures of the dashboard that follow from receivables alone. `giveWay` is awaited between walks over all of them, so that nobody waits for more than one. */
export async function summaryOf(columns: ReceivableColumns, ageing: AgeingAtDay, rest: Rest, giveWay: () => Promise<void>): Promise<Omit<Dashboard, 'topDebtors' | 'effects' | 'promises'>> {
  const { asOf } = ageing
  const forecast = forecastRows(columns, rest, asOf)
  await giveWay()
  const sales = dailySales(columns, asOf)
  const months = salesByMonth(sales)
  await giveWay()
  const history = historyRows(columns, asOf, months)
  await giveWay()
  const { netCents } = history.at(-1)!
  const period = salesSince(sales, addDays(yearBefore(asOf), 1))
  const { tenthDays, isAtLeast, steps } = countBack(netCents, months)
  const leftOut = leftOutBetween(columns, period.from, period.to)
  return {
    asOf,
    ageing: ageingTotals(ageing),
    history,
    dso: {
      netCents, countBackTenthDays: tenthDays, isAtLeast,
      steps: steps.map((step) => ({ ...step, salesCents: cents(step.salesCents), takenCents: cents(step.takenCents) })),
      ratioTenthDays: ratioDso(netCents, period.salesCents, period.days),
      period: { ...period, salesCents: cents(period.salesCents) },
      leftOut: { count: leftOut.count, cents: cents(leftOut.cents) },
    },
    delay: delayOf(columns, asOf),
    forecast,
    undated: undatedOf(columns, asOf),
  }
}

function ageingTotals({ figures, balances }: AgeingAtDay): Dashboard['ageing'] {
  const { bracketCents, bracketCount, creditCents, creditCount } = figures
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const openCents = sum(bracketCents)
  return {
    ...inBrackets((bracket) => bracketCents[bracket]!), openCents: cents(openCents), creditCents: cents(creditCents), totalCents: cents(openCents - creditCents),
    counts: bracketCount, creditCount, overdueCents: cents(openCents - bracketCents[0]!), overdueCount: sum(bracketCount) - bracketCount[0]!, customerCount: balances.filter((balance) => balance.openCents > 0).length,
  }
}

function historyRows(columns: ReceivableColumns, asOf: LocalDate, months: readonly SalesMonth[]): HistoryRow[] {
  const days = historyDays(asOf)
  const boundaries = [addDays(`${days[0]!.slice(0, 7)}-01` as LocalDate, -1), ...days].map(dayNumber)
  const settled = settledByPeriod(columns, boundaries)
  return historyOf(columns, days).map(({ on, openCents, overdueCents, creditCents }, point) => ({
    on, openCents: cents(openCents), overdueCents: cents(overdueCents), creditCents: cents(creditCents), netCents: cents(openCents - creditCents),
    dsoTenthDays: countBack(openCents - creditCents, months.filter(({ to }) => to <= on)).tenthDays,
    settledCents: cents(settled[point]!.cents), delayTenthDays: averageTenthDays(settled[point]!.lateCentDays, settled[point]!.cents),
  }))
}

function delayOf(columns: ReceivableColumns, asOf: LocalDate): Dashboard['delay'] {
  const after = yearBefore(asOf)
  const settled = settledBetween(columns, dayNumber(after), dayNumber(asOf))
  return {
    after, to: asOf, settledCents: cents(settled.cents), count: settled.count, onTimeCents: cents(settled.onTimeCents),
    lateTenthDays: averageTenthDays(settled.lateCentDays, settled.cents), termTenthDays: averageTenthDays(settled.termCentDays, settled.termCents),
  }
}

/** Usual delays at that day: of the twelve months before it. */
export const usualDelaysAt = (columns: ReceivableColumns, asOf: LocalDate): Int32Array => usualDelays(columns, dayNumber(yearBefore(asOf)), dayNumber(asOf))

function forecastRows(columns: ReceivableColumns, rest: Rest, asOf: LocalDate): Dashboard['forecast'] {
  const day = dayNumber(asOf)
  const weeks = forecastWeeks(day)
  return forecastOf(columns, rest, usualDelaysAt(columns, asOf), day).map(({ dueCents, expectedCents, expectedCount }, place) => {
    const week = weeks[place - 1]
    const kind = place === 0 ? 'past' : week ? 'week' : 'later'
    return { kind, from: week ? fromDayNumber(week.fromDay) : null, to: week ? fromDayNumber(week.toDay) : null, dueCents: cents(dueCents), expectedCents: cents(expectedCents), expectedCount }
  })
}

/** Invoices of the twelve months that the books settled, wholly or in part, on a day they do not tell. */
function undatedOf(columns: ReceivableColumns, asOf: LocalDate): Dashboard['undated'] {
  const [after, to] = [dayNumber(yearBefore(asOf)), dayNumber(asOf)]
  const { count, invoicedDay, settledCents, isNoSale } = columns.dueDates
  const undated = { count: 0, cents: 0 }
  for (let place = 0; place < count; place += 1) {
    if (settledCents[place]! <= 0 || isNoSale[place] === 1 || invoicedDay[place]! <= after || invoicedDay[place]! > to) continue
    undated.count += 1
    undated.cents += settledCents[place]!
  }
  return { count: undated.count, cents: cents(undated.cents) }
}
