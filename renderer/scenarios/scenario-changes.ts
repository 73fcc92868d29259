import { ref } from 'vue'
import { afterCall } from '../api.ts'

/** Grows when something that the scenario looks at changes in this window. */
export const scenarioChanges = ref(0)
afterCall(['scenarios.saveSettings', 'calls.record', 'calls.recordInSession', 'calls.erase', 'calls.cancelPromise', 'calls.start', 'calls.close', 'holds.set', 'holds.lift'], () => { scenarioChanges.value++ })
