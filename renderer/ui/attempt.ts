import { shallowRef, type ShallowRef } from 'vue'
import { oneAtATime } from './one-at-a-time.ts'

/** Work of a screen, not begun again while it is under way, and what went wrong with the last one for an ErrorNote. */
export function useAttempt(): { error: ShallowRef<unknown>; attempt: (work: () => Promise<void>) => Promise<void> } {
  const error = shallowRef<unknown>(null)
  const attempt = oneAtATime(async (work: () => Promise<void>) => {
    error.value = null
    try {
      await work()
    } catch (failure) {
      error.value = failure
    }
  })
  return { error, attempt }
}
