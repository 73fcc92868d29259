/** Values a message may show. Never put secrets or whole files here. */
export type ErrorDetails = Record<string, string | number>

/**
 * The one exception of the product for things a person can act upon. `code` is a key below `errors.` in the message catalogue
 * (`dossier.newer` → « errors.dossier.newer »); `details` fills its placeholders.
 */
export class AppError extends Error {
  readonly code: string
  readonly details: ErrorDetails

  constructor(code: string, details: ErrorDetails = {}) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** An answer as it crosses a thread or process border. `detail` is for the log and the « détail technique », never a stack. */
export type Answer<T = unknown> = { ok: true; value: T } | { ok: false; code: string; details: ErrorDetails }

/** Any failure as a plain value: an AppError keeps its code, anything else becomes `unexpected` with its message. */
export function toFailure(error: unknown): { ok: false; code: string; details: ErrorDetails } {
  if (error instanceof AppError) return { ok: false, code: error.code, details: error.details }
  return { ok: false, code: 'unexpected', details: { message: error instanceof Error ? error.message : String(error) } }
}

/** What was looked for by its id; AppError('record.gone') when it has been deleted meanwhile. */
export function existing<T>(found: T | null): T {
  if (found === null) throw new AppError('record.gone')
  return found
}
