import type { HoldMark } from '../holds/hold-contract.ts'
import { cents, sumCents, type Cents } from '../money.ts'

/** A due date somebody is called about. */
export interface ClaimedDueDate { openCents: number; hold: Pick<HoldMark, 'kind'> | null }

/** What is asked for on the telephone, and what is told beside it. */
export interface CallClaim {
  /** Due dates nothing keeps back */
  askedCents: Cents
  disputedCents: Cents
  /** Promised, under a plan, or kept back for another reason */
  pausedCents: Cents
  /** Of the credits not used yet, what comes off */
  deductedCents: Cents
  /** What is asked for in the end: 0 when there is nothing to call about */
  claimedCents: Cents
}

/** Unused credits come off what is asked for, whichever due date they were meant for: nobody is asked for too much. */
export function callClaim(dueDates: readonly ClaimedDueDate[], creditCents: number): CallClaim {
  const sumOf = (isCounted: (kind: HoldMark['kind'] | null) => boolean): Cents => sumCents(dueDates.filter(({ hold }) => isCounted(hold?.kind ?? null)).map(({ openCents }) => openCents))
  const askedCents = sumOf((kind) => kind === null)
  const deductedCents = cents(Math.min(Math.max(0, creditCents), askedCents))
  return { askedCents, disputedCents: sumOf((kind) => kind === 'dispute'), pausedCents: sumOf((kind) => kind !== null && kind !== 'dispute'), deductedCents, claimedCents: cents(askedCents - deductedCents) }
}

/** Of the customer's unused credits, what an amount promised on due dates leaves to them. */
export const creditTakenOff = (openCents: number, promisedCents: number, creditCents: number): Cents => cents(Math.max(0, Math.min(creditCents, openCents - promisedCents)))
