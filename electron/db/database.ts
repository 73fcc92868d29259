import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { renameDurably } from './durable-rename.ts'
import { APPLICATION_ID, hasSchemaOfItsVersion, migrate, schemaVersion, SCHEMA_VERSION } from './migrate.ts'

/** The one connection to a dossier's file; only the office's thread has it. */
export type Sql = BetterSqlite3.Database

export const DATABASE_FILE = 'relais.sqlite'
const PARTIAL_FILE = `${DATABASE_FILE}.partial`

/** What a creation that was cut short may have left; the next one starts afresh. */
export const PARTIAL_FILES: readonly string[] = ['', '-journal', '-wal', '-shm'].map((suffix) => PARTIAL_FILE + suffix)

/** Why a file is no dossier that can be opened. */
export type OpenProblem = 'missing' | 'not-a-dossier' | 'newer' | 'other-schema' | 'damaged' | 'busy' | 'read-only' | 'full'

export class OpenError extends Error {
  readonly problem: OpenProblem
  constructor(problem: OpenProblem, cause?: unknown) {
    super(`cannot open the database: ${problem}`, { cause })
    this.problem = problem
  }
}

/** Files up to this size are checked on every opening; larger ones by « relais check ». */
const QUICK_CHECK_BYTES = 64 * 1024 * 1024

/**
 * Makes the file of a new dossier in an existing folder that has none. All that a dossier cannot do without is written by `fill` before the file
 * gets its name: a crash leaves a whole dossier or none. Throws OpenError.
 */
export function createDatabase(folder: string, fill: (sql: Sql) => void = () => undefined): Sql {
  const partial = join(folder, PARTIAL_FILE)
  const removePartial = (): void => { for (const file of PARTIAL_FILES) rmSync(join(folder, file), { force: true }) }
  withOpenErrors(() => {
    removePartial()
    try {
      writeNewDatabase(partial, fill)
      renameDurably(partial, join(folder, DATABASE_FILE))
    } catch (error) {
      removePartial()
      throw error
    }
  })
  return openDatabase(folder)
}

function writeNewDatabase(file: string, fill: (sql: Sql) => void): void {
  const sql = new BetterSqlite3(file)
  try {
    sql.pragma('synchronous = FULL')
    migrate(sql)
    fill(sql)
  } finally {
    sql.close()
  }
}

/**
 * Opens a dossier's file and migrates it. A newer, damaged, foreign or locked file, or one whose tables are not its version's, is refused and left as it was. Throws OpenError, and what
 * `beforeMigration` throws: the file is then left as it was too.
 */
export function openDatabase(folder: string, beforeMigration: (sql: Sql) => void = () => undefined): Sql {
  const file = join(folder, DATABASE_FILE)
  if (!existsSync(file)) throw new OpenError('missing')
  refuseForeignFile(file)
  return withOpenErrors(() => {
    const sql = new BetterSqlite3(file, { fileMustExist: true })
    try {
      return prepare(sql, beforeMigration)
    } catch (error) {
      sql.close()
      throw error
    }
  })
}

/** Asks a dossier's file, of any version, something: the file itself is neither written nor migrated (an empty log may stay beside it). Throws OpenError, and what `ask` throws. */
export function readDatabase<T>(folder: string, ask: (sql: Sql) => T): T {
  const file = join(folder, DATABASE_FILE)
  if (!existsSync(file)) throw new OpenError('missing')
  return withOpenErrors(() => {
    refuseForeignFile(file, Infinity)
    const sql = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    try {
      return ask(sql)
    } finally {
      sql.close()
    }
  })
}

/** A database in memory with the product's schema, for tests. */
export function memoryDatabase(): Sql {
  return prepare(new BetterSqlite3(':memory:'), () => undefined)
}

function prepare(sql: Sql, beforeMigration: (sql: Sql) => void): Sql {
  sql.pragma('locking_mode = EXCLUSIVE')
  if (schemaVersion(sql) > SCHEMA_VERSION) throw new OpenError('newer')
  if (!hasSchemaOfItsVersion(sql)) throw new OpenError('other-schema')
  sql.pragma('journal_mode = WAL')
  // A reopened WAL database falls back to NORMAL: set on every opening.
  sql.pragma('synchronous = FULL')
  sql.pragma('foreign_keys = ON')
  sql.pragma('secure_delete = ON')
  sql.pragma('trusted_schema = OFF')
  sql.pragma('cell_size_check = ON')
  sql.pragma('mmap_size = 0')
  sql.pragma('journal_size_limit = 67108864')
  sql.pragma('cache_size = -65536')
  // Takes the exclusive lock now: a second program is told here, not in the middle of its work.
  sql.exec('BEGIN IMMEDIATE; COMMIT')
  if (!sql.memory && statSync(sql.name).size <= QUICK_CHECK_BYTES && sql.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new OpenError('damaged')
  const version = schemaVersion(sql)
  if (version > 0 && version < SCHEMA_VERSION) beforeMigration(sql)
  migrate(sql)
  return sql
}

/** Looks at the first 100 bytes only, so that a foreign or newer file is not even opened by SQLite (fileformat2.html § 1.3). */
export function refuseForeignFile(file: string, newest = SCHEMA_VERSION): void {
  const header = Buffer.alloc(100)
  const descriptor = openSync(file, 'r')
  const length = readSync(descriptor, header, 0, 100, 0)
  closeSync(descriptor)
  if (length === 0) throw new OpenError('damaged')
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0' || header.readUInt32BE(68) !== APPLICATION_ID) throw new OpenError('not-a-dossier')
  if (header.readUInt32BE(60) > newest) throw new OpenError('newer')
}

function withOpenErrors<T>(open: () => T): T {
  try {
    return open()
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code !== 'string') throw error
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) throw new OpenError('busy', error)
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EROFS') throw new OpenError('read-only', error)
    if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) throw new OpenError('damaged', error)
    if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') throw new OpenError('full', error)
    throw error
  }
}
