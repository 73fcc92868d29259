import { z } from 'zod'
import { job, query } from '../call.ts'
import { DECISION_TABLES } from '../decisions/table-rules.ts'
import { UnknownCriterion } from '../decisions/unknown-criteria-rules.ts'
import { Id, LocalDateSchema, Nothing } from '../schemas.ts'
import { RequestProblem, SendReport } from './request-contract.ts'

/** Which calendar asked; key below `automatic.reason.` */
const SendReason = z.enum(['general', 'particular', 'resumed'])

/**
 * What became of an asset the calendars name for a day: asked, not asked although it could have been, or nothing could leave for it.
 * Key below `automatic.outcome.`, or `meters.problem.`
 */
export const AutomaticOutcome = z.enum(['requested', 'read-recently', 'asked-already', 'asked-by-hand', 'excluded', 'no-mode', 'not-in-park', ...RequestProblem.options])
export type AutomaticOutcome = z.output<typeof AutomaticOutcome>

/** A line of the log of a day; its id is the asset's. */
const AutomaticLine = z.object({
  id: Id,
  providerIdentifier: z.string(), label: z.string(), customerName: z.string(), contractCode: z.string(),
  /** `YYYY-MM` */
  cycleKey: z.string(), reason: SendReason,
  /** Of the row of the calendar that says the day */
  position: z.int(),
  outcome: AutomaticOutcome,
})
export type AutomaticLine = z.output<typeof AutomaticLine>

/** A day the automatic sending has been through. */
const AutomaticDay = z.object({ day: LocalDateSchema, ranAt: z.string(), userName: z.string(), requestedCount: z.int(), skippedCount: z.int() })
export type AutomaticDay = z.output<typeof AutomaticDay>

const AutomaticState = z.object({
  /** DEMANDE_RELEVE_AUTOMATIQUE */
  isOn: z.boolean(),
  /** Whether the general or the particular calendar has a row: nothing is ever asked without one */
  hasCalendars: z.boolean(),
  lastDay: LocalDateSchema.nullable(),
  /** First day a run would go through */
  from: LocalDateSchema,
  /** Days before it that nobody went through and that no run will: longer ago than NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE */
  forgottenDays: z.int(),
  /** Whether there are days nobody went through yet */
  isDue: z.boolean(),
  /** Assets a run would ask */
  plannedCount: z.int(),
  /** Solutions with a rule whose next theoretical invoice is of a cycle that is over: they are asked for nothing until « Facturation faite… » */
  notBilled: z.object({ count: z.int(), codes: z.array(z.string()) }),
  /** Names in the calendars that nothing in the dossier bears: their rows are for nobody */
  unknownCriteria: z.array(UnknownCriterion.extend({ table: z.enum(DECISION_TABLES) })),
  /** Why the last run since the dossier was opened has failed, null after one that has not: worded by `errors.` */
  failure: z.object({ at: z.string(), code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
})
export type AutomaticState = z.output<typeof AutomaticState>

const AutomaticReport = z.object({
  /** Days gone through, in order; none when there was nothing to do by itself */
  days: z.array(AutomaticDay.omit({ ranAt: true, userName: true })),
  /** What was put into the outbox; null when there was nobody to ask */
  sending: SendReport.nullable(),
})
export type AutomaticReport = z.output<typeof AutomaticReport>

/** Automatic requests, by the calendars of the decision tables. */
export const automaticContract = {
  /** How the automatic sending stands on a day. */
  automaticState: query(z.object({ asOf: LocalDateSchema }), AutomaticState),
  /**
   * Goes through the days since the last one, up to `asOf`, which is gone through again if it already was: requests, their messages and the days in one
   * transaction. An asset is asked at most once for a cycle; a day gone through again asks again whom it asked by a message that did not leave and will not by
   * itself. `byItself`: does nothing when it is switched off or no day is due. As `send`: AppError('meters.no-sender'), ('meters.sender-invalid')
   */
  runAutomatic: job(z.object({ asOf: LocalDateSchema, byItself: z.boolean() }), AutomaticReport),
  /** Days gone through, latest first, at most 400. */
  automaticDays: query(Nothing, z.array(AutomaticDay)),
  /** What the calendars named for a day that was gone through, and what became of it. */
  automaticLines: query(z.object({ day: LocalDateSchema }), z.array(AutomaticLine)),
  /** What would be asked in the 31 days after a day if nothing changed until then: assets by the day they would be asked on. */
  automaticForecast: query(z.object({ asOf: LocalDateSchema }), z.array(z.object({ day: LocalDateSchema, count: z.int() }))),
}
