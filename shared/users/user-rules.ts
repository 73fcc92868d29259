import { AppError } from '../errors.ts'
import type { User } from './user-contract.ts'

export const MIN_PASSWORD_LENGTH = 8

/** The same login however it is typed. */
export const tidyLogin = (login: string): string => login.trim().normalize('NFC').toLowerCase()
export const isLogin = (login: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,59}$/u.test(login)

/** Whether two names would be taken for one another where what was done is read. */
export const isSameName = (one: string, other: string): boolean => tidyName(one) === tidyName(other)
const tidyName = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** A dossier with users always has one who can set them: AppError('users.first-administrator') or ('users.last-administrator') otherwise. */
export function refuseNoAdministrator(before: readonly User[], after: readonly User[]): void {
  if (after.some(({ role, isActive }) => role === 'administrator' && isActive)) return
  throw new AppError(before.length === 0 ? 'users.first-administrator' : 'users.last-administrator')
}

/** Failures that cost nothing: everybody mistypes. */
const FREE_FAILURES = 3
const LONGEST_WAIT = 60

/** Seconds to wait after so many failures in a row: none, then 1, 2, 4 … 60. */
export const waitAfter = (failures: number): number => (failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, 2 ** Math.min(failures - FREE_FAILURES, 10)))
