import { addDays, localDay, systemNow, type LocalDate } from '../../shared/date.ts'
import { NEVER_LEFT_SQL } from '../../shared/outbox/outbox-contract.ts'
import { departureObstacle, type DepartureObstacle, type WaitingLine } from '../../shared/reminders/departure-rules.ts'
import type { ReminderPolicy } from '../../shared/reminders/plan-rules.ts'
import type { Sql } from '../db/database.ts'
import type { LawOfReminders } from './reminder-planning.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import type { RunRegister } from './run-register.ts'

/** A letter as the outbox knows it. */
interface LeavingLetter { letterId: number | null; resendOfId: number | null; toAddress: string }

const LINES = `SELECT due_date_id AS dueDateId, coalesce(nullif(invoice_number, ''), warranty_number) AS invoiceNumber, open_cents AS openCents, deducted_cents AS deductedCents, level_before AS levelBefore,
  reminded_on_before AS remindedOnBefore, level_after AS levelAfter FROM reminder_line WHERE letter_id = ? ORDER BY position`

/** What the reminders have to say about their letters that leave by e-mail: whether one still may, and what it changes once it has. */
export function letterDeparture(sql: Sql, repository: Pick<ReminderRepository, 'candidates'>, register: RunRegister, policy: () => ReminderPolicy, law: Pick<LawOfReminders, 'prescriptions'>) {
  const linesOf = (letterId: number): (WaitingLine & { levelAfter: number })[] => sql.prepare(LINES).all(letterId) as (WaitingLine & { levelAfter: number })[]
  return {
    /** What a person sends once more, on purpose, is a copy of what left: nothing keeps it. */
    obstacle: ({ letterId, resendOfId, toAddress }: LeavingLetter): DepartureObstacle | null => {
      if (letterId === null || resendOfId !== null) return null
      const lines = linesOf(letterId)
      const ids = lines.map(({ dueDateId }) => dueDateId)
      const on = localDay(systemNow())
      const prescribed = new Set([...law.prescriptions(ids, on)].flatMap(([id, { isBlocked }]) => (isBlocked ? [id] : [])))
      return departureObstacle({
        lines, candidates: repository.candidates(Int32Array.from(ids)), inOtherLetter: inOtherLetter(sql, letterId), prescribed, toAddress, payableUntil: payableUntil(sql, letterId), policy: policy(), on,
      })
    },
    /** Whatever has become of the due dates since it began to leave, this is the last reminder they had. */
    accepted: ({ letterId }: LeavingLetter, on: LocalDate): void => {
      if (letterId === null) return
      const remind = sql.prepare('UPDATE due_date SET reminder_level = ?, reminded_on = ?, updated_at = ? WHERE id = ?')
      for (const { dueDateId, levelAfter } of linesOf(letterId)) remind.run(levelAfter, on, systemNow(), dueDateId)
      register.add('acceptance', letterId)
    },
  }
}

/** The « date_limite » of its wording: from the delay that was set when it was written. */
function payableUntil(sql: Sql, letterId: number): LocalDate {
  const { asOf, days } = sql.prepare(`SELECT r.as_of AS asOf, json_extract(r.options, '$.paymentDelayDays') AS days FROM reminder_letter l JOIN reminder_run r ON r.id = l.run_id WHERE l.id = ?`)
    .get(letterId) as { asOf: LocalDate; days: number }
  return addDays(asOf, days)
}

/** Due dates of the letter that a later one is about: on paper, or by e-mail unless it was given up. */
function inOtherLetter(sql: Sql, letterId: number): Set<number> {
  return new Set(sql.prepare(`SELECT n.due_date_id FROM reminder_line n JOIN reminder_line o ON o.due_date_id = n.due_date_id AND o.letter_id > n.letter_id JOIN reminder_letter l ON l.id = o.letter_id
    WHERE n.letter_id = ? AND NOT EXISTS (SELECT 1 FROM reminder_undo WHERE run_id = l.run_id)
      AND (l.channel = 'paper' OR EXISTS (SELECT 1 FROM outbox_message m WHERE m.letter_id = l.id AND m.state NOT IN (${NEVER_LEFT_SQL})))`).pluck().all(letterId) as number[])
}
