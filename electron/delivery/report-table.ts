import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { GREY, RULE, STRONG_RULE } from './letter-sheet.ts'

export interface ReportColumn<R> { width: number | '*'; label: string; alignment?: 'left' | 'right'; cell(row: R): string | Content }

/** Space between columns, taken out of each column's width. */
const GUTTER = 8

/** A table whose heading comes again on every page; rows never break. `total` is a last row in bold, a cell a column. */
export function reportTable<R>(columns: readonly ReportColumn<R>[], rows: readonly R[], total: readonly string[] | null = null): Content {
  /** A text after figures keeps away from them; elsewhere the room is behind it. */
  const leftOf = (column: ReportColumn<R>): number => (columns[columns.indexOf(column) - 1]?.alignment === 'right' ? 1.5 * GUTTER : 0)
  const cell = (column: ReportColumn<R>, content: string | Content, style: object = {}): TableCell =>
    ({ ...style, alignment: column.alignment ?? 'left', margin: column.alignment === 'right' ? [GUTTER, 0, 0, 0] : [leftOf(column), 0, GUTTER, 0], ...(typeof content === 'string' ? { text: content } : { stack: [content] }) })
  const body = [
    columns.map((column) => cell(column, column.label, { bold: true, fontSize: 8, color: GREY })),
    ...rows.map((row) => columns.map((column) => cell(column, column.cell(row)))),
    ...(total === null ? [] : [columns.map((column, index) => cell(column, total[index]!, { bold: true }))]),
  ]
  return {
    fontSize: 8.5,
    margin: [0, 0, 0, 12],
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths: columns.map(({ width }) => width), body },
    layout: total === null ? plain : withTotal,
  }
}

const layout = (hasTotal: boolean): CustomTableLayout => ({
  hLineWidth: (row, node) => {
    if (row === 0) return 0
    return row === 1 || (hasTotal && row === node.table.body.length - 1) ? 0.8 : 0.4
  },
  hLineColor: (row, node) => (row === 1 || (hasTotal && row === node.table.body.length - 1) ? STRONG_RULE : RULE),
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 2.5,
  paddingBottom: () => 1.5,
})
const plain = layout(false)
const withTotal = layout(true)
