import { formatDate } from '../date.ts'
import type { RegisterProblem } from './run-contract.ts'

/** What the sentence about a problem of the register says: `reminders.register.problem.<reason>`. */
export function registerProblemParams({ runId, asOf, position, file }: RegisterProblem): { run: string; date: string; position: number; file: string } {
  return { run: runId === null ? '?' : String(runId), date: asOf === null ? '?' : formatDate(asOf), position, file }
}
