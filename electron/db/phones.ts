import type { Sql } from './database.ts'

/** An organisation's columns in the order its numbers are called in. */
const IN_ORDER = ['phone1', 'mobile1', 'phone2', 'mobile2'] as const

/** The number an organisation is called on first, as SQL; '' when it has none. */
export const phoneOf = (organisation: string): string => `coalesce(${IN_ORDER.map((column) => `nullif(${organisation}.${column}, '')`).join()}, '')`

/** All its numbers in that order, each once. */
export function readPhones(sql: Sql, organisationId: number): string[] {
  const phones = sql.prepare(`SELECT ${IN_ORDER.join()} FROM organisation WHERE id = ?`).raw().get(organisationId) as string[]
  return [...new Set(phones.filter((phone) => phone !== ''))]
}
