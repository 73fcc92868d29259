import { systemNow, type Instant, type LocalDate } from '../../shared/date.ts'
import { NEVER_LEFT_SQL, UNDER_WAY, type HaltReason, type MessageChannel, type MessageKind, type MessageState, type OutboxMessage } from '../../shared/outbox/outbox-contract.ts'
import { aside } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'

/** A message as it is written, its texts and addresses already checked. */
export interface QueuedMessage {
  kind: MessageKind
  channel: MessageChannel
  /** '' for the sender of the settings */
  fromAddress: string
  customerId: number | null
  letterId: number | null
  resendOfId: number | null
  messageId: string
  toName: string
  toAddress: string
  subject: string
  text: string
  html: string
  documentIds: readonly number[]
}

/** A message with what sending it takes. */
export interface StoredMessage extends OutboxMessage { letterId: number | null; messageId: string; fromAddress: string; text: string; html: string }

export interface StoredAttachment { documentId: number; title: string; file: string }

/** What a message becomes. */
export interface Change { state: MessageState; reason?: string; detail?: string; nextAttemptAt?: Instant; acceptedOn?: LocalDate; isAttempt?: boolean }

const SUMMARY = `m.id, m.kind, m.channel, m.state, m.reason, m.detail, m.organisation_id AS customerId, coalesce(o.name, '') AS customerName, m.to_name AS toName, m.to_address AS toAddress, m.subject, m.attempts,
  m.created_at AS createdAt, m.changed_at AS changedAt, m.next_attempt_at AS nextAttemptAt, m.accepted_on AS acceptedOn, m.resend_of_id AS resendOfId`
const FROM = 'FROM outbox_message m LEFT JOIN organisation o ON o.id = m.organisation_id'

