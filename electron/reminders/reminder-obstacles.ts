import type { LocalDate } from '../../shared/date.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import { decisiveHold } from '../../shared/holds/hold-rules.ts'
import type { Cents } from '../../shared/money.ts'
import type { PlanLaw, ReminderPolicy } from '../../shared/reminders/plan-rules.ts'
import { standingObstacle, type StandingObstacle } from '../../shared/reminders/level-rules.ts'
import { nettedByAge } from '../../shared/reminders/netting-rules.ts'
import type { Sql } from '../db/database.ts'
import { creditReader, readCredits } from './credit-repository.ts'
import type { OpenItems } from './open-items.ts'
import type { AwaitingReader, HoldsReader } from './reminder-repository.ts'

/** `hold` when it is what blocks. */
export interface Obstacle { reason: StandingObstacle; hold: HoldMark | null }

export interface ObstacleSources {
  sql: Sql
  openItems(): OpenItems
  holds: HoldsReader
  awaiting: AwaitingReader
  policy(): ReminderPolicy
  prescriptions(dueDateIds: Iterable<number>, asOf: LocalDate): PlanLaw['prescriptions']
}

/**
 * What keeps due dates from being reminded, decided as « Aperçu » does (standingObstacle) and asked about all of them at once: what it depends on is
 * read in sets, not an object a due date. `places` are those that will be asked about, in the open items.
 */
export function obstacleReader({ sql, openItems, holds, awaiting, policy, prescriptions }: ObstacleSources): (asOf: LocalDate, places: Iterable<number>) => (place: number) => Obstacle | null {
  return (asOf, places) => {
    const { id, customer, invoiceId, openCents, customers } = openItems()
    const { creditHandling, toleranceCents } = policy()
    const holdsOn = holds()
    const underWay = awaiting()
    const credits = readCredits(sql)
    const isConsumer = new Set(sql.prepare(`SELECT id FROM organisation WHERE debtor_profile = 'consumer'`).pluck().all() as number[])
    // nobody else is kept from being reminded by it
    const prescribed = isConsumer.size === 0 ? new Map<number, never>() : prescriptions(Array.from(places).filter((place) => isConsumer.has(customers.id[customer[place]!]!)).map((place) => id[place]!), asOf)
    const covered = creditHandling === 'net' ? coverage(sql) : null

    return (place) => {
      const [dueDateId, customerId] = [id[place]!, customers.id[customer[place]!]!]
      const creditCents = credits.get(customerId) ?? 0 as Cents
      const marks = holdsOn({ dueDateId, invoiceId: invoiceId[place]!, customerId })
      const hold = marks.length === 0 ? null : decisiveHold(marks, asOf)
      const reason = standingObstacle({
        openCents: openCents[place]!, isAwaitingSend: underWay.has(dueDateId), hold, isPrescribed: prescribed.get(dueDateId)?.isBlocked ?? false,
        balanceCents: customers.outstandingCents[customer[place]!]! - creditCents, toleranceCents, coveredCents: covered?.(customerId, creditCents).get(dueDateId) ?? 0,
      })
      return reason === null ? null : { reason, hold: reason === 'blocked' ? hold : null }
    }
  }
}

/** What the unused credits of a customer cover of his due dates, worked out once for each. */
function coverage(sql: Sql): (customerId: number, creditCents: Cents) => ReadonlyMap<number, Cents> {
  const creditsOf = creditReader(sql)
  const known = new Map<number, ReadonlyMap<number, Cents>>()
  return (customerId, creditCents) => {
    let netted = known.get(customerId)
    if (!netted) known.set(customerId, netted = nettedByAge(creditsOf(customerId, creditCents)))
    return netted
  }
}
