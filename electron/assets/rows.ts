import type { Statement } from 'better-sqlite3'
import { systemNow } from '../../shared/date.ts'
import { AppError, existing, type ErrorDetails } from '../../shared/errors.ts'
import type { Sql } from '../db/database.ts'

type Value = string | number | boolean | null | Uint8Array

const stored = (value: Value): string | number | null | Uint8Array => (typeof value === 'boolean' ? (value ? 1 : 0) : value)

/** The tables of this slice; those that keep when they were last changed. */
const DATED = ['internal_organisation', 'site', 'location', 'contact', 'item', 'asset'] as const
export type AssetTable = typeof DATED[number] | 'classification' | 'category' | 'reading_mode' | 'meter' | 'reading' | 'collaboration'

const plainStatements = new WeakMap<Sql, Map<string, Statement>>()
const numberStatements = new WeakMap<Sql, Map<string, Statement>>()

/** Each query is compiled once: a list asks the same ones for each of its lines. */
function compiled(kept: WeakMap<Sql, Map<string, Statement>>, sql: Sql, query: string, prepare: () => Statement): Statement {
  const statements = kept.get(sql) ?? new Map<string, Statement>()
  kept.set(sql, statements)
  const known = statements.get(query)
  if (known) return known
  const statement = prepare()
  statements.set(query, statement)
  return statement
}
const plain = (sql: Sql, query: string): Statement => compiled(plainStatements, sql, query, () => sql.prepare(query))

/** The number in the first column of the first row, or null when there is none. */
export function readNumber(sql: Sql, query: string, ...values: (string | number | null)[]): number | null {
  return (compiled(numberStatements, sql, query, () => sql.prepare(query).pluck()).get(...values) as number | null | undefined) ?? null
}

/** Adds a row (id null) or rewrites its columns; AppError('record.gone') when it is no longer there, ('assets.code-taken', {code}) when another one has the same. Returns its id. */
export function writeRow(sql: Sql, table: AssetTable, id: number | null, columns: Record<string, Value>, code = ''): number {
  const values = Object.fromEntries(Object.entries({ ...columns, ...(DATED as readonly string[]).includes(table) ? { updated_at: systemNow() } : {} }).map(([name, value]) => [name, stored(value)]))
  const names = Object.keys(values)
  try {
    if (id === null) return Number(plain(sql, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`).run(values).lastInsertRowid)
    const { changes } = plain(sql, `UPDATE ${table} SET ${names.map((name) => `${name} = :${name}`).join(', ')} WHERE id = :id`).run({ ...values, id })
    if (changes === 0) throw new AppError('record.gone')
    return id
  } catch (error) {
    if (hasCode(error, 'SQLITE_CONSTRAINT_UNIQUE')) throw new AppError('assets.code-taken', { code })
    throw error
  }
}

/** Deletes a row, or refuses with `errors.<code>` when another one stands on it, whichever the table. */
export function deleteRow(sql: Sql, table: AssetTable, id: number, code: string, details: ErrorDetails = {}): void {
  try {
    if (sql.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id).changes === 0) throw new AppError('record.gone')
  } catch (error) {
    if (hasCode(error, 'SQLITE_CONSTRAINT_FOREIGNKEY')) throw new AppError(code, details)
    throw error
  }
}

/** One row with its 0 and 1 of these columns as booleans, or null. */
export function readRow<T extends object>(sql: Sql, query: string, flags: readonly (keyof T & string)[], ...values: (string | number)[]): T | null {
  return readRows<T>(sql, query, flags, ...values)[0] ?? null
}

/** Rows as `readRow` gives one. */
export function readRows<T extends object>(sql: Sql, query: string, flags: readonly (keyof T & string)[], ...values: (string | number | object)[]): T[] {
  const rows = plain(sql, query).all(...values) as T[]
  if (flags.length === 0) return rows
  return rows.map((row) => ({ ...row, ...Object.fromEntries(flags.map((flag) => [flag, (row[flag] as unknown) === 1])) }))
}

/** AppError('record.gone') when there is no row of this id. */
export function requireRow(sql: Sql, table: AssetTable, id: number): void {
  existing(readNumber(sql, `SELECT id FROM ${table} WHERE id = ?`, id))
}

/** AppError('record.gone') unless this organisation is a customer. */
export function requireCustomer(sql: Sql, id: number): void {
  existing(readNumber(sql, 'SELECT id FROM organisation WHERE id = ? AND is_customer = 1', id))
}

/** AppError('record.gone') unless this organisation is a manufacturer. */
export function requireManufacturer(sql: Sql, id: number): void {
  existing(readNumber(sql, 'SELECT id FROM organisation WHERE id = ? AND is_manufacturer = 1', id))
}

const hasCode = (error: unknown, code: string): boolean => (error as { code?: unknown }).code === code
