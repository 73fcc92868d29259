import type { KnownPayer, LoosePayment, MatchingCustomer, MatchingFacts, OpenItem } from '../../shared/bank/matching-rules.ts'
import { payerOf } from '../../shared/bank/matching-rules.ts'
import type { BankStatement, BankTransaction } from '../../shared/bank/bank-contract.ts'
import type { BankFormat, ReadStatement, ReadTransaction } from '../../shared/bank/statement-rules.ts'
import { isReturned, methodOf } from '../../shared/bank/statement-rules.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

/** A transaction without what is made of it. */
export type StoredTransaction = Omit<BankTransaction, 'payment' | 'proposals'> & { paymentId: number | null }

const TRANSACTION = `SELECT id, statement_id AS statementId, account, source_line AS line, booked_on AS bookedOn, value_on AS valueOn, amount_cents AS amountCents, label, details, payer_name AS payerName, payer_iban AS payerIban,
  state, payment_id AS paymentId, decided_at AS decidedAt, decided_by AS decidedBy, is_by_rule AS isByRule FROM bank_transaction`

type TransactionRecord = Omit<StoredTransaction, 'isByRule' | 'isReturned' | 'method'> & { isByRule: number }
const told = (record: TransactionRecord): StoredTransaction => ({ ...record, isByRule: record.isByRule === 1, method: methodOf(record.label), isReturned: isReturned(record) })

export interface Decision { state: 'open' | 'accepted' | 'linked' | 'ignored'; paymentId: number | null; at: Instant | null; by: string; isByRule: boolean }

/** Statements and transactions as they are kept. Run writes in a transaction. */
export function bankRepository(sql: Sql) {
  return {
    /** What the dossier has of an account between two days. */
    knownOf: (account: string, from: LocalDate, to: LocalDate): { identity: string; bookedOn: LocalDate; amountCents: number; format: BankFormat }[] => sql.prepare(`SELECT t.identity, t.booked_on AS bookedOn, t.amount_cents AS amountCents, s.format
      FROM bank_transaction t JOIN bank_statement s ON s.id = t.statement_id WHERE t.account = ? AND t.booked_on BETWEEN ? AND ?`).all(account, from, to) as never[],
    hasStatement: ({ account, opening, closing }: ReadStatement): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM bank_statement WHERE account = ? AND opened_on IS ? AND opening_cents IS ? AND closed_on IS ? AND closing_cents IS ?)`)
      .pluck().get(account, opening?.on ?? null, opening?.cents ?? null, closing?.on ?? null, closing?.cents ?? null) === 1,
    addStatement: ({ line, account, opening, closing }: ReadStatement, file: { fileName: string; format: BankFormat; at: Instant; by: string }): number => Number(sql.prepare(`INSERT INTO bank_statement
      (file_name, format, source_line, account, opened_on, opening_cents, closed_on, closing_cents, imported_at, imported_by) VALUES (:fileName, :format, :line, :account, :openedOn, :openingCents, :closedOn, :closingCents, :at, :by)`)
      .run({ ...file, line, account, openedOn: opening?.on ?? null, openingCents: opening?.cents ?? null, closedOn: closing?.on ?? null, closingCents: closing?.cents ?? null }).lastInsertRowid),
    addTransaction: (statementId: number, account: string, identity: string, { line, bookedOn, valueOn, amountCents, label, details, payerName, payerIban }: ReadTransaction): void => {
      sql.prepare(`INSERT INTO bank_transaction (statement_id, account, identity, source_line, booked_on, value_on, amount_cents, label, details, payer_name, payer_iban)
        VALUES (:statementId, :account, :identity, :line, :bookedOn, :valueOn, :amountCents, :label, :details, :payerName, :payerIban)`).run({ statementId, account, identity, line, bookedOn, valueOn, amountCents, label, details, payerName, payerIban })
    },
    statements: (): BankStatement[] => sql.prepare(`SELECT s.id, file_name AS fileName, format, s.account, opened_on AS openedOn, opening_cents AS openingCents, closed_on AS closedOn, closing_cents AS closingCents, imported_at AS importedAt, imported_by AS importedBy,
        min(t.booked_on) AS firstOn, max(t.booked_on) AS lastOn, count(t.id) AS transactions, count(*) FILTER (WHERE t.amount_cents > 0) AS credits, coalesce(sum(t.amount_cents) FILTER (WHERE t.amount_cents > 0), 0) AS creditCents,
        count(*) FILTER (WHERE t.amount_cents > 0 AND t.state = 'open') AS openCredits, coalesce(sum(t.amount_cents) FILTER (WHERE t.amount_cents > 0 AND t.state = 'open'), 0) AS openCreditCents
      FROM bank_statement s LEFT JOIN bank_transaction t ON t.statement_id = s.id GROUP BY s.id ORDER BY s.id DESC`).all() as BankStatement[],
    /** null: whatever is still to be decided, of all statements */
    transactions: (statementId: number | null, limit: number): StoredTransaction[] => (statementId === null
      ? sql.prepare(`${TRANSACTION} WHERE state = 'open' AND amount_cents > 0 ORDER BY booked_on, id LIMIT ?`).all(limit)
      : sql.prepare(`${TRANSACTION} WHERE statement_id = ? ORDER BY id LIMIT ?`).all(statementId, limit) as TransactionRecord[]).map((record) => told(record as TransactionRecord)),
    transaction: (id: number): StoredTransaction | null => {
      const record = sql.prepare(`${TRANSACTION} WHERE id = ?`).get(id) as TransactionRecord | undefined
      return record ? told(record) : null
    },
    transactionOfPayment: (paymentId: number): number | null => (sql.prepare('SELECT id FROM bank_transaction WHERE payment_id = ?').pluck().get(paymentId) as number | undefined) ?? null,
    decide: (id: number, { state, paymentId, at, by, isByRule }: Decision): void => {
      sql.prepare('UPDATE bank_transaction SET state = :state, payment_id = :paymentId, decided_at = :at, decided_by = :by, is_by_rule = :isByRule WHERE id = :id').run({ id, state, paymentId, at, by, isByRule: isByRule ? 1 : 0 })
    },
    isUsed: (statementId: number): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM bank_transaction WHERE statement_id = ? AND payment_id IS NOT NULL)`).pluck().get(statementId) === 1,
    removeStatement: (statementId: number): void => {
      sql.prepare('DELETE FROM bank_transaction WHERE statement_id = ?').run(statementId)
      sql.prepare('DELETE FROM bank_statement WHERE id = ?').run(statementId)
    },
  }
}
export type BankRepository = ReturnType<typeof bankRepository>

