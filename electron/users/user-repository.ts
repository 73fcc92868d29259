import { createHash } from 'node:crypto'
import { systemNow, type Instant } from '../../shared/date.ts'
import type { User, UserDraft } from '../../shared/users/user-contract.ts'
import type { Sql } from '../db/database.ts'

const columns = `id, login, name, role, is_active AS isActive`
type Row = Omit<User, 'isActive'> & { isActive: number }
const userOf = (row: Row): User => ({ ...row, isActive: row.isActive === 1 })

/** Whether whoever opens the dossier has to say who he is. */
export const hasUsers = (sql: Sql): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM app_user)').pluck().get() === 1
/** The same of a dossier that may be older than users are. */
export const hasUsersOfAnyVersion = (sql: Sql): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'app_user')`).pluck().get() === 1 && hasUsers(sql)

export function userRepository(sql: Sql) {
  return {
    all: (): User[] => (sql.prepare(`SELECT ${columns} FROM app_user ORDER BY name, login`).all() as Row[]).map(userOf),
    one: (id: number): User | null => {
      const row = sql.prepare(`SELECT ${columns} FROM app_user WHERE id = ?`).get(id) as Row | undefined
      return row ? userOf(row) : null
    },
    byLogin: (login: string): { id: number; isActive: boolean; hash: string } | null => {
      const row = sql.prepare('SELECT id, is_active AS isActive, password_hash AS hash FROM app_user WHERE login = ?').get(login) as { id: number; isActive: number; hash: string } | undefined
      return row ? { ...row, isActive: row.isActive === 1 } : null
    },
    /** `hash` null leaves the password. Returns the id. */
    write: ({ id, login, name, role, isActive }: UserDraft, hash: string | null): number => {
      const values = { login, name, role, isActive: isActive ? 1 : 0, hash, at: systemNow() }
      const written = id ?? Number(sql.prepare('INSERT INTO app_user (login, name, role, password_hash, is_active, updated_at) VALUES (:login, :name, :role, :hash, :isActive, :at)').run(values).lastInsertRowid)
      if (id !== null) sql.prepare('UPDATE app_user SET login = :login, name = :name, role = :role, is_active = :isActive, password_hash = coalesce(:hash, password_hash), updated_at = :at WHERE id = :id').run({ ...values, id })
      sql.prepare('INSERT OR IGNORE INTO user_name (name, user_id) VALUES (?, ?)').run(name, written)
      return written
    },
    remove: (id: number): void => { sql.prepare('DELETE FROM app_user WHERE id = ?').run(id) },
    /** Every name that others have now or had once. */
    namesOfOthers: (id: number | null): string[] => sql.prepare('SELECT name FROM user_name WHERE user_id IS NOT ?').pluck().all(id) as string[],
    failures: (login: string): { count: number; lastAt: Instant } | null =>
      (sql.prepare('SELECT failures AS count, last_failed_at AS lastAt FROM sign_in_failure WHERE login_key = ?').get(loginKey(login)) as { count: number; lastAt: Instant } | undefined) ?? null,
    countFailure: (login: string, at: Instant): void => {
      sql.prepare('INSERT INTO sign_in_failure (login_key, failures, last_failed_at) VALUES (:key, 1, :at) ON CONFLICT (login_key) DO UPDATE SET failures = failures + 1, last_failed_at = :at').run({ key: loginKey(login), at })
    },
    forgetFailures: (login: string): void => { sql.prepare('DELETE FROM sign_in_failure WHERE login_key = ?').run(loginKey(login)) },
  }
}

const loginKey = (login: string): number => createHash('sha256').update(login).digest().readUInt16BE(0)
