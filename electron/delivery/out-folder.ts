import { statSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { systemCause } from './system-cause.ts'

/** The output folder's own error: those of the dossier are others. */
export function outFolderError(folder: string, error: unknown): AppError {
  return new AppError('reminder.out-folder', { folder, ...systemCause(error) })
}

/** Throws AppError('reminder.out-folder') before anything is begun. */
export function refuseMissingOutFolder(folder: string | null): void {
  if (folder === null) return
  try {
    if (statSync(folder).isDirectory()) return
  } catch (error) {
    throw outFolderError(folder, error)
  }
  throw outFolderError(folder, { code: 'ENOTDIR' })
}
