import { isEmail, isFaxField } from '../identifiers.ts'
import type { FieldProblem } from '../schemas.ts'

/** What is wrong with a record of the park: the required fields it lacks first, in their order; `field` and `reason` are keys below `assets.field.` and `assets.reason.`. */
export function recordProblems(record: Readonly<Record<string, unknown>>, required: readonly string[]): FieldProblem[] {
  const text = (field: string): string => (typeof record[field] === 'string' ? record[field] : '')
  return [
    ...required.filter((field) => text(field) === '').map((field) => ({ field, reason: 'required' })),
    ...['email', 'email1', 'email2'].filter((field) => text(field) !== '' && !isEmail(text(field))).map((field) => ({ field, reason: 'email' })),
    ...isFaxField(text('fax')) ? [] : [{ field: 'fax', reason: 'fax' }],
  ]
}
