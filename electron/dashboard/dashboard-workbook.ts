import { AGE_BRACKETS, type AgeBracket } from '../../shared/dashboard/ageing-rules.ts'
import { EFFECT_WINDOWS, type CustomerAgeingRow, type Dashboard, type HistoryRow } from '../../shared/dashboard/dashboard-contract.ts'
import { effectsBy, groupText, weekText, type EffectGroup, type Say } from '../../shared/dashboard/figure-words.ts'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { sheetOf, writeWorkbook, type Sheet, type SheetColumn } from '../delivery/spreadsheet-writer.ts'

const say: Say = (key, params = {}) => translate('fr', key, params)
const text: Say = (key, params = {}) => say(`dashboard.${key}`, params)
const bracket = (key: AgeBracket | 'creditCents' | 'totalCents'): string => say(`accounts.statement.bracket.${key}`)

/** The whole dashboard as a workbook: a sheet a block, amounts as numbers, and how each figure is computed on the first. */
export function dashboardWorkbook(dashboard: Dashboard, customers: readonly CustomerAgeingRow[]): Promise<Uint8Array> {
  const { history, dso, effects, forecast } = dashboard
  const effectRows = (['level', 'channel', 'template'] as const).flatMap((by) => effectsBy(effects, by))
  return writeWorkbook([
    summarySheet(dashboard),
    sheetOf(text('sheet.ageing'), ageingColumns(dashboard), AGE_BRACKETS),
    sheetOf(text('sheet.customers'), customerColumns, customers),
    sheetOf(text('sheet.history'), historyColumns, history),
    sheetOf(text('sheet.dso'), stepColumns, dso.steps),
    sheetOf(text('sheet.effect'), effectColumns, effectRows),
    sheetOf(text('sheet.forecast'), forecastColumns, forecast),
  ])
}

interface Summary { label: string; cents: number | null; tenths: number | null; how: string }

function summarySheet(dashboard: Dashboard): Sheet {
  const { asOf, ageing, dso, delay, promises } = dashboard
  const named = { date: formatDate(asOf), from: formatDate(delay.after) }
  const how = (key: string, more: Record<string, string | number> = {}): string => text(`${key}.how`, { ...named, ...more })
  const amount = (label: string, cents: number, words: string): Summary => ({ label, cents, tenths: null, how: words })
  const days = (label: string, tenths: number | null, words: string): Summary => ({ label, cents: null, tenths, how: words })
  const dsoHow = how('dso', { from: formatDate(dso.period.from), days: dso.period.days })
  const rows: Summary[] = [
    amount(text('kpi.open.title'), ageing.openCents, how('kpi.open')),
    amount(text('kpi.overdue.title'), ageing.overdueCents, how('kpi.overdue')),
    amount(text('kpi.credit.title'), ageing.creditCents, how('kpi.credit')),
    amount(text('dso.net'), dso.netCents, how('kpi.credit')),
    days(text('dso.countBack'), dso.countBackTenthDays, dsoHow),
    days(text('dso.ratio'), dso.ratioTenthDays, dsoHow),
    amount(text('dso.sales'), dso.period.salesCents, dsoHow),
    amount(text('dso.leftOut'), dso.leftOut.cents, dsoHow),
    days(text('dso.late'), delay.lateTenthDays, how('kpi.late')),
    days(text('dso.term'), delay.termTenthDays, how('kpi.late')),
    amount(text('dso.onTime'), delay.onTimeCents, how('kpi.late')),
    ...(promises === null ? [] : (['kept', 'late', 'broken', 'awaited'] as const).map((state) => amount(`${text('promises.title')} – ${text(`promises.${state}`)}`, promises[`${state}Cents`], how('promises')))),
    amount(text('rows.figure.undated'), dashboard.undated.cents, text('history.undated', { n: dashboard.undated.count, amount: formatEuros(dashboard.undated.cents), from: named.from })),
    ...(['ageing', 'history', 'effect', 'forecast'] as const).map((key): Summary => ({ label: text(`${key}.title`), cents: null, tenths: null, how: how(key) })),
  ]
  return sheetOf(text('sheet.summary'), [
    { header: text('document', { date: named.date }), width: 42, kind: 'text', value: ({ label }) => label },
    { header: text('sheet.value'), width: 18, kind: 'cents', value: ({ cents, tenths }: Summary) => cents ?? (tenths === null ? null : tenths * 10) },
    { header: text('sheet.how'), width: 120, kind: 'text', value: ({ how: words }) => words },
  ], rows)
}

