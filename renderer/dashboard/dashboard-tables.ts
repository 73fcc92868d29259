import { AGE_BRACKETS, type AgeBracket } from '../../shared/dashboard/ageing-rules.ts'
import { EFFECT_WINDOWS, type CustomerAgeingRow, type Dashboard, type Figure, type ForecastRow, type HistoryRow } from '../../shared/dashboard/dashboard-contract.ts'
import { countBackText, daysText, formatTenths, groupText, shareText, weekText, type EffectGroup } from '../../shared/dashboard/figure-words.ts'
import { addDays, formatDate, type LocalDate } from '../../shared/date.ts'
import { formatAmount, formatEuros } from '../../shared/money.ts'
import { locale, say, t } from '../i18n/i18n.ts'
import { openOn, settlementsOf } from './figures.ts'

/** A column of a table behind a chart; `figure` names the rows its cell opens. */
export interface FigureColumn<R> { label: string; isNumber?: boolean; text: (row: R) => string; figure?: (row: R) => Figure | null }

/** Nothing stands behind 0,00. */
const amount = <R>(label: string, cents: (row: R) => number, figure: (row: R) => Figure | null = () => null): FigureColumn<R> =>
  ({ label, isNumber: true, text: (row) => formatAmount(cents(row)), figure: (row) => (cents(row) === 0 ? null : figure(row)) })

export function ageingTable({ asOf, ageing }: Dashboard): FigureColumn<AgeBracket>[] {
  return [
    { label: t('dashboard.ageing.column.bracket'), text: (bracket) => t(`accounts.statement.bracket.${bracket}`) },
    amount(t('dashboard.ageing.column.cents'), (bracket) => ageing[bracket], (bracket) => openOn(asOf, bracket)),
    { label: t('dashboard.ageing.column.share'), isNumber: true, text: (bracket) => shareText(ageing[bracket], ageing.openCents, say) },
    { label: t('dashboard.ageing.column.count'), isNumber: true, text: (bracket) => String(ageing.counts[AGE_BRACKETS.indexOf(bracket)]!) },
  ]
}

export function debtorTable({ asOf, ageing }: Dashboard): FigureColumn<CustomerAgeingRow>[] {
  return [
    { label: t('dashboard.ageing.column.name'), text: ({ name, code }) => `${name} (${code})` },
    amount(t('dashboard.ageing.column.open'), ({ openCents }) => openCents, ({ id }) => openOn(asOf, null, id)),
    { label: t('dashboard.top.share'), isNumber: true, text: ({ openCents }) => shareText(openCents, ageing.openCents, say) },
    amount(t('dashboard.top.overdue'), ({ openCents, notDueCents }) => openCents - notDueCents, ({ id }) => openOn(asOf, 'overdue', id)),
    { label: t('dashboard.ageing.column.oldest'), isNumber: true, text: ({ oldestDaysLate }) => String(oldestDaysLate) },
  ]
}

export function historyTable({ asOf }: Dashboard): FigureColumn<HistoryRow>[] {
  return [
    { label: t('dashboard.history.column.on'), text: ({ on }) => formatDate(on) },
    amount(t('dashboard.history.column.open'), ({ openCents }) => openCents, ({ on }) => openOn(on)),
    amount(t('dashboard.history.column.overdue'), ({ overdueCents }) => overdueCents, ({ on }) => openOn(on, 'overdue')),
    amount(t('dashboard.history.column.credit'), ({ creditCents }) => 0 - creditCents, ({ on }) => ({ kind: 'credits', on, customerId: null })),
    amount(t('dashboard.history.column.net'), ({ netCents }) => netCents),
    { label: t('dashboard.history.column.dso'), isNumber: true, text: ({ dsoTenthDays }) => formatTenths(dsoTenthDays, locale.value) },
    amount(t('dashboard.history.column.settled'), ({ settledCents }) => settledCents, ({ on }) => ({ kind: 'settlements', after: addDays(`${on.slice(0, 7)}-01` as LocalDate, -1), to: on > asOf ? asOf : on })),
    { label: t('dashboard.history.column.delay'), isNumber: true, text: ({ delayTenthDays }) => (delayTenthDays === null ? t('dashboard.none') : formatTenths(delayTenthDays, locale.value)) },
  ]
}

export interface DsoFigure { label: string; value: string; figure: Figure | null }

