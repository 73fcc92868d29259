import { LegalSettings } from '../../shared/legal/legal-contract.ts'
import { DEFAULT_LEGAL_SETTINGS } from '../../shared/legal/legal-settings-rules.ts'
import type { Sql } from '../db/database.ts'
import { settingsRow } from '../db/settings-row.ts'

/** What letters claim and when, in a dossier; the defaults until it is first saved. */
export function legalSettings(sql: Sql) {
  const row = settingsRow(sql, 'legal_settings')
  return {
    read: (): LegalSettings => {
      const saved = row.read()
      return saved === null ? DEFAULT_LEGAL_SETTINGS : LegalSettings.parse(JSON.parse(saved))
    },
    write: (settings: LegalSettings): void => { row.write(settings) },
  }
}
