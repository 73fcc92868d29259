import { NEVER_LEFT_SQL } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'

/** Whether a reading of a meter of the asset counts for request `r` of run `n`: it is real, and of the request's day or later, or came as an answer after it. */
export const countsFor = (reading: string): string => `${reading}.origin IN ('customer', 'provider') AND (${reading}.read_on >= r.requested_on OR (${reading}.source = 'answer' AND ${reading}.entered_at >= n.created_at))`

/** The requests that count as answered because of readings. */
export function answeredRequests(sql: Sql) {
  return {
    /** Those that these readings, in the dossier by then, helped to answer and whose meter would have none any more without them: of each asset the ones answered last, together. */
    by: (readingIds: readonly number[]): number[] => sql.prepare(`WITH gone AS MATERIALIZED (SELECT value AS id FROM json_each(?)),
        bereft AS (SELECT r.id, rank() OVER (PARTITION BY r.asset_id ORDER BY r.answered_on DESC) AS place
          FROM gone JOIN reading d ON d.id = gone.id JOIN meter m ON m.id = d.meter_id AND m.is_active = 1
            JOIN meter_request r ON r.asset_id = m.asset_id AND r.answered_on IS NOT NULL AND r.skip_reason = '' JOIN meter_request_run n ON n.id = r.run_id
          WHERE d.id <= r.last_reading_id AND ${countsFor('d')} AND NOT EXISTS (SELECT 1 FROM reading o WHERE o.meter_id = m.id AND o.id NOT IN (SELECT id FROM gone) AND ${countsFor('o')}))
      SELECT DISTINCT id FROM bereft WHERE place = 1 ORDER BY id`).pluck().all(JSON.stringify(readingIds)) as number[],
    /** They are without an answer again. Returns how many wait for one: what was answered before its message left has asked nobody. */
    reopen: (requestIds: readonly number[]): number => {
      const ids = JSON.stringify(requestIds)
      sql.prepare('UPDATE meter_request SET answered_on = NULL, last_reading_id = NULL WHERE id IN (SELECT value FROM json_each(?))').run(ids)
      return sql.prepare(`SELECT count(*) FROM json_each(?) wanted JOIN meter_request r ON r.id = wanted.value JOIN outbox_message m ON m.id = r.outbox_message_id WHERE m.state NOT IN (${NEVER_LEFT_SQL})`).pluck().get(ids) as number
    },
  }
}
