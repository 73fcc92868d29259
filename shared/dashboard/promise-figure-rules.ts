import type { PromiseState } from '../calls/call-contract.ts'
import { sumCents } from '../money.ts'
import type { PromiseFigures } from './dashboard-contract.ts'

/** A promise and what became of it. */
export interface MadePromise { amountCents: number; state: PromiseState }

type Outcome = 'kept' | 'late' | 'broken' | 'awaited'
const OUTCOME: Partial<Record<PromiseState, Outcome>> = { kept: 'kept', 'kept-late': 'late', broken: 'broken', 'partly-kept': 'broken', pending: 'awaited' }

/** Promises added up by what became of them; null when there are none. A promise kept before its day counts as kept. */
export function promiseFigures(promises: readonly MadePromise[]): PromiseFigures | null {
  if (promises.length === 0) return null
  const of = (outcome: Outcome): MadePromise[] => promises.filter(({ state }) => OUTCOME[state] === outcome)
  const [kept, late, broken, awaited] = [of('kept'), of('late'), of('broken'), of('awaited')]
  const total = (some: readonly MadePromise[]) => sumCents(some.map(({ amountCents }) => amountCents))
  return {
    keptCount: kept.length, keptCents: total(kept), lateCount: late.length, lateCents: total(late),
    brokenCount: broken.length, brokenCents: total(broken), awaitedCount: awaited.length, awaitedCents: total(awaited),
  }
}
