import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemNow } from '../../shared/date.ts'
import { backupName, expiredBackups } from '../../shared/dossiers/backup-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { backupDatabase } from '../db/backup.ts'
import type { Sql } from '../db/database.ts'

/** Writes a verified copy below `backups/`, then lets the expired ones go. Returns the copy's path. */
export function backUp(sql: Sql, folder: string): string {
  const backups = join(folder, 'backups')
  const file = join(backups, backupName(systemNow()))
  try {
    mkdirSync(backups, { recursive: true })
    for (const name of readdirSync(backups)) if (name.endsWith('.sqlite.partial')) rmSync(join(backups, name), { force: true })
    backupDatabase(sql, file)
  } catch (error) {
    throw new AppError('dossier.backup-failed', { file, cause: error instanceof Error ? error.message : String(error) })
  }
  for (const name of expiredBackups(readdirSync(backups))) rmSync(join(backups, name), { force: true })
  return file
}
