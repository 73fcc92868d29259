import type { BankStatement, BankTransaction, TransactionState } from '../../shared/bank/bank-contract.ts'
import type { CreditUse } from '../../shared/bank/credit-note-rules.ts'
import { SAME_PAYMENT_DAYS } from '../../shared/bank/matching-facts.ts'
import { MAX_FEE_CENTS, RETURN_DAYS, type BankMovement } from '../../shared/bank/return-rules.ts'
import type { BankFormat, KnownStatement, Movement, ReadStatement, ReadTransaction } from '../../shared/bank/statement-rules.ts'
import { isReturned, methodOf } from '../../shared/bank/statement-rules.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'
import type { KnownTransaction } from './known-transactions.ts'

/** A transaction without what is made of it. */
export type StoredTransaction = Omit<BankTransaction, 'payment' | 'proposals' | 'counterparts'> & { paymentId: number | null; credits: CreditUse[] }

const TRANSACTION = `SELECT id, statement_id AS statementId, account, source_line AS line, booked_on AS bookedOn, value_on AS valueOn, amount_cents AS amountCents, label, details, payer_name AS payerName, payer_iban AS payerIban,
  (SELECT json_object('id', whole.id, 'amountCents', whole.amount_cents) FROM bank_transaction whole WHERE whole.id = bank_transaction.part_of) AS whole, state, payment_id AS paymentId, decided_at AS decidedAt, decided_by AS decidedBy, is_by_rule AS isByRule, is_returned AS isReturned, credits FROM bank_transaction`

/** Still to be decided by a person */
const UNDECIDED = `state = 'open' AND (amount_cents > 0 OR is_returned = 1)`

const movement = (alias: string): string => `${alias}.id, ${alias}.account, ${alias}.booked_on AS bookedOn, ${alias}.amount_cents AS amountCents, ${alias}.label, ${alias}.details`
const IS_RETURNED = 'r.is_returned = 1'
/** Credits of the weeks before a debit (r) that are of its amount, or less by what a bank charges. From the debits on: they are few. */
const CREDITS_NEAR = `SELECT DISTINCT ${movement('t')} FROM bank_transaction r CROSS JOIN bank_transaction t INDEXED BY bank_transaction_credit
  ON t.account = r.account AND t.amount_cents BETWEEN -r.amount_cents - ${MAX_FEE_CENTS} AND -r.amount_cents AND t.amount_cents > 0 AND t.booked_on BETWEEN date(r.booked_on, '-${RETURN_DAYS} days') AND r.booked_on`

type TransactionRecord = Omit<StoredTransaction, 'isByRule' | 'isReturned' | 'method' | 'credits' | 'whole'> & { isByRule: number; isReturned: number; credits: string; whole: string | null }
const told = (record: TransactionRecord): StoredTransaction => ({
  ...record, isByRule: record.isByRule === 1, isReturned: record.isReturned === 1, method: methodOf(record.label), credits: JSON.parse(record.credits) as CreditUse[],
  whole: record.whole === null ? null : JSON.parse(record.whole) as StoredTransaction['whole'],
})

export interface Decision { state: TransactionState; paymentId: number | null; at: Instant | null; by: string; isByRule: boolean; credits?: CreditUse[] }