/** The messages of a dossier. Every change names the states it starts from: what is no longer in one of them stays as it is. */
export function outboxRepository(sql: Sql) {
  return {
    add: (message: QueuedMessage): number => {
      const { documentIds, ...values } = message
      const id = Number(sql.prepare(`INSERT INTO outbox_message (kind, channel, from_address, organisation_id, letter_id, resend_of_id, message_id, to_name, to_address, subject, text, html, state, created_at, changed_at)
        VALUES (:kind, :channel, :fromAddress, :customerId, :letterId, :resendOfId, :messageId, :toName, :toAddress, :subject, :text, :html, 'queued', :now, :now)`).run({ ...values, now: systemNow() }).lastInsertRowid)
      const attach = sql.prepare('INSERT INTO outbox_attachment (outbox_message_id, position, document_id) VALUES (?, ?, ?)')
      for (const [position, documentId] of documentIds.entries()) attach.run(id, position, documentId)
      return id
    },
    list: (state: MessageState | null): OutboxMessage[] => sql.prepare(`SELECT ${SUMMARY} ${FROM} WHERE :state IS NULL OR m.state = :state ORDER BY m.id DESC LIMIT 5000`).all({ state }) as OutboxMessage[],
    get: (id: number): StoredMessage | null => (sql.prepare(`SELECT ${SUMMARY}, m.letter_id AS letterId, m.message_id AS messageId, m.from_address AS fromAddress, m.text, m.html ${FROM} WHERE m.id = ?`).get(id) as StoredMessage | undefined) ?? null,
    attachments: (id: number): StoredAttachment[] => sql.prepare(`SELECT d.id AS documentId, d.title, d.file FROM outbox_attachment a JOIN document d ON d.id = a.document_id
      WHERE a.outbox_message_id = ? ORDER BY a.position`).all(id) as StoredAttachment[],
    /** The message itself, or one of the same sent once more, that may still leave or may have left. */
    underWayOfSame: (id: number): number | null => (sql.prepare(`WITH RECURSIVE first (id, of) AS (SELECT id, resend_of_id FROM outbox_message WHERE id = ? UNION ALL SELECT m.id, m.resend_of_id FROM first JOIN outbox_message m ON m.id = first.of),
        same (id) AS (SELECT id FROM first WHERE of IS NULL UNION ALL SELECT m.id FROM same JOIN outbox_message m ON m.resend_of_id = same.id)
      SELECT m.id FROM same JOIN outbox_message m ON m.id = same.id WHERE m.state IN (SELECT value FROM json_each(?)) ORDER BY m.id LIMIT 1`).pluck().get(id, JSON.stringify([...UNDER_WAY, 'failed', 'set_aside'])) as number | undefined) ?? null,
    /** The next to leave: in the order they were written, those put off once their time has come. */
    nextDue: (now: Instant): number | null => (sql.prepare(`SELECT min(id) FROM (
      SELECT * FROM (SELECT id FROM outbox_message WHERE state = 'queued' AND next_attempt_at IS NULL ORDER BY id LIMIT 1) UNION ALL SELECT min(id) FROM outbox_message WHERE state = 'waiting' AND next_attempt_at <= ?)`).pluck().get(now) as number | null),
    /** When the first of those put off is due. */
    nextAttemptAt: (): Instant | null => sql.prepare(`SELECT min(next_attempt_at) FROM outbox_message WHERE state = 'waiting'`).pluck().get() as Instant | null,
    /** @returns false when the message is in none of the states `from` */
    change: (id: number, from: readonly MessageState[], { state, reason = '', detail = '', nextAttemptAt, acceptedOn, isAttempt = false }: Change): boolean => aside(sql, () => sql.prepare(`UPDATE outbox_message
      SET state = :state, reason = :reason, detail = :detail, next_attempt_at = :nextAttemptAt, accepted_on = :acceptedOn, changed_at = :now, attempts = attempts + :attempt
      WHERE id = :id AND state IN (SELECT value FROM json_each(:from))`)
      .run({ id, from: JSON.stringify(from), state, reason, detail, nextAttemptAt: nextAttemptAt ?? null, acceptedOn: acceptedOn ?? null, now: systemNow(), attempt: isAttempt ? 1 : 0 }).changes === 1),
    /** After a crash: what had been claimed goes back into the queue, what had begun to leave is for a person to say. */
    recover: (): void => aside(sql, () => {
      sql.prepare(`UPDATE outbox_message SET state = 'queued' WHERE state = 'connecting'`).run()
      // changed when it began to leave: the day it left, if it did
      sql.prepare(`UPDATE outbox_message SET state = 'unknown', reason = 'interrupted' WHERE state = 'in_data'`).run()
    }),
    counts: (): Partial<Record<MessageState, number>> => Object.fromEntries(sql.prepare('SELECT state, count(*) FROM outbox_message GROUP BY state').raw().all() as [MessageState, number][]),
    /** The messages of letters: their first sendings, and those sent once more. */
    ofLetters: (letterIds: readonly number[]): { id: number; state: MessageState }[] => sql.prepare('SELECT id, state FROM outbox_message WHERE letter_id IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(letterIds)) as { id: number; state: MessageState }[],
    idleLetters: (): number[] => sql.prepare(`SELECT letter_id FROM outbox_message WHERE letter_id IS NOT NULL AND resend_of_id IS NULL AND state IN (${NEVER_LEFT_SQL})`).pluck().all() as number[],
    /** The due dates of letters that may still leave or may have left. */
    dueDatesUnderWay: (): Set<number> => new Set(sql.prepare(`SELECT DISTINCT n.due_date_id FROM outbox_message m JOIN reminder_line n ON n.letter_id = m.letter_id
      WHERE m.resend_of_id IS NULL AND m.state IN (SELECT value FROM json_each(?))`).pluck().all(JSON.stringify(UNDER_WAY)) as number[]),
    halt: (): { reason: HaltReason; detail: string } | null => (sql.prepare('SELECT reason, detail FROM outbox_halt').get() as { reason: HaltReason; detail: string } | undefined) ?? null,
    setHalt: (reason: HaltReason, detail: string): void => { sql.prepare(`INSERT INTO outbox_halt (id, reason, detail, halted_at) VALUES (1, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, halted_at = excluded.halted_at`).run(reason, detail, systemNow()) },
    clearHalt: (): void => { sql.prepare('DELETE FROM outbox_halt').run() },
  }
}
export type OutboxRepository = ReturnType<typeof outboxRepository>
