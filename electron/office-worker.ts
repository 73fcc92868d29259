import { parentPort, workerData } from 'node:worker_threads'
import type { CallContext } from '../shared/call.ts'
import { systemToday } from '../shared/date.ts'
import { AppError } from '../shared/errors.ts'
import type { OfficeReply, OfficeRequest } from './ipc/office-messages.ts'
import { secretPort } from './ipc/secret-port.ts'
import { createOffice, type OfficeOptions } from './office.ts'

// The office on its own thread, so that the main thread only ever forwards.
const port = parentPort!
const office = createOffice({ ...workerData as OfficeOptions, secrets: secretPort(port), sendsInBackground: true, today: systemToday })
const reply = (message: OfficeReply): void => port.postMessage(message)

port.on('message', (request: OfficeRequest) => {
  if (request.type === 'call') void answer(request)
  else if (request.type === 'close') void office.close().finally(() => port.close())
})

async function answer({ id, path, input, cancelled }: Extract<OfficeRequest, { type: 'call' }>): Promise<void> {
  reply({ type: 'answer', id, answer: await office.dispatch(path, input, contextOf(id, new Int32Array(cancelled))) })
}

function contextOf(id: number, cancelled: Int32Array): CallContext {
  return {
    progress: (progress) => reply({ type: 'progress', id, progress }),
    throwIfCancelled: () => { if (Atomics.load(cancelled, 0) === 1) throw new AppError('cancelled') },
  }
}
