import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MailSettings } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'

/** The system's keychain, as the office sees it: passwords by name. */
export interface Secrets {
  /** null when there is none, or when it cannot be read any more: it is then asked for again. */
  read(name: string): Promise<string | null>
  /** Rejects with AppError('mail.keychain') when there is no keychain to keep it in. */
  write(name: string, secret: string): Promise<void>
}

/** Settings as JSON; what cannot be read any more is asked for again. */
export const storedSettings = <T extends z.ZodType>(settings: T) => z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('not JSON')
    return z.NEVER
  }
}).pipe(settings)
const Stored = storedSettings(MailSettings)

/** The dossier's mail server: one row, none until a person has filled it in. */
export function mailSettingsRepository(sql: Sql) {
  return {
    read: (): MailSettings | null => {
      const stored = sql.prepare('SELECT settings FROM mail_settings').pluck().get() as string | undefined
      return stored === undefined ? null : Stored.safeParse(stored).data ?? null
    },
    write: (settings: MailSettings): void => {
      sql.prepare('INSERT INTO mail_settings (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings').run(JSON.stringify(settings))
    },
  }
}
export type MailSettingsRepository = ReturnType<typeof mailSettingsRepository>

/**
 * The name a password is kept by: this dossier's, for this login on this server. A dossier that comes from elsewhere and names another server never gets
 * the password of the one before.
 */
export const secretName = (folder: string, { host, port, login }: Pick<MailSettings, 'host' | 'port' | 'login'>): string =>
  `smtp-${createHash('sha256').update(JSON.stringify([folder, host.toLowerCase(), port, login])).digest('hex').slice(0, 32)}`
