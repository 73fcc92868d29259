import { AGE_BRACKETS } from '../../shared/dashboard/ageing-rules.ts'
import type { CustomerAgeingRow, Dashboard } from '../../shared/dashboard/dashboard-contract.ts'
import { countBackText, daysText, shareText, type Say } from '../../shared/dashboard/figure-words.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { asOfOf, outFolderOf, UsageError } from './cli-arguments.ts'
import { isJson, makeOutFolder, openDossier, say, type Api, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** « Tableau de bord » and « balance âgée », to read or as files. */
export const dashboardCommands: [string, Command][] = [
  ['dashboard', { name: 'dashboard', positionals: 0, options: ['dossier', 'as-of', 'pdf', 'xlsx', 'out', 'json'], run: showDashboard }],
  ['ageing', { name: 'ageing', positionals: 0, options: ['dossier', 'as-of', 'json'], run: showAgeing }],
]

const text: Say = (key, params = {}) => translate('fr', key, params)

async function showDashboard(work: Work): Promise<number> {
  const { api, args, print } = work
  const asOf = asOfOf(args, work.today)
  const formats = (['pdf', 'xlsx'] as const).filter((format) => args.options.has(format))
  if (formats.length === 0 && args.options.has('out')) throw new UsageError('out-without-format')
  const outFolder = formats.length > 0 ? outFolderOf(args) : null
  await openDossier(work)
  const dashboard = await api.dashboard.summary({ asOf })
  if (outFolder !== null) makeOutFolder(outFolder)
  const files: string[] = []
  for (const format of formats) files.push((await api.dashboard.writeReport({ asOf, format, outFolder })).file)
  if (isJson(work)) print(JSON.stringify({ ...dashboard, files }, null, 2))
  else {
    for (const line of alignColumns(figuresForPeople(dashboard))) print(line)
    for (const file of files) print(say('written', { file }))
  }
  return 0
}

function figuresForPeople({ asOf, ageing, dso, delay }: Dashboard): string[][] {
  return [
    [translate('fr', 'dashboard.document', { date: formatDate(asOf) })],
    [text('dashboard.kpi.open.title'), formatEuros(ageing.openCents), text('dashboard.kpi.open.detail', { n: ageing.counts.reduce((sum, count) => sum + count, 0) })],
    [text('dashboard.kpi.overdue.title'), formatEuros(ageing.overdueCents), text('dashboard.kpi.overdue.detail', { n: ageing.overdueCount, share: shareText(ageing.overdueCents, ageing.openCents, text) })],
    ...AGE_BRACKETS.map((bracket) => [`  ${text(`accounts.statement.bracket.${bracket}`)}`, formatEuros(ageing[bracket]), shareText(ageing[bracket], ageing.openCents, text)]),
    [text('dashboard.kpi.credit.title'), formatEuros(ageing.creditCents), text('dashboard.kpi.credit.detail', { n: ageing.creditCount })],
    [text('dashboard.kpi.dso.title'), countBackText(dso, text), text('dashboard.kpi.dso.detail', { ratio: daysText(dso.ratioTenthDays, text) })],
    [text('dashboard.kpi.late.title'), daysText(delay.lateTenthDays, text), text('dashboard.kpi.late.detail', { amount: formatEuros(delay.settledCents) })],
  ]
}

async function showAgeing(work: Work): Promise<number> {
  const asOf = asOfOf(work.args, work.today)
  await openDossier(work)
  const { ageing } = await work.api.dashboard.summary({ asOf })
  const customers = await allCustomers(work.api, asOf)
  if (isJson(work)) work.print(JSON.stringify({ asOf, ...ageing, customers: customers.map(({ id: _id, ...customer }) => customer) }, null, 2))
  else {
    const names = [...AGE_BRACKETS, 'creditCents', 'totalCents'] as const
    const heading = [text('dashboard.ageing.column.code'), text('dashboard.ageing.column.name'), ...names.map((name) => text(`accounts.statement.bracket.${name}`))]
    const amounts = (row: Record<(typeof names)[number], number>): string[] => names.map((name) => formatEuros(name === 'creditCents' ? 0 - row[name] : row[name]))
    for (const line of alignColumns([heading, ...customers.map((row) => [row.code, row.name, ...amounts(row)]), ['', '', ...amounts(ageing)]])) work.print(line)
  }
  return 0
}

/** Rows asked for at once. */
const PAGE = 1000

async function allCustomers(api: Api, asOf: LocalDate): Promise<CustomerAgeingRow[]> {
  const { ids } = await api.dashboard.customers({ asOf })
  const rows: CustomerAgeingRow[] = []
  for (let from = 0; from < ids.length; from += PAGE) rows.push(...await api.dashboard.customerRows({ asOf, ids: ids.slice(from, from + PAGE) }))
  return rows
}
