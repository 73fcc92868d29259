import { formatInstant, type Instant, type LocalDate } from '../../shared/date.ts'
import type { LetterLine } from '../../shared/reminders/reminder-contract.ts'
import type { ReminderRunSummary } from '../../shared/reminders/run-contract.ts'
import { t } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, instantColumn, numberColumn, textColumn, type GridColumn } from '../ui/grid-columns.ts'

/** The rule of a generation in words. */
export function ruleText({ rule, resend }: Pick<ReminderRunSummary, 'rule' | 'resend'>): string {
  const text = ruleName(rule)
  return resend ? t('reminderHistory.rule.resend', { rule: text }) : text
}

function ruleName(rule: ReminderRunSummary['rule']): string {
  if (rule.kind === 'level') return t('reminderHistory.rule.level', { level: rule.level })
  if (rule.kind !== 'days') return t(`reminderHistory.rule.${rule.kind}`)
  const [first, second, third] = rule.thresholds
  return t('reminderHistory.rule.days', { first, second, third })
}

export const stateText = ({ undone }: ReminderRunSummary): string =>
  undone === null ? t('reminderHistory.state.done') : t('reminderHistory.state.undone', { at: formatInstant(undone.at as Instant), by: undone.by })

export const runColumns = (): GridColumn<ReminderRunSummary>[] => [
  numberColumn('id', t('reminderHistory.column.number'), 56, { sort: 'desc' }),
  instantColumn('createdAt', t('reminderHistory.column.createdAt'), 122),
  dateColumn('asOf', t('reminderHistory.column.asOf'), 84),
  textColumn('createdBy', t('reminderHistory.column.createdBy'), 96),
  textColumn('rule', t('reminderHistory.column.rule'), 220, { flex: 1, minWidth: 140, valueGetter: ({ data }) => (data ? ruleText(data) : '') }),
  numberColumn('letterCount', t('reminderHistory.column.letters'), 72),
  numberColumn('lineCount', t('reminderHistory.column.lines'), 78),
  numberColumn('skippedCount', t('reminderHistory.column.skipped'), 72),
  amountColumn('totalCents', t('reminderHistory.column.total'), 104),
  textColumn('undone', t('reminderHistory.column.state'), 240, { valueGetter: ({ data }) => (data ? stateText(data) : ''), cellClassRules: { 'strong-cell': ({ data }) => data !== undefined && data.undone !== null } }),
]

/** A due date of a letter; `id` is the due date's. */
interface LineRow {
  id: number
  invoiceNumber: string
  dueOn: LocalDate
  openCents: number
  daysLate: number
  levels: string
}

export const lineRows = (lines: readonly LetterLine[]): LineRow[] => lines.map(({ dueDateId, invoiceNumber, warrantyInvoiceNumber, dueOn, openCents, daysLate, levelBefore, levelAfter }) => ({
  id: dueDateId, invoiceNumber: invoiceNumber || warrantyInvoiceNumber, dueOn, openCents, daysLate, levels: t('reminderHistory.of.levels', { before: levelBefore, after: levelAfter }),
}))

export const lineColumns = (): GridColumn<LineRow>[] => [
  textColumn('invoiceNumber', t('reminderHistory.of.invoice'), 90, { flex: 1, minWidth: 80 }),
  dateColumn('dueOn', t('reminderHistory.of.dueOn'), 84),
  amountColumn('openCents', t('reminderHistory.of.open'), 84),
  numberColumn('daysLate', t('reminderHistory.of.daysLate'), 76),
  textColumn('levels', t('reminderHistory.of.change'), 64),
]
