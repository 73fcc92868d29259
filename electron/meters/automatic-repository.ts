import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { AutomaticDay, AutomaticLine, AutomaticOutcome } from '../../shared/meters/automatic-contract.ts'
import type { HeldRequest, PlannedRequest } from '../../shared/meters/calendar-rules.ts'
import { NEVER_LEFT_SQL } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'

/** What the calendars named for a day, and what became of it. */
export type DayLine = Pick<PlannedRequest, 'assetId' | 'ruleId' | 'cycleKey' | 'reason' | 'position' | 'heldUntil'> & { contractCode: string; outcome: AutomaticOutcome }

/** As it is stored: the counts stand beside the lines so that the list of days does not read these. */
interface DayReport { userName: string; requestedCount: number; skippedCount: number; lines: DayLine[] }

const MOST_DAYS = 400

/** Days the automatic sending has been through, and what assets were asked for. */
export function automaticRepository(sql: Sql) {
  const linesOf = (day: LocalDate): DayLine[] => {
    const report = sql.prepare('SELECT report FROM meter_request_day WHERE day = ?').pluck().get(day) as string | undefined
    return report === undefined ? [] : (JSON.parse(report) as DayReport).lines
  }
  return {
    /** The last day gone through up to `asOf`: one after it, written while the clock was wrong, must not keep the days before it from being made up for. */
    lastDay: (asOf: LocalDate): LocalDate | null => sql.prepare('SELECT max(day) FROM meter_request_day WHERE day <= ?').pluck().get(asOf) as LocalDate | null,
    days: (): AutomaticDay[] => sql.prepare(`SELECT day, ran_at AS ranAt, report ->> 'userName' AS userName, report ->> 'requestedCount' AS requestedCount, report ->> 'skippedCount' AS skippedCount
      FROM meter_request_day ORDER BY day DESC LIMIT ${MOST_DAYS}`).all() as AutomaticDay[],
    linesOf,
    /** The same as a person reads them. */
    namedLines: (day: LocalDate): AutomaticLine[] => sql.prepare(`SELECT a.id, a.provider_identifier AS providerIdentifier, a.label, o.name AS customerName, line.value ->> 'contractCode' AS contractCode,
        line.value ->> 'cycleKey' AS cycleKey, line.value ->> 'reason' AS reason, line.value ->> 'position' AS position, line.value ->> 'outcome' AS outcome
      FROM meter_request_day d, json_each(d.report, '$.lines') line JOIN asset a ON a.id = line.value ->> 'assetId' JOIN organisation o ON o.id = a.organisation_id
      WHERE d.day = ? ORDER BY line.key`).all(day) as AutomaticLine[],
    /** @param runId of the requests made, null when there were none */
    keepDay: (day: LocalDate, runId: number | null, { userName, lines }: Pick<DayReport, 'userName' | 'lines'>): { day: LocalDate; requestedCount: number; skippedCount: number } => {
      const requestedCount = lines.filter(({ outcome }) => outcome === 'requested').length
      const counts = { requestedCount, skippedCount: lines.length - requestedCount }
      const heldUntil = lines.flatMap((line) => (line.outcome === 'excluded' ? line.heldUntil ?? [] : [])).sort().at(-1) ?? null
      sql.prepare(`INSERT INTO meter_request_day (day, run_id, ran_at, report, held_until) VALUES (:day, :runId, :now, :report, :heldUntil)
        ON CONFLICT (day) DO UPDATE SET run_id = coalesce(excluded.run_id, run_id), ran_at = excluded.ran_at, report = excluded.report, held_until = excluded.held_until`)
        .run({ day, runId, now: systemNow(), heldUntil, report: JSON.stringify({ userName, ...counts, lines } satisfies DayReport) })
      return { day, ...counts }
    },
    /** What days gone through held back until one of these days. */
    heldBack: (from: LocalDate, to: LocalDate): HeldRequest[] => sql.prepare(`SELECT line.value ->> 'assetId' AS assetId, line.value ->> 'ruleId' AS ruleId, line.value ->> 'cycleKey' AS cycleKey,
        line.value ->> 'position' AS position, line.value ->> 'heldUntil' AS heldUntil
      FROM meter_request_day d, json_each(d.report, '$.lines') line
      WHERE d.held_until >= :from AND line.value ->> 'outcome' = 'excluded' AND line.value ->> 'heldUntil' BETWEEN :from AND :to`).all({ from, to }) as HeldRequest[],
    /** The latest cycle each asset was asked for by itself. A request that did not leave and will not by itself is none, unless it was answered all the same. */
    latestCycles: (): Map<number, string> => new Map(sql.prepare(`SELECT r.asset_id, max(r.cycle_key) FROM meter_request r JOIN outbox_message m ON m.id = r.outbox_message_id
      WHERE r.cycle_key IS NOT NULL AND (m.state NOT IN (${NEVER_LEFT_SQL}) OR r.answered_on IS NOT NULL) GROUP BY r.asset_id`).raw().all() as [number, string][]),
    /** Of requests persons made that left or still may, and are not answered: the day of the last, by asset. */
    askedByHand: (): Map<number, LocalDate> => new Map(sql.prepare(`SELECT r.asset_id, max(r.requested_on) FROM meter_request r JOIN outbox_message m ON m.id = r.outbox_message_id
      WHERE r.cycle_key IS NULL AND r.answered_on IS NULL AND m.state NOT IN (${NEVER_LEFT_SQL}) GROUP BY r.asset_id`).raw().all() as [number, LocalDate][]),
  }
}
