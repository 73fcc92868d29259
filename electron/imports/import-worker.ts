import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../shared/errors.ts'
import type { TextEncoding } from '../../shared/imports/encoding-rules.ts'
import { readFecHeader } from '../../shared/imports/fec-rules.ts'
import { parseFec } from './fec-parser.ts'
import type { ReaderEvent, ReaderTask } from './import-reader.ts'
import { firstLine, inspectFile } from './text-file.ts'

const post = (event: ReaderEvent): void => parentPort!.postMessage(event)

/** Reads files off the office's thread: everything hostile or slow about a file happens here. */
parentPort!.on('message', (task: ReaderTask) => {
  run(task).then((result) => post({ type: 'done', result }), (error: unknown) => {
    const { code, details } = toFailure(error)
    post({ type: 'failed', code, details })
  })
})

async function run(task: ReaderTask): Promise<unknown> {
  if (task.type === 'inspect') return inspect(task.path, task.encoding)
  if (task.type === 'fec') {
    return parseFec(task.path, task.facts, task.options, {
      spool: (block, customers) => parentPort!.postMessage({ type: 'spool', block, customers } satisfies ReaderEvent, [block.bytes.buffer]),
      progress: progressPoster(),
    })
  }
  // loaded when needed: a ledger's memory is counted
  const { readTable } = await import('../delivery/spreadsheet-reader.ts')
  return readTable(task.path, task.facts, task.options)
}

/** Bytes between two reports of progress; a block is much smaller. */
const PROGRESS_BYTES = 1 << 20

function progressPoster(): (bytes: number) => void {
  let posted = -PROGRESS_BYTES
  return (bytes) => {
    if (bytes - posted < PROGRESS_BYTES) return
    posted = bytes
    post({ type: 'progress', bytes })
  }
}

function inspect(path: string, wanted: TextEncoding | undefined): unknown {
  const facts = inspectFile(path)
  if (facts.isZip) return { facts, isFec: false }
  const encoding = wanted ?? facts.encoding
  if (encoding === null) throw new AppError('import.binary', { file: facts.fileName })
  return { facts, isFec: readFecHeader(firstLine(path, encoding)) !== 'not-fec' }
}
