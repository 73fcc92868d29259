import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { formatDate, formatLongDate } from '../../shared/date.ts'
import type { Language } from '../../shared/language.ts'
import type { DueDateClaim, LetterClaims } from '../../shared/legal/interest-rules.ts'
import { formatAmount, formatEuros, type Cents } from '../../shared/money.ts'
import { GREY, RULE, STRONG_RULE, wordsIn } from './letter-sheet.ts'

/** Points, without the space between columns; the invoice's takes the rest. */
const WIDTHS = ['*', 48, 48, 48, 24, 62, 38, 54, 44]
const COLUMNS = ['invoice', 'due-on', 'from', 'to', 'days', 'base', 'rate', 'interest', 'indemnity'] as const
const FIRST_NUMBER = COLUMNS.indexOf('days')

const layout: CustomTableLayout = {
  hLineWidth: (row, node) => (row === 0 ? 0 : row === 1 || row >= node.table.body.length - 1 ? 0.8 : 0.4),
  hLineColor: (row, node) => (row === 1 || row >= node.table.body.length - 1 ? STRONG_RULE : RULE),
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : 4),
  paddingRight: () => 0,
  paddingTop: () => 3,
  paddingBottom: () => 2,
}

/** « Annexe – Calcul des intérêts de retard », on a page of its own: every period of every due date, the rule, and sums equal to those of the letter. */
export function claimsAnnex(claims: LetterClaims, deductedCents: Cents, language: Language): Content[] {
  const text = wordsIn(language)
  const rows = claims.lines.flatMap((line) => rowsOf(line, language))
  const total = [text('annex.total'), '', '', '', '', '', '', formatEuros(claims.interestCents, language), formatEuros(claims.indemnityCents, language)]
  return [
    { text: text('annex.title'), bold: true, fontSize: 13, margin: [0, 0, 0, 6], pageBreak: 'before' },
    { text: text('annex.as-of', { date: formatLongDate(claims.asOf, language) }), margin: [0, 0, 0, 6] },
    { text: text(`annex.basis.${claims.basis}`), margin: [0, 0, 0, 6] },
    { text: [text('annex.rule'), ...deductedCents > 0 ? [' ', text('annex.deducted', { amount: formatEuros(deductedCents, language) })] : []], color: GREY, fontSize: 9, margin: [0, 0, 0, 8] },
    {
      fontSize: 8,
      table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths: WIDTHS, body: [COLUMNS.map((key) => cell(text(`annex.column.${key}`), COLUMNS.indexOf(key), 'heading')), ...rows.map((row) => row.map((words, column) => cell(words, column))), total.map((words, column) => cell(words, column, 'total'))] },
      layout,
    },
  ]
}

/** A row for each period; the invoice is named, and its indemnity claimed, on the first. */
function rowsOf({ invoiceNumber, dueOn, segments, indemnityCents }: DueDateClaim, language: Language): string[][] {
  const indemnity = indemnityCents === 0 ? '–' : formatEuros(indemnityCents, language)
  const named = (index: number): string[] => (index === 0 ? [invoiceNumber, formatDate(dueOn, language)] : ['', ''])
  if (segments.length === 0) return [[...named(0), '–', '–', '–', '–', '–', formatEuros(0, language), indemnity]]
  return segments.map((segment, index) => [
    ...named(index), formatDate(segment.from, language), formatDate(segment.to, language), String(segment.days),
    formatEuros(segment.baseCents, language), wordsIn(language)('annex.rate', { rate: formatAmount(segment.rateBp, language) }), formatEuros(segment.interestCents, language), index === 0 ? indemnity : '',
  ])
}

function cell(words: string, column: number, kind: 'heading' | 'line' | 'total' = 'line'): TableCell {
  return { text: words, alignment: column >= FIRST_NUMBER ? 'right' : 'left', bold: kind !== 'line', ...kind === 'heading' ? { color: GREY } : {} }
}
