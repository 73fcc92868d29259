import BetterSqlite3 from 'better-sqlite3'
import { MAY_LEAVE, UNDER_WAY } from '../../shared/outbox/outbox-contract.ts'

/** As JSON lists of states. */
const LISTS = { mayLeave: JSON.stringify([...MAY_LEAVE, 'in_data']), givenUp: JSON.stringify(MAY_LEAVE.filter((state) => !UNDER_WAY.includes(state))) }

/** A letter that was given up and would not leave any more, since its due dates have moved on without it. */
const MOVED_ON = `state IN (SELECT value FROM json_each(:givenUp)) AND letter_id IS NOT NULL AND EXISTS (SELECT 1 FROM reminder_line n LEFT JOIN due_date d ON d.id = n.due_date_id
  WHERE n.letter_id = outbox_message.letter_id AND (d.reminder_level IS NOT n.level_before OR d.reminded_on IS NOT n.reminded_on_before
    OR EXISTS (SELECT 1 FROM reminder_line later WHERE later.due_date_id = n.due_date_id AND later.letter_id > n.letter_id)))`

/**
 * What had not left when a backup was made may have since, by itself or because a person tried again: in a copy that is to become a dossier
 * again, a person says so of each message, and none leaves by itself. The copy is written only when there is such a message.
 */
export function holdRestoredMessages(file: string): void {
  const sql = new BetterSqlite3(file, { fileMustExist: true })
  try {
    const hasOutbox = sql.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'outbox_message'`).get() !== undefined
    const isDoubtful = `state IN (SELECT value FROM json_each(:mayLeave)) AND NOT (${MOVED_ON})`
    if (!hasOutbox || sql.prepare(`SELECT 1 FROM outbox_message WHERE ${isDoubtful}`).get(LISTS) === undefined) return
    sql.pragma('synchronous = FULL')
    sql.prepare(`UPDATE outbox_message SET state = 'unknown', reason = 'restored', detail = '', next_attempt_at = NULL WHERE ${isDoubtful}`).run(LISTS)
  } finally {
    sql.close()
  }
}
