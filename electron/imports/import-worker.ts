import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../shared/errors.ts'
import { readFecHeader } from '../../shared/imports/fec-rules.ts'
import { readTable } from '../delivery/spreadsheet-reader.ts'
import { parseFec } from './fec-parser.ts'
import type { ReaderEvent, ReaderTask } from './import-reader.ts'
import { firstLine, inspectFile } from './text-file.ts'

/** Reads files off the office's thread: everything hostile or slow about a file happens here. */
parentPort?.on('message', (task: ReaderTask) => {
  const post = (event: ReaderEvent): void => parentPort!.postMessage(event)
  run(task, post).catch((error: unknown) => {
    const { code, details } = toFailure(error)
    post({ type: 'failed', code, details })
  })
})

async function run(task: ReaderTask, post: (event: ReaderEvent) => void): Promise<void> {
  if (task.type === 'inspect') {
    const facts = inspectFile(task.path)
    if (facts.isZip) { post({ type: 'done', result: { facts, isFec: false } }); return; }
    const encoding = task.encoding ?? facts.encoding
    if (encoding === null) throw new AppError('import.binary', { file: facts.fileName })
    post({ type: 'done', result: { facts, isFec: readFecHeader(firstLine(task.path, encoding)) !== 'not-fec' } }); return;
  }
  if (task.type === 'table') { post({ type: 'done', result: await readTable(task.path, task.facts, task.options) }); return; }
  post({ type: 'done', result: parseFec(task.path, task.facts, task.options, {
    spool: (parts, customers) => post({ type: 'spool', parts, customers }),
    progress: (bytes) => post({ type: 'progress', bytes }),
  }) })
}
