import { AppError } from '../../shared/errors.ts'
import type { FieldProblem } from '../../shared/schemas.ts'
import { wordingOf } from './i18n.ts'

/** Field → what is wrong with it, in the person's language. */
export type FieldProblems = Record<string, string | undefined>

/** `catalogue` is where the reasons' wordings are: `company.invalid`. */
export function problemTexts(problems: readonly FieldProblem[], catalogue: string): FieldProblems {
  return Object.fromEntries(problems.map(({ field, reason }) => [field, wordingOf(`${catalogue}.${reason}`) ?? reason]))
}

/** The field an AppError `….invalid` names, and the problem to show there; null for any other failure. */
export function problemOf(error: unknown, code: string): FieldProblem | null {
  if (!(error instanceof AppError) || error.code !== code) return null
  return { field: String(error.details['field']), reason: String(error.details['reason']) }
}
