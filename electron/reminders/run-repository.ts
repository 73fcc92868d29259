import { systemNow, type Instant, type LocalDate } from '../../shared/date.ts'
import type { GenerationReport, GenerationRequest, LetterLine, LetterSummary, LevelRule, SkippedLine } from '../../shared/reminders/reminder-contract.ts'
import type { ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import { MAX_LISTED_RUNS, type ReminderRunSummary } from '../../shared/reminders/run-contract.ts'
import type { Sql } from '../db/database.ts'

/** A run whose files are being written: it has not happened until it is 'done'. */
export interface PreparingRun {
  id: number
  /** Relative to the dossier's folder, with `/`. */
  folder: string
  /** Absolute paths of the copies made outside the dossier. */
  copies: string[]
}

/** Who makes a run, and the settings that decide beside its rule. */
export interface RunOrigin { createdBy: string; options: unknown }

/** What a due date carried before its letter: what « Annuler la génération » gives back. */
export interface StateBefore { remindedOnBefore: LocalDate | null; updatedAtBefore: Instant }

/** A letter of a run as it is stored: what left, with the values of that day. */
export interface StoredLetter {
  customerId: number
  customerCode: string
  customerName: string
  level: number
  documentId: number
  channel: ReminderChannel
  totalCents: number
  deductedCents: number
  interestCents: number
  indemnityCents: number
  lines: readonly StoredLine[]
}

type StoredLine = LetterLine & StateBefore

type StoredLetterRecord = Omit<LetterSummary, 'file' | 'pages' | 'lines' | 'levelsBefore'> & { letterId: number; documentFile: string; pages: number | null; levelsBefore: string }

type RunRecord = Omit<ReminderRunSummary, 'rule' | 'resend' | 'undone'> & { rule: string; resend: number; undoneAt: string | null; undoneBy: string | null }
const runSummary = ({ rule, resend, undoneAt, undoneBy, ...run }: RunRecord): ReminderRunSummary =>
  ({ ...run, rule: JSON.parse(rule) as LevelRule, resend: resend === 1, undone: undoneAt === null ? null : { at: undoneAt, by: undoneBy ?? '' } })

const SUMMARY = `SELECT r.id, r.created_at AS createdAt, r.created_by AS createdBy, r.as_of AS asOf, r.rule, r.resend, r.sort, r.print_document_id AS printDocumentId, u.undone_at AS undoneAt, u.undone_by AS undoneBy,
    (SELECT count(*) FROM reminder_letter l WHERE l.run_id = r.id) AS letterCount,
    (SELECT count(*) FROM reminder_letter l WHERE l.run_id = r.id AND l.channel = 'email') AS emailCount,
    (SELECT count(*) FROM reminder_letter l JOIN letter_sending s ON s.letter_id = l.id WHERE l.run_id = r.id AND l.channel = 'email' AND s.sending IN ('sent', 'maybe')) AS leftByEmailCount,
    (SELECT count(*) FROM reminder_letter l JOIN reminder_line n ON n.letter_id = l.id WHERE l.run_id = r.id) AS lineCount,
    (SELECT count(*) FROM reminder_skip s WHERE s.run_id = r.id) AS skippedCount,
    (SELECT coalesce(sum(total_cents), 0) FROM reminder_letter l WHERE l.run_id = r.id) AS totalCents,
    (SELECT coalesce(sum(deducted_cents), 0) FROM reminder_letter l WHERE l.run_id = r.id) AS deductedCents,
    (SELECT coalesce(sum(interest_cents), 0) FROM reminder_letter l WHERE l.run_id = r.id) AS interestCents,
    (SELECT coalesce(sum(indemnity_cents), 0) FROM reminder_letter l WHERE l.run_id = r.id) AS indemnityCents
  FROM reminder_run r LEFT JOIN reminder_undo u ON u.run_id = r.id WHERE r.state = 'done'`

/** Generations: immutable once done. No rule ever reads an older level from here (R-EBP-68, AMB-10). */
export function runRepository(sql: Sql) {
  const nextId = (): number => sql.prepare('SELECT coalesce(max(id), 0) + 1 FROM reminder_run').pluck().get() as number

  return {
    nextId,
    begin: ({ id, folder, copies }: PreparingRun, { asOf, rule, resend, sort }: GenerationRequest, { createdBy, options }: RunOrigin): void => {
      sql.prepare(`INSERT INTO reminder_run (id, state, created_at, created_by, as_of, rule, resend, sort, options, folder, copies) VALUES (:id, 'preparing', :now, :createdBy, :asOf, :rule, :resend, :sort, :options, :folder, :copies)`)
        .run({ id, now: systemNow(), createdBy, asOf, rule: JSON.stringify(rule), resend: resend ? 1 : 0, sort, options: JSON.stringify(options), folder, copies: JSON.stringify(copies) })
    },
    forget: (id: number): void => { sql.prepare(`DELETE FROM reminder_run WHERE id = ? AND state = 'preparing'`).run(id) },
    /** A run with letters has happened, whatever its state was made to say. */
    isPreparing: (id: number): boolean => sql.prepare(`SELECT 1 FROM reminder_run r WHERE id = ? AND state = 'preparing' AND NOT EXISTS (SELECT 1 FROM reminder_letter WHERE run_id = r.id)`).get(id) !== undefined,
    preparing: (): PreparingRun[] => (sql.prepare(`SELECT id, folder, copies FROM reminder_run WHERE state = 'preparing'`).all() as (Omit<PreparingRun, 'copies'> & { copies: string })[])
      .map((run) => ({ ...run, copies: JSON.parse(run.copies) as string[] })),

    addLetter: (runId: number, position: number, letter: StoredLetter): number => {
      const { lines, ...values } = letter
      const letterId = Number(sql.prepare(`INSERT INTO reminder_letter (run_id, position, organisation_id, level, document_id, customer_code, customer_name, channel, total_cents, deducted_cents, interest_cents, indemnity_cents)
        VALUES (:runId, :position, :customerId, :level, :documentId, :customerCode, :customerName, :channel, :totalCents, :deductedCents, :interestCents, :indemnityCents)`).run({ runId, position, ...values }).lastInsertRowid)
      const insert = sql.prepare(`INSERT INTO reminder_line (letter_id, position, due_date_id, invoice_number, warranty_number, invoiced_on, due_on, amount_cents, open_cents, deducted_cents, interest_cents, indemnity_cents, days_late,
          level_before, reminded_on_before, updated_at_before, level_after)
        VALUES (:letterId, :index, :dueDateId, :invoiceNumber, :warrantyInvoiceNumber, :invoicedOn, :dueOn, :amountCents, :openCents, :deductedCents, :interestCents, :indemnityCents, :daysLate,
          :levelBefore, :remindedOnBefore, :updatedAtBefore, :levelAfter)`)
      lines.forEach((line, index) => { insert.run({ letterId, index, ...line, invoicedOn: line.invoicedOn ?? '' }) })
      return letterId
    },
    addSkipped: (runId: number, skipped: readonly SkippedLine[]): void => {
      const insert = sql.prepare(`INSERT INTO reminder_skip (run_id, position, due_date_id, customer_code, customer_name, invoice_number, due_on, reason, hold)
        VALUES (:runId, :position, :dueDateId, :customerCode, :customerName, :invoiceNumber, :dueOn, :reason, :hold)`)
      skipped.forEach((line, position) => { insert.run({ runId, position, ...line, hold: line.hold && JSON.stringify(line.hold) }) })
    },
    /** What due dates carry now, by id. */
    statesOf: (dueDateIds: readonly number[]): Map<number, StateBefore> => new Map((sql.prepare(`SELECT id, reminded_on AS remindedOnBefore, updated_at AS updatedAtBefore FROM due_date
      WHERE id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(dueDateIds)) as (StateBefore & { id: number })[]).map(({ id, ...state }) => [id, state])),
    /** Sets what the due date carries of its reminders: the last level and date, nothing older. False when it is not as it was. */
    remind: (line: StoredLine, asOf: LocalDate, now: Instant): boolean => sql.prepare(`UPDATE due_date SET reminder_level = :levelAfter, reminded_on = :asOf, updated_at = :now
      WHERE id = :dueDateId AND open_cents = :openCents AND reminder_level = :levelBefore AND reminded_on IS :remindedOnBefore`)
      .run({ levelAfter: line.levelAfter, asOf, now, dueDateId: line.dueDateId, openCents: line.openCents, levelBefore: line.levelBefore, remindedOnBefore: line.remindedOnBefore }).changes === 1,
    /** Whether a due date is as its letter says, for one that leaves later. */
    isAsPlanned: (line: StoredLine): boolean => sql.prepare(`SELECT 1 FROM due_date WHERE id = :dueDateId AND open_cents = :openCents AND reminder_level = :levelBefore AND reminded_on IS :remindedOnBefore`)
      .get({ dueDateId: line.dueDateId, openCents: line.openCents, levelBefore: line.levelBefore, remindedOnBefore: line.remindedOnBefore }) !== undefined,
    /** From here on the run stays as it is. `now` is the instant its due dates carry. */
    finish: (id: number, printDocumentId: number | null, now: Instant): void => {
      sql.prepare(`UPDATE reminder_run SET state = 'done', done_at = ?, print_document_id = ? WHERE id = ?`).run(now, printDocumentId, id)
    },

    /** The latest first. */
    runs: (from: number): ReminderRunSummary[] => (sql.prepare(`${SUMMARY} ORDER BY r.id DESC LIMIT ${MAX_LISTED_RUNS} OFFSET ?`).all(from) as RunRecord[]).map(runSummary),
    summary: (id: number): ReminderRunSummary | null => {
      const run = sql.prepare(`${SUMMARY} AND r.id = ?`).get(id) as RunRecord | undefined
      return run ? runSummary(run) : null
    },
    letterIds: (runId: number): number[] => sql.prepare('SELECT id FROM reminder_letter WHERE run_id = ? ORDER BY position').pluck().all(runId) as number[],
    /** What its letters named, in their order; one by e-mail gives its level when it leaves. */
    sent: (runId: number): GenerationReport['sent'] => {
      const lines = sql.prepare(`SELECT n.due_date_id, iif(l.channel = 'paper', n.level_after, n.level_before) FROM reminder_letter l JOIN reminder_line n ON n.letter_id = l.id WHERE l.run_id = ? ORDER BY l.position, n.position`).raw().all(runId) as [number, number][]
      return { ids: Int32Array.from(lines, ([id]) => id), levels: Uint8Array.from(lines, ([, level]) => level) }
    },
    /** How many of its letters are of level 1, 2 and 3. */
    levelCounts: (id: number): [number, number, number] => sql.prepare('SELECT count(*) FILTER (WHERE level = 1), count(*) FILTER (WHERE level = 2), count(*) FILTER (WHERE level = 3) FROM reminder_letter WHERE run_id = ?').raw().get(id) as [number, number, number],
    /** The print document's id and its file, or null when there is no such run. */
    printDocument: (id: number): { id: number; file: string } | null => (sql.prepare(`SELECT d.id, d.file FROM reminder_run r JOIN document d ON d.id = r.print_document_id
      WHERE r.id = ? AND r.state = 'done'`).get(id) as { id: number; file: string } | undefined) ?? null,
    letters: (runId: number, from: number, count: number): StoredLetterRecord[] => sql.prepare(`SELECT l.id AS letterId, l.document_id AS documentId, l.organisation_id AS customerId, l.customer_code AS customerCode,
        l.customer_name AS customerName, l.level, l.channel, l.total_cents AS totalCents, l.deducted_cents AS deductedCents, l.interest_cents AS interestCents, l.indemnity_cents AS indemnityCents, d.file AS documentFile, d.pages,
        (SELECT count(*) FROM reminder_line n WHERE n.letter_id = l.id) AS lineCount,
        (SELECT json_group_array(level_before) FROM (SELECT DISTINCT level_before FROM reminder_line n WHERE n.letter_id = l.id ORDER BY level_before)) AS levelsBefore
      FROM reminder_letter l JOIN document d ON d.id = l.document_id WHERE l.run_id = ? AND l.position >= ? ORDER BY l.position LIMIT ?`).all(runId, from, count) as StoredLetterRecord[],
    lines: (letterId: number): LetterLine[] => sql.prepare(`SELECT due_date_id AS dueDateId, invoice_number AS invoiceNumber, warranty_number AS warrantyInvoiceNumber, nullif(invoiced_on, '') AS invoicedOn, due_on AS dueOn,
        amount_cents AS amountCents, open_cents AS openCents, deducted_cents AS deductedCents, interest_cents AS interestCents, indemnity_cents AS indemnityCents, days_late AS daysLate, level_before AS levelBefore, level_after AS levelAfter
      FROM reminder_line WHERE letter_id = ? ORDER BY position`).all(letterId) as LetterLine[],
    skipped: (runId: number, from: number, count: number): SkippedLine[] => {
      const records = sql.prepare(`SELECT due_date_id AS dueDateId, customer_code AS customerCode, customer_name AS customerName, invoice_number AS invoiceNumber, due_on AS dueOn, reason, hold
        FROM reminder_skip WHERE run_id = ? AND position >= ? ORDER BY position LIMIT ?`).all(runId, from, count) as (Omit<SkippedLine, 'hold'> & { hold: string | null })[]
      return records.map((line) => ({ ...line, hold: line.hold === null ? null : JSON.parse(line.hold) as SkippedLine['hold'] }))
    },
  }
}
export type RunRepository = ReturnType<typeof runRepository>
