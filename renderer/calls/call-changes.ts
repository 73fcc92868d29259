import { ref } from 'vue'
import { afterCall } from '../api.ts'

/** Grows when a call, a promise or a session changes in this window: what shows them reads them again. */
export const callChanges = ref(0)
afterCall(['calls.record', 'calls.recordInSession', 'calls.correct', 'calls.erase', 'calls.cancelPromise', 'calls.copySent', 'outbox.retry', 'calls.start', 'calls.close'], () => { callChanges.value++ })
