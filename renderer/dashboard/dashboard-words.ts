import type { Dashboard, Figure } from '../../shared/dashboard/dashboard-contract.ts'
import { countBackText, daysText, effectsBy, shareText } from '../../shared/dashboard/figure-words.ts'
import { formatDate } from '../../shared/date.ts'
import { formatEuros, sumCents } from '../../shared/money.ts'
import { locale, say, t } from '../i18n/i18n.ts'
import { openOn, settlementsOf } from './figures.ts'

interface KeyFigureWords { key: 'open' | 'overdue' | 'credit' | 'dso' | 'late'; value: string; detail: string; /** The rows it opens */ figure: Figure }

/** The figures at the top. */
export function keyFigures({ asOf, ageing, dso, delay }: Dashboard): KeyFigureWords[] {
  return [
    { key: 'open', value: formatEuros(ageing.openCents), detail: t('dashboard.kpi.open.detail', { n: sumCents(ageing.counts) }), figure: openOn(asOf) },
    { key: 'overdue', value: formatEuros(ageing.overdueCents), detail: t('dashboard.kpi.overdue.detail', { n: ageing.overdueCount, share: shareText(ageing.overdueCents, ageing.openCents, say) }), figure: openOn(asOf, 'overdue') },
    { key: 'credit', value: formatEuros(ageing.creditCents), detail: t('dashboard.kpi.credit.detail', { n: ageing.creditCount }), figure: { kind: 'credits', on: asOf, customerId: null } },
    { key: 'dso', value: countBackText(dso, say, locale.value), detail: t('dashboard.kpi.dso.detail', { ratio: daysText(dso.ratioTenthDays, say, locale.value) }), figure: { kind: 'sales', from: dso.steps.at(-1)?.from ?? asOf, to: asOf } },
    { key: 'late', value: daysText(delay.lateTenthDays, say, locale.value), detail: t('dashboard.kpi.late.detail', { amount: formatEuros(delay.settledCents) }), figure: settlementsOf(delay) },
  ]
}

/** What each chart shows, in a sentence. */
export function chartSentences({ ageing, topDebtors: [first], history, dso, delay, effects, forecast }: Dashboard): Record<'ageing' | 'top' | 'history' | 'dso' | 'effect' | 'forecast', string> {
  const [oldest, latest] = [history[0]!, history.at(-1)!]
  const month = effectsBy(effects, 'all')[0]?.windows.at(-1)
  return {
    ageing: t('dashboard.ageing.text', { notDue: formatEuros(ageing.notDueCents), overdue: formatEuros(ageing.overdueCents), beyond: formatEuros(ageing.beyondCents) }),
    top: first ? t('dashboard.top.text', { name: first.name, amount: formatEuros(first.openCents) }) : t('dashboard.top.none'),
    history: t('dashboard.history.text', { first: formatEuros(oldest.openCents), firstDate: formatDate(oldest.on), last: formatEuros(latest.openCents), lastDate: formatDate(latest.on) }),
    dso: t('dashboard.dso.text', { countBack: countBackText(dso, say, locale.value), ratio: daysText(dso.ratioTenthDays, say, locale.value), late: daysText(delay.lateTenthDays, say, locale.value) }),
    effect: month ? t('dashboard.effect.text', { received: formatEuros(month.receivedCents), claimed: formatEuros(month.claimedCents) }) : t('dashboard.effect.none'),
    forecast: t('dashboard.forecast.text', { weeks: formatEuros(sumCents(forecast.filter(({ kind }) => kind === 'week').map(({ expectedCents }) => expectedCents))), past: formatEuros(forecast[0]!.expectedCents) }),
  }
}

/** Of the promises whose day has passed. */
export const keptShare = ({ keptCount, lateCount, brokenCount }: NonNullable<Dashboard['promises']>): string => shareText(keptCount, keptCount + lateCount + brokenCount, say)
