import type { Handlers } from '../../shared/call.ts'
import { AppError } from '../../shared/errors.ts'
import type { parameterContract } from '../../shared/settings/parameter-contract.ts'
import { definitionOf, parameterProblem, PARAMETERS } from '../../shared/settings/parameter-rules.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { parameterRepository } from './parameter-repository.ts'

/** « Gérer les paramètres ». */
export function parameterService(sql: Sql): Handlers<typeof parameterContract> {
  const stored = parameterRepository(sql)
  return {
    parameters: ({ search }) => PARAMETERS.filter((name) => normalise(name).includes(normalise(search))).map((name) => ({ name, value: stored.read(name) })),
    saveParameters: (changed) => {
      for (const { name, value } of changed) {
        const problem = parameterProblem(name, value)
        const definition = definitionOf(name)
        if (problem) throw new AppError('parameters.invalid', { name, reasonKey: `parameters.invalid.${problem}`, ...definition.type === 'number' ? { min: definition.min, max: definition.max } : {} })
      }
      sql.transaction(() => { for (const { name, value } of changed) stored.write(name, value) }).immediate()
      return changed.map(({ name }) => ({ name, value: stored.read(name) }))
    },
  }
}
