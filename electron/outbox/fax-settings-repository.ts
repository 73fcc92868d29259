import { FaxSettings } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import { settingsRow } from '../db/settings-row.ts'
import { readableSettings } from './mail-settings-repository.ts'

/** How the dossier's fax provider is written to: one row, none without a provider. */
export function faxSettingsRepository(sql: Sql) {
  const row = settingsRow(sql, 'fax_settings')
  return {
    read: (): FaxSettings | null => readableSettings(FaxSettings, row.read()),
    write: (settings: FaxSettings | null): void => { if (settings === null) row.clear(); else row.write(settings) },
  }
}
