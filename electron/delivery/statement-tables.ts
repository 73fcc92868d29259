import type { Content } from 'pdfmake/interfaces'
import { formatDate } from '../../shared/date.ts'
import { translate, type Locale } from '../../shared/i18n/translate.ts'
import { formatAmount } from '../../shared/money.ts'
import type { Ageing, OpenDueDate, Statement, StatementMovement, UnusedCredit } from '../../shared/accounts/account-contract.ts'
import { GREY } from './letter-sheet.ts'
import { reportTable, type ReportColumn } from './report-table.ts'

/** The tables of a statement of account; the file of evidence shows the same. */
export function statementTables(statement: Statement, locale: Locale): Content[] {
  const { openDueDates, unusedCredits, ageing } = statement
  const text = (key: string): string => translate(locale, `accounts.statement.${key}`)
  return [
    movementTable(statement, locale),
    heading(text('open')),
    openDueDates.length === 0 ? { text: text('openNone'), margin: [0, 0, 0, 12] } : openTable(openDueDates, locale),
    ...(unusedCredits.length === 0 ? [] : [heading(text('credits')), creditTable(unusedCredits, locale)]),
    { unbreakable: true, stack: [heading(text('ageing')), ageingTable(ageing, locale)] },
  ]
}

/** Kept with what follows it: pdfmake breaks before a headline rather than after. */
export const heading = (words: string): Content => ({ text: words, bold: true, fontSize: 11, margin: [0, 4, 0, 5], headlineLevel: 1 })

const amountOrNothing = (cents: number): string => (cents === 0 ? '' : formatAmount(cents))

function movementTable({ from, asOf, openingCents, movements, debitCents, creditCents, closingCents }: Statement, locale: Locale): Content {
  const text = (key: string, params: Record<string, string> = {}): string => translate(locale, `accounts.statement.${key}`, params)
  type Row = StatementMovement | { title: string; balanceCents: number }
  const columns: ReportColumn<Row>[] = [
    { width: 52, label: text('column.on'), cell: (row) => ('on' in row ? formatDate(row.on) : '') },
    { width: '*', label: text('column.piece'), cell: (row) => ('on' in row ? piece(row, locale) : row.title) },
    { width: 54, label: text('column.dueOn'), cell: (row) => ('on' in row && row.dueOn !== null ? formatDate(row.dueOn) : '') },
    { width: 68, label: text('column.debit'), alignment: 'right', cell: (row) => ('on' in row ? amountOrNothing(row.debitCents) : '') },
    { width: 68, label: text('column.credit'), alignment: 'right', cell: (row) => ('on' in row ? amountOrNothing(row.creditCents) : '') },
    { width: 72, label: text('column.balance'), alignment: 'right', cell: ({ balanceCents }) => formatAmount(balanceCents) },
  ]
  const opening: Row[] = from === null ? [] : [{ title: text('opening', { date: formatDate(from) }), balanceCents: openingCents }]
  const closing = ['', text(closingCents < 0 ? 'inFavour' : 'closing', { date: formatDate(asOf) }), '', formatAmount(debitCents), formatAmount(creditCents), formatAmount(closingCents)]
  return reportTable(columns, [...opening, ...movements], closing)
}

/** « Facture FA0012 », and what it was about below. */
function piece({ kind, reference, label }: StatementMovement, locale: Locale): Content {
  const name = `${translate(locale, `accounts.movement.${kind}`)} ${reference}`.trim()
  return label === '' || label === reference || kind === 'settled-by-source' ? { text: name } : { stack: [{ text: name }, { text: label, fontSize: 7.5, color: GREY }] }
}

function openTable(openDueDates: readonly OpenDueDate[], locale: Locale): Content {
  const text = (key: string, params: Record<string, number> = {}): string => translate(locale, `accounts.statement.${key}`, params)
  const columns: ReportColumn<OpenDueDate>[] = [
    { width: '*', label: text('column.number'), cell: ({ number }) => number },
    { width: 60, label: text('column.invoicedOn'), cell: ({ invoicedOn }) => formatDate(invoicedOn) },
    { width: 60, label: text('column.dueOn'), cell: ({ dueOn }) => formatDate(dueOn) },
    { width: 76, label: text('column.amount'), alignment: 'right', cell: ({ amountCents }) => formatAmount(amountCents) },
    { width: 76, label: text('column.open'), alignment: 'right', cell: ({ openCents }) => formatAmount(openCents) },
    { width: 48, label: text('column.late'), alignment: 'right', cell: ({ daysLate }) => (daysLate > 0 ? text('days', { n: daysLate }) : '–') },
  ]
  return reportTable(columns, openDueDates)
}

function creditTable(credits: readonly UnusedCredit[], locale: Locale): Content {
  const text = (key: string): string => translate(locale, `accounts.statement.column.${key}`)
  const columns: ReportColumn<UnusedCredit>[] = [
    { width: 60, label: text('on'), cell: ({ on }) => formatDate(on) },
    { width: '*', label: text('piece'), cell: ({ kind, reference }) => `${translate(locale, `accounts.movement.${kind}`)} ${reference}`.trim() },
    { width: 76, label: text('amount'), alignment: 'right', cell: ({ amountCents }) => formatAmount(amountCents) },
    { width: 76, label: text('unused'), alignment: 'right', cell: ({ unusedCents }) => formatAmount(unusedCents) },
  ]
  return reportTable(columns, credits)
}

/** The columns of the « balance âgée », in order. */
export const ageingColumns = ['notDueCents', 'upTo30Cents', 'upTo60Cents', 'upTo90Cents', 'beyondCents', 'creditCents', 'totalCents'] as const satisfies readonly (keyof Ageing)[]

function ageingTable(ageing: Ageing, locale: Locale): Content {
  const signed = (column: keyof Ageing): number => (column === 'creditCents' ? 0 - ageing[column] : ageing[column])
  const columns = ageingColumns.map((column): ReportColumn<Ageing> => ({
    width: '*', label: translate(locale, `accounts.statement.bracket.${column}`), alignment: 'right', cell: () => ({ text: formatAmount(signed(column)), bold: column === 'totalCents' }),
  }))
  return reportTable(columns, [ageing])
}
