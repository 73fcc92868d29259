import { Worker } from 'node:worker_threads'
import { workerUrl } from '../worker-url.ts'

/** What a file may take; one that takes more has been made to. */
export interface ReadingLimits {
  timeMs: number
  heapMb: number
  /** What is unpacked lies outside the heap, which alone has a limit of its own */
  externalBytes: number
}

const EXTERNAL_LIMIT_BYTES = 400 * 1024 * 1024
const WATCH_EVERY_MS = 50

/** What the thread answered of a file, or why it was ended; `cause` is for a technical detail. */
export type Reading<Answer> = { answer: Answer } | { ending: 'too-slow' | 'too-complex'; cause: string }

/** Files, read one after the other off the office's thread. A file that takes too much ends its thread; the next one gets another. */
export class ReadingThread<Answer, File extends string | Uint8Array = string> {
  readonly #limits: ReadingLimits
  readonly #start: () => Worker
  #worker: Worker | null = null

  /** @param entry the worker: it answers each message (a file's path, or its bytes) with one */
  constructor(entry: string, limits: Omit<ReadingLimits, 'externalBytes'> & Partial<ReadingLimits>, start = () => new Worker(workerUrl(entry), { stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } })) {
    this.#limits = { externalBytes: EXTERNAL_LIMIT_BYTES, ...limits }
    this.#start = start
  }

  read(file: File): Promise<Reading<Answer>> {
    const worker = (this.#worker ??= this.#started())
    return new Promise((resolve) => {
      let isFinished = false
      const finish = (reading: Reading<Answer>): void => {
        isFinished = true
        clearTimeout(timer)
        clearInterval(watch)
        worker.off('message', onAnswer).off('error', onError).off('exit', onExit)
        resolve(reading)
      }
      const giveUp = (ending: 'too-slow' | 'too-complex', cause: string): void => {
        // how much memory there is may be answered once the thread is at the next file
        if (isFinished) return
        finish({ ending, cause })
        void this.close()
      }
      const onAnswer = (answer: Answer): void => finish({ answer })
      const onError = (error: Error): void => giveUp('too-complex', error.message)
      const onExit = (code: number): void => giveUp('too-complex', `exit ${code}`)
      const timer = setTimeout(() => giveUp('too-slow', `more than ${this.#limits.timeMs} ms`), this.#limits.timeMs)
      const watch = setInterval(() => { void externalBytes(worker).then((bytes) => { if (bytes > this.#limits.externalBytes) giveUp('too-complex', `${bytes} bytes`) }) }, WATCH_EVERY_MS)
      worker.on('message', onAnswer).on('error', onError).on('exit', onExit)
      worker.postMessage(file)
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #started(): Worker {
    const worker = this.#start()
    // what libraries print about a damaged file is for nobody
    worker.stdout.resume()
    worker.stderr.resume()
    // an error nobody waits for, as of a thread being ended, must not end the office
    return worker.on('error', () => undefined)
  }
}

/** Of the thread and not of the process, in which letters may be printed meanwhile. Answered between two instructions of the thread, however busy it is; 0 of one that has ended. */
const externalBytes = (worker: Worker): Promise<number> => worker.getHeapStatistics().then(({ external_memory: bytes }) => bytes, () => 0)
