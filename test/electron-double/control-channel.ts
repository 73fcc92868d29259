import { subscribe } from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'
import { app } from './app.ts'
import { makeCodec } from './codec.ts'

/** Test → program: run this function with the electron module, as Playwright's `electronApp.evaluate` does. */
export interface EvaluateRequest {
  type: 'evaluate'
  id: number
  code: string
  argument: string
}

/** Program → test. */
export type ControlMessage = { type: 'browser'; endpoint: string } | { type: 'value'; id: number; value: string } | { type: 'error'; id: number; message: string }

const codec = makeCodec()
/** The program's worker threads, so that a test can kill one. */
const workers: Worker[] = []
subscribe('worker_threads', (message) => { workers.push((message as { worker: Worker }).worker) })

/** Lets the test that started this process look into it; without one, does nothing. */
export function answerTests(electron: object): void {
  if (!process.send) return
  process.on('message', (request: EvaluateRequest) => {
    evaluate(request.code, { ...electron, workers }, codec.decode(request.argument))
      .then((value): ControlMessage => ({ type: 'value', id: request.id, value: codec.encode(value) }))
      .catch((error: unknown): ControlMessage => ({ type: 'error', id: request.id, message: error instanceof Error ? error.stack ?? error.message : String(error) }))
      .then((answer) => process.send?.(answer))
      .catch((error: unknown) => console.error(error))
  })
  // the test has died: leave no browser behind
  process.on('disconnect', () => app.exit(1))
}

async function evaluate(code: string, electron: object, argument: unknown): Promise<unknown> {
  const work = (0, eval)(`(${code})`) as (electron: object, argument: unknown) => unknown
  return work(electron, argument)
}
