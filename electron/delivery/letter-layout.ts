import type { Content, CustomTableLayout, Style, TableCell } from 'pdfmake/interfaces'
import { formatDate, formatLongDate } from '../../shared/date.ts'
import type { Company, PostalAddress } from '../../shared/dossiers/dossier-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatAmount, formatEuros } from '../../shared/money.ts'
import { quotedNumber, type LetterContent, type LetterContentLine, type LetterRecipient } from '../../shared/reminders/letter-content.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `letters.${key}`, params)

const INK = '#111827'
const GREY = '#4b5563'
const RULE = '#c5cad3'
const STRONG_RULE = '#374151'

const SIDE_MARGIN = mm(20)
const CONTENT_WIDTH = A4.width - 2 * SIDE_MARGIN
/** The recipient, inside what the window of a DL envelope shows of an A4 sheet folded in three: x 100–200 mm, y 45–85 mm. */
const RECIPIENT = { x: mm(110), y: mm(50), width: mm(84), height: mm(34) }
/** Where the sheet folds, top to bottom. */
const FOLDS = [mm(99), mm(198)]

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

function senderBlock(sender: Company): Content {
  const { address } = sender
  const contact = [sender.phone && text('phone', { phone: sender.phone }), sender.email, sender.website].filter((part) => part !== '')
  return {
    absolutePosition: { x: SIDE_MARGIN, y: mm(14) },
    columns: [{
      width: mm(80),
      stack: [
        ...(sender.logo === '' ? [] : [{ image: 'logo', fit: [mm(55), mm(17)] as [number, number], margin: [0, 0, 0, 5] as [number, number, number, number] }]),
        { text: sender.name, bold: true, fontSize: sender.logo === '' ? 14 : 11, margin: [0, 0, 0, 2] },
        { text: [...streetLines(address), townLine(address), ...contact].join('\n'), fontSize: 9, color: GREY },
      ],
    }],
  }
}

const streetLines = (address: PostalAddress): string[] => [address.line1, address.line2, address.line3].filter((line) => line !== '')
const townLine = (address: PostalAddress): string => `${address.postcode} ${address.city}`.trim()

/** « 69002 LYON », and the country in capitals abroad (NF Z 10-011). */
function addressLines({ name, address }: LetterRecipient): string[] {
  const country = address.countryCode === 'FR' ? '' : new Intl.DisplayNames('fr', { type: 'region' }).of(address.countryCode) ?? address.countryCode
  return [name, ...streetLines(address), townLine(address).toLocaleUpperCase('fr'), country.toLocaleUpperCase('fr')].filter((line) => line !== '')
}

function recipientBlock(recipient: LetterRecipient, fonts: PdfFonts): Content {
  const lines = addressLines(recipient)
  return { absolutePosition: { x: RECIPIENT.x, y: RECIPIENT.y }, columns: [{ width: RECIPIENT.width, text: lines.join('\n'), fontSize: sizeThatFits(lines, fonts), lineHeight: 1.2 }] }
}

/** The largest of a few sizes at which the address, its long lines wrapped, stays inside the window. */
function sizeThatFits(lines: string[], fonts: PdfFonts): number {
  const fits = (size: number): boolean => {
    const rows = lines.reduce((sum, line) => sum + Math.ceil((fonts.normal.widthOfString(line, size) * 1.05) / RECIPIENT.width), 0)
    return rows * fonts.normal.lineHeight(size) * 1.2 <= RECIPIENT.height
  }
  return [11, 10, 9, 8].find(fits) ?? 7
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

/** The mentions every business letter must bear (C. com. R123-237), and the page. */
function footer(sender: Company, page: number, pages: number): Content {
  return {
    margin: [SIDE_MARGIN, mm(3), SIDE_MARGIN, 0],
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: CONTENT_WIDTH, y2: 0, lineWidth: 0.4, lineColor: RULE }], margin: [0, 0, 0, 4] },
      {
        columns: [
          { width: mm(18), text: '' },
          { width: '*', text: legalMentions(sender).join('\n'), alignment: 'center' },
          { width: mm(18), text: text('page', { page, pages }), alignment: 'right' },
        ],
        fontSize: 7.5, color: GREY,
      },
    ],
  }
}

/** Who the company is, and its numbers: two lines. */
function legalMentions(sender: Company): string[] {
  const capital = sender.capitalCents === null ? '' : text('capital', { capital: formatAmount(sender.capitalCents).replace(/,00$/, '') })
  const identity = [sender.name, [sender.legalForm, capital].filter((part) => part !== '').join(' '), ...streetLines(sender.address), townLine(sender.address)]
  const number = sender.siret !== '' ? `SIRET ${inGroups(sender.siret, /^(\d{3})(\d{3})(\d{3})(\d{5})$/)}` : sender.siren !== '' ? `SIREN ${inGroups(sender.siren, /^(\d{3})(\d{3})(\d{3})()$/)}` : ''
  const numbers = [number, sender.registration, sender.vatNumber === '' ? '' : text('vat', { number: sender.vatNumber })]
  return [identity.filter((part) => part !== '').join(', '), numbers.filter((part) => part !== '').join(' – ')].filter((line) => line !== '')
}

const inGroups = (digits: string, groups: RegExp): string => digits.replace(groups, '$1\u00a0$2\u00a0$3\u00a0$4').trim()

function foldMarks(): Content {
  return { canvas: FOLDS.map((y) => ({ type: 'line' as const, x1: mm(4), y1: y, x2: mm(8), y2: y, lineWidth: 0.3, lineColor: RULE })) }
}
