import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../../shared/errors.ts'
import { readStatementFile } from './statement-reader.ts'
import type { ReaderAnswer } from './statement-thread.ts'

const { path } = workerData as { path: string }

function answer(): ReaderAnswer {
  try {
    return { ok: true, file: readStatementFile(readFileSync(path), basename(path)) }
  } catch (error) {
    return toFailure(error)
  }
}

parentPort!.postMessage(answer())
