import { AppError } from '../../shared/errors.ts'
import type { LocalDate } from '../../shared/date.ts'
import { FEC_COLUMNS, fecDateReader, isBlankDate, isEntryNumber, isOpeningEntry, officialName, parseFecAmount, readFecHeader, sidedAmounts, type FecColumn, type FecLayout } from '../../shared/imports/fec-rules.ts'
import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import type { LedgerLine } from '../../shared/imports/lettering-rules.ts'
import { EntryBalances, type UnbalancedEntry } from './entry-balances.ts'
import { LinePacker } from './ledger-line.ts'
import type { FecCustomer, LedgerSpool } from './ledger-spool.ts'
import { LineFields } from './line-fields.ts'
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

export interface FecSink {
  /** Takes the customer lines. */
  spool: LedgerSpool
  progress(bytes: number): void
}

/** Lines of one entry kept until its contra accounts are known. */
const MAX_PENDING = 20_000

interface PendingLine { customer: number; line: LedgerLine; writtenPiece: string }

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
  private readonly fields: LineFields
  private readonly packer: LinePacker
  private readonly balances = new EntryBalances()
  private readonly customers = new Map<string, FecCustomer>()
  private readonly readDate = fecDateReader()
  private readonly sample: string[][] = []
  private newCustomers: FecCustomer[] = []
  private lines = 0
  /** Fields of the first line: at most that many in the others */
  private fieldCount = 0
  private customerLines = 0
  private letteredLines = 0
  private openCents = 0
  private hasAuxiliary = false
  /** The first customer account, and whether there are others */
  private account = ''
  private hasAccounts = false
  private firstDate = '9999-12-31' as LocalDate
  private lastDate = '0000-01-01' as LocalDate
  private openedOn: LocalDate | null = null
  // the entry being read: its key as written, what it moves, and its customer lines
  private journal = ''
  private entryNumber = ''
  /** No line holds that: the first date is always read */
  private date = '\n'
  private entryDate = '' as LocalDate
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
    this.fields = new LineFields(layout.separator)
    this.packer = new LinePacker((block) => {
      sink.spool.add(block, this.newCustomers)
      this.newCustomers = []
    })
  }

  readLine(text: string, line: number): void {
    if (text.length < 20 && text.trim() === '') return
    const { layout, fields, at } = this
    fields.read(text.includes('\u001f') ? text.replaceAll('\u001f', ' ') : text)
    // one trailing separator on every line is a habit of some programs; on one line only, a text holds the separator and everything after it has moved
    this.fieldCount ||= Math.max(fields.count, layout.headers.length)
    if (fields.count !== layout.headers.length) checkFieldCount(fields, layout, this.fieldCount, this.file, line)
    const [debit, credit] = layout.hasSide ? sidedAmounts(fields.get(at.montant), fields.get(at.sens)) : [parseFecAmount(fields.get(at.debit)), parseFecAmount(fields.get(at.credit))]
    if (Number.isNaN(debit)) this.fail('import.bad-amount', layout.hasSide ? 'montant' : 'debit', line)
    if (Number.isNaN(credit)) this.fail('import.bad-amount', 'credit', line)
    if (!fields.is(at.ecrituredate, this.date)) this.startDate(line)
    this.lines++

    if (!this.isSameEntry()) this.startEntry(line)
    else if (this.pending.length >= MAX_PENDING) this.closePending()
    this.debitCents += debit
    this.creditCents += credit
    const account = fields.get(at.comptenum).trimStart()
    if (account.startsWith('70')) this.salesDebitCents += debit - credit
    else if (account.startsWith('5')) this.hasBank = true
    else if (account.startsWith(this.prefix)) this.readCustomerLine(line, debit - credit)
  }

  finish(): FecSummary {
    this.closeEntry()
    this.packer.flush()
    const { file, lines, customerLines, letteredLines, openCents, firstDate, lastDate, openedOn, layout, sample, prefix, account } = this
    if (lines === 0) throw new AppError('import.no-lines', { file })
    if (customerLines === 0) throw new AppError('import.no-customer-lines', { file, prefix })
    return {
      layout, lines, customerLines, letteredLines, openCents, firstDate, lastDate, openedOn, sample, account,
      isOneBareAccount: !this.hasAuxiliary && !this.hasAccounts && /^0*$/.test(account.slice(prefix.length)),
      unbalanced: this.balances.result(),
    }
  }

  private startDate(line: number): void {
    this.entryDate = this.dateIn('ecrituredate', line)
    if (this.entryDate < this.firstDate) this.firstDate = this.entryDate
    if (this.entryDate > this.lastDate) this.lastDate = this.entryDate
  }

  /** Without a usable entry number, a journal's lines of one day on one piece belong together. */
  private isSameEntry(): boolean {
    const { fields, at } = this
    return fields.is(at.ecriturenum, this.entryNumber) && fields.is(at.journalcode, this.journal) && fields.is(at.ecrituredate, this.date) && (fields.is(at.pieceref, this.piece) || isEntryNumber(this.entryNumber))
  }

  private startEntry(line: number): void {
    const { fields, at } = this
    this.closeEntry()
    this.journal = fields.get(at.journalcode)
    this.entryNumber = fields.get(at.ecriturenum)
    this.date = fields.get(at.ecrituredate)
    this.piece = fields.get(at.pieceref)
    this.entryLine = line
  }

  private closeEntry(): void {
    const { debitCents, creditCents, journal, entryNumber, date, entryLine } = this
    if (debitCents !== creditCents) this.balances.add({ journal: journal.trim(), number: entryNumber.trim(), date: date.trim(), line: entryLine, debitCents, creditCents })
    this.closePending()
    this.debitCents = this.creditCents = this.salesDebitCents = 0
    this.hasBank = false
  }

  private readCustomerLine(line: number, cents: number): void {
    const { fields, at, entryDate } = this
    const customer = this.customerOf()
    this.customerLines++
    if (this.sample.length < 20) this.sample.push(this.layout.headers.map((_header, index) => fields.get(index).trim()))
    if (cents === 0) return
    const letter = fields.get(at.ecriturelet).trim()
    if (letter === '') this.openCents += cents
    else this.letteredLines++
    const writtenPiece = fields.get(at.pieceref)
    this.pending.push({
      customer: customer.number, writtenPiece,
      line: {
        line, account: fields.get(at.comptenum).trim(), journal: fields.get(at.journalcode).trim(), entryNumber: fields.get(at.ecriturenum).trim(), entryDate, piece: writtenPiece.trim().replace(/\s+/g, ' ').slice(0, 200),
        pieceDate: this.pieceDate(line), label: fields.get(at.ecriturelib).trim().slice(0, 500), cents, letter, isCreditNote: false,
      },
    })
  }

  private pieceDate(line: number): LocalDate | null {
    const { fields, at, date, entryDate } = this
    // mostly the same
    if (fields.is(at.piecedate, date)) return entryDate
    return isBlankDate(fields.get(at.piecedate)) ? null : this.dateIn('piecedate', line)
  }

  /** Auxiliary account, else the sub-account, else (when asked for) the label. */
  private customerOf(): FecCustomer {
    const { fields, at } = this
    const account = fields.get(at.comptenum).trim()
    const auxiliary = fields.get(at.compauxnum).trim()
    if (auxiliary !== '') this.hasAuxiliary = true
    this.account ||= account
    if (account !== this.account) this.hasAccounts = true
    const [key, nameAt] = this.options.customerKey === 'label'
      ? [fields.get(at.ecriturelib).trim().replace(/\s+/g, ' ').toUpperCase(), at.ecriturelib]
      : this.options.customerKey === 'account' || auxiliary === '' ? [account, at.comptelib] : [auxiliary, at.compauxlib]
    const code = (key === '' ? account : key.slice(0, 100)).toWellFormed()
    const known = this.customers.get(code)
    if (known) return known
    const customer = { number: this.customers.size + 1, code: ownText(code), name: ownText((fields.get(nameAt).trim() || code).slice(0, 500)) }
    this.customers.set(customer.code, customer)
    this.newCustomers.push(customer)
    return customer
  }

  /** A credit against sales (class 70 debited, no bank) is a credit note: known once the whole entry has been read. */
  private closePending(): void {
    const isCreditNoteEntry = this.salesDebitCents > 0 && !this.hasBank
    for (const { customer, line, writtenPiece } of this.pending) {
      const { journal, entryDate } = line
      if ((this.openedOn === null || entryDate < this.openedOn) && isOpeningEntry(journal, writtenPiece, entryDate, this.firstDate)) this.openedOn = entryDate
      line.isCreditNote = line.cents < 0 && isCreditNoteEntry
      this.packer.add(customer, line)
    }
    this.pending = []
  }

  private dateIn(column: FecColumn, line: number): LocalDate {
    return this.readDate(this.fields.get(this.at[column])) ?? this.fail('import.bad-date', column, line)
  }

  private fail(code: string, column: FecColumn, line: number): never {
    throw new AppError(code, { file: this.file, line, column: this.at[column] + 1, name: officialName(column), value: this.fields.get(this.at[column]).trim().slice(0, 60) })
  }
}

/** A text that does not hold the block of the file it was cut out of. */
const ownText = (text: string): string => Buffer.from(text).toString()

function headerOf(text: string, file: string): FecLayout {
  const layout = readFecHeader(text.replace(/^\ufeff/, ''))
  if (layout === 'not-fec') throw new AppError('import.not-recognised', { file })
  if ('missing' in layout) throw new AppError('import.missing-column', { file, line: 1, column: layout.missing })
  if ('columns' in layout) throw new AppError('import.too-many-columns', { file, line: 1, columns: layout.columns, max: FEC_COLUMNS.length + 2 })
  return layout
}

function checkFieldCount(fields: LineFields, layout: FecLayout, most: number, file: string, line: number): void {
  if (fields.count < layout.requiredFields) throw new AppError('import.short-line', { file, line, found: fields.count, expected: layout.headers.length })
  let isTooLong = fields.count > most
  for (let index = layout.headers.length; index < fields.count && !isTooLong; index++) isTooLong = fields.get(index).trim() !== ''
  if (isTooLong) throw new AppError('import.long-line', { file, line, found: fields.count, expected: layout.headers.length })
}
