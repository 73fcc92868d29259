import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import type { DueDateRow, PhoneBlock, PhoneList } from '../../shared/reminders/reminder-contract.ts'
import { GREY, RULE } from './letter-sheet.ts'
import { mm, type PdfDefinition } from './page-layout.ts'
import { reportSheet, reportWidth } from './report-sheet.ts'

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `letters.${key}`, params)

const BAND = '#eef1f5'

/** What the clerk writes on while phoning, right of the due dates. */
const NOTES_WIDTH = mm(88)
const LINES_WIDTH = reportWidth(true) - NOTES_WIDTH - mm(6)

/** « Liste de relance téléphonique » to phone from: landscape, a block a customer, room beside it to write the outcome by pen. */
export function phoneListDefinition(list: PhoneList, companyName: string): PdfDefinition {
  const summary = text('phone-list.summary', {
    date: formatDate(list.asOf), customers: text('phone-list.customers', { n: list.blocks.length }), lines: text('phone-list.lines', { n: list.count }), total: formatEuros(list.totalCents),
  })
  return reportSheet({ title: text('phone-list.title'), subtitle: `${companyName} – ${summary}`, isLandscape: true, fontSize: 8.5 }, list.blocks.map(block))
}

/** Up to this many due dates a block stays on one page; a longer one goes on under a repeated heading. */
const UNBREAKABLE_LINES = 20

function block(customer: PhoneBlock): Content {
  return {
    unbreakable: customer.lines.length <= UNBREAKABLE_LINES,
    margin: [0, 0, 0, mm(5)],
    columns: [{ width: LINES_WIDTH, stack: [dueDates(customer)] }, { width: mm(6), text: '' }, { width: NOTES_WIDTH, stack: [notes()] }],
  }
}

const cell = (words: string, more: object = {}): TableCell => ({ text: words, ...more })
const right = { alignment: 'right' as const }

function dueDates(customer: PhoneBlock): Content {
  const label = { fontSize: 7.5, color: GREY, bold: true }
  const columns: { width: number | '*'; label: string; style: object; words(line: DueDateRow): string }[] = [
    { width: '*', label: text('column.invoice'), style: {}, words: (line) => [line.invoiceNumber, line.warrantyInvoiceNumber].filter((number) => number !== '').join(' / ') },
    { width: 52, label: text('column.invoiced-on'), style: {}, words: (line) => (line.invoicedOn === null ? '–' : formatDate(line.invoicedOn)) },
    { width: 52, label: text('column.due-on'), style: {}, words: (line) => formatDate(line.dueOn) },
    { width: 70, label: text('column.amount'), style: right, words: (line) => formatEuros(line.amountCents) },
    { width: 70, label: text('column.open'), style: right, words: (line) => formatEuros(line.openCents) },
    { width: 40, label: text('column.days-late'), style: right, words: (line) => (line.daysLate > 0 ? text('days', { days: line.daysLate }) : '–') },
    { width: 34, label: text('phone-list.level'), style: right, words: (line) => String(line.level) },
    { width: 54, label: text('phone-list.reminded'), style: right, words: (line) => (line.remindedOn ? formatDate(line.remindedOn) : '') },
  ]
  const span = <T>(first: T): (T | string)[] => [first, ...columns.slice(1).map(() => '')]
  const phones = customer.phones.length > 0 ? customer.phones.join('   ') : text('phone-list.no-phone')
  const title: TableCell = {
    colSpan: columns.length,
    columns: [
      { width: '*', stack: [{ text: text('phone-list.customer', { name: customer.customerName, code: customer.customerCode }), bold: true, fontSize: 10 }, { text: phones, bold: true, fontSize: 10, margin: [0, 2, 0, 0] }] },
      { width: 150, alignment: 'right', stack: [{ text: formatEuros(customer.totalCents), bold: true, fontSize: 11 }, ...customer.unallocatedCreditCents === 0 ? [] : [{ text: text('phone-list.credit', { amount: formatEuros(customer.unallocatedCreditCents) }), fontSize: 7.5, color: GREY }]] },
    ],
  }
  return {
    table: {
      headerRows: 2, keepWithHeaderRows: 1, dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [span(title), columns.map((column) => cell(column.label, { ...label, ...column.style })), ...customer.lines.map((line) => columns.map((column) => cell(column.words(line), column.style)))],
    },
    layout: lines,
  }
}

const lines: CustomTableLayout = {
  hLineWidth: (row) => (row < 2 ? 0 : 0.4),
  hLineColor: () => RULE,
  vLineWidth: () => 0,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: (row) => (row === 0 ? 4 : 2),
  paddingBottom: (row) => (row === 0 ? 4 : 1.5),
  fillColor: (row) => (row === 0 ? BAND : null),
}

/** Empty lines to write on. */
function notes(): Content {
  const line = (key: string): Content => ({ text: text(`phone-list.${key}`), color: GREY, fontSize: 7.5, margin: [0, 0, 0, 2] })
  // pdfmake writes into what it is given: each rule is an object of its own
  const rule = (): Content => ({ canvas: [{ type: 'line', x1: 0, y1: 0, x2: NOTES_WIDTH, y2: 0, lineWidth: 0.6, lineColor: RULE }], margin: [0, 8, 0, 3] })
  const half = (NOTES_WIDTH - mm(4)) / 2
  return {
    stack: [
      { columns: [{ width: half, stack: [line('call-on')] }, { width: mm(4), text: '' }, { width: half, stack: [line('spoke')] }] }, rule(),
      line('promise'), rule(),
      line('notes'), rule(),
    ],
  }
}
