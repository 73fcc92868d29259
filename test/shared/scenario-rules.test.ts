import { describe, expect, it } from 'vitest'
import { checkScenario, DEFAULT_SCENARIO, scenarioState, stepProblems, type ScenarioFacts } from '../../shared/scenarios/scenario-rules.ts'
import type { Audience, Scenario, ScenarioStep } from '../../shared/scenarios/scenario-contract.ts'
import { seededRandom, type SeededRandom } from '../fixtures/seeded-random.ts'

const letter = (days: number, level: 1 | 2 | 3, audience: Audience = 'all'): ScenarioStep => ({ days, action: { kind: 'letter', level, audience } })
const call = (days: number): ScenarioStep => ({ days, action: { kind: 'call' } })
const scenario = (steps: ScenarioStep[], more: Partial<Scenario> = {}): Scenario => ({ isOn: true, steps, minDaysBetween: 8, catchUp: 'next-level', ...more })

describe('a scenario that is saved makes sense at every step', () => {
  it('the one delivered does, and is off', () => {
    expect(stepProblems(DEFAULT_SCENARIO)).toEqual([])
    expect(DEFAULT_SCENARIO.isOn).toBe(false)
  })
  it.each([
    ['days go up', [letter(15, 1), letter(15, 2)], 1, 'days-order'],
    ['days never go back', [letter(15, 1), call(10)], 1, 'days-order'],
    ['levels never go down', [letter(10, 2), letter(30, 1)], 1, 'level-order'],
    ['the same letter twice would never be proposed', [letter(10, 1), letter(30, 1)], 1, 'never-reached'],
    ['nor to some of those who had it', [letter(10, 1), letter(30, 1, 'email')], 1, 'never-reached'],
    ['nor to all once both kinds of customers had it', [letter(10, 1, 'email'), letter(20, 1, 'paper'), letter(30, 1)], 2, 'never-reached'],
    ['two letters stand further apart than the delay', [letter(10, 1), letter(17, 2)], 1, 'too-close'],
    ['a call waits for the delay after a letter', [letter(10, 1), call(17)], 1, 'too-close'],
    ['and after a call', [call(10), call(17)], 1, 'too-close'],
  ] as const)('%s', (_, steps, place, code) => {
    expect(stepProblems(scenario([...steps]))).toEqual([{ place, code }])
    expect(() => { checkScenario(scenario([...steps])) }).toThrow(expect.objectContaining({ code: `scenario.${code}` }))
  })
  it.each([
    ['an e-mail first, paper later to the others', [letter(5, 1, 'email'), letter(8, 1)]],
    ['a letter soon after a call', [letter(5, 1), call(13), letter(14, 2)]],
    ['letters to other customers at any distance', [letter(5, 1, 'email'), letter(7, 2, 'paper')]],
  ])('%s is no mistake', (_, steps) => { expect(stepProblems(scenario(steps))).toEqual([]) })
  it('is not switched on without a step', () => {
    expect(() => { checkScenario(scenario([])) }).toThrow(expect.objectContaining({ code: 'scenario.no-step' }))
    expect(() => { checkScenario(scenario([], { isOn: false })) }).not.toThrow()
  })
})

/** Due on day 0. */
const facts = (more: Partial<Omit<ScenarioFacts, 'isByMail'>> & { mail?: boolean } = {}): ScenarioFacts => {
  const { mail = false, ...known } = more
  return { dueDay: 0, level: 0, remindedDay: null, calledDay: null, isByMail: () => mail, ...known }
}
const proposed = (place: number, sinceDay: number, skipped: number[] = []) => ({ kind: 'proposed', place, sinceDay, skipped })
const waiting = (untilDay: number) => ({ kind: 'waiting', untilDay })

