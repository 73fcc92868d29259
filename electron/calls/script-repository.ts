import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import type { CallScript, KnownScript } from '../../shared/calls/session-contract.ts'
import type { Sql } from '../db/database.ts'

/** What is said on the telephone: the dossier's own wording, else the product's (resources/calls). */
export function scriptRepository(sql: Sql, resources: string) {
  return {
    read: (level: number): KnownScript => {
      const own = sql.prepare('SELECT text FROM call_script WHERE level = ?').pluck().get(level) as string | undefined
      return { level, text: own ?? readFileSync(join(resources, 'calls', 'fr', `level-${level}.txt`), 'utf8').replaceAll('\r\n', '\n').trim(), isDefault: own === undefined }
    },
    write: ({ level, text }: CallScript): void => {
      sql.prepare('INSERT INTO call_script (level, text, updated_at) VALUES (:level, :text, :now) ON CONFLICT (level) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at').run({ level, text, now: systemNow() })
    },
    restore: (level: number): void => { sql.prepare('DELETE FROM call_script WHERE level = ?').run(level) },
  }
}
