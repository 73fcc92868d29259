import type { ReadingOrigin, SheetMeter } from '../../shared/assets/asset-contract.ts'
import { formatMeterValue } from '../../shared/assets/meter-value-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

/**
 * The last reading of meter `m` among some of its readings: of the latest day the highest, as `readingHistory` (reading-rules.ts), by which an entry is checked, has it. What is
 * printed, shown and compared is so the same value, also when two were read on one day.
 */
const lastAmong = (readings: string): string => `(SELECT id FROM reading WHERE meter_id = m.id AND ${readings} ORDER BY read_on DESC, value_thousandths DESC, id DESC LIMIT 1)`

/** Among the real ones, the customer's and the provider's (M-088): how long ago somebody read the meter. */
export const LAST_REAL = lastAmong(`origin IN ('customer', 'provider')`)
/** Among all but the estimates: what the next value is compared with. */
const LAST = lastAmong(`origin <> 'estimate'`)

type MeterRecord = Omit<SheetMeter, 'isCumulative' | 'last'> & { assetId: number; isCumulative: number; readOn: LocalDate | null; valueThousandths: number | null; origin: ReadingOrigin | null }

/** The active meters of assets in their order, with their last reading; an asset that has none is not in the map. */
export function metersWithLast(sql: Sql, assetIds: readonly number[]): Map<number, SheetMeter[]> {
  const records = sql.prepare(`SELECT m.asset_id AS assetId, m.id, m.name, m.unit, m.decimals, m.is_cumulative AS isCumulative, l.read_on AS readOn, l.value_thousandths AS valueThousandths, l.origin
    FROM meter m LEFT JOIN reading l ON l.id = ${LAST} WHERE m.is_active = 1 AND m.asset_id IN (SELECT value FROM json_each(?)) ORDER BY m.position, m.id`).all(JSON.stringify(assetIds)) as MeterRecord[]
  const meters = new Map<number, SheetMeter[]>()
  for (const { assetId, isCumulative, readOn, valueThousandths, origin, ...meter } of records) {
    const last = readOn === null || valueThousandths === null || origin === null ? null : { readOn, valueThousandths, value: formatMeterValue(valueThousandths, meter.decimals), origin }
    meters.set(assetId, [...meters.get(assetId) ?? [], { ...meter, isCumulative: isCumulative === 1, last }])
  }
  return meters
}
