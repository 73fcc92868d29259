import { AppError } from '../../shared/errors.ts'
import type { TemplatePart } from '../../shared/reminders/letter-template-rules.ts'
import { t, wordingOf } from './i18n.ts'

/** A mistake in a wording, where it is. */
export interface TemplateProblem { part: TemplatePart; line: number; text: string }

/** A wrong wording as a problem at its line; any other failure is thrown on. */
export function templateProblem(error: unknown): TemplateProblem {
  if (!(error instanceof AppError) || error.code !== 'template.invalid') throw error
  const { part, line, reasonKey } = error.details
  return { part: part as TemplatePart, line: Number(line), text: t('letters.screen.problem', { line: Number(line), reason: wordingOf(String(reasonKey), error.details) ?? '' }) }
}
