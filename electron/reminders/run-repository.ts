import { systemNow, type LocalDate } from '../../shared/date.ts'
import type { GenerationReport, GenerationRequest, LetterLine, LetterSummary, LevelRule, ReminderRunSummary, SkippedLine } from '../../shared/reminders/reminder-contract.ts'
import type { Sql } from '../db/database.ts'

/** A run whose files are being written: it has not happened until it is 'done'. */
export interface PreparingRun {
  id: number
  /** Relative to the dossier's folder, with `/`. */
  folder: string
  /** Absolute paths of the copies made outside the dossier. */
  copies: string[]
}

/** A letter of a run as it is stored: what left, with the values of that day. */
export interface StoredLetter {
  customerId: number
  customerCode: string
  customerName: string
  level: number
  documentId: number
  totalCents: number
  deductedCents: number
  lines: readonly (LetterLine & { remindedOnBefore: LocalDate | null })[]
}

type StoredLetterRecord = Omit<LetterSummary, 'file' | 'pages' | 'lines' | 'levelsBefore'> & { letterId: number; documentFile: string; pages: number | null; levelsBefore: string }

type RunRecord = Omit<ReminderRunSummary, 'rule'> & { rule: string }
const runSummary = (run: RunRecord): ReminderRunSummary => ({ ...run, rule: JSON.parse(run.rule) as LevelRule })

const SUMMARY = `SELECT r.id, r.created_at AS createdAt, r.as_of AS asOf, r.rule, r.print_document_id AS printDocumentId,
    (SELECT count(*) FROM reminder_letter l WHERE l.run_id = r.id) AS letterCount,
    (SELECT count(*) FROM reminder_letter l JOIN reminder_line n ON n.letter_id = l.id WHERE l.run_id = r.id) AS lineCount,
    (SELECT count(*) FROM reminder_skip s WHERE s.run_id = r.id) AS skippedCount,
    (SELECT coalesce(sum(total_cents), 0) FROM reminder_letter l WHERE l.run_id = r.id) AS totalCents,
    (SELECT coalesce(sum(deducted_cents), 0) FROM reminder_letter l WHERE l.run_id = r.id) AS deductedCents
  FROM reminder_run r WHERE r.state = 'done'`

