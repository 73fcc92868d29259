import type { TimelineEntry, TimelineKind } from '../../shared/accounts/account-contract.ts'
import { labelBeyond } from '../../shared/accounts/label-rules.ts'
import { formatDate } from '../../shared/date.ts'
import { formatAmount, formatEuros } from '../../shared/money.ts'
import { t, type MessageKey } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, textColumn, type GridColumn } from '../ui/grid-columns.ts'

/** The order of the events is that of time: no header sorts or filters it. */
const fixed = { sortable: false, filter: false, floatingFilter: false }

/** The columns of « Synthèse du client ». */
export const timelineColumns = (): GridColumn<TimelineEntry>[] => [
  dateColumn('on', t('accounts.screen.column.on'), 96, fixed),
  textColumn('kind', t('accounts.screen.column.kind'), 112, { ...fixed, valueFormatter: ({ value }) => (value ? t(`accounts.kind.${groupOf(value as TimelineKind)}`) : '') }),
  textColumn('text', t('accounts.screen.column.what'), 420, { ...fixed, flex: 1, minWidth: 240, valueGetter: ({ data }) => (data ? wordsOf(data) : ''), cellClass: ({ data }) => (data?.isAnnulled ? 'annulled' : '') }),
  amountColumn('amountCents', t('accounts.screen.column.amount'), 110, fixed),
  amountColumn('openCents', t('accounts.screen.column.open'), 110, { ...fixed, valueFormatter: ({ value, data }) => (typeof value === 'number' && data?.kind !== 'payment' ? formatAmount(value) : '') }),
  textColumn('daysLate', t('accounts.screen.column.state'), 230, { ...fixed, valueGetter: ({ data }) => (data ? stateOf(data) : '') }),
]

/** Kinds that the filters show and hide together. */
export const timelineGroups = {
  invoice: ['invoice'], due: ['due', 'settled'], payment: ['payment'], letter: ['letter', 'mail'], hold: ['hold', 'hold-lifted'], note: ['note'], import: ['import'], document: ['document'],
} as const satisfies Record<string, readonly TimelineKind[]>
export type TimelineGroup = keyof typeof timelineGroups

const groupOf = (kind: TimelineKind): TimelineGroup => (Object.keys(timelineGroups) as TimelineGroup[]).find((group) => (timelineGroups[group] as readonly TimelineKind[]).includes(kind))!

/** What happened, in a few words. */
function wordsOf(entry: TimelineEntry): string {
  const detailBeyond = (words: string): string => {
    const text = labelBeyond(entry.text, words, entry.reference)
    return text === '' ? '' : ` – ${text}`
  }
  const detail = detailBeyond('')
  const named = (words: string): string => [words, entry.reference].filter((part) => part !== '').join(' ') + detailBeyond(words)
  const promised = entry.promise === null ? '' : ` : ${t('calls.promised', { amount: formatEuros(entry.promise.amountCents), date: formatDate(entry.promise.promisedFor) })}`
  switch (entry.kind) {
    case 'invoice': return named(t(`accounts.movement.${entry.variant}` as MessageKey))
    case 'due': return t('accounts.event.due', { number: entry.reference })
    case 'settled': return t('accounts.event.settled', { number: entry.reference })
    case 'payment': return named(t('accounts.event.payment', { method: t(`receivables.method.${entry.variant}` as MessageKey) }))
    case 'letter': return t(entry.variant === 'email' ? 'accounts.event.email' : 'accounts.event.letter', { level: entry.level ?? 0 })
    case 'mail': return t('accounts.event.mail', { address: entry.reference }) + detail
    case 'hold': return named(t('accounts.event.hold', { kind: t(`accounts.hold.${entry.variant}` as MessageKey) }))
    case 'hold-lifted': return named(t('accounts.event.holdLifted', { kind: t(`accounts.hold.${entry.variant}` as MessageKey) }))
    case 'note': return named(t(`calls.outcome.${entry.variant}` as MessageKey) + promised)
    case 'import': return t('accounts.event.import', { file: entry.text })
    case 'document': return entry.text
  }
}

/** What became of it. */
function stateOf({ kind, sending, isAnnulled, isLifted, openCents, amountCents, daysLate, variant }: TimelineEntry): string {
  if (isAnnulled) return t('accounts.event.annulled')
  if (sending !== null) return sending === 'sent' ? '' : t(`reminders.sending.${sending}`)
  if (kind === 'hold') return t(isLifted ? 'accounts.event.lifted' : 'accounts.event.standing')
  if (kind === 'mail') return t(`accounts.mail.${variant}` as MessageKey)
  if (kind === 'payment') return openCents ? t('accounts.event.unallocated', { amount: formatEuros(0 - openCents) }) : ''
  if (kind === 'invoice') return openCents === 0 ? t('accounts.event.paid') : openCents === amountCents ? '' : t('accounts.event.partlyPaid')
  if (kind !== 'due') return ''
  if (daysLate === null) return t('accounts.event.paid')
  return daysLate > 0 ? t('accounts.event.late', { n: daysLate }) : t('accounts.event.notDue')
}
