import { formatDate, formatInstant, systemNow, type Instant, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { UndoneRun } from '../../shared/reminders/run-contract.ts'
import type { Sql } from '../db/database.ts'
import type { RunRegister } from './run-register.ts'
import type { RunRepository } from './run-repository.ts'

/** Letters that leave by e-mail, as the outbox knows them. */
export interface OutgoingLetters {
  /** Whether a mail server has accepted one of these letters, or may have. */
  hasLeft(letterIds: readonly number[]): boolean
  /** Takes what of these letters still waits out of the outbox, in the caller's transaction. */
  withdraw(letterIds: readonly number[]): void
  /** Letters by e-mail that have changed nothing and will not by themselves: cancelled, failed or set aside. */
  idle(): number[]
}

export interface UndoTools {
  sql: Sql
  runs: RunRepository
  register: RunRegister
  outgoing: OutgoingLetters
  /** What proves that one of these letters was posted as registered mail: its number, or '' when only its dates are known; null when none was. */
  postedAs(letterIds: readonly number[]): string | null
}

/**
 * « Annuler la génération »: levels and dates return to what they were before it; its letters stay, annulled. A payment received since is no
 * obstacle; anything that rests on the levels and dates it gave is. Call it in a transaction.
 */
export function undoRun({ sql, runs, register, outgoing, postedAs }: UndoTools, id: number, undoneBy: string): UndoneRun {
  const run = runs.summary(id)
  if (!run) throw new AppError('reminder.run-unknown')
  if (run.undone) throw new AppError('reminder.run-already-undone', { run: id, at: formatInstant(run.undone.at as Instant), by: run.undone.by || '?' })
  const letterIds = runs.letterIds(id)
  if (outgoing.hasLeft(letterIds)) throw new AppError('reminder.run-has-left', { run: id })
  const number = postedAs(letterIds)
  if (number !== null) throw new AppError('reminder.run-registered', { run: id, number: number || '?' })
  refuseObstacle(sql, id, outgoing.idle())

  const now = systemNow()
  giveBack(sql, id, now)
  outgoing.withdraw(letterIds)
  sql.prepare('INSERT INTO reminder_undo (run_id, undone_at, undone_by) VALUES (?, ?, ?)').run(id, now, undoneBy)
  register.add('undo', id)
  return { runId: id, letterCount: run.letterCount, lineCount: run.lineCount }
}

interface Obstacle { invoice: string; dueOn: LocalDate; laterRun: number | null; laterOn: LocalDate | null; isGone: number }

/** A letter by e-mail has changed nothing as long as it has not left: only what a later run made of its due dates counts. */
const OBSTACLES = `SELECT coalesce(nullif(n.invoice_number, ''), n.warranty_number) AS invoice, n.due_on AS dueOn, later.id AS laterRun, later.as_of AS laterOn, d.id IS NULL AS isGone
  FROM reminder_run r JOIN reminder_letter l ON l.run_id = r.id JOIN reminder_line n ON n.letter_id = l.id LEFT JOIN due_date d ON d.id = n.due_date_id
    LEFT JOIN reminder_run later ON later.id = (SELECT max(l2.run_id) FROM reminder_line n2 JOIN reminder_letter l2 ON l2.id = n2.letter_id
      WHERE n2.due_date_id = n.due_date_id AND l2.run_id > r.id AND NOT EXISTS (SELECT 1 FROM reminder_undo WHERE run_id = l2.run_id)
        AND l2.id NOT IN (SELECT value FROM json_each(:idle)))
  WHERE r.id = :run AND (d.id IS NULL OR later.id IS NOT NULL OR (l.channel = 'paper' AND (d.reminder_level <> n.level_after OR d.reminded_on IS NOT r.as_of)))
  ORDER BY later.id IS NULL, later.id DESC, l.position, n.position`

function refuseObstacle(sql: Sql, run: number, idle: readonly number[]): void {
  const obstacles = sql.prepare(OBSTACLES).all({ run, idle: JSON.stringify(idle) }) as Obstacle[]
  const first = obstacles[0]
  if (!first) return
  const details = { run, invoice: first.invoice, dueOn: formatDate(first.dueOn), n: obstacles.length }
  if (first.laterRun !== null) throw new AppError('reminder.run-built-upon', { ...details, later: first.laterRun, laterOn: formatDate(first.laterOn!) })
  throw new AppError(first.isGone === 1 ? 'reminder.run-due-date-gone' : 'reminder.run-changed-since', details)
}

/** A due date that something else has changed since, a payment for one, is a changed due date and says so. */
function giveBack(sql: Sql, run: number, now: Instant): void {
  sql.prepare(`UPDATE due_date AS d SET reminder_level = n.level_before, reminded_on = n.reminded_on_before, updated_at = iif(d.updated_at = r.done_at, n.updated_at_before, :now)
    FROM reminder_run r JOIN reminder_letter l ON l.run_id = r.id JOIN reminder_line n ON n.letter_id = l.id
    WHERE r.id = :run AND l.channel = 'paper' AND d.id = n.due_date_id`).run({ run, now })
}
