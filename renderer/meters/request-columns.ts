import type { RequestRecord } from '../../shared/meters/request-contract.ts'
import type { FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import { t } from '../i18n/i18n.ts'
import { dateColumn, instantColumn, strong, textColumn, wordColumn, type GridColumn } from '../ui/grid-columns.ts'
import { tickColumn } from '../ui/tick-column.ts'
import { originText, recordReason, reviewText, type RequestRow } from './request-rows.ts'

/** One click opens what can be changed of a row. */
export const ACTION_COLUMN = 'action'

/** The columns of « En attente d'envois » (M-040). */
export function requestColumns(isTicked: (id: number) => boolean, provider: () => FaxProvider | null): GridColumn<RequestRow>[] {
  return [
    tickColumn(isTicked, { header: t('meters.column.ticked'), tooltip: t('meters.tickTooltip'), tick: t('meters.tick'), ticked: t('meters.ticked'), unticked: t('meters.unticked') }),
    {
      colId: ACTION_COLUMN, field: 'id', headerName: t('meters.column.action'), width: 54, pinned: 'left', lockPosition: 'left', sortable: false, filter: false, resizable: false, cellClass: 'action-cell',
      tooltip: () => t('meters.actionTooltip'), valueGetter: () => t('meters.actionShort'),
    },
    textColumn('medium', t('meters.column.problem'), 130, { colId: 'problem', valueGetter: ({ data }) => (data ? reviewText(data, provider()) : ''), ...strong }),
    textColumn('providerIdentifier', t('meters.column.providerIdentifier'), 88),
    textColumn('manufacturerIdentifier', t('meters.column.manufacturerIdentifier'), 92),
    textColumn('label', t('meters.column.label'), 120, { minWidth: 100, flex: 1 }),
    textColumn('customerName', t('meters.column.customerName'), 120, { minWidth: 100, flex: 1 }),
    textColumn('siteName', t('meters.column.siteName'), 84),
    textColumn('locationName', t('meters.column.locationName'), 84),
    textColumn('contactName', t('meters.column.contactName'), 96),
    textColumn('contractCode', t('meters.column.contractCode'), 62),
    wordColumn('chosen', t('meters.column.medium'), 56, (chosen) => t(`meters.medium.${chosen}`)),
    textColumn('typedFax', t('meters.column.fax'), 96),
    textColumn('typedEmail', t('meters.column.email'), 130, { minWidth: 110, flex: 1 }),
    textColumn('email', t('meters.column.origin'), 84, { colId: 'origin', valueGetter: ({ data }) => (data ? originText(data) : '') }),
    dateColumn('lastReadOn', t('meters.column.lastReadOn'), 78),
    textColumn('lastReadValue', t('meters.column.lastReadValue'), 76, { type: 'rightAligned' }),
    textColumn('lastReadMeter', t('meters.column.lastReadMeter'), 84),
    dateColumn('lastRequestedOn', t('meters.column.lastRequestedOn'), 80),
  ]
}

/** The columns of « En erreur ». */
export function failedColumns(): GridColumn<RequestRecord>[] {
  return [
    dateColumn('requestedOn', t('meters.column.requestedOn'), 84),
    textColumn('customerName', t('meters.column.customerName'), 140, { minWidth: 110, flex: 1 }),
    textColumn('siteName', t('meters.column.siteName'), 100),
    textColumn('providerIdentifier', t('meters.column.providerIdentifier'), 96),
    textColumn('label', t('meters.column.label'), 140, { minWidth: 110, flex: 1 }),
    textColumn('contractCode', t('meters.column.contractCode'), 76),
    wordColumn('medium', t('meters.column.medium'), 60, (medium) => t(`meters.medium.${medium}`)),
    textColumn('address', t('meters.column.address'), 160, { minWidth: 120, flex: 1 }),
    wordColumn('addressOrigin', t('meters.column.origin'), 86, (addressOrigin) => t(`meters.origin.${addressOrigin}`)),
    wordColumn('state', t('meters.column.state'), 100, (state) => (state === null ? '–' : t(`outbox.state.${state}`))),
    textColumn('reason', t('meters.column.reason'), 180, { minWidth: 120, flex: 1, valueGetter: ({ data }) => (data ? recordReason(data) : '') }),
    textColumn('userName', t('meters.column.userName'), 86),
    dateColumn('answeredOn', t('meters.column.answeredOn'), 80),
    instantColumn('createdAt', t('meters.column.createdAt'), 118),
  ]
}
