import { z } from 'zod'
import { command, query, urgent } from '../call.ts'
import { Id, Nothing, Text } from '../schemas.ts'

/** A `clerk` works; an `administrator` also sets how one works (right-rules.ts). */
export const Role = z.enum(['administrator', 'clerk'])
export type Role = z.output<typeof Role>

export const User = z.object({ id: Id, login: Text, name: Text, role: Role, isActive: z.boolean() })
export type User = z.output<typeof User>
export const UserDraft = User.extend({ id: Id.nullable() })
export type UserDraft = z.output<typeof UserDraft>

/** As typed: neither trimmed nor logged. */
const Password = z.string().max(200)

/** Who works in the open dossier. `single`: it has no users, and whoever opens it is administrator. */
export const Session = z.object({ state: z.enum(['single', 'signed-out', 'signed-in']), user: User.nullable(), isAdministrator: z.boolean() })
export type Session = z.output<typeof Session>

export const userContract = {
  session: query(Nothing, Session),
  /** AppError('users.wrong-password') whatever is wrong; ('users.wait', {seconds}) after several failures with that login. */
  signIn: command(z.object({ login: Text, password: Password }), Session),
  /** At once, whatever is under way: that goes on under the name it was begun with, what waits behind it is refused. */
  signOut: urgent(Nothing, Session),
  /** One's own. AppError('users.wrong-password'), ('users.wait'), ('users.password-short', {min}) */
  changePassword: command(z.object({ present: Password, next: Password }), Nothing),
  list: query(Nothing, z.array(User)),
  /**
   * `password` null leaves it as it is. The first user is signed in as soon as he is made.
   * AppError('users.login-wrong'), ('users.name-missing'), ('users.login-taken', {login}), ('users.name-taken', {name}), ('users.password-short', {min}), ('users.first-administrator'), ('users.last-administrator'), nothing changed.
   */
  save: command(z.object({ user: UserDraft, password: Password.nullable() }), User),
  /** What he has done keeps his name, which nobody else can have. AppError('users.last-administrator') */
  remove: command(z.object({ id: Id }), Nothing),
}
