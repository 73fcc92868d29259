import { ReminderSettings } from '../../shared/reminders/reminder-contract.ts'
import { DEFAULT_REMINDER_SETTINGS } from '../../shared/reminders/reminder-settings-rules.ts'
import type { Sql } from '../db/database.ts'

/** « Personnalisation » of a dossier; the defaults until it is first saved. */
export function reminderSettings(sql: Sql) {
  return {
    read: (): ReminderSettings => {
      const saved = sql.prepare('SELECT settings FROM reminder_settings').pluck().get() as string | undefined
      return saved === undefined ? DEFAULT_REMINDER_SETTINGS : ReminderSettings.parse(JSON.parse(saved))
    },
    write: (settings: ReminderSettings): void => {
      sql.prepare('INSERT INTO reminder_settings (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings').run(JSON.stringify(settings))
    },
  }
}
