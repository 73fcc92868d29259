import { AppError } from '../../shared/errors.ts'
import { recordProblems } from '../../shared/assets/record-rules.ts'

/** AppError('assets.invalid', {field, reason}) on the first wrong field, with its name and the reason in words. */
export function refuseInvalid(record: object, required: readonly string[]): void {
  const problem = recordProblems(record as Record<string, unknown>, required)[0]
  if (problem) throw new AppError('assets.invalid', { ...problem, fieldKey: `assets.field.${problem.field}`, reasonKey: `assets.reason.${problem.reason}` })
}
