import { ref } from 'vue'
import { afterCall } from '../api.ts'

/** Grows when a call or a promise changes in this window: what shows them reads them again. */
export const callChanges = ref(0)
afterCall(['calls.record', 'calls.correct', 'calls.erase', 'calls.cancelPromise'], () => { callChanges.value++ })
