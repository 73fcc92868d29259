import type { Content } from 'pdfmake/interfaces'
import { AGE_BRACKETS } from '../../shared/dashboard/ageing-rules.ts'
import type { CustomerAgeingRow, Dashboard, HistoryRow } from '../../shared/dashboard/dashboard-contract.ts'
import { countBackText, daysText, effectsBy, formatTenths, groupText, shareText, weekText, type EffectGroup, type Say } from '../../shared/dashboard/figure-words.ts'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatAmount, formatEuros } from '../../shared/money.ts'
import { barChart, barLegend, TEXTURES } from './bar-chart-layout.ts'
import { GREY } from './letter-sheet.ts'
import type { PdfDefinition } from './page-layout.ts'
import { reportSheet, reportWidth } from './report-sheet.ts'
import { reportTable, type ReportColumn } from './report-table.ts'

/** What the PDF shows: the first customers, the workbook has them all. */
export interface DashboardSheet { companyName: string; dashboard: Dashboard; customers: readonly CustomerAgeingRow[] }

const say: Say = (key, params = {}) => translate('fr', key, params)
const text: Say = (key, params = {}) => say(`dashboard.${key}`, params)

const BAR_WIDTH = reportWidth(false) * 0.5

/** « Tableau de bord » on paper: each figure with its chart, its table and how it is computed. */
export function dashboardDefinition({ companyName, dashboard, customers }: DashboardSheet): PdfDefinition {
  return reportSheet({ title: text('title'), subtitle: text('subtitle', { company: companyName, date: formatDate(dashboard.asOf) }), isLandscape: false, fontSize: 9 }, [
    figures(dashboard),
    ...ageingSection(dashboard, customers),
    ...topSection(dashboard),
    ...historySection(dashboard),
    ...dsoSection(dashboard),
    ...effectSection(dashboard),
    ...promiseSection(dashboard),
    ...forecastSection(dashboard),
  ])
}

/** The title with the first of what it is about stay on one page. */
const section = (title: string, first: Content, ...rest: Content[]): Content[] => [{ unbreakable: true, stack: [{ text: title, bold: true, fontSize: 12, margin: [0, 8, 0, 5] }, first] }, ...rest]

const how = (key: string, params: Record<string, string | number>): Content => ({ text: text('how', { text: text(`${key}.how`, params) }), fontSize: 7.5, color: GREY, margin: [0, 0, 0, 8] })

/** What every « how » may name. */
function named({ asOf, delay, dso }: Dashboard, since: 'delay' | 'dso' = 'delay'): Record<string, string | number> {
  return { date: formatDate(asOf), from: formatDate(since === 'dso' ? dso.period.from : delay.after), days: dso.period.days }
}

function figures(dashboard: Dashboard): Content {
  const { ageing, dso, delay } = dashboard
  const cells: [string, string, string][] = [
    ['open', formatEuros(ageing.openCents), text('kpi.open.detail', { n: ageing.counts.reduce((sum, count) => sum + count, 0) })],
    ['overdue', formatEuros(ageing.overdueCents), text('kpi.overdue.detail', { n: ageing.overdueCount, share: shareText(ageing.overdueCents, ageing.openCents, say) })],
    ['credit', formatEuros(ageing.creditCents), text('kpi.credit.detail', { n: ageing.creditCount })],
    ['dso', countBackText(dso, say), text('kpi.dso.detail', { ratio: daysText(dso.ratioTenthDays, say) })],
    ['late', daysText(delay.lateTenthDays, say), text('kpi.late.detail', { amount: formatEuros(delay.settledCents) })],
  ]
  return {
    margin: [0, 0, 0, 4],
    columns: cells.map(([key, value, detail]) => ({ width: '*', stack: [{ text: text(`kpi.${key}.title`), fontSize: 8, color: GREY }, { text: value, bold: true, fontSize: 12 }, { text: detail, fontSize: 7.5, color: GREY, margin: [0, 1, 6, 0] }] })),
  }
}

const bracketLabel = (bracket: (typeof AGE_BRACKETS)[number] | 'creditCents' | 'totalCents'): string => say(`accounts.statement.bracket.${bracket}`)
const share = (part: number, whole: number): string => shareText(part, whole, say)

