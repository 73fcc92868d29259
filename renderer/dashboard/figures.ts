import type { RouteLocationRaw } from 'vue-router'
import type { Dashboard, Figure } from '../../shared/dashboard/dashboard-contract.ts'
import { groupText } from '../../shared/dashboard/figure-words.ts'
import { addDays, formatDate, type LocalDate } from '../../shared/date.ts'
import { say, t } from '../i18n/i18n.ts'

type OpenFigure = Extract<Figure, { kind: 'open' }>
/** What is open on a day; of one bracket and of one customer unless these are null. */
export const openOn = (on: LocalDate, bracket: OpenFigure['bracket'] = null, customerId: number | null = null): OpenFigure => ({ kind: 'open', on, bracket, customerId })
/** What was settled in the time the delays are counted over. */
export const settlementsOf = ({ after, to }: Dashboard['delay']): Figure => ({ kind: 'settlements', after, to })

/** The screen with the rows behind a figure. */
export const figurePlace = (figure: Figure): RouteLocationRaw => ({ name: 'dashboard-rows', query: { figure: JSON.stringify(figure) } })

/** Whether the rows are due dates that a reminder may be written for; which of them it is for is said there. */
export const isReminded = (figure: Figure): boolean => figure.kind === 'open' && figure.bracket !== 'notDueCents'

/** What a figure is, in words. */
export function figureText(figure: Figure): string {
  switch (figure.kind) {
    case 'open': {
      const date = formatDate(figure.on)
      if (figure.bracket === null) return t('dashboard.rows.figure.open', { date })
      return figure.bracket === 'overdue' ? t('dashboard.rows.figure.overdue', { date }) : t('dashboard.rows.figure.bracket', { date, bracket: t(`accounts.statement.bracket.${figure.bracket}`) })
    }
    case 'credits': return t('dashboard.rows.figure.credits', { date: formatDate(figure.on) })
    case 'sales': return t('dashboard.rows.figure.sales', { from: formatDate(figure.from), to: formatDate(figure.to) })
    case 'leftOut': return t('dashboard.rows.figure.leftOut', { from: formatDate(figure.from), to: formatDate(figure.to) })
    case 'settlements': return t('dashboard.rows.figure.settlements', { from: formatDate(addDays(figure.after, 1)), to: formatDate(figure.to) })
    case 'effect': return t('dashboard.rows.figure.effect', { days: figure.days, group: groupText(figure, say) })
    case 'forecast': return t('dashboard.rows.figure.forecast')
    case 'undated': return t('dashboard.rows.figure.undated')
  }
}
