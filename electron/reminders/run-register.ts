import { createHash } from 'node:crypto'
import type { LocalDate } from '../../shared/date.ts'
import type { RegisterProblem, RegisterState } from '../../shared/reminders/run-contract.ts'
import type { Sql } from '../db/database.ts'

/** What the register tells of: a generation or its undo, by the run's id; the acceptance of a letter by a mail server, by the letter's. */
export type FactKind = 'run' | 'undo' | 'acceptance'
interface Fact { position: number; kind: FactKind; subjectId: number }
type Entry = Fact & { seal: string }
interface End { length: number; seal: string }
const readEnd = (sql: Sql): End | undefined => sql.prepare('SELECT length, seal FROM reminder_register_end WHERE id = 1').get() as End | undefined

/** Part of every seal: another way of sealing needs another name. */
const FORMAT = 'relais-register-1'

/** The first sending of a letter; what a person sends once more changes nothing. */
const ACCEPTED = `outbox_message WHERE state = 'sent' AND resend_of_id IS NULL`

/**
 * All a fact is made of, as queries by its subject's id, in a fixed order of rows and columns. A column added to one of these tables goes here,
 * or it can be changed without showing: a test flips them all.
 */
const CONTENT: Record<FactKind, readonly string[]> = {
  run: [
    `SELECT id, state, created_at, as_of, created_by, done_at, rule, resend, sort, options, folder, copies, print_document_id FROM reminder_run WHERE id = ?`,
    `SELECT id, run_id, position, organisation_id, level, document_id, customer_code, customer_name, channel, total_cents, deducted_cents, interest_cents, indemnity_cents
      FROM reminder_letter WHERE run_id = ? ORDER BY position, id`,
    `SELECT n.letter_id, n.position, n.due_date_id, n.invoice_number, n.warranty_number, n.invoiced_on, n.due_on, n.amount_cents, n.open_cents, n.days_late, n.deducted_cents, n.interest_cents, n.indemnity_cents,
        n.level_before, n.reminded_on_before, n.updated_at_before, n.level_after
      FROM reminder_letter l JOIN reminder_line n ON n.letter_id = l.id WHERE l.run_id = ? ORDER BY l.position, l.id, n.position`,
    `SELECT run_id, position, due_date_id, customer_code, customer_name, invoice_number, due_on, reason, hold FROM reminder_skip WHERE run_id = ? ORDER BY position`,
    `SELECT id, kind, title, file, sha256, pages, organisation_id, run_id, created_at FROM document WHERE run_id = ? ORDER BY id`,
  ],
  undo: [`SELECT run_id, undone_at, undone_by FROM reminder_undo WHERE run_id = ?`],
  acceptance: [`SELECT id, kind, channel, from_address, organisation_id, letter_id, message_id, to_name, to_address, subject, text, html, state, reason, accepted_on FROM ${ACCEPTED} AND letter_id = ?`],
}

/**
 * The register of what happened to letters, levels and dates, in order. Each fact is sealed as it stands in the dossier, over the seal before:
 * a change, a removal, an insertion or another order shows from there on.
 */
export function runRegister(sql: Sql) {
  const end = (): End => readEnd(sql) ?? { length: 0, seal: '' }
  return {
    /** How many facts there are, and the seal of the last. */
    end,
    /** Adds a fact, all of which is written already, in the same transaction. @returns its position */
    add: (kind: FactKind, subjectId: number): number => {
      const { length, seal: before } = end()
      const fact = { position: length + 1, kind, subjectId }
      const seal = sealOf(sql, fact, before)
      sql.prepare('INSERT INTO reminder_register (position, kind, subject_id, seal) VALUES (:position, :kind, :subjectId, :seal)').run({ ...fact, seal })
      sql.prepare('UPDATE reminder_register_end SET length = :position, seal = :seal WHERE id = 1').run({ position: fact.position, seal })
      return fact.position
    },
    positionOf: (kind: FactKind, subjectId: number): number | null => (sql.prepare('SELECT position FROM reminder_register WHERE kind = ? AND subject_id = ?').pluck().get(kind, subjectId) as number | undefined) ?? null,
    /** Due dates that a fact after that position has sent or taken back. */
    touchedSince: (position: number): Set<number> => new Set(sql.prepare(`SELECT n.due_date_id FROM reminder_register g JOIN reminder_letter l ON l.run_id = g.subject_id JOIN reminder_line n ON n.letter_id = l.id
      WHERE g.position > :position AND g.kind <> 'acceptance'
      UNION SELECT n.due_date_id FROM reminder_register g JOIN reminder_line n ON n.letter_id = g.subject_id WHERE g.position > :position AND g.kind = 'acceptance'`).pluck().all({ position }) as number[]),
  }
}
export type RunRegister = ReturnType<typeof runRegister>

