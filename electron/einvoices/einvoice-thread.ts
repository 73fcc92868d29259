import { Worker } from 'node:worker_threads'
import type { Einvoice } from '../../shared/einvoices/einvoice-rules.ts'
import type { ErrorDetails } from '../../shared/errors.ts'
import { workerUrl } from '../worker-url.ts'

interface Failure { code: string; details: ErrorDetails }
/** A file as it was read: its invoice, or why there is none. */
export type ReaderAnswer = { sha256: string; isPdf: boolean; sizeBytes: number } & ({ invoice: Einvoice } | { failure: Failure })

/** No invoice takes longer to read, or more memory; one that does has been made to. */
const TIME_LIMIT_MS = 20_000
const HEAP_LIMIT_MB = 384
/** What is unpacked lies outside the heap, which alone has a limit of its own: that of the thread is watched as well. Of the thread and not of the process, in which letters may be printed meanwhile. */
const EXTERNAL_LIMIT_BYTES = 400 * 1024 * 1024
const WATCH_EVERY_MS = 50

const refused = (code: string): ReaderAnswer => ({ sha256: '', isPdf: false, sizeBytes: 0, failure: { code, details: {} } })

/** What libraries print about a damaged file goes nowhere; an error nobody waits for, as of a thread being ended, must not end the office. */
const startWorker = (): Worker => new Worker(workerUrl('einvoices/einvoice-worker.ts'), { stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } }).on('error', () => undefined)

/** Files being read in a thread of its own, one after the other. A file that takes too much ends its thread; the next one gets another. */
export class EinvoiceThread {
  readonly #start: () => Worker
  #worker: Worker | null = null

  constructor(start = startWorker) {
    this.#start = start
  }

  read(path: string): Promise<ReaderAnswer> {
    const worker = (this.#worker ??= this.#start())
    return new Promise((resolve) => {
      const finish = (answer: ReaderAnswer): void => {
        clearTimeout(timer)
        clearInterval(watch)
        worker.off('message', finish).off('error', onEnd).off('exit', onEnd)
        resolve(answer)
      }
      const giveUp = (code: string): void => {
        finish(refused(code))
        void this.close()
      }
      const timer = setTimeout(() => giveUp('einvoices.too-slow'), TIME_LIMIT_MS)
      const watch = setInterval(() => { void this.#externalBytes(worker).then((bytes) => { if (bytes > EXTERNAL_LIMIT_BYTES) giveUp('einvoices.too-complex') }) }, WATCH_EVERY_MS)
      const onEnd = (): void => giveUp('einvoices.too-complex')
      worker.on('message', finish).on('error', onEnd).on('exit', onEnd)
      worker.postMessage(path)
    })
  }

  /** Answered between two instructions of the thread, however busy it is; 0 of one that has ended. */
  async #externalBytes(worker: Worker): Promise<number> {
    return worker.getHeapStatistics().then(({ external_memory: bytes }) => bytes, () => 0)
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}
