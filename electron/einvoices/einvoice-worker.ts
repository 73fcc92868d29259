import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../shared/errors.ts'
import type { Einvoice } from '../../shared/einvoices/einvoice-rules.ts'
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
  const facts = { sha256: createHash('sha256').update(bytes).digest('hex'), isPdf: bytes.subarray(0, 1024).includes('%PDF-'), sizeBytes: bytes.length }
  try {
    return { ...facts, invoice: await readInvoice(bytes, facts.isPdf) }
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

/** Libraries are loaded for the file that needs them. */
async function readInvoice(bytes: Buffer, isPdf: boolean): Promise<Einvoice> {
  const { readEinvoice } = await import('./einvoice-reader.ts')
  if (!isPdf) return readEinvoice(bytes)
  const [{ readPdfAttachments }, { invoiceInPdf }] = [await import('../delivery/pdf-attachments.ts'), await import('./invoice-in-pdf.ts')]
  return readEinvoice(invoiceInPdf(await readPdfAttachments(bytes)).read())
}
