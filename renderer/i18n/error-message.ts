import { AppError } from '../../shared/errors.ts'
import { t, wordingOf } from './i18n.ts'

export interface ErrorMessage {
  /** For the person: what happened, what was kept, what to do. */
  text: string
  /** For support: code and values; never a stack. */
  detail: string
}

/** Any failure as the window shows it. */
export function describeError(error: unknown): ErrorMessage {
  if (!(error instanceof AppError)) return describeError(new AppError('unexpected', { message: error instanceof Error ? error.message : String(error) }))
  return { text: wordingOf(`errors.${error.code}`, error.details) ?? t('errors.unexpected', { message: error.code }), detail: `${error.code} ${JSON.stringify(error.details)}` }
}

/** True when the person asked to stop: nothing to complain about. */
export const isCancellation = (error: unknown): boolean => error instanceof AppError && error.code === 'cancelled'
