import type { Reading, ReadingOrigin, ReadingSource, RemovedReading } from '../../shared/assets/asset-contract.ts'
import type { KnownReading } from '../../shared/assets/reading-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import { systemNow } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

export interface NewReading { meterId: number; readOn: LocalDate; valueThousandths: number; origin: ReadingOrigin; source: ReadingSource; enteredBy: string }

/** « Relevés ». Run writes in a transaction. */
export function readingRepository(sql: Sql) {
  const insert = sql.prepare('INSERT INTO reading (meter_id, read_on, value_thousandths, origin, source, entered_by, entered_at) VALUES (:meterId, :readOn, :valueThousandths, :origin, :source, :enteredBy, :now)')
  const exists = sql.prepare('SELECT EXISTS (SELECT 1 FROM reading WHERE meter_id = ? AND read_on = ? AND value_thousandths = ? AND origin = ?)').pluck()
  return {
    ofAsset: (assetId: number): Reading[] => sql.prepare(`SELECT r.id, m.id AS meterId, m.name AS meterName, m.unit, m.decimals, r.read_on AS readOn, r.value_thousandths AS valueThousandths, r.origin, r.source,
        r.entered_by AS enteredBy, r.entered_at AS enteredAt
      FROM reading r JOIN meter m ON m.id = r.meter_id WHERE m.asset_id = ? ORDER BY r.read_on DESC, m.position, r.id DESC LIMIT 5000`).all(assetId) as Reading[],
    /** All but the estimates: what a new reading is compared with. */
    ofMeter: (meterId: number): KnownReading[] => sql.prepare(`SELECT read_on AS readOn, value_thousandths AS valueThousandths FROM reading WHERE meter_id = ? AND origin <> 'estimate'`).all(meterId) as KnownReading[],
    add: (reading: NewReading): number => Number(insert.run({ ...reading, now: systemNow() }).lastInsertRowid),
    /** It goes, and what it said stays with who took it away; its id, or null when it is no longer there. */
    remove: (id: number, removedBy: string, reopenedCount: number): number | null => {
      sql.prepare(`INSERT INTO reading_removal (asset_id, provider_identifier, meter_name, unit, decimals, read_on, value_thousandths, origin, source, entered_by, entered_at, removed_by, removed_at, reopened_count)
        SELECT m.asset_id, a.provider_identifier, m.name, m.unit, m.decimals, r.read_on, r.value_thousandths, r.origin, r.source, r.entered_by, r.entered_at, ?, ?, ? FROM reading r JOIN meter m ON m.id = r.meter_id JOIN asset a ON a.id = m.asset_id WHERE r.id = ?`).run(removedBy, systemNow(), reopenedCount, id)
      return sql.prepare('DELETE FROM reading WHERE id = ?').run(id).changes === 0 ? null : id
    },
    /** Those of an asset of the same identifier that went with its import are told of as well. */
    removedOf: (assetId: number): RemovedReading[] => sql.prepare(`SELECT id, meter_name AS meterName, unit, decimals, read_on AS readOn, value_thousandths AS valueThousandths, origin, source,
        entered_by AS enteredBy, entered_at AS enteredAt, removed_by AS removedBy, removed_at AS removedAt, reopened_count AS reopenedCount
      FROM reading_removal WHERE asset_id = :assetId OR (asset_id IS NULL AND provider_identifier = (SELECT provider_identifier FROM asset WHERE id = :assetId)) ORDER BY id DESC LIMIT 500`).all({ assetId }) as RemovedReading[],
    has: ({ meterId, readOn, valueThousandths, origin }: Omit<NewReading, 'source' | 'enteredBy'>): boolean => exists.get(meterId, readOn, valueThousandths, origin) === 1,
  }
}
export type ReadingRepository = ReturnType<typeof readingRepository>
