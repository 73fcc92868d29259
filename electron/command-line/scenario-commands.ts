import { formatDate } from '../../shared/date.ts'
import { holdText } from '../../shared/holds/hold-text-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Scenario, ScenarioToday } from '../../shared/scenarios/scenario-contract.ts'
import { stepWords } from '../../shared/scenarios/scenario-rules.ts'
import { asOfOf } from './cli-arguments.ts'
import { isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** « Scénario de relance »: what it proposes on a day. Reads only: `letters` writes. */
export const scenarioCommands: [string, Command][] = [
  ['scenario today', { name: 'scenario-today', positionals: 0, options: ['dossier', 'as-of', 'json'], run: showToday }],
]

/** What one answer holds. */
const MOST = 5000

async function showToday(work: Work): Promise<number> {
  const asOf = asOfOf(work.args, work.today)
  await openDossier(work)
  const [today, { steps }] = [await work.api.scenarios.today({ asOf, most: MOST }), await work.api.scenarios.settings()]
  if (isJson(work)) { work.print(JSON.stringify(today, null, 2)); return 0 }
  if (!today.isOn) { work.print(say('scenario.off')); return 0 }
  for (const line of linesOf(today, steps)) work.print(line)
  return 0
}

/** « étape passée : J+15 », as the window says it. */
const skippedText = (places: readonly number[], steps: Scenario['steps']): string[] =>
  (places.length === 0 ? [] : [translate('fr', 'scenarios.today.skipped', { n: places.length, steps: places.map((place) => translate('fr', 'scenarios.short', { days: steps[place]!.days })).join(', ') })])

function linesOf({ asOf, groups, blocked, blockedCount, waitingCount, finishedCount }: ScenarioToday, steps: Scenario['steps']): string[] {
  const stepOf = (place: number): string => { const { key, params } = stepWords(steps[place]!); return translate('fr', `scenarios.step.${key}`, params) }
  const rows = groups.flatMap(({ place, entries }) => entries.map(({ customerCode, customerName, dueDateCount, totalCents, sinceOn, skipped }) =>
    [stepOf(place), customerCode, customerName, say('count.dueDates', { n: dueDateCount }), formatEuros(totalCents), [say('scenario.since', { date: formatDate(sinceOn) }), ...skippedText(skipped, steps)].join(', ')]))
  const held = blocked.map(({ place, customerCode, customerName, dueDateCount, totalCents, reason, hold }) =>
    [stepOf(place), customerCode, customerName, say('count.dueDates', { n: dueDateCount }), formatEuros(totalCents), hold ? holdText(hold, (key, params) => translate('fr', key, params)) : translate('fr', `scenarios.today.reason.${reason}`)])
  return [
    ...rows.length === 0 ? [translate('fr', 'scenarios.today.none')] : alignColumns(rows),
    ...held.length === 0 ? [] : [say('scenario.blocked', { n: blockedCount }), ...alignColumns(held)],
    say('scenario.total', { asOf: formatDate(asOf), proposed: groups.reduce((sum, { dueDateCount }) => sum + dueDateCount, 0), blocked: blockedCount, waiting: waitingCount, finished: finishedCount }),
  ]
}