/** The figures of « DSO et délais », each as text. */
export function dsoFigures({ dso, delay }: Dashboard): DsoFigure[] {
  const settlements = settlementsOf(delay)
  return [
    { label: t('dashboard.dso.countBack'), value: countBackText(dso, say, locale.value), figure: null },
    { label: t('dashboard.dso.ratio'), value: daysText(dso.ratioTenthDays, say, locale.value), figure: null },
    { label: t('dashboard.dso.net'), value: formatEuros(dso.netCents), figure: null },
    { label: t('dashboard.dso.sales'), value: formatEuros(dso.period.salesCents), figure: { kind: 'sales', from: dso.period.from, to: dso.period.to } },
    ...(dso.leftOut.count === 0 ? [] : [{ label: t('dashboard.dso.leftOut'), value: formatEuros(dso.leftOut.cents), figure: { kind: 'leftOut', from: dso.period.from, to: dso.period.to } as const }]),
    { label: t('dashboard.dso.late'), value: daysText(delay.lateTenthDays, say, locale.value), figure: settlements },
    { label: t('dashboard.dso.term'), value: daysText(delay.termTenthDays, say, locale.value), figure: settlements },
    { label: t('dashboard.dso.onTime'), value: shareText(delay.onTimeCents, delay.settledCents, say), figure: settlements },
  ]
}

export const dsoTable = (): FigureColumn<DsoFigure>[] => [
  { label: t('dashboard.dso.column.figure'), text: ({ label }) => label },
  { label: t('dashboard.dso.column.value'), isNumber: true, text: ({ value }) => value, figure: ({ figure }) => figure },
]

export const stepTable = (): FigureColumn<Dashboard['dso']['steps'][number]>[] => [
  { label: t('dashboard.dso.column.from'), text: ({ from }) => formatDate(from) },
  { label: t('dashboard.dso.column.to'), text: ({ to }) => formatDate(to) },
  amount(t('dashboard.dso.column.sales'), ({ salesCents }) => salesCents, ({ from, to }) => ({ kind: 'sales', from, to })),
  amount(t('dashboard.dso.column.taken'), ({ takenCents }) => takenCents),
  { label: t('dashboard.dso.column.counted'), isNumber: true, text: ({ tenthDays }) => formatTenths(tenthDays, locale.value) },
]

export function effectTable({ asOf }: Dashboard): FigureColumn<EffectGroup>[] {
  return [
    { label: t('dashboard.effect.column.group'), text: (group) => groupText(group, say) },
    { label: t('dashboard.effect.column.letters'), isNumber: true, text: ({ letterCount }) => String(letterCount) },
    amount(t('dashboard.effect.column.claimed'), ({ claimedCents }) => claimedCents),
    ...EFFECT_WINDOWS.map((days, place): FigureColumn<EffectGroup> => ({
      ...amount<EffectGroup>(t('dashboard.effect.within', { days }), ({ windows }) => windows[place]!.receivedCents, ({ level, channel, profile, language }) => ({ kind: 'effect', asOf, days, level, channel, profile, language })),
      text: ({ windows }) => `${formatAmount(windows[place]!.receivedCents)} · ${shareText(windows[place]!.receivedCents, windows[place]!.claimedCents, say)}`,
    })),
  ]
}

export function forecastTable({ asOf, forecast }: Dashboard): FigureColumn<ForecastRow>[] {
  return [
    { label: t('dashboard.forecast.column.week'), text: (row) => weekText(row, say, locale.value) },
    amount(t('dashboard.forecast.column.due'), ({ dueCents }) => dueCents),
    amount(t('dashboard.forecast.column.expected'), ({ expectedCents }) => expectedCents, (row) => ({ kind: 'forecast', asOf, place: forecast.indexOf(row) })),
    { label: t('dashboard.forecast.column.count'), isNumber: true, text: ({ expectedCount }) => String(expectedCount) },
  ]
}

export interface PromiseRow { state: 'kept' | 'late' | 'broken' | 'awaited'; count: number; cents: number }

export const promiseRows = (promises: NonNullable<Dashboard['promises']>): PromiseRow[] =>
  (['kept', 'late', 'broken', 'awaited'] as const).map((state) => ({ state, count: promises[`${state}Count`], cents: promises[`${state}Cents`] }))

export const promiseTable = (): FigureColumn<PromiseRow>[] => [
  { label: t('dashboard.promises.column.state'), text: ({ state }) => t(`dashboard.promises.${state}`) },
  { label: t('dashboard.promises.column.count'), isNumber: true, text: ({ count }) => String(count) },
  amount(t('dashboard.promises.column.cents'), ({ cents }) => cents),
]
