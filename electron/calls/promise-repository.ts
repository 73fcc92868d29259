import { localDay, systemNow, type Instant, type LocalDate } from '../../shared/date.ts'
import type { PaymentPromise, PromisedDueDate } from '../../shared/calls/call-contract.ts'
import { UNANSWERED_SQL } from '../../shared/calls/call-rules.ts'
import { promiseOutcome, type PromisedDebt, type PromiseOutcome } from '../../shared/calls/promise-rules.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'

type PromiseRecord = Omit<PaymentPromise, 'dueDates' | keyof PromiseOutcome> & { cancelledAt: Instant | null; creditCents: number; creditUndatedCents: number }
type DebtRecord = PromisedDueDate & Omit<PromisedDebt, 'isPromisedAgain'> & { callId: number; isPromisedAgain: number }
const asDebt = ({ isPromisedAgain, ...debt }: DebtRecord): PromisedDueDate & PromisedDebt & { callId: number } => ({ ...debt, isPromisedAgain: isPromisedAgain === 1 })

const PROMISE = `SELECT p.call_id AS callId, c.organisation_id AS customerId, o.code AS customerCode, o.name AS customerName, c.called_on AS madeOn, p.promised_for AS promisedFor, p.amount_cents AS amountCents,
    p.credit_cents AS creditCents, p.cancelled_at AS cancelledAt, (SELECT coalesce(sum(max(0, coalesce(m.settled_by_source_cents, -d.settled_by_source_cents) - k.settled_cents)), 0)
      FROM promise_credit k LEFT JOIN payment m ON m.id = k.payment_id LEFT JOIN due_date d ON d.id = k.credit_due_date_id WHERE k.call_id = p.call_id) AS creditUndatedCents
  FROM payment_promise p JOIN customer_call c ON c.id = p.call_id JOIN organisation o ON o.id = c.organisation_id`

export const DATED_ALLOCATION = 'allocation a LEFT JOIN payment m ON m.id = a.payment_id LEFT JOIN due_date cd ON cd.id = a.credit_due_date_id LEFT JOIN invoice ci ON ci.id = cd.invoice_id'
/** The day of an allocation is that of the payment or the credit note. What the books say is settled without one is not dated: it is not later. */
export const ALLOCATION_DAY = 'coalesce(m.paid_on, ci.invoiced_on)'
/** The allocation is one of a credit the customer had when he promised. */
const OF_CREDIT = `(EXISTS (SELECT 1 FROM promise_credit k WHERE k.call_id = p.call_id AND k.payment_id = a.payment_id)
  OR EXISTS (SELECT 1 FROM promise_credit k WHERE k.call_id = p.call_id AND k.credit_due_date_id = a.credit_due_date_id))`
