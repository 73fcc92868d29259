import { z } from 'zod'
import { command, query } from '../call.ts'
import { Text } from '../schemas.ts'
import { DECISION_TABLES } from './table-rules.ts'
import { UnknownCriterion } from './unknown-criteria-rules.ts'

export const DecisionTable = z.object({ name: z.enum(DECISION_TABLES), rows: z.array(z.object({ position: z.int().positive(), cells: z.array(z.string()) })) })
export type DecisionTable = z.output<typeof DecisionTable>

/** Beyond it, a table is no longer something a person reads. */
export const MOST_DECISION_ROWS = 1000

export const decisionContract = {
  /** Those whose name holds the text, whatever its case; all of them for ''. */
  tables: query(z.object({ search: Text }), z.array(z.object({ name: z.enum(DECISION_TABLES), rowCount: z.int() }))),
  table: query(z.object({ name: z.enum(DECISION_TABLES) }), DecisionTable),
  /** Names its criteria hold that nothing in the dossier bears: such a row is for nobody. */
  unknownCriteria: query(z.object({ name: z.enum(DECISION_TABLES) }), z.array(UnknownCriterion)),
  /**
   * Puts these rows in the place of all the table has; their order is their position. Dates are ISO or `jj/mm/aaaa`.
   * AppError('decisions.invalid-cell', {position, column, columnKey, reasonKey, at}) at the first wrong cell, nothing changed.
   */
  saveTable: command(z.object({ name: z.enum(DECISION_TABLES), rows: z.array(z.array(Text).max(20)).max(MOST_DECISION_ROWS) }), DecisionTable),
}
