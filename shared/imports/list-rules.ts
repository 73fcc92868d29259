import type { LocalDate } from '../date.ts'
import type { DecimalMark } from '../money.ts'
import type { InvoiceKind } from '../receivables/receivable-contract.ts'
import { normalise, normaliseNumber } from '../text.ts'
import type { ImportQuestion, SourceKind, TableField } from './import-contract.ts'
import { cellText, detectDateOrder, detectDecimalMark, hasTotalWord, isTotalRow, markOf, readAmount, readDate, type Cell, type DateOrder, type TableRow } from './table-rules.ts'

export type Columns = Record<string, TableField>

const DATE_FIELDS: TableField[] = ['invoicedOn', 'dueOn', 'remindedOn']
const AMOUNT_FIELDS: TableField[] = ['amount', 'paid', 'open']
const LEVEL_FIELDS: TableField[] = ['level', 'customerReminderLevel']

/** Due dates, unless no column speaks of documents: then it is a list of customers. */
export function listKind(columns: Columns): SourceKind {
  const fields = new Set(Object.values(columns))
  return ['amount', 'open', 'dueOn', 'invoiceNumber'].some((field) => fields.has(field as TableField)) || !(fields.has('customerCode') || fields.has('customerName')) ? 'due-dates' : 'customers'
}

/** How the texts of a list are to be read. */
export interface Notation { decimalMark?: DecimalMark | undefined; dateOrder?: DateOrder | undefined }

export interface ListReading {
  questions: ImportQuestion[]
  decimalMark: DecimalMark
  dateOrder: DateOrder
  /** What was answered or what a list of this source has shown: the only thing worth remembering */
  known: Notation
}

/** What only a person can say before this list can be read. The file itself comes before what earlier lists of its source have shown. */
export function listQuestions(columns: Columns, rows: TableRow[], given: Notation, remembered: Notation): ListReading {
  const fields = new Set(Object.values(columns))
  const questions: ImportQuestion[] = []
  /** The first column without a meaning; where all have one, the column to add */
  const free = (): number => {
    const width = Math.max(0, ...rows.slice(0, 20).map(({ cells }) => cells.length))
    const unread = Array.from({ length: width }, (_none, column) => column).find((column) => columns[column] === undefined)
    return unread ?? width
  }
  const needs = (alternatives: TableField[]): void => {
    if (!alternatives.some((field) => fields.has(field))) questions.push({ option: 'columns', code: 'missing-column', choices: [], details: { field: alternatives[0]!, fields: alternatives.join(' '), column: free() } })
  }
  needs(['customerName', 'customerCode'])
  if (listKind(columns) === 'due-dates') {
    needs(['invoiceNumber', 'warrantyInvoiceNumber'])
    needs(['dueOn', 'invoicedOn'])
    needs(['open', 'amount'])
  }
  const cellsOf = (wanted: TableField[]): Cell[] => Object.entries(columns).filter(([, field]) => wanted.includes(field)).flatMap(([column]) => rows.map(({ cells }) => cells[Number(column)] ?? ''))
  const mark = decide(given.decimalMark, detectDecimalMark(cellsOf(AMOUNT_FIELDS)), remembered.decimalMark)
  const order = decideOrder(given.dateOrder, detectDateOrder(cellsOf(DATE_FIELDS)), remembered.dateOrder)
  /** The first cell in question, as the file has it */
  const exampleOf = (wanted: TableField[], isMeant: (cell: Cell) => boolean): ImportQuestion['details'] => {
    const places = Object.entries(columns).filter(([, field]) => wanted.includes(field)).map(([column]) => Number(column))
    for (const { line, cells } of rows) for (const place of places) if (isMeant(cells[place] ?? '')) return { example: cellText(cells[place]), line }
    return {}
  }
  const isTwofold = (cell: Cell): boolean => typeof cell === 'string' && readDate(cell, 'dmy') !== null && readDate(cell, 'mdy') !== null && readDate(cell, 'dmy') !== readDate(cell, 'mdy')
  const isAmountOf = (wanted: ReturnType<typeof markOf>) => (cell: Cell): boolean => typeof cell === 'string' && /[.,]/.test(cell) && markOf(cell) === wanted
  const amountExample = (): ImportQuestion['details'] => {
    if (mark.doubt === 'changed') return exampleOf(AMOUNT_FIELDS, isAmountOf(mark.value!))
    const twofold = exampleOf(AMOUNT_FIELDS, isAmountOf('ambiguous'))
    if ('example' in twofold) return twofold
    const ofEach = ([',', '.'] as const).map((sign) => exampleOf(AMOUNT_FIELDS, isAmountOf(sign)))
    return { example: ofEach.map(({ example }) => example).join(' / '), line: ofEach[0]!.line! }
  }
  if (mark.doubt) questions.push({ option: 'decimalMark', code: mark.doubt === 'changed' ? 'decimal-mark-changed' : 'decimal-mark', choices: [',', '.'], details: amountExample() })
  if (order.doubt) questions.push({ option: 'dateOrder', code: order.doubt === 'changed' ? 'date-order-changed' : 'date-order', choices: ['dmy', 'mdy'], details: exampleOf(DATE_FIELDS, order.doubt === 'ambiguous' ? isTwofold : (cell) => cellText(cell) !== '') })
  return { questions, decimalMark: mark.value ?? ',', dateOrder: order.value ?? 'dmy', known: { decimalMark: mark.value, dateOrder: order.value } }
}

