import type { LocalDate } from '../date.ts'
import { sumCents } from '../money.ts'
import { CallOutcome } from './call-contract.ts'
import { isReached } from './call-rules.ts'
import type { CallOrder, CallReport, CallSession, EntryState, ReportLine, SessionEntry } from './session-contract.ts'

/** What decides when a customer is called. */
export interface QueueCandidate {
  customerId: number
  /** Asked for */
  claimedCents: number
  oldestDueOn: LocalDate
  /** Of the last call or reminder; null without any */
  lastContactOn: LocalDate | null
  /** Promised day of the oldest promise not kept that nobody has been reached about since */
  brokenOn: LocalDate | null
}

type Comparison = (one: QueueCandidate, other: QueueCandidate) => number

const byDay = (one: LocalDate | null, other: LocalDate | null): number => ((one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0)
const largestFirst: Comparison = (one, other) => other.claimedCents - one.claimedCents
const brokenFirst: Comparison = (one, other) => Number(one.brokenOn === null) - Number(other.brokenOn === null)

const comparisons: Record<CallOrder, Comparison> = {
  amount: largestFirst,
  age: (one, other) => byDay(one.oldestDueOn, other.oldestDueOn),
  'last-contact': (one, other) => byDay(one.lastContactOn, other.lastContactOn),
  promise: (one, other) => byDay(one.brokenOn, other.brokenOn),
}

/** The queue: broken promises first, then in the order asked for; of two alike, who owes more. */
export function queueOf(candidates: readonly QueueCandidate[], order: CallOrder): QueueCandidate[] {
  return candidates.toSorted((one, other) => brokenFirst(one, other) || comparisons[order](one, other) || largestFirst(one, other) || one.customerId - other.customerId)
}

/** A queue for one person, or one each for two: every other customer, so that both have as much to do. */
export function sharesOf<T>(queue: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_value, part) => queue.filter((_one, place) => place % parts === part)).filter((share) => share.length > 0)
}

export function entryState({ isCalled, isCalledElsewhere, postponedUntil, openCents }: { isCalled: boolean; isCalledElsewhere: boolean; postponedUntil: LocalDate | null; openCents: number }, asOf: LocalDate): EntryState {
  if (isCalled) return 'called'
  if (openCents === 0) return 'settled'
  if (isCalledElsewhere) return 'called-elsewhere'
  return postponedUntil !== null && postponedUntil > asOf ? 'postponed' : 'waiting'
}

/** Whom to call after this customer: the next one of the queue who waits, then from its beginning; null when nobody waits but himself. */
export function nextToCall(entries: readonly SessionEntry[], customerId: number | null): number | null {
  const place = entries.findIndex((entry) => entry.customerId === customerId)
  return [...entries.slice(place + 1), ...entries.slice(0, Math.max(0, place))].find(({ state }) => state === 'waiting')?.customerId ?? null
}

/** The figures of a report; a customer called several times is one. */
export function reportOf(session: CallSession, states: readonly EntryState[], lines: readonly ReportLine[]): CallReport {
  const customersOf = (some: readonly ReportLine[]): number => new Set(some.map(({ customerCode }) => customerCode)).size
  const [promised, disputed] = [lines.filter(({ outcome }) => outcome === 'promise'), lines.filter(({ outcome }) => outcome === 'dispute')]
  const count = (state: EntryState): number => states.filter((one) => one === state).length
  return {
    session, lines: [...lines],
    // whoever was called today from another list waits again tomorrow
    waitingCount: count('waiting') + count('called-elsewhere'), postponedCount: count('postponed'), settledCount: count('settled'),
    reachedCount: customersOf(lines.filter(({ outcome }) => isReached(outcome))),
    promisedCount: promised.length, promisedCents: sumCents(promised.map(({ promisedCents }) => promisedCents)),
    disputedCount: disputed.length, disputedCents: sumCents(disputed.map(({ disputedCents }) => disputedCents)),
    outcomes: CallOutcome.options.flatMap((outcome) => {
      const some = lines.filter((line) => line.outcome === outcome).length
      return some === 0 ? [] : [{ outcome, count: some }]
    }),
  }
}
