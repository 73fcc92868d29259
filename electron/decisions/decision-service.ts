import type { Handlers } from '../../shared/call.ts'
import type { decisionContract } from '../../shared/decisions/decision-contract.ts'
import { columnsOf, DECISION_TABLES, readTable } from '../../shared/decisions/table-rules.ts'
import { unknownCriteria, type KnownNames } from '../../shared/decisions/unknown-criteria-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { decisionRepository } from './decision-repository.ts'

/** « Gérer les tables de décision ». */
/** @param knownNames what criteria may name, read each time */
export function decisionService(sql: Sql, knownNames: () => KnownNames): Handlers<typeof decisionContract> {
  const tables = decisionRepository(sql)
  return {
    tables: ({ search }) => DECISION_TABLES.filter((name) => normalise(name).includes(normalise(search))).map((name) => ({ name, rowCount: tables.count(name) })),
    table: ({ name }) => ({ name, rows: tables.rows(name) }),
    unknownCriteria: ({ name }) => unknownCriteria(name, tables.rows(name), knownNames()),
    saveTable: ({ name, rows: typed }) => {
      const { rows, problems } = readTable(name, typed)
      const wrong = problems[0]
      if (wrong) {
        throw new AppError('decisions.invalid-cell', {
          position: wrong.row + 1, column: wrong.column, at: wrong.at + 1, columnKey: `decisions.column.${columnsOf(name)[wrong.column]!.key}`, reasonKey: `decisions.problem.${wrong.reason}`,
        })
      }
      sql.transaction(() => { tables.replace(name, rows) }).immediate()
      return { name, rows: tables.rows(name) }
    },
  }
}