interface Decision<T> { value: T | undefined; doubt: 'ambiguous' | 'changed' | null }

/** Memory decides only where the file leaves a doubt; where it contradicts the file, a person does. */
function decide<T>(given: T | undefined, detected: T | 'ambiguous' | null, remembered: T | undefined): Decision<T> {
  if (given !== undefined) return { value: given, doubt: null }
  if (detected === null) return { value: remembered, doubt: null }
  if (detected === 'ambiguous') return { value: remembered, doubt: remembered === undefined ? 'ambiguous' : null }
  return { value: detected, doubt: remembered === undefined || remembered === detected ? null : 'changed' }
}

/** A year written first cannot be misread: it neither contradicts the other orders nor tells them apart. */
function decideOrder(given: DateOrder | undefined, detected: DateOrder | 'ambiguous' | null, remembered: DateOrder | undefined): Decision<DateOrder> {
  return decide(given, detected, detected === 'ymd' || remembered === 'ymd' ? undefined : remembered)
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
export interface LineProblem { code: 'bad-amount' | 'bad-date' | 'bad-level' | 'missing-value'; field: TableField; value: string }
/** What a line contradicts itself in; it is taken all the same. */
export interface LineWarning { code: 'open-beyond-amount' | 'amounts-disagree' | 'due-before-invoice'; details: Record<string, number | LocalDate> }
export type LineReading = { item: ListItem; warnings: LineWarning[] } | { skip: 'total' | 'incomplete' | 'nothing-due' } | { problem: LineProblem }

/** Reads one line of a list by its columns. */
export function readListRow(row: TableRow, columns: Columns, decimalMark: DecimalMark, dateOrder: DateOrder, kind: SourceKind): LineReading {
  const cells = new Map(Object.entries(columns).map(([column, field]) => [field, row.cells[Number(column)] ?? ''] as const))
  const text = (field: TableField): string => cellText(cells.get(field)).replace(/\s+/g, ' ').slice(0, 500)
  const texts = Object.fromEntries([...cells.keys()].map((field) => [field, text(field)]).filter(([, value]) => value !== '')) as ListItem['texts']
  const hasCustomer = text('customerCode') !== '' || text('customerName') !== ''
  const number = text('invoiceNumber')
  const warrantyNumber = text('warrantyInvoiceNumber')
  if (kind === 'customers' ? isTotalRow(row.cells) : hasTotalWord(row.cells) && (hasTotalWord([number]) || !hasCustomer || (!text('dueOn') && !text('invoicedOn')))) return { skip: 'total' }
  if (!hasCustomer && number === '' && warrantyNumber === '') return { skip: 'incomplete' }
  if (!hasCustomer) return { problem: { code: 'missing-value', field: 'customerName', value: '' } }
  const base = { line: row.line, customerCode: text('customerCode').slice(0, 100), customerName: text('customerName'), texts }
  const wrongLevel = LEVEL_FIELDS.find((field) => readLevel(text(field)) === null)
  if (wrongLevel) return { problem: { code: 'bad-level', field: wrongLevel, value: text(wrongLevel) } }
  if (kind === 'customers') return { item: { ...base, kind: 'invoice', number: '', warrantyNumber: '', invoicedOn: null, dueOn: null, amountCents: 0, openCents: 0, label: '', level: 0, remindedOn: null }, warnings: [] }
  if (number === '' && warrantyNumber === '') return { problem: { code: 'missing-value', field: 'invoiceNumber', value: '' } }

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
  const kindOf = documentKind(text('kind'), warrantyNumber)
  const sign = kindOf === 'credit-note' && (amounts.amount ?? amounts.open ?? 0) > 0 ? -1 : 1
  const paid = amounts.paid ?? 0
  const open = amounts.open ?? (amounts.amount === null || amounts.amount === undefined ? null : amounts.amount - paid)
  if (open === null) return { problem: { code: 'missing-value', field: 'open', value: '' } }
  const amount = amounts.amount ?? open + paid
  // what is left can be neither more than the amount nor of the other sign
  const isBeyond = open * amount < 0 || Math.abs(open) > Math.abs(amount)
  const amountCents = sign * (isBeyond ? open : amount) + 0
  if (amountCents === 0) return { skip: 'nothing-due' }
  const isWarranty = amountCents > 0 && kindOf === 'warranty'
  const item: ListItem = {
    ...base, kind: amountCents < 0 ? 'credit-note' : isWarranty ? 'warranty' : 'invoice', number: isWarranty ? number : number || warrantyNumber, warrantyNumber: isWarranty ? warrantyNumber : '',
    invoicedOn: dates.invoicedOn ?? null, dueOn: dates.dueOn ?? null, amountCents, openCents: sign * open + 0, label: text('label'), level: readLevel(text('level')) ?? 0, remindedOn: dates.remindedOn ?? null,
  }
  const warnings: LineWarning[] = []
  if (isBeyond) warnings.push({ code: 'open-beyond-amount', details: {} })
  else if (typeof amounts.paid === 'number' && amounts.paid + open !== amount) warnings.push({ code: 'amounts-disagree', details: { cents: amount - amounts.paid - open } })
  if (amountCents > 0 && item.dueOn !== null && item.invoicedOn !== null && item.dueOn < item.invoicedOn) warnings.push({ code: 'due-before-invoice', details: { dueOn: item.dueOn, invoicedOn: item.invoicedOn } })
  return { item, warnings }
}

function documentKind(text: string, warrantyNumber: string): InvoiceKind {
  const words = normalise(text)
  if (/\b(avoir|credit|credit note|av|remboursement)\b/.test(words)) return 'credit-note'
  return warrantyNumber !== '' || /garantie|warranty/.test(words) ? 'warranty' : 'invoice'
}

/** A level alone or with its word: `2`, `Niveau 2`, `2e relance`. Blank is 0; null is anything else, a date for instance. */
export function readLevel(text: string): number | null {
  const words = normalise(text)
  if (/^(|-|aucune?|non|none|no)$/.test(words)) return 0
  const digit = /^(?:(?:niveau|relance|rappel|level|reminder) ?)?(?:n ?[°o]? ?)?([0-3])(?:\.0+)?(?:e|er|ere|eme|nd|nde)?(?: (?:niveau|relance|rappel|level|reminder)s?)?$/.exec(words)?.[1]
  return digit === undefined ? null : Number(digit)
}

/** The number a line's document is recognised by. */
export const documentNumber = ({ number, warrantyNumber }: Pick<ListItem, 'number' | 'warrantyNumber'>): string => number || warrantyNumber

/** Two lines with the same words: equal instalments, or a line exported twice. */
export const duplicateKey = (customerId: number, item: ListItem): string =>
  [customerId, item.kind, normaliseNumber(documentNumber(item)), item.dueOn ?? '', item.invoicedOn ?? '', item.amountCents, item.openCents].join('\u001f')

/** A code for a customer that has only a name. `Société Générale` → `SOCIETEGENER`. */
export function codeFromName(name: string, isTaken: (code: string) => boolean): string {
  const base = normalise(name).toUpperCase().replace(/[^A-Z0-9]+/g, '').slice(0, 12) || 'CLIENT'
  if (!isTaken(base)) return base
  for (let suffix = 2; ; suffix++) if (!isTaken(`${base}${suffix}`)) return `${base}${suffix}`
}
