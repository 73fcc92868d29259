import { ReadingThread, type ReadingLimits } from './reading-thread.ts'

/** null: the file could not be drawn. */
export interface FaxEvent { tiff: Uint8Array<ArrayBuffer> | null }

/** Two hundred pages take 20 s; nothing the program writes is near that. */
const LIMITS = { timeMs: 120_000, heapMb: 512 }

/** Makes of PDFs what a fax gateway that takes TIFF alone wants (see faxTiff), one after the other in a thread of its own, which lives until `close`. */
export class FaxPress {
  readonly #thread: ReadingThread<FaxEvent, Uint8Array>
  #latest: Promise<unknown> = Promise.resolve()

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.#thread = new ReadingThread('delivery/fax-worker.ts', { ...LIMITS, ...limits })
  }

  /** null when it cannot be drawn, or not within the limits. */
  async tiffOf(pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
    const reading = this.#latest.then(() => this.#thread.read(pdf))
    this.#latest = reading
    const outcome = await reading
    return 'ending' in outcome ? null : outcome.answer.tiff
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
