import type { LocalDate } from '../date.ts'
import { cents, sumCents, type Cents } from '../money.ts'
import type { PromiseState } from './call-contract.ts'

/** A due date that was promised. */
export interface PromisedDebt {
  /** Open when it was promised */
  promisedOpenCents: number
  openCents: number
  /** Of what settled it since, what is dated after the promised day */
  settledLaterCents: number
  /** Of what settled it since, what is dated before the promise was made */
  settledEarlierCents: number
}

export interface PromiseFacts {
  amountCents: number
  promisedFor: LocalDate
  isCancelled: boolean
  /** Credits that had been taken off before he promised: no part of it */
  creditCents: number
  /** None left when they were all deleted */
  debts: readonly PromisedDebt[]
}

/** What became of a promise: whatever settles its due dates counts, payments and credit notes alike, by the day they are dated. */
export interface PromiseOutcome { state: PromiseState; paidCents: Cents }

/**
 * Kept when the due dates were settled by at least the promised amount by the promised day, that day included; kept late when it came afterwards; partly kept and broken only once the day has passed.
 * A credit that had been taken off what was asked for keeps nothing when it is used. A settlement taken back opens the promise again: nothing is stored of its state.
 */
export function promiseOutcome({ amountCents, promisedFor, isCancelled, creditCents, debts }: PromiseFacts, asOf: LocalDate): PromiseOutcome {
  const credited = Math.min(creditCents, sumCents(debts.map((debt) => Math.min(paidOf(debt), debt.settledEarlierCents))))
  const paidCents = cents(sumCents(debts.map(paidOf)) - credited)
  const paidInTime = sumCents(debts.map((debt) => Math.max(0, paidOf(debt) - debt.settledLaterCents))) - credited
  return { paidCents, state: stateOf() }

  function stateOf(): PromiseState {
    if (isCancelled || debts.length === 0) return 'cancelled'
    if (paidInTime >= amountCents) return 'kept'
    if (asOf <= promisedFor) return 'pending'
    if (paidCents >= amountCents) return 'kept-late'
    return paidCents > 0 ? 'partly-kept' : 'broken'
  }
}

/** An invoice made larger since is no payment taken back. */
const paidOf = ({ promisedOpenCents, openCents }: PromisedDebt): number => Math.max(0, promisedOpenCents - openCents)

/** Whether he is to be asked again: the day has passed and something is missing. */
export const isUnkept = (state: PromiseState): boolean => state === 'broken' || state === 'partly-kept'
