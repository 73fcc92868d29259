import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import { backupInstant, isBackup } from '../../shared/dossiers/backup-rules.ts'
import type { BackupSummary } from '../../shared/dossiers/dossier-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { integrityProblems, lastImportIn, verifyBackup } from '../db/backup.ts'
import { DATABASE_FILE, openDatabase, OpenError, PARTIAL_FILES } from '../db/database.ts'
import { renameDurably } from '../db/durable-rename.ts'
import { makeFolder } from '../delivery/folders.ts'
import { backUp, BACKUPS } from './dossier-backup.ts'

/** Called with the copy of a backup, sound and alone, before it becomes a dossier again. */
export type BeforeReturn = (file: string) => void

const COMPANIONS = ['-wal', '-shm', '-journal']

/** The backups of a dossier, newest first; of one that cannot be opened too. */
export function listBackups(folder: string): BackupSummary[] {
  const backups = join(folder, BACKUPS)
  if (!existsSync(backups) || !statSync(backups).isDirectory()) return []
  return readdirSync(backups).filter(isBackup).sort().reverse().map((name) => {
    const file = join(backups, name)
    return { name, madeAt: backupInstant(name), bytes: statSync(file).size, lastImportName: lastImportIn(file) }
  })
}

/**
 * Puts the backup in the place of a dossier's file. The present state becomes one more backup, so that restoring can be undone the same way;
 * a file that is no sound dossier any more keeps its bytes beside, as `relais.sqlite.damaged-…`. The dossier must be closed.
 * Throws AppError dossier.backup-unknown, .backup-unsound, .backup-failed and OpenError, the dossier as it was.
 */
export async function restoreInPlace(folder: string, name: string, beforeReturn: BeforeReturn): Promise<void> {
  await withCopy(folder, backupFile(folder, name), folder, beforeReturn, (copy) => {
    const aside = setAside(folder)
    try {
      // a log that outlived its file would be played into the other
      for (const suffix of COMPANIONS) rmSync(join(folder, DATABASE_FILE + suffix), { force: true })
      renameDurably(copy, join(folder, DATABASE_FILE))
    } catch (error) {
      aside.takeBack()
      throw error
    }
  })
}

/** Makes a dossier of the backup in another folder, with the letters as they are now. The dossier itself is not touched. */
export async function restoreInto(folder: string, name: string, target: string, beforeReturn: BeforeReturn): Promise<void> {
  const file = backupFile(folder, name)
  const isNew = !existsSync(target)
  try {
    makeFolder(join(target, BACKUPS))
    await withCopy(folder, file, target, beforeReturn, async (copy) => {
      const documents = join(folder, 'documents')
      if (existsSync(documents)) await cp(documents, join(target, 'documents'), { recursive: true, errorOnExist: true, force: false })
      // what makes it a dossier comes last
      renameDurably(copy, join(target, DATABASE_FILE))
    })
  } catch (error) {
    if (isNew) rmSync(target, { recursive: true, force: true })
    throw error
  }
}

function backupFile(folder: string, name: string): string {
  const file = join(folder, BACKUPS, name)
  // a name, never a path
  if (!isBackup(name) || !existsSync(file)) throw new AppError('dossier.backup-unknown', { folder, name })
  return file
}

/** What is checked is what will be used. */
async function withCopy(folder: string, file: string, target: string, beforeReturn: BeforeReturn, use: (copy: string) => void | Promise<void>): Promise<void> {
  const copy = join(target, PARTIAL_FILES[0]!)
  const removeCopy = (): void => { for (const partial of PARTIAL_FILES) rmSync(join(target, partial), { force: true }) }
  try {
    removeCopy()
    copyFileSync(file, copy)
    if (!verifyBackup(copy)) throw new AppError('dossier.backup-unsound', { folder, file })
    beforeReturn(copy)
    await use(copy)
  } finally {
    removeCopy()
  }
}

function setAside(folder: string): { takeBack(): void } {
  if (!existsSync(join(folder, DATABASE_FILE))) return { takeBack: () => undefined }
  return keepAsBackup(folder) ? { takeBack: () => undefined } : moveDamaged(folder)
}

/** False when the present file is not sound enough to be copied. */
function keepAsBackup(folder: string): boolean {
  try {
    const sql = openDatabase(folder, (former) => backUp(former, folder))
    try {
      if (integrityProblems(sql).length > 0) return false
      backUp(sql, folder)
      return true
    } finally {
      sql.close()
    }
  } catch (error) {
    if (error instanceof OpenError && ['damaged', 'not-a-dossier'].includes(error.problem)) return false
    throw error
  }
}

function moveDamaged(folder: string): { takeBack(): void } {
  const suffix = `.damaged-${systemNow().replaceAll(/[:.]/g, '-')}`
  const present = [DATABASE_FILE, ...COMPANIONS.map((companion) => DATABASE_FILE + companion)].map((name) => join(folder, name)).filter((file) => existsSync(file))
  for (const file of present) renameSync(file, file + suffix)
  return { takeBack: () => { for (const file of present) renameSync(file + suffix, file) } }
}
