import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { CallOutcome } from '../../shared/calls/call-contract.ts'
import { CallCriteria, type CallSession, type ReportLine, type SessionEntry } from '../../shared/calls/session-contract.ts'
import { entryState, type QueueCandidate } from '../../shared/calls/session-rules.ts'
import type { Sql } from '../db/database.ts'
import type { HoldSubject } from './card-repository.ts'

type SessionRecord = Omit<CallSession, 'isClosed'> & { isClosed: number }
type EntryRecord = Omit<SessionEntry, 'state' | 'claimedCents'> & { isCalled: number; elsewhere: CallOutcome | null }

/** An open due date, as a session asks about it. */
export interface SubjectDueDate extends HoldSubject { openCents: number; dueOn: LocalDate; level: number }
const SUBJECT = 'd.id AS dueDateId, d.invoice_id AS invoiceId, d.organisation_id AS customerId, d.open_cents AS openCents, d.due_on AS dueOn, d.reminder_level AS level'

const SESSION = `SELECT s.id, s.started_on AS startedOn, s.started_by AS startedBy, s.queue_order AS "order", s.part, s.parts, s.closed_at IS NOT NULL AS isClosed,
    (SELECT count(*) FROM call_session_customer WHERE session_id = s.id) AS customerCount, (SELECT count(*) FROM call_session_customer WHERE session_id = s.id AND is_called = 1) AS calledCount
  FROM call_session s`
const asSession = (record: SessionRecord): CallSession => ({ ...record, isClosed: record.isClosed === 1 })

const FIRST_CRITERIA: CallCriteria = { daysOverdue: 15, minOutstandingCents: null, level: 'all', order: 'amount', isShared: false }

/** The customers whom an open session is still to call. */
export const stillToCall = (sql: Sql): ReadonlySet<number> => new Set(sql.prepare(`SELECT q.organisation_id FROM call_session_customer q JOIN call_session s ON s.id = q.session_id
  WHERE s.closed_at IS NULL AND q.is_called = 0`).pluck().all() as number[])

