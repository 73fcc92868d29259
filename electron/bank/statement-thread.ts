import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ReadFile } from '../../shared/bank/statement-rules.ts'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import { ReadingThread } from '../delivery/reading-thread.ts'
import { MAX_STATEMENT_BYTES } from './statement-limits.ts'

export type ReaderAnswer = { ok: true; file: ReadFile } | { ok: false; code: string; details: ErrorDetails }

const LIMITS = { timeMs: 60_000, heapMb: 512 }

/** Reads a bank's file in a thread of its own: everything hostile or slow about it happens there. */
export async function readStatementInThread(path: string): Promise<ReadFile> {
  const file = basename(path)
  if (sizeOf(path) > MAX_STATEMENT_BYTES) throw new AppError('bank.too-large', { file, max: MAX_STATEMENT_BYTES / 1024 / 1024 })
  const thread = new ReadingThread<ReaderAnswer>('bank/statement-worker.ts', LIMITS)
  try {
    const reading = await thread.read(path)
    if ('ending' in reading) throw new AppError(reading.ending === 'too-slow' ? 'bank.too-slow' : 'bank.too-long', { file })
    if (!reading.answer.ok) throw new AppError(reading.answer.code, reading.answer.details)
    return reading.answer.file
  } finally {
    await thread.close()
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    throw new AppError('bank.no-file', { file: path })
  }
}
