import type { LocalDate } from '../date.ts'
import type { DecimalMark } from '../money.ts'
import type { InvoiceKind } from '../receivables/receivable-contract.ts'
import { normalise, normaliseNumber } from '../text.ts'
import type { ImportOptions, ImportQuestion, SourceKind, TableField } from './import-contract.ts'
import { cellText, detectDateOrder, detectDecimalMark, isTotalRow, readAmount, readDate, type Cell, type DateOrder, type TableRow } from './table-rules.ts'

export type Columns = Record<string, TableField>

const DATE_FIELDS: TableField[] = ['invoicedOn', 'dueOn', 'remindedOn']
const AMOUNT_FIELDS: TableField[] = ['amount', 'paid', 'open']

/** Due dates, unless no column speaks of documents: then it is a list of customers. */
export function listKind(columns: Columns): SourceKind {
  const fields = new Set(Object.values(columns))
  return ['amount', 'open', 'dueOn', 'invoiceNumber'].some((field) => fields.has(field as TableField)) || !(fields.has('customerCode') || fields.has('customerName')) ? 'due-dates' : 'customers'
}

/** What only a person can say before this list can be read. */
export function listQuestions(columns: Columns, rows: TableRow[], options: ImportOptions): { questions: ImportQuestion[]; decimalMark: DecimalMark; dateOrder: DateOrder } {
  const fields = new Set(Object.values(columns))
  const questions: ImportQuestion[] = []
  const needs = (alternatives: TableField[]): void => {
    if (!alternatives.some((field) => fields.has(field))) questions.push({ option: 'columns', code: 'missing-column', choices: [], details: { field: alternatives[0]! } })
  }
  needs(['customerName', 'customerCode'])
  if (listKind(columns) === 'due-dates') {
    needs(['invoiceNumber'])
    needs(['dueOn', 'invoicedOn'])
    needs(['open', 'amount'])
  }
  const cellsOf = (wanted: TableField[]): Cell[] => Object.entries(columns).filter(([, field]) => wanted.includes(field)).flatMap(([column]) => rows.map(({ cells }) => cells[Number(column)] ?? ''))
  const mark = options.decimalMark ?? detectDecimalMark(cellsOf(AMOUNT_FIELDS))
  const order = options.dateOrder ?? detectDateOrder(cellsOf(DATE_FIELDS))
  if (mark === 'ambiguous') questions.push({ option: 'decimalMark', code: 'decimal-mark', choices: [',', '.'], details: {} })
  if (order === 'ambiguous') questions.push({ option: 'dateOrder', code: 'date-order', choices: ['dmy', 'mdy'], details: {} })
  return { questions, decimalMark: mark === 'ambiguous' || mark === null ? ',' : mark, dateOrder: order === 'ambiguous' || order === null ? 'dmy' : order }
}

/** One line of a list of due dates. */
export interface ListItem {
  line: number
  customerCode: string
  customerName: string
  kind: InvoiceKind
  number: string
  warrantyNumber: string
  invoicedOn: LocalDate | null
  dueOn: LocalDate | null
  /** Negative for a credit note */
  amountCents: number
  openCents: number
  label: string
  level: number
  remindedOn: LocalDate | null
  texts: Partial<Record<TableField, string>>
}

/** What is wrong with a line, for AppError('import.<code>'); `field` tells the column. */
export interface LineProblem { code: 'bad-amount' | 'bad-date' | 'missing-value'; field: TableField; value: string }
export type LineReading = { item: ListItem; warning: string | null } | { skip: 'total' | 'incomplete' | 'nothing-due' } | { problem: LineProblem }

