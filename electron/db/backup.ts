import { rmSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { refuseForeignFile, type Sql } from './database.ts'
import { renameDurably } from './durable-rename.ts'
import { schemaVersion, SCHEMA_VERSION } from './migrate.ts'

/**
 * Writes a copy of the open database to `target`: under another name first, reopened and checked, on disk, and only then under its own.
 * A file that has the name of a backup is therefore always a whole and sound one. Throws, and leaves nothing, when the copy is not.
 */
export function backupDatabase(sql: Sql, target: string): void {
  const partial = `${target}.partial`
  try {
    rmSync(partial, { force: true })
    sql.prepare('VACUUM INTO ?').run(partial)
    verifyCopy(partial, rowCounts(sql))
    renameDurably(partial, target)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

/** Whether the file is a whole and sound dossier that this version can open. Changes nothing. */
export function verifyBackup(file: string): boolean {
  try {
    refuseForeignFile(file)
    return reading(file, (copy) => schemaVersion(copy) <= SCHEMA_VERSION && integrityProblems(copy).length === 0 && (copy.pragma('foreign_key_check') as unknown[]).length === 0)
  } catch {
    return false
  }
}

/** Name of the last file imported in a backup; '' when none was, or when the backup cannot be read. */
export function lastImportIn(file: string): string {
  try {
    return reading(file, (copy) => copy.prepare('SELECT file_name FROM import_batch WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1').pluck().get() as string | undefined) ?? ''
  } catch {
    return ''
  }
}

function reading<T>(file: string, work: (copy: Sql) => T): T {
  const copy = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    return work(copy)
  } finally {
    copy.close()
  }
}

function verifyCopy(file: string, expected: Map<string, number>): void {
  reading(file, (copy) => {
    const problem = integrityProblems(copy)[0] ?? (copy.pragma('foreign_key_check') as unknown[]).length
    if (problem) throw new Error(`the backup copy is not sound: ${problem}`)
    for (const [table, count] of rowCounts(copy)) if (expected.get(table) !== count) throw new Error(`the backup copy has ${count} rows of ${table}`)
  })
}

/** What SQLite finds wrong with the file; empty when it is sound. */
export function integrityProblems(sql: Sql): string[] {
  return (sql.pragma('integrity_check') as { integrity_check: string }[]).map((row) => row.integrity_check).filter((message) => message !== 'ok')
}

function rowCounts(sql: Sql): Map<string, number> {
  const tables = sql.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`).pluck().all() as string[]
  return new Map(tables.map((table) => [table, sql.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]))
}
