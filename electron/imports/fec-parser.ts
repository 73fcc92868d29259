import { AppError } from '../../shared/errors.ts'
import type { LocalDate } from '../../shared/date.ts'
import { FEC_COLUMNS, fecAmounts, isBlankDate, isEntryNumber, isOpeningEntry, officialName, parseFecDate, readFecHeader, type FecColumn, type FecLayout } from '../../shared/imports/fec-rules.ts'
import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import { EntryBalances, type UnbalancedEntry } from './entry-balances.ts'
import { encodeLine } from './ledger-line.ts'
import { readLines, type FileFacts } from './text-file.ts'

/** What is known of a FEC once all of it has been read. */
export interface FecSummary {
  layout: FecLayout
  lines: number
  customerLines: number
  letteredLines: number
  /** Debits minus credits of customer lines without lettering */
  openCents: number
  firstDate: LocalDate
  lastDate: LocalDate
  /** Date of the opening entries, null without any */
  openedOn: LocalDate | null
  /** The first 20 customer lines as text */
  sample: string[][]
  /** True when nothing but the label can tell customers apart: one bare account, no auxiliary. */
  isOneBareAccount: boolean
  account: string
  unbalanced: { first: UnbalancedEntry; count: number } | null
}

export interface FecCustomer { number: number; code: string; name: string }

/** Customer lines as text, grouped by customer number. */
export type SpoolPart = [customerNumber: number, lines: string]

export interface FecSink {
  /** A bounded lot of customer lines, with the customers met for the first time. */
  spool(parts: SpoolPart[], customers: FecCustomer[]): void
  progress(bytes: number): void
}

/** Customer lines are handed over whenever this many characters have gathered. */
const SPOOL_CHARACTERS = 4_000_000
/** Lines of one entry kept until its contra accounts are known. */
const MAX_PENDING = 20_000

interface PendingLine { customer: number; fields: string[]; line: number; entryDate: LocalDate; cents: number }

