import { AsyncLocalStorage } from 'node:async_hooks'
import type { Handlers } from '../../shared/call.ts'
import { millisecondsBetween, systemNow, type Instant } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { rightFor } from '../../shared/users/right-rules.ts'
import type { Session, User, userContract, UserDraft } from '../../shared/users/user-contract.ts'
import { isLogin, isSameName, MIN_PASSWORD_LENGTH, refuseNoAdministrator, tidyLogin, waitAfter } from '../../shared/users/user-rules.ts'
import type { Sql } from '../db/database.ts'
import { hashPassword, isPassword, NOBODY } from './password-hash.ts'
import { hasUsers, userRepository } from './user-repository.ts'

/** Who works in the open dossier and what he may do, as the office and the other slices ask it; read at every use. */
export interface Rights {
  /** Who does what is being done: the signed-in user, or the system's where the dossier has no users. */
  userName(): string
  /** Does a call's work, to its end under the name of whoever works here as it begins. */
  asPresent<T>(work: () => T): T
  /** Whether somebody answers for what is done: nobody until he has signed in. */
  isSomebodyHere(): boolean
  /** AppError('users.sign-in'), ('users.not-administrator') */
  requireAdministrator(): void
  /** Throws as `requireAdministrator` when the call is not for whoever works here now. */
  refuse(path: string): void
}

export interface UserOptions {
  sql: Sql
  /** The name of whoever works here while the dossier has no users */
  systemUser: string
  /** Somebody works here from now on */
  onSignIn?: () => void
  now?: () => Instant
}

/** The users of a dossier, and the one who has signed in: nobody when it is opened. */
export function userSlice({ sql, systemUser, onSignIn = () => undefined, now = systemNow }: UserOptions): { service: Handlers<typeof userContract>; rights: Rights } {
  const users = userRepository(sql)
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()
  const doer = new AsyncLocalStorage<string>()
  let signedIn: number | null = null

  const present = (): User | null => {
    const user = signedIn === null ? null : users.one(signedIn)
    return user?.isActive === true ? user : null
  }
  const nameHere = (): string => present()?.name ?? systemUser
  const session = (): Session => {
    if (!hasUsers(sql)) return { state: 'single', user: null, isAdministrator: true }
    const user = present()
    return { state: user ? 'signed-in' : 'signed-out', user, isAdministrator: user?.role === 'administrator' }
  }
  const demand = (isAdministrator: boolean): void => {
    const current = session()
    if (current.state === 'signed-out') throw new AppError('users.sign-in')
    if (isAdministrator && !current.isAdministrator) throw new AppError('users.not-administrator')
  }

  /** Throws AppError('users.wrong-password') unless it is that user's password; each failure makes the next try with that login wait, and nobody else's. */
  const verify = async (typed: string, password: string): Promise<number> => {
    const login = tidyLogin(typed)
    const failed = users.failures(login)
    const elapsed = failed ? millisecondsBetween(failed.lastAt, now()) : 0
    // a clock that was put back keeps nobody out
    const left = failed && elapsed >= 0 ? waitAfter(failed.count) - elapsed / 1000 : 0
    if (left > 0) throw new AppError('users.wait', { seconds: Math.ceil(left) })
    const user = users.byLogin(login)
    const isRight = await isPassword(password, user?.hash ?? NOBODY)
    if (!isRight || user?.isActive !== true) {
      users.countFailure(login, now())
      throw new AppError('users.wrong-password')
    }
    users.forgetFailures(login)
    return user.id
  }

  const save = async (typed: UserDraft, password: string | null): Promise<User> => {
    const user = { ...typed, login: tidyLogin(typed.login) }
    if (!isLogin(user.login)) throw new AppError('users.login-wrong')
    if (user.name === '') throw new AppError('users.name-missing')
    const hash = password === null && user.id !== null ? null : await hashOf(password ?? '')
    return inTransaction(() => {
      const before = users.all()
      if (user.id !== null) existing(users.one(user.id))
      const others = before.filter(({ id }) => id !== user.id)
      if (others.some(({ login }) => login === user.login)) throw new AppError('users.login-taken', { login: user.login })
      if (users.namesOfOthers(user.id).some((name) => isSameName(name, user.name))) throw new AppError('users.name-taken', { name: user.name })
      refuseNoAdministrator(before, [...others, { ...user, id: user.id ?? 0 }])
      const id = users.write(user, hash)
      if (before.length === 0) signedIn = id
      return existing(users.one(id))
    })
  }

  return {
    service: {
      session,
      signIn: async ({ login, password }) => {
        signedIn = await verify(login, password)
        onSignIn()
        return session()
      },
      signOut: () => {
        signedIn = null
        return session()
      },
      changePassword: async ({ present: current, next }) => {
        const user = present()
        if (!user) throw new AppError('users.sign-in')
        await verify(user.login, current)
        users.write(user, await hashOf(next))
      },
      list: () => users.all(),
      save: ({ user, password }) => save(user, password),
      remove: ({ id }) => inTransaction(() => {
        const before = users.all()
        existing(users.one(id))
        refuseNoAdministrator(before, before.filter((user) => user.id !== id))
        users.remove(id)
      }),
    },
    rights: {
      userName: () => doer.getStore() ?? nameHere(),
      asPresent: (work) => doer.run(nameHere(), work),
      isSomebodyHere: () => session().state !== 'signed-out',
      requireAdministrator: () => { demand(true) },
      refuse: (path) => {
        const right = rightFor(path)
        if (right !== 'anyone') demand(right === 'administrator')
      },
    },
  }
}

async function hashOf(password: string): Promise<string> {
  if (password.length < MIN_PASSWORD_LENGTH) throw new AppError('users.password-short', { min: MIN_PASSWORD_LENGTH })
  return hashPassword(password)
}
