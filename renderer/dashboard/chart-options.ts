import { AGE_BRACKETS } from '../../shared/dashboard/ageing-rules.ts'
import type { CustomerAgeingRow, Dashboard, ForecastRow } from '../../shared/dashboard/dashboard-contract.ts'
import { effectsBy, formatTenths, groupText } from '../../shared/dashboard/figure-words.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { locale, say, t } from '../i18n/i18n.ts'
import type { EChartsCoreOption } from '../ui/chart-engine.ts'
import { DECALS, type ChartPalette } from '../ui/chart-palette.ts'

/** A chart's drawing, asked again with the colours of the moment. */
export type ChartOption = (palette: ChartPalette) => EChartsCoreOption

const LABEL_SIZE = 11

/** `812 k€`: what fits above a bar; the table has the cents. */
function shortEuros(cents: number): string {
  const text = new Intl.NumberFormat(locale.value === 'fr' ? 'fr-FR' : 'en-GB', { notation: 'compact', maximumSignificantDigits: 3 }).format(Math.round(cents / 100)).replace(/\s/gu, '\u00a0')
  if (locale.value === 'en') return `€${text}`
  return /\d$/.test(text) ? `${text}\u00a0€` : `${text}€`
}

const shortMonth = (on: LocalDate): string => `${on.slice(5, 7)}/${on.slice(2, 4)}`

const amountAxis = ({ muted, line }: ChartPalette): object => ({ type: 'value', axisLabel: { color: muted, fontSize: LABEL_SIZE, formatter: shortEuros }, splitLine: { lineStyle: { color: line } }, splitNumber: 4 })
const nameAxis = (names: readonly string[], { text, muted }: ChartPalette, more: object = {}): object =>
  ({ type: 'category', data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: muted } }, axisLabel: { color: text, fontSize: LABEL_SIZE, interval: 0, hideOverlap: true }, ...more })
const grid = (more: object = {}): object => ({ left: 4, right: 12, top: 28, bottom: 4, containLabel: true, ...more })
const legend = ({ text }: ChartPalette, more: object = {}): object => ({ top: 0, left: 0, itemWidth: 20, itemHeight: 12, selectedMode: false, textStyle: { color: text, fontSize: LABEL_SIZE }, ...more })
const label = ({ text, surface }: ChartPalette, formatter: (point: { dataIndex: number }) => string, more: object = {}): object => ({ show: true, color: text, backgroundColor: surface, padding: [1, 2, 0, 2], fontSize: LABEL_SIZE, formatter, ...more })
const bar = (colour: string, decal: number, { text }: ChartPalette): object => ({ color: colour, decal: { ...DECALS[decal], color: halfOf(text) }, borderColor: text, borderWidth: 1 })

/** Textures are drawn in the colour of the text, but lighter: labels stay the strongest. */
const halfOf = (colour: string): string => colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.55)')

export const ageingChart = ({ ageing }: Dashboard): ChartOption => (palette) => ({
  grid: grid({ top: 36 }),
  xAxis: nameAxis(AGE_BRACKETS.map((bracket) => t(`accounts.statement.bracket.${bracket}`)), palette),
  yAxis: amountAxis(palette),
  series: [{
    type: 'bar', barWidth: '58%', silent: false,
    data: AGE_BRACKETS.map((bracket, step) => ({ value: ageing[bracket], itemStyle: bar(palette.steps[step]!, step, palette) })),
    label: label(palette, ({ dataIndex }) => `${shortEuros(ageing[AGE_BRACKETS[dataIndex]!])}\n${shareOf(ageing[AGE_BRACKETS[dataIndex]!], ageing.openCents)}`, { position: 'top', lineHeight: 14 }),
  }],
})

const shareOf = (part: number, whole: number): string => (whole === 0 ? '' : t('dashboard.share', { n: Math.round((100 * part) / whole) }))

/** Late, then not late yet: their sum is the outstanding. */
export const historyChart = ({ history }: Dashboard): ChartOption => (palette) => ({
  legend: legend(palette),
  grid: grid({ top: 44 }),
  xAxis: nameAxis(history.map(({ on }, index) => (index === history.length - 1 ? formatDate(on).slice(0, 5) : shortMonth(on))), palette),
  yAxis: amountAxis(palette),
  series: [
    { type: 'bar', name: t('dashboard.kpi.overdue.title'), stack: 'open', barWidth: '62%', itemStyle: bar(palette.steps[3]!, 2, palette), data: history.map(({ overdueCents }) => overdueCents) },
    {
      type: 'bar', name: t('accounts.statement.bracket.notDueCents'), stack: 'open', itemStyle: bar(palette.steps[0]!, 0, palette), data: history.map(({ openCents, overdueCents }) => openCents - overdueCents),
      label: label(palette, ({ dataIndex }) => shortEuros(history[dataIndex]!.openCents), { position: 'top', fontSize: 10 }), labelLayout: { hideOverlap: true },
    },
  ],
})

