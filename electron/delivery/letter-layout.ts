import type { Content, CustomTableLayout, Style, TableCell } from 'pdfmake/interfaces'
import { formatDate, formatLongDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { quotedNumber, type LetterContent, type LetterContentLine } from '../../shared/reminders/letter-content.ts'
import { CONTENT_WIDTH, foldMarks, footer, GREY, INK, RECIPIENT, recipientBlock, RULE, senderBlock, SIDE_MARGIN, STRONG_RULE } from './letter-sheet.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `letters.${key}`, params)

/** The letter as a pdfmake document, for paper: French whatever the language of the window. */
export function letterDefinition(letter: LetterContent, fonts: PdfFonts): PdfDefinition {
  const { sender } = letter
  return {
    pageSize: A4,
    pageMargins: [SIDE_MARGIN, mm(20), SIDE_MARGIN, mm(19)],
    images: sender.logo === '' ? {} : { logo: sender.logo },
    styles: {},
    defaultStyle: { font: 'Arimo', fontSize: 10, lineHeight: 1.13, color: INK },
    background: (page) => (page === 1 ? foldMarks() : null),
    header: (page) => (page === 1 ? null : continuationHeader(letter)),
    footer: (page, pages) => footer(sender, page, pages),
    content: [
      senderBlock(sender),
      recipientBlock(letter.recipient, fonts),
      {
        margin: [0, mm(69), 0, mm(5)],
        columns: [{ width: RECIPIENT.x - SIDE_MARGIN, text: text('references', { code: letter.recipient.code }), color: GREY, fontSize: 9 }, { width: '*', text: dated(letter) }],
      },
      ...(letter.level === 3 ? [{ text: text('registered'), bold: true, margin: [0, 0, 0, 5] as [number, number, number, number] }] : []),
      { text: [{ text: text('subject') }, letter.subject], bold: true, margin: [0, 0, 0, mm(4)] },
      ...letter.body.map(paragraph),
      lineTable(letter),
      paymentBlock(sender, letter),
      ...letter.closing.slice(0, -1).map(paragraph),
      { unbreakable: true, stack: [...letter.closing.slice(-1).map(paragraph), signature(sender)] },
    ],
  }
}

function dated({ sender, writtenOn }: LetterContent): string {
  const date = formatLongDate(writtenOn)
  return sender.address.city === '' ? text('dated-only', { date }) : text('dated', { place: sender.address.city, date })
}

/** A paragraph of ordinary length stays on one page. */
const UNBREAKABLE_CHARACTERS = 1500

function paragraph(words: string): Content {
  return { unbreakable: words.length <= UNBREAKABLE_CHARACTERS, stack: [{ text: words, margin: [0, 0, 0, 6] }] }
}

interface Column { width: number; label: string; alignment: 'left' | 'right'; cell(line: LetterContentLine): string }

function columnsOf(lines: readonly LetterContentLine[]): Column[] {
  const columns: Column[] = [
    { width: 0, label: text('column.invoice'), alignment: 'left', cell: (line) => line.invoiceNumber },
    { width: 88, label: text('column.warranty-invoice'), alignment: 'left', cell: (line) => line.warrantyInvoiceNumber },
    { width: 58, label: text('column.invoiced-on'), alignment: 'left', cell: (line) => formatDate(line.invoicedOn) },
    { width: 58, label: text('column.due-on'), alignment: 'left', cell: (line) => formatDate(line.dueOn) },
    { width: 78, label: text('column.amount'), alignment: 'right', cell: (line) => formatEuros(line.amountCents) },
    { width: 78, label: text('column.open'), alignment: 'right', cell: (line) => formatEuros(line.openCents) },
    { width: 50, label: text('column.days-late'), alignment: 'right', cell: (line) => (line.daysLate > 0 ? text('days', { days: line.daysLate }) : '–') },
  ]
  const shown = columns.filter((column) => column.label !== text('column.warranty-invoice') || lines.some((line) => line.warrantyInvoiceNumber !== ''))
  const fixed = shown.reduce((sum, column) => sum + column.width, 0)
  return shown.map((column) => (column.width > 0 ? column : { ...column, width: CONTENT_WIDTH - fixed }))
}

/** Space between columns, taken out of each column's width. */
const GUTTER = 8
const tableLayout = (inner: boolean): CustomTableLayout => ({
  hLineWidth: (row, node) => (inner ? (row === 1 ? 0.8 : row === 2 ? 0.8 : 0) : row === 0 ? 0 : row === 1 ? 0.8 : row === node.table.body.length ? 0 : 0.4),
  hLineColor: (row) => (inner || row === 1 ? STRONG_RULE : RULE),
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: (row, node) => (!inner && row === node.table.body.length - 1 ? 0 : 3),
  paddingBottom: (row, node) => (!inner && row === node.table.body.length - 1 ? 0 : 2),
})

/** Every line of the letter. The last one is nested with the total in one row that never breaks, so that a total never stands alone on a page. */
function lineTable(letter: LetterContent): Content {
  const columns = columnsOf(letter.lines)
  const widths = columns.map((column) => column.width)
  const cell = (column: Column, words: string, style: Style = {}): TableCell => ({ ...style, text: words, alignment: column.alignment, margin: column.alignment === 'right' ? [GUTTER, 0, 0, 0] : [0, 0, GUTTER, 0] })
  const heading = columns.map((column) => cell(column, column.label, { bold: true, fontSize: 8.5, color: GREY }))
  const row = (line: LetterContentLine): TableCell[] => columns.map((column) => cell(column, column.cell(line)))
  const total = columns.map((column): TableCell => {
    if (column.label === text('column.invoice')) return { text: text('total'), bold: true }
    if (column.label === text('column.open')) return { text: formatEuros(letter.totalCents), bold: true, alignment: 'right' }
    return ''
  })
  const last: TableCell = { colSpan: columns.length, table: { widths, body: [row(letter.lines.at(-1)!), total] }, layout: tableLayout(true) }
  return {
    margin: [0, 2, 0, 10],
    fontSize: 9,
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths, body: [heading, ...letter.lines.slice(0, -1).map(row), [last, ...columns.slice(1).map(() => '')]] },
    layout: tableLayout(false),
  }
}

