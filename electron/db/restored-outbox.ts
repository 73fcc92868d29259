import BetterSqlite3 from 'better-sqlite3'

/**
 * What waited in the outbox when a backup was made may have left since: in a copy that is to become a dossier again, a person says so of each
 * message, and none leaves by itself. The copy is written only when there is such a message.
 */
export function holdRestoredMessages(file: string): void {
  const sql = new BetterSqlite3(file, { fileMustExist: true })
  try {
    const hasOutbox = sql.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'outbox_message'`).get() !== undefined
    const waits = `state IN ('queued', 'connecting', 'in_data', 'waiting')`
    if (!hasOutbox || sql.prepare(`SELECT 1 FROM outbox_message WHERE ${waits}`).get() === undefined) return
    sql.pragma('synchronous = FULL')
    sql.prepare(`UPDATE outbox_message SET state = 'unknown', reason = 'restored', detail = '', next_attempt_at = NULL WHERE ${waits}`).run()
  } finally {
    sql.close()
  }
}
