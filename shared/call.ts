import type { z } from 'zod'
import type { Progress } from './events.ts'

/**
 * - `query` reads only and answers at once.
 * - `command` writes; commands and jobs run one after the other, so that nothing changes under either.
 * - `job` is a command that may last: it reports progress and can be cancelled.
 * - `urgent` is a command that acts at once, amid whatever job is running: one short transaction, without an await before it, that nothing
 *   under way relies on.
 */
export type CallKind = 'query' | 'command' | 'job' | 'urgent'

/** One call of the contract: what it takes and what it gives, checked at the border with zod. */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: CallKind
  readonly input: I
  readonly output: O
}

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ kind: 'query', input, output })
export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ kind: 'command', input, output })
export const job = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ kind: 'job', input, output })
export const urgent = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ kind: 'urgent', input, output })

export type SliceContract = Record<string, Call>
export type Contract = Record<string, SliceContract>

/** What a handler may do besides answering. A query or command gets one that reports to nobody. */
export interface CallContext {
  progress(progress: Progress): void
  /** Throws AppError('cancelled') once the person has asked to stop. Call it between steps that can be given up without a trace. */
  throwIfCancelled(): void
}

type Awaitable<T> = T | Promise<T>

/** The service side of a slice: one method a call; a missing or misspelt one does not compile. */
export type Handlers<C extends SliceContract> = {
  [K in keyof C]: (input: z.output<C[K]['input']>, context: CallContext) => Awaitable<z.input<C[K]['output']>>
}

export type AllHandlers<C extends Contract> = { [S in keyof C]: Handlers<C[S]> }

export interface JobOptions {
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
}

/** The caller's side: `client.reminders.calculate({…})`. Rejects with AppError. */
export type Client<C extends Contract> = {
  [S in keyof C]: { [K in keyof C[S]]: (input: z.input<C[S][K]['input']>, options?: JobOptions) => Promise<z.output<C[S][K]['output']>> }
}
