import type { CallContext } from '../../shared/call.ts'
import type { OpenCredit } from '../../shared/bank/credit-note-rules.ts'
import { FactIndex, payerOf, SAME_PAYMENT_DAYS, type Accepted, type KnownPayer, type LoosePayment, type MatchingFacts, type OpenItem, type Owed, type SettledInvoice } from '../../shared/bank/matching-facts.ts'
import { labelKeys, numberKeys } from '../../shared/bank/reference-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

/** Between the parts of a reading, which is a matter of seconds among a million due dates. */
export interface ReadingTurns { progress: CallContext['progress']; giveWay(): Promise<void> }

/** A credit that proposals are wanted for. */
export interface WantedCredit { bookedOn: LocalDate; amountCents: number; label: string; details: string }

const NUMBER = `coalesce(nullif(i.number, ''), i.warranty_number)`
const ITEMS = `SELECT d.id AS dueDateId, d.organisation_id AS customerId, ${NUMBER} AS number, i.invoiced_on AS invoicedOn, d.due_on AS dueOn, d.open_cents AS openCents
  FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents > 0`
const CREDITS = `SELECT d.id AS dueDateId, d.organisation_id AS customerId, i.number, i.invoiced_on AS invoicedOn, -d.open_cents AS openCents
  FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents < 0 AND i.kind = 'credit-note'`
const SETTLED = `SELECT i.organisation_id AS customerId, ${NUMBER} AS number FROM invoice i WHERE NOT EXISTS (SELECT 1 FROM due_date WHERE invoice_id = i.id AND open_cents <> 0)`
/** Who pays for several customers, as the parts of a split credit do, is known for none of them. */
const PAYERS = 'SELECT t.label, t.payer_name AS payerName, t.payer_iban AS iban, p.organisation_id AS customerId FROM bank_transaction t JOIN payment p ON p.id = t.payment_id AND t.part_of IS NULL'
/** Ids as a parameter */
const AMONG = 'IN (SELECT value FROM json_each(?))'

type PayerRecord = { label: string; payerName: string; iban: string; customerId: number }
const asPayer = ({ label, payerName, iban, customerId }: PayerRecord): KnownPayer => ({ iban, name: payerOf({ label, payerName }), customerId })

/** Credits a person has not decided on, and those that such ones are parts of. */
export function readOpenCredits(sql: Sql): WantedCredit[] {
  const credits = 'SELECT booked_on AS bookedOn, amount_cents AS amountCents, label, details FROM bank_transaction'
  return sql.prepare(`${credits} WHERE state = 'open' AND amount_cents > 0 UNION ALL ${credits} WHERE id IN (SELECT part_of FROM bank_transaction WHERE state = 'open' AND part_of IS NOT NULL)`).all() as WantedCredit[]
}

/**
 * What the dossier says of some credits: of all its receivables only what bears on one of them, and of a customer they may be of, when it is asked for, all that he owes.
 */
export async function readFacts(sql: Sql, credits: readonly WantedCredit[], context: ReadingTurns): Promise<FactIndex> {
  const facts = new FactIndex(owedReader(sql))
  const [firstOn] = credits.map(({ bookedOn }) => bookedOn).sort()
  if (firstOn === undefined) return facts
  const wanted: Wanted = { firstOn, amounts: new Set(credits.map(({ amountCents }) => amountCents)), keys: new Set() }
  await eachSlice(credits, context, (some) => { for (const { label, details } of some) for (const key of labelKeys(`${label} ${details}`)) wanted.keys.add(key) })
  const reading: Reading = { sql, facts, wanted, context, walk: idWalk(sql, ['organisation', 'bank_transaction', 'payment', 'due_date', 'invoice'], context) }
  await readPeople(reading)
  await readLoosePayments(reading)
  await readReceivables(reading)
  return facts
}

/** What facts are wanted about */
interface Wanted { firstOn: LocalDate; amounts: Set<number>; keys: Set<string> }
interface Reading { sql: Sql; facts: FactIndex; wanted: Wanted; context: ReadingTurns; walk: IdWalk }

async function readPeople({ sql, facts, walk }: Reading): Promise<void> {
  const customers = sql.prepare(`SELECT id, name FROM organisation WHERE is_customer = 1 AND ${inRange()}`)
  await walk('organisation', (range) => { facts.add({ customers: customers.all(range) as MatchingFacts['customers'] }) })
  const payers = sql.prepare(`${PAYERS} WHERE ${inRange('t.id')}`)
  await walk('bank_transaction', (range) => { facts.add({ payers: (payers.all(range) as PayerRecord[]).map(asPayer) }) })
}

async function readLoosePayments({ sql, facts, wanted: { firstOn, amounts }, context, walk }: Reading): Promise<void> {
  const recent = sql.prepare(`SELECT id, amount_cents FROM payment WHERE paid_on >= date(:firstOn, '-${SAME_PAYMENT_DAYS} days') AND ${inRange()}`).raw()
  const ids: number[] = []
  await walk('payment', (range) => { for (const [id, cents] of recent.all({ ...range, firstOn }) as [number, number][]) if (amounts.has(cents)) ids.push(id) })
  const loose = sql.prepare(`SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, unallocated_cents AS unallocatedCents FROM payment
    WHERE id ${AMONG} AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = payment.id)`)
  await eachSlice(ids, context, (some) => { facts.add({ payments: loose.all(JSON.stringify(some)) as LoosePayment[] }) })
}