/** How to pay, and what to quote so that the payment finds its invoice. */
function paymentBlock(sender: Company, letter: LetterContent): Content {
  const reference = letter.lines.length === 1 ? `${letter.recipient.code} / ${quotedNumber(letter.lines[0]!)}` : letter.recipient.code
  const bic: Content = sender.bic === '' ? '' : [{ text: `     ${text('pay.bic')}  `, color: GREY, bold: false }, sender.bic]
  const rows: [string, Content][] = [
    ...(sender.iban === '' ? [] : [[text('pay.iban'), [groupIban(sender.iban), bic].flat()] as [string, Content]]),
    [text('pay.reference'), reference],
  ]
  return {
    unbreakable: true,
    margin: [0, 0, 0, 10],
    stack: [
      { text: text(sender.iban === '' ? 'pay.title' : 'pay.transfer', { name: sender.name }), margin: [0, 0, 0, 3] },
      { table: { widths: [mm(38), '*'], body: rows.map(([label, value]) => [{ text: label, color: GREY }, { text: value, bold: true }]) }, layout: { hLineWidth: () => 0, vLineWidth: (column) => (column === 0 ? 1.5 : 0), vLineColor: () => RULE, paddingLeft: (column) => (column === 0 ? 8 : 0), paddingTop: () => 1, paddingBottom: () => 1 }, fontSize: 9 },
    ],
  }
}

const groupIban = (iban: string): string => iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')

/** Name and title, with room to sign below. */
function signature(sender: Company): Content {
  return { margin: [RECIPIENT.x - SIDE_MARGIN, 6, 0, mm(10)], stack: [{ text: sender.signatoryName, bold: true }, { text: sender.signatoryTitle, color: GREY, fontSize: 9 }] }
}

function continuationHeader(letter: LetterContent): Content {
  const words = [letter.sender.name, `${letter.recipient.name} (${letter.recipient.code})`, formatLongDate(letter.writtenOn)].join(' — ')
  return { text: words, fontSize: 8, color: GREY, margin: [SIDE_MARGIN, mm(10), SIDE_MARGIN, 0] }
}
