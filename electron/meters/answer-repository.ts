import type { KnownReading } from '../../shared/assets/reading-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { AnswerMeter, AnswerSheet } from '../../shared/meters/answer-contract.ts'
import type { OpenRequest } from '../../shared/meters/answer-rules.ts'
import type { SheetMeter } from '../../shared/assets/asset-contract.ts'
import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import type { RequestOrigin } from '../../shared/meters/request-contract.ts'
import { NEVER_LEFT_SQL } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import { countsFor } from './answered-requests.ts'
import { ON_ITS_WAY } from './request-repository.ts'

/** A request as asking it again needs it. */
export interface RepeatedRequest {
  id: number; assetId: number; requestedOn: LocalDate; medium: ReadingMedium; address: string; addressOrigin: RequestOrigin
  contractId: number | null; contractCode: string; providerIdentifier: string; label: string; customerName: string
  answeredOn: LocalDate | null; isAskedAgain: boolean
  /** A message that asks for this asset, sent once more on purpose or not, is still to leave */
  isOnItsWay: boolean
}

interface EntryRequest { reference: string; customerId: number; customerName: string; siteName: string; locationName: string; providerIdentifier: string; manufacturerIdentifier: string; label: string }

/** A line of « Tableau de saisie ». */
export interface EntryRow extends EntryRequest {
  meterId: number; meterName: string; unit: string; decimals: number; lastReadOn: LocalDate | null; lastValueThousandths: number | null
}

type SheetRow = Omit<AnswerSheet, 'meters'>

const answerMeter = ({ id, name, unit, decimals, last }: SheetMeter): AnswerMeter => ({ id, name, unit, decimals, last: last && { readOn: last.readOn, valueThousandths: last.valueThousandths } })

