const CAUSES: Record<string, string> = {
  ENOSPC: 'full', EDQUOT: 'full', SQLITE_FULL: 'full', 'document.disk-full': 'full',
  EACCES: 'refused', EPERM: 'refused', EROFS: 'refused', SQLITE_READONLY: 'refused', SQLITE_CANTOPEN: 'refused', 'document.not-writable': 'refused',
  EBUSY: 'busy', SQLITE_BUSY: 'busy', 'document.locked': 'busy',
  ENOENT: 'missing', 'document.folder-missing': 'missing',
  EEXIST: 'occupied', ENOTDIR: 'occupied', EISDIR: 'occupied', 'document.exists': 'occupied',
  ERR_INVALID_ARG_VALUE: 'forbidden-character',
  ENAMETOOLONG: 'too-long', 'document.name-too-long': 'too-long',
}

/** What stopped a write, for a message: `cause` is the system's own word, `causeKey` the wording a person reads (`@:{causeKey}`). */
export function systemCause(error: unknown): { cause: string; causeKey: string } {
  const cause = String((error as { code?: unknown } | null)?.code)
  return { cause, causeKey: `errors.cause.${CAUSES[cause] ?? CAUSES[cause.split('_', 2).join('_')] ?? 'other'}` }
}
