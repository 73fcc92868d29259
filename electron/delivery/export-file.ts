import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { removeFiles, writeOnce } from './files.ts'
import { makeFolder } from './folders.ts'
import { freeFileNames } from './free-file-names.ts'
import { outFolderError, refuseMissingOutFolder } from './out-folder.ts'
import { systemCause } from './system-cause.ts'

/** Below a dossier's folder: tables and lists a person asked for. */
export const EXPORTS = 'documents/exports'

export interface ExportFile {
  /** The dossier's own */
  dossierFolder: string
  /** Below it, with `/` */
  folder: string
  /** Made safe for Windows, and told apart from the files already there */
  name: string
  extension: 'pdf' | 'xlsx' | 'xml'
  bytes: Uint8Array
  /** Receives a copy under the same name; none when null */
  outFolder: string | null
}

/** `file` is relative to the dossier, with `/`; `path` is the copy's, or the dossier's own without one. */
export interface WrittenExport { file: string; path: string; sha256: string; /** Every file there is now because of it, absolute */ created: string[] }

/** Writes a document of the dossier and, when asked, its copy in the output folder. A failure leaves neither. Errors as OutputFile, AppError('document.folder-not-made') and ('reminder.out-folder'). */
export async function writeExport({ dossierFolder, folder, name, extension, bytes, outFolder }: ExportFile): Promise<WrittenExport> {
  refuseMissingOutFolder(outFolder)
  const ownFolder = join(dossierFolder, ...folder.split('/'))
  try {
    makeFolder(ownFolder)
  } catch (error) {
    throw new AppError('document.folder-not-made', { folder: ownFolder, ...systemCause(error) })
  }
  const [fileName] = freeFileNames([name], extension, outFolder === null ? [ownFolder] : [ownFolder, outFolder])
  const own = join(ownFolder, fileName!)
  const copy = outFolder === null ? null : join(outFolder, fileName!)
  // the copy first, what makes it a document of the dossier last: a failure leaves the dossier as it was
  if (copy !== null) await writeOnce(copy, bytes).catch((error: unknown) => { throw outFolderError(outFolder!, error) })
  const sha256 = await writeOnce(own, bytes).catch((error: unknown) => {
    if (copy !== null) rmSync(copy, { force: true })
    throw error
  })
  return { file: `${folder}/${fileName!}`, path: copy ?? own, sha256, created: copy === null ? [own] : [own, copy] }
}

/** Writes such a file and keeps it as a document. A failure leaves neither. `file` is the copy's path, or the dossier's own without one. */
export async function keepExport({ folder, addDocument }: { folder: string; addDocument(document: NewDocument): number }, written: Omit<ExportFile, 'dossierFolder'>, document: Pick<NewDocument, 'kind' | 'title' | 'pages' | 'customerId'>): Promise<{ documentId: number; file: string }> {
  const { file, path, sha256, created } = await writeExport({ dossierFolder: folder, ...written })
  try {
    return { documentId: addDocument({ ...document, file, sha256, runId: null }), file: path }
  } catch (error) {
    await removeFiles(created)
    throw error
  }
}
