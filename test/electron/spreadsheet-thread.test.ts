import type { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { writeLargeSpreadsheet } from '../../electron/delivery/spreadsheet-thread.ts'
import type { SheetColumn } from '../../electron/delivery/spreadsheet-writer.ts'

const columns: SheetColumn<number>[] = ['A', 'B', 'C', 'D'].map((header) => ({ header, width: 10, kind: 'text', value: (row) => `${header} ${row}` }))
const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row)

/** The next thread that is started, once it runs, and how it ends. */
function nextThread(): { runs: Promise<void>; exitCode: Promise<number> } {
  const started = new Promise<Worker>((resolve) => { process.once('worker', resolve) })
  return {
    runs: started.then((worker) => new Promise((resolve) => { worker.once('online', resolve) })),
    exitCode: started.then((worker) => new Promise((resolve) => { worker.once('exit', resolve) })),
  }
}

it('M-043 the export of a large list, cancelled while its thread writes, ends that thread and gives nothing', async () => {
  const thread = nextThread()
  let isCancelled = false
  const throwIfCancelled = (): void => { if (isCancelled) throw new AppError('cancelled') }
  const writing = writeLargeSpreadsheet('Demandes', columns, rows(60_000), { progress: () => undefined, throwIfCancelled })
  const outcome = expect(writing).rejects.toMatchObject({ code: 'cancelled' })
  await thread.runs
  isCancelled = true
  await outcome
  // 0 would be a thread that wrote to the end
  expect(await thread.exitCode).toBe(1)
})

it('M-043 left alone, its thread writes to the end', async () => {
  const bytes = await writeLargeSpreadsheet('Demandes', columns, rows(3), { progress: () => undefined, throwIfCancelled: () => undefined })
  expect(new TextDecoder('latin1').decode(bytes.subarray(0, 2))).toBe('PK')
})