/** Statements and transactions as they are kept. Run writes in a transaction. */
export function bankRepository(sql: Sql) {
  return {
    /** What the bank has told of an account between two days. */
    knownOf: (account: string, from: LocalDate, to: LocalDate): KnownTransaction[] => sql.prepare(`SELECT t.statement_id AS statementId, s.format, t.identity, t.booked_on AS bookedOn, t.amount_cents AS amountCents, t.label, t.details, t.payer_name AS payerName
      FROM bank_transaction t JOIN bank_statement s ON s.id = t.statement_id WHERE t.account = ? AND t.booked_on BETWEEN ? AND ? AND t.part_of IS NULL ORDER BY t.id`).all(account, from, to) as KnownTransaction[],
    /** Of an account, in the order of their import. */
    statementsOf: (account: string): KnownStatement[] => sql.prepare(`SELECT id, opened_on AS openedOn, opening_cents AS openingCents, closed_on AS closedOn, closing_cents AS closingCents FROM bank_statement WHERE account = ? ORDER BY id`).all(account) as KnownStatement[],
    hasStatement: ({ account, opening, closing }: ReadStatement): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM bank_statement WHERE account = ? AND opened_on IS ? AND opening_cents IS ? AND closed_on IS ? AND closing_cents IS ?)`)
      .pluck().get(account, opening?.on ?? null, opening?.cents ?? null, closing?.on ?? null, closing?.cents ?? null) === 1,
    addStatement: ({ line, account, opening, closing }: ReadStatement, file: { fileName: string; format: BankFormat; at: Instant; by: string }): number => Number(sql.prepare(`INSERT INTO bank_statement
      (file_name, format, source_line, account, opened_on, opening_cents, closed_on, closing_cents, imported_at, imported_by) VALUES (:fileName, :format, :line, :account, :openedOn, :openingCents, :closedOn, :closingCents, :at, :by)`)
      .run({ ...file, line, account, openedOn: opening?.on ?? null, openingCents: opening?.cents ?? null, closedOn: closing?.on ?? null, closingCents: closing?.cents ?? null }).lastInsertRowid),
    addTransaction: (statementId: number, account: string, identity: string, { line, bookedOn, valueOn, amountCents, label, details, payerName, payerIban }: ReadTransaction): void => {
      sql.prepare(`INSERT INTO bank_transaction (statement_id, account, identity, source_line, booked_on, value_on, amount_cents, label, details, payer_name, payer_iban, is_returned)
        VALUES (:statementId, :account, :identity, :line, :bookedOn, :valueOn, :amountCents, :label, :details, :payerName, :payerIban, :isReturned)`)
        .run({ statementId, account, identity, line, bookedOn, valueOn, amountCents, label, details, payerName, payerIban, isReturned: isReturned({ amountCents, label, details }) ? 1 : 0 })
    },
    statements: (): BankStatement[] => sql.prepare(`SELECT s.id, file_name AS fileName, format, s.account, opened_on AS openedOn, opening_cents AS openingCents, closed_on AS closedOn, closing_cents AS closingCents, imported_at AS importedAt, imported_by AS importedBy,
        min(t.booked_on) AS firstOn, max(t.booked_on) AS lastOn, count(t.id) FILTER (WHERE t.part_of IS NULL) AS transactions, count(*) FILTER (WHERE t.amount_cents > 0 AND t.part_of IS NULL) AS credits, coalesce(sum(t.amount_cents) FILTER (WHERE t.amount_cents > 0 AND t.part_of IS NULL), 0) AS creditCents,
        count(*) FILTER (WHERE t.amount_cents > 0 AND t.state = 'open') AS openCredits, coalesce(sum(t.amount_cents) FILTER (WHERE t.amount_cents > 0 AND t.state = 'open'), 0) AS openCreditCents, count(*) FILTER (WHERE ${UNDECIDED}) AS toDecide
      FROM bank_statement s LEFT JOIN bank_transaction t ON t.statement_id = s.id GROUP BY s.id ORDER BY s.id DESC`).all() as BankStatement[],
    /** Parts follow what they are parts of. null: whatever is still to be decided, of all statements */
    transactions: (statementId: number | null, limit: number): StoredTransaction[] => (statementId === null
      ? sql.prepare(`${TRANSACTION} WHERE ${UNDECIDED} ORDER BY booked_on, coalesce(part_of, id), id LIMIT ?`).all(limit)
      : sql.prepare(`${TRANSACTION} WHERE statement_id = ? ORDER BY coalesce(part_of, id), id LIMIT ?`).all(statementId, limit) as TransactionRecord[]).map((record) => told(record as TransactionRecord)),
    transaction: (id: number): StoredTransaction | null => {
      const record = sql.prepare(`${TRANSACTION} WHERE id = ?`).get(id) as TransactionRecord | undefined
      return record ? told(record) : null
    },
    transactionOfPayment: (paymentId: number): number | null => (sql.prepare('SELECT id FROM bank_transaction WHERE payment_id = ?').pluck().get(paymentId) as number | undefined) ?? null,
    /** Debits that take a payment back, and the credits they may take back. */
    returns: (): { debits: BankMovement[]; credits: BankMovement[] } =>
      ({ debits: sql.prepare(`SELECT ${movement('r')} FROM bank_transaction r WHERE ${IS_RETURNED}`).all() as BankMovement[], credits: sql.prepare(`${CREDITS_NEAR} WHERE ${IS_RETURNED}`).all() as BankMovement[] }),
    /** Debits of an account since a day that no word alone tells to take a payment back. */
    plainDebits: (account: string, from: LocalDate): BankMovement[] => sql.prepare(`SELECT ${movement('r')} FROM bank_transaction r
      WHERE account = ? AND booked_on >= ? AND amount_cents < 0 AND is_returned = 0 AND state = 'open'`).all(account, from) as BankMovement[],
    /** Credits that some debits may take back. */
    creditsNear: (debitIds: readonly number[]): BankMovement[] => sql.prepare(`${CREDITS_NEAR} WHERE r.id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(debitIds)) as BankMovement[],
    markReturned: (id: number): void => { sql.prepare('UPDATE bank_transaction SET is_returned = 1 WHERE id = ?').run(id) },
    /** Of an account between two days, but for those of one statement. */
    movedBetween: (account: string, from: LocalDate, to: LocalDate, exceptStatementId: number): Movement[] => sql.prepare(`SELECT booked_on AS bookedOn, amount_cents AS amountCents FROM bank_transaction
      WHERE account = ? AND booked_on BETWEEN ? AND ? AND statement_id <> ? AND part_of IS NULL`).all(account, from, to, exceptStatementId) as Movement[],
    counterparts: (ids: number[]): Omit<BankTransaction['counterparts'][number], 'mayBe'>[] => sql.prepare(`SELECT t.id, t.booked_on AS bookedOn, t.label, t.state, coalesce(o.name, '') AS customerName FROM bank_transaction t LEFT JOIN payment p ON p.id = t.payment_id LEFT JOIN organisation o ON o.id = p.organisation_id
      WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id`).all(JSON.stringify(ids)) as Omit<BankTransaction['counterparts'][number], 'mayBe'>[],
    decide: (id: number, { state, paymentId, at, by, isByRule, credits = [] }: Decision): void => {
      sql.prepare('UPDATE bank_transaction SET state = :state, payment_id = :paymentId, decided_at = :at, decided_by = :by, is_by_rule = :isByRule, credits = :credits WHERE id = :id')
        .run({ id, state, paymentId, at, by, isByRule: isByRule ? 1 : 0, credits: JSON.stringify(credits) })
    },
    /** A part of a credit, with what the bank has said of it. */
    addPart: (wholeId: number, amountCents: number, rank: number): void => {
      sql.prepare(`INSERT INTO bank_transaction (statement_id, account, identity, source_line, booked_on, value_on, amount_cents, label, details, payer_name, payer_iban, is_returned, part_of)
        SELECT statement_id, account, identity || ' / ' || :rank, source_line, booked_on, value_on, :amountCents, label, details, payer_name, payer_iban, 0, id FROM bank_transaction WHERE id = :wholeId`).run({ wholeId, amountCents, rank })
    },
    /** Those of some credits, by their ids */
    partIds: (wholeIds: readonly number[]): { id: number; wholeId: number }[] => sql.prepare('SELECT id, part_of AS wholeId FROM bank_transaction WHERE part_of IN (SELECT value FROM json_each(?))').all(JSON.stringify(wholeIds)) as { id: number; wholeId: number }[],
    partsOf: (wholeId: number): StoredTransaction[] => (sql.prepare(`${TRANSACTION} WHERE part_of = ?`).all(wholeId) as TransactionRecord[]).map(told),
    removeParts: (wholeId: number): void => { sql.prepare('DELETE FROM bank_transaction WHERE part_of = ?').run(wholeId) },
    isUsed: (statementId: number): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM bank_transaction WHERE statement_id = ? AND payment_id IS NOT NULL)`).pluck().get(statementId) === 1,
    removeStatement: (statementId: number): void => {
      sql.prepare('DELETE FROM bank_transaction WHERE statement_id = ?').run(statementId)
      sql.prepare('DELETE FROM bank_statement WHERE id = ?').run(statementId)
    },
  }
}
export type BankRepository = ReturnType<typeof bankRepository>

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

/** Of a customer, of the amount and the days of a transaction, that none is tied to; the nearest first. */
export function knownPayments(sql: Sql, { amountCents, bookedOn }: StoredTransaction, customerId: number): { id: number; paidOn: LocalDate }[] {
  return sql.prepare(`SELECT id, paid_on AS paidOn FROM payment WHERE organisation_id = :customerId AND amount_cents = :amountCents AND abs(julianday(paid_on) - julianday(:bookedOn)) <= ${SAME_PAYMENT_DAYS}
    AND NOT EXISTS (SELECT 1 FROM bank_transaction WHERE payment_id = payment.id) ORDER BY abs(julianday(paid_on) - julianday(:bookedOn)), id`).all({ customerId, amountCents, bookedOn }) as { id: number; paidOn: LocalDate }[]
}
