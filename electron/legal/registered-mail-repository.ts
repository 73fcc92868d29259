import { systemNow } from '../../shared/date.ts'
import type { FormalNotice, RegisteredMail } from '../../shared/legal/legal-contract.ts'
import type { Sql } from '../db/database.ts'

const NOTICE = `SELECT l.id AS letterId, l.run_id AS runId, l.document_id AS documentId, s.written_on AS writtenOn, s.sending, s.payable_cents AS payableCents, s.is_annulled AS isAnnulled,
    coalesce(m.number, '') AS number, m.sent_on AS sentOn, m.received_on AS receivedOn, coalesce(m.recorded_at, '') AS recordedAt, coalesce(m.recorded_by, '') AS recordedBy
  FROM reminder_letter l JOIN letter_sending s ON s.letter_id = l.id
    LEFT JOIN registered_mail m ON m.id = (SELECT max(id) FROM registered_mail WHERE letter_id = l.id) WHERE l.level = 3`

const toNotice = (record: Omit<FormalNotice, 'isAnnulled'> & { isAnnulled: number }): FormalNotice => ({ ...record, isAnnulled: record.isAnnulled === 1 })

/** Formal notices and the registered mail they left as. */
export function registeredMailRepository(sql: Sql) {
  return {
    /** The latest first. */
    notices: (customerId: number): FormalNotice[] => (sql.prepare(`${NOTICE} AND l.organisation_id = ? ORDER BY l.id DESC`).all(customerId) as Parameters<typeof toNotice>[0][]).map(toNotice),
    notice: (letterId: number): FormalNotice | null => {
      const record = sql.prepare(`${NOTICE} AND l.id = ?`).get(letterId) as Parameters<typeof toNotice>[0] | undefined
      return record ? toNotice(record) : null
    },
    /** The number under which one of these letters was posted ('' when only a date is known), null when none was. */
    postedAs: (letterIds: readonly number[]): string | null => (sql.prepare(`SELECT number FROM registered_mail m WHERE m.id = (SELECT max(id) FROM registered_mail WHERE letter_id = m.letter_id)
      AND (m.sent_on IS NOT NULL OR m.received_on IS NOT NULL) AND m.letter_id IN (SELECT value FROM json_each(?)) LIMIT 1`).pluck().get(JSON.stringify(letterIds)) as string | undefined) ?? null,
    write: (mail: RegisteredMail & { recordedBy: string }): void => {
      sql.prepare(`INSERT INTO registered_mail (letter_id, number, sent_on, received_on, recorded_at, recorded_by) VALUES (:letterId, :number, :sentOn, :receivedOn, :now, :recordedBy)`).run({ ...mail, now: systemNow() })
    },
  }
}
