import type { CustomerDueDate, CustomerRow, InvoiceListRow, Payment } from '../../shared/receivables/receivable-contract.ts'
import type { ReminderHistoryLine } from '../../shared/reminders/run-contract.ts'
import { t } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, numberColumn, textColumn, wordColumn, type GridColumn } from '../ui/grid-columns.ts'

export const customerColumns = (): GridColumn<CustomerRow>[] => [
  textColumn('code', t('receivables.column.code'), 84),
  textColumn('name', t('receivables.column.name'), 260, { flex: 1, minWidth: 140, sort: 'asc' }),
  textColumn('postcode', t('receivables.column.postcode'), 90),
  textColumn('city', t('receivables.column.city'), 136),
  textColumn('phone', t('receivables.column.phone'), 112),
  numberColumn('reminderLevel', t('receivables.column.sheetLevel'), 76),
  amountColumn('outstandingCents', t('receivables.column.outstanding'), 98),
  amountColumn('overdueCents', t('receivables.column.overdue'), 98),
  amountColumn('unallocatedCreditCents', t('receivables.column.credit'), 88),
  wordColumn('isActive', t('receivables.column.state'), 70, (isActive) => t(isActive ? 'receivables.active' : 'receivables.inactive')),
]

export const invoiceColumns = (): GridColumn<InvoiceListRow>[] => [
  wordColumn('kind', t('receivables.column.kind'), 130, (kind) => t(`receivables.kind.${kind}`)),
  textColumn('number', t('receivables.column.number'), 110, { valueGetter: ({ data }) => data?.number || data?.warrantyNumber }),
  textColumn('customerCode', t('receivables.column.code'), 84),
  textColumn('customerName', t('receivables.column.name'), 220, { flex: 1, minWidth: 140 }),
  dateColumn('invoicedOn', t('receivables.column.invoicedOn'), 100),
  dateColumn('lastDueOn', t('receivables.column.dueOn'), 100),
  amountColumn('totalCents', t('receivables.column.amount'), 110),
  amountColumn('openCents', t('receivables.column.open'), 110),
  numberColumn('level', t('receivables.column.level'), 76),
]

export const dueDateColumns = (): GridColumn<CustomerDueDate>[] => [
  wordColumn('kind', t('receivables.column.kind'), 130, (kind) => t(`receivables.kind.${kind}`)),
  textColumn('number', t('receivables.column.number'), 110, { valueGetter: ({ data }) => data?.number || data?.warrantyNumber }),
  dateColumn('invoicedOn', t('receivables.column.invoicedOn'), 100),
  dateColumn('dueOn', t('receivables.column.dueOn'), 100, { sort: 'asc' }),
  amountColumn('amountCents', t('receivables.column.amount'), 110),
  amountColumn('openCents', t('receivables.column.open'), 110),
  numberColumn('level', t('receivables.column.level'), 76),
  dateColumn('remindedOn', t('receivables.column.remindedOn'), 110),
  textColumn('label', t('receivables.column.label'), 240, { flex: 1, minWidth: 120 }),
]

/** A payment of the list: saved, so it has an id. */
export type PaymentRow = Payment & { id: number }

export const paymentColumns = (): GridColumn<PaymentRow>[] => [
  dateColumn('paidOn', t('receivables.column.paidOn'), 100, { sort: 'desc' }),
  wordColumn('method', t('receivables.column.method'), 140, (method) => t(`receivables.method.${method}`)),
  textColumn('reference', t('receivables.column.reference'), 160),
  textColumn('label', t('receivables.column.label'), 240, { flex: 1, minWidth: 120 }),
  amountColumn('amountCents', t('receivables.column.amount'), 120),
  amountColumn('unallocatedCents', t('receivables.column.unallocated'), 120),
  wordColumn('isImported', t('receivables.column.origin'), 130, (isImported) => t(isImported ? 'receivables.imported' : 'receivables.invoice.typed')),
]

/** A due date in a letter; `id` is its place in the list. */
export type HistoryRow = ReminderHistoryLine & { id: number; levels: string; madeBy: string; state: string }

export const historyColumns = (): GridColumn<HistoryRow>[] => [
  dateColumn('sentOn', t('reminderHistory.of.on'), 96),
  textColumn('invoiceNumber', t('reminderHistory.of.invoice'), 110),
  dateColumn('dueOn', t('reminderHistory.of.dueOn'), 100),
  amountColumn('openCents', t('reminderHistory.of.open'), 100),
  textColumn('levels', t('reminderHistory.of.change'), 76),
  dateColumn('remindedOnBefore', t('reminderHistory.of.before'), 120),
  numberColumn('runId', t('reminderHistory.column.number'), 56),
  textColumn('madeBy', t('reminderHistory.of.by'), 200, { flex: 1, minWidth: 120 }),
  textColumn('state', t('reminderHistory.of.state'), 96, { cellClassRules: { 'strong-cell': ({ data }) => data?.isAnnulled === true } }),
]
