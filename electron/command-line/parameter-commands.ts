import { AppError } from '../../shared/errors.ts'
import { definitionOf, PARAMETERS, parseParameter, writeParameter, type ParameterName } from '../../shared/settings/parameter-rules.ts'
import { isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** « Gérer les paramètres » without a window. */
export const parameterCommands: [string, Command][] = [
  ['parameters list', { name: 'parameters-list', positionals: 0, options: ['dossier', 'name', 'json'], run: listParameters }],
  ['parameters set', { name: 'parameters-set', positionals: 2, options: ['dossier', 'json'], run: setParameter }],
]

async function listParameters(work: Work): Promise<number> {
  await openDossier(work)
  const found = await work.api.settings.parameters({ search: work.args.options.get('name') ?? '' })
  if (isJson(work)) work.print(JSON.stringify(found, null, 2))
  else if (found.length === 0) work.print(say('parameters.none'))
  else for (const line of alignColumns(found.map(({ name, value }) => [name, writeParameter(value)]))) work.print(line)
  return 0
}

async function setParameter(work: Work): Promise<number> {
  const [wanted = '', text = ''] = work.args.positionals
  const name = PARAMETERS.find((known) => known === wanted)
  if (name === undefined) throw new AppError('cli.parameter-unknown', { name: wanted })
  const value = parseParameter(name, text)
  if (value === null) throw new AppError('cli.parameter-value', { name, value: text, expected: expectedOf(name) })
  await openDossier(work)
  const saved = await work.api.settings.saveParameters([{ name, value }])
  work.print(isJson(work) ? JSON.stringify(saved[0]) : say('parameters.set', { name, value: writeParameter(value) }))
  return 0
}

function expectedOf(name: ParameterName): string {
  const definition = definitionOf(name)
  return definition.type === 'number' ? `${definition.min} … ${definition.max}` : definition.type === 'flag' ? '1, 0' : definition.type === 'choice' ? definition.choices.join(', ') : say('parameters.email')
}