/** Generations: immutable once done. No rule ever reads an older level from here (R-EBP-68, AMB-10). */
export function runRepository(sql: Sql) {
  const nextId = (): number => sql.prepare('SELECT coalesce(max(id), 0) + 1 FROM reminder_run').pluck().get() as number

  return {
    nextId,
    begin: ({ id, folder, copies }: PreparingRun, { asOf, rule, resend, sort }: GenerationRequest): void => {
      sql.prepare(`INSERT INTO reminder_run (id, state, created_at, as_of, rule, resend, sort, folder, copies) VALUES (?, 'preparing', ?, ?, ?, ?, ?, ?, ?)`)
        .run(id, systemNow(), asOf, JSON.stringify(rule), resend ? 1 : 0, sort, folder, JSON.stringify(copies))
    },
    forget: (id: number): void => { sql.prepare(`DELETE FROM reminder_run WHERE id = ? AND state = 'preparing'`).run(id) },
    isPreparing: (id: number): boolean => sql.prepare(`SELECT 1 FROM reminder_run WHERE id = ? AND state = 'preparing'`).get(id) !== undefined,
    preparing: (): PreparingRun[] => (sql.prepare(`SELECT id, folder, copies FROM reminder_run WHERE state = 'preparing'`).all() as (Omit<PreparingRun, 'copies'> & { copies: string })[])
      .map((run) => ({ ...run, copies: JSON.parse(run.copies) as string[] })),

    addLetter: (runId: number, position: number, letter: StoredLetter): number => {
      const letterId = Number(sql.prepare(`INSERT INTO reminder_letter (run_id, position, organisation_id, level, document_id, customer_code, customer_name, total_cents, deducted_cents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
        .run(runId, position, letter.customerId, letter.level, letter.documentId, letter.customerCode, letter.customerName, letter.totalCents, letter.deductedCents).lastInsertRowid)
      const line = sql.prepare(`INSERT INTO reminder_line (letter_id, position, due_date_id, invoice_number, warranty_number, invoiced_on, due_on, amount_cents, open_cents, deducted_cents, days_late, level_before, reminded_on_before, level_after)
        VALUES (:letterId, :index, :dueDateId, :invoiceNumber, :warrantyInvoiceNumber, :invoicedOn, :dueOn, :amountCents, :openCents, :deductedCents, :daysLate, :levelBefore, :remindedOnBefore, :levelAfter)`)
      letter.lines.forEach((values, index) => { line.run({ letterId, index, ...values }) })
      return letterId
    },
    addSkipped: (runId: number, skipped: readonly SkippedLine[]): void => {
      const insert = sql.prepare(`INSERT INTO reminder_skip (run_id, position, due_date_id, customer_code, customer_name, invoice_number, due_on, reason, hold)
        VALUES (:runId, :position, :dueDateId, :customerCode, :customerName, :invoiceNumber, :dueOn, :reason, :hold)`)
      skipped.forEach((line, position) => { insert.run({ runId, position, ...line, hold: line.hold && JSON.stringify(line.hold) }) })
    },
    /** Sets what the due date carries of its reminders: the last level and date, nothing older. False when it is not as it was. */
    remind: (line: LetterLine, remindedOnBefore: LocalDate | null, asOf: LocalDate): boolean => sql.prepare(`UPDATE due_date SET reminder_level = :levelAfter, reminded_on = :asOf, updated_at = :now
      WHERE id = :dueDateId AND open_cents = :openCents AND reminder_level = :levelBefore AND reminded_on IS :remindedOnBefore`)
      .run({ levelAfter: line.levelAfter, asOf, now: systemNow(), dueDateId: line.dueDateId, openCents: line.openCents, levelBefore: line.levelBefore, remindedOnBefore }).changes === 1,
    finish: (id: number, printDocumentId: number): void => {
      sql.prepare(`UPDATE reminder_run SET state = 'done', print_document_id = ? WHERE id = ?`).run(printDocumentId, id)
    },

    lastId: (): number => sql.prepare(`SELECT coalesce(max(id), 0) FROM reminder_run WHERE state = 'done'`).pluck().get() as number,
    /** Due dates that letters of later runs name. */
    sentSince: (runId: number): Set<number> => new Set(sql.prepare(`SELECT n.due_date_id FROM reminder_run r JOIN reminder_letter l ON l.run_id = r.id JOIN reminder_line n ON n.letter_id = l.id
      WHERE r.id > ? AND r.state = 'done'`).pluck().all(runId) as number[]),

    runs: (): ReminderRunSummary[] => (sql.prepare(`${SUMMARY} ORDER BY r.id DESC`).all() as RunRecord[]).map(runSummary),
    summary: (id: number): ReminderRunSummary | null => {
      const run = sql.prepare(`${SUMMARY} AND r.id = ?`).get(id) as RunRecord | undefined
      return run ? runSummary(run) : null
    },
    /** What its letters named, in their order. */
    sent: (runId: number): GenerationReport['sent'] => {
      const lines = sql.prepare('SELECT n.due_date_id, n.level_after FROM reminder_letter l JOIN reminder_line n ON n.letter_id = l.id WHERE l.run_id = ? ORDER BY l.position, n.position').raw().all(runId) as [number, number][]
      return { ids: Int32Array.from(lines, ([id]) => id), levels: Uint8Array.from(lines, ([, level]) => level) }
    },
    /** The print document's id and its file, or null when there is no such run. */
    printDocument: (id: number): { id: number; file: string } | null => (sql.prepare(`SELECT d.id, d.file FROM reminder_run r JOIN document d ON d.id = r.print_document_id
      WHERE r.id = ? AND r.state = 'done'`).get(id) as { id: number; file: string } | undefined) ?? null,
    letters: (runId: number, from: number, count: number): StoredLetterRecord[] => sql.prepare(`SELECT l.id AS letterId, l.document_id AS documentId, l.organisation_id AS customerId, l.customer_code AS customerCode,
        l.customer_name AS customerName, l.level, l.total_cents AS totalCents, l.deducted_cents AS deductedCents, d.file AS documentFile, d.pages,
        (SELECT count(*) FROM reminder_line n WHERE n.letter_id = l.id) AS lineCount,
        (SELECT json_group_array(level_before) FROM (SELECT DISTINCT level_before FROM reminder_line n WHERE n.letter_id = l.id ORDER BY level_before)) AS levelsBefore
      FROM reminder_letter l JOIN document d ON d.id = l.document_id WHERE l.run_id = ? AND l.position >= ? ORDER BY l.position LIMIT ?`).all(runId, from, count) as StoredLetterRecord[],
    lines: (letterId: number): LetterLine[] => sql.prepare(`SELECT due_date_id AS dueDateId, invoice_number AS invoiceNumber, warranty_number AS warrantyInvoiceNumber, invoiced_on AS invoicedOn, due_on AS dueOn,
        amount_cents AS amountCents, open_cents AS openCents, deducted_cents AS deductedCents, days_late AS daysLate, level_before AS levelBefore, level_after AS levelAfter
      FROM reminder_line WHERE letter_id = ? ORDER BY position`).all(letterId) as LetterLine[],
    skipped: (runId: number, from: number, count: number): SkippedLine[] => {
      const records = sql.prepare(`SELECT due_date_id AS dueDateId, customer_code AS customerCode, customer_name AS customerName, invoice_number AS invoiceNumber, due_on AS dueOn, reason, hold
        FROM reminder_skip WHERE run_id = ? AND position >= ? ORDER BY position LIMIT ?`).all(runId, from, count) as (Omit<SkippedLine, 'hold'> & { hold: string | null })[]
      return records.map((line) => ({ ...line, hold: line.hold === null ? null : JSON.parse(line.hold) as SkippedLine['hold'] }))
    },
  }
}
export type RunRepository = ReturnType<typeof runRepository>
