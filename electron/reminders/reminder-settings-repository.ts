import { ReminderSettings } from '../../shared/reminders/reminder-contract.ts'
import { DEFAULT_REMINDER_SETTINGS } from '../../shared/reminders/reminder-settings-rules.ts'
import type { Sql } from '../db/database.ts'
import { settingsRow } from '../db/settings-row.ts'

/** « Personnalisation » of a dossier; the defaults until it is first saved. */
export function reminderSettings(sql: Sql) {
  const row = settingsRow(sql, 'reminder_settings')
  return {
    read: (): ReminderSettings => {
      const saved = row.read()
      return saved === null ? DEFAULT_REMINDER_SETTINGS : ReminderSettings.parse(JSON.parse(saved))
    },
    write: (settings: ReminderSettings): void => { row.write(settings) },
  }
}
