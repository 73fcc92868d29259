import type { OpenCredit } from '../../shared/bank/credit-note-rules.ts'
import { payerOf, type KnownPayer, type LoosePayment, type MatchingCustomer, type MatchingFacts, type OpenItem, type SettledInvoice } from '../../shared/bank/matching-rules.ts'
import { labelKeys, strongKeys } from '../../shared/bank/reference-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

/** What proposals are made from, as the dossier is now. */
export function readMatchingFacts(sql: Sql): MatchingFacts {
  const accepted = sql.prepare(`SELECT t.label, t.payer_name AS payerName, t.payer_iban AS iban, p.organisation_id AS customerId FROM bank_transaction t JOIN payment p ON p.id = t.payment_id`).all() as { label: string; payerName: string; iban: string; customerId: number }[]
  return {
    customers: sql.prepare('SELECT id, name FROM organisation WHERE is_customer = 1').all() as MatchingCustomer[],
    items: sql.prepare(`SELECT d.id AS dueDateId, d.organisation_id AS customerId, coalesce(nullif(i.number, ''), i.warranty_number) AS number, i.invoiced_on AS invoicedOn, d.due_on AS dueOn, d.open_cents AS openCents
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents > 0`).all() as OpenItem[],
    credits: sql.prepare(`SELECT d.id AS dueDateId, d.organisation_id AS customerId, i.number, i.invoiced_on AS invoicedOn, -d.open_cents AS openCents
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents < 0 AND i.kind = 'credit-note' ORDER BY d.due_on, d.id`).all() as OpenCredit[],
    payments: sql.prepare(`SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, unallocated_cents AS unallocatedCents FROM payment
      WHERE paid_on >= (SELECT date(min(booked_on), '-30 days') FROM bank_transaction WHERE state = 'open' AND amount_cents > 0) AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = payment.id)`).all() as LoosePayment[],
    payers: accepted.map(({ label, payerName, iban, customerId }): KnownPayer => ({ iban, name: payerOf({ label, payerName }), customerId })),
    settled: readSettledNamed(sql),
  }
}

/** Settled invoices of the two years before that a label still to be decided names: of all of them, the few that bear on it. */
function readSettledNamed(sql: Sql): SettledInvoice[] {
  const open = sql.prepare(`SELECT label, details, booked_on AS bookedOn FROM bank_transaction WHERE state = 'open' AND amount_cents > 0 ORDER BY booked_on`).all() as { label: string; details: string; bookedOn: LocalDate }[]
  if (open.length === 0) return []
  const keys = new Set(open.flatMap(({ label, details }) => [...labelKeys(`${label} ${details}`)]))
  const ids: number[] = []
  const invoices = sql.prepare(`SELECT id, coalesce(nullif(number, ''), warranty_number) FROM invoice WHERE kind <> 'credit-note' AND invoiced_on >= date(?, '-2 years')`).raw()
  for (const [id, number] of invoices.iterate(open[0]!.bookedOn) as IterableIterator<[number, string]>) if (strongKeys(number).some((key) => keys.has(key))) ids.push(id)
  return sql.prepare(`SELECT organisation_id AS customerId, coalesce(nullif(number, ''), warranty_number) AS number FROM invoice
    WHERE id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM due_date WHERE invoice_id = invoice.id AND open_cents <> 0)`).all(JSON.stringify(ids)) as SettledInvoice[]
}
