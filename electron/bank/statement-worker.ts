import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { toFailure } from '../../shared/errors.ts'
import { readStatementFile } from './statement-reader.ts'
import type { ReaderAnswer } from './statement-thread.ts'

function answer(path: string): ReaderAnswer {
  try {
    return { ok: true, file: readStatementFile(readFileSync(path), basename(path)) }
  } catch (error) {
    return toFailure(error)
  }
}

parentPort!.on('message', (path: string) => { parentPort!.postMessage(answer(path)) })
