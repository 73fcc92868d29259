import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { AppError, toFailure, type Answer } from '../../shared/errors.ts'
import type { Dispatch } from './dispatch.ts'
import { inputSize, MAX_INPUT_BYTES } from './input-size.ts'
import type { OfficeCall, OfficeConnection } from './office-connection.ts'
import type { SendEvent } from './window-events.ts'

export interface RouterOptions {
  /** Whether the frame that calls is the program's own window. Asked synchronously: a frame may navigate while we wait. */
  isTrusted(event: IpcMainInvokeEvent): boolean
  /** Answers `desktop.*`, here on the main thread. */
  desktop: Dispatch
  /** The office that runs now; it changes when it had to be restarted. */
  office(): OfficeConnection
  send: SendEvent
  /** Told of every answer of the office before the window is, so that the menu and the theme follow. */
  onAnswered(path: string, answer: Answer): void
}

/** What the desktop service needs of the router. */
export interface Router {
  cancelJob(jobId: string): void
  /** When the program ends: what is under way stops at its next safe point. */
  cancelAll(): void
}

/** The one channel between the window and the program. */
export function startRouter({ isTrusted, desktop, office, send, onAnswered }: RouterOptions): Router {
  const jobs = new Map<string, OfficeCall>()

  const askOffice = async (path: string, input: unknown, jobId: string | undefined): Promise<Answer> => {
    const call = office().call(path, input, jobId === undefined ? undefined : (progress) => send({ type: 'progress', jobId, progress }))
    if (jobId !== undefined) jobs.set(jobId, call)
    const answer = await call.answer
    if (jobId !== undefined) jobs.delete(jobId)
    onAnswered(path, answer)
    return answer
  }

  ipcMain.handle('call', (event, path: unknown, input: unknown, jobId: unknown): Promise<Answer> | Answer => {
    if (!isTrusted(event)) return toFailure(new AppError('call.refused'))
    if (typeof path !== 'string' || path.length > 100) return toFailure(new AppError('call.unknown', { path: '' }))
    const size = inputSize(input)
    if (size > MAX_INPUT_BYTES) return toFailure(new AppError('call.too-large', { size: Math.ceil(size / 1_048_576) }))
    if (path.startsWith('desktop.')) return desktop(path, input)
    return askOffice(path, input, typeof jobId === 'string' ? jobId : undefined)
  })

  return {
    cancelJob: (jobId) => jobs.get(jobId)?.cancel(),
    cancelAll: () => { for (const job of jobs.values()) job.cancel() },
  }
}
