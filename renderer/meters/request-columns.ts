import type { ICellRendererParams } from 'ag-grid-community'
import { formatInstant, type Instant } from '../../shared/date.ts'
import type { RequestRecord } from '../../shared/meters/request-contract.ts'
import { t } from '../i18n/i18n.ts'
import { dateColumn, textColumn, type GridColumn } from '../ui/grid-columns.ts'
import { originText, problemText, recordReason, rowProblem, type RequestRow } from './request-rows.ts'

/** Its tick is the window's, not the row's. */
export const TICK_COLUMN = 'ticked'
/** One click opens what can be changed of a row. */
export const ACTION_COLUMN = 'action'

/** The columns of « En attente d'envois » (M-040). */
export function requestColumns(isTicked: (id: number) => boolean, hasFaxProvider: () => boolean): GridColumn<RequestRow>[] {
  return [
    {
      colId: TICK_COLUMN, field: 'id', headerName: t('meters.column.ticked'), width: 60, pinned: 'left', lockPosition: 'left', sortable: false, filter: false, cellClass: 'tick-cell',
      tooltip: () => t('meters.tickTooltip'), valueGetter: ({ data }) => data && isTicked(data.id), valueFormatter: ({ value }) => t(value ? 'meters.ticked' : 'meters.unticked'), cellRenderer: tickBox,
    },
    {
      colId: ACTION_COLUMN, field: 'id', headerName: t('meters.column.action'), width: 54, pinned: 'left', lockPosition: 'left', sortable: false, filter: false, resizable: false, cellClass: 'action-cell',
      tooltip: () => t('meters.actionTooltip'), valueGetter: () => t('meters.actionShort'),
    },
    textColumn('medium', t('meters.column.problem'), 130, { colId: 'problem', valueGetter: ({ data }) => (data ? problemText(rowProblem(data, hasFaxProvider())) : ''), cellClass: 'strong-cell' }),
    textColumn('providerIdentifier', t('meters.column.providerIdentifier'), 88),
    textColumn('manufacturerIdentifier', t('meters.column.manufacturerIdentifier'), 92),
    textColumn('label', t('meters.column.label'), 120, { minWidth: 100, flex: 1 }),
    textColumn('customerName', t('meters.column.customerName'), 120, { minWidth: 100, flex: 1 }),
    textColumn('siteName', t('meters.column.siteName'), 84),
    textColumn('locationName', t('meters.column.locationName'), 84),
    textColumn('contactName', t('meters.column.contactName'), 96),
    textColumn('contractCode', t('meters.column.contractCode'), 62),
    textColumn('chosen', t('meters.column.medium'), 56, { valueFormatter: ({ value }) => t(`meters.medium.${value as RequestRow['chosen']}`) }),
    textColumn('typedFax', t('meters.column.fax'), 96),
    textColumn('typedEmail', t('meters.column.email'), 130, { minWidth: 110, flex: 1 }),
    textColumn('email', t('meters.column.origin'), 84, { colId: 'origin', valueGetter: ({ data }) => (data ? originText(data) : '') }),
    dateColumn('lastReadOn', t('meters.column.lastReadOn'), 78),
    textColumn('lastReadValue', t('meters.column.lastReadValue'), 76, { type: 'rightAligned' }),
    dateColumn('lastRequestedOn', t('meters.column.lastRequestedOn'), 80),
  ]
}

/** The columns of « Envoyées » and « En erreur ». */
export function recordColumns(): GridColumn<RequestRecord>[] {
  return [
    textColumn('createdAt', t('meters.column.requestedOn'), 130, { valueFormatter: ({ value }) => formatInstant(value as Instant) }),
    textColumn('customerName', t('meters.column.customerName'), 140, { minWidth: 110, flex: 1 }),
    textColumn('siteName', t('meters.column.siteName'), 100),
    textColumn('providerIdentifier', t('meters.column.providerIdentifier'), 96),
    textColumn('label', t('meters.column.label'), 140, { minWidth: 110, flex: 1 }),
    textColumn('contractCode', t('meters.column.contractCode'), 76),
    textColumn('medium', t('meters.column.medium'), 60, { valueFormatter: ({ value }) => t(`meters.medium.${value as RequestRecord['medium']}`) }),
    textColumn('address', t('meters.column.address'), 160, { minWidth: 120, flex: 1 }),
    textColumn('addressOrigin', t('meters.column.origin'), 86, { valueFormatter: ({ value }) => t(`meters.origin.${value as RequestRecord['addressOrigin']}`) }),
    textColumn('state', t('meters.column.state'), 100, { valueFormatter: ({ value }) => (value ? t(`outbox.state.${value as NonNullable<RequestRecord['state']>}`) : '–') }),
    textColumn('reason', t('meters.column.reason'), 180, { minWidth: 120, flex: 1, valueGetter: ({ data }) => (data ? recordReason(data) : '') }),
    textColumn('userName', t('meters.column.userName'), 86),
    dateColumn('answeredOn', t('meters.column.answeredOn'), 80),
  ]
}

/** A box drawn by the style sheet; said by screen readers as a check box. */
function tickBox({ value, data }: ICellRendererParams<RequestRow, boolean>): HTMLElement | string {
  if (!data) return ''
  const box = document.createElement('span')
  box.className = 'tick-box'
  box.setAttribute('role', 'checkbox')
  box.setAttribute('aria-checked', String(value === true))
  box.setAttribute('aria-label', t('meters.tick'))
  return box
}
