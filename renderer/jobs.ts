import { shallowReadonly, shallowRef } from 'vue'
import type { JobOptions } from '../shared/call.ts'
import type { Progress } from '../shared/events.ts'
import { isCancellation } from './i18n/error-message.ts'

interface RunningJob {
  title: string
  progress: Progress
  cancel: () => void
}

const running = shallowRef<RunningJob | null>(null)

/** The long work under way, for the progress dialog of App.vue; null when there is none. */
export const runningJob = shallowReadonly(running)

/**
 * Runs long work behind the progress dialog: `const report = await runJob(title, (job) => api.imports.apply(input, job))`.
 * Gives null when the person cancelled. Quick work never shows the dialog.
 */
export async function runJob<T>(title: string, work: (job: JobOptions) => Promise<T>): Promise<T | null> {
  const abort = new AbortController()
  const show = (progress: Progress): void => { running.value = { title, progress, cancel: () => abort.abort() } }
  const appear = setTimeout(() => show({ phase: 'working', done: 0, total: 0 }), 300)
  try {
    return await work({ onProgress: show, signal: abort.signal })
  } catch (error) {
    if (isCancellation(error)) return null
    throw error
  } finally {
    clearTimeout(appear)
    running.value = null
  }
}