function ageingSection(dashboard: Dashboard, customers: readonly CustomerAgeingRow[]): Content[] {
  const { ageing } = dashboard
  const bars = AGE_BRACKETS.map((bracket, index) => ({ label: bracketLabel(bracket), segments: [{ value: ageing[bracket], texture: TEXTURES[index]! }], text: `${formatEuros(ageing[bracket])} · ${share(ageing[bracket], ageing.openCents)} · ${text('kpi.open.detail', { n: ageing.counts[index]! })}` }))
  const amount = (label: string, value: (row: CustomerAgeingRow) => number): ReportColumn<CustomerAgeingRow> => ({ width: 58, label, alignment: 'right', cell: (row) => formatAmount(value(row)) })
  const columns: ReportColumn<CustomerAgeingRow>[] = [
    { width: '*', label: text('ageing.column.name'), cell: ({ name, code }) => `${name} (${code})` },
    ...AGE_BRACKETS.map((bracket) => amount(bracketLabel(bracket), (row) => row[bracket])),
    amount(bracketLabel('creditCents'), ({ creditCents }) => 0 - creditCents),
    amount(bracketLabel('totalCents'), ({ totalCents }) => totalCents),
  ]
  const total = ['', ...AGE_BRACKETS.map((bracket) => formatAmount(ageing[bracket])), formatAmount(0 - ageing.creditCents), formatAmount(ageing.totalCents)]
  const others = customers.length < ageing.customerCount ? [{ text: text('ageing.first', { n: customers.length, count: ageing.customerCount }), fontSize: 7.5, color: GREY, margin: [0, 0, 0, 6] as [number, number, number, number] }] : []
  return section(text('ageing.title'), barChart(bars, BAR_WIDTH), how('ageing', named(dashboard)), { text: text('ageing.customers'), bold: true, margin: [0, 0, 0, 4] }, reportTable(columns, customers, total), ...others)
}

function topSection(dashboard: Dashboard): Content[] {
  const { topDebtors, ageing } = dashboard
  if (topDebtors.length === 0) return []
  const bars = topDebtors.map(({ name, openCents, notDueCents }) => ({
    label: name, segments: [{ value: openCents - notDueCents, texture: 'crossed' as const }, { value: notDueCents, texture: 'plain' as const }], text: `${formatEuros(openCents)} · ${share(openCents, ageing.openCents)}`,
  }))
  const legend = barLegend([{ label: text('kpi.overdue.title'), texture: 'crossed' }, { label: bracketLabel('notDueCents'), texture: 'plain' }])
  return section(text('top.title'), { stack: [legend, barChart(bars, BAR_WIDTH * 0.8)] }, how('top', named(dashboard)))
}

function historySection(dashboard: Dashboard): Content[] {
  const { history, undated } = dashboard
  const bars = history.map(({ on, openCents, overdueCents }) => ({ label: formatDate(on), segments: [{ value: overdueCents, texture: 'crossed' as const }, { value: openCents - overdueCents, texture: 'plain' as const }], text: formatEuros(openCents) }))
  const amount = (key: string, value: (row: HistoryRow) => number): ReportColumn<HistoryRow> => ({ width: '*', label: text(`history.column.${key}`), alignment: 'right', cell: (row) => formatAmount(value(row)) })
  const columns: ReportColumn<HistoryRow>[] = [
    { width: 54, label: text('history.column.on'), cell: ({ on }) => formatDate(on) },
    amount('open', ({ openCents }) => openCents), amount('overdue', ({ overdueCents }) => overdueCents), amount('credit', ({ creditCents }) => 0 - creditCents), amount('net', ({ netCents }) => netCents),
    { width: 44, label: text('history.column.dso'), alignment: 'right', cell: ({ dsoTenthDays }) => formatTenths(dsoTenthDays) },
    amount('settled', ({ settledCents }) => settledCents),
    { width: 48, label: text('history.column.delay'), alignment: 'right', cell: ({ delayTenthDays }) => (delayTenthDays === null ? text('none') : formatTenths(delayTenthDays)) },
  ]
  const legend = barLegend([{ label: text('kpi.overdue.title'), texture: 'crossed' }, { label: bracketLabel('notDueCents'), texture: 'plain' }])
  const remark: Content[] = undated.count === 0 ? [] : [{ text: text('history.undated', { n: undated.count, amount: formatEuros(undated.cents), from: formatDate(dashboard.delay.after) }), fontSize: 8, margin: [0, 0, 0, 8] }]
  return section(text('history.title'), { stack: [legend, barChart(bars, BAR_WIDTH)] }, how('history', named(dashboard)), reportTable(columns, history), ...remark)
}

