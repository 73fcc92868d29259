import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { outcomeKey } from '../../shared/meters/automatic-rules.ts'
import { asOfOf, UsageError } from './cli-arguments.ts'
import { backUpDaily, isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** The automatic requests for the system's task scheduler; « outbox send » then sends them. */
export const meterCommands: [string, Command][] = [
  ['meter-requests run', { name: 'meter-requests-run', positionals: 0, options: ['dossier', 'as-of', 'json'], run: runRequests }],
]

async function runRequests(work: Work): Promise<number> {
  const today = work.today()
  const asOf = asOfOf(work.args, () => today)
  // asked for in advance, requests would go by what is billed now, and the days until then would count as done
  if (asOf > today) throw new UsageError('after-today', { asOf: formatDate(asOf), today: formatDate(today) })
  await openDossier(work)
  const { api, print, remark } = work
  const { plannedCount, forgottenDays, notBilled } = await api.meters.automaticState({ asOf })
  if (plannedCount > 0) await backUpDaily(work)
  const { days, sending } = await api.meters.runAutomatic({ asOf, byItself: false })
  const lines = (await Promise.all(days.filter(({ requestedCount, skippedCount }) => requestedCount + skippedCount > 0)
    .map(async ({ day }) => (await api.meters.automaticLines({ day })).map((line) => ({ day, ...line }))))).flat()
  const [emailCount, faxCount] = [sending?.emailCount ?? 0, sending?.faxCount ?? 0]
  if (isJson(work)) {
    print(JSON.stringify({ asOf, days, emailCount, faxCount, resultTo: sending?.resultTo ?? '', forgottenDays, notBilled: notBilled.count, requests: lines.map(({ id: _id, ...line }) => line) }, null, 2))
  } else {
    for (const row of alignColumns(lines.map((line) => [formatDate(line.day), line.providerIdentifier, line.customerName, translate('fr', outcomeKey(line.outcome))]))) print(row)
    print(say('meter-requests.done', { from: formatDate(days[0]!.day), to: formatDate(asOf), n: emailCount + faxCount, email: emailCount, fax: faxCount }))
  }
  if (forgottenDays > 0) remark(translate('fr', 'automatic.forgotten', { n: forgottenDays }))
  if (notBilled.count > 0) remark(translate('fr', 'automatic.notBilled', { n: notBilled.count, codes: notBilled.codes.join(', ') }))
  if (emailCount + faxCount > 0) remark(say('meter-requests.queued'))
  if (sending !== null && !sending.hasMailServer && emailCount + faxCount > 0) remark(translate('fr', 'meters.noMailServer'))
  return 0
}
