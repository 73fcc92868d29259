import { systemNow } from '../../shared/date.ts'
import { definitionOf, parseParameter, writeParameter, type FlagParameter, type NumberParameter, type ParameterName, type ParameterValue, type TextParameter } from '../../shared/settings/parameter-rules.ts'
import type { Sql } from '../db/database.ts'

/** Parameters as other slices read them, at every use: a saved change holds at once. */
export interface Parameters {
  text(name: TextParameter): string
  flag(name: FlagParameter): boolean
  number(name: NumberParameter): number
}

/** Only what differs from its default is stored; what is stored and cannot be read is the default. */
export function parameterRepository(sql: Sql) {
  const read = (name: ParameterName): ParameterValue => {
    const { initial } = definitionOf(name)
    const stored = sql.prepare('SELECT value FROM parameter WHERE name = ?').pluck().get(name) as string | undefined
    return stored === undefined ? initial : parseParameter(name, stored) ?? initial
  }
  return {
    read,
    text: (name: TextParameter): string => String(read(name)),
    flag: (name: FlagParameter): boolean => read(name) === true,
    number: (name: NumberParameter): number => Number(read(name)),
    write: (name: ParameterName, value: ParameterValue): void => {
      if (value === definitionOf(name).initial) sql.prepare('DELETE FROM parameter WHERE name = ?').run(name)
      else sql.prepare('INSERT INTO parameter (name, value, updated_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at').run(name, writeParameter(value), systemNow())
    },
  } satisfies Parameters & Record<string, unknown>
}
