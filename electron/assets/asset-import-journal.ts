import type { AssetImportCounts, AssetImportRecord } from '../../shared/assets/asset-import-contract.ts'
import { systemNow } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

/** What an import writes to, whatever stands on another first. */
export const IMPORTED_TABLES = ['reading', 'meter', 'asset', 'location', 'site', 'item'] as const
export type ImportedTable = typeof IMPORTED_TABLES[number]

/** A whole row of an imported table `t` as JSON. */
export const rowJson = (sql: Sql, table: ImportedTable): string => {
  const columns = sql.prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck().all(table) as string[]
  return `json_object(${columns.map((column) => `'${column}', t.${column}`).join(', ')})`
}

/** Notes what an import adds and changes while it writes, and keeps it with the import. */
export function assetImportJournal(sql: Sql) {
  /** null: the row was not there */
  const before = new Map<ImportedTable, Map<number, string | null>>(IMPORTED_TABLES.map((table) => [table, new Map()]))
  const asset = sql.prepare(`SELECT ${rowJson(sql, 'asset')} FROM asset t WHERE id = ?`).pluck()

  return {
    /** Returns the id it is given. */
    added: (table: ImportedTable, id: number): number => {
      before.get(table)!.set(id, null)
      return id
    },
    /** An asset is about to be changed. */
    changing: (assetId: number): void => {
      const assets = before.get('asset')!
      if (!assets.has(assetId)) assets.set(assetId, asset.get(assetId) as string)
    },
    /** To be called once all is written, in the same transaction. */
    keep: (fileName: string, userName: string, counts: AssetImportCounts): void => {
      const importId = sql.prepare(`INSERT INTO asset_import (file_name, user_name, applied_at, counts, last_reading_id, last_request_id)
        VALUES (?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM reading), (SELECT coalesce(max(id), 0) FROM meter_request))`).run(fileName, userName, systemNow(), JSON.stringify(counts)).lastInsertRowid
      let seq = 0
      for (const [table, rows] of before) {
        const after = table === 'reading' ? 'NULL' : `(SELECT ${rowJson(sql, table)} FROM ${table} t WHERE id = :id)`
        const insert = sql.prepare(`INSERT INTO asset_import_change (import_id, seq, table_name, row_id, before, after) VALUES (:importId, :seq, '${table}', :id, :before, ${after})`)
        for (const [id, was] of rows) insert.run({ importId, seq: seq++, id, before: was })
      }
    },
  }
}
export type AssetImportJournal = ReturnType<typeof assetImportJournal>

type ImportRow = Omit<AssetImportRecord, 'counts' | 'mayUndo'> & { counts: string; mayUndo: number }

const HAS_CHANGED = 'undone_at IS NULL AND EXISTS (SELECT 1 FROM asset_import_change WHERE import_id = asset_import.id)'

/** The latest first. */
export const readAssetImports = (sql: Sql): AssetImportRecord[] => (sql.prepare(`SELECT id, file_name AS fileName, user_name AS userName, applied_at AS appliedAt, undone_by AS undoneBy, undone_at AS undoneAt, counts,
    id IS (SELECT max(id) FROM asset_import WHERE ${HAS_CHANGED}) AS mayUndo
  FROM asset_import ORDER BY id DESC`).all() as ImportRow[]).map(({ counts, mayUndo, ...row }) => ({ ...row, counts: JSON.parse(counts) as AssetImportCounts, mayUndo: mayUndo === 1 }))

/** The file of the latest import that still stands and has changed something since this one; null when there is none. */
export const laterImport = (sql: Sql, id: number): string | null =>
  (sql.prepare(`SELECT file_name FROM asset_import WHERE id > ? AND ${HAS_CHANGED} ORDER BY id DESC LIMIT 1`).pluck().get(id) as string | undefined) ?? null
