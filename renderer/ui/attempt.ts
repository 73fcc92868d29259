import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { oneAtATime } from './one-at-a-time.ts'

/** Work of a screen, not begun again while it is under way, and what went wrong with the last one for an ErrorNote. */
export function useAttempt(): { error: ShallowRef<unknown>; isBusy: Ref<boolean>; attempt: (work: () => Promise<void>) => Promise<void> } {
  const error = shallowRef<unknown>(null)
  const isBusy = ref(false)
  const attempt = oneAtATime(async (work: () => Promise<void>) => {
    isBusy.value = true
    error.value = null
    try {
      await work()
    } catch (failure) {
      error.value = failure
    } finally {
      isBusy.value = false
    }
  })
  return { error, isBusy, attempt }
}
