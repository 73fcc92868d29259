import { LegalSettings } from '../../shared/legal/legal-contract.ts'
import { DEFAULT_LEGAL_SETTINGS } from '../../shared/legal/legal-settings-rules.ts'
import type { Sql } from '../db/database.ts'

/** What letters claim and when, in a dossier; the defaults until it is first saved. */
export function legalSettings(sql: Sql) {
  return {
    read: (): LegalSettings => {
      const saved = sql.prepare('SELECT settings FROM legal_settings').pluck().get() as string | undefined
      return saved === undefined ? DEFAULT_LEGAL_SETTINGS : LegalSettings.parse(JSON.parse(saved))
    },
    write: (settings: LegalSettings): void => {
      sql.prepare('INSERT INTO legal_settings (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings').run(JSON.stringify(settings))
    },
  }
}
