import { userInfo } from 'node:os'

/** The name of the session's user; '' where the system knows none. */
export function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
