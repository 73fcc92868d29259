import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import { backupName, expiredBackups, isBackupDue, newestBackup, type BackupOccasion, type BackupState } from '../../shared/dossiers/backup-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { backupDatabase } from '../db/backup.ts'
import { DATABASE_FILE, type Sql } from '../db/database.ts'
import { makeFolder } from '../delivery/folders.ts'
import { systemCause } from '../delivery/system-cause.ts'

/** Below the dossier's folder. */
export const BACKUPS = 'backups'

/** Writes a verified copy below `backups/`, then lets the expired ones go. Returns the copy's path. */
export function backUp(sql: Sql, folder: string): string {
  const backups = join(folder, BACKUPS)
  const file = join(backups, backupName(systemNow()))
  try {
    makeFolder(backups)
    for (const name of readdirSync(backups)) if (name.endsWith('.sqlite.partial')) rmSync(join(backups, name), { force: true })
    // so that a write of later is told by the file's time: see hasChangedSince
    sql.pragma('wal_checkpoint(TRUNCATE)')
    backupDatabase(sql, file)
  } catch (error) {
    throw new AppError('dossier.backup-failed', { file, ...systemCause(error) })
  }
  removeExpired(backups)
  return file
}

/** The same when it is due, without anybody asking. Returns the copy's path, or null when none was due. Throws AppError('dossier.backup-failed'), the dossier untouched. */
export function backUpIfDue(sql: Sql, folder: string, occasion: BackupOccasion): string | null {
  return isBackupDue(occasion, backupState(sql, folder), systemNow()) ? backUp(sql, folder) : null
}

function backupState(sql: Sql, folder: string): BackupState {
  const backups = join(folder, BACKUPS)
  const lastName = existsSync(backups) && statSync(backups).isDirectory() ? newestBackup(readdirSync(backups)) : null
  return {
    isEmpty: sql.prepare('SELECT NOT EXISTS (SELECT 1 FROM organisation)').pluck().get() === 1,
    hasChanged: lastName === null || hasChangedSince(folder, join(backups, lastName)),
    bytes: statSync(join(folder, DATABASE_FILE)).size,
    lastName,
  }
}

/** Every write goes to the log file first, and from there to the dossier's own. */
function hasChangedSince(folder: string, backup: string): boolean {
  const log = statSync(join(folder, `${DATABASE_FILE}-wal`), { throwIfNoEntry: false })
  return (log !== undefined && log.size > 0) || statSync(join(folder, DATABASE_FILE)).mtimeMs >= statSync(backup).mtimeMs
}

/** One that is held (an antivirus reading it) goes another time. */
function removeExpired(backups: string): void {
  for (const name of expiredBackups(readdirSync(backups))) {
    try {
      rmSync(join(backups, name), { force: true })
    } catch {
      continue
    }
  }
}
