import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Handlers } from '../../shared/call.ts'
import type { documentContract, DocumentSummary } from '../../shared/documents/document-contract.ts'
import { isDocumentFile } from '../../shared/documents/document-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { DocumentStore } from './document-store.ts'

/** « Documents »: what the program has written below the dossier's folder. */
export function documentService(store: DocumentStore, folder: string): Handlers<typeof documentContract> {
  const get = (id: number): DocumentSummary & { path: string } => {
    const document = store.get(id)
    if (!document) throw new AppError('document.unknown')
    if (!isDocumentFile(document.file)) throw new AppError('document.outside', { file: document.file })
    return { ...document, path: join(folder, ...document.file.split('/')) }
  }
  return {
    list: (of) => store.list(of),
    get: ({ id }) => get(id),
    locate: async ({ id }) => {
      const { path, file, sha256 } = get(id)
      if (await hashOf(path, file) !== sha256) throw new AppError('document.altered', { file })
      return { path }
    },
    read: async ({ id }) => {
      const { path, file, sha256 } = get(id)
      const bytes = await readFile(path).catch((): never => { throw new AppError('document.missing', { file }) })
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new AppError('document.altered', { file })
      return new Uint8Array(bytes)
    },
    count: (of) => store.count(of),
  }
}

/** Piece by piece: what a run prints may be large. */
async function hashOf(path: string, file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash).catch((): never => { throw new AppError('document.missing', { file }) })
  return hash.digest('hex')
}
