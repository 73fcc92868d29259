import { cellValueText } from '../assets/meter-value-rules.ts'
import { readDate, cellText, type Cell, type TableRow } from '../imports/table-rules.ts'
import type { LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { REQUEST_FIELDS } from './request-sheet.ts'

/** An answer as a file holds it, before anything is looked up: nothing of it is trusted. */
export interface WrittenAnswer {
  reference: string
  reader: string
  readOn: LocalDate | null
  /** As it is written, '' when nothing is */
  readOnText: string
  /** Those that are filled in; of a workbook with the asset and the meter its line shows, where it shows them */
  values: { meterId: number; text: string; shown?: { identifier: string; meter: string } }[]
}

/** What is written by hand is short: more is no value, and is cut where it is shown. */
const MAX_TEXT = 200
const shortened = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim().slice(0, MAX_TEXT)

const REFERENCE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const VALUE_PREFIX = 'compteur_'
const METER_NUMBER = /^[1-9]\d{0,14}$/

/**
 * The answer of a filled form. AppError('answers.not-a-form') when it is none of Relais, ('answers.flattened') when its fields are gone,
 * ('answers.damaged-form') when some are.
 */
export function formAnswer(fields: ReadonlyMap<string, string>, file: string): WrittenAnswer {
  if (fields.size === 0) throw new AppError('answers.flattened', { file })
  const field = (name: string): string => shortened(fields.get(name) ?? '')
  if (!fields.has(REQUEST_FIELDS.reference) && !fields.has(REQUEST_FIELDS.asset)) throw new AppError('answers.not-a-form', { file })
  const reference = field(REQUEST_FIELDS.reference)
  const numbers = field(REQUEST_FIELDS.meters).split(' ').filter((number) => number !== '')
  const boxes = new Set([...fields.keys()].filter((name) => name.startsWith(VALUE_PREFIX)))
  const isWhole = REFERENCE.test(reference) && fields.has(REQUEST_FIELDS.readOn) && boxes.size === numbers.length
    && numbers.every((number) => METER_NUMBER.test(number) && boxes.has(REQUEST_FIELDS.value(Number(number))))
  if (!isWhole) throw new AppError('answers.damaged-form', { file })
  const readOnText = field(REQUEST_FIELDS.readOn)
  return {
    reference, reader: field(REQUEST_FIELDS.reader), readOnText, readOn: readDate(readOnText, 'dmy'),
    values: numbers.map((number) => ({ meterId: Number(number), text: field(REQUEST_FIELDS.value(Number(number))) })).filter(({ text }) => text !== ''),
  }
}

/** Headers of the columns a customer reads and fills in; read again by them, wherever they have been moved. */
export interface EntryHeaders { identifier: string; meter: string; value: string; readOn: string; reader: string }

/** What the hidden column says of a row: whose value it is. */
export const entryKey = (reference: string, meterId: number): string => `${reference}/${meterId}`
const ENTRY_KEY = new RegExp(`^(${REFERENCE.source.slice(1, -1)})/(${METER_NUMBER.source.slice(1, -1)})$`)

/**
 * The answers of a workbook, one for each request and day. AppError('answers.not-an-entry-table') when it is none of Relais or lacks a column it needs,
 * ('answers.row-without-key', {line}) for a value nobody can say of which meter, ('answers.row-twice', {line}).
 */
export function tableAnswers(rows: readonly TableRow[], headers: EntryHeaders, file: string): WrittenAnswer[] {
  const head = rows.find(({ cells }) => cells.some((cell) => cellText(cell) === headers.value))
  const keyColumn = rows.flatMap(({ cells }) => cells.findIndex((cell) => ENTRY_KEY.test(cellText(cell)))).find((column) => column >= 0)
  const columnOf = (header: string): number => head?.cells.findIndex((cell) => cellText(cell) === header) ?? -1
  const [valueColumn, readOnColumn, readerColumn] = [columnOf(headers.value), columnOf(headers.readOn), columnOf(headers.reader)]
  const [identifierColumn, meterColumn] = [columnOf(headers.identifier), columnOf(headers.meter)]
  if (!head || keyColumn === undefined || readOnColumn < 0) throw new AppError('answers.not-an-entry-table', { file })

  const answers = new Map<string, WrittenAnswer>()
  const seen = new Set<string>()
  for (const { line, cells } of rows) {
    const text = valueText(cells[valueColumn])
    if (line <= head.line || text === '') continue
    const key = cellText(cells[keyColumn])
    const [, reference = '', meterId = ''] = ENTRY_KEY.exec(key) ?? []
    if (reference === '') throw new AppError('answers.row-without-key', { file, line })
    if (seen.has(key)) throw new AppError('answers.row-twice', { file, line })
    seen.add(key)
    const written: Cell = cells[readOnColumn] ?? ''
    const [readOnText, reader] = [shortened(cellText(written)), readerColumn < 0 ? '' : shortened(cellText(cells[readerColumn]))]
    const group = `${reference} ${readOnText}`
    const answer = answers.get(group) ?? { reference, reader, readOnText, readOn: written === '' ? null : readDate(written, 'dmy'), values: [] }
    // sorted or copied without its hidden column, a line says one meter and its key another: both are looked at
    answer.values.push({ meterId: Number(meterId), text, shown: { identifier: shownIn(cells, identifierColumn), meter: shownIn(cells, meterColumn) } })
    answers.set(group, answer)
  }
  return [...answers.values()]
}

const valueText = (cell: Cell | undefined): string => (typeof cell === 'number' ? cellValueText(cell) : shortened(cellText(cell)))
const shownIn = (cells: readonly Cell[], column: number): string => (column < 0 ? '' : shortened(cellText(cells[column])))

export type AnswerFileKind = 'pdf' | 'zip' | 'ole' | 'message' | 'unknown'

/** What a file is, by its first bytes; a name says nothing. A message is a text whose first line is a header. */
export function answerFileKind(head: Uint8Array): AnswerFileKind {
  const text = Array.from(head.subarray(0, 1024), (byte) => String.fromCharCode(byte)).join('')
  if (text.includes('%PDF-')) return 'pdf'
  if (text.startsWith('PK\u0003\u0004')) return 'zip'
  if (text.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return 'ole'
  return /^(?:\u00ef\u00bb\u00bf)?\s*(?:From [^\n]*\n|>?From: |[A-Za-z][A-Za-z0-9-]*:[ \t])/.test(text) && !text.includes('\0') ? 'message' : 'unknown'
}

/** Ids of messages in In-Reply-To and References, with their brackets, each once; the nearest first. */
export function repliedMessageIds(inReplyTo: string, references: string): string[] {
  const ids = (header: string): string[] => (header.slice(0, 20_000).match(/<[^<>\s]{1,300}>/g) ?? [])
  return [...new Set([...ids(inReplyTo), ...ids(references).reverse()])].slice(0, 100)
}
