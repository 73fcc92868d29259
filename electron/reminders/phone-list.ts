import type { LocalDate } from '../../shared/date.ts'
import type { Cents } from '../../shared/money.ts'
import type { DueDateRow, PhoneBlock, PhoneList } from '../../shared/reminders/reminder-contract.ts'
import type { OpenItems } from './open-items.ts'
import type { ReminderRepository } from './reminder-repository.ts'

/** Which due dates of a phone list are asked for, by their places in it. */
export interface PhonePage { from: number; count: number }

/**
 * « Liste de relance téléphonique » of ticked due dates, without those settled since: a block a customer, in the order the customers first come.
 * Counts and totals come from the columns of `items`; only the page's rows are read.
 */
export function phoneListPage(items: OpenItems, repository: Pick<ReminderRepository, 'rows' | 'phones'>, ids: Int32Array<ArrayBuffer>, asOf: LocalDate, { from, count }: PhonePage): PhoneList {
  const groups = groupByCustomer(items, ids)
  const inOrder = groups.flat()
  const rows = repository.rows(Int32Array.from(inOrder.slice(from, from + count), (place) => items.id[place]!), asOf)
  const groupOf = new Map(groups.map((places) => [items.customers.id[items.customer[places[0]!]!]!, places]))
  const blocks = [...Map.groupBy(rows, (row) => row.customerId)].map(([customerId, lines]) => blockOf(items, groupOf.get(customerId)!, lines, repository.phones(customerId)))
  return { asOf, totalCents: totalOf(items, inOrder), count: inOrder.length, customerCount: groups.length, blocks }
}

/** Places of the unpaid due dates among `ids`, each once, customer by customer. */
function groupByCustomer({ placeOf, customer }: OpenItems, ids: Int32Array<ArrayBuffer>): number[][] {
  const groups = new Map<number, number[]>()
  for (const id of new Set(ids)) {
    const place = placeOf[id] ?? -1
    if (place < 0) continue
    const group = groups.get(customer[place]!)
    if (group) group.push(place)
    else groups.set(customer[place]!, [place])
  }
  return [...groups.values()]
}

const totalOf = ({ openCents }: OpenItems, places: readonly number[]): Cents => places.reduce((sum, place) => sum + openCents[place]!, 0) as Cents

function blockOf(items: OpenItems, places: readonly number[], lines: DueDateRow[], phones: string[]): PhoneBlock {
  const { customerId, customerCode, customerName, outstandingCents, unallocatedCreditCents } = lines[0]!
  return { customerId, customerCode, customerName, phones, outstandingCents, unallocatedCreditCents, totalCents: totalOf(items, places), lineCount: places.length, lines }
}
