import { systemNow, type Instant } from '../../shared/date.ts'
import type { User, UserDraft } from '../../shared/users/user-contract.ts'
import type { Sql } from '../db/database.ts'

const columns = `id, login, name, role, is_active AS isActive`
type Row = Omit<User, 'isActive'> & { isActive: number }
const userOf = (row: Row): User => ({ ...row, isActive: row.isActive === 1 })

/** Whether whoever opens the dossier has to say who he is. */
export const hasUsers = (sql: Sql): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM app_user)').pluck().get() === 1

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
      if (id === null) {
        return Number(sql.prepare('INSERT INTO app_user (login, name, role, password_hash, is_active, updated_at) VALUES (:login, :name, :role, :hash, :isActive, :at)').run(values).lastInsertRowid)
      }
      sql.prepare('UPDATE app_user SET login = :login, name = :name, role = :role, is_active = :isActive, password_hash = coalesce(:hash, password_hash), updated_at = :at WHERE id = :id').run({ ...values, id })
      return id
    },
    remove: (id: number): void => { sql.prepare('DELETE FROM app_user WHERE id = ?').run(id) },
    failures: (): { count: number; lastAt: Instant } | null =>
      (sql.prepare('SELECT failures AS count, last_failed_at AS lastAt FROM sign_in_failure').get() as { count: number; lastAt: Instant } | undefined) ?? null,
    countFailure: (at: Instant): void => {
      sql.prepare('INSERT INTO sign_in_failure (id, failures, last_failed_at) VALUES (1, 1, :at) ON CONFLICT (id) DO UPDATE SET failures = failures + 1, last_failed_at = :at').run({ at })
    },
    forgetFailures: (): void => { sql.prepare('DELETE FROM sign_in_failure').run() },
  }
}
