import { formatInstant, type Instant } from '../../shared/date.ts'
import type { RateChange, RateRow } from '../../shared/legal/legal-contract.ts'
import { formatAmount } from '../../shared/money.ts'
import { t } from '../i18n/i18n.ts'
import { textColumn, type GridColumn } from '../ui/grid-columns.ts'

export type RateLine = RateRow & { id: number }

/** A rate without its sign: `12,15`; in words where there is none. */
export function rateText({ rateBp, origin }: Pick<RateRow, 'rateBp' | 'origin'>): string {
  if (rateBp !== null) return formatAmount(rateBp)
  return t(origin === 'missing' ? 'legal.rate.toEnter' : 'legal.rate.withdrawn')
}

/** Who wrote a rate: a person, or the program when it made the dossier. */
export const authorText = ({ origin, changedBy }: Pick<RateRow, 'origin' | 'changedBy'>): string => changedBy || (origin === 'missing' ? '' : t('legal.rate.shipped'))
export const instantText = (instant: RateChange['changedAt']): string => (instant === '' ? '' : formatInstant(instant as Instant))

export const rateColumns = (): GridColumn<RateLine>[] => [
  textColumn('halfYear', t('legal.rate.halfYear'), 90, { sort: 'desc' }),
  textColumn('rateBp', t('legal.rate.value'), 84, { type: 'rightAligned', valueGetter: ({ data }) => data && rateText(data) }),
  textColumn('source', t('legal.rate.source'), 200, { flex: 1, minWidth: 120 }),
  textColumn('changedBy', t('legal.rate.changedBy'), 120, { valueGetter: ({ data }) => data && authorText(data) }),
]