async function readReceivables({ sql, facts, wanted: { firstOn, amounts, keys }, context, walk }: Reading): Promise<void> {
  const dueDateIds = new Set<number>()
  // the range leads: no index is of amounts
  const open = sql.prepare(`SELECT id, open_cents FROM due_date NOT INDEXED WHERE open_cents > 0 AND ${inRange()}`).raw()
  await walk('due_date', (range) => { for (const [id, cents] of open.all(range) as [number, number][]) if (amounts.has(cents)) dueDateIds.add(id) })
  const numbers = sql.prepare(`SELECT id, ${NUMBER} FROM invoice i WHERE ${inRange()}`).raw()
  const invoiceIds: number[] = []
  await walk('invoice', (range) => { for (const [id, number] of numbers.all(range) as [number, string][]) if (numberKeys(number).some(({ key }) => keys.has(key))) invoiceIds.push(id) })
  const openOf = sql.prepare(`SELECT id FROM due_date WHERE open_cents > 0 AND invoice_id ${AMONG}`).pluck()
  const settled = sql.prepare(`${SETTLED} AND i.id ${AMONG} AND i.kind <> 'credit-note' AND i.invoiced_on >= date(?, '-2 years')`)
  await eachSlice(invoiceIds, context, (some) => {
    const ids = JSON.stringify(some)
    for (const id of openOf.all(ids) as number[]) dueDateIds.add(id)
    facts.add({ settled: settled.all(ids, firstOn) as SettledInvoice[] })
  })
  const items = sql.prepare(`${ITEMS} AND d.id ${AMONG}`)
  await eachSlice([...dueDateIds], context, (ids) => { facts.add({ items: items.all(JSON.stringify(ids)) as OpenItem[] }) })
}

/** All that a customer owes. */
function owedReader(sql: Sql): (customerId: number) => Owed {
  const [items, credits] = [ITEMS, CREDITS].map((select) => sql.prepare(`${select} AND d.organisation_id = ? ORDER BY d.due_on, d.id`))
  return (customerId) => ({ items: items!.all(customerId) as OpenItem[], credits: credits!.all(customerId) as OpenCredit[] })
}

/** What acceptances of transactions have changed of the facts. */
export function readAccepted(sql: Sql, transactionIds: readonly number[]): Accepted {
  const transactions = JSON.stringify(transactionIds)
  const payers = (sql.prepare(`${PAYERS} WHERE t.id ${AMONG}`).all(transactions) as PayerRecord[]).map(asPayer)
  const customerIds = sql.prepare(`SELECT DISTINCT organisation_id FROM payment WHERE id IN (SELECT payment_id FROM bank_transaction WHERE id ${AMONG})`).pluck().all(transactions) as number[]
  const tied = sql.prepare(`SELECT id, amount_cents AS amountCents FROM payment WHERE id IN (SELECT payment_id FROM bank_transaction WHERE id ${AMONG})`).all(transactions) as Accepted['tied']
  const dueDateIds = sql.prepare(`SELECT due_date_id FROM allocation WHERE payment_id IN (SELECT payment_id FROM bank_transaction WHERE id ${AMONG})
    UNION SELECT c.value ->> '$.dueDateId' FROM bank_transaction t, json_each(t.credits) c WHERE t.id ${AMONG}`).pluck().all(transactions, transactions) as number[]
  const changed = JSON.stringify(dueDateIds)
  return {
    customerIds, dueDateIds, payers, tied,
    items: sql.prepare(`${ITEMS} AND d.id ${AMONG}`).all(changed) as OpenItem[],
    settled: sql.prepare(`${SETTLED} AND i.id IN (SELECT invoice_id FROM due_date WHERE id ${AMONG})`).all(changed) as SettledInvoice[],
  }
}

/** Ids of one statement: a few milliseconds */
const RANGE = 4000
/** The same where each costs more */
const SLICE = 500

interface IdRange { after: number; upTo: number }
const inRange = (id = 'id'): string => `${id} > :after AND ${id} <= :upTo`

type Table = 'organisation' | 'bank_transaction' | 'payment' | 'invoice' | 'due_date'

type IdWalk = (table: Table, read: (range: IdRange) => void) => Promise<void>

/** Walks tables by their ids, a range of them at a time. Tells how far it is of all of them. */
function idWalk(sql: Sql, tables: readonly Table[], context: ReadingTurns): IdWalk {
  const last = new Map(tables.map((table) => [table, (sql.prepare(`SELECT max(id) FROM ${table}`).pluck().get() as number | null) ?? 0]))
  const total = [...last.values()].reduce((sum, id) => sum + id, 0)
  let walked = 0
  return async (table, read) => {
    const next = sql.prepare(`SELECT min(id) FROM ${table} WHERE id > ?`).pluck()
    for (let first = next.get(0) as number | null; first !== null; first = next.get(first - 1 + RANGE) as number | null) {
      read({ after: first - 1, upTo: first - 1 + RANGE })
      await context.giveWay()
      context.progress({ phase: 'receivables', done: Math.min(total, walked + first - 1 + RANGE), total })
    }
    walked += last.get(table)!
  }
}

async function eachSlice<T>(all: readonly T[], context: ReadingTurns, use: (some: readonly T[]) => void): Promise<void> {
  for (let from = 0; from < all.length; from += SLICE) {
    use(all.slice(from, from + SLICE))
    await context.giveWay()
  }
}
