import { dayNumber, type LocalDate } from '../../shared/date.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import type { BlockedReason, Scenario } from '../../shared/scenarios/scenario-contract.ts'
import { scenarioState } from '../../shared/scenarios/scenario-rules.ts'
import type { RemindedDays } from './scenario-repository.ts'

/** Every unpaid due date of the dossier as parallel columns, each customer's together: what reminders select from. */
export interface OpenDueDates {
  count: number
  id: Int32Array
  /** Place in `customers` */
  customer: Int32Array
  dueDay: Int32Array
  openCents: Float64Array
  level: Uint8Array
  customers: { id: Int32Array; code: string[]; name: string[]; phone: string[]; start: Int32Array }
}

type Obstacle = { reason: BlockedReason; hold: HoldMark | null }

export interface ScenarioSources {
  openItems(): OpenDueDates
  /** What keeps these due dates from being reminded, by their place in the open items */
  obstacles(asOf: LocalDate, places: Iterable<number>): (place: number) => Obstacle | null
  /** How letters leave, by customer and level */
  byMail(): (customerId: number) => (level: 1 | 2 | 3) => boolean
  /** The day of the last call that was made by that day, by customer */
  lastCalls(asOf: LocalDate): ReadonlyMap<number, LocalDate>
  /** Customers whom an open session is still to call */
  inSession(): ReadonlySet<number>
}

/** A step to be done about one due date; `item` is its place in the open items, `step` the step's in the scenario. */
export interface Proposal { item: number; step: number; sinceDay: number; skipped: readonly number[] }
export interface BlockedProposal extends Proposal { obstacle: Obstacle }

export interface Following {
  proposed: Proposal[]
  blocked: BlockedProposal[]
  waitingCount: number
  nextDay: number | null
  finishedCount: number
}

/** Where each unpaid due date stands in the scenario, of one customer or of all. */
export function followScenario(sources: ScenarioSources, scenario: Scenario, remindedDay: RemindedDays, asOf: LocalDate, customerId: number | null): Following {
  const items = sources.openItems()
  const { customers } = items
  const byMail = sources.byMail()
  const calls = sources.lastCalls(asOf)
  const today = dayNumber(asOf)
  const reached: Proposal[] = []
  let [waitingCount, nextDay, finishedCount] = [0, Infinity, 0]
  for (let customer = 0; customer < customers.id.length; customer += 1) {
    const id = customers.id[customer]!
    if (customerId !== null && id !== customerId) continue
    const calledOn = calls.get(id)
    const facts = { calledDay: calledOn === undefined ? null : dayNumber(calledOn), isByMail: byMail(id) }
    for (let item = customers.start[customer]!; item < customers.start[customer + 1]!; item += 1) {
      const state = scenarioState(scenario, { ...facts, dueDay: items.dueDay[item]!, level: items.level[item]!, remindedDay: remindedDay(items.id[item]!) ?? null }, today)
      if (state.kind === 'proposed') reached.push({ item, step: state.place, sinceDay: state.sinceDay, skipped: state.skipped })
      else if (state.kind === 'finished') finishedCount += 1
      else {
        waitingCount += 1
        nextDay = Math.min(nextDay, state.untilDay)
      }
    }
  }
  return { ...apart(sources, scenario, reached, asOf), waitingCount, nextDay: nextDay === Infinity ? null : nextDay, finishedCount }
}

/** What something keeps from being done, apart from what can be. */
function apart(sources: ScenarioSources, { steps }: Scenario, reached: readonly Proposal[], asOf: LocalDate): Pick<Following, 'proposed' | 'blocked'> {
  const { customer, customers } = sources.openItems()
  const obstacleTo = sources.obstacles(asOf, reached.map(({ item }) => item))
  const inSession = sources.inSession()
  const [proposed, blocked]: [Proposal[], BlockedProposal[]] = [[], []]
  for (const proposal of reached) {
    const isAlreadyCalled = steps[proposal.step]!.action.kind === 'call' && inSession.has(customers.id[customer[proposal.item]!]!)
    const obstacle = obstacleTo(proposal.item) ?? (isAlreadyCalled ? { reason: 'in-session' as const, hold: null } : null)
    if (obstacle === null) proposed.push(proposal)
    else blocked.push({ ...proposal, obstacle })
  }
  return { proposed, blocked }
}
