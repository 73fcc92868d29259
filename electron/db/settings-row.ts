import type { Sql } from './database.ts'

/** Settings kept whole, as JSON, in the one row of their table. What they say, and what it means that there are none, is their slice's. */
export function settingsRow(sql: Sql, table: 'mail_settings' | 'fax_settings' | 'legal_settings' | 'reminder_settings' | 'scenario_settings') {
  return {
    /** null until they are first saved */
    read: (): string | null => (sql.prepare(`SELECT settings FROM ${table}`).pluck().get() as string | undefined) ?? null,
    write: (settings: object): void => {
      sql.prepare(`INSERT INTO ${table} (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings`).run(JSON.stringify(settings))
    },
    clear: (): void => { sql.prepare(`DELETE FROM ${table}`).run() },
  }
}
