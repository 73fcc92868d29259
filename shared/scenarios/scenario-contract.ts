import { z } from 'zod'
import { command, query } from '../call.ts'
import { HoldMark } from '../holds/hold-contract.ts'
import { LetterLevel } from '../reminders/reminder-contract.ts'
import { CentsSchema, Id, Ids, LocalDateSchema, Nothing } from '../schemas.ts'

/** Which customers a letter of the scenario is for: all, or those whose letters of that level leave by e-mail, or on paper. How a letter leaves is the customer's to say. */
export const Audience = z.enum(['all', 'email', 'paper'])
export type Audience = z.infer<typeof Audience>

export const StepAction = z.discriminatedUnion('kind', [z.object({ kind: z.literal('letter'), level: LetterLevel, audience: Audience }), z.object({ kind: z.literal('call') })])
export type StepAction = z.output<typeof StepAction>

/** « J+15 : relance de niveau 1 »: so many days after the due date. */
export const ScenarioStep = z.object({ days: z.int().min(1).max(3650), action: StepAction })
export type ScenarioStep = z.output<typeof ScenarioStep>

/** More steps than anybody follows. */
export const MOST_STEPS = 12

export const Scenario = z.object({
  isOn: z.boolean(),
  /** Their place in this list, from 0, is what they are known by */
  steps: z.array(ScenarioStep).max(MOST_STEPS),
  /** Nothing is proposed about a due date sooner than so many days after its last reminder, no call sooner after the customer's last one. */
  minDaysBetween: z.int().min(1).max(365),
  /** Steps missed are caught up one level after the other; or the step reached by now is proposed, whatever levels it passes over. */
  catchUp: z.enum(['next-level', 'reached']),
})
export type Scenario = z.output<typeof Scenario>

/** Why nothing is to be done yet about a due date whose step is reached. As reminders name it, and `in-session`: the customer is in a call session that is open. */
export const BlockedReason = z.enum(['awaiting-send', 'blocked', 'prescribed', 'covered-by-credits', 'below-tolerance', 'in-session'])
export type BlockedReason = z.infer<typeof BlockedReason>

const about = { customerId: Id, customerCode: z.string(), customerName: z.string(), dueDateCount: z.int(), totalCents: CentsSchema }

/** A step to be done for a customer today. */
export const ScenarioEntry = z.object({
  ...about,
  phone: z.string(),
  oldestDueOn: LocalDateSchema,
  /** The day since which it could have been done, of the due date that waits longest */
  sinceOn: LocalDateSchema,
  /** Steps before it that were reached, not done, and are passed over */
  skipped: z.array(z.int()),
})
export type ScenarioEntry = z.output<typeof ScenarioEntry>

/** The step was reached, and something keeps it from being done. */
export const BlockedEntry = z.object({ ...about, place: z.int(), reason: BlockedReason, hold: HoldMark.nullable() })
export type BlockedEntry = z.output<typeof BlockedEntry>

/** All that a step is to be done for. */
export const ScenarioGroup = z.object({
  place: z.int(), step: ScenarioStep, customerCount: z.int(), dueDateCount: z.int(), totalCents: CentsSchema,
  /** The largest amounts first, at most as many as asked for */
  entries: z.array(ScenarioEntry),
})
export type ScenarioGroup = z.output<typeof ScenarioGroup>

/** What the scenario proposes on a day. It never does it. */
export const ScenarioToday = z.object({
  asOf: LocalDateSchema, isOn: z.boolean(),
  /** Of the steps that are to be done for somebody, in their order */
  groups: z.array(ScenarioGroup),
  /** The largest amounts first, at most as many as asked for; due dates in all */
  blocked: z.array(BlockedEntry), blockedCount: z.int(),
  /** Due dates that wait for their next step; the day on which the first of them comes */
  waitingCount: z.int(), nextOn: LocalDateSchema.nullable(),
  /** Due dates for which all steps are done */
  finishedCount: z.int(),
})
export type ScenarioToday = z.output<typeof ScenarioToday>

export const scenarioContract = {
  settings: query(Nothing, Scenario),
  /** AppError('scenario.no-step'), ('scenario.days-order', {step}), ('scenario.level-order', {step}), ('scenario.never-reached', {step}), ('scenario.too-close', {step, days}). */
  saveSettings: command(Scenario, Scenario),
  /** Reads only. */
  today: query(z.object({ asOf: LocalDateSchema, /** Customers told of a step */ most: z.int().min(0).max(5000).default(50) }), ScenarioToday),
  /** The due dates a step is to be done for, of one customer or of all. AppError('scenario.gone') when the scenario has no such step any more. */
  dueDates: query(z.object({ asOf: LocalDateSchema, place: z.int().min(0), customerId: Id.nullable() }), z.object({ step: ScenarioStep, ids: Ids })),
}
