import { AppError } from '../../shared/errors.ts'
import type { LocalDate } from '../../shared/date.ts'
import { FEC_COLUMNS, fecAmounts, fecDateReader, isBlankDate, isEntryNumber, isOpeningEntry, officialName, readFecHeader, type FecColumn, type FecLayout } from '../../shared/imports/fec-rules.ts'
import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import { EntryBalances, type UnbalancedEntry } from './entry-balances.ts'
import { LinePacker, type LineBlock } from './ledger-line.ts'
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

export interface FecSink {
  /** A bounded lot of customer lines, with the customers met for the first time. The block is the receiver's. */
  spool(block: LineBlock, customers: FecCustomer[]): void
  progress(bytes: number): void
}

/** Lines of one entry kept until its contra accounts are known. */
const MAX_PENDING = 20_000

interface PendingLine { customer: number; fields: string[]; line: number; entryDate: LocalDate; cents: number }

/** Reads a whole FEC and hands its customer lines over by customer. Throws AppError with file, line and column at the first thing that cannot be understood. */
export function parseFec(path: string, facts: FileFacts, options: ImportOptions, sink: FecSink): FecSummary {
  const file = facts.fileName
  let parser: FecParser | null = null
  const start = (header: string): FecParser => (parser = new FecParser(headerOf(header, file), file, options, sink))
  readLines(path, options.encoding ?? facts.encoding ?? 'utf-8', (text, line) => {
    if (parser) parser.readLine(text, line)
    else start(text)
  }, (bytes) => sink.progress(bytes))
  // assigned in the callback above, which the compiler does not follow
  const finished = parser as FecParser | null
  if (!finished) throw new AppError('import.empty', { file })
  return finished.finish()
}

class FecParser {
  private readonly layout: FecLayout
  private readonly at: FecLayout['at']
  private readonly file: string
  private readonly options: ImportOptions
  private readonly prefix: string
  private readonly packer: LinePacker
  private readonly balances = new EntryBalances()
  private readonly customers = new Map<string, FecCustomer>()
  private readonly readDate = fecDateReader()
  private readonly accounts = new Set<string>()
  private readonly sample: string[][] = []
  private newCustomers: FecCustomer[] = []
  private lines = 0
  /** Fields of the first line: at most that many in the others */
  private fieldCount = 0
  private customerLines = 0
  private letteredLines = 0
  private openCents = 0
  private hasAuxiliary = false
  private firstDate = '9999-12-31' as LocalDate
  private lastDate = '0000-01-01' as LocalDate
  private openedOn: LocalDate | null = null
  // the entry being read: its key as written, what it moves, and its customer lines
  private journal = ''
  private entryNumber = ''
  private date = ''
  private piece = ''
  private entryLine = 0
  private debitCents = 0
  private creditCents = 0
  private salesDebitCents = 0
  private hasBank = false
  private pending: PendingLine[] = []

  constructor(layout: FecLayout, file: string, options: ImportOptions, sink: FecSink) {
    this.layout = layout
    this.at = layout.at
    this.file = file
    this.options = options
    this.prefix = options.customerAccountPrefix ?? '411'
    this.packer = new LinePacker((block) => {
      sink.spool(block, this.newCustomers)
      this.newCustomers = []
    })
  }

  readLine(text: string, line: number): void {
    if (text.length < 20 && text.trim() === '') return
    const { layout, at } = this
    const fields = (text.includes('\u001f') ? text.replaceAll('\u001f', ' ') : text).split(layout.separator)
    // one trailing separator on every line is a habit of some programs; on one line only, a text holds the separator and everything after it has moved
    this.fieldCount ||= Math.max(fields.length, layout.headers.length)
    if (fields.length !== layout.headers.length) checkFieldCount(fields, layout, this.fieldCount, this.file, line)
    const [debit, credit] = fecAmounts(fields, layout)
    if (Number.isNaN(debit)) this.fail('import.bad-amount', fields, layout.hasSide ? 'montant' : 'debit', line)
    if (Number.isNaN(credit)) this.fail('import.bad-amount', fields, 'credit', line)
    const entryDate = this.dateIn(fields, 'ecrituredate', line)
    if (entryDate < this.firstDate) this.firstDate = entryDate
    if (entryDate > this.lastDate) this.lastDate = entryDate
    this.lines++

    if (!this.isSameEntry(fields)) this.startEntry(fields, line)
    else if (this.pending.length >= MAX_PENDING) this.closePending()
    this.debitCents += debit
    this.creditCents += credit
    const account = fields[at.comptenum]!.trimStart()
    if (account.startsWith('70')) this.salesDebitCents += debit - credit
    else if (account.startsWith('5')) this.hasBank = true
    else if (account.startsWith(this.prefix)) this.readCustomerLine(fields, line, entryDate, debit - credit)
  }

  finish(): FecSummary {
    this.closeEntry()
    this.packer.flush()
    const { file, lines, customerLines, letteredLines, openCents, firstDate, lastDate, openedOn, layout, sample, prefix } = this
    if (lines === 0) throw new AppError('import.no-lines', { file })
    if (customerLines === 0) throw new AppError('import.no-customer-lines', { file, prefix })
    const [account = ''] = this.accounts
    return {
      layout, lines, customerLines, letteredLines, openCents, firstDate, lastDate, openedOn, sample, account,
      isOneBareAccount: !this.hasAuxiliary && this.accounts.size === 1 && /^0*$/.test(account.slice(prefix.length)),
      unbalanced: this.balances.result(),
    }
  }

