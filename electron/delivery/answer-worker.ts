import { parentPort } from 'node:worker_threads'
import { toFailure } from '../../shared/errors.ts'
import { readAnswerFile } from './answer-file.ts'
import type { AnswerEvent } from './answer-reader.ts'

const post = (event: AnswerEvent): void => parentPort!.postMessage(event)

/** Reads files off the office's thread: everything hostile or slow about a file happens here. */
parentPort!.on('message', (path: string) => {
  readAnswerFile(path).then((file) => post({ ok: true, file }), (error: unknown) => post(toFailure(error)))
})