/** What proposals are made from, as the dossier is now. */
export function readMatchingFacts(sql: Sql): MatchingFacts {
  const accepted = sql.prepare(`SELECT t.label, t.payer_name AS payerName, t.payer_iban AS iban, p.organisation_id AS customerId FROM bank_transaction t JOIN payment p ON p.id = t.payment_id`).all() as { label: string; payerName: string; iban: string; customerId: number }[]
  return {
    customers: sql.prepare('SELECT id, name FROM organisation WHERE is_customer = 1').all() as MatchingCustomer[],
    items: sql.prepare(`SELECT d.id AS dueDateId, d.organisation_id AS customerId, coalesce(nullif(i.number, ''), i.warranty_number) AS number, i.invoiced_on AS invoicedOn, d.due_on AS dueOn, d.open_cents AS openCents
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.open_cents > 0`).all() as OpenItem[],
    payments: sql.prepare(`SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, unallocated_cents AS unallocatedCents FROM payment
      WHERE paid_on >= (SELECT date(min(booked_on), '-30 days') FROM bank_transaction WHERE state = 'open' AND amount_cents > 0) AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = payment.id)`).all() as LoosePayment[],
    payers: accepted.map(({ label, payerName, iban, customerId }): KnownPayer => ({ iban, name: payerOf({ label, payerName }), customerId })),
  }
}

export interface NamedDueDate { dueDateId: number; invoiceId: number; number: string; dueOn: LocalDate; openCents: number }

/** Names for what proposals and payments refer to, read for many at once. */
export function readNames(sql: Sql, customerIds: number[], dueDateIds: number[]): { customers: Map<number, { code: string; name: string }>; dueDates: Map<number, NamedDueDate> } {
  const customers = sql.prepare('SELECT id, code, name FROM organisation WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(customerIds)) as { id: number; code: string; name: string }[]
  const dueDates = sql.prepare(`SELECT d.id AS dueDateId, i.id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number) AS number, d.due_on AS dueOn, d.open_cents AS openCents FROM due_date d JOIN invoice i ON i.id = d.invoice_id
    WHERE d.id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(dueDateIds)) as NamedDueDate[]
  return { customers: new Map(customers.map(({ id, ...names }) => [id, names])), dueDates: new Map(dueDates.map((dueDate) => [dueDate.dueDateId, dueDate])) }
}

export interface TransactionPayment { id: number; customerId: number; paidOn: LocalDate; amountCents: number; restCents: number; allocations: { dueDateId: number; amountCents: number }[] }

export function readTransactionPayments(sql: Sql, ids: number[]): Map<number, TransactionPayment> {
  const payments = sql.prepare(`SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, unallocated_cents AS restCents,
      (SELECT json_group_array(json_object('dueDateId', due_date_id, 'amountCents', amount_cents)) FROM allocation WHERE payment_id = payment.id) AS allocations
    FROM payment WHERE id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids)) as (Omit<TransactionPayment, 'allocations'> & { allocations: string })[]
  return new Map(payments.map((payment) => [payment.id, { ...payment, allocations: JSON.parse(payment.allocations) as TransactionPayment['allocations'] }]))
}
