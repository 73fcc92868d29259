import type { RequestRecord } from '../../shared/meters/request-contract.ts'
import { t } from '../i18n/i18n.ts'
import { dateColumn, instantColumn, strong, textColumn, wordColumn, type GridColumn } from '../ui/grid-columns.ts'
import { tickColumn } from '../ui/tick-column.ts'
import type { AnswerRow } from './answer-rows.ts'

const tickWords = (header: string) => ({ header, tooltip: t('answers.tickTooltip'), tick: t('meters.tick'), ticked: t('meters.ticked'), unticked: t('meters.unticked') })

/** What has become of the answer a request waits for. */
function waitingText({ answeredOn, isAskedAgain, state }: RequestRecord, isLate: boolean): string {
  if (answeredOn !== null) return t('answers.waiting.answered')
  if (isAskedAgain) return t('answers.waiting.again')
  return isLate ? t('answers.waiting.late') : t(state === 'sent' ? 'answers.waiting.open' : 'answers.waiting.none')
}

/** The columns of « Envoyées ». */
export function sentColumns(isTicked: (id: number) => boolean, isLate: (record: RequestRecord) => boolean): GridColumn<RequestRecord>[] {
  return [
    tickColumn<RequestRecord>(isTicked, tickWords(t('answers.column.ticked'))),
    textColumn('answeredOn', t('answers.column.waiting'), 148, { colId: 'waiting', valueGetter: ({ data }) => (data ? waitingText(data, isLate(data)) : ''), valueFormatter: ({ value }) => String(value), ...strong }),
    dateColumn('requestedOn', t('meters.column.requestedOn'), 84),
    textColumn('customerName', t('meters.column.customerName'), 130, { minWidth: 100, flex: 1 }),
    textColumn('siteName', t('meters.column.siteName'), 90),
    textColumn('providerIdentifier', t('meters.column.providerIdentifier'), 92),
    textColumn('label', t('meters.column.label'), 130, { minWidth: 100, flex: 1 }),
    textColumn('contractCode', t('meters.column.contractCode'), 70),
    wordColumn('medium', t('meters.column.medium'), 56, (medium) => t(`meters.medium.${medium}`)),
    textColumn('address', t('meters.column.address'), 140, { minWidth: 100, flex: 1 }),
    wordColumn('addressOrigin', t('meters.column.origin'), 86, (addressOrigin) => t(`meters.origin.${addressOrigin}`)),
    wordColumn('state', t('meters.column.state'), 92, (state) => (state === null ? '–' : t(`outbox.state.${state}`))),
    dateColumn('sentOn', t('answers.column.sentOn'), 80),
    dateColumn('formerOn', t('answers.column.formerOn'), 86),
    dateColumn('answeredOn', t('meters.column.answeredOn'), 80),
    textColumn('userName', t('meters.column.userName'), 86),
    instantColumn('createdAt', t('meters.column.createdAt'), 118),
  ]
}

/** The columns of what files hold; `isTicked` by the key of the answer. */
export function answerColumns(isTicked: (key: number) => boolean): GridColumn<AnswerRow>[] {
  return [
    { ...tickColumn<AnswerRow>(() => false, tickWords(t('answers.column.ticked'))), valueGetter: ({ data }) => data && isTicked(data.key) },
    wordColumn<AnswerRow, 'state'>('state', t('answers.column.state'), 104, (state) => t(`answers.state.${state}`), strong),
    textColumn('providerIdentifier', t('answers.column.providerIdentifier'), 92),
    textColumn('label', t('answers.column.label'), 130, { minWidth: 90, flex: 1 }),
    textColumn('customerName', t('answers.column.customerName'), 130, { minWidth: 90, flex: 1 }),
    textColumn('meterName', t('answers.column.meter'), 90),
    dateColumn('lastReadOn', t('answers.column.lastReadOn'), 84),
    textColumn('lastValue', t('answers.column.lastValue'), 92, { type: 'rightAligned' }),
    textColumn('value', t('answers.column.value'), 92, { type: 'rightAligned', ...strong }),
    dateColumn('readOn', t('answers.column.readOn'), 84),
    textColumn('finding', t('answers.column.finding'), 240, { minWidth: 150, flex: 2 }),
    textColumn('reader', t('answers.column.reader'), 90),
    dateColumn('requestedOn', t('answers.column.requestedOn'), 84),
    textColumn('source', t('answers.column.source'), 150, { minWidth: 100, flex: 1 }),
  ]
}
