import { Worker } from 'node:worker_threads'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import type { WantedDocuments } from '../../shared/imports/elsewhere-rules.ts'
import type { TextEncoding } from '../../shared/imports/encoding-rules.ts'
import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import type { Table } from '../delivery/spreadsheet-reader.ts'
import { workerUrl } from '../worker-url.ts'
import type { FecSummary } from './fec-parser.ts'
import type { FecCustomer } from './ledger-spool.ts'
import { LedgerThread } from './ledger-thread.ts'
import type { FileFacts } from './text-file.ts'

export type ReaderTask =
  | { type: 'inspect'; path: string; encoding: TextEncoding | undefined }
  | { type: 'fec'; path: string; facts: FileFacts; options: ImportOptions; wanted: WantedDocuments }
  | { type: 'table'; path: string; facts: FileFacts; options: ImportOptions }

export type ReaderEvent =
  | { type: 'progress'; bytes: number }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; code: string; details: ErrorDetails }

/** A ledger that has been read; its lines stay with the thread. */
export interface ReadLedger { summary: FecSummary; customers: FecCustomer[] }

/** No file takes longer to read; one that does has been made to. */
const TIME_LIMIT_MS = 300_000
/** A million lines on one account are worked out at once. */
const HEAP_LIMIT_MB = 1024
/** Lines die young: with less, they are copied again and again; with more, the memory is only held. */
const YOUNG_LIMIT_MB = 8

/** A file being read in a thread of its own, with a cap on its memory and its time. */
export class ImportReader {
  private readonly worker = new Worker(workerUrl('imports/import-worker.ts'), { resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_LIMIT_MB } })

  constructor() {
    // between two tasks nobody else listens, and an error nobody listens to would end the office
    this.worker.on('error', () => undefined)
  }

  inspect(path: string, encoding: TextEncoding | undefined): Promise<{ facts: FileFacts; isFec: boolean }> {
    return this.run({ type: 'inspect', path, encoding })
  }

  /** `progress` may throw to give the reading up. */
  fec(path: string, facts: FileFacts, options: ImportOptions, wanted: WantedDocuments, progress: (bytes: number) => void): Promise<ReadLedger> {
    return this.run({ type: 'fec', path, facts, options, wanted }, progress)
  }

  /** Works out the ledger that was read last. */
  calculator(fileName: string, throwIfCancelled: () => void): LedgerThread {
    return new LedgerThread(this.worker, fileName, throwIfCancelled)
  }

  table(path: string, facts: FileFacts, options: ImportOptions): Promise<Table> {
    return this.run({ type: 'table', path, facts, options })
  }

  async close(): Promise<void> {
    await this.worker.terminate()
  }

  private run<T>(task: ReaderTask, progress?: (bytes: number) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new AppError('import.too-slow', { file: task.path }))), TIME_LIMIT_MS)
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        this.worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        settle()
      }
      const onMessage = (event: ReaderEvent): void => {
        try {
          if (event.type === 'progress') progress?.(event.bytes)
          else if (event.type === 'failed') finish(() => reject(new AppError(event.code, event.details)))
          else finish(() => resolve(event.result as T))
        } catch (error) {
          finish(() => reject(error instanceof Error ? error : new Error(String(error))))
        }
      }
      const onError = (error: Error & { code?: string }): void => finish(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('import.too-complex', { file: task.path }) : error))
      const onExit = (): void => finish(() => reject(new AppError('import.too-complex', { file: task.path })))
      this.worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      this.worker.postMessage(task)
    })
  }
}
