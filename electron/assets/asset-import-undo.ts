import { systemNow } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import type { Sql } from '../db/database.ts'
import { IMPORTED_TABLES, laterImport, rowJson, type ImportedTable } from './asset-import-journal.ts'

/** What rests on an import, a key below `assets.import.builtUpon.`, and one of the records it is about. */
interface Obstacle { what: 'import' | 'request' | 'answer' | 'reading' | 'contract' | 'meter' | 'asset' | 'location' | 'picture' | 'edit' | 'former'; name: string }

/** How a row is named to a person. */
const NAMES: Record<Exclude<ImportedTable, 'reading'>, string> = {
  meter: 't.name', asset: 't.provider_identifier', location: 't.name', site: 't.name', item: 't.code',
}

/**
 * Takes an import of assets back: what it added goes, what it changed is as it was. Runs in the caller's transaction.
 * @param answeredBy the requests that count as answered because of these readings
 */
export function undoAssetImport(sql: Sql, id: number, userName: string, answeredBy: (readingIds: readonly number[]) => number[]): void {
  const { fileName, undoneAt } = existing((sql.prepare('SELECT file_name AS fileName, undone_at AS undoneAt FROM asset_import WHERE id = ?').get(id) as { fileName: string; undoneAt: string | null } | undefined) ?? null)
  if (undoneAt !== null) throw new AppError('assets.import-undone', { file: fileName })
  const obstacle = whatRestsOn(sql, id, answeredBy)
  if (obstacle) throw new AppError('assets.import-built-upon', { ...obstacle, file: fileName, whatKey: `assets.import.builtUpon.${obstacle.what}` })
  // an asset it changed may have been given an article that goes
  restoreChanged(sql, id)
  for (const table of IMPORTED_TABLES) sql.prepare(`DELETE FROM ${table} WHERE id IN (${rowsOf(table)} AND before IS NULL)`).run({ id })
  sql.prepare('DELETE FROM asset_import_change WHERE import_id = ?').run(id)
  sql.prepare('UPDATE asset_import SET undone_by = ?, undone_at = ? WHERE id = ?').run(userName, systemNow(), id)
}

/** The ids in one table of the rows an import has added or changed. */
const rowsOf = (table: ImportedTable): string => `SELECT row_id FROM asset_import_change WHERE import_id = :id AND table_name = '${table}'`
const isAdded = (column: string, table: ImportedTable): string => `${column} IN (${rowsOf(table)} AND before IS NULL)`
const isNotAdded = (column: string, table: ImportedTable): string => `${column} NOT IN (${rowsOf(table)} AND before IS NULL)`
/** Meters it added or has a reading of, and the assets whose they are or that it touched itself. */
const METERS = `${rowsOf('meter')} UNION SELECT meter_id FROM reading WHERE id IN (${rowsOf('reading')})`
const ASSETS = `${rowsOf('asset')} UNION SELECT asset_id FROM meter WHERE id IN (${METERS})`

/** The first thing done since that would be lost, or that counted on what the import says. */
function whatRestsOn(sql: Sql, id: number, answeredBy: (readingIds: readonly number[]) => number[]): Obstacle | null {
  const later = laterImport(sql, id)
  if (later !== null) return { what: 'import', name: later }
  const since = (column: 'last_reading_id' | 'last_request_id'): string => `(SELECT ${column} FROM asset_import WHERE id = :id)`
  const looks: [Obstacle['what'], query: string][] = [
    ['request', `SELECT a.provider_identifier FROM meter_request r JOIN asset a ON a.id = r.asset_id WHERE r.id > ${since('last_request_id')} AND r.asset_id IN (${ASSETS})`],
    ['answer', `SELECT a.provider_identifier FROM reading r JOIN meter m ON m.id = r.meter_id JOIN asset a ON a.id = m.asset_id WHERE r.id > ${since('last_reading_id')} AND r.source = 'answer' AND r.meter_id IN (${METERS})`],
    ['reading', `SELECT a.provider_identifier FROM reading r JOIN meter m ON m.id = r.meter_id JOIN asset a ON a.id = m.asset_id WHERE r.id > ${since('last_reading_id')} AND r.meter_id IN (${METERS})`],
    ['contract', `SELECT a.provider_identifier FROM contract_module_asset c JOIN asset a ON a.id = c.asset_id WHERE ${isAdded('a.id', 'asset')}`],
    ['contract', `SELECT m.name FROM billing_rule_meter b JOIN meter m ON m.id = b.meter_id WHERE ${isAdded('m.id', 'meter')}`],
    ['meter', `SELECT m.name FROM meter m WHERE ${isAdded('m.asset_id', 'asset')} AND ${isNotAdded('m.id', 'meter')}`],
    ['asset', `SELECT provider_identifier FROM asset WHERE (${isAdded('site_id', 'site')} OR ${isAdded('location_id', 'location')} OR ${isAdded('item_id', 'item')}) AND id NOT IN (${rowsOf('asset')})`],
    ['location', `SELECT name FROM location WHERE ${isAdded('site_id', 'site')} AND ${isNotAdded('id', 'location')}`],
    ['picture', `SELECT i.code FROM item_picture p JOIN item i ON i.id = p.item_id WHERE ${isAdded('i.id', 'item')}`],
    // one that it added and that has been deleted since is gone already; a column that came with a later version was not told then
    ...Object.entries(NAMES).map(([table, name]): [Obstacle['what'], string] => ['edit', `SELECT coalesce(${name}, '') FROM asset_import_change c LEFT JOIN ${table} t ON t.id = c.row_id
      WHERE c.import_id = :id AND c.table_name = '${table}' AND (t.id IS NOT NULL OR c.before IS NOT NULL) AND EXISTS (SELECT 1 FROM json_each(c.after) w WHERE w.value IS NOT ${rowJson(sql, table as ImportedTable)} ->> w.key)`]),
    ['former', `SELECT a.provider_identifier FROM asset_import_change c JOIN asset a ON a.id = c.row_id WHERE c.import_id = :id AND c.table_name = 'asset' AND c.before IS NOT NULL
      AND (before ->> 'item_id' NOT IN (SELECT id FROM item) OR before ->> 'reading_mode_id' NOT IN (SELECT id FROM reading_mode))`],
  ]
  for (const [what, query] of looks) {
    const name = sql.prepare(`${query} LIMIT 1`).pluck().get({ id }) as string | undefined
    if (name !== undefined) return { what, name }
  }
  const readingIds = sql.prepare(rowsOf('reading')).pluck().all({ id }) as number[]
  const [requestId] = answeredBy(readingIds)
  return requestId === undefined ? null : { what: 'answer', name: sql.prepare('SELECT a.provider_identifier FROM meter_request r JOIN asset a ON a.id = r.asset_id WHERE r.id = ?').pluck().get(requestId) as string }
}

/** An import changes assets only. */
function restoreChanged(sql: Sql, id: number): void {
  const rows = (sql.prepare(`SELECT before FROM asset_import_change WHERE import_id = ? AND table_name = 'asset' AND before IS NOT NULL`).pluck().all(id) as string[]).map((before) => JSON.parse(before) as Record<string, string | number | null>)
  // all of one import were noted by one version: they have the same columns
  if (rows[0] === undefined) return
  const restore = sql.prepare(`UPDATE asset SET ${Object.keys(rows[0]).map((column) => `${column} = :${column}`).join(', ')} WHERE id = :id`)
  for (const row of rows) restore.run(row)
}
