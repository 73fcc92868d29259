import { formatDate, formatInstant, type Instant } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import type { ReminderRunSummary } from '../../shared/reminders/run-contract.ts'
import { numberOf } from './cli-arguments.ts'
import { backUpDaily, isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** What was generated and imported, and their undos. */
export const runCommands: [string, Command][] = [
  ['runs', { name: 'runs', positionals: 0, options: ['dossier', 'json'], run: listRuns }],
  ['undo-run', { name: 'undo-run', positionals: 0, options: ['dossier', 'run', 'json'], run: undoRun }],
  ['imports', { name: 'imports', positionals: 0, options: ['dossier', 'json'], run: listImports }],
  ['undo-import', { name: 'undo-import', positionals: 0, options: ['dossier', 'import', 'json'], run: undoImport }],
]

async function listRuns(work: Work): Promise<number> {
  await openDossier(work)
  const runs = await allRuns(work)
  if (isJson(work)) work.print(JSON.stringify({ runs: runs.map(({ printDocumentId: _printDocumentId, ...run }) => run) }, null, 2))
  else if (runs.length === 0) work.print(say('runs.none'))
  else for (const line of alignColumns(runs.map(runForPeople))) work.print(line)
  return 0
}

async function allRuns({ api }: Work): Promise<ReminderRunSummary[]> {
  const runs: ReminderRunSummary[] = []
  for (let page = await api.reminders.runs({ from: 0 }); page.length > 0; page = await api.reminders.runs({ from: runs.length })) runs.push(...page)
  return runs
}

const runForPeople = ({ id, createdAt, createdBy, asOf, letterCount, totalCents, undone }: ReminderRunSummary): string[] => [
  String(id), formatInstant(createdAt as Instant), createdBy, say('runs.as-of', { date: formatDate(asOf) }), say('count.letters', { n: letterCount }), formatEuros(totalCents),
  undone === null ? '' : say('runs.undone', { at: formatInstant(undone.at as Instant), by: undone.by }),
]

async function undoRun(work: Work): Promise<number> {
  const id = numberOf(work.args, 'run')
  await openDossier(work)
  await backUpDaily(work)
  const undone = await work.api.reminders.undoRun({ id })
  work.print(isJson(work) ? JSON.stringify(undone) : say('runs.undo-done', { run: id, letters: say('count.letters', { n: undone.letterCount }), dueDates: say('count.dueDates', { n: undone.lineCount }) }))
  return 0
}

async function listImports(work: Work): Promise<number> {
  await openDossier(work)
  const imports = await work.api.imports.list()
  if (isJson(work)) work.print(JSON.stringify({ imports }, null, 2))
  else if (imports.length === 0) work.print(say('imports.none'))
  else for (const line of alignColumns(imports.map(({ id, kind, fileName, appliedAt, undoneAt }) => [String(id), formatInstant(appliedAt as Instant), translate('fr', `imports.kind.${kind}`), fileName, undoneAt === null ? '' : say('imports.undone', { at: formatInstant(undoneAt as Instant) })]))) work.print(line)
  return 0
}

async function undoImport(work: Work): Promise<number> {
  const id = numberOf(work.args, 'import')
  await openDossier(work)
  await backUpDaily(work)
  await work.api.imports.undo({ id })
  work.print(isJson(work) ? JSON.stringify({ importId: id }) : say('imports.undo-done', { id }))
  return 0
}
