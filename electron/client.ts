import type { AllHandlers, CallContext, Client, Contract, JobOptions } from '../shared/call.ts'
import { AppError } from '../shared/errors.ts'
import type { Dispatch } from './ipc/dispatch.ts'

/** A typed caller over `dispatch`, for the command line, tests and benchmarks. Failures come back as AppError. */
export function officeClient<C extends Contract>(dispatch: Dispatch): Client<C> {
  const slice = (sliceName: string): unknown => new Proxy({}, {
    get: (_target, name) => async (input: unknown, options: JobOptions = {}) => {
      const answer = await dispatch(`${sliceName}.${String(name)}`, input, contextOf(options))
      if (!answer.ok) throw new AppError(answer.code, answer.details)
      return answer.value
    },
  })
  return new Proxy({} as Client<C>, { get: (_target, name) => slice(String(name)) })
}

function contextOf({ onProgress, signal }: JobOptions): CallContext {
  return {
    progress: (progress) => onProgress?.(progress),
    throwIfCancelled: () => { if (signal?.aborted) throw new AppError('cancelled') },
  }
}

/** The handlers of a dossier as a caller sees them, for what the office itself does within a call: nothing waits for its turn or crosses a thread. */
export function directClient<C extends Contract>(handlers: AllHandlers<C>): Client<C> {
  const context: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }
  const slice = (name: string): unknown => new Proxy({}, { get: (_target, call) => async (input: never) => handlers[name]![String(call)]!(input, context) })
  return new Proxy({} as Client<C>, { get: (_target, name) => slice(String(name)) })
}
