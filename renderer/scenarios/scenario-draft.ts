import type { Audience, Scenario, ScenarioStep } from '../../shared/scenarios/scenario-contract.ts'

/** A step as it is entered: an empty number is null. `id` tells rows apart while they are added and removed. */
export interface StepDraft { id: number; days: number | null; action: 'call' | 1 | 2 | 3; audience: Audience }
export interface ScenarioDraft { isOn: boolean; steps: StepDraft[]; minDaysBetween: number | null; catchUp: Scenario['catchUp'] }

let lastId = 0
const draftOfStep = ({ days, action }: ScenarioStep): StepDraft => ({ id: ++lastId, days, ...action.kind === 'call' ? { action: 'call', audience: 'all' } : { action: action.level, audience: action.audience } })

export const draftOf = ({ steps, ...scenario }: Scenario): ScenarioDraft => ({ ...scenario, steps: steps.map(draftOfStep) })

/** One more, behind the last. */
export const nextStep = (steps: readonly StepDraft[]): StepDraft => ({ id: ++lastId, days: (steps.at(-1)?.days ?? 0) + 15, action: 'call', audience: 'all' })

/** What the entries say; a number that is missing counts as 0, which no rule accepts. */
export const scenarioOf = ({ steps, minDaysBetween, ...draft }: ScenarioDraft): Scenario => ({
  ...draft, minDaysBetween: minDaysBetween ?? 0,
  steps: steps.map(({ days, action, audience }) => ({ days: days ?? 0, action: action === 'call' ? { kind: 'call' } : { kind: 'letter', level: action, audience } })),
})