export const debtorChart = (debtors: readonly CustomerAgeingRow[], wholeCents: number): ChartOption => (palette) => ({
  legend: legend(palette),
  grid: grid({ top: 28, right: 96 }),
  yAxis: nameAxis(debtors.map(({ name }) => name), palette, { inverse: true, axisLabel: { color: palette.text, fontSize: LABEL_SIZE, width: 150, overflow: 'truncate' } }),
  xAxis: { ...amountAxis(palette), axisLabel: { show: false } },
  series: [
    { type: 'bar', name: t('dashboard.kpi.overdue.title'), stack: 'open', barWidth: '64%', itemStyle: bar(palette.steps[3]!, 2, palette), data: debtors.map(({ openCents, notDueCents }) => openCents - notDueCents) },
    {
      type: 'bar', name: t('accounts.statement.bracket.notDueCents'), stack: 'open', itemStyle: bar(palette.steps[0]!, 0, palette), data: debtors.map(({ notDueCents }) => notDueCents),
      label: label(palette, ({ dataIndex }) => `${shortEuros(debtors[dataIndex]!.openCents)} · ${shareOf(debtors[dataIndex]!.openCents, wholeCents)}`, { position: 'right' }),
    },
  ],
})

/** DSO and delays month by month, two lines told apart by their dashes and marks. */
export const delayChart = ({ history }: Dashboard): ChartOption => (palette) => ({
  legend: legend(palette, { itemWidth: 28 }),
  grid: grid({ top: 36, right: 20 }),
  xAxis: nameAxis(history.map(({ on }, index) => (index === history.length - 1 ? formatDate(on).slice(0, 5) : shortMonth(on))), palette),
  yAxis: { type: 'value', axisLabel: { color: palette.muted, fontSize: LABEL_SIZE }, splitLine: { lineStyle: { color: palette.line } }, splitNumber: 4 },
  series: [
    line(t('dashboard.kpi.dso.title'), history.map(({ dsoTenthDays }) => dsoTenthDays / 10), palette.accent, 'circle', 'solid', palette),
    line(t('dashboard.kpi.late.title'), history.map(({ delayTenthDays }) => (delayTenthDays === null ? null : delayTenthDays / 10)), palette.warning, 'triangle', 'dashed', palette),
  ],
})

function line(name: string, values: readonly (number | null)[], colour: string, symbol: string, type: string, palette: ChartPalette): object {
  return {
    type: 'line', name, data: values, symbol, symbolSize: 8, lineStyle: { color: colour, width: 2, type }, itemStyle: { color: colour, borderColor: palette.surface },
    label: label(palette, ({ dataIndex }) => (values[dataIndex] === null ? '' : formatTenths(Math.round(values[dataIndex]! * 10), locale.value)), { position: 'top', fontSize: 10 }), labelLayout: { hideOverlap: true },
  }
}

/** Share of what was claimed that came in, a group of bars a level. */
export const effectChart = ({ effects }: Dashboard): ChartOption => (palette) => {
  const levels = effectsBy(effects, 'level')
  return {
    legend: legend(palette),
    grid: grid({ top: 44 }),
    xAxis: nameAxis(levels.map((group) => groupText(group, say)), palette),
    yAxis: { type: 'value', axisLabel: { color: palette.muted, fontSize: LABEL_SIZE, formatter: (value: number) => t('dashboard.share', { n: value }) }, splitLine: { lineStyle: { color: palette.line } }, splitNumber: 4 },
    series: ([7, 15, 30] as const).map((days, place) => {
      const shares = levels.map(({ windows }) => (windows[place]!.claimedCents === 0 ? null : Math.round((100 * windows[place]!.receivedCents) / windows[place]!.claimedCents)))
      return {
        type: 'bar', name: t('dashboard.effect.within', { days }), itemStyle: bar([palette.steps[0]!, palette.accent, palette.steps[4]!][place]!, place, palette), barMaxWidth: 44, data: shares,
        label: label(palette, ({ dataIndex }) => (shares[dataIndex] === null ? '' : t('dashboard.share', { n: shares[dataIndex]! })), { position: 'top' }),
      }
    }),
  }
}

/** The weeks to come, and what comes later; what should have come by now is said beside it. */
export const forecastChart = ({ forecast }: Dashboard): ChartOption => (palette) => {
  const coming = comingOf(forecast)
  const values = (valueOf: (row: ForecastRow) => number, more: object): object => ({ type: 'bar', data: coming.map(valueOf), label: label(palette, ({ dataIndex }) => labelOf(valueOf(coming[dataIndex]!)), { position: 'top', fontSize: 10 }), labelLayout: { hideOverlap: true }, ...more })
  return {
    legend: legend(palette),
    grid: grid({ top: 44 }),
    xAxis: nameAxis(coming.map(({ from }) => (from === null ? t('dashboard.forecast.later') : formatDate(from).slice(0, 5))), palette),
    yAxis: amountAxis(palette),
    series: [
      values(({ expectedCents }) => expectedCents, { name: t('dashboard.forecast.column.expected'), itemStyle: bar(palette.accent, 1, palette) }),
      values(({ dueCents }) => dueCents, { name: t('dashboard.forecast.column.due'), itemStyle: bar(palette.steps[0]!, 0, palette), label: { show: false } }),
    ],
  }
}

const labelOf = (cents: number): string => (cents === 0 ? '' : shortEuros(cents))
/** Without what should have come by now, the first of the forecast. */
const comingOf = (forecast: readonly ForecastRow[]): ForecastRow[] => forecast.filter(({ kind }) => kind !== 'past')
