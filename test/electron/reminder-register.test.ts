import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DATABASE_FILE, openDatabase, type Sql } from '../../electron/db/database.ts'
import { registerProblem, runRegister } from '../../electron/reminders/run-register.ts'
import { allRows, dropTriggers } from '../fixtures/dossier-file.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

/** Every table a run leaves something in; reminder_settings is « Personnalisation ». */
const OWN_TABLES = ['reminder_run', 'reminder_letter', 'reminder_line', 'reminder_skip', 'document', 'reminder_undo', 'reminder_register', 'reminder_register_end']
const TABLES = [...OWN_TABLES, 'outbox_message']
/** What goes on changing about an e-mail that has left is not sealed. */
const UNSEALED: Record<string, string[]> = { outbox_message: ['attempts', 'next_attempt_at', 'detail', 'created_at', 'changed_at'] }

let open: OpenOffice
let sql: Sql
const runIds: number[] = []

beforeAll(async () => {
  open = await openOffice({ press: new PaperPress(), userName: 'hélène' })
  const { api } = open
  const { ids: a } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 200, level: 1 })
  const { ids: b } = await owing(api, ['B', 'Beta'], { number: 'F003', dueOn: '2026-01-15', cents: 300 }, { number: 'F004', dueOn: '2026-01-15', cents: 400, level: 3 })
  const outFolder = temporaryFolder()
  // three generations, the second undone; each leaves F004 out
  for (const isUndone of [false, true, false]) {
    const { runId } = await api.reminders.generate(await requestOf(api, [...a, ...b], { outFolder, rule: { kind: 'increment' } }))
    if (isUndone) await api.reminders.undoRun({ id: runId! })
    runIds.push(runId!)
  }
  expect(await api.reminders.verifyRuns(undefined)).toMatchObject({ length: 4, problem: null })
  await api.dossiers.close(undefined)
  // a copy, whose triggers someone has removed
  const copy = temporaryFolder()
  copyFileSync(join(open.folder, DATABASE_FILE), join(copy, DATABASE_FILE))
  sql = openDatabase(copy)
  dropTriggers(sql)
  sql.pragma('foreign_keys = OFF')
  sql.pragma('ignore_check_constraints = ON')
  // a letter that a mail server has taken
  sql.exec(`INSERT INTO outbox_message (kind, organisation_id, letter_id, message_id, to_name, to_address, subject, text, html, state, reason, created_at, changed_at, accepted_on)
    VALUES ('reminder', 1, 1, '<1@x>', 'Alpha', 'a@alpha.example', 'Relance', 'Bonjour', '<p>Bonjour</p>', 'sent', 'x', 'x', 'x', '2026-03-31')`)
  runRegister(sql).add('acceptance', 1)
})
afterAll(async () => {
  sql.close()
  await open.close()
})

/** What verification says of a file changed so; the file is as before afterwards. */
function problemAfter(tamper: () => void): ReturnType<typeof registerProblem> {
  sql.exec('BEGIN')
  try {
    tamper()
    return registerProblem(sql)
  } finally {
    sql.exec('ROLLBACK')
  }
}
const run = (statement: string, ...values: unknown[]): void => { sql.prepare(statement).run(...values) }

