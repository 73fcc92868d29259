import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import { MOST_LISTED_REQUESTS, type RequestGroup, type RequestOrigin, type RequestProblem, type RequestRecord } from '../../shared/meters/request-contract.ts'
import { NEVER_LEFT_SQL } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'

export interface NewRun { origin: 'bulk' | 'contract' | 'automatic'; isAfterCalculation: boolean; criteria: unknown; requestedOn: LocalDate; userName: string }

export interface NewRequest {
  runId: number
  assetId: number
  contractId: number | null
  requestedOn: LocalDate
  medium: ReadingMedium
  address: string
  addressOrigin: RequestOrigin
  /** null when its message was written */
  problem: RequestProblem | null
  cycleKey: string | null
  /** Of its form; null when no message was written */
  reference: string | null
  /** The request asked again */
  againOfId: number | null
  messageId: number | null
  documentId: number | null
  dataDocumentId: number | null
}

/** A request of a run as its result tells it. */
export interface RequestResult { providerIdentifier: string; label: string; customerName: string; medium: ReadingMedium; address: string; problem: RequestProblem | null; state: string | null; reason: string; detail: string }

/** Its message `m` goes on by itself. */
export const ON_ITS_WAY = `m.state IN ('queued', 'connecting', 'in_data', 'waiting')`
/** Left, or on its way; anything else is for a person to look at. */
const GROUPS: Readonly<Record<RequestGroup, string>> = {
  sent: `r.skip_reason = '' AND (m.state = 'sent' OR ${ON_ITS_WAY})`,
  failed: `(r.skip_reason <> '' OR m.state IN ('unknown', ${NEVER_LEFT_SQL}))`,
}

type RecordRow = Omit<RequestRecord, 'isAutomatic' | 'problem' | 'isAskedAgain'> & { isAutomatic: number; problem: RequestProblem | ''; isAskedAgain: number }

