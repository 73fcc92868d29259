import type { FieldProblem } from './schemas.ts'

export type FieldCheck = [field: string, reason: string, isWrong: boolean]

/** Of the checks of a record, in their order, what is wrong. */
export const wrongFields = (checks: readonly FieldCheck[]): FieldProblem[] => checks.filter(([, , isWrong]) => isWrong).map(([field, reason]) => ({ field, reason }))
