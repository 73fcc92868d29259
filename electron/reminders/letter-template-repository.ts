import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import { TEMPLATE_PARTS } from '../../shared/reminders/letter-template-rules.ts'
import type { LetterLevel, LetterTemplate } from '../../shared/reminders/reminder-contract.ts'
import type { Sql } from '../db/database.ts'

/** The wording of each level: the dossier's own, else the product's (resources/letters/niveau-n.txt: subject, text and closing, separated by `---`). */
export interface LetterTemplateRepository {
  read(level: LetterLevel): LetterTemplate
  write(template: LetterTemplate): void
  /** Back to the product's own wording. */
  restore(level: LetterLevel): void
}

export function letterTemplateRepository(sql: Sql, resources: string): LetterTemplateRepository {
  return {
    read: (level) => {
      const own = sql.prepare('SELECT level, subject, body, closing FROM letter_template WHERE level = ?').get(level) as LetterTemplate | undefined
      return own ?? defaultTemplate(resources, level)
    },
    write: ({ level, subject, body, closing }) => {
      sql.prepare(`INSERT INTO letter_template (level, subject, body, closing, updated_at) VALUES (:level, :subject, :body, :closing, :now)
        ON CONFLICT (level) DO UPDATE SET subject = excluded.subject, body = excluded.body, closing = excluded.closing, updated_at = excluded.updated_at`).run({ level, subject, body, closing, now: systemNow() })
    },
    restore: (level) => {
      sql.prepare('DELETE FROM letter_template WHERE level = ?').run(level)
    },
  }
}

function defaultTemplate(resources: string, level: LetterLevel): LetterTemplate {
  const file = join(resources, 'letters', `niveau-${level}.txt`)
  const parts = readFileSync(file, 'utf8').replaceAll('\r\n', '\n').split(/^---$/m).map((part) => part.trim())
  if (parts.length !== TEMPLATE_PARTS.length) throw new Error(`${file} must hold subject, text and closing`)
  const [subject, body, closing] = parts as [string, string, string]
  return { level, subject, body, closing }
}
