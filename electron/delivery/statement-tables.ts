import type { Content } from 'pdfmake/interfaces'
import { labelBeyond, restSide } from '../../shared/accounts/label-rules.ts'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/language.ts'
import { formatAmount, formatEuros } from '../../shared/money.ts'
import { PieceKind, type Ageing, type OpenDueDate, type Statement, type StatementMovement, type UnusedCredit } from '../../shared/accounts/account-contract.ts'
import { GREY } from './letter-sheet.ts'
import { reportTable, type ReportColumn } from './report-table.ts'

/** The tables of a statement of account; the file of evidence shows the same. */
export function statementTables(statement: Statement, language: Language): Content[] {
  const { openDueDates, unusedCredits, ageing } = statement
  const text = (key: string): string => translate(language, `accounts.statement.${key}`)
  return [
    movementTable(statement, language),
    ...partlyLetteredNote(statement, language),
    heading(text('open')),
    openDueDates.length === 0 ? { text: text('openNone'), margin: [0, 0, 0, 12] } : openTable(openDueDates, language),
    ...(unusedCredits.length === 0 ? [] : [heading(text('credits')), creditTable(unusedCredits, language)]),
    { unbreakable: true, stack: [heading(text('ageing')), ageingTable(ageing, language)] },
  ]
}

/** Kept with what follows it: pdfmake breaks before a headline rather than after. */
export const heading = (words: string): Content => ({ text: words, bold: true, fontSize: 11, margin: [0, 4, 0, 5], headlineLevel: 1 })

/** Nothing rather than 0,00 in the column of the other side. */
const amountOrNothing = (cents: number, language: Language): string => (cents === 0 ? '' : formatAmount(cents, language))

function movementTable({ from, asOf, openingCents, movements, debitCents, creditCents, closingCents }: Statement, language: Language): Content {
  const text = (key: string, params: Record<string, string> = {}): string => translate(language, `accounts.statement.${key}`, params)
  type Row = StatementMovement | { title: string; balanceCents: number }
  const columns: ReportColumn<Row>[] = [
    { width: 52, label: text('column.on'), cell: (row) => ('on' in row ? (row.isDayAssumed ? '–' : formatDate(row.on, language)) : '') },
    { width: '*', label: text('column.piece'), cell: (row) => ('on' in row ? piece(row, language) : row.title) },
    { width: 54, label: text('column.dueOn'), cell: (row) => ('on' in row && row.dueOn !== null ? formatDate(row.dueOn, language) : '') },
    { width: 68, label: text('column.debit'), alignment: 'right', cell: (row) => ('on' in row ? amountOrNothing(row.debitCents, language) : '') },
    { width: 68, label: text('column.credit'), alignment: 'right', cell: (row) => ('on' in row ? amountOrNothing(row.creditCents, language) : '') },
    { width: 72, label: text('column.balance'), alignment: 'right', cell: ({ balanceCents }) => formatAmount(balanceCents, language) },
  ]
  const opening: Row[] = from === null ? [] : [{ title: text('opening', { date: formatDate(from, language) }), balanceCents: openingCents }]
  const closing = ['', text(closingCents < 0 ? 'inFavour' : 'closing', { date: formatDate(asOf, language) }), '', formatAmount(debitCents, language), formatAmount(creditCents, language), formatAmount(closingCents, language)]
  return reportTable(columns, [...opening, ...movements], closing)
}

/** « Facture FA0012 », and what it was about below. */
function piece({ kind, reference, label }: StatementMovement, language: Language): Content {
  const kindName = translate(language, `accounts.movement.${kind}`)
  const name = `${kindName} ${reference}`.trim()
  const more = PieceKind.safeParse(kind).success || kind === 'payment' ? labelBeyond(label, kindName, reference) : ''
  return more === '' ? { text: name } : { stack: [{ text: name }, { text: more, fontSize: 7.5, color: GREY }] }
}

/** Without it the paper would tell the customer that he has paid what he may still owe, or that he has nothing left of what he paid. */
function partlyLetteredNote({ partlyLettered }: Statement, language: Language): Content[] {
  if (partlyLettered.length === 0) return []
  const pieces = partlyLettered.map((rest) => translate(language, `accounts.statement.${restSide(rest)}`, { reference: rest.reference, amount: formatEuros(Math.abs(rest.cents), language) }).trim()).join(', ')
  return [{ text: translate(language, 'accounts.statement.partlyLettered', { pieces }), bold: true, margin: [0, 0, 0, 8] }]
}

function openTable(openDueDates: readonly OpenDueDate[], language: Language): Content {
  const text = (key: string, params: Record<string, number> = {}): string => translate(language, `accounts.statement.${key}`, params)
  const columns: ReportColumn<OpenDueDate>[] = [
    { width: '*', label: text('column.number'), cell: ({ number }) => number },
    { width: 60, label: text('column.invoicedOn'), cell: ({ invoicedOn }) => (invoicedOn === null ? '–' : formatDate(invoicedOn, language)) },
    { width: 60, label: text('column.dueOn'), cell: ({ dueOn }) => formatDate(dueOn, language) },
    { width: 76, label: text('column.amount'), alignment: 'right', cell: ({ amountCents }) => formatAmount(amountCents, language) },
    { width: 76, label: text('column.open'), alignment: 'right', cell: ({ openCents }) => formatAmount(openCents, language) },
    { width: 48, label: text('column.late'), alignment: 'right', cell: ({ daysLate }) => (daysLate > 0 ? text('days', { n: daysLate }) : '–') },
  ]
  return reportTable(columns, openDueDates)
}

function creditTable(credits: readonly UnusedCredit[], language: Language): Content {
  const text = (key: string): string => translate(language, `accounts.statement.column.${key}`)
  const columns: ReportColumn<UnusedCredit>[] = [
    { width: 60, label: text('on'), cell: ({ on }) => formatDate(on, language) },
    { width: '*', label: text('piece'), cell: ({ kind, reference }) => `${translate(language, `accounts.movement.${kind}`)} ${reference}`.trim() },
    { width: 76, label: text('amount'), alignment: 'right', cell: ({ amountCents }) => formatAmount(amountCents, language) },
    { width: 76, label: text('unused'), alignment: 'right', cell: ({ unusedCents }) => formatAmount(unusedCents, language) },
  ]
  return reportTable(columns, credits)
}

/** The columns of the « balance âgée », in order. */
export const ageingColumns = ['notDueCents', 'upTo30Cents', 'upTo60Cents', 'upTo90Cents', 'beyondCents', 'creditCents', 'totalCents'] as const satisfies readonly (keyof Ageing)[]

function ageingTable(ageing: Ageing, language: Language): Content {
  const signed = (column: keyof Ageing): number => (column === 'creditCents' ? 0 - ageing[column] : ageing[column])
  const columns = ageingColumns.map((column): ReportColumn<Ageing> => ({
    width: '*', label: translate(language, `accounts.statement.bracket.${column}`), alignment: 'right', cell: () => ({ text: formatAmount(signed(column), language), bold: column === 'totalCents' }),
  }))
  return reportTable(columns, [ageing])
}
