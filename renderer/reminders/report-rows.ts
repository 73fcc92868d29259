import { formatDate, type LocalDate } from '../../shared/date.ts'
import { formatEuros } from '../../shared/money.ts'
import type { CustomerCredit, LetterSummary, PrescriptionWarning, SkippedLine } from '../../shared/reminders/reminder-contract.ts'
import { netToPay } from '../../shared/reminders/payable-rules.ts'
import { t } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, numberColumn, textColumn, wordColumn, type GridColumn } from '../ui/grid-columns.ts'

/** A letter as a row of the report; `id` is its place in the run. */
export interface LetterRow {
  id: number
  customerCode: string
  customerName: string
  level: number
  /** Levels of its due dates before: `0`, `0, 1` */
  before: string
  lineCount: number
  channel: LetterSummary['channel']
  totalCents: number
  /** What it asks for */
  netCents: number
  letter: LetterSummary
}

export interface SkippedRow {
  id: number
  customerName: string
  invoiceNumber: string
  dueOn: LocalDate
  line: SkippedLine
  reason: SkippedLine['reason']
}

export const letterRows = (letters: LetterSummary[]): LetterRow[] => letters.map((letter, index) => ({
  id: index + 1,
  customerCode: letter.customerCode,
  customerName: letter.customerName,
  level: letter.level,
  before: letter.levelsBefore.join(', '),
  lineCount: letter.lineCount,
  channel: letter.channel,
  totalCents: letter.totalCents,
  netCents: netToPay(letter),
  letter,
}))

export const skippedRows = (skipped: SkippedLine[]): SkippedRow[] => skipped.map((line) => ({
  id: line.dueDateId, customerName: line.customerName, invoiceNumber: line.invoiceNumber, dueOn: line.dueOn, reason: line.reason, line,
}))

export const letterColumns = (): GridColumn<LetterRow>[] => [
  textColumn('customerCode', t('reminderScreen.report.column.code'), 66),
  textColumn('customerName', t('reminderScreen.report.column.customer'), 160, { flex: 1, minWidth: 100 }),
  numberColumn('before', t('reminderScreen.report.column.before'), 50),
  numberColumn('level', t('reminderScreen.report.column.level'), 54),
  numberColumn('lineCount', t('reminderScreen.report.column.lines'), 70),
  amountColumn('totalCents', t('reminderScreen.report.column.total'), 80),
  amountColumn('netCents', t('reminderScreen.report.column.net'), 84),
  wordColumn('channel', t('reminderScreen.report.column.channel'), 58, (channel) => t(`reminderScreen.report.channel.${channel}`)),
]

export const skippedColumns = (reasonOf: (line: SkippedLine) => string): GridColumn<SkippedRow>[] => [
  textColumn('customerName', t('reminderScreen.report.column.customer'), 120, { flex: 1, minWidth: 100 }),
  textColumn('invoiceNumber', t('reminderScreen.report.column.invoice'), 80),
  dateColumn('dueOn', t('reminderScreen.report.column.dueOn'), 76),
  // whole, on as many lines as it takes: it is what the list is read for
  textColumn('reason', t('reminderScreen.report.column.reason'), 220, { flex: 2, minWidth: 160, wrapText: true, autoHeight: true, cellClass: 'wrapped-cell', valueFormatter: ({ data }) => (data ? reasonOf(data.line) : '') }),
]

/** `Client, FA12 (31/12/2026)`: the last day on which that debt can be claimed. */
export const prescriptionText = ({ customerName, invoiceNumber, lastDay }: PrescriptionWarning): string => t('reminderScreen.report.lastDay', { customer: customerName, invoice: invoiceNumber, day: formatDate(lastDay) })

/** « Dupont (120,00 €) » */
export const creditText = ({ customerName, creditCents }: CustomerCredit): string => t('reminderScreen.report.credit', { name: customerName, credit: formatEuros(creditCents) })

/** Names for a sentence: so many of the first of `count`, then how many more there are. */
export const firstNames = (names: readonly string[], most: number, count: number): string =>
  [names.slice(0, most).join(', '), ...(count > most ? [t('reminderScreen.report.others', { n: count - most })] : [])].join(' ')