/** Requests as they were made, and the runs they were made in. */
export function requestRepository(sql: Sql) {
  return {
    addRun: ({ isAfterCalculation, criteria, ...run }: NewRun): number => Number(sql.prepare(`INSERT INTO meter_request_run (origin, is_after_calculation, criteria, requested_on, user_name, created_at)
      VALUES (:origin, :isAfterCalculation, :criteria, :requestedOn, :userName, :now)`)
      .run({ ...run, isAfterCalculation: isAfterCalculation ? 1 : 0, criteria: JSON.stringify(criteria), now: systemNow() }).lastInsertRowid),
    add: (request: NewRequest): void => {
      sql.prepare(`INSERT INTO meter_request (run_id, asset_id, service_contract_id, requested_on, medium, address, address_origin, skip_reason, cycle_key, reference, again_of_id, outbox_message_id, document_id, data_document_id)
        VALUES (:runId, :assetId, :contractId, :requestedOn, :medium, :address, :addressOrigin, :problem, :cycleKey, :reference, :againOfId, :messageId, :documentId, :dataDocumentId)`).run({ ...request, problem: request.problem ?? '' })
    },
    /** Of requests that left or still may, and are not answered: the day of the last, by asset. */
    lastRequested: (): Map<number, LocalDate> => new Map(sql.prepare(`SELECT r.asset_id, max(r.requested_on) FROM meter_request r JOIN outbox_message m ON m.id = r.outbox_message_id
      WHERE r.answered_on IS NULL AND m.state NOT IN (${NEVER_LEFT_SQL}) GROUP BY r.asset_id`).raw().all() as [number, LocalDate][]),
    history: (group: RequestGroup): RequestRecord[] => (sql.prepare(`SELECT r.id, r.requested_on AS requestedOn, n.created_at AS createdAt, n.user_name AS userName, n.origin = 'automatic' AS isAutomatic,
        a.provider_identifier AS providerIdentifier, a.label, o.id AS customerId, o.name AS customerName, s.name AS siteName, coalesce(c.code, '') AS contractCode,
        r.medium, r.address, r.address_origin AS addressOrigin, r.skip_reason AS problem, m.state, coalesce(m.reason, '') AS reason, coalesce(m.detail, '') AS detail, m.next_attempt_at AS nextAttemptAt,
        r.document_id AS documentId, r.data_document_id AS dataDocumentId, r.answered_on AS answeredOn,
        m.accepted_on AS sentOn, f.requested_on AS formerOn,
        EXISTS (SELECT 1 FROM meter_request later JOIN outbox_message lm ON lm.id = later.outbox_message_id WHERE later.asset_id = r.asset_id AND later.id > r.id AND lm.state NOT IN (${NEVER_LEFT_SQL})) AS isAskedAgain
      FROM meter_request r JOIN meter_request_run n ON n.id = r.run_id JOIN asset a ON a.id = r.asset_id JOIN organisation o ON o.id = a.organisation_id JOIN site s ON s.id = a.site_id
      LEFT JOIN service_contract c ON c.id = r.service_contract_id LEFT JOIN outbox_message m ON m.id = r.outbox_message_id LEFT JOIN meter_request f ON f.id = r.again_of_id
      WHERE ${GROUPS[group]} ORDER BY r.answered_on IS NOT NULL, r.id DESC LIMIT ${MOST_LISTED_REQUESTS}`).all() as RecordRow[]).sort((one, other) => other.id - one.id).map(({ isAutomatic, problem, isAskedAgain, ...row }) => ({ ...row, isAutomatic: isAutomatic === 1, isAskedAgain: isAskedAgain === 1, problem: problem === '' ? null : problem })),
    /** The run a message is of, null when its result has been told or it is no request's. */
    openRunOf: (messageId: number): number | null => (sql.prepare(`SELECT r.run_id FROM meter_request r JOIN meter_request_run n ON n.id = r.run_id
      WHERE r.outbox_message_id = ? AND n.summarised_at IS NULL`).pluck().get(messageId) as number | undefined) ?? null,
    openRuns: (): number[] => sql.prepare('SELECT id FROM meter_request_run WHERE summarised_at IS NULL').pluck().all() as number[],
    /** Whether a message of the run still goes on by itself. The last written leave last: looked at first. */
    isUnderWay: (runId: number): boolean => sql.prepare(`SELECT 1 FROM meter_request r CROSS JOIN outbox_message m
      WHERE r.run_id = ? AND m.id = r.outbox_message_id AND ${ON_ITS_WAY} ORDER BY r.id DESC LIMIT 1`).get(runId) !== undefined,
    run: (runId: number): { requestedOn: LocalDate; userName: string; origin: NewRun['origin'] } => sql.prepare('SELECT requested_on AS requestedOn, user_name AS userName, origin FROM meter_request_run WHERE id = ?').get(runId) as { requestedOn: LocalDate; userName: string; origin: NewRun['origin'] },
    results: (runId: number): RequestResult[] => (sql.prepare(`SELECT a.provider_identifier AS providerIdentifier, a.label, o.name AS customerName, r.medium, r.address, r.skip_reason AS problem, m.state,
        coalesce(m.reason, '') AS reason, coalesce(m.detail, '') AS detail
      FROM meter_request r JOIN asset a ON a.id = r.asset_id JOIN organisation o ON o.id = a.organisation_id LEFT JOIN outbox_message m ON m.id = r.outbox_message_id
      WHERE r.run_id = ? ORDER BY r.id`).all(runId) as (Omit<RequestResult, 'problem'> & { problem: RequestProblem | '' })[]).map(({ problem, ...row }) => ({ ...row, problem: problem === '' ? null : problem })),
    summarised: (runId: number, messageId: number | null): void => {
      sql.prepare('UPDATE meter_request_run SET summarised_at = ?, summary_message_id = ? WHERE id = ?').run(systemNow(), messageId, runId)
    },
    /** Day of the last request for the same asset made after that of the message, that has left or may; null when there is none. */
    askedAgainOn: (messageId: number): LocalDate | null => sql.prepare(`SELECT max(later.requested_on) FROM meter_request r JOIN meter_request later ON later.asset_id = r.asset_id AND later.id > r.id
      JOIN outbox_message m ON m.id = later.outbox_message_id WHERE r.outbox_message_id = ? AND m.state NOT IN (${NEVER_LEFT_SQL})`).pluck().get(messageId) as LocalDate | null,
    /** Whether the asset a message asks about has left the park, or the customer it is written to. */
    hasLeftPark: (messageId: number): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM meter_request r JOIN asset a ON a.id = r.asset_id JOIN outbox_message m ON m.id = r.outbox_message_id
      WHERE r.outbox_message_id = ? AND (a.is_installed = 0 OR a.organisation_id IS NOT m.organisation_id))`).pluck().get(messageId) === 1,
    answeredOn: (messageId: number): LocalDate | null => (sql.prepare('SELECT answered_on FROM meter_request WHERE outbox_message_id = ?').pluck().get(messageId) as LocalDate | null | undefined) ?? null,
  }
}
export type RequestRepository = ReturnType<typeof requestRepository>
