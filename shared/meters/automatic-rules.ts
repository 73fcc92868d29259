import type { RequestCandidate } from '../assets/asset-contract.ts'
import { addDays, daysBetween, type LocalDate } from '../date.ts'
import type { AutomaticOutcome } from './automatic-contract.ts'
import { RequestProblem } from './request-contract.ts'
import { isNewCycle, isReadingOld, type PlannedRequest } from './calendar-rules.ts'

/** Days a run goes through, `from` included, and those before that are too long ago. */
export interface DaysToRun { from: LocalDate; forgottenDays: number; isDue: boolean }

/**
 * The days since the last one gone through, up to `asOf`: that day itself is always among them (« Lancer maintenant »). In a dossier that has never been
 * through one it is the first: what came before the calendars is not caught up.
 * @param lastDay gone through, `asOf` at the latest
 * @param mostDays NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE: days before `asOf` that may still be caught up
 */
export function daysToRun(asOf: LocalDate, lastDay: LocalDate | null, mostDays: number): DaysToRun {
  if (lastDay === null) return { from: asOf, forgottenDays: 0, isDue: true }
  const missed = Math.max(0, daysBetween(lastDay, asOf) - 1)
  const caughtUp = Math.min(missed, mostDays)
  return { from: addDays(asOf, -caughtUp), forgottenDays: missed - caughtUp, isDue: asOf > lastDay }
}

/** What is known of a planned request's asset. */
export interface AskedAsset {
  /** undefined when it no longer stands at an active customer */
  candidate: Pick<RequestCandidate, 'medium' | 'lastReal'> | undefined
  /** The latest it was asked for by itself */
  latestCycle: string | undefined
  /** Day of the last request a person made that left or may still leave, and is not answered */
  askedByHandOn: LocalDate | undefined
}

/**
 * Why the calendars' request is not made, null when it is: not twice for a cycle (M-117), a person's request since the cycle began counting as its first, only by e-mail or
 * fax (M-003, M-004), and not after a real reading of late (M-087…M-089). The day is the calendars', whenever the run that catches it up takes place.
 */
export function obstacleToAsking({ cycleKey, sendOn, heldUntil }: Pick<PlannedRequest, 'cycleKey' | 'sendOn' | 'heldUntil'>, { candidate, latestCycle, askedByHandOn }: AskedAsset, maxDaysWithoutReading: number): Exclude<AutomaticOutcome, 'requested'> | null {
  if (!isNewCycle(cycleKey, latestCycle)) return 'asked-already'
  if (candidate === undefined) return 'not-in-park'
  if (candidate.medium === null) return 'no-mode'
  if (askedByHandOn !== undefined && askedByHandOn >= `${cycleKey}-02`) return 'asked-by-hand'
  if (!isReadingOld(candidate.lastReal?.readOn ?? null, sendOn, maxDaysWithoutReading)) return 'read-recently'
  return heldUntil === undefined ? null : 'excluded'
}

/** The key of an outcome's wording: what keeps a row of the screen from leaving is said in the same words. */
export const outcomeKey = (outcome: AutomaticOutcome): string => (RequestProblem.safeParse(outcome).success ? `meters.problem.${outcome}` : `automatic.outcome.${outcome}`)
