import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers } from '../../shared/call.ts'
import type { documentContract, DocumentSummary } from '../../shared/documents/document-contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { DocumentStore } from './document-store.ts'

/** « Boîte d'envoi »: what the program has written below the dossier's folder. */
export function documentService(store: DocumentStore, folder: string): Handlers<typeof documentContract> {
  const get = (id: number): DocumentSummary & { path: string } => {
    const document = store.get(id)
    if (!document) throw new AppError('document.unknown')
    return { ...document, path: join(folder, ...document.file.split('/')) }
  }
  return {
    list: ({ runId, customerId }) => store.list(runId, customerId),
    get: ({ id }) => get(id),
    read: async ({ id }) => {
      const { path, file, sha256 } = get(id)
      const bytes = await readFile(path).catch((): never => { throw new AppError('document.missing', { file }) })
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new AppError('document.altered', { file })
      return new Uint8Array(bytes)
    },
    count: () => store.count(),
  }
}
