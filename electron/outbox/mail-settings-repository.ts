import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { MailSettings } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import { settingsRow } from '../db/settings-row.ts'

/** The system's keychain, as the office sees it: passwords by name. */
export interface Secrets {
  /** null when there is none, or when it cannot be read any more: it is then asked for again. */
  read(name: string): Promise<string | null>
  /** Rejects with AppError('mail.keychain') when there is no keychain to keep it in. */
  write(name: string, secret: string): Promise<void>
}

/** Settings from their row; what cannot be read any more is asked for again. */
export function readableSettings<T>(settings: z.ZodType<T>, stored: string | null): T | null {
  try {
    return stored === null ? null : settings.safeParse(JSON.parse(stored)).data ?? null
  } catch {
    return null
  }
}

/** The dossier's mail server: one row, none until a person has filled it in. */
export function mailSettingsRepository(sql: Sql) {
  const row = settingsRow(sql, 'mail_settings')
  return {
    read: (): MailSettings | null => readableSettings(MailSettings, row.read()),
    write: (settings: MailSettings): void => { row.write(settings) },
  }
}
export type MailSettingsRepository = ReturnType<typeof mailSettingsRepository>

/**
 * The name a password is kept by: this dossier's, for this login on this server. A dossier that comes from elsewhere and names another server never gets
 * the password of the one before.
 */
export const secretName = (folder: string, { host, port, login }: Pick<MailSettings, 'host' | 'port' | 'login'>): string =>
  `smtp-${createHash('sha256').update(JSON.stringify([folder, host.toLowerCase(), port, login])).digest('hex').slice(0, 32)}`