describe('a register of generations', () => {
  it('finds nothing wrong with what the program wrote', () => {
    expect(registerProblem(sql)).toBeNull()
  })
  it('knows every table of generations', () => {
    const tables = sql.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'reminder\\_%' ESCAPE '\\' OR name = 'document')`).pluck().all() as string[]
    expect(tables.filter((table) => table !== 'reminder_settings').sort()).toEqual(OWN_TABLES.toSorted())
  })
  it.each(TABLES)('notices a change of any value of any row of %s', (table) => {
    const columns = (sql.pragma(`table_info(${table})`) as { name: string; type: string; pk: number }[]).filter(({ name }) => !UNSEALED[table]?.includes(name))
    const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
    const where = keys.map((key) => `${key} = :key_${key}`).join(' AND ')
    const rows = allRows(sql, table)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const keyValues = Object.fromEntries(keys.map((key) => [`key_${key}`, row[key]]))
      for (const { name, type } of columns) {
        const value = row[name]
        const others = type === 'INTEGER' ? [Number(value ?? 0) + 1000, ...value === null ? [] : [Number(value) ^ 1]] : typeof value === 'string' && value !== '' ? [`${value}x`, flipLastBit(value), ''] : ['x']
        for (const other of others) {
          expect(problemAfter(() => run(`UPDATE OR REPLACE ${table} SET ${name} = :other WHERE ${where}`, { ...keyValues, other })), `${table}.${name} ${String(value)} → ${String(other)}`).not.toBeNull()
        }
      }
    }
  })
  it.each(TABLES)('notices that any row of %s has been deleted', (table) => {
    const rowids = sql.prepare(`SELECT ${['reminder_line', 'reminder_skip'].includes(table) ? 'count(*) OVER ()' : 'rowid'} FROM ${table}`).pluck().all() as number[]
    for (const [index, rowid] of rowids.entries()) {
      const which = table === 'reminder_line' ? `(letter_id, position) = (SELECT letter_id, position FROM reminder_line LIMIT 1 OFFSET ${index})`
        : table === 'reminder_skip' ? `(run_id, position) = (SELECT run_id, position FROM reminder_skip LIMIT 1 OFFSET ${index})` : `rowid = ${rowid}`
      expect(problemAfter(() => run(`DELETE FROM ${table} WHERE ${which}`)), `${table} ${index}`).not.toBeNull()
    }
  })

  const first = (): number => runIds[0]!
  const last = (): number => runIds[2]!
  const forgetRun = (id: number): void => {
    run('DELETE FROM reminder_line WHERE letter_id IN (SELECT id FROM reminder_letter WHERE run_id = ?)', id)
    for (const table of ['reminder_letter', 'reminder_skip', 'document', 'reminder_undo']) run(`DELETE FROM ${table} WHERE run_id = ?`, id)
    run('DELETE FROM reminder_run WHERE id = ?', id)
  }
  it.each<[string, () => void, { reason: string; runId?: number | null }]>([
    ['several runs altered: the first is named', () => run('UPDATE reminder_letter SET total_cents = total_cents + 1'), { reason: 'run-altered', runId: 1 }],
    ['a whole run removed', () => forgetRun(first()), { reason: 'run-missing', runId: 1 }],
    ['a whole run removed with its entry', () => { forgetRun(first()); run(`DELETE FROM reminder_register WHERE kind = 'run' AND subject_id = ?`, first()) }, { reason: 'entry-missing' }],
    ['the same, the register numbered anew', () => {
      forgetRun(first())
      run('DELETE FROM reminder_register WHERE position = 1')
      run('UPDATE reminder_register SET position = position - 1')
    }, { reason: 'run-altered', runId: 2 }],
    ['the last run removed with its entry', () => { forgetRun(last()); run('DELETE FROM reminder_register WHERE position >= 4'); run('DELETE FROM outbox_message') }, { reason: 'end-missing' }],
    ['the end of the register removed', () => run('DELETE FROM reminder_register WHERE position >= 3'), { reason: 'acceptance-unsealed', runId: 1 }],
    ['the whole register removed', () => run('DELETE FROM reminder_register'), { reason: 'run-unsealed', runId: 1 }],
    ['everything removed', () => { for (const id of runIds) forgetRun(id); run('DELETE FROM reminder_register'); run('DELETE FROM outbox_message') }, { reason: 'end-missing' }],
    ['two runs in each other’s place', () => {
      run(`UPDATE reminder_register SET subject_id = 99 WHERE position = 1`)
      run(`UPDATE reminder_register SET subject_id = 1 WHERE position = 2`)
      run(`UPDATE reminder_register SET subject_id = 2 WHERE position = 1`)
    }, { reason: 'run-altered', runId: 2 }],
    ['two letters in each other’s place', () => run(`UPDATE reminder_letter SET position = 1 - position WHERE run_id = 1 AND position < 2`), { reason: 'run-altered', runId: 1 }],
    ['a line added to a letter', () => run(`INSERT INTO reminder_line SELECT letter_id, 50, due_date_id, invoice_number, warranty_number, invoiced_on, due_on, amount_cents, open_cents, days_late, deducted_cents, interest_cents,
      indemnity_cents, level_before, reminded_on_before, updated_at_before, level_after FROM reminder_line WHERE letter_id = 1 LIMIT 1`), { reason: 'run-altered', runId: 1 }],
    ['a run added', () => run(`INSERT INTO reminder_run (id, state, created_at, as_of, done_at, rule, resend, sort, folder, copies) VALUES (9, 'done', 'x', '2026-01-01', 'x', '{}', 0, 'x', 'x', '[]')`), { reason: 'run-unsealed', runId: 9 }],
    ['an undo added', () => run(`INSERT INTO reminder_undo VALUES (3, 'x', 'x')`), { reason: 'undo-unsealed', runId: 3 }],
    ['an undo removed with its entry', () => { run('DELETE FROM reminder_undo'); run(`DELETE FROM reminder_register WHERE kind = 'undo'`) }, { reason: 'entry-missing' }],
    ['an undo removed', () => run('DELETE FROM reminder_undo'), { reason: 'undo-missing', runId: 2 }],
    ['an acceptance removed', () => run('DELETE FROM outbox_message'), { reason: 'acceptance-missing', runId: 1 }],
    ['an acceptance removed with its entry', () => { run('DELETE FROM outbox_message'); run('DELETE FROM reminder_register WHERE position = 5') }, { reason: 'end-missing' }],
    ['the entry of an acceptance removed', () => run('DELETE FROM reminder_register WHERE position = 5'), { reason: 'acceptance-unsealed', runId: 1 }],
    ['the end forgotten', () => run('DELETE FROM reminder_register_end'), { reason: 'end-missing' }],
  ])('shows: %s', (_case, tamper, expected) => {
    expect(problemAfter(tamper)).toMatchObject(expected)
  })
})

describe('the file of a dossier', () => {
  const messages = async (): Promise<string[]> => (await open.api.dossiers.check(undefined)).problems
  it('refuses every change of a generation that is done', async () => {
    const whole = openDatabase(open.folder)
    const change = (statement: string): void => { whole.exec(statement) }
    for (const table of ['reminder_run', 'reminder_letter', 'reminder_line', 'reminder_skip', 'document', 'reminder_undo', 'reminder_register']) {
      const column = (whole.pragma(`table_info(${table})`) as { name: string }[]).at(-1)!.name
      for (const statement of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`, `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`]) {
        const isOwnAddition = statement.startsWith('INSERT') && ['reminder_undo', 'reminder_register'].includes(table)
        if (!isOwnAddition) expect(() => change(statement), statement).toThrow('a generation stays as it was made')
      }
    }
    whole.close()
    await open.api.dossiers.open({ folder: open.folder })
  })
  it('in which a run was altered is named by « relais check », in French', async () => {
    expect(await messages()).toEqual([])
    await open.api.dossiers.close(undefined)
    const file = openDatabase(open.folder)
    const putBack = dropTriggers(file)
    file.exec('UPDATE reminder_line SET open_cents = open_cents - 1 WHERE letter_id IN (SELECT id FROM reminder_letter WHERE run_id = 2)')
    putBack()
    file.close()
    await open.api.dossiers.open({ folder: open.folder })
    expect(await messages()).toEqual([expect.stringMatching(/^Génération nº.2 du 31\/03\/2026.* n’est plus telle qu’elle a été faite/)])
    expect(await open.api.reminders.verifyRuns(undefined)).toMatchObject({ problem: { reason: 'run-altered', runId: 2, asOf: today } })
  })
  it('whose runs are intact, but not the PDF of a letter: the run and the file are named', async () => {
    const { api, close } = await openOffice({ press: new PaperPress() })
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    const { letters, runId } = await api.reminders.generate(await requestOf(api, ids))
    writeFileSync(letters[0]!.file, 'another letter')
    expect(await api.reminders.verifyRuns(undefined)).toMatchObject({ problem: { reason: 'file-altered', runId, file: expect.stringContaining('niveau 1.pdf') } })
    expect((await api.dossiers.check(undefined)).problems).toEqual([expect.stringMatching(/n’est plus celui que Relais a écrit/)])
    rmSync(letters[0]!.file)
    expect(await api.reminders.verifyRuns(undefined)).toMatchObject({ problem: { reason: 'file-missing', runId } })
    await close()
  })
})

function flipLastBit(text: string): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1)
}