/** Reads one line of a list by its columns. */
export function readListRow(row: TableRow, columns: Columns, decimalMark: DecimalMark, dateOrder: DateOrder, kind: SourceKind): LineReading {
  const cells = new Map(Object.entries(columns).map(([column, field]) => [field, row.cells[Number(column)] ?? ''] as const))
  const text = (field: TableField): string => cellText(cells.get(field)).replace(/\s+/g, ' ').slice(0, 500)
  const texts = Object.fromEntries([...cells.keys()].map((field) => [field, text(field)]).filter(([, value]) => value !== '')) as ListItem['texts']
  const hasCustomer = text('customerCode') !== '' || text('customerName') !== ''
  if (isTotalRow(row.cells) && (text('invoiceNumber') === '' || /^(sous[- ]?)?tota/i.test(text('invoiceNumber')) || !hasCustomer || (!text('dueOn') && !text('invoicedOn')))) return { skip: 'total' }
  if (!hasCustomer && text('invoiceNumber') === '') return { skip: 'incomplete' }
  if (!hasCustomer) return { problem: { code: 'missing-value', field: 'customerName', value: '' } }
  const base = { line: row.line, customerCode: text('customerCode').slice(0, 100), customerName: text('customerName'), texts }
  if (kind === 'customers') return { item: { ...base, kind: 'invoice', number: '', warrantyNumber: '', invoicedOn: null, dueOn: null, amountCents: 0, openCents: 0, label: '', level: 0, remindedOn: null }, warning: null }
  if (text('invoiceNumber') === '') return { problem: { code: 'missing-value', field: 'invoiceNumber', value: '' } }

  const dates: Partial<Record<TableField, LocalDate | null>> = {}
  for (const field of DATE_FIELDS) {
    const cell = cells.get(field)
    dates[field] = cell === undefined || cellText(cell) === '' ? null : readDate(cell, dateOrder)
    if (dates[field] === null && cellText(cell) !== '') return { problem: { code: 'bad-date', field, value: cellText(cell) } }
  }
  if (!dates.dueOn && !dates.invoicedOn) return { problem: { code: 'missing-value', field: 'dueOn', value: '' } }
  const amounts: Partial<Record<TableField, number | null>> = {}
  for (const field of AMOUNT_FIELDS) {
    amounts[field] = readAmount(cells.get(field), decimalMark)
    if (Number.isNaN(amounts[field])) return { problem: { code: 'bad-amount', field, value: text(field) } }
  }
  const kindOf = documentKind(text('kind'), text('warrantyInvoiceNumber'))
  const sign = kindOf === 'credit-note' && (amounts.amount ?? amounts.open ?? 0) > 0 ? -1 : 1
  const paid = amounts.paid ?? 0
  const open = amounts.open ?? (amounts.amount === null || amounts.amount === undefined ? null : amounts.amount - paid)
  if (open === null) return { problem: { code: 'missing-value', field: 'open', value: '' } }
  const amount = amounts.amount ?? open + paid
  // what is left can be neither more than the amount nor of the other sign
  const isBeyond = open * amount < 0 || Math.abs(open) > Math.abs(amount)
  const amountCents = sign * (isBeyond ? open : amount) + 0
  if (amountCents === 0) return { skip: 'nothing-due' }
  const item: ListItem = {
    ...base, kind: amountCents < 0 ? 'credit-note' : kindOf === 'warranty' ? 'warranty' : 'invoice', number: text('invoiceNumber'), warrantyNumber: kindOf === 'warranty' ? text('warrantyInvoiceNumber') : '',
    invoicedOn: dates.invoicedOn ?? null, dueOn: dates.dueOn ?? null, amountCents, openCents: sign * open + 0, label: text('label'), level: readLevel(text('level')), remindedOn: dates.remindedOn ?? null,
  }
  return { item, warning: isBeyond ? 'open-beyond-amount' : null }
}

function documentKind(text: string, warrantyNumber: string): InvoiceKind {
  const words = normalise(text)
  if (/\b(avoir|credit|credit note|av|remboursement)\b/.test(words)) return 'credit-note'
  return warrantyNumber !== '' || /garantie|warranty/.test(words) ? 'warranty' : 'invoice'
}

export function readLevel(text: string): number {
  const digit = /[0-9]+/.exec(text)?.[0]
  return digit === undefined ? 0 : Math.min(3, Number(digit))
}

/** Two lines with the same words: the second is not taken. */
export const duplicateKey = (customerId: number, { number, dueOn, invoicedOn, amountCents, openCents, kind }: ListItem): string =>
  [customerId, kind, normaliseNumber(number), dueOn ?? '', invoicedOn ?? '', amountCents, openCents].join('\u001f')

/** A code for a customer that has only a name. `Société Générale` → `SOCIETEGENER`. */
export function codeFromName(name: string, isTaken: (code: string) => boolean): string {
  const base = normalise(name).toUpperCase().replace(/[^A-Z0-9]+/g, '').slice(0, 12) || 'CLIENT'
  if (!isTaken(base)) return base
  for (let suffix = 2; ; suffix++) if (!isTaken(`${base}${suffix}`)) return `${base}${suffix}`
}
