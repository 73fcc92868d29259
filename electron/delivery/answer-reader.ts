import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import { workerUrl } from '../worker-url.ts'
import type { AnswerFile } from './answer-file.ts'

export interface AnswerTask { path: string }
export type AnswerEvent = { ok: true; file: AnswerFile } | { ok: false; code: string; details: ErrorDetails }

/** No file takes longer to read; one that does has been made to. */
const TIME_LIMIT_MS = 30_000
const HEAP_LIMIT_MB = 512
/** What is unpacked lies outside the heap, which alone has a limit of its own: the process is watched as well. */
const GROWTH_LIMIT_BYTES = 400 * 1024 * 1024
const WATCH_EVERY_MS = 50

/** Reads files of answers one after the other in a thread of its own, with a cap on its memory and its time; one that breaks the thread keeps no other from being read. */
export class AnswerReader {
  readonly #timeLimitMs: number
  readonly #growthLimitBytes: number
  #worker: Worker | null = null

  constructor(timeLimitMs = TIME_LIMIT_MS, growthLimitBytes = GROWTH_LIMIT_BYTES) {
    this.#timeLimitMs = timeLimitMs
    this.#growthLimitBytes = growthLimitBytes
  }

  /** AppError('answers.*', {file}) or ('import.*') for what is wrong with a workbook. */
  async read(path: string): Promise<AnswerFile> {
    const file = basename(path)
    const worker = (this.#worker ??= startWorker())
    const memoryBefore = process.memoryUsage.rss()
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        clearInterval(watch)
        worker.off('message', onMessage).off('error', onBreak).off('exit', onBreak)
        settle()
      }
      /** What it holds is lost: the next file gets another. */
      const breakOff = (code: string): void => finish(() => {
        this.#worker = null
        void worker.terminate()
        reject(new AppError(code, { file }))
      })
      const onMessage = (event: AnswerEvent): void => finish(() => (event.ok ? resolve(event.file) : reject(new AppError(event.code, event.details))))
      const onBreak = (): void => breakOff('answers.too-complex')
      const timer = setTimeout(() => breakOff('answers.too-slow'), this.#timeLimitMs)
      const watch = setInterval(() => { if (process.memoryUsage.rss() - memoryBefore > this.#growthLimitBytes) breakOff('answers.too-complex') }, WATCH_EVERY_MS)
      worker.on('message', onMessage).on('error', onBreak).on('exit', onBreak)
      worker.postMessage({ path } satisfies AnswerTask)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }
}

function startWorker(): Worker {
  const worker = new Worker(workerUrl('delivery/answer-worker.ts'), { resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB }, stdout: true, stderr: true })
  // the libraries' remarks about broken files are for nobody
  worker.stdout.resume()
  worker.stderr.resume()
  // between two files nobody else listens, and an error nobody listens to would end the office
  worker.on('error', () => undefined)
  return worker
}