  /** Without a usable entry number, a journal's lines of one day on one piece belong together. */
  private isSameEntry(fields: string[]): boolean {
    const { at } = this
    return fields[at.journalcode] === this.journal && fields[at.ecriturenum] === this.entryNumber && fields[at.ecrituredate] === this.date && (fields[at.pieceref] === this.piece || isEntryNumber(this.entryNumber))
  }

  private startEntry(fields: string[], line: number): void {
    const { at } = this
    this.closeEntry()
    this.journal = fields[at.journalcode]!
    this.entryNumber = fields[at.ecriturenum]!
    this.date = fields[at.ecrituredate]!
    this.piece = fields[at.pieceref]!
    this.entryLine = line
  }

  private closeEntry(): void {
    const { debitCents, creditCents, journal, entryNumber, date, entryLine } = this
    if (debitCents !== creditCents) this.balances.add({ journal: journal.trim(), number: entryNumber.trim(), date: date.trim(), line: entryLine, debitCents, creditCents })
    this.closePending()
    this.debitCents = this.creditCents = this.salesDebitCents = 0
    this.hasBank = false
  }

  private readCustomerLine(fields: string[], line: number, entryDate: LocalDate, cents: number): void {
    const customer = this.customerOf(fields)
    this.customerLines++
    if (this.sample.length < 20) this.sample.push(fields.slice(0, this.layout.headers.length).map((field) => field.trim()))
    if (cents === 0) return
    if (fields[this.at.ecriturelet]!.trim() === '') this.openCents += cents
    else this.letteredLines++
    this.pending.push({ customer: customer.number, fields, line, entryDate, cents })
  }

  /** Auxiliary account, else the sub-account, else (when asked for) the label. */
  private customerOf(fields: string[]): FecCustomer {
    const { at } = this
    const account = fields[at.comptenum]!.trim()
    const auxiliary = fields[at.compauxnum]!.trim()
    if (auxiliary !== '') this.hasAuxiliary = true
    this.accounts.add(account)
    const label = fields[at.ecriturelib]!.trim()
    const [code, name] = this.options.customerKey === 'label'
      ? [label.replace(/\s+/g, ' ').toUpperCase(), label]
      : this.options.customerKey === 'account' || auxiliary === '' ? [account, fields[at.comptelib]!.trim()] : [auxiliary, fields[at.compauxlib]!.trim()]
    const key = code === '' ? account : code.slice(0, 100)
    const known = this.customers.get(key)
    if (known) return known
    const customer = { number: this.customers.size + 1, code: key, name: (name || key).slice(0, 500) }
    this.customers.set(key, customer)
    this.newCustomers.push(customer)
    return customer
  }

  /** A credit against sales (class 70 debited, no bank) is a credit note: known once the whole entry has been read. */
  private closePending(): void {
    const { at } = this
    const isCreditNoteEntry = this.salesDebitCents > 0 && !this.hasBank
    for (const { customer, fields, line, entryDate, cents } of this.pending) {
      const journal = fields[at.journalcode]!.trim()
      if ((this.openedOn === null || entryDate < this.openedOn) && isOpeningEntry(journal, fields[at.pieceref]!, entryDate, this.firstDate)) this.openedOn = entryDate
      this.packer.add(customer, {
        line, account: fields[at.comptenum]!.trim(), journal, entryNumber: fields[at.ecriturenum]!.trim(), entryDate, piece: fields[at.pieceref]!.trim().replace(/\s+/g, ' ').slice(0, 200),
        pieceDate: isBlankDate(fields[at.piecedate]!) ? null : this.dateIn(fields, 'piecedate', line), label: fields[at.ecriturelib]!.trim().slice(0, 500), cents, letter: fields[at.ecriturelet]!.trim(),
        isCreditNote: cents < 0 && isCreditNoteEntry,
      })
    }
    this.pending = []
  }

  private dateIn(fields: string[], column: FecColumn, line: number): LocalDate {
    return this.readDate(fields[this.at[column]]!) ?? this.fail('import.bad-date', fields, column, line)
  }

  private fail(code: string, fields: string[], column: FecColumn, line: number): never {
    throw new AppError(code, { file: this.file, line, column: this.at[column] + 1, name: officialName(column), value: (fields[this.at[column]] ?? '').trim().slice(0, 60) })
  }
}

function headerOf(text: string, file: string): FecLayout {
  const layout = readFecHeader(text.replace(/^\ufeff/, ''))
  if (layout === 'not-fec') throw new AppError('import.not-recognised', { file })
  if ('missing' in layout) throw new AppError('import.missing-column', { file, line: 1, column: layout.missing })
  if ('columns' in layout) throw new AppError('import.too-many-columns', { file, line: 1, columns: layout.columns, max: FEC_COLUMNS.length + 2 })
  return layout
}

function checkFieldCount(fields: string[], layout: FecLayout, most: number, file: string, line: number): void {
  if (fields.length < layout.requiredFields) throw new AppError('import.short-line', { file, line, found: fields.length, expected: layout.headers.length })
  if (fields.length > most || fields.slice(layout.headers.length).some((field) => field.trim() !== '')) throw new AppError('import.long-line', { file, line, found: fields.length, expected: layout.headers.length })
}
