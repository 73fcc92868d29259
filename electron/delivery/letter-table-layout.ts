import type { Content, CustomTableLayout, Style, TableCell } from 'pdfmake/interfaces'
import type { Language } from '../../shared/language.ts'
import type { LetterContent, LetterContentLine } from '../../shared/reminders/letter-content.ts'
import { letterColumns, letterTotalRows, type LetterColumn, type LetterColumnKey, type LetterTotal } from '../../shared/reminders/letter-table.ts'
import { CONTENT_WIDTH, GREY, RULE, STRONG_RULE } from './letter-sheet.ts'

/** Space between columns, taken out of each column's width. */
const GUTTER = 8

/** Points; the invoice's column takes the rest. An English date is the longer. */
const DATE_WIDTH = { fr: 58, en: 64 }
const WIDTHS: Record<Exclude<LetterColumnKey, 'invoice' | 'invoiced-on' | 'due-on'>, number> = { 'warranty-invoice': 88, amount: 78, open: 78, 'days-late': 50 }

function widthsOf(columns: readonly LetterColumn[], language: Language): number[] {
  const fixed = columns.map(({ key }) => (key === 'invoice' ? 0 : key === 'invoiced-on' || key === 'due-on' ? DATE_WIDTH[language] : WIDTHS[key]))
  const rest = CONTENT_WIDTH - fixed.reduce((sum, width) => sum + width, 0)
  return fixed.map((width) => width || rest)
}

/** Thin rules between the lines, a stronger one below the heading. The last row holds the table of the totals, whose own rules these are not. */
const linesLayout: CustomTableLayout = {
  hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 0 : row === 1 ? 0.8 : 0.4),
  hLineColor: (row) => (row === 1 ? STRONG_RULE : RULE),
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: (row, node) => (row === node.table.body.length - 1 ? 0 : 3),
  paddingBottom: (row, node) => (row === node.table.body.length - 1 ? 0 : 2),
}

/** Strong rules around the sums and above what to pay. */
const totalsLayout: CustomTableLayout = {
  hLineWidth: (row, node) => (row === 0 ? 0 : row === 1 || row >= node.table.body.length - 1 ? 0.8 : 0),
  hLineColor: () => STRONG_RULE,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 3,
  paddingBottom: () => 2,
}

/** Every line of the letter. The last one is nested with the totals in one row that never breaks, so that a total never stands alone on a page. */
export function lineTable(letter: LetterContent): Content {
  const columns = letterColumns(letter)
  const widths = widthsOf(columns, letter.language)
  const cell = (column: LetterColumn, words: string, style: Style = {}): TableCell => ({ ...style, text: words, alignment: column.alignment, margin: column.alignment === 'right' ? [GUTTER, 0, 0, 0] : [0, 0, GUTTER, 0] })
  const heading = columns.map((column) => cell(column, column.label, { bold: true, fontSize: 8.5, color: GREY }))
  const row = (line: LetterContentLine): TableCell[] => columns.map((column) => cell(column, column.cell(line)))
  const totals = letterTotalRows(letter)
  const last: TableCell = { colSpan: columns.length, table: { widths, body: [row(letter.lines.at(-1)!), ...totals.map((total, index) => totalRow(columns, total, index === totals.length - 1))] }, layout: totalsLayout }
  return {
    margin: [0, 2, 0, 10],
    fontSize: 9,
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths, body: [heading, ...letter.lines.slice(0, -1).map(row), [last, ...columns.slice(1).map(() => '')]] },
    layout: linesLayout,
  }
}

/** The amount stands below « Reste dû », its label over the columns before. */
function totalRow(columns: readonly LetterColumn[], { label, amount }: LetterTotal, isFinal: boolean): TableCell[] {
  const place = columns.findIndex(({ key }) => key === 'open')
  return columns.map((_column, index): TableCell => {
    if (index === 0) return { text: label, bold: isFinal, colSpan: place }
    return index === place ? { text: amount, bold: isFinal, alignment: 'right' } : ''
  })
}
