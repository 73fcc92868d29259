import { FaxSettings } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import { storedSettings } from './mail-settings-repository.ts'

const Stored = storedSettings(FaxSettings)

/** How the dossier's fax provider is written to: one row, none without a provider. */
export function faxSettingsRepository(sql: Sql) {
  return {
    read: (): FaxSettings | null => {
      const stored = sql.prepare('SELECT settings FROM fax_settings').pluck().get() as string | undefined
      return stored === undefined ? null : Stored.safeParse(stored).data ?? null
    },
    write: (settings: FaxSettings | null): void => {
      if (settings === null) sql.prepare('DELETE FROM fax_settings').run()
      else sql.prepare('INSERT INTO fax_settings (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings').run(JSON.stringify(settings))
    },
  }
}
