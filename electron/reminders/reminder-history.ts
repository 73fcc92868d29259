import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import type { LetterLevel } from '../../shared/reminders/reminder-contract.ts'
import { MAX_HISTORY_LINES, type DueDateRun, type ReminderHistoryLine } from '../../shared/reminders/run-contract.ts'
import type { LetterSending, ReminderLevel } from '../../shared/schemas.ts'
import type { Sql } from '../db/database.ts'

type HistoryOf = 'customer' | 'invoice' | 'due-date'

/** What of the letters' lines is asked for; a due date that no longer exists belongs to no invoice. */
const ABOUT: Record<HistoryOf, string> = {
  customer: 'l.organisation_id = :id',
  invoice: 'n.due_date_id IN (SELECT id FROM due_date WHERE invoice_id = :id)',
  'due-date': 'n.due_date_id = :id',
}

type HistoryRecord = Omit<ReminderHistoryLine, 'isAnnulled'> & { isAnnulled: number }

/** Letters as they named due dates, the latest first. For people to read: no rule asks for an older level (AMB-10). */
export function reminderHistory(sql: Sql, of: HistoryOf, id: number, from: number): ReminderHistoryLine[] {
  const records = sql.prepare(`SELECT r.id AS runId, r.created_at AS createdAt, r.created_by AS createdBy, r.as_of AS asOf, l.id AS letterId, l.document_id AS documentId, l.channel,
      s.sending, s.sent_on AS sentOn,
      n.due_date_id AS dueDateId, n.invoice_number AS invoiceNumber, n.warranty_number AS warrantyInvoiceNumber, n.due_on AS dueOn, n.open_cents AS openCents,
      n.level_before AS levelBefore, n.reminded_on_before AS remindedOnBefore, n.level_after AS levelAfter, s.is_annulled AS isAnnulled
    FROM reminder_line n JOIN reminder_letter l ON l.id = n.letter_id JOIN letter_sending s ON s.letter_id = l.id JOIN reminder_run r ON r.id = l.run_id
    WHERE ${ABOUT[of]} ORDER BY r.id DESC, l.position, n.position LIMIT ${MAX_HISTORY_LINES} OFFSET :from`).all({ id, from }) as HistoryRecord[]
  return records.map((record) => ({ ...record, isAnnulled: record.isAnnulled === 1 }))
}

interface RunRecord extends Omit<DueDateRun, 'letter' | 'hold' | 'isAnnulled'> {
  levelBefore: ReminderLevel | null; levelAfter: LetterLevel | null; sending: LetterSending | null; channel: 'paper' | 'email' | null; hold: string | null; isAnnulled: number
}

/** The generations a due date was ticked for, the latest first: for people to read too. */
export function dueDateRuns(sql: Sql, id: number): DueDateRun[] {
  const records = sql.prepare(`SELECT r.id AS runId, r.created_at AS createdAt, r.created_by AS createdBy, r.as_of AS asOf, e.levelBefore, e.levelAfter, e.sending, e.channel, e.reason, e.hold, u.run_id IS NOT NULL AS isAnnulled
    FROM (SELECT l.run_id, n.level_before AS levelBefore, n.level_after AS levelAfter, s.sending, l.channel, NULL AS reason, NULL AS hold
        FROM reminder_line n JOIN reminder_letter l ON l.id = n.letter_id JOIN letter_sending s ON s.letter_id = l.id WHERE n.due_date_id = :id
      UNION ALL SELECT run_id, NULL, NULL, NULL, NULL, reason, hold FROM reminder_skip WHERE due_date_id = :id) e
    JOIN reminder_run r ON r.id = e.run_id AND r.state = 'done' LEFT JOIN reminder_undo u ON u.run_id = r.id ORDER BY r.id DESC LIMIT ${MAX_HISTORY_LINES}`).all({ id }) as RunRecord[]
  return records.map(({ levelBefore, levelAfter, sending, channel, hold, isAnnulled, ...run }) => ({
    ...run, isAnnulled: isAnnulled === 1, hold: hold === null ? null : JSON.parse(hold) as HoldMark,
    letter: levelAfter === null ? null : { levelBefore: levelBefore!, levelAfter, sending: sending!, channel: channel! },
  }))
}
