import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Handlers } from '../../shared/call.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { RegisterProblem, runContract } from '../../shared/reminders/run-contract.ts'
import type { Sql } from '../db/database.ts'
import { dueDateRuns, reminderHistory } from './reminder-history.ts'
import { runReader } from './run-reader.ts'
import { registerState, runRegister } from './run-register.ts'
import { runRepository } from './run-repository.ts'
import { undoRun, type UndoTools } from './run-undo.ts'

export interface RunServiceOptions extends Pick<UndoTools, 'sql' | 'outgoing' | 'postedAs'> {
  /** The dossier's */
  folder: string
  /** Who undoes */
  userName(): string
}

/** Generations that were done: their history, their undo, their proof. */
export function runService({ sql, folder, userName, outgoing, postedAs }: RunServiceOptions): Handlers<typeof runContract> {
  const runs = runRepository(sql)
  const register = runRegister(sql)
  const reader = runReader(folder, runs, register)
  return {
    runs: ({ from }) => runs.runs(from),
    run: ({ id }) => reader.report(id),
    runLetters: ({ id, from }) => reader.letters(id, from),
    runSkipped: ({ id, from }) => reader.skipped(id, from),
    reminderHistory: ({ of, id, from }) => reminderHistory(sql, of, id, from),
    dueDateRuns: ({ id }) => dueDateRuns(sql, id),
    undoRun: ({ id }) => sql.transaction(() => undoRun({ sql, runs, register, outgoing, postedAs }, id, userName())).immediate(),
    verifyRuns: async () => {
      const state = registerState(sql)
      return { ...state, problem: state.problem ?? await fileProblem(sql, folder) }
    },
  }
}

/** The first document of a generation whose file is not the one written. */
async function fileProblem(sql: Sql, folder: string): Promise<RegisterProblem | null> {
  const documents = sql.prepare('SELECT d.file, d.sha256, r.id AS runId, r.as_of AS asOf FROM document d JOIN reminder_run r ON r.id = d.run_id ORDER BY r.id, d.id')
    .all() as { file: string; sha256: string; runId: number; asOf: LocalDate }[]
  for (const { file, sha256, runId, asOf } of documents) {
    const hash = await hashOf(join(folder, ...file.split('/')))
    if (hash !== sha256) return { reason: hash === null ? 'file-missing' : 'file-altered', runId, asOf, position: 0, file }
  }
  return null
}

/** null when the file cannot be read. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  return pipeline(createReadStream(path), hash).then(() => hash.digest('hex'), () => null)
}
