import { formatInstant, type Instant } from '../../shared/date.ts'
import type { AutomaticDay, AutomaticLine } from '../../shared/meters/automatic-contract.ts'
import { outcomeKey } from '../../shared/meters/automatic-rules.ts'
import { say, t } from '../i18n/i18n.ts'
import { dateColumn, numberColumn, textColumn, type GridColumn } from '../ui/grid-columns.ts'

/** A day of the log as the grid takes it: `id` is its place. */
export interface DayRow extends AutomaticDay { id: number }

export function dayColumns(): GridColumn<DayRow>[] {
  return [
    dateColumn('day', t('automatic.column.day'), 84),
    numberColumn('requestedCount', t('automatic.column.requested'), 84),
    numberColumn('skippedCount', t('automatic.column.skipped'), 104),
    textColumn('ranAt', t('automatic.column.ranAt'), 124, { valueFormatter: ({ value }) => formatInstant(value as Instant) }),
    textColumn('userName', t('automatic.column.userName'), 90, { flex: 1, minWidth: 80 }),
  ]
}

export function lineColumns(): GridColumn<AutomaticLine>[] {
  return [
    textColumn('providerIdentifier', t('automatic.column.providerIdentifier'), 110),
    textColumn('outcome', t('automatic.column.outcome'), 210, { valueGetter: ({ data }) => (data ? outcomeText(data) : '') }),
    textColumn('reason', t('automatic.column.reason'), 150, { valueGetter: ({ data }) => (data ? t(`automatic.reason.${data.reason}`, { position: data.position }) : '') }),
    textColumn('customerName', t('automatic.column.customerName'), 140, { flex: 1, minWidth: 110 }),
    textColumn('label', t('automatic.column.label'), 130, { flex: 1, minWidth: 100 }),
    textColumn('contractCode', t('automatic.column.contractCode'), 76),
    textColumn('cycleKey', t('automatic.column.cycle'), 70, { valueFormatter: ({ value }) => String(value).split('-').reverse().join('/') }),
  ]
}

const outcomeText = ({ outcome }: AutomaticLine): string => say(outcomeKey(outcome))
