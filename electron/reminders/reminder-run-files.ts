import { existsSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { flushFolder, writeOnce } from '../delivery/files.ts'
import { makeFolder } from '../delivery/folders.ts'
import { outFolderError } from '../delivery/out-folder.ts'
import type { PreparingRun, RunRepository } from './run-repository.ts'

const RUNS = 'documents/relances'

/** A folder name for a run, new on the disk too: one whose files could not be removed keeps its own. */
export function freeRunFolder(dossierFolder: string, asOf: string, runId: number): string {
  const names = [`${asOf}-${runId}`, ...Array.from({ length: 99 }, (_value, index) => `${asOf}-${runId}-${index + 2}`)]
  return `${RUNS}/${names.find((name) => !existsSync(join(dossierFolder, RUNS, name)))!}`
}

export function makeRunFolder(dossierFolder: string, run: PreparingRun): string {
  const folder = join(dossierFolder, ...run.folder.split('/'))
  makeFolder(folder)
  return folder
}

/** Every name from the dossier's folder down to the run's files outlives a power failure. */
export async function syncRunFolder(dossierFolder: string, run: PreparingRun): Promise<void> {
  const folder = join(dossierFolder, ...run.folder.split('/'))
  for (const level of [folder, dirname(folder), dirname(dirname(folder)), dossierFolder]) await flushFolder(level)
}

/** Copies files of the run to the paths recorded with it, by name. Throws AppError('reminder.out-folder'). */
export async function copyRun(files: readonly string[], run: PreparingRun, outFolder: string): Promise<void> {
  try {
    for (const [index, file] of files.entries()) await writeOnce(run.copies[index]!, await readFile(file))
    await flushFolder(outFolder)
  } catch (error) {
    throw outFolderError(outFolder, error)
  }
}

/** Removes what a run that did not happen has left, then its trace. What cannot be removed now (a file open elsewhere) keeps its trace for the next opening. */
export function discardRun(dossierFolder: string, runs: RunRepository, run: PreparingRun): void {
  // The folder and the paths come from a file that may have been tampered with: nothing else is ever removed.
  if (!/^documents\/relances\/\d{4}-\d\d-\d\d-[\d-]+$/.test(run.folder)) return
  // A commit may have failed to answer and yet be durable: letters that left stay.
  if (!runs.isPreparing(run.id)) return
  if (run.copies.some(isAway)) return
  const folder = join(dossierFolder, ...run.folder.split('/'))
  try {
    for (const copy of run.copies) {
      if (isCopyFromRun(copy, folder)) rmSync(copy)
      if (isCopyFromRun(`${copy}.tmp`, folder)) rmSync(`${copy}.tmp`)
    }
    rmSync(folder, { recursive: true, force: true })
  } catch {
    return
  }
  runs.forget(run.id)
}

/** On a drive that is not there: the copy may come back with it. One whose folder alone is missing was deleted with it. */
function isAway(copy: string): boolean {
  return !existsSync(dirname(copy)) && !existsSync(dirname(dirname(copy)))
}

function isCopyFromRun(copy: string, folder: string): boolean {
  const source = join(folder, basename(copy).replace(/\.tmp$/, ''))
  return existsSync(copy) && existsSync(source) && isBeginningOf(copy, source)
}

/** A copy may have been cut short. */
function isBeginningOf(copy: string, source: string): boolean {
  const copied = readFileSync(copy)
  return copied.equals(readFileSync(source).subarray(0, copied.length))
}

/** On opening a dossier: a run found being prepared never happened. */
export function discardUnfinishedRuns(dossierFolder: string, runs: RunRepository): void {
  for (const run of runs.preparing()) discardRun(dossierFolder, runs, run)
}