function sealOf(sql: Sql, { position, kind, subjectId }: Fact, before: string): string {
  const hash = createHash('sha256')
  const add = (values: readonly unknown[]): void => { hash.update(`${JSON.stringify(values)}\n`) }
  add([FORMAT, before, position, kind, subjectId])
  CONTENT[kind].forEach((query, part) => {
    for (const row of sql.prepare(query).raw().iterate(subjectId)) add([part, ...row as unknown[]])
  })
  return hash.digest('hex')
}

/** How far the register goes, its last seal, and the first fact that is not as it was sealed. Reads all of it, and no file. */
export function registerState(sql: Sql): RegisterState {
  return { ...runRegister(sql).end(), problem: registerProblem(sql) }
}

/** The first fact that is not as it was sealed, or null. */
export function registerProblem(sql: Sql): RegisterProblem | null {
  const entries = sql.prepare('SELECT position, kind, subject_id AS subjectId, seal FROM reminder_register ORDER BY position').all() as Entry[]
  let before = ''
  for (const [index, entry] of entries.entries()) {
    if (entry.position !== index + 1 || !Object.hasOwn(CONTENT, entry.kind)) return { reason: 'entry-missing', runId: null, asOf: null, position: index + 1, file: '' }
    if (sealOf(sql, entry, before) !== entry.seal) return problemOf(sql, factExists(sql, entry) ? `${entry.kind}-altered` : `${entry.kind}-missing`, entry)
    before = entry.seal
  }
  const unsealed = firstUnsealed(sql)
  if (unsealed) return problemOf(sql, `${unsealed.kind}-unsealed`, { ...unsealed, position: entries.length + 1 })
  const end = readEnd(sql)
  return end?.length === entries.length && end.seal === before ? null : { reason: 'end-missing', runId: null, asOf: null, position: entries.length + 1, file: '' }
}

function factExists(sql: Sql, { kind, subjectId }: Fact): boolean {
  const queries = { run: `SELECT 1 FROM reminder_run WHERE id = ?`, undo: 'SELECT 1 FROM reminder_undo WHERE run_id = ?', acceptance: `SELECT 1 FROM ${ACCEPTED} AND letter_id = ?` }
  return sql.prepare(queries[kind]).get(subjectId) !== undefined
}

function firstUnsealed(sql: Sql): Pick<Fact, 'kind' | 'subjectId'> | null {
  return (sql.prepare(`SELECT f.kind, f.id AS subjectId FROM (SELECT 'run' AS kind, id, id AS run FROM reminder_run WHERE state = 'done' UNION ALL SELECT 'undo', run_id, run_id FROM reminder_undo
      UNION ALL SELECT 'acceptance', letter_id, (SELECT run_id FROM reminder_letter l WHERE l.id = letter_id) FROM ${ACCEPTED} AND letter_id IS NOT NULL) f
    WHERE NOT EXISTS (SELECT 1 FROM reminder_register g WHERE g.kind = f.kind AND g.subject_id = f.id) ORDER BY f.run, f.kind <> 'run', f.kind LIMIT 1`).get() as Pick<Fact, 'kind' | 'subjectId'> | undefined) ?? null
}

function problemOf(sql: Sql, reason: RegisterProblem['reason'], { kind, subjectId, position }: Fact): RegisterProblem {
  const runId = kind === 'acceptance' ? sql.prepare('SELECT run_id FROM reminder_letter WHERE id = ?').pluck().get(subjectId) as number | undefined : subjectId
  const asOf = sql.prepare('SELECT as_of FROM reminder_run WHERE id = ?').pluck().get(runId) as LocalDate | undefined
  return { reason, runId: runId ?? null, asOf: asOf ?? null, position, file: '' }
}
