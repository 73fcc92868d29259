import type { DocumentFilter, DocumentSummary, NewDocument } from '../../shared/documents/document-contract.ts'
import { systemNow } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

const COLUMNS = `d.id, d.kind, d.title, d.file, d.pages, d.sha256, d.created_at AS createdAt, d.organisation_id AS customerId, coalesce(o.name, '') AS customerName, d.run_id AS runId,
    EXISTS (SELECT 1 FROM reminder_undo WHERE run_id = d.run_id) AS isAnnulled
  FROM document d LEFT JOIN organisation o ON o.id = d.organisation_id`

const OF = '(:runId IS NULL OR d.run_id = :runId) AND (:customerId IS NULL OR d.organisation_id = :customerId)'
/** What one message to the window bears. */
const MOST_LISTED = 5000

type DocumentRecord = Omit<DocumentSummary, 'isAnnulled'> & { isAnnulled: number }
const summary = (record: DocumentRecord): DocumentSummary => ({ ...record, isAnnulled: record.isAnnulled === 1 })

/** The documents of a dossier: written once, never changed. */
export function documentStore(sql: Sql) {
  return {
    /** Call it in the transaction of what the document belongs to. */
    add: ({ kind, title, file, sha256, pages, customerId, runId }: NewDocument): number => Number(sql.prepare(`INSERT INTO document (kind, title, file, sha256, pages, organisation_id, run_id, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(kind, title, file, sha256, pages, customerId, runId, systemNow()).lastInsertRowid),
    list: (of: DocumentFilter): DocumentSummary[] => (sql.prepare(`SELECT ${COLUMNS} WHERE ${OF} ORDER BY d.id DESC LIMIT ${MOST_LISTED}`).all(of) as DocumentRecord[]).map(summary),
    get: (id: number): DocumentSummary | null => {
      const record = sql.prepare(`SELECT ${COLUMNS} WHERE d.id = ?`).get(id) as DocumentRecord | undefined
      return record ? summary(record) : null
    },
    count: (of: DocumentFilter): number => sql.prepare(`SELECT count(*) FROM document d WHERE ${OF}`).pluck().get(of) as number,
  }
}
export type DocumentStore = ReturnType<typeof documentStore>
