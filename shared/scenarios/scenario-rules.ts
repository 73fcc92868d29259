import { AppError } from '../errors.ts'
import type { ReminderLevel } from '../schemas.ts'
import type { Audience, Scenario, ScenarioStep } from './scenario-contract.ts'

/** What is proposed until a dossier says otherwise, once it is switched on. */
export const DEFAULT_SCENARIO: Scenario = {
  isOn: false,
  steps: [
    { days: 5, action: { kind: 'letter', level: 1, audience: 'email' } },
    { days: 15, action: { kind: 'letter', level: 1, audience: 'all' } },
    { days: 25, action: { kind: 'call' } },
    { days: 30, action: { kind: 'letter', level: 2, audience: 'all' } },
    { days: 45, action: { kind: 'letter', level: 3, audience: 'all' } },
  ],
  minDaysBetween: 8,
  catchUp: 'next-level',
}

export interface StepProblem { place: number; code: 'days-order' | 'level-order' | 'never-reached' | 'too-close' }

const audienceOf = ({ action }: ScenarioStep): Audience => (action.kind === 'call' ? 'all' : action.audience)
const haveCustomersInCommon = (one: Audience, other: Audience): boolean => one === 'all' || other === 'all' || one === other

/** What is wrong at each step, the first reason of each: nothing is saved before all are right. */
export function stepProblems({ steps, minDaysBetween }: Pick<Scenario, 'steps' | 'minDaysBetween'>): StepProblem[] {
  return steps.flatMap((step, place) => {
    const before = steps.slice(0, place)
    const code = problemOf(step, before, minDaysBetween)
    return code === null ? [] : [{ place, code }]
  })
}

function problemOf(step: ScenarioStep, before: readonly ScenarioStep[], minDaysBetween: number): StepProblem['code'] | null {
  const { action, days } = step
  if (before.some((earlier) => earlier.days >= days)) return 'days-order'
  if (action.kind === 'letter') {
    const letters = before.map((earlier) => earlier.action).filter((earlier) => earlier.kind === 'letter')
    if (letters.some(({ level }) => level > action.level)) return 'level-order'
    const known = letters.filter(({ level }) => level === action.level).map(({ audience }) => audience)
    if (known.includes('all') || known.includes(action.audience) || (known.includes('email') && known.includes('paper'))) return 'never-reached'
  }
  // what follows a letter waits for the delay, a call waits for it after a call too
  const delaying = before.filter((earlier) => (earlier.action.kind === 'letter' ? isDelayedBy(step, earlier) : action.kind === 'call'))
  return delaying.some((earlier) => days - earlier.days < minDaysBetween) ? 'too-close' : null
}

/** A letter of the same level for others is no delay: whoever got the one does not get the other. */
const isDelayedBy = (step: ScenarioStep, letter: ScenarioStep): boolean => haveCustomersInCommon(audienceOf(step), audienceOf(letter))
  && !(step.action.kind === 'letter' && letter.action.kind === 'letter' && step.action.level === letter.action.level)

/** Throws AppError on a scenario that makes no sense. One without any step may only stand switched off. */
export function checkScenario(scenario: Scenario): void {
  if (scenario.isOn && scenario.steps.length === 0) throw new AppError('scenario.no-step')
  const [first] = stepProblems(scenario)
  if (first) throw new AppError(`scenario.${first.code}`, { step: first.place + 1, ...first.code === 'too-close' ? { days: scenario.minDaysBetween } : {} })
}

/** A due date as the scenario looks at it. Days are day numbers (date.ts). What was done is read from what really happened: its level and date, the customer's calls. */
export interface ScenarioFacts {
  dueDay: number
  level: ReminderLevel
  /** Of its last reminder; null without any */
  remindedDay: number | null
  /** On which the customer was last called; null if never */
  calledDay: number | null
  /** How letters of each level leave for the customer */
  isByMail: (level: 1 | 2 | 3) => boolean
}

export type ScenarioState =
  /** To be done today, since that day; the steps before it that are passed over */
  | { kind: 'proposed'; place: number; sinceDay: number; skipped: readonly number[] }
  /** Nothing before that day, unless something is done or comes in meanwhile */
  | { kind: 'waiting'; untilDay: number }
  | { kind: 'finished' }

const FINISHED: ScenarioState = { kind: 'finished' }
const NONE: readonly number[] = []

/**
 * The one step that is to be done about an overdue due date on a day, if any. A letter is done once its level is reached; a call is, once the customer
 * was called on its day or later. What is before the last letter that was sent is passed. Of what was reached and not done, letters come before calls:
 * one level after the other, or the last one straight away (`catchUp`). No two of them on one day: each waits for the delay after the last reminder.
 */
export function scenarioState({ steps, minDaysBetween, catchUp }: Scenario, facts: ScenarioFacts, today: number): ScenarioState {
  const open = openSteps(steps, facts)
  if (open.length === 0) return FINISHED
  const dayOf = (place: number): number => facts.dueDay + steps[place]!.days
  const since = (place: number): number => Math.max(dayOf(place), earliestAfterLast(steps[place]!, facts, minDaysBetween))
  const reached = open.filter((place) => dayOf(place) <= today)
  const place = reached.length === 0 ? null : chosen(steps, reached, catchUp)
  if (place === null || since(place) > today) return { kind: 'waiting', untilDay: Math.min(...open.map(since)) }
  return { kind: 'proposed', place, sinceDay: since(place), skipped: place === open[0] ? NONE : reached.filter((other) => other < place) }
}

/** The places of the steps that concern this customer and are neither done nor passed. */
function openSteps(steps: readonly ScenarioStep[], { level, dueDay, calledDay, isByMail }: ScenarioFacts): number[] {
  const open: number[] = []
  for (let place = steps.length - 1; place >= 0; place -= 1) {
    const { action, days } = steps[place]!
    if (action.kind === 'call') {
      if (calledDay === null || calledDay < dueDay + days) open.push(place)
      continue
    }
    if (action.audience !== 'all' && isByMail(action.level) !== (action.audience === 'email')) continue
    if (action.level <= level) break
    open.push(place)
  }
  return open.reverse()
}

/** Of the steps reached, the one to do. */
function chosen(steps: readonly ScenarioStep[], reached: readonly number[], catchUp: Scenario['catchUp']): number {
  const letters = reached.filter((place) => steps[place]!.action.kind === 'letter')
  if (letters.length === 0 || catchUp === 'reached') return (letters.length === 0 ? reached : letters).at(-1)!
  const levelOf = (place: number): number => { const { action } = steps[place]!; return action.kind === 'letter' ? action.level : 0 }
  return letters.findLast((place) => levelOf(place) === levelOf(letters[0]!))!
}

/** The first day on which anything may follow what was done last. */
function earliestAfterLast({ action }: ScenarioStep, { remindedDay, calledDay }: ScenarioFacts, minDaysBetween: number): number {
  const last = Math.max(remindedDay ?? -Infinity, action.kind === 'call' ? calledDay ?? -Infinity : -Infinity)
  return last + minDaysBetween
}

/** How a step is worded: a key below `scenarios.step.`, and what it says. */
export const stepWords = ({ days, action }: ScenarioStep): { key: 'letter' | 'email' | 'paper' | 'call'; params: { days: number; level: number } } =>
  (action.kind === 'call' ? { key: 'call', params: { days, level: 0 } } : { key: action.audience === 'all' ? 'letter' : action.audience, params: { days, level: action.level } })
