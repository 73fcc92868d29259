import { ageBracket } from '../accounts/statement-rules.ts'
import type { ReceivableColumns, Rest } from './receivable-columns.ts'

/** The columns of the « balance âgée », from what is not due yet to what is late by more than 90 days. */
export const AGE_BRACKETS = ['notDueCents', 'upTo30Cents', 'upTo60Cents', 'upTo90Cents', 'beyondCents'] as const
export type AgeBracket = (typeof AGE_BRACKETS)[number]

/** Place in AGE_BRACKETS. */
export const bracketPlace = (daysLate: number): number => AGE_BRACKETS.indexOf(ageBracket(daysLate))

/** Per customer place: cents a bracket (AGE_BRACKETS), unused credits (positive), and the oldest open due date's day (Infinity for none). */
export interface CustomerAgeing { bracketCents: Float64Array[]; creditCents: Float64Array; oldestDueDay: Float64Array }

export interface AgeingFigures {
  bracketCents: number[]
  /** Open due dates in each bracket. */
  bracketCount: number[]
  /** Payments and credit notes not used yet. */
  creditCents: number
  creditCount: number
  customers: CustomerAgeing
}

/** The « balance âgée » of that day, of the dossier and of each customer, from what was left then. */
export function ageingOf({ customerId, dueDates, payments }: ReceivableColumns, { ofDueDate, ofPayment }: Rest, day: number): AgeingFigures {
  const perCustomer = (): Float64Array => new Float64Array(customerId.length)
  const customers: CustomerAgeing = { bracketCents: AGE_BRACKETS.map(perCustomer), creditCents: perCustomer(), oldestDueDay: perCustomer().fill(Infinity) }
  const figures: AgeingFigures = { bracketCents: AGE_BRACKETS.map(() => 0), bracketCount: AGE_BRACKETS.map(() => 0), creditCents: 0, creditCount: 0, customers }
  const addCredit = (customer: number, cents: number): void => {
    figures.creditCents += cents
    figures.creditCount += 1
    customers.creditCents[customer]! += cents
  }
  for (let place = 0; place < dueDates.count; place += 1) {
    const cents = ofDueDate[place]!
    const customer = dueDates.customer[place]!
    if (cents < 0) addCredit(customer, -cents)
    if (cents <= 0) continue
    const dueDay = dueDates.dueDay[place]!
    const bracket = bracketPlace(day - dueDay)
    figures.bracketCents[bracket]! += cents
    figures.bracketCount[bracket]! += 1
    customers.bracketCents[bracket]![customer]! += cents
    if (dueDay < customers.oldestDueDay[customer]!) customers.oldestDueDay[customer] = dueDay
  }
  for (let place = 0; place < payments.count; place += 1) {
    if (ofPayment[place] !== 0) addCredit(payments.customer[place]!, ofPayment[place]!)
  }
  return figures
}

/** A customer who owes something or has credits, as the « balance âgée » shows him. */
export interface CustomerBalance { customer: number; openCents: number; creditCents: number }

/** Customers by what they owe, most first; those who only have credits come last. */
export function customersByOpen({ bracketCents, creditCents }: CustomerAgeing): CustomerBalance[] {
  const balances: CustomerBalance[] = []
  for (let customer = 0; customer < creditCents.length; customer += 1) {
    const openCents = bracketCents.reduce((sum, bracket) => sum + bracket[customer]!, 0)
    if (openCents > 0 || creditCents[customer]! > 0) balances.push({ customer, openCents, creditCents: creditCents[customer]! })
  }
  return balances.sort((one, other) => other.openCents - one.openCents || one.creditCents - other.creditCents || one.customer - other.customer)
}