// places: 0 e-mail J+5, 1 level 1 J+15, 2 call J+25, 3 level 2 J+30, 4 level 3 J+45
describe.each([['next-level'], ['reached']] as const)('what is to be done on a day, catching up by %s', (catchUp) => {
  const followed: Scenario = { ...DEFAULT_SCENARIO, isOn: true, catchUp }
  it.each([
    ['not due yet', facts(), -3, waiting(15)],
    ['due, the first step is not reached', facts(), 14, waiting(15)],
    ['an e-mail comes earlier to whoever gets e-mails', facts({ mail: true }), 5, proposed(0, 5)],
    ['the first letter, on its day', facts(), 15, proposed(1, 15)],
    ['it stays until it is done', facts(), 20, proposed(1, 15)],
    ['an e-mail that was missed is passed over for the letter of the same level', facts({ mail: true }), 16, proposed(1, 15, [0])],
    ['done: waits for the call', facts({ level: 1, remindedDay: 15 }), 16, waiting(25)],
    ['done by e-mail: the letter of that level is not proposed again', facts({ level: 1, remindedDay: 5, mail: true }), 16, waiting(25)],
    ['the call', facts({ level: 1, remindedDay: 15 }), 25, proposed(2, 25)],
    ['a call before its day was another one', facts({ level: 1, remindedDay: 15, calledDay: 17 }), 25, proposed(2, 25)],
    ['one of a few days before is respected', facts({ level: 1, remindedDay: 15, calledDay: 20 }), 25, waiting(28)],
    ['called: waits for the next letter', facts({ level: 1, remindedDay: 15, calledDay: 25 }), 26, waiting(30)],
    ['a call that was missed is passed over', facts({ level: 1, remindedDay: 15 }), 30, proposed(3, 30, [2])],
    ['a letter sent late delays the next', facts({ level: 1, remindedDay: 28 }), 30, waiting(36)],
    ['and is proposed when the delay is over', facts({ level: 1, remindedDay: 28 }), 36, proposed(3, 36, [2])],
    ['sent again at the same level by hand: the delay counts from then', facts({ level: 1, remindedDay: 29, calledDay: 25 }), 31, waiting(37)],
    ['a level given out of the scenario passes what is before it', facts({ level: 2, remindedDay: 16 }), 31, waiting(45)],
    ['all done', facts({ level: 3, remindedDay: 45 }), 60, { kind: 'finished' }],
    ['a level without a date, as books bring it', facts({ level: 2 }), 50, proposed(4, 45)],
  ])('%s', (_, known, today, expected) => { expect(scenarioState(followed, known, today)).toEqual(expected) })
})

describe('a due date nobody has been reminded of, long after', () => {
  const old = facts({ mail: true })
  it('is caught up one level after the other', () => { expect(scenarioState({ ...DEFAULT_SCENARIO, catchUp: 'next-level' }, old, 100)).toEqual(proposed(1, 15, [0])) })
  it('or gets what is reached straight away, when the scenario says so', () => { expect(scenarioState({ ...DEFAULT_SCENARIO, catchUp: 'reached' }, old, 100)).toEqual(proposed(4, 45, [0, 1, 2, 3])) })
})

it('calls that end a scenario are proposed, once', () => {
  const calls = scenario([letter(10, 1), call(20), call(40)])
  expect(scenarioState(calls, facts({ level: 1, remindedDay: 10 }), 50)).toEqual(proposed(2, 40, [1]))
  expect(scenarioState(calls, facts({ level: 1, remindedDay: 10, calledDay: 50 }), 51)).toEqual({ kind: 'finished' })
})

