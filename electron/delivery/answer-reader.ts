import { basename } from 'node:path'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import type { AnswerFile } from './answer-file.ts'
import { ReadingThread, type ReadingLimits } from './reading-thread.ts'

export type AnswerEvent = { ok: true; file: AnswerFile } | { ok: false; code: string; details: ErrorDetails }

const LIMITS = { timeMs: 30_000, heapMb: 512 }

/** Reads files of answers in a thread of their own. */
export class AnswerReader {
  readonly #thread: ReadingThread<AnswerEvent>

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.#thread = new ReadingThread('delivery/answer-worker.ts', { ...LIMITS, ...limits })
  }

  /** AppError('answers.*', {file}) or ('import.*') for what is wrong with a workbook. */
  async read(path: string): Promise<AnswerFile> {
    const reading = await this.#thread.read(path)
    if ('ending' in reading) throw new AppError(`answers.${reading.ending}`, { file: basename(path) })
    if (!reading.answer.ok) throw new AppError(reading.answer.code, reading.answer.details)
    return reading.answer.file
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
