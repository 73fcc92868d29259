import { AppError } from '../../shared/errors.ts'
import type { Instant } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'

interface BatchState { id: number; appliedAt: string; undoneAt: string | null; fileName: string }

/** Takes an import back: its rows go, rows it changed return to what they were. Throws AppError('import.built-upon', {what}) once something rests on it. Runs in the caller's transaction. */
export function undoImport(sql: Sql, id: number, now: Instant): void {
  const batch = sql.prepare('SELECT id, applied_at AS appliedAt, undone_at AS undoneAt, file_name AS fileName FROM import_batch WHERE id = ?').get(id) as BatchState | undefined
  if (!batch) throw new AppError('import.unknown', { id })
  if (batch.undoneAt !== null) throw new AppError('import.already-undone', { file: batch.fileName })
  const what = whatRestsOn(sql, batch)
  if (what !== null) throw new AppError('import.built-upon', { what, whatKey: `imports.builtUpon.${what}`, file: batch.fileName })
  // children first, but for invoices that went over to a customer this import added: they go back to theirs below
  sql.pragma('defer_foreign_keys = ON')
  sql.prepare('DELETE FROM allocation WHERE import_id = ?').run(id)
  sql.prepare('DELETE FROM einvoice WHERE import_id = ?').run(id)
  sql.prepare('DELETE FROM due_date WHERE import_id = ?').run(id)
  sql.prepare('DELETE FROM invoice WHERE import_id = ?').run(id)
  sql.prepare('DELETE FROM payment WHERE import_id = ?').run(id)
  // a statement or a workbook written since stays among the documents, without its customer
  sql.prepare('UPDATE document SET organisation_id = NULL WHERE run_id IS NULL AND organisation_id IN (SELECT id FROM organisation WHERE import_id = ?)').run(id)
  sql.prepare('DELETE FROM organisation WHERE import_id = ?').run(id)
  restoreChanges(sql, id)
  sql.prepare('DELETE FROM import_change WHERE import_id = ?').run(id)
  sql.prepare('UPDATE import_batch SET undone_at = ? WHERE id = ?').run(now, id)
}

/** Whether « Annuler l'import » would be accepted. */
export function canUndo(sql: Sql, id: number): boolean {
  const batch = sql.prepare('SELECT id, applied_at AS appliedAt, undone_at AS undoneAt, file_name AS fileName FROM import_batch WHERE id = ?').get(id) as BatchState | undefined
  return batch?.undoneAt === null && whatRestsOn(sql, batch) === null
}