/** Sessions of calls and their queues. Run writes in a transaction. */
export function sessionRepository(sql: Sql) {
  return {
    criteria: (): CallCriteria => {
      const stored = sql.prepare('SELECT criteria FROM call_criteria').pluck().get() as string | undefined
      return stored === undefined ? FIRST_CRITERIA : CallCriteria.parse(JSON.parse(stored))
    },
    keepCriteria: (criteria: CallCriteria): void => { sql.prepare('INSERT INTO call_criteria (id, criteria) VALUES (1, :criteria) ON CONFLICT (id) DO UPDATE SET criteria = excluded.criteria').run({ criteria: JSON.stringify(criteria) }) },

    /** The customers of those of the due dates that are open. */
    candidates: (dueDateIds: Int32Array): Omit<QueueCandidate, 'brokenOn' | 'claimedCents'>[] => sql.prepare(`SELECT d.organisation_id AS customerId, min(d.due_on) AS oldestDueOn,
        nullif(max(coalesce((SELECT max(called_on) FROM customer_call WHERE organisation_id = d.organisation_id), ''), coalesce((SELECT max(reminded_on) FROM due_date WHERE organisation_id = d.organisation_id), '')), '') AS lastContactOn
      FROM due_date d WHERE d.id IN (SELECT value FROM json_each(?)) AND d.open_cents > 0 GROUP BY d.organisation_id`).all(`[${dueDateIds.join()}]`) as Omit<QueueCandidate, 'brokenOn' | 'claimedCents'>[],
    /** Those that are open. */
    subjects: (dueDateIds: Int32Array): SubjectDueDate[] => sql.prepare(`SELECT ${SUBJECT} FROM due_date d WHERE d.id IN (SELECT value FROM json_each(?)) AND d.open_cents > 0`).all(`[${dueDateIds.join()}]`) as SubjectDueDate[],
    /** What a session is about and is still open. */
    subjectsOf: (id: number): SubjectDueDate[] => sql.prepare(`SELECT ${SUBJECT} FROM call_session_due_date x JOIN due_date d ON d.id = x.due_date_id WHERE x.session_id = ? AND d.open_cents > 0`).all(id) as SubjectDueDate[],
    /** The due dates its calls were about. */
    spokenOf: (id: number): Set<number> => new Set(sql.prepare('SELECT x.due_date_id FROM customer_call c JOIN call_due_date x ON x.call_id = c.id WHERE c.session_id = ?').pluck().all(id) as number[]),
    add: (session: Pick<CallSession, 'startedOn' | 'startedBy' | 'order' | 'part' | 'parts'>): number => Number(sql.prepare(`INSERT INTO call_session (started_on, queue_order, part, parts, started_by, started_at)
      VALUES (:startedOn, :order, :part, :parts, :startedBy, :now)`).run({ ...session, now: systemNow() }).lastInsertRowid),
    /** With the due dates asked for, those of these customers that are open. */
    fill: (id: number, customerIds: readonly number[], dueDateIds: Int32Array): void => {
      const add = sql.prepare('INSERT INTO call_session_customer (session_id, organisation_id, position) VALUES (?, ?, ?)')
      customerIds.forEach((customerId, place) => add.run(id, customerId, place + 1))
      sql.prepare(`INSERT INTO call_session_due_date (session_id, due_date_id) SELECT :id, d.id FROM due_date d
        WHERE d.id IN (SELECT value FROM json_each(:ids)) AND d.open_cents > 0 AND d.organisation_id IN (SELECT organisation_id FROM call_session_customer WHERE session_id = :id)`).run({ id, ids: `[${dueDateIds.join()}]` })
    },
    list: (): CallSession[] => (sql.prepare(`${SESSION} ORDER BY s.closed_at IS NOT NULL, s.id DESC LIMIT 100`).all() as SessionRecord[]).map(asSession),
    one: (id: number): CallSession | null => {
      const record = sql.prepare(`${SESSION} WHERE s.id = ?`).get(id) as SessionRecord | undefined
      return record ? asSession(record) : null
    },
    entries: (id: number, asOf: LocalDate): Omit<SessionEntry, 'claimedCents'>[] => (sql.prepare(`SELECT q.organisation_id AS customerId, o.code AS customerCode, o.name AS customerName, q.postponed_until AS postponedUntil, q.is_called AS isCalled,
        coalesce(sum(d.open_cents), 0) AS openCents, min(d.due_on) FILTER (WHERE d.open_cents > 0) AS oldestDueOn,
        (SELECT outcome FROM customer_call WHERE session_id = q.session_id AND organisation_id = q.organisation_id ORDER BY id DESC LIMIT 1) AS outcome,
        (SELECT e.outcome FROM customer_call e WHERE e.organisation_id = q.organisation_id AND e.session_id IS NOT q.session_id AND e.called_on = :asOf AND e.updated_at >= s.started_at ORDER BY e.id DESC LIMIT 1) AS elsewhere,
        (SELECT min(x.session_id) FROM call_session_customer x JOIN call_session w ON w.id = x.session_id AND w.closed_at IS NULL WHERE x.organisation_id = q.organisation_id AND x.session_id <> q.session_id AND x.is_called = 0) AS otherSessionId
      FROM call_session_customer q JOIN call_session s ON s.id = q.session_id JOIN organisation o ON o.id = q.organisation_id
        LEFT JOIN (call_session_due_date x JOIN due_date d ON d.id = x.due_date_id) ON x.session_id = q.session_id AND d.organisation_id = q.organisation_id
      WHERE q.session_id = :id GROUP BY q.organisation_id ORDER BY q.position`).all({ id, asOf }) as EntryRecord[])
      .map(({ isCalled, elsewhere, ...entry }) => ({ ...entry, outcome: entry.outcome ?? elsewhere, state: entryState({ ...entry, isCalled: isCalled === 1, isCalledElsewhere: elsewhere !== null }, asOf) })),
    dueDateIds: (id: number): Set<number> => new Set(sql.prepare('SELECT due_date_id FROM call_session_due_date WHERE session_id = ?').pluck().all(id) as number[]),
    holds: (id: number, customerId: number): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM call_session_customer WHERE session_id = ? AND organisation_id = ?)').pluck().get(id, customerId) === 1,
    called: (id: number, customerId: number): void => { sql.prepare('UPDATE call_session_customer SET is_called = 1, postponed_until = NULL WHERE session_id = ? AND organisation_id = ?').run(id, customerId) },
    skip: (id: number, customerId: number): void => {
      sql.prepare('UPDATE call_session_customer SET position = (SELECT max(position) + 1 FROM call_session_customer WHERE session_id = :id), postponed_until = NULL WHERE session_id = :id AND organisation_id = :customerId').run({ id, customerId })
    },
    postpone: (id: number, customerId: number, until: LocalDate): void => { sql.prepare('UPDATE call_session_customer SET postponed_until = ? WHERE session_id = ? AND organisation_id = ?').run(until, id, customerId) },
    close: (id: number): void => { sql.prepare('UPDATE call_session SET closed_at = ? WHERE id = ? AND closed_at IS NULL').run(systemNow(), id) },
    lines: (id: number): ReportLine[] => sql.prepare(`SELECT c.id AS callId, c.called_on AS calledOn, c.made_by AS madeBy, o.code AS customerCode, o.name AS customerName, c.outcome, c.text, c.next_call_on AS nextCallOn,
        p.promised_for AS promisedFor, coalesce(p.amount_cents, 0) AS promisedCents, iif(c.outcome = 'dispute', (SELECT coalesce(sum(open_cents), 0) FROM call_due_date WHERE call_id = c.id), 0) AS disputedCents
      FROM customer_call c JOIN organisation o ON o.id = c.organisation_id LEFT JOIN payment_promise p ON p.call_id = c.id WHERE c.session_id = ? ORDER BY c.id`).all(id) as ReportLine[],
  }
}
