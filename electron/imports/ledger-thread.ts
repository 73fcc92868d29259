import { MessageChannel, receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads'
import { AppError, toFailure, type ErrorDetails } from '../../shared/errors.ts'
import type { LedgerCalculator } from './fec-import.ts'
import { LedgerCalculation, type LedgerAccount, type LedgerBasis, type LotAnswer } from './ledger-calculation.ts'
import type { LedgerSpool } from './ledger-spool.ts'

export interface CalculationTask { type: 'calculate'; basis: LedgerBasis; port: MessagePort; answered: Int32Array<SharedArrayBuffer> }

type ThreadAnswer = LotAnswer | { type: 'failed'; code: string; details: ErrorDetails }

/** No lot takes longer; one that does has been made to. */
const TIME_LIMIT_MS = 300_000
/** « Annuler », and whether the thread is still there, are looked at that often while waiting. */
const WAIT_MS = 100

/** A ledger worked out in the thread that has read it. The office waits without giving its own thread up: its transaction is open, and no other call may come between. */
export class LedgerThread implements LedgerCalculator {
  private readonly worker: Worker
  private readonly fileName: string
  private readonly throwIfCancelled: () => void
  private readonly channel = new MessageChannel()
  /** How many answers have been posted, so that waiting wakes at the next */
  private readonly answered = new Int32Array(new SharedArrayBuffer(4))

  constructor(worker: Worker, fileName: string, throwIfCancelled: () => void) {
    this.worker = worker
    this.fileName = fileName
    this.throwIfCancelled = throwIfCancelled
  }

  begin(basis: LedgerBasis): void {
    const { port2 } = this.channel
    this.worker.postMessage({ type: 'calculate', basis, port: port2, answered: this.answered } satisfies CalculationTask, [port2])
  }

  ask(lot: LedgerAccount[]): void {
    this.channel.port1.postMessage(lot)
  }

  take(): LotAnswer {
    for (let waited = 0; waited < TIME_LIMIT_MS; waited += WAIT_MS) {
      const answered = Atomics.load(this.answered, 0)
      const received = receiveMessageOnPort(this.channel.port1) as { message: ThreadAnswer } | undefined
      if (received?.message.type === 'failed') throw new AppError(received.message.code, received.message.details)
      if (received) return received.message
      if (this.hasStopped()) throw new AppError('import.too-complex', { file: this.fileName })
      Atomics.wait(this.answered, 0, answered, WAIT_MS)
      this.throwIfCancelled()
    }
    throw new AppError('import.too-slow', { file: this.fileName })
  }

  /** A thread killed for its memory cannot say so, and its 'exit' event only comes once the office is done waiting: a loop that is no more has no idle time. */
  private hasStopped(): boolean {
    const { idle, active } = this.worker.performance.eventLoopUtilization()
    return idle < 0 || active === 0
  }

  close(): void {
    this.channel.port1.close()
  }
}

/** The thread's side: works out each lot as it comes. */
export function answerLots({ basis, port, answered }: CalculationTask, spool: LedgerSpool): void {
  const post = (answer: ThreadAnswer): void => {
    port.postMessage(answer, answer.type === 'block' ? Object.values(answer.block.added).map(({ json }) => json.buffer) : [])
    Atomics.add(answered, 0, 1)
    Atomics.notify(answered, 0)
  }
  const calculation = new LedgerCalculation(basis, spool, post)
  port.on('message', (lot: LedgerAccount[]) => {
    try {
      calculation.calculate(lot)
    } catch (error) {
      const { code, details } = toFailure(error)
      post({ type: 'failed', code, details })
    }
  })
}
