import { Worker } from 'node:worker_threads'
import { expect, it, vi } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { memoryDatabase } from '../../electron/db/database.ts'
import { importService } from '../../electron/imports/import-service.ts'
import type { LedgerBasis } from '../../electron/imports/ledger-calculation.ts'
import { LedgerThread } from '../../electron/imports/ledger-thread.ts'
import { DEFAULT_PAYMENT_TERM } from '../../shared/receivables/payment-term-rules.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'

vi.mock('../../electron/worker-url.ts', () => ({ workerUrl: () => new URL('../fixtures/failing-import-worker.ts', import.meta.url) }))

const asOf = localDate('2025-12-31')
const silent = { progress: () => undefined, throwIfCancelled: () => undefined }
/** Four lots: the first ones are written when the last one fails. */
const ledgerEndingWith = (customer: string): string => writeFec([...Array.from({ length: 350 }, (_value, index) => sale(String(index + 1), `C${index}`, 1_000)), sale('999', customer, 500)].flat())

interface Failure { what: string; customer: string; code: string; isCancelled(phase: string): boolean }
it.each<Failure>([
  { what: 'whose thread dies', customer: 'EXIT', code: 'import.too-complex', isCancelled: () => false },
  { what: 'cancelled while its thread does not answer', customer: 'SILENCE', code: 'cancelled', isCancelled: (phase) => phase === 'imports.writing' },
  { what: 'cancelled in the middle of writing', customer: 'Z', code: 'cancelled', isCancelled: (phase) => phase === 'imports.writing' },
])('an import $what leaves the dossier as it was, and can be done again', async ({ customer, code, isCancelled }) => {
  const sql = memoryDatabase()
  const service = importService(sql)
  await service.apply({ path: writeFec(sale('1', 'C1', 300)), options: {}, asOf }, silent)
  const before = sql.serialize()
  let isAsked = false
  let written = 0
  const context = {
    progress: ({ phase, done }: { phase: string; done: number }): void => {
      if (phase === 'imports.writing') written = done
      isAsked ||= isCancelled(phase) && done > 200
    },
    throwIfCancelled: (): void => { if (isAsked) throw new AppError('cancelled') },
  }
  const begun = performance.now()
  await expect(service.apply({ path: ledgerEndingWith(customer), options: {}, asOf }, context)).rejects.toMatchObject({ code })
  expect(performance.now() - begun).toBeLessThan(60_000)
  expect(written).toBeGreaterThan(200)
  expect(sql.serialize().equals(before)).toBe(true)
  expect(sql.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(await service.apply({ path: ledgerEndingWith('Y'), options: {}, asOf }, silent)).toMatchObject({ counts: { lines: 702, invoicesAdded: 351 } })
  sql.close()
})

it('a thread that runs out of memory is told at once, not after the time limit', async () => {
  const worker = new Worker(new URL('../fixtures/failing-import-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 } })
  const died = new Promise((resolve) => { worker.once('error', resolve) })
  // it has begun once it answers
  await new Promise((resolve) => { worker.once('message', resolve).postMessage({ type: 'inspect', path: writeFec(sale('1', 'A', 1)) }) })
  const thread = new LedgerThread(worker, 'FEC.txt', () => undefined)
  const day = localDate('2025-01-01')
  const basis: LedgerBasis = { fileName: 'FEC.txt', firstDate: day, lastDate: day, openedOn: null, matching: 'none', isPartialLetteringOpen: false, absentAnswers: new Map(), newer: [], defaultTerm: DEFAULT_PAYMENT_TERM, nextIds: { organisation: 1, invoice: 1, due_date: 1, payment: 1, allocation: 1 } }
  thread.begin(basis)
  thread.ask([{ inFile: { number: 1, code: 'MEMORY', name: 'Client MEMORY' }, inDossier: null }])
  const begun = performance.now()
  expect(() => thread.take()).toThrow(expect.objectContaining({ code: 'import.too-complex', details: { file: 'FEC.txt' } }))
  expect(performance.now() - begun).toBeLessThan(60_000)
  thread.close()
  expect(await died).toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
})
