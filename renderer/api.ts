import { toRaw } from 'vue'
import type { Client, JobOptions } from '../shared/call.ts'
import type { WindowContract } from '../shared/contract.ts'
import { AppError, type Answer } from '../shared/errors.ts'
import type { Progress, WindowEvent } from '../shared/events.ts'

/** What preload.ts exposes. */
interface Bridge {
  call(path: string, input: unknown, jobId?: string): Promise<Answer>
  on(listener: (event: WindowEvent) => void): void
}

const bridge = (globalThis as unknown as { relais: Bridge }).relais
const listeners = new Set<(event: WindowEvent) => void>()
const followers: { paths: readonly string[]; listener: () => void }[] = []
const progressOf = new Map<string, (progress: Progress) => void>()

bridge.on((event) => {
  if (event.type === 'progress') progressOf.get(event.jobId)?.(event.progress)
  else for (const listener of listeners) listener(event)
})

/** Listens to the menu and to dropped files; returns what stops it. Progress goes to the `onProgress` of its call. */
export function onWindowEvent(listener: (event: WindowEvent) => void): () => void {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}

/** Calls the listener after each of these calls that has been carried out. */
export function afterCall(paths: readonly `${string}.${string}`[], listener: () => void): void {
  followers.push({ paths, listener })
}

/** Every call of the contract: `await api.reminders.calculate({…})`. Rejects with AppError; a job takes `{onProgress, signal}`. */
export const api = new Proxy({} as Client<WindowContract>, {
  get: (_target, slice) => new Proxy({}, { get: (_slice, name) => (input: unknown, options?: JobOptions) => call(`${String(slice)}.${String(name)}`, plain(input), options) }),
})

async function call(path: string, input: unknown, options?: JobOptions): Promise<unknown> {
  const answer = await (options ? callJob(path, input, options) : bridge.call(path, input))
  if (!answer.ok) throw new AppError(answer.code, answer.details)
  for (const { paths, listener } of followers) if (paths.includes(path)) listener()
  return answer.value
}

async function callJob(path: string, input: unknown, { onProgress, signal }: JobOptions): Promise<Answer> {
  if (signal?.aborted) throw new AppError('cancelled')
  const jobId = crypto.randomUUID()
  const cancel = (): void => { void api.desktop.cancelJob({ jobId }) }
  if (onProgress) progressOf.set(jobId, onProgress)
  signal?.addEventListener('abort', cancel)
  try {
    return await bridge.call(path, input, jobId)
  } finally {
    progressOf.delete(jobId)
    signal?.removeEventListener('abort', cancel)
  }
}

/** A copy without Vue's reactive proxies, which cannot be cloned across the bridge. Typed arrays pass as they are. */
function plain(value: unknown): unknown {
  const raw: unknown = toRaw(value)
  if (Array.isArray(raw)) return raw.map(plain)
  if (typeof raw !== 'object' || raw === null || Object.getPrototypeOf(raw) !== Object.prototype) return raw
  return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, plain(item)]))
}
