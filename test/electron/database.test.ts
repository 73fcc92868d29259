import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createDatabase, DATABASE_FILE, openDatabase, type OpenError } from '../../electron/db/database.ts'
import { migrate } from '../../electron/db/migrate.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

function problemOf(open: () => unknown): string {
  try { open() } catch (error) { return (error as OpenError).problem }
  return 'none'
}

describe('a dossier file', () => {
  it('keeps committed data through power loss: synchronous is FULL again after reopening', () => {
    const place = temporaryFolder()
    createDatabase(place).close()
    const sql = openDatabase(place)
    expect(sql.pragma('synchronous', { simple: true })).toBe(2)
    expect(sql.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(sql.pragma('foreign_keys', { simple: true })).toBe(1)
    sql.close()
  })

  it('made by a newer version is refused and left byte-identical', () => {
    const place = temporaryFolder()
    createDatabase(place).close()
    const raw = new BetterSqlite3(join(place, DATABASE_FILE))
    raw.pragma('user_version = 9990')
    raw.pragma('journal_mode = DELETE')
    raw.close()
    const before = readFileSync(join(place, DATABASE_FILE))
    expect(problemOf(() => openDatabase(place))).toBe('newer')
    expect(readFileSync(join(place, DATABASE_FILE)).equals(before)).toBe(true)
  })

  it.each([['a column that was still to come', 'ALTER TABLE mail_settings ADD COLUMN later TEXT'], ['a table less', 'DROP TABLE outbox_halt'], ['an index less', 'DROP INDEX due_date_unpaid']])('with %s than its version says is refused and left as it was', (_what, change) => {
    const place = temporaryFolder()
    createDatabase(place).close()
    const raw = new BetterSqlite3(join(place, DATABASE_FILE))
    raw.exec(change)
    raw.close()
    const before = readFileSync(join(place, DATABASE_FILE))
    expect(problemOf(() => openDatabase(place))).toBe('other-schema')
    expect(readFileSync(join(place, DATABASE_FILE)).equals(before)).toBe(true)
  })

  it('made by an unfinished version is refused before anything is migrated', () => {
    const place = temporaryFolder()
    const raw = new BetterSqlite3(join(place, DATABASE_FILE))
    migrate(raw, 50)
    raw.exec('ALTER TABLE outbox_message DROP COLUMN from_address')
    raw.close()
    expect(problemOf(() => openDatabase(place))).toBe('other-schema')
    const after = new BetterSqlite3(join(place, DATABASE_FILE))
    expect(after.pragma('user_version', { simple: true })).toBe(50)
    after.close()
  })

  it.each([['empty', Buffer.alloc(0), 'damaged'], ['a text', Buffer.from('JournalCode|JournalLib'), 'not-a-dossier'], ['another program’s', null, 'not-a-dossier']])('that is %s is refused and left as it was', (_name, bytes, expected) => {
    const place = temporaryFolder()
    const file = join(place, DATABASE_FILE)
    if (bytes) writeFileSync(file, bytes)
    else new BetterSqlite3(file).exec('CREATE TABLE recipe (name TEXT)').close()
    const before = readFileSync(file)
    expect(problemOf(() => openDatabase(place))).toBe(expected)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('with a damaged page is refused', () => {
    const place = temporaryFolder()
    createDatabase(place).close()
    const file = join(place, DATABASE_FILE)
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4096, 4096 + 2000)
    writeFileSync(file, bytes)
    expect(problemOf(() => openDatabase(place))).toBe('damaged')
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('open elsewhere is refused', () => {
    const place = temporaryFolder()
    const first = createDatabase(place)
    expect(problemOf(() => openDatabase(place))).toBe('busy')
    first.close()
    expect(problemOf(() => openDatabase(place).close())).toBe('none')
  })

  it('that does not exist is said to be missing', () => { expect(problemOf(() => openDatabase(join(temporaryFolder(), 'nowhere')))).toBe('missing') })
})
