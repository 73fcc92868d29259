import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReadFile } from '../../shared/bank/statement-rules.ts'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import { workerUrl } from '../worker-url.ts'
import { MAX_STATEMENT_BYTES } from './statement-limits.ts'

export type ReaderAnswer = { ok: true; file: ReadFile } | { ok: false; code: string; details: ErrorDetails }

/** No statement takes longer to read, or more memory; one that does has been made to. */
const TIME_LIMIT_MS = 60_000
const HEAP_LIMIT_MB = 512

/** Reads a bank's file in a thread of its own: everything hostile or slow about it happens there. */
export function readStatementInThread(path: string): Promise<ReadFile> {
  const file = basename(path)
  const size = sizeOf(path)
  if (size > MAX_STATEMENT_BYTES) throw new AppError('bank.too-large', { file, max: MAX_STATEMENT_BYTES / 1024 / 1024 })
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl('bank/statement-worker.ts'), { workerData: { path }, resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } })
    const timer = setTimeout(() => {
      reject(new AppError('bank.too-slow', { file }))
      void worker.terminate()
    }, TIME_LIMIT_MS)
    worker.once('message', (answer: ReaderAnswer) => {
      if (answer.ok) resolve(answer.file)
      else reject(new AppError(answer.code, answer.details))
    })
    worker.once('error', (error: Error & { code?: string }) => { reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('bank.too-long', { file }) : error) })
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new AppError('bank.too-long', { file }))
    })
  })
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    throw new AppError('bank.no-file', { file: path })
  }
}
