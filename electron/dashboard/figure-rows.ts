import { AppError } from '../../shared/errors.ts'
import { AGE_BRACKETS, bracketPlace } from '../../shared/dashboard/ageing-rules.ts'
import type { Figure } from '../../shared/dashboard/dashboard-contract.ts'
import { forecastPlace, forecastWeeks } from '../../shared/dashboard/forecast-rules.ts'
import { eachSettlement } from '../../shared/dashboard/payment-delay-rules.ts'
import { restAt, type ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import { eachReceipt, type LetterColumns } from '../../shared/dashboard/reminder-effect-rules.ts'
import { usualDelaysAt, yearBefore } from '../../shared/dashboard/summary-rules.ts'
import { addDays, dayNumber, type LocalDate } from '../../shared/date.ts'

/**
 * A row behind a figure, with its part of it. Ids are those of due dates; of settlements: of allocations; among credits: of payments, and of credit notes' due dates with
 * a minus, so that the two differ.
 */
export interface Part { id: number; cents: number; /** Of the settlement, or the one expected */ day: number | null; days: number | null }

type FigureOf<K extends Figure['kind']> = Extract<Figure, { kind: K }>

/** The rows behind a figure: the very walk that adds it up, kept row by row. */
export function partsOf(columns: ReceivableColumns, letters: LetterColumns, figure: Figure): Part[] {
  switch (figure.kind) {
    case 'open': return openParts(columns, figure)
    case 'credits': return creditParts(columns, figure)
    case 'sales': return invoicedParts(columns, figure, 0)
    case 'leftOut': return invoicedParts(columns, figure, 1)
    case 'settlements': return settlementParts(columns, figure)
    case 'effect': return effectParts(columns, letters, figure)
    case 'forecast': return forecastParts(columns, figure)
    case 'undated': return undatedParts(columns, figure.asOf)
  }
}

const placeOfCustomer = ({ customerId }: ReceivableColumns, id: number | null): number | null => {
  if (id === null) return null
  const place = customerId.indexOf(id)
  if (place < 0) throw new AppError('record.gone')
  return place
}

function openParts(columns: ReceivableColumns, { on, bracket, customerId }: FigureOf<'open'>): Part[] {
  const { dueDates } = columns
  const day = dayNumber(on)
  const customer = placeOfCustomer(columns, customerId)
  const { ofDueDate } = restAt(columns, day)
  const isIn = (daysLate: number): boolean => bracket === null || (bracket === 'overdue' ? daysLate > 0 : AGE_BRACKETS[bracketPlace(daysLate)] === bracket)
  const parts: Part[] = []
  for (let place = 0; place < dueDates.count; place += 1) {
    const daysLate = day - dueDates.dueDay[place]!
    if (ofDueDate[place]! <= 0 || (customer !== null && dueDates.customer[place] !== customer) || !isIn(daysLate)) continue
    parts.push({ id: dueDates.id[place]!, cents: ofDueDate[place]!, day: null, days: Math.max(0, daysLate) })
  }
  return parts
}

function creditParts(columns: ReceivableColumns, { on, customerId }: FigureOf<'credits'>): Part[] {
  const { dueDates, payments } = columns
  const customer = placeOfCustomer(columns, customerId)
  const { ofDueDate, ofPayment } = restAt(columns, dayNumber(on))
  const parts: Part[] = []
  for (let place = 0; place < dueDates.count; place += 1) {
    if (ofDueDate[place]! < 0 && (customer === null || dueDates.customer[place] === customer)) parts.push({ id: -dueDates.id[place]!, cents: -ofDueDate[place]!, day: dueDates.invoicedDay[place]!, days: null })
  }
  for (let place = 0; place < payments.count; place += 1) {
    if (ofPayment[place] !== 0 && (customer === null || payments.customer[place] === customer)) parts.push({ id: payments.id[place]!, cents: ofPayment[place]!, day: payments.paidDay[place]!, days: null })
  }
  return parts
}

function invoicedParts({ dueDates }: ReceivableColumns, { from, to }: FigureOf<'sales' | 'leftOut'>, isNoSale: 0 | 1): Part[] {
  const [start, end] = [dayNumber(from), dayNumber(to)]
  const parts: Part[] = []
  for (let place = 0; place < dueDates.count; place += 1) {
    const day = dueDates.invoicedDay[place]!
    if (day >= start && day <= end && dueDates.isNoSale[place] === isNoSale) parts.push({ id: dueDates.id[place]!, cents: dueDates.amountCents[place]!, day: null, days: null })
  }
  return parts
}

function settlementParts(columns: ReceivableColumns, { after, to }: FigureOf<'settlements'>): Part[] {
  const { allocations, dueDates } = columns
  const parts: Part[] = []
  eachSettlement(columns, dayNumber(after), dayNumber(to), (place) => {
    const day = allocations.day[place]!
    parts.push({ id: allocations.id[place]!, cents: allocations.cents[place]!, day, days: day - dueDates.dueDay[allocations.dueDate[place]!]! })
  })
  return parts
}

function effectParts(columns: ReceivableColumns, letters: LetterColumns, { asOf, days, level, channel, profile, language }: FigureOf<'effect'>): Part[] {
  const { allocations } = columns
  const oldEnough = dayNumber(addDays(asOf, -days))
  const isWanted = letters.groups.map((group) => (level ?? group.level) === group.level && (channel ?? group.channel) === group.channel && (profile ?? group.profile) === group.profile && (language ?? group.language) === group.language)
  const parts: Part[] = []
  eachReceipt(columns, letters, yearBefore(asOf), asOf, (place, letter, after) => {
    if (after <= days && letters.sentDay[letter]! <= oldEnough && isWanted[letters.group[letter]!]) parts.push({ id: allocations.id[place]!, cents: allocations.cents[place]!, day: null, days: after })
  })
  return parts
}

function forecastParts(columns: ReceivableColumns, { asOf, place: wanted }: FigureOf<'forecast'>): Part[] {
  const { dueDates } = columns
  const day = dayNumber(asOf)
  const weeks = forecastWeeks(day)
  const delays = usualDelaysAt(columns, asOf)
  const { ofDueDate } = restAt(columns, day)
  const parts: Part[] = []
  for (let place = 0; place < dueDates.count; place += 1) {
    if (ofDueDate[place]! <= 0) continue
    const delay = delays[dueDates.customer[place]!]!
    const expectedDay = dueDates.dueDay[place]! + delay
    if (forecastPlace(weeks, expectedDay, day) === wanted) parts.push({ id: dueDates.id[place]!, cents: ofDueDate[place]!, day: expectedDay, days: delay })
  }
  return parts
}

function undatedParts({ dueDates }: ReceivableColumns, asOf: LocalDate): Part[] {
  const [after, to] = [dayNumber(yearBefore(asOf)), dayNumber(asOf)]
  const parts: Part[] = []
  for (let place = 0; place < dueDates.count; place += 1) {
    const day = dueDates.invoicedDay[place]!
    if (dueDates.settledCents[place]! > 0 && dueDates.isNoSale[place] === 0 && day > after && day <= to) parts.push({ id: dueDates.id[place]!, cents: dueDates.settledCents[place]!, day: null, days: null })
  }
  return parts
}
