import { AGE_BRACKETS } from '../../shared/dashboard/ageing-rules.ts'
import type { CustomerAgeingRow, Figure, FigureRow } from '../../shared/dashboard/dashboard-contract.ts'
import { t } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, numberColumn, strong, textColumn, type GridColumn } from '../ui/grid-columns.ts'

/** The largest comes first: no header sorts or filters them. */
const fixed = { sortable: false, filter: false, floatingFilter: false }

/** The rows behind a figure; the last column is what each counts for. */
export function figureColumns({ kind }: Figure): GridColumn<FigureRow>[] {
  const day = kind === 'settlements' || kind === 'effect' || kind === 'forecast' || kind === 'credits' ? [dateColumn<FigureRow>('on', t(`dashboard.rows.column.on.${kind}`), 100, fixed)] : []
  const days = kind === 'open' || kind === 'settlements' || kind === 'effect' || kind === 'forecast' ? [numberColumn<FigureRow>('days', t(`dashboard.rows.column.days.${kind}`), 130, fixed)] : []
  return [
    textColumn('customerCode', t('dashboard.rows.column.code'), 100, fixed),
    textColumn('customerName', t('dashboard.rows.column.name'), 220, { ...fixed, flex: 1, minWidth: 160 }),
    textColumn('reference', t('dashboard.rows.column.reference'), 130, fixed),
    dateColumn('invoicedOn', t('dashboard.rows.column.invoicedOn'), 100, fixed),
    dateColumn('dueOn', t('dashboard.rows.column.dueOn'), 100, fixed),
    ...day,
    ...days,
    amountColumn('amountCents', t('dashboard.rows.column.amount'), 120, fixed),
    amountColumn('cents', t(`dashboard.rows.column.cents.${kind}`), 130, { ...fixed, ...strong }),
  ]
}

export const customerAgeingColumns = (): GridColumn<CustomerAgeingRow>[] => [
  textColumn('code', t('dashboard.ageing.column.code'), 92, fixed),
  textColumn('name', t('dashboard.ageing.column.name'), 220, { ...fixed, flex: 1, minWidth: 150 }),
  ...AGE_BRACKETS.map((bracket) => amountColumn<CustomerAgeingRow>(bracket, t(`accounts.statement.bracket.${bracket}`), 108, fixed)),
  amountColumn('openCents', t('dashboard.ageing.column.open'), 112, { ...fixed, ...strong }),
  amountColumn('creditCents', t('accounts.statement.bracket.creditCents'), 104, { ...fixed, valueGetter: ({ data }) => (data ? 0 - data.creditCents : 0) }),
  amountColumn('totalCents', t('accounts.statement.bracket.totalCents'), 112, fixed),
  numberColumn('oldestDaysLate', t('dashboard.ageing.column.oldest'), 104, fixed),
]
