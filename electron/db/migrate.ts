import BetterSqlite3, { type Database } from 'better-sqlite3'
import { receivables } from './migrations/0010-receivables.ts'
import { reminders } from './migrations/0020-reminders.ts'
import { holds } from './migrations/0030-holds.ts'
import { legal } from './migrations/0040-legal.ts'
import { outbox } from './migrations/0050-outbox.ts'
import { accounts } from './migrations/0060-accounts.ts'
import { letterSending } from './migrations/0070-letter-sending.ts'
import { settings } from './migrations/0080-settings.ts'
import { assets } from './migrations/0090-assets.ts'
import { contracts } from './migrations/0100-contracts.ts'
import { meterRequests } from './migrations/0110-meter-requests.ts'
import { calls } from './migrations/0120-calls.ts'
import { bank } from './migrations/0130-bank.ts'
import { einvoices } from './migrations/0140-einvoices.ts'
import { sourceDoubts } from './migrations/0150-source-doubts.ts'
import { cycleTries } from './migrations/0160-cycle-tries.ts'
import { scenarios } from './migrations/0170-scenarios.ts'
import { parkHistory } from './migrations/0180-park-history.ts'

/** 'Rela' — tells a dossier from any other SQLite file. */
export const APPLICATION_ID = 0x52656c61

interface Migration { version: number; sql: string }

/** In steps of ten, forward only. A released one is never edited. */
const migrations: Migration[] = [
  { version: 10, sql: receivables },
  { version: 20, sql: reminders },
  { version: 30, sql: holds },
  { version: 40, sql: legal },
  { version: 50, sql: outbox },
  { version: 60, sql: accounts },
  { version: 70, sql: letterSending },
  { version: 80, sql: settings },
  { version: 90, sql: assets },
  { version: 100, sql: contracts },
  { version: 110, sql: meterRequests },
  { version: 120, sql: calls },
  { version: 130, sql: bank },
  { version: 140, sql: einvoices },
  { version: 150, sql: sourceDoubts },
  { version: 160, sql: cycleTries },
  { version: 170, sql: scenarios },
  { version: 180, sql: parkHistory },
]

export const SCHEMA_VERSION = migrations.at(-1)!.version

export function schemaVersion(sql: Database): number {
  return sql.pragma('user_version', { simple: true }) as number
}

/** Brings a database to a version, the newest unless told otherwise, one transaction a step: each whole or not at all. */
export function migrate(sql: Database, upTo = SCHEMA_VERSION): void {
  for (const { version, sql: statements } of migrations) {
    if (schemaVersion(sql) >= version || version > upTo) continue
    sql.transaction(() => {
      sql.exec(statements)
      if ((sql.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error(`migration ${version} breaks foreign keys`)
      sql.pragma(`application_id = ${APPLICATION_ID}`)
      sql.pragma(`user_version = ${version}`)
    }).immediate()
  }
}

/** Whether a database has the tables its version says: not those of a step that was still being written when it was made, nor of another program. */
export function hasSchemaOfItsVersion(sql: Database): boolean {
  const expected = new BetterSqlite3(':memory:')
  try {
    migrate(expected, schemaVersion(sql))
    return schemaVersion(expected) === schemaVersion(sql) && schemaText(expected) === schemaText(sql)
  } finally {
    expected.close()
  }
}

/** The definitions of all that is not SQLite's own, in an order of their own: an index made anew comes last in the file. */
function schemaText(sql: Database): string {
  return sql.prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`).pluck().all().join('\n')
}
