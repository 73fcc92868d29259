import { Worker } from 'node:worker_threads'
import { toFailure, AppError, type Answer } from '../../shared/errors.ts'
import type { Progress } from '../../shared/events.ts'
import type { OfficeReply, OfficeRequest, SecretKeeper } from './office-messages.ts'

export interface OfficeCall {
  answer: Promise<Answer>
  /** Asks the call to stop at its next safe point; harmless once it has ended. */
  cancel(): void
}

/** The main thread's end of the office worker. */
export interface OfficeConnection {
  call(path: string, input: unknown, onProgress?: (progress: Progress) => void): OfficeCall
  /** Lets the office close its dossier, then stops it. Never rejects. */
  close(): Promise<void>
}

interface Pending {
  resolve(answer: Answer): void
  onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Starts an office worker. When it dies without having been asked to, the calls under way answer `office.stopped` and `onStopped` is told
 * once; what was committed is safe, and a new connection may be made. The secrets the office asks for cross to it and are kept nowhere else.
 */
export function connectOffice(entry: URL, data: unknown, onStopped: (reason: string) => void, secrets: SecretKeeper = noKeychain): OfficeConnection {
  const worker = new Worker(entry, { workerData: data })
  const pending = new Map<number, Pending>()
  let lastId = 0
  let reason = ''
  let state: 'running' | 'closing' | 'stopped' = 'running'

  const send = (request: OfficeRequest): void => worker.postMessage(request)
  const stopped = new Promise<void>((resolve) => worker.once('exit', (code) => {
    const unexpected = state === 'running'
    state = 'stopped'
    for (const { resolve: answer } of pending.values()) answer(officeStopped())
    pending.clear()
    resolve()
    if (unexpected) onStopped(reason || `exit ${code}`)
  }))
  worker.on('error', (error) => { reason = error instanceof Error ? error.message : String(error) })
  const answerSecret = async ({ id, name, secret }: Extract<OfficeReply, { type: 'secret' }>): Promise<void> => {
    const work = secret === null ? secrets.read(name) : secrets.write(name, secret).then(() => null)
    const answer = await work.then((value) => ({ ok: true as const, value }), toFailure)
    if (state !== 'stopped') send({ type: 'secret', id, answer })
  }
  worker.on('message', (message: OfficeReply) => {
    if (message.type === 'secret') {
      void answerSecret(message)
      return
    }
    const call = pending.get(message.id)
    if (message.type === 'progress') {
      call?.onProgress?.(message.progress)
      return
    }
    pending.delete(message.id)
    call?.resolve(message.answer)
  })

  return {
    call(path, input, onProgress) {
      if (state !== 'running') return { answer: Promise.resolve(officeStopped()), cancel: () => undefined }
      const id = ++lastId
      const cancelled = new SharedArrayBuffer(4)
      const answer = new Promise<Answer>((resolve) => pending.set(id, { resolve, onProgress }))
      send({ type: 'call', id, path, input, cancelled })
      return { answer, cancel: () => { Atomics.store(new Int32Array(cancelled), 0, 1) } }
    },
    async close() {
      if (state === 'running') {
        state = 'closing'
        send({ type: 'close' })
      }
      await stopped
    },
  }
}

const noKeychain: SecretKeeper = { read: async () => null, write: async () => { throw new AppError('mail.keychain') } }

const officeStopped = (): Answer => toFailure(new AppError('office.stopped'))
