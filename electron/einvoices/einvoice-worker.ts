import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../shared/errors.ts'
import { isPdf, readInvoiceFile } from './einvoice-file.ts'
import type { ReaderAnswer } from './einvoice-thread.ts'

const MAX_MEGABYTES = 30

/** Reads files off the office's thread: everything hostile or slow about one happens here. */
parentPort!.on('message', (path: string) => {
  answer(path).then((message) => parentPort!.postMessage(message), (error: unknown) => {
    const { code, details } = toFailure(error)
    parentPort!.postMessage({ failure: { code, details }, sha256: '', isPdf: false, sizeBytes: 0 } satisfies ReaderAnswer)
  })
})

async function answer(path: string): Promise<ReaderAnswer> {
  const bytes = readWhole(path)
  const facts = { sha256: createHash('sha256').update(bytes).digest('hex'), isPdf: isPdf(bytes), sizeBytes: bytes.length }
  try {
    return { ...facts, invoice: await readInvoiceFile(bytes) }
  } catch (error) {
    const { code, details } = toFailure(error)
    return { ...facts, failure: { code, details } }
  }
}

function readWhole(path: string): Buffer {
  const size = statSync(path, { throwIfNoEntry: false })
  if (!size?.isFile()) throw new AppError('einvoices.missing-file')
  if (size.size > MAX_MEGABYTES * 1024 * 1024) throw new AppError('einvoices.too-large', { size: Math.ceil(size.size / 1024 / 1024), max: MAX_MEGABYTES })
  try {
    return readFileSync(path)
  } catch {
    throw new AppError('einvoices.missing-file')
  }
}
