import { addDays, dayNumber, daysBetween, formatDate, type LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { formatEuros, sumCents } from '../money.ts'
import type { CallOutcome, NewCall } from './call-contract.ts'

/** Nobody of the customer's answered: a promise that was broken is still to be spoken of. */
const UNANSWERED: readonly CallOutcome[] = ['voicemail', 'unreachable', 'wrong-number']
export const isReached = (outcome: CallOutcome): boolean => !UNANSWERED.includes(outcome)
/** As a list in SQL. */
export const UNANSWERED_SQL = UNANSWERED.map((outcome) => `'${outcome}'`).join(', ')

/** Outcomes that are about some due dates. */
const ABOUT_DUE_DATES: readonly CallOutcome[] = ['promise', 'dispute', 'invoice-not-received']
export const isAboutDueDates = (outcome: CallOutcome): boolean => ABOUT_DUE_DATES.includes(outcome)

/** Days after which one calls again unless the person says otherwise; a promise comes back by itself when it is broken, a dispute when it is settled. */
const CALL_AGAIN_AFTER: Partial<Record<CallOutcome, number>> = { voicemail: 1, unreachable: 1, 'call-back': 1, 'payment-sent': 5, 'awaiting-approval': 7, 'invoice-not-received': 7 }

/** The day proposed for the next call: never a Saturday or a Sunday. */
export function nextCallDay(outcome: CallOutcome, asOf: LocalDate): LocalDate | null {
  const days = CALL_AGAIN_AFTER[outcome]
  return days === undefined ? null : workingDay(addDays(asOf, days))
}

/** That day, or the Monday after. */
export function workingDay(date: LocalDate): LocalDate {
  // 1 January 1970 was a Thursday
  const weekday = (dayNumber(date) + 3) % 7
  return weekday < 5 ? date : addDays(date, 7 - weekday)
}

/**
 * A promise suspends all reminders of its due dates: whoever names a day farther away most often mistyped the year, and nobody would ask again for as long.
 * Three months cover « 60 jours fin de mois », the longest term the law allows; beyond them a plan of payments is agreed.
 */
const FARTHEST_PROMISE_DAYS = 92
export const isFarPromise = (promisedFor: LocalDate, asOf: LocalDate): boolean => daysBetween(asOf, promisedFor) > FARTHEST_PROMISE_DAYS

/**
 * Throws AppError on a call that makes no sense.
 * @param openCents of the due dates it is about, those still open; of a promise whose day has passed, as on the day of the call
 */
export function checkNewCall({ calledOn, outcome, text, nextCallOn, promise, dueDateIds, acceptsFarDay }: NewCall, openCents: readonly number[], asOf: LocalDate): void {
  if (calledOn > asOf) throw new AppError('calls.in-future')
  checkNextCall(nextCallOn, asOf)
  if (outcome === 'call-back' && nextCallOn === null) throw new AppError('calls.next-missing')
  if (outcome === 'dispute' && text.trim() === '') throw new AppError('calls.reason-missing')
  if (!isAboutDueDates(outcome)) return
  if (dueDateIds.length === 0 || openCents.length < new Set(dueDateIds).size) throw new AppError('calls.no-due-date')
  if (outcome !== 'promise') return
  if (promise === null) throw new AppError('calls.promise-missing')
  if (promise.promisedFor < calledOn) throw new AppError('calls.promise-past')
  if (!acceptsFarDay && isFarPromise(promise.promisedFor, asOf)) throw new AppError('calls.promise-far', { on: formatDate(promise.promisedFor), days: FARTHEST_PROMISE_DAYS })
  const owed = sumCents(openCents)
  if (promise.amountCents <= 0 || promise.amountCents > owed) throw new AppError('calls.promise-amount', { owed: formatEuros(owed) })
}

export function checkNextCall(nextCallOn: LocalDate | null, asOf: LocalDate): void {
  if (nextCallOn !== null && nextCallOn < asOf) throw new AppError('calls.next-past')
}

/** What the system's telephone is asked to dial: digits, and the + of a country code; null when the text holds no number. */
export function dialOf(phone: string): string | null {
  const digits = phone.replace(/\(0\)/, '').replace(/[\s.\-/()\u00a0\u202f]/g, '')
  return /^\+?\d{3,15}$/.test(digits) ? digits : null
}