const settled = (when: string): string => `(SELECT coalesce(sum(a.amount_cents), 0) FROM ${DATED_ALLOCATION} WHERE a.due_date_id = d.id AND ${when})`
const PROMISED_AGAIN = 'call_due_date again JOIN payment_promise later ON later.call_id = again.call_id JOIN customer_call made ON made.id = again.call_id'
/** A later call, as calls follow each other: by their days, also when one was noted late. */
const LATER = '(made.called_on > c.called_on OR (made.called_on = c.called_on AND again.call_id > p.call_id))'
/** The day on which the due date was promised again after this promise had not been kept. */
const TAKEN_OVER_ON = `coalesce((SELECT min(made.called_on) FROM ${PROMISED_AGAIN} WHERE again.due_date_id = d.id AND made.called_on > p.promised_for AND later.cancelled_at IS NULL), '9999-12-31')`
/** As at the end of `day`, an SQL expression: what is dated later had settled nothing yet, what was promised later had not been. */
const debtOn = (day: string): string => `SELECT p.call_id AS callId, d.id AS dueDateId, d.invoice_id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number) AS invoiceNumber, d.due_on AS dueOn,
    EXISTS (SELECT 1 FROM ${PROMISED_AGAIN} WHERE again.due_date_id = d.id AND ${LATER} AND made.called_on <= min(p.promised_for, ${day})) AS isPromisedAgain,
    x.open_cents AS promisedOpenCents, d.open_cents + ${settled(`${ALLOCATION_DAY} > ${day}`)} AS openCents,
    ${settled(`${ALLOCATION_DAY} > p.promised_for AND ${ALLOCATION_DAY} <= min(${TAKEN_OVER_ON}, ${day}) AND NOT ${OF_CREDIT}`)} AS settledLaterCents,
    ${settled(`${ALLOCATION_DAY} > ${TAKEN_OVER_ON} AND ${ALLOCATION_DAY} <= ${day}`)} AS takenOverCents,
    max(0, ${settled(OF_CREDIT)} - x.credited_cents) AS creditUsedCents, max(0, d.settled_by_source_cents - x.settled_cents) AS undatedCents
  FROM payment_promise p JOIN customer_call c ON c.id = p.call_id JOIN call_due_date x ON x.call_id = p.call_id JOIN due_date d ON d.id = x.due_date_id JOIN invoice i ON i.id = d.invoice_id`

/** With all that is known, whatever day it is dated. */
const DEBT = debtOn(`'9999-12-31'`)
const DEBT_ON_DAY = debtOn(':asOf')

/** Nobody of the customer's has been reached since the promised day. */
const UNSPOKEN = `NOT EXISTS (SELECT 1 FROM customer_call s WHERE s.organisation_id = c.organisation_id AND s.called_on > p.promised_for AND s.outcome NOT IN (${UNANSWERED_SQL}))`