/** What was done since that would be lost, as a word of the catalogue (`imports.built-upon.<word>`), or null. */
function whatRestsOn(sql: Sql, { id, appliedAt }: BatchState): string | null {
  const exists = (query: string): boolean => sql.prepare(`SELECT EXISTS (${query})`).pluck().get({ id, appliedAt }) === 1
  const changed = (table: string): string => `SELECT row_id FROM import_change WHERE import_id = :id AND table_name = '${table}'`
  const edited = (table: string): string => `SELECT 1 FROM ${table} WHERE (import_id = :id OR id IN (${changed(table)})) AND updated_at <> :appliedAt`
  if (exists('SELECT 1 FROM import_batch WHERE id > :id AND undone_at IS NULL')) return 'import'
  if (exists('SELECT 1 FROM reminder_line l JOIN due_date d ON d.id = l.due_date_id WHERE d.import_id = :id')) return 'reminder'
  if (exists('SELECT 1 FROM reminder_letter l JOIN organisation o ON o.id = l.organisation_id WHERE o.import_id = :id')) return 'reminder'
  if (exists(`SELECT 1 FROM allocation a LEFT JOIN due_date d ON d.id = a.due_date_id LEFT JOIN due_date c ON c.id = a.credit_due_date_id LEFT JOIN payment p ON p.id = a.payment_id
    WHERE a.import_id IS NULL AND :id IN (d.import_id, c.import_id, p.import_id)`)) return 'payment'
  if (exists('SELECT 1 FROM payment p JOIN organisation o ON o.id = p.organisation_id WHERE o.import_id = :id AND p.import_id IS NOT :id')) return 'payment'
  if (exists(`SELECT 1 FROM invoice i JOIN organisation o ON o.id = i.organisation_id WHERE o.import_id = :id AND i.import_id IS NOT :id AND i.id NOT IN (${changed('invoice')})`)) return 'invoice'
  if (exists('SELECT 1 FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE i.import_id = :id AND d.import_id IS NOT :id')) return 'invoice'
  if (exists('SELECT 1 FROM outbox_message m JOIN organisation o ON o.id = m.organisation_id WHERE o.import_id = :id')) return 'mail'
  if (exists(`SELECT 1 FROM hold h LEFT JOIN due_date d ON d.id = h.due_date_id LEFT JOIN invoice i ON i.id = h.invoice_id JOIN organisation o ON o.id = h.organisation_id
    WHERE h.lifted_at IS NULL AND :id IN (d.import_id, i.import_id, o.import_id)`)) return 'hold'
  if (exists('SELECT 1 FROM customer_call c JOIN organisation o ON o.id = c.organisation_id WHERE o.import_id = :id')) return 'note'
  if (exists('SELECT 1 FROM call_due_date c JOIN due_date d ON d.id = c.due_date_id WHERE d.import_id = :id')) return 'note'
  if (exists('SELECT 1 FROM prescription_interruption p LEFT JOIN invoice i ON i.id = p.invoice_id JOIN organisation o ON o.id = p.organisation_id WHERE :id IN (i.import_id, o.import_id)')) return 'edit'
  // nothing rested on an invoice that went over to another customer when it did: what does now was done since, to that customer's
  const moved = `SELECT c.row_id FROM import_change c JOIN invoice i ON i.id = c.row_id WHERE c.import_id = :id AND c.table_name = 'invoice' AND json_extract(c.before, '$.organisation_id') <> i.organisation_id`
  const movedDueDates = `SELECT id FROM due_date WHERE invoice_id IN (${moved})`
  if (exists(`SELECT 1 FROM reminder_line WHERE due_date_id IN (${movedDueDates})`)) return 'reminder'
  if (exists(`SELECT 1 FROM hold WHERE lifted_at IS NULL AND (invoice_id IN (${moved}) OR due_date_id IN (${movedDueDates}))`)) return 'hold'
  if (exists(`SELECT 1 FROM call_due_date WHERE due_date_id IN (${movedDueDates})`)) return 'note'
  if (exists(`SELECT 1 FROM prescription_interruption WHERE invoice_id IN (${moved})`)) return 'edit'
  for (const table of ['site', 'asset', 'collaboration', 'organisation_category', 'service_contract']) {
    if (exists(`SELECT 1 FROM ${table} t JOIN organisation o ON o.id = t.organisation_id WHERE o.import_id = :id`)) return 'assets'
  }
  const touched = (rest: string): string => `SELECT 1 FROM due_date d ${rest} AND (d.import_id = :id OR d.id IN (${changed('due_date')})) AND d.updated_at <> :appliedAt`
  // the rows as they were before the import would bring back the levels that a generation has given or its undoing taken since
  if (exists(touched('JOIN reminder_undo u ON u.undone_at = d.updated_at WHERE 1'))) return 'undone-run'
  if (exists(touched(`JOIN reminder_line n ON n.due_date_id = d.id JOIN reminder_letter l ON l.id = n.letter_id JOIN reminder_run r ON r.id = l.run_id
    WHERE r.done_at > :appliedAt AND NOT EXISTS (SELECT 1 FROM reminder_undo WHERE run_id = r.id)`))) return 'reminder'
  if (exists(touched('JOIN allocation a ON d.id IN (a.due_date_id, a.credit_due_date_id) WHERE a.import_id IS NULL'))) return 'payment'
  return ['due_date', 'invoice', 'payment', 'organisation'].some((table) => exists(edited(table))) ? 'edit' : null
}

function restoreChanges(sql: Sql, id: number): void {
  const changes = sql.prepare('SELECT table_name AS tableName, row_id AS rowId, before FROM import_change WHERE import_id = ? ORDER BY seq DESC').all(id) as { tableName: string; rowId: number; before: string }[]
  for (const { tableName, rowId, before } of changes) {
    const value = JSON.parse(before) as unknown
    if (tableName === 'address') {
      sql.prepare('DELETE FROM address WHERE organisation_id = ?').run(rowId)
      for (const row of value as Record<string, unknown>[]) restoreRow(sql, tableName, row, 'organisation_id, kind')
    } else if (tableName === 'import_mapping') {
      const row = value as Record<string, unknown>
      if ('options' in row) restoreRow(sql, tableName, row, 'source_key')
      else sql.prepare('DELETE FROM import_mapping WHERE source_key = ?').run(row['source_key'])
    } else restoreRow(sql, tableName, value as Record<string, unknown>, 'id')
  }
}

function restoreRow(sql: Sql, table: string, row: Record<string, unknown>, key: string): void {
  const columns = Object.keys(row)
  sql.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})
    ON CONFLICT (${key}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`).run(row)
}