const ageingColumns = ({ ageing }: Dashboard): SheetColumn<AgeBracket>[] => [
  { header: text('ageing.column.bracket'), width: 20, kind: 'text', value: bracket },
  { header: text('ageing.column.cents'), width: 16, kind: 'cents', value: (key) => ageing[key] },
  { header: text('ageing.column.count'), width: 12, kind: 'integer', value: (key) => ageing.counts[AGE_BRACKETS.indexOf(key)]! },
]

const customerColumns: SheetColumn<CustomerAgeingRow>[] = [
  { header: text('ageing.column.code'), width: 14, kind: 'text', value: ({ code }) => code },
  { header: text('ageing.column.name'), width: 34, kind: 'text', value: ({ name }) => name },
  ...AGE_BRACKETS.map((key): SheetColumn<CustomerAgeingRow> => ({ header: bracket(key), width: 15, kind: 'cents', value: (row) => row[key] })),
  { header: text('ageing.column.open'), width: 15, kind: 'cents', value: ({ openCents }) => openCents },
  { header: bracket('creditCents'), width: 15, kind: 'cents', value: ({ creditCents }) => 0 - creditCents },
  { header: bracket('totalCents'), width: 15, kind: 'cents', value: ({ totalCents }) => totalCents },
  { header: text('ageing.column.oldest'), width: 24, kind: 'integer', value: ({ oldestDaysLate }) => oldestDaysLate },
]

/** Tenths of a day as a number with decimals. */
const daysColumn = <R>(header: string, tenths: (row: R) => number | null): SheetColumn<R> => ({ header, width: 16, kind: 'cents', value: (row) => { const value = tenths(row); return value === null ? null : value * 10 } })

const historyColumns: SheetColumn<HistoryRow>[] = [
  { header: text('history.column.on'), width: 13, kind: 'date', value: ({ on }) => on },
  { header: text('history.column.open'), width: 16, kind: 'cents', value: ({ openCents }) => openCents },
  { header: text('history.column.overdue'), width: 16, kind: 'cents', value: ({ overdueCents }) => overdueCents },
  { header: text('history.column.credit'), width: 16, kind: 'cents', value: ({ creditCents }) => 0 - creditCents },
  { header: text('history.column.net'), width: 16, kind: 'cents', value: ({ netCents }) => netCents },
  daysColumn(text('history.column.dso'), ({ dsoTenthDays }) => dsoTenthDays),
  { header: text('history.column.settled'), width: 18, kind: 'cents', value: ({ settledCents }) => settledCents },
  daysColumn(text('history.column.delay'), ({ delayTenthDays }) => delayTenthDays),
]

const stepColumns: SheetColumn<Dashboard['dso']['steps'][number]>[] = [
  { header: text('dso.column.from'), width: 13, kind: 'date', value: ({ from }) => from },
  { header: text('dso.column.to'), width: 13, kind: 'date', value: ({ to }) => to },
  { header: text('dso.column.days'), width: 8, kind: 'integer', value: (step) => step.days },
  { header: text('dso.column.sales'), width: 18, kind: 'cents', value: ({ salesCents }) => salesCents },
  { header: text('dso.column.taken'), width: 18, kind: 'cents', value: ({ takenCents }) => takenCents },
  daysColumn(text('dso.column.counted'), ({ tenthDays }) => tenthDays),
]

const effectColumns: SheetColumn<EffectGroup>[] = [
  { header: text('effect.column.group'), width: 44, kind: 'text', value: (group) => groupText(group, say) },
  { header: text('effect.column.letters'), width: 10, kind: 'integer', value: ({ letterCount }) => letterCount },
  { header: text('effect.column.claimed'), width: 16, kind: 'cents', value: ({ claimedCents }) => claimedCents },
  ...EFFECT_WINDOWS.flatMap((days, place): SheetColumn<EffectGroup>[] => [
    { header: text('effect.claimedOldEnough', { days }), width: 20, kind: 'cents', value: ({ windows }) => windows[place]!.claimedCents },
    { header: text('effect.within', { days }), width: 16, kind: 'cents', value: ({ windows }) => windows[place]!.receivedCents },
  ]),
]

const forecastColumns: SheetColumn<Dashboard['forecast'][number]>[] = [
  { header: text('forecast.column.week'), width: 24, kind: 'text', value: (row) => weekText(row, say) },
  { header: text('forecast.column.due'), width: 18, kind: 'cents', value: ({ dueCents }) => dueCents },
  { header: text('forecast.column.expected'), width: 18, kind: 'cents', value: ({ expectedCents }) => expectedCents },
  { header: text('forecast.column.count'), width: 12, kind: 'integer', value: ({ expectedCount }) => expectedCount },
]