/** Reads a whole FEC and hands its customer lines over by customer. Throws AppError with file, line and column at the first thing that cannot be understood. */
export function parseFec(path: string, facts: FileFacts, options: ImportOptions, sink: FecSink): FecSummary {
  const file = facts.fileName
  const prefix = options.customerAccountPrefix ?? '411'
  const balances = new EntryBalances()
  const customers = new Map<string, FecCustomer>()
  const dates = new Map<string, LocalDate | null>()
  const accounts = new Set<string>()
  const sample: string[][] = []
  let newCustomers: FecCustomer[] = []
  let gathered = new Map<number, string>()
  let gatheredCharacters = 0
  let layout: FecLayout | null = null
  let at!: FecLayout['at']
  let lines = 0, customerLines = 0, letteredLines = 0, openCents = 0, hasAuxiliary = false
  let firstDate = '9999-12-31' as LocalDate, lastDate = '0000-01-01' as LocalDate

  let openedOn: LocalDate | null = null

  // the entry being read: its key as written, what it moves on classes 5 and 7, its customer lines
  let journal = '', entryNumber = '', rawDate = '', piece = ''
  let entryDebit = 0, entryCredit = 0, entryLine = 0, salesDebit = 0, hasBank = false
  let pending: PendingLine[] = []

  const fail = (code: string, line: number, column: FecColumn, value: string): never => {
    throw new AppError(code, { file, line, column: at[column] + 1, name: officialName(column), value: value.trim().slice(0, 60) })
  }
  const dateIn = (fields: string[], column: FecColumn, line: number): LocalDate => {
    const text = fields[at[column]]!
    let date = dates.get(text)
    if (date === undefined) {
      date = parseFecDate(text)
      if (dates.size < 50_000) dates.set(text, date)
    }
    return date ?? fail('import.bad-date', line, column, text)
  }

  const customerOf = (fields: string[]): FecCustomer => {
    const account = fields[at.comptenum]!.trim()
    const auxiliary = fields[at.compauxnum]!.trim()
    if (auxiliary !== '') hasAuxiliary = true
    accounts.add(account)
    const label = fields[at.ecriturelib]!.trim()
    const [code, name] = options.customerKey === 'label'
      ? [label.replace(/\s+/g, ' ').toUpperCase(), label]
      : options.customerKey === 'account' || auxiliary === '' ? [account, fields[at.comptelib]!.trim()] : [auxiliary, fields[at.compauxlib]!.trim()]
    const key = code === '' ? account : code.slice(0, 100)
    const known = customers.get(key)
    if (known) return known
    const customer = { number: customers.size + 1, code: key, name: (name || key).slice(0, 500) }
    customers.set(key, customer)
    newCustomers.push(customer)
    return customer
  }

  const handOver = (): void => {
    if (gathered.size > 0) sink.spool([...gathered], newCustomers)
    newCustomers = []
    gathered = new Map()
    gatheredCharacters = 0
  }

  const closePending = (): void => {
    // a credit against sales (class 70 debited, no bank) is a credit note
    const isCreditNoteEntry = salesDebit > 0 && !hasBank
    for (const { customer, fields, line, entryDate, cents } of pending) {
      if ((openedOn === null || entryDate < openedOn) && isOpeningEntry(fields[at.journalcode]!.trim(), fields[at.pieceref]!, entryDate, entryDate)) openedOn = entryDate
      const pieceDate = fields[at.piecedate]!
      const text = encodeLine({
        line, account: fields[at.comptenum]!.trim(), journal: fields[at.journalcode]!.trim(), entryNumber: fields[at.ecriturenum]!.trim(), entryDate, piece: fields[at.pieceref]!.trim().replace(/\s+/g, ' ').slice(0, 200),
        pieceDate: isBlankDate(pieceDate) ? null : dateIn(fields, 'piecedate', line), label: fields[at.ecriturelib]!.trim().slice(0, 500), cents, letter: fields[at.ecriturelet]!.trim(),
        isCreditNote: cents < 0 && isCreditNoteEntry,
      })
      gathered.set(customer, (gathered.get(customer) ?? '') + text)
      gatheredCharacters += text.length
    }
    pending = []
    if (gatheredCharacters > SPOOL_CHARACTERS) handOver()
  }

  const closeEntry = (): void => {
    if (entryDebit !== entryCredit) balances.add({ journal: journal.trim(), number: entryNumber.trim(), date: rawDate.trim(), line: entryLine, debitCents: entryDebit, creditCents: entryCredit })
    closePending()
    entryDebit = entryCredit = salesDebit = 0
    hasBank = false
  }

  const readLine = (text: string, line: number): void => {
    if (layout === null) {
      layout = headerOf(text, file)
      at = layout.at
      return
    }
    if (text.length < 20 && text.trim() === '') return
    if (text.includes('\u001f')) text = text.replaceAll('\u001f', ' ')
    const fields = text.split(layout.separator)
    if (fields.length !== layout.headers.length) checkFieldCount(fields, layout, file, line)
    const [debit, credit] = fecAmounts(fields, layout)
    if (Number.isNaN(debit)) fail('import.bad-amount', line, layout.hasSide ? 'montant' : 'debit', fields[layout.hasSide ? at.montant : at.debit]!)
    if (Number.isNaN(credit)) fail('import.bad-amount', line, 'credit', fields[at.credit]!)
    const entryDate = dateIn(fields, 'ecrituredate', line)
    if (entryDate < firstDate) firstDate = entryDate
    if (entryDate > lastDate) lastDate = entryDate
    lines++

    const isSameEntry = fields[at.journalcode] === journal && fields[at.ecriturenum] === entryNumber && fields[at.ecrituredate] === rawDate && (fields[at.pieceref] === piece || isEntryNumber(entryNumber))
    if (!isSameEntry) {
      closeEntry()
      journal = fields[at.journalcode]!
      entryNumber = fields[at.ecriturenum]!
      rawDate = fields[at.ecrituredate]!
      piece = fields[at.pieceref]!
      entryLine = line
    } else if (pending.length >= MAX_PENDING) closePending()
    entryDebit += debit
    entryCredit += credit

    const account = fields[at.comptenum]!.trimStart()
    if (account.startsWith('70')) salesDebit += debit - credit
    else if (account.startsWith('5')) hasBank = true
    else if (account.startsWith(prefix)) {
      const customer = customerOf(fields)
      const cents = debit - credit
      customerLines++
      if (sample.length < 20) sample.push(fields.slice(0, layout.headers.length).map((field) => field.trim()))
      if (cents === 0) return
      if (fields[at.ecriturelet]!.trim() === '') openCents += cents
      else letteredLines++
      pending.push({ customer: customer.number, fields, line, entryDate, cents })
    }
  }

  readLines(path, options.encoding ?? facts.encoding ?? 'utf-8', readLine, (bytes) => sink.progress(bytes))
  if (layout === null) throw new AppError('import.empty', { file })
  closeEntry()
  handOver()
  if (lines === 0) throw new AppError('import.empty', { file })
  if (customerLines === 0) throw new AppError('import.no-customer-lines', { file, prefix })
  const [account = ''] = accounts
  return {
    layout, lines, customerLines, letteredLines, openCents, firstDate, lastDate, openedOn, sample, account,
    isOneBareAccount: !hasAuxiliary && accounts.size === 1 && /^0*$/.test(account.slice(prefix.length)),
    unbalanced: balances.result(),
  }
}

function headerOf(text: string, file: string): FecLayout {
  const layout = readFecHeader(text.replace(/^\ufeff/, ''))
  if (layout === 'not-fec') throw new AppError('import.not-recognised', { file })
  if ('missing' in layout) throw new AppError('import.missing-column', { file, line: 1, column: layout.missing })
  if ('columns' in layout) throw new AppError('import.too-many-columns', { file, line: 1, columns: layout.columns, max: FEC_COLUMNS.length + 2 })
  return layout
}

/** Blank fields more than announced are a trailing separator; filled ones mean that a label holds the separator. */
function checkFieldCount(fields: string[], layout: FecLayout, file: string, line: number): void {
  if (fields.length < layout.requiredFields) throw new AppError('import.short-line', { file, line, found: fields.length, expected: layout.headers.length })
  if (fields.slice(layout.headers.length).some((field) => field.trim() !== '')) throw new AppError('import.long-line', { file, line, found: fields.length, expected: layout.headers.length })
}
