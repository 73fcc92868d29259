import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import { Language } from '../../shared/language.ts'
import { DebtorProfile, ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import type { KnownTemplate, LetterOptions, LetterTemplate, TemplateKey, TemplateWords } from '../../shared/reminders/letter-template-contract.ts'
import type { Sql } from '../db/database.ts'
import { readTemplateFile } from '../delivery/template-file.ts'

/** Wordings and options of letters and e-mails: the dossier's own, else the product's. */
export interface LetterTemplateRepository {
  read(key: TemplateKey): KnownTemplate
  write(template: LetterTemplate): void
  /** Back to the product's own wording. */
  restore(key: TemplateKey): void
  options(): LetterOptions
  writeOptions(options: LetterOptions): void
}

/** Every template there is, in the order of the screen. */
export const TEMPLATE_KEYS: readonly TemplateKey[] = ReminderChannel.options.flatMap((channel) => ([1, 2, 3] as const).flatMap((level) =>
  DebtorProfile.options.flatMap((profile) => Language.options.map((language) => ({ channel, level, profile, language })))))

const OF_KEY = 'channel = :channel AND level = :level AND profile = :profile AND language = :language'

export function letterTemplateRepository(sql: Sql, resources: string): LetterTemplateRepository {
  return {
    read: ({ channel, level, profile, language }) => {
      const key = { channel, level, profile, language }
      const own = sql.prepare(`SELECT subject, body, closing FROM letter_template WHERE ${OF_KEY}`).get(key) as TemplateWords | undefined
      return { ...key, ...own ?? defaultWords(resources, key), isDefault: own === undefined }
    },
    write: (template) => {
      sql.prepare(`INSERT INTO letter_template (channel, level, profile, language, subject, body, closing, updated_at) VALUES (:channel, :level, :profile, :language, :subject, :body, :closing, :now)
        ON CONFLICT (channel, level, profile, language) DO UPDATE SET subject = excluded.subject, body = excluded.body, closing = excluded.closing, updated_at = excluded.updated_at`).run({ ...template, now: systemNow() })
    },
    restore: (key) => {
      sql.prepare(`DELETE FROM letter_template WHERE ${OF_KEY}`).run(key)
    },
    options: () => {
      const row = sql.prepare('SELECT has_payment_slip AS slip, has_qr_code AS code, has_statement AS statement FROM letter_options').get() as { slip: number; code: number; statement: number } | undefined
      return { hasPaymentSlip: row?.slip === 1, hasQrCode: row?.code === 1, hasStatement: row?.statement === 1 }
    },
    writeOptions: ({ hasPaymentSlip, hasQrCode, hasStatement }) => {
      sql.prepare('INSERT OR REPLACE INTO letter_options (id, has_payment_slip, has_qr_code, has_statement) VALUES (1, ?, ?, ?)').run(hasPaymentSlip ? 1 : 0, hasQrCode ? 1 : 0, hasStatement ? 1 : 0)
    },
  }
}

const FOLDERS = { paper: 'letters', email: 'mails' } as const

const defaultWords = (resources: string, { channel, level, profile, language }: TemplateKey): TemplateWords => readTemplateFile(join(resources, FOLDERS[channel], language, `level-${level}.${profile}.txt`))
