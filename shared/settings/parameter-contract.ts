import { z } from 'zod'
import { command, query } from '../call.ts'
import { Text } from '../schemas.ts'
import { PARAMETERS } from './parameter-rules.ts'

const ParameterValueSchema = z.union([z.boolean(), z.int(), Text])
export const Parameter = z.object({ name: z.enum(PARAMETERS), value: ParameterValueSchema })
export type Parameter = z.output<typeof Parameter>

/** « Gérer les paramètres »: names, types, defaults and effects are the program's, values the dossier's. */
export const parameterContract = {
  /** Those whose name holds the text, whatever its case; all of them for ''. */
  parameters: query(z.object({ search: Text }), z.array(Parameter)),
  /** All or none. AppError('parameters.invalid', {name, reasonKey, …}) */
  saveParameters: command(z.array(Parameter).max(PARAMETERS.length), z.array(Parameter)),
}
