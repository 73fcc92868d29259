import { localDay, systemNow, type LocalDate } from '../../shared/date.ts'
import { departureObstacle, type DepartureObstacle, type WaitingLine } from '../../shared/reminders/departure-rules.ts'
import type { ReminderPolicy } from '../../shared/reminders/grouping-rules.ts'
import type { Sql } from '../db/database.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import type { RunRegister } from './run-register.ts'

/** A letter as the outbox knows it. */
interface OutgoingLetter { letterId: number | null; resendOfId: number | null; toAddress: string }

const LINES = `SELECT due_date_id AS dueDateId, coalesce(nullif(invoice_number, ''), warranty_number) AS invoiceNumber, open_cents AS openCents, deducted_cents AS deductedCents, level_before AS levelBefore,
  reminded_on_before AS remindedOnBefore, level_after AS levelAfter FROM reminder_line WHERE letter_id = ? ORDER BY position`

/** What the reminders have to say about their letters that leave by e-mail: whether one still may, and what it changes once it has. */
export function letterDeparture(sql: Sql, repository: Pick<ReminderRepository, 'candidates'>, register: RunRegister, policy: () => ReminderPolicy) {
  const linesOf = (letterId: number): (WaitingLine & { levelAfter: number })[] => sql.prepare(LINES).all(letterId) as (WaitingLine & { levelAfter: number })[]
  return {
    /** What a person sends once more, on purpose, is a copy of what left: nothing keeps it. */
    obstacle: ({ letterId, resendOfId, toAddress }: OutgoingLetter): DepartureObstacle | null => {
      if (letterId === null || resendOfId !== null) return null
      const lines = linesOf(letterId)
      const candidates = repository.candidates(Int32Array.from(lines, ({ dueDateId }) => dueDateId))
      return departureObstacle({ lines, candidates, inOtherLetter: inOtherLetter(sql, letterId), toAddress, policy: policy(), on: localDay(systemNow()) })
    },
    /** Whatever has become of the due dates since it began to leave, this is the last reminder they had. */
    accepted: ({ letterId }: OutgoingLetter, on: LocalDate): void => {
      if (letterId === null) return
      const remind = sql.prepare('UPDATE due_date SET reminder_level = ?, reminded_on = ?, updated_at = ? WHERE id = ?')
      for (const { dueDateId, levelAfter } of linesOf(letterId)) remind.run(levelAfter, on, systemNow(), dueDateId)
      register.add('acceptance', letterId)
    },
  }
}

/** Due dates of the letter that a later one is about: on paper, or by e-mail unless it was given up. */
function inOtherLetter(sql: Sql, letterId: number): Set<number> {
  return new Set(sql.prepare(`SELECT n.due_date_id FROM reminder_line n JOIN reminder_line o ON o.due_date_id = n.due_date_id AND o.letter_id > n.letter_id JOIN reminder_letter l ON l.id = o.letter_id
    WHERE n.letter_id = ? AND NOT EXISTS (SELECT 1 FROM reminder_undo WHERE run_id = l.run_id)
      AND (l.channel = 'paper' OR EXISTS (SELECT 1 FROM outbox_message m WHERE m.letter_id = l.id AND m.state NOT IN ('failed', 'set_aside', 'cancelled')))`).pluck().all(letterId) as number[])
}
