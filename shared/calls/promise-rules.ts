import type { LocalDate } from '../date.ts'
import { cents, sumCents, type Cents } from '../money.ts'
import type { PromiseState } from './call-contract.ts'

/** A due date that was promised. */
export interface PromisedDebt {
  /** Open when it was promised */
  promisedOpenCents: number
  openCents: number
  /** Of what settled it since, what is dated after the promised day; a credit he had was there in time */
  settledLaterCents: number
  /** Settled since by credits the customer had when he promised */
  creditUsedCents: number
  /** Settled since by the books, which do not say with what */
  undatedCents: number
  /** Settled since it was promised again after this promise had not been kept: for the later one to count, once */
  takenOverCents: number
  /** By a later promise, made while this one was waited for */
  isPromisedAgain: boolean
}

export interface PromiseFacts {
  amountCents: number
  promisedFor: LocalDate
  isCancelled: boolean
  /** Credits that had been taken off before he promised: no part of it */
  creditCents: number
  /** Of the credits he had then, what the books have used since without saying for what */
  creditUndatedCents: number
  /** None left when they were all deleted */
  debts: readonly PromisedDebt[]
}

/** What became of a promise: whatever settles its due dates counts, payments and credit notes alike, by the day they are dated. */
export interface PromiseOutcome { state: PromiseState; expectedCents: Cents; paidCents: Cents; isPartlyReplaced: boolean }

/**
 * Kept when the due dates were settled by at least the promised amount by the promised day, that day included; kept late when it came afterwards; partly kept and broken only once the day has passed.
 * What has been promised again is for the later promise to keep: this one is about the rest. A credit that had been taken off what was asked for keeps nothing when it is used; where the books say only that both are settled, they were settled together.
 * A settlement taken back opens the promise again: nothing is stored of its state.
 */
export function promiseOutcome({ amountCents, promisedFor, isCancelled, creditCents, creditUndatedCents, debts }: PromiseFacts, asOf: LocalDate): PromiseOutcome {
  const own = debts.filter(({ isPromisedAgain }) => !isPromisedAgain)
  const isReplaced = own.length < debts.length && own.every(({ openCents }) => openCents <= 0)
  const expectedCents = cents(Math.min(amountCents, sumCents(own.map(({ promisedOpenCents }) => promisedOpenCents))))
  const used = own.map((debt) => Math.min(paidOf(debt), debt.creditUsedCents))
  const undated = own.map((debt, index) => Math.min(paidOf(debt) - used[index]!, debt.undatedCents))
  const credited = Math.min(creditCents, sumCents(used) + Math.min(creditUndatedCents, sumCents(undated)))
  const paidCents = cents(sumCents(own.map(paidOf)) - credited)
  const paidInTime = sumCents(own.map((debt) => Math.max(0, paidOf(debt) - debt.settledLaterCents))) - credited
  return { paidCents, expectedCents, isPartlyReplaced: own.length > 0 && own.length < debts.length, state: stateOf() }

  function stateOf(): PromiseState {
    if (isCancelled || debts.length === 0) return isReplaced ? 'replaced' : 'cancelled'
    if (own.length === 0) return 'replaced'
    if (paidInTime >= expectedCents) return 'kept'
    if (asOf <= promisedFor) return 'pending'
    if (paidCents >= expectedCents) return 'kept-late'
    return paidCents > 0 ? 'partly-kept' : 'broken'
  }
}

/** An invoice made larger since is no payment taken back. */
const paidOf = ({ promisedOpenCents, openCents, takenOverCents }: PromisedDebt): number => Math.max(0, promisedOpenCents - openCents - takenOverCents)

/** Whether he is to be asked again: the day has passed and something is missing. */
export const isUnkept = (state: PromiseState): boolean => state === 'broken' || state === 'partly-kept'
