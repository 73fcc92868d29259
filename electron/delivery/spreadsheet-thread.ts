import { Worker } from 'node:worker_threads'
import type { CallContext } from '../../shared/call.ts'
import { workerUrl } from '../worker-url.ts'
import { sheetOf, type Sheet, type SheetColumn } from './spreadsheet-writer.ts'

const CANCELLED_WITHIN_MS = 50

/** `writeSpreadsheet` for a table of thousands of rows: seconds, off the office's thread, which answers meanwhile. Cancelling ends the thread. */
export async function writeLargeSpreadsheet<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[], { throwIfCancelled }: CallContext): Promise<Uint8Array> {
  throwIfCancelled()
  const sheets: Sheet[] = [sheetOf(name, columns, rows)]
  const worker = new Worker(workerUrl('delivery/spreadsheet-worker.ts'), { workerData: sheets })
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  worker.on('message', resolve).on('error', reject).on('exit', (code) => { reject(new Error(`the table's thread ended with ${code}`)) })
  const watch = setInterval(() => {
    try {
      throwIfCancelled()
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)))
    }
  }, CANCELLED_WITHIN_MS)
  try {
    return await promise
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}
