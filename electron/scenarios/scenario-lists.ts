import { fromDayNumber } from '../../shared/date.ts'
import type { Cents } from '../../shared/money.ts'
import type { BlockedEntry, Scenario, ScenarioEntry, ScenarioGroup } from '../../shared/scenarios/scenario-contract.ts'
import type { BlockedProposal, OpenDueDates, Proposal } from './scenario-following.ts'

/** Sums of the due dates of one customer; the day numbers of the oldest and of the one that waits longest. */
interface Tally { customer: number; dueDateCount: number; totalCents: number; oldestDay: number; sinceDay: number; skipped: Set<number> }

/** What is to be done, step by step; of each step the customers with the largest amounts, `most` of them. */
export function groupsOf({ steps }: Scenario, items: OpenDueDates, proposals: readonly Proposal[], most: number): ScenarioGroup[] {
  const tallies = steps.map(() => new Map<number, Tally>())
  for (const proposal of proposals) add(tallies[proposal.step]!, items, proposal)
  return steps.flatMap((step, place) => {
    const found = [...tallies[place]!.values()].sort(byAmount)
    if (found.length === 0) return []
    return [{
      place, step, customerCount: found.length, dueDateCount: found.reduce((sum, { dueDateCount }) => sum + dueDateCount, 0), totalCents: found.reduce((sum, { totalCents }) => sum + totalCents, 0) as Cents,
      entries: found.slice(0, most).map((tally) => entryOf(items, tally)),
    }]
  })
}

function add(tallies: Map<number, Tally>, { customer: customerOf, dueDay, openCents }: OpenDueDates, { item, sinceDay, skipped }: Proposal): void {
  const customer = customerOf[item]!
  let tally = tallies.get(customer)
  if (!tally) tallies.set(customer, tally = { customer, dueDateCount: 0, totalCents: 0, oldestDay: Infinity, sinceDay: Infinity, skipped: new Set() })
  tally.dueDateCount += 1
  tally.totalCents += openCents[item]!
  tally.oldestDay = Math.min(tally.oldestDay, dueDay[item]!)
  tally.sinceDay = Math.min(tally.sinceDay, sinceDay)
  for (const place of skipped) tally.skipped.add(place)
}

/** Of two alike, the first by name, as the open items have them. */
const byAmount = (one: Tally, other: Tally): number => other.totalCents - one.totalCents || one.customer - other.customer

type Who = Pick<ScenarioEntry, 'customerId' | 'customerCode' | 'customerName' | 'dueDateCount' | 'totalCents'>
const who = ({ customers }: OpenDueDates, { customer, dueDateCount, totalCents }: Tally): Who =>
  ({ customerId: customers.id[customer]!, customerCode: customers.code[customer]!, customerName: customers.name[customer]!, dueDateCount, totalCents: totalCents as Cents })

const entryOf = (items: OpenDueDates, tally: Tally): ScenarioEntry => ({
  ...who(items, tally), phone: items.customers.phone[tally.customer]!, oldestDueOn: fromDayNumber(tally.oldestDay), sinceOn: fromDayNumber(tally.sinceDay), skipped: [...tally.skipped].sort((one, other) => one - other),
})

/** By customer, step and what keeps it from being done; the largest amounts first. */
export function blockedEntries(items: OpenDueDates, blocked: readonly BlockedProposal[]): BlockedEntry[] {
  const alike = Map.groupBy(blocked, ({ item, step, obstacle: { reason, hold } }) => JSON.stringify([items.customer[item], step, reason, hold]))
  return [...alike.values()].map((proposals) => {
    const tallies = new Map<number, Tally>()
    for (const proposal of proposals) add(tallies, items, proposal)
    const [tally] = tallies.values()
    return { tally: tally!, place: proposals[0]!.step, ...proposals[0]!.obstacle }
  }).sort((one, other) => byAmount(one.tally, other.tally)).map(({ tally, ...entry }) => ({ ...who(items, tally), ...entry }))
}
