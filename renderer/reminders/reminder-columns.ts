import type { ICellRendererParams } from 'ag-grid-community'
import type { DueDateRow } from '../../shared/reminders/reminder-contract.ts'
import { holdMarkText, holdTooltip } from '../i18n/hold-text.ts'
import { t } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, numberColumn, textColumn, type GridColumn } from '../ui/grid-columns.ts'
import { tickColumn } from '../ui/tick-column.ts'
import { levelGloss } from './level-wording.ts'

/** « ? »: one click tells what would become of the row and why. */
export const WHY_COLUMN = 'why'

/** The columns of the reminder grid (R-EBP-12). Widths let amounts to 999 999,99 and dates show whole; on a wide screen the rest goes to names first. */
export function reminderColumns(isTicked: (id: number) => boolean): GridColumn<DueDateRow>[] {
  const room = (minWidth: number, flex: number): { minWidth: number; flex: number } => ({ minWidth, flex })
  return [
    tickColumn(isTicked, { header: t('reminderScreen.column.ticked'), tooltip: t('reminderScreen.grid.tickTooltip'), tick: t('reminderScreen.grid.tick'), ticked: t('reminderScreen.grid.ticked'), unticked: t('reminderScreen.grid.unticked') }),
    whyColumn(),
    textColumn('customerCode', t('reminderScreen.column.customerCode'), 68),
    textColumn('customerName', t('reminderScreen.column.customerName'), 142, { ...room(142, 4), cellRenderer: nameWithHold, tooltip: ({ data }) => (data ? [data.customerName, ...data.hold ? [holdTooltip(data.hold)] : []].join(' – ') : '') }),
    textColumn('phone', t('reminderScreen.column.phone'), 95, room(95, 1)),
    textColumn('invoiceNumber', t('reminderScreen.column.invoiceNumber'), 74, room(74, 1)),
    textColumn('warrantyInvoiceNumber', t('reminderScreen.column.warrantyInvoiceNumber'), 75, room(75, 1)),
    dateColumn('invoicedOn', t('reminderScreen.column.invoicedOn'), 74),
    dateColumn('dueOn', t('reminderScreen.column.dueOn'), 74),
    amountColumn('amountCents', t('reminderScreen.column.amount'), 75, room(75, 1)),
    amountColumn('openCents', t('reminderScreen.column.open'), 75, room(75, 1)),
    numberColumn('daysLate', t('reminderScreen.column.daysLate'), 85),
    amountColumn('outstandingCents', t('reminderScreen.column.outstanding'), 75, room(75, 1)),
    numberColumn('level', t('reminderScreen.column.level'), 66, { tooltip: ({ data }) => (data ? levelGloss(data.level) : '') }),
    dateColumn('remindedOn', t('reminderScreen.column.remindedOn'), 74),
  ]
}

function whyColumn(): GridColumn<DueDateRow> {
  return {
    colId: WHY_COLUMN, field: 'id', headerName: t('reminderScreen.why.short'), headerTooltip: t('reminderScreen.why.title'), width: 28, minWidth: 28, pinned: 'left', lockPosition: 'left', sortable: false, filter: false, resizable: false,
    cellClass: 'why-cell', tooltip: () => t('reminderScreen.why.tooltip'), valueGetter: () => t('reminderScreen.why.short'),
  }
}

/** The customer's name, and the mark of the hold that keeps the row from being reminded: in a narrow column both keep a part of it. */
function nameWithHold({ data }: ICellRendererParams<DueDateRow>): HTMLElement | string {
  // a row deleted since the search has no name to show
  if (!data?.hold) return data?.customerName ?? ''
  const cell = document.createElement('span')
  const name = document.createElement('span')
  const mark = document.createElement('span')
  cell.className = 'held-name'
  name.textContent = data.customerName
  mark.className = 'hold-mark'
  mark.textContent = holdMarkText(data.hold)
  cell.append(name, mark)
  return cell
}