function dsoSection(dashboard: Dashboard): Content[] {
  const { dso, delay } = dashboard
  const rows: [string, string][] = [
    [text('dso.countBack'), countBackText(dso, say)], [text('dso.ratio'), daysText(dso.ratioTenthDays, say)], [text('dso.net'), formatEuros(dso.netCents)], [text('dso.sales'), formatEuros(dso.period.salesCents)],
    ...(dso.leftOut.count === 0 ? [] : [[text('dso.leftOut'), formatEuros(dso.leftOut.cents)] as [string, string]]),
    [text('dso.late'), daysText(delay.lateTenthDays, say)], [text('dso.term'), daysText(delay.termTenthDays, say)], [text('dso.onTime'), share(delay.onTimeCents, delay.settledCents)],
  ]
  const figureColumns: ReportColumn<[string, string]>[] = [{ width: '*', label: text('dso.column.figure'), cell: ([label]) => label }, { width: 120, label: text('dso.column.value'), alignment: 'right', cell: ([, value]) => value }]
  const stepColumns: ReportColumn<Dashboard['dso']['steps'][number]>[] = [
    { width: '*', label: text('dso.column.from'), cell: ({ from }) => formatDate(from) },
    { width: '*', label: text('dso.column.to'), cell: ({ to }) => formatDate(to) },
    { width: '*', label: text('dso.column.sales'), alignment: 'right', cell: ({ salesCents }) => formatAmount(salesCents) },
    { width: '*', label: text('dso.column.taken'), alignment: 'right', cell: ({ takenCents }) => formatAmount(takenCents) },
    { width: '*', label: text('dso.column.counted'), alignment: 'right', cell: ({ tenthDays }) => formatTenths(tenthDays) },
  ]
  return section(text('dso.title'), reportTable(figureColumns, rows), how('dso', named(dashboard, 'dso')), how('kpi.late', named(dashboard)), ...(dso.steps.length === 0 ? [] : [reportTable(stepColumns, dso.steps)]))
}

function effectSection(dashboard: Dashboard): Content[] {
  const { effects } = dashboard
  if (effects.length === 0) return section(text('effect.title'), { text: text('effect.none'), margin: [0, 0, 0, 8] })
  const columns: ReportColumn<EffectGroup>[] = [
    { width: '*', label: text('effect.column.group'), cell: (group) => groupText(group, say) },
    { width: 40, label: text('effect.column.letters'), alignment: 'right', cell: ({ letterCount }) => String(letterCount) },
    { width: 66, label: text('effect.column.claimed'), alignment: 'right', cell: ({ claimedCents }) => formatAmount(claimedCents) },
    ...effects[0]!.windows.map(({ days }, place): ReportColumn<EffectGroup> => ({
      width: 84, label: text('effect.within', { days }), alignment: 'right',
      cell: ({ windows }) => `${formatAmount(windows[place]!.receivedCents)} · ${share(windows[place]!.receivedCents, windows[place]!.claimedCents)}`,
    })),
  ]
  const table = (by: 'level' | 'channel' | 'template'): Content => ({ stack: [{ text: text(`effect.by.${by}`), bold: true, margin: [0, 0, 0, 3] }, reportTable(columns, effectsBy(effects, by))] })
  return section(text('effect.title'), table('level'), table('channel'), table('template'), how('effect', named(dashboard)), { text: text('effect.templateNote'), fontSize: 7.5, color: GREY, margin: [0, 0, 0, 8] })
}

function promiseSection(dashboard: Dashboard): Content[] {
  const { promises } = dashboard
  if (promises === null) return []
  const rows = (['kept', 'late', 'broken', 'awaited'] as const).map((state) => [state, promises[`${state}Count`], promises[`${state}Cents`]] as const)
  const columns: ReportColumn<(typeof rows)[number]>[] = [
    { width: '*', label: text('promises.column.state'), cell: ([state]) => text(`promises.${state}`) },
    { width: 80, label: text('promises.column.count'), alignment: 'right', cell: ([, count]) => String(count) },
    { width: 120, label: text('promises.column.cents'), alignment: 'right', cell: ([, , amount]) => formatAmount(amount) },
  ]
  return section(text('promises.title'), reportTable(columns, rows), how('promises', named(dashboard)))
}

function forecastSection(dashboard: Dashboard): Content[] {
  const { forecast } = dashboard
  const columns: ReportColumn<Dashboard['forecast'][number]>[] = [
    { width: '*', label: text('forecast.column.week'), cell: (row) => weekText(row, say) },
    { width: 90, label: text('forecast.column.due'), alignment: 'right', cell: ({ dueCents }) => formatAmount(dueCents) },
    { width: 90, label: text('forecast.column.expected'), alignment: 'right', cell: ({ expectedCents }) => formatAmount(expectedCents) },
    { width: 60, label: text('forecast.column.count'), alignment: 'right', cell: ({ expectedCount }) => String(expectedCount) },
  ]
  const bars = forecast.map((row) => ({ label: weekText(row, say), segments: [{ value: row.expectedCents, texture: row.kind === 'past' ? 'crossed' as const : 'sparse' as const }], text: formatEuros(row.expectedCents) }))
  return section(text('forecast.title'), barChart(bars, BAR_WIDTH), how('forecast', named(dashboard)), reportTable(columns, forecast))
}
