import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../electron/db/database.ts'
import { discardRun } from '../../electron/reminders/reminder-run-files.ts'
import { runRepository } from '../../electron/reminders/run-repository.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']

beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
})
afterEach(() => open.close())

/** Files below the dossier's documents folder. */
const filesLeft = (): string[] => readdirSync(join(open.folder, 'documents'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)

it('R-EBP-75 a run that has happened keeps its files, whoever asks to discard it', async () => {
  const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
  const { runId, printFile } = await api.reminders.generate(await requestOf(api, ids))
  await api.dossiers.close(undefined)
  const sql = openDatabase(open.folder)
  discardRun(open.folder, runRepository(sql), { id: runId!, folder: `documents/relances/${today}-${runId!}`, copies: [] })
  sql.close()
  expect(existsSync(printFile)).toBe(true)
})

describe('on opening a dossier', () => {
  /** Makes the dossier as a crash would have left it, and opens it again. */
  const reopenWith = async (run: { folder: string; copies: string[] }): Promise<void> => {
    await api.dossiers.close(undefined)
    const sql = openDatabase(open.folder)
    sql.prepare(`INSERT INTO reminder_run (id, state, created_at, as_of, rule, resend, sort, folder, copies) VALUES (7, 'preparing', 'x', '2026-03-31', '{"kind":"increment"}', 0, 'customerName', ?, ?)`)
      .run(run.folder, JSON.stringify(run.copies))
    sql.close()
    await api.dossiers.open({ folder: open.folder })
  }
  const write = (folder: string, name: string, text: string): string => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const runFolder = `documents/relances/${today}-7`

  it('R-EBP-75 a run found half written never happened: its files and copies are removed, whole or cut short', async () => {
    const outFolder = temporaryFolder()
    write(join(open.folder, runFolder), '1.pdf', '%PDF one')
    write(join(open.folder, runFolder), '2.pdf', '%PDF two')
    write(join(open.folder, runFolder), '3.pdf.tmp', '%PDF th')
    const copies = [write(outFolder, '1.pdf', '%PDF one'), write(outFolder, '2.pdf', '%PDF')]
    await reopenWith({ folder: runFolder, copies })
    expect(filesLeft()).toEqual([])
    expect(readdirSync(outFolder)).toEqual([])
    expect(await api.reminders.runs({ from: 0 })).toEqual([])
  })
  it('R-EBP-75 copies on a drive that is not there are removed at the opening after its return', async () => {
    const drive = join(temporaryFolder(), 'drive')
    const outFolder = join(drive, 'letters')
    write(join(open.folder, runFolder), '1.pdf', '%PDF one')
    await reopenWith({ folder: runFolder, copies: [join(outFolder, '1.pdf')] })
    expect(filesLeft()).toEqual(['1.pdf'])
    write(outFolder, '1.pdf', '%PDF one')
    await api.dossiers.close(undefined)
    await api.dossiers.open({ folder: open.folder })
    expect([filesLeft(), readdirSync(outFolder)]).toEqual([[], []])
  })
  it('a file in the output folder that is no copy of the run stays', async () => {
    const outFolder = temporaryFolder()
    write(join(open.folder, runFolder), '1.pdf', '%PDF one')
    await reopenWith({ folder: runFolder, copies: [write(outFolder, '1.pdf', '%PDF other'), write(outFolder, '2.pdf', '%PDF two')] })
    expect(readdirSync(outFolder)).toEqual(['1.pdf', '2.pdf'])
  })
  it('a dossier tampered with cannot make anything else disappear', async () => {
    const letters = write(join(open.folder, 'documents', 'relances', '2026-01-01-1'), '1.pdf', '%PDF')
    for (const folder of ['documents/relances', 'documents/relances/..', '..', '/', 'documents/relances/2026-03-31-7/../..', `${runFolder}\n/..`]) {
      await reopenWith({ folder, copies: [letters] })
      expect(existsSync(letters), folder).toBe(true)
      await api.dossiers.close(undefined)
      const sql = openDatabase(open.folder)
      sql.exec('DELETE FROM reminder_run')
      sql.close()
      await api.dossiers.open({ folder: open.folder })
    }
  })
})
