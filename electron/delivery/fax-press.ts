import type { Worker } from 'node:worker_threads'
import { ReadingThread, type ReadingLimits } from './reading-thread.ts'

/** A document as a fax. */
export interface Fax { tiff: Uint8Array<ArrayBuffer>; pages: number }

/** `refused`: PDFium says that it is no PDF. `failure`: of the machine, not of the document. */
export type FaxEvent = Fax | { refused: true } | { failure: string }

/** A page takes a tenth of a second, and no document of the program has more than a few. */
const LIMITS = { timeMs: 20_000, heapMb: 512 }

/** Makes of PDFs what a fax gateway that takes TIFF alone wants (see faxTiff), one after the other in a thread of its own, which lives until `close`. */
export class FaxPress {
  readonly #thread: ReadingThread<FaxEvent, Uint8Array>
  #latest: Promise<unknown> = Promise.resolve()

  constructor(limits: Partial<ReadingLimits> = {}, start?: () => Worker) {
    this.#thread = new ReadingThread('delivery/fax-worker.ts', { ...LIMITS, ...limits }, start)
  }

  /**
   * null when it is no PDF. What else goes wrong is tried once more in a new thread, then throws: that another document could be drawn on this machine is
   * not to be hoped for, and those that wait get the same error.
   * @param before called when its turn has come; what it throws is thrown to all that wait
   */
  faxOf(pdf: Uint8Array, before: () => void = () => undefined): Promise<Fax | null> {
    const drawing = this.#latest.then(() => {
      before()
      return this.#drawn(pdf)
    })
    this.#latest = drawing
    return drawing
  }

  close(): Promise<void> {
    return this.#thread.close()
  }

  async #drawn(pdf: Uint8Array): Promise<Fax | null> {
    const first = await this.#tried(pdf)
    const event = 'failure' in first ? await this.#tried(pdf) : first
    if ('failure' in event) throw new Error(event.failure)
    return 'refused' in event ? null : event
  }

  async #tried(pdf: Uint8Array): Promise<FaxEvent> {
    const reading = await this.#thread.read(pdf)
    const event = 'answer' in reading ? reading.answer : { failure: reading.cause }
    // nothing of what PDFium left half done may draw the next one
    if (!('tiff' in event)) await this.close()
    return event
  }
}