describe('a year of days, with days off, weeks off and work left undone', () => {
  /** What really happened, by a clerk who does some of what is proposed on the days he is there. */
  interface Deed { day: number; place: number }

  const SCENARIOS: Scenario[] = [
    { ...DEFAULT_SCENARIO, catchUp: 'next-level' }, { ...DEFAULT_SCENARIO, catchUp: 'reached' },
    scenario([letter(3, 1, 'paper'), letter(12, 1), call(22), letter(40, 2, 'email'), call(52), letter(60, 3)]),
    scenario([call(2), letter(4, 1), call(30), call(60), letter(61, 2)], { minDaysBetween: 20, catchUp: 'reached' }),
  ]

  it('no step is proposed twice once done, no two letters in one delay, none forgotten, and « waiting » says the day', () => {
    const random = seededRandom(2611)
    for (const followed of SCENARIOS) for (let round = 0; round < 60; round += 1) {
      const known = facts({ mail: random.chance(0.5) })
      const isAtWork = attendance(random)
      const diligence = random.one([0.1, 0.5, 1])
      const deeds: Deed[] = []
      let announced: number | null = null
      for (let day = -10; day < 365; day += 1) {
        const state = scenarioState(followed, known, day)
        expect(state.kind === 'proposed').toBe(expected(followed, known, deeds, day))
        if (announced !== null) expect(state.kind === 'proposed').toBe(day >= announced)
        announced = state.kind === 'waiting' ? state.untilDay : state.kind === 'proposed' ? announced : null
        if (state.kind === 'proposed' && announced === null) announced = day
        if (state.kind !== 'proposed' || !isAtWork(day) || !random.chance(diligence)) continue
        expect(deeds.some(({ place }) => place === state.place)).toBe(false)
        deeds.push({ day, place: state.place })
        const { action } = followed.steps[state.place]!
        if (action.kind === 'call') known.calledDay = day
        else Object.assign(known, { level: action.level, remindedDay: day })
        announced = null
      }
      checkDeeds(followed, known, deeds)
    }
  })

  /** Written without the rule: looks at each step on its own and at what was done. */
  function expected({ steps, minDaysBetween }: Scenario, { isByMail }: ScenarioFacts, deeds: readonly Deed[], day: number): boolean {
    const letters = deeds.filter(({ place }) => steps[place]!.action.kind === 'letter')
    const lastLetter = letters.at(-1)
    const isFree = lastLetter === undefined || day >= lastLetter.day + minDaysBetween
    const sentLevel = Math.max(0, ...letters.map(({ place }) => { const { action } = steps[place]!; return action.kind === 'letter' ? action.level : 0 }))
    const isLeft = ({ days, action }: ScenarioStep, place: number): boolean => {
      if (days > day || !isFree) return false
      if (action.kind === 'letter') return action.level > sentLevel && (action.audience === 'all' || (action.audience === 'email') === isByMail(action.level))
      const calls = deeds.filter((deed) => steps[deed.place]!.action.kind === 'call')
      return (lastLetter === undefined || lastLetter.place < place) && calls.every((deed) => deed.day < days && day >= deed.day + minDaysBetween)
    }
    return steps.some(isLeft)
  }

  function checkDeeds({ steps, minDaysBetween, catchUp }: Scenario, { level, isByMail }: ScenarioFacts, deeds: readonly Deed[]): void {
    const sent = deeds.flatMap(({ day, place }) => { const { action } = steps[place]!; return action.kind === 'letter' ? [{ day, level: action.level }] : [] })
    sent.slice(1).forEach(({ day }, place) => { expect(day - sent[place]!.day).toBeGreaterThanOrEqual(minDaysBetween) })
    const levels = new Set(steps.flatMap(({ action }) => (action.kind === 'letter' && (action.audience === 'all' || (action.audience === 'email') === isByMail(action.level)) ? [action.level] : [])))
    const given = sent.map((one) => one.level)
    expect(given).toEqual(catchUp === 'next-level' ? [...levels].slice(0, given.length) : [...new Set(given)].toSorted())
    expect(given.at(-1) ?? 0).toBe(level)
  }

  /** Weekends off, and now and then a fortnight. */
  function attendance(random: SeededRandom): (day: number) => boolean {
    const leave = Array.from({ length: 4 }, () => random.below(365))
    return (day) => ((day % 7) + 7) % 7 < 5 && !leave.some((from) => day >= from && day < from + 14)
  }
})

it('whoever does each day what is proposed leaves no step undone', () => {
  const known = facts({ mail: true })
  const done: number[] = []
  for (let day = 0; day < 100; day += 1) {
    const state = scenarioState(DEFAULT_SCENARIO, known, day)
    if (state.kind !== 'proposed') continue
    done.push(day)
    const { action } = DEFAULT_SCENARIO.steps[state.place]!
    if (action.kind === 'call') known.calledDay = day
    else Object.assign(known, { level: action.level, remindedDay: day })
  }
  expect(done).toEqual([5, 25, 30, 45])
})
