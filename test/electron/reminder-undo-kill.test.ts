import { expect, it } from 'vitest'
import type { Sql } from '../../electron/db/database.ts'
import { registerProblem } from '../../electron/reminders/run-register.ts'
import { allRows, onFile } from '../fixtures/dossier-file.ts'
import { runKilled } from '../fixtures/killed-child.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { openOffice, temporaryFolder } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { calculate, requestOf } from '../fixtures/reminder-fixture.ts'

/** More by RELAIS_UNDO_KILLS. */
const KILLS = Number(process.env['RELAIS_UNDO_KILLS'] ?? 8)

/** Undoes a generation in another process, killed so many milliseconds after it began. @returns how long it took */
const undoInChild = async (folder: string, run: number, killAfterMs: number): Promise<number> => (await runKilled('undo-child.ts', [temporaryFolder(), folder, String(run)], { killAfterMs })).ms

it(`an undo killed at any of ${KILLS} moments is whole or not at all`, async () => {
  const open = await openOffice({ press: new PaperPress() })
  await onFile(open, (sql) => { fillDossier(sql, 3000, 6) })
  const dueDates = (sql: Sql): unknown => allRows(sql, 'due_date')
  const generate = async (): Promise<number> => {
    const { ids } = await calculate(open.api)
    return (await open.api.reminders.generate(await requestOf(open.api, ids, { rule: { kind: 'increment' }, resend: true }))).runId!
  }
  const before = await onFile(open, dueDates)
  const first = await generate()
  await open.api.dossiers.close(undefined)
  const ms = await undoInChild(open.folder, first, Infinity)
  await open.api.dossiers.open({ folder: open.folder })
  expect(await onFile(open, dueDates)).toEqual(before)

  for (let kill = 0; kill < KILLS; kill++) {
    const run = await generate()
    const after = await onFile(open, dueDates)
    await open.api.dossiers.close(undefined)
    await undoInChild(open.folder, run, (ms * 1.2 * kill) / KILLS)
    await open.api.dossiers.open({ folder: open.folder })
    const isUndone = await onFile(open, (sql) => {
      const undone = sql.prepare('SELECT 1 FROM reminder_undo WHERE run_id = ?').get(run) !== undefined
      expect(dueDates(sql), `kill ${kill}`).toEqual(undone ? before : after)
      expect(registerProblem(sql)).toBeNull()
      return undone
    })
    if (!isUndone) await open.api.reminders.undoRun({ id: run })
    expect(await onFile(open, dueDates)).toEqual(before)
  }
  await open.close()
}, 60_000 + KILLS * 20_000)
