import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import type { KnownRequestTemplate, RequestTemplate, RequestTemplateName } from '../../shared/meters/request-contract.ts'
import type { Sql } from '../db/database.ts'
import { readTemplateFile } from '../delivery/template-file.ts'

type Words = Omit<RequestTemplate, 'name'>

/** Wordings of a request: the dossier's own, else the product's (M-082, M-091). */
export function requestTemplateRepository(sql: Sql, resources: string) {
  return {
    read: (name: RequestTemplateName): KnownRequestTemplate => {
      const own = sql.prepare('SELECT subject, body, closing FROM meter_request_template WHERE name = ?').get(name) as Words | undefined
      return { name, ...own ?? readTemplateFile(join(resources, 'meters', 'fr', `${name}.txt`)), isDefault: own === undefined }
    },
    write: (template: RequestTemplate): void => {
      sql.prepare(`INSERT INTO meter_request_template (name, subject, body, closing, updated_at) VALUES (:name, :subject, :body, :closing, :now)
        ON CONFLICT (name) DO UPDATE SET subject = excluded.subject, body = excluded.body, closing = excluded.closing, updated_at = excluded.updated_at`).run({ ...template, now: systemNow() })
    },
    /** Back to the product's own wording. */
    restore: (name: RequestTemplateName): void => {
      sql.prepare('DELETE FROM meter_request_template WHERE name = ?').run(name)
    },
  }
}
export type RequestTemplateRepository = ReturnType<typeof requestTemplateRepository>
