import type { Worker } from 'node:worker_threads'
import type { Einvoice } from '../../shared/einvoices/einvoice-rules.ts'
import type { ErrorDetails } from '../../shared/errors.ts'
import { ReadingThread } from '../delivery/reading-thread.ts'

interface Failure { code: string; details: ErrorDetails }
/** A file as it was read: its invoice, or why there is none. */
export type ReaderAnswer = { sha256: string; isPdf: boolean; sizeBytes: number } & ({ invoice: Einvoice } | { failure: Failure })

/** Reads e-invoices in a thread of their own. */
export class EinvoiceThread {
  readonly #thread: ReadingThread<ReaderAnswer>

  constructor(start?: () => Worker) {
    this.#thread = new ReadingThread('einvoices/einvoice-worker.ts', { timeMs: 20_000, heapMb: 384 }, start)
  }

  async read(path: string): Promise<ReaderAnswer> {
    const reading = await this.#thread.read(path)
    return 'answer' in reading ? reading.answer : { sha256: '', isPdf: false, sizeBytes: 0, failure: { code: `einvoices.${reading.ending}`, details: {} } }
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
