import type { OpenCredit } from '../../shared/bank/credit-note-rules.ts'
import { payerOf, type KnownPayer, type LoosePayment, type MatchingCustomer, type MatchingFacts, type OpenItem, type SettledInvoice } from '../../shared/bank/matching-rules.ts'
import { labelKeys, strongKeys } from '../../shared/bank/reference-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

const ITEMS = `SELECT d.id AS dueDateId, d.organisation_id AS customerId, coalesce(nullif(i.number, ''), i.warranty_number) AS number, i.invoiced_on AS invoicedOn, d.due_on AS dueOn, d.open_cents AS openCents
  FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents > 0`
const CREDITS = `SELECT d.id AS dueDateId, d.organisation_id AS customerId, i.number, i.invoiced_on AS invoicedOn, -d.open_cents AS openCents
  FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents < 0 AND i.kind = 'credit-note'`
const IN_ORDER = 'ORDER BY d.due_on, d.id'
const OF_CUSTOMERS = 'AND d.organisation_id IN (SELECT value FROM json_each(:customers))'

const PAYERS = 'SELECT t.label, t.payer_name AS payerName, t.payer_iban AS iban, p.organisation_id AS customerId FROM bank_transaction t JOIN payment p ON p.id = t.payment_id'
type PayerRecord = { label: string; payerName: string; iban: string; customerId: number }
const asPayer = ({ label, payerName, iban, customerId }: PayerRecord): KnownPayer => ({ iban, name: payerOf({ label, payerName }), customerId })

const SETTLED = `SELECT organisation_id AS customerId, coalesce(nullif(number, ''), warranty_number) AS number FROM invoice
  WHERE id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM due_date WHERE invoice_id = invoice.id AND open_cents <> 0)`

/** What proposals are made from, as the dossier is now. */
export function readMatchingFacts(sql: Sql): MatchingFacts {
  return {
    customers: sql.prepare('SELECT id, name FROM organisation WHERE is_customer = 1').all() as MatchingCustomer[],
    items: sql.prepare(ITEMS).all() as OpenItem[],
    credits: sql.prepare(`${CREDITS} ${IN_ORDER}`).all() as OpenCredit[],
    payments: sql.prepare(`SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, unallocated_cents AS unallocatedCents FROM payment
      WHERE paid_on >= (SELECT date(min(booked_on), '-30 days') FROM bank_transaction WHERE state = 'open' AND amount_cents > 0) AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = payment.id)`).all() as LoosePayment[],
    payers: (sql.prepare(PAYERS).all() as PayerRecord[]).map(asPayer),
    settled: readSettledNamed(sql),
  }
}

/** What acceptances of transactions have changed of that: the customers they name, who pays for them, invoices they have settled, payments they are tied to. */
export function readAccepted(sql: Sql, transactionIds: readonly number[]): { customerIds: number[]; facts: Pick<MatchingFacts, 'items' | 'credits' | 'payers' | 'settled'>; tied: Set<number> } {
  const transactions = JSON.stringify(transactionIds)
  const payers = (sql.prepare(`${PAYERS} WHERE t.id IN (SELECT value FROM json_each(?))`).all(transactions) as PayerRecord[]).map(asPayer)
  const customerIds = [...new Set(payers.map(({ customerId }) => customerId))]
  const customers = JSON.stringify(customerIds)
  const tied = sql.prepare('SELECT payment_id FROM bank_transaction WHERE id IN (SELECT value FROM json_each(?))').pluck().all(transactions) as number[]
  const invoices = sql.prepare('SELECT DISTINCT d.invoice_id FROM allocation a JOIN due_date d ON d.id = a.due_date_id WHERE a.payment_id IN (SELECT value FROM json_each(?))').pluck().all(JSON.stringify(tied)) as number[]
  return {
    customerIds, tied: new Set(tied),
    facts: {
      items: sql.prepare(`${ITEMS} ${OF_CUSTOMERS}`).all({ customers }) as OpenItem[], credits: sql.prepare(`${CREDITS} ${OF_CUSTOMERS} ${IN_ORDER}`).all({ customers }) as OpenCredit[],
      payers, settled: sql.prepare(SETTLED).all(JSON.stringify(invoices)) as SettledInvoice[],
    },
  }
}

/** Settled invoices of the two years before that a label still to be decided names: of all of them, the few that bear on it. */
function readSettledNamed(sql: Sql): SettledInvoice[] {
  const open = sql.prepare(`SELECT label, details, booked_on AS bookedOn FROM bank_transaction WHERE state = 'open' AND amount_cents > 0 ORDER BY booked_on`).all() as { label: string; details: string; bookedOn: LocalDate }[]
  if (open.length === 0) return []
  const keys = new Set(open.flatMap(({ label, details }) => [...labelKeys(`${label} ${details}`)]))
  const ids: number[] = []
  const invoices = sql.prepare(`SELECT id, coalesce(nullif(number, ''), warranty_number) FROM invoice WHERE kind <> 'credit-note' AND invoiced_on >= date(?, '-2 years')`).raw()
  for (const [id, number] of invoices.iterate(open[0]!.bookedOn) as IterableIterator<[number, string]>) {
    if (strongKeys(number).some((key) => keys.has(key))) ids.push(id)
  }
  return sql.prepare(SETTLED).all(JSON.stringify(ids)) as SettledInvoice[]
}
