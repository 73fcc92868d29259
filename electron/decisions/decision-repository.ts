import { z } from 'zod'
import type { DecisionRow, DecisionTableName } from '../../shared/decisions/table-rules.ts'
import type { Sql } from '../db/database.ts'

/** The decision tables as other slices read them, at every use: a saved change holds at once. */
export interface DecisionTables {
  /** In order of position */
  rows(table: DecisionTableName): DecisionRow[]
}

const Cells = z.array(z.string())

export function decisionRepository(sql: Sql) {
  return {
    rows: (table: DecisionTableName): DecisionRow[] =>
      (sql.prepare('SELECT position, cells FROM decision_row WHERE table_name = ? ORDER BY position').all(table) as { position: number; cells: string }[])
        .map(({ position, cells }) => ({ position, cells: Cells.parse(JSON.parse(cells)) })),
    count: (table: DecisionTableName): number => sql.prepare('SELECT count(*) FROM decision_row WHERE table_name = ?').pluck().get(table) as number,
    /** To be called within a transaction. */
    replace: (table: DecisionTableName, rows: readonly (readonly string[])[]): void => {
      sql.prepare('DELETE FROM decision_row WHERE table_name = ?').run(table)
      const insert = sql.prepare('INSERT INTO decision_row (table_name, position, cells) VALUES (?, ?, ?)')
      for (const [index, cells] of rows.entries()) insert.run(table, index + 1, JSON.stringify(cells))
    },
  } satisfies DecisionTables & Record<string, unknown>
}
