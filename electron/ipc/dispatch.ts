import type { AllHandlers, Call, CallContext, Contract } from '../../shared/call.ts'
import { AppError, toFailure, type Answer } from '../../shared/errors.ts'

/** Answers one call: finds it in the contract, checks its input, runs its handler. Never throws. */
export type Dispatch = (path: string, input: unknown, context?: CallContext) => Promise<Answer>

const silent: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }

type Handler = (input: unknown, context: CallContext) => unknown

/**
 * Called with a call's path as it arrives, before its input is looked at; throws when the call is not for whoever makes it.
 * What it returns does the call's work in its turn, or throws when what the call was meant for is gone or it is not for him any more.
 */
export type Arrival = (path: string) => (work: () => unknown) => unknown

const forWhatever: Arrival = () => (work) => work()

/**
 * Commands and jobs run one after the other, in the order they came, so that nothing changes under either;
 * queries run at once and see what is committed, urgent commands run at once too.
 */
export function createDispatch<C extends Contract>(contract: C, handlers: AllHandlers<C>, arrival: Arrival = forWhatever): Dispatch {
  let lastWrite: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const turn = lastWrite.then(work)
    lastWrite = turn.catch(() => undefined)
    return turn
  }

  return async (path, input, context = silent) => {
    try {
      const { call, handler } = find(contract, handlers, path)
      const admit = arrival(path)
      const parsed = call.input.safeParse(input)
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!
        throw new AppError('call.invalid-input', { path, field: issue.path.join('.'), message: issue.message })
      }
      const run = (): unknown => admit(() => handler(parsed.data, context))
      return { ok: true, value: await (call.kind === 'query' || call.kind === 'urgent' ? run() : inTurn(run)) }
    } catch (error) {
      return toFailure(error)
    }
  }
}

function find<C extends Contract>(contract: C, handlers: AllHandlers<C>, path: string): { call: Call; handler: Handler } {
  const [slice = '', name = '', ...rest] = path.split('.')
  const call = rest.length === 0 && Object.hasOwn(contract, slice) && Object.hasOwn(contract[slice]!, name) ? contract[slice]![name] : undefined
  const service = handlers[slice] as Record<string, Handler> | undefined
  const handler = service?.[name]
  if (!call || !handler) throw new AppError('call.unknown', { path })
  return { call, handler: handler.bind(service) }
}