/** Requests with what they wait for, and what answers them. */
export function answerRepository(sql: Sql, metersOf: (assetIds: readonly number[]) => ReadonlyMap<number, readonly SheetMeter[]>) {
  return {
    sheet: (requestId: number): AnswerSheet | null => {
      const row = sql.prepare(`SELECT r.id AS requestId, r.requested_on AS requestedOn, r.answered_on AS answeredOn, a.id AS assetId, a.provider_identifier AS providerIdentifier, a.label, o.id AS customerId, o.name AS customerName, s.name AS siteName
        FROM meter_request r JOIN asset a ON a.id = r.asset_id JOIN organisation o ON o.id = a.organisation_id JOIN site s ON s.id = a.site_id WHERE r.id = ? AND r.skip_reason = ''`).get(requestId) as SheetRow | undefined
      return row ? { ...row, meters: (metersOf([row.assetId]).get(row.assetId) ?? []).map(answerMeter) } : null
    },
    meter: (id: number): { assetId: number; name: string; decimals: number; isCumulative: number } | null =>
      (sql.prepare('SELECT asset_id AS assetId, name, decimals, is_cumulative AS isCumulative FROM meter WHERE id = ?').get(id) as { assetId: number; name: string; decimals: number; isCumulative: number } | undefined) ?? null,
    /** The two readings before a day that are no estimates, the latest first. */
    lastTwo: (meterId: number, day: LocalDate): KnownReading[] => sql.prepare(`SELECT read_on AS readOn, max(value_thousandths) AS valueThousandths FROM reading
      WHERE meter_id = ? AND origin <> 'estimate' AND read_on < ? GROUP BY read_on ORDER BY read_on DESC LIMIT 2`).all(meterId, day) as KnownReading[],
    /** Real readings of a meter on a day. */
    realOn: (meterId: number, readOn: LocalDate): number[] => sql.prepare(`SELECT value_thousandths FROM reading WHERE meter_id = ? AND read_on = ? AND origin IN ('customer', 'provider')`).pluck().all(meterId, readOn) as number[],
    requestOfReference: (reference: string): number | null => (sql.prepare('SELECT id FROM meter_request WHERE reference = ?').pluck().get(reference) as number | undefined) ?? null,
    /** The requests these messages carried, or carried once more; the nearest message first. */
    requestsOfMessages: (messageIds: readonly string[]): number[] => sql.prepare(`SELECT r.id FROM json_each(?) wanted JOIN outbox_message m ON m.message_id = wanted.value
      JOIN meter_request r ON r.outbox_message_id IN (m.id, m.resend_of_id) ORDER BY wanted.key`).pluck().all(JSON.stringify(messageIds)) as number[],

    request: (id: number): OpenRequest & { assetId: number } => sql.prepare('SELECT id, asset_id AS assetId, requested_on AS requestedOn, again_of_id AS againOfId FROM meter_request WHERE id = ?').get(id) as OpenRequest & { assetId: number },
    unanswered: (assetId: number): OpenRequest[] => sql.prepare(`SELECT id, requested_on AS requestedOn, again_of_id AS againOfId FROM meter_request WHERE asset_id = ? AND answered_on IS NULL AND skip_reason = ''`).all(assetId) as OpenRequest[],
    /** Whether an active meter of the asset has no reading that counts for the request. */
    isIncomplete: (requestId: number): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM meter_request r JOIN meter_request_run n ON n.id = r.run_id JOIN meter m ON m.asset_id = r.asset_id AND m.is_active = 1
      WHERE r.id = ? AND NOT EXISTS (SELECT 1 FROM reading d WHERE d.meter_id = m.id AND ${countsFor('d')}))`).pluck().get(requestId) === 1,
    markAnswered: (requestId: number, on: LocalDate): void => {
      sql.prepare('UPDATE meter_request SET answered_on = ?, last_reading_id = (SELECT coalesce(max(id), 0) FROM reading) WHERE id = ?').run(on, requestId)
    },

    repeated: (ids: readonly number[]): RepeatedRequest[] => (sql.prepare(`SELECT r.id, r.asset_id AS assetId, r.requested_on AS requestedOn, r.medium, r.address, r.address_origin AS addressOrigin, r.service_contract_id AS contractId, coalesce(c.code, '') AS contractCode,
        a.provider_identifier AS providerIdentifier, a.label, o.name AS customerName, r.answered_on AS answeredOn,
        EXISTS (SELECT 1 FROM meter_request later JOIN outbox_message lm ON lm.id = later.outbox_message_id WHERE later.asset_id = r.asset_id AND later.id > r.id AND lm.state NOT IN (${NEVER_LEFT_SQL})) AS isAskedAgain,
        EXISTS (SELECT 1 FROM meter_request own JOIN outbox_message m ON m.id = own.outbox_message_id OR m.resend_of_id = own.outbox_message_id WHERE own.asset_id = r.asset_id AND own.answered_on IS NULL AND ${ON_ITS_WAY}) AS isOnItsWay
      FROM json_each(?) wanted JOIN meter_request r ON r.id = wanted.value JOIN asset a ON a.id = r.asset_id JOIN organisation o ON o.id = a.organisation_id LEFT JOIN service_contract c ON c.id = r.service_contract_id
      WHERE r.skip_reason = '' ORDER BY wanted.key`).all(JSON.stringify(ids)) as (Omit<RepeatedRequest, 'isAskedAgain' | 'isOnItsWay'> & { isAskedAgain: number; isOnItsWay: number })[]).map((row) => ({ ...row, isAskedAgain: row.isAskedAgain === 1, isOnItsWay: row.isOnItsWay === 1 })),

    /** The lines of these requests that are not answered, a meter each, by customer, site and asset. */
    entryRows: (ids: readonly number[]): EntryRow[] => {
      const requests = sql.prepare(`SELECT r.reference, r.asset_id AS assetId, o.id AS customerId, o.name AS customerName, s.name AS siteName, coalesce(l.name, '') AS locationName,
          a.provider_identifier AS providerIdentifier, a.manufacturer_identifier AS manufacturerIdentifier, a.label
        FROM json_each(?) wanted JOIN meter_request r ON r.id = wanted.value JOIN asset a ON a.id = r.asset_id JOIN organisation o ON o.id = a.organisation_id JOIN site s ON s.id = a.site_id LEFT JOIN location l ON l.id = a.location_id
        WHERE r.reference IS NOT NULL AND r.answered_on IS NULL ORDER BY o.name_norm, o.id, s.name, a.provider_identifier`).all(JSON.stringify(ids)) as (EntryRequest & { assetId: number })[]
      const meters = metersOf(requests.map(({ assetId }) => assetId))
      return requests.flatMap(({ assetId, ...request }) => (meters.get(assetId) ?? []).map(({ id, name, unit, decimals, last }) =>
        ({ ...request, meterId: id, meterName: name, unit, decimals, lastReadOn: last?.readOn ?? null, lastValueThousandths: last?.valueThousandths ?? null })))
    },
  }
}
export type AnswerRepository = ReturnType<typeof answerRepository>