/** Promises with what has become of them. */
export function promiseRepository(sql: Sql) {
  const find = (where: string, params: object): PromiseRecord[] => sql.prepare(`${PROMISE} WHERE ${where} ORDER BY p.promised_for, p.call_id`).all(params) as PromiseRecord[]
  const withOutcomes = (records: readonly PromiseRecord[], asOf: LocalDate, debtQuery: string): PaymentPromise[] => {
    const dues = sql.prepare(`${debtQuery} WHERE p.call_id IN (SELECT value FROM json_each(:ids)) ORDER BY d.due_on, d.id`).all({ ids: JSON.stringify(records.map(({ callId }) => callId)), asOf }) as DebtRecord[]
    const debts = Map.groupBy(dues.map(asDebt), ({ callId }) => callId)
    return records.map(({ cancelledAt, creditCents, creditUndatedCents, ...promise }) => {
      const own = debts.get(promise.callId) ?? []
      return { ...promise, ...promiseOutcome({ ...promise, creditCents, creditUndatedCents, isCancelled: cancelledAt !== null, debts: own }, asOf), dueDates: own.map(({ callId: _call, settledLaterCents: _later, creditUsedCents: _used, undatedCents: _undated, takenOverCents: _over, isPromisedAgain: _again, ...dueDate }) => dueDate) }
    })
  }
  const read = (where: string, params: object, asOf: LocalDate): PaymentPromise[] => withOutcomes(find(where, params), asOf, DEBT)

  return {
    ofCustomer: (customerId: number, asOf: LocalDate): PaymentPromise[] => read('c.organisation_id = :customerId', { customerId }, asOf).reverse(),
    one: (callId: number, asOf: LocalDate): PaymentPromise | null => read('p.call_id = :callId', { callId }, asOf)[0] ?? null,
    /** Promised for that day, and not cancelled. */
    for: (asOf: LocalDate): PaymentPromise[] => read('p.promised_for = :asOf AND p.cancelled_at IS NULL', { asOf }, asOf),
    /** Of which the day has passed, not cancelled, and nobody has been spoken to since; the oldest first. */
    unspoken: (asOf: LocalDate): PaymentPromise[] => read(`p.promised_for < :asOf AND p.cancelled_at IS NULL AND ${UNSPOKEN}`, { asOf }, asOf),
    /** Made by that day for a later one than `after`, and not cancelled by then: what had become of them at its end. */
    madeFor: (after: LocalDate, asOf: LocalDate): PaymentPromise[] => {
      const standing = find('p.promised_for > :after AND c.called_on <= :asOf', { after, asOf }).filter(({ cancelledAt }) => cancelledAt === null || localDay(cancelledAt) > asOf)
      return withOutcomes(standing.map((record) => ({ ...record, cancelledAt: null })), asOf, DEBT_ON_DAY)
    },
    /** With what its due dates and the customer's credits are then. */
    add: (callId: number, promisedFor: LocalDate, amountCents: number, creditCents: number): void => {
      sql.prepare('INSERT INTO payment_promise (call_id, promised_for, amount_cents, credit_cents) VALUES (?, ?, ?, ?)').run(callId, promisedFor, amountCents, creditCents)
      sql.prepare(`INSERT INTO promise_credit (call_id, payment_id, credit_due_date_id, organisation_id, credited_on, amount_cents, settled_cents)
        SELECT :callId, m.id, NULL, m.organisation_id, m.paid_on, m.amount_cents, m.settled_by_source_cents FROM customer_call c JOIN payment m ON m.organisation_id = c.organisation_id AND m.unallocated_cents > 0 WHERE c.id = :callId
        UNION ALL SELECT :callId, NULL, d.id, d.organisation_id, i.invoiced_on, d.amount_cents, -d.settled_by_source_cents FROM customer_call c JOIN due_date d ON d.organisation_id = c.organisation_id AND d.open_cents < 0 JOIN invoice i ON i.id = d.invoice_id WHERE c.id = :callId`).run({ callId })
      sql.prepare(`UPDATE call_due_date AS x SET settled_cents = (SELECT settled_by_source_cents FROM due_date WHERE id = x.due_date_id),
        credited_cents = (SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a JOIN payment_promise p ON p.call_id = x.call_id WHERE a.due_date_id = x.due_date_id AND ${OF_CREDIT}) WHERE call_id = ?`).run(callId)
    },
    cancel: (callId: number, by: string): void => { sql.prepare('UPDATE payment_promise SET cancelled_at = ?, cancelled_by = ? WHERE call_id = ?').run(systemNow(), by, callId) },
  }
}
export type PromiseRepository = ReturnType<typeof promiseRepository>

const none: readonly HoldMark[] = []

/** Promises as what keeps from reminding, by due date: those not kept yet, until their day. Whether that day has passed is asked of every hold alike. */
export function readPromiseHolds(sql: Sql): (dueDateId: number) => readonly HoldMark[] {
  const records = sql.prepare(`${PROMISE} WHERE p.cancelled_at IS NULL`).all() as PromiseRecord[]
  if (records.length === 0) return () => none
  const debts = Map.groupBy((sql.prepare(`${DEBT} WHERE p.cancelled_at IS NULL`).all() as DebtRecord[]).map(asDebt), ({ callId }) => callId)
  const marks = new Map<number, HoldMark[]>()
  for (const { callId, promisedFor, amountCents, creditCents, creditUndatedCents } of records) {
    const own = debts.get(callId) ?? []
    if (promiseOutcome({ promisedFor, amountCents, creditCents, creditUndatedCents, isCancelled: false, debts: own }, promisedFor).state !== 'pending') continue
    // what has been promised again is paused by the later promise, as long as that stands
    for (const { dueDateId } of own.filter(({ isPromisedAgain }) => !isPromisedAgain)) marks.set(dueDateId, [...marks.get(dueDateId) ?? [], { kind: 'promise', scope: 'due-date', reason: formatEuros(amountCents), until: promisedFor }])
  }
  return (dueDateId) => marks.get(dueDateId) ?? none
}
