import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../shared/errors.ts'
import type { TextEncoding } from '../../shared/imports/encoding-rules.ts'
import { readFecHeader } from '../../shared/imports/fec-rules.ts'
import { parseFec } from './fec-parser.ts'
import type { ReaderEvent, ReaderTask, ReadLedger } from './import-reader.ts'
import { LedgerSpool } from './ledger-spool.ts'
import { answerLots, type CalculationTask } from './ledger-thread.ts'
import { firstLine, inspectFile } from './text-file.ts'

const post = (event: ReaderEvent): void => parentPort!.postMessage(event)

/** Lines of the ledger read last */
let spool = new LedgerSpool()

/** Reads files off the office's thread: everything hostile or slow about a file happens here. */
parentPort!.on('message', (task: ReaderTask | CalculationTask) => {
  if (task.type === 'calculate') answerLots(task, spool)
  else run(task).then((result) => post({ type: 'done', result }), (error: unknown) => {
    const { code, details } = toFailure(error)
    post({ type: 'failed', code, details })
  })
})

async function run(task: ReaderTask): Promise<unknown> {
  if (task.type === 'inspect') return inspect(task.path, task.encoding)
  if (task.type === 'fec') {
    spool = new LedgerSpool()
    const summary = parseFec(task.path, task.facts, task.options, { spool, wanted: task.wanted, progress: progressPoster() })
    return { summary, customers: spool.customers } satisfies ReadLedger
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
  // chosen by a person, who has seen what it gives
  return { facts: wanted === undefined ? facts : { ...facts, oddWord: null }, isFec: readFecHeader(firstLine(path, encoding)) !== 'not-fec' }
}
