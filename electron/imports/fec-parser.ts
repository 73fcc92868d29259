import { AppError } from '../../shared/errors.ts'
import type { LocalDate } from '../../shared/date.ts'
import { FEC_COLUMNS, fecDateReader, isBlankDate, isEntryNumber, isOpeningJournal, isOpeningPiece, officialName, parseFecAmount, readFecHeader, sidedAmounts, type FecColumn, type FecLayout } from '../../shared/imports/fec-rules.ts'
import { documentKey, type WantedDocuments } from '../../shared/imports/elsewhere-rules.ts'
import { documentDate } from '../../shared/imports/matching-rules.ts'
import { isPartialCode } from '../../shared/imports/lettering-rules.ts'
import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import { EntryBalances, type UnbalancedEntry } from './entry-balances.ts'
import type { FecCustomer, LedgerSpool, SpooledLine } from './ledger-spool.ts'
import { KeptField, LineFields } from './line-fields.ts'
import { readLines, type FileFacts } from './text-file.ts'

/** What is known of a FEC once all of it has been read. */
export interface FecSummary {
  layout: FecLayout
  lines: number
  customerLines: number
  letteredLines: number
  /** Debits minus credits of customer lines without lettering */
  openCents: number
  /** Letterings in lower case that do not balance: how many, what they leave due and what has been paid too much */
  partialLetterings: { count: number; dueCents: number; overpaidCents: number }
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
  /** Lines of documents it was searched for */
  found: WantedLine[]
}

/** A line on a customer's account that bears a wanted number and amount */
export interface WantedLine { code: string; name: string; piece: string; cents: number; on: LocalDate; line: number }

/** Of one document: more than any ledger has */
const MAX_FOUND = 100

export interface FecSink {
  /** Takes the customer lines. */
  spool: LedgerSpool
  /** Documents to be found on the way */
  wanted: WantedDocuments
  progress(bytes: number): void
}

/** Reads a whole FEC and spools its customer lines. Throws AppError with file, line and column at the first thing that cannot be understood. */
export function parseFec(path: string, facts: FileFacts, options: ImportOptions, sink: FecSink): FecSummary {
  const file = facts.fileName
  let parser: FecParser | null = null
  const fields = new LineFields()
  readLines(path, options.encoding ?? facts.encoding ?? 'utf-8', fields, (line) => {
    if (parser) parser.readLine(line)
    else parser = new FecParser(headerOf(fields.text(), file), file, options, fields, sink)
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
  private readonly spool: LedgerSpool
  private readonly wanted: WantedDocuments
  private readonly found = new Map<string, WantedLine[]>()
  private readonly balances = new EntryBalances()
  private readonly customers = new Map<string, FecCustomer>()
  private readonly readDate = fecDateReader()
  private readonly sample: string[][] = []
  private lines = 0
  /** Fields of the first line: at most that many in the others */
  private fieldCount = 0
  private customerLines = 0
  private letteredLines = 0
  private openCents = 0
  /** What each lettering in lower case leaves, by customer, account and code; none that balances */
  private readonly partialRests = new Map<string, number>()
  private hasAuxiliary = false
  /** The first customer account, and whether there are others */
  private account = ''
  private hasAccounts = false
  private firstDate = '9999-12-31' as LocalDate
  private lastDate = '0000-01-01' as LocalDate
  private openedOn: LocalDate | null = null
  private lineDate = '' as LocalDate
  // the entry being read: its key as written, what it moves, and its customer lines
  private readonly journal = new KeptField()
  private readonly entryNumber = new KeptField()
  private readonly date = new KeptField()
  private readonly piece = new KeptField()
  private entryDate = '' as LocalDate
  private isOpeningJournal = false
  private entryLine = 0
  private debitCents = 0
  private creditCents = 0
  private salesDebitCents = 0
  private hasBank = false
  /** Some line is neither a customer's, nor money's, nor a bank charge's */
  private hasOther = false
  /** Where its customer lines begin in the spool */
  private firstSpooled = 0
  private hasOpeningPiece = false

  constructor(layout: FecLayout, file: string, options: ImportOptions, fields: LineFields, { spool, wanted }: FecSink) {
    this.layout = layout
    this.at = layout.at
    this.file = file
    this.options = options
    this.prefix = options.customerAccountPrefix ?? '411'
    this.fields = fields
    this.spool = spool
    this.wanted = wanted
    fields.separateBy(layout.separator)
  }

  /** Reads the line that the fields stand on. */
  readLine(line: number): void {
    const { layout, fields, at } = this
    if (fields.isBlank()) return
    // one trailing separator on every line is a habit of some programs; on one line only, a text holds the separator and everything after it has moved
    this.fieldCount ||= Math.max(fields.count, layout.headers.length)
    if (fields.count !== layout.headers.length) checkFieldCount(fields, layout, this.fieldCount, this.file, line)
    const [debit, credit] = layout.hasSide ? sidedAmounts(fields.get(at.montant), fields.get(at.sens)) : [this.amountIn(at.debit), this.amountIn(at.credit)]
    if (Number.isNaN(debit)) this.fail('import.bad-amount', layout.hasSide ? 'montant' : 'debit', line)
    if (Number.isNaN(credit)) this.fail('import.bad-amount', 'credit', line)
    if (!this.date.isIn(fields, at.ecrituredate)) this.startDate(line)
    this.lines++

    if (!this.isSameEntry()) this.startEntry(line)
    this.debitCents += debit
    this.creditCents += credit
    if (fields.begins(at.comptenum, '70')) {
      this.salesDebitCents += debit - credit
      this.hasOther = true
    } else if (fields.begins(at.comptenum, '5')) this.hasBank = true
    else if (fields.begins(at.comptenum, this.prefix)) this.readCustomerLine(line, debit - credit)
    else this.hasOther ||= !fields.begins(at.comptenum, '6') && !fields.begins(at.comptenum, '4456')
  }

  finish(): FecSummary {
    this.closeEntry()
    const { file, lines, customerLines, letteredLines, openCents, firstDate, lastDate, openedOn, layout, sample, prefix, account } = this
    if (lines === 0) throw new AppError('import.no-lines', { file })
    if (customerLines === 0) throw new AppError('import.no-customer-lines', { file, prefix })
    return {
      layout, lines, customerLines, letteredLines, openCents, partialLetterings: this.partialLetterings(), firstDate, lastDate, openedOn, sample, account,
      isOneBareAccount: !this.hasAuxiliary && !this.hasAccounts && /^0*$/.test(account.slice(prefix.length)),
      unbalanced: this.balances.result(), found: [...this.found.values()].flat(),
    }
  }

  private startDate(line: number): void {
    this.lineDate = this.dateIn('ecrituredate', line)
    if (this.lineDate < this.firstDate) this.firstDate = this.lineDate
    if (this.lineDate > this.lastDate) this.lastDate = this.lineDate
  }

  /** Without a usable entry number, a journal's lines of one day on one piece belong together. */
  private isSameEntry(): boolean {
    const { fields, at } = this
    return this.entryNumber.isIn(fields, at.ecriturenum) && this.journal.isIn(fields, at.journalcode) && this.date.isIn(fields, at.ecrituredate) && (this.piece.isIn(fields, at.pieceref) || isEntryNumber(this.entryNumber.text()))
  }

  private startEntry(line: number): void {
    const { fields, at } = this
    this.closeEntry()
    if (!this.journal.isIn(fields, at.journalcode)) {
      this.journal.keep(fields, at.journalcode)
      this.isOpeningJournal = isOpeningJournal(this.journal.text().trim())
    }
    this.entryNumber.keep(fields, at.ecriturenum)
    this.date.keep(fields, at.ecrituredate)
    this.piece.keep(fields, at.pieceref)
    this.entryDate = this.lineDate
    this.entryLine = line
    this.firstSpooled = this.spool.count
  }

  /**
   * Known once the whole entry has been read: a credit against sales (class 70 debited, no bank) is a credit note; a debit against money (class 5 and, at most,
   * what the bank charged) is a payment that went back.
   */
  private closeEntry(): void {
    const { debitCents, creditCents, entryLine, entryDate, openedOn } = this
    if (debitCents !== creditCents) this.balances.add({ journal: this.journal.text().trim(), number: this.entryNumber.text().trim(), date: this.date.text().trim(), line: entryLine, debitCents, creditCents })
    if (this.salesDebitCents > 0 && !this.hasBank) this.spool.markCreditNotes(this.firstSpooled)
    const isOpening = this.isOpeningJournal || (this.hasOpeningPiece && entryDate === this.firstDate)
    if (this.hasBank && !this.hasOther && !isOpening) this.spool.markPaymentsReturned(this.firstSpooled)
    if (isOpening && this.spool.count > this.firstSpooled && (openedOn === null || entryDate < openedOn)) this.openedOn = entryDate
    this.debitCents = this.creditCents = this.salesDebitCents = 0
    this.hasBank = this.hasOther = this.hasOpeningPiece = false
  }

  private readCustomerLine(line: number, cents: number): void {
    const { fields, at, entryDate } = this
    const customer = this.customerOf()
    this.customerLines++
    if (this.sample.length < 20) this.sample.push(this.layout.headers.map((_header, index) => fields.get(index).trim()))
    if (cents === 0) return
    const letter = fields.get(at.ecriturelet).trim()
    const isPartial = isPartialCode(letter)
    if (isPartial) this.addToPartial(`${customer.number}\t${fields.get(at.comptenum).trim()}\t${letter}`, cents)
    if (letter === '' || (isPartial && this.options.partialLettering === 'open')) this.openCents += cents
    if (letter !== '') this.letteredLines++
    this.hasOpeningPiece ||= entryDate === this.firstDate && isOpeningPiece(fields.get(at.pieceref))
    const pieceDate = this.pieceDate(line)
    const documents = this.wanted.get(cents)
    if (documents) this.lookAt(documents, customer, { cents, line, entryDate, pieceDate })
    this.spool.add({ customer: customer.number, line, cents, entryDate, pieceDate }, fields, at)
  }

  private lookAt(documents: ReadonlySet<string>, { code, name }: FecCustomer, { cents, line, entryDate, pieceDate }: Omit<SpooledLine, 'customer'>): void {
    const piece = this.fields.get(this.at.pieceref).trim().slice(0, 200)
    const key = documentKey(piece, cents)
    if (!documents.has(key)) return
    const known = this.found.get(key) ?? []
    if (known.length < MAX_FOUND) known.push({ code, name, piece, cents, on: documentDate({ entryDate, pieceDate }), line })
    this.found.set(key, known)
  }

  private addToPartial(group: string, cents: number): void {
    const rest = (this.partialRests.get(group) ?? 0) + cents
    if (rest === 0) this.partialRests.delete(group)
    else this.partialRests.set(group, rest)
  }

  private partialLetterings(): FecSummary['partialLetterings'] {
    const rests = [...this.partialRests.values()]
    return { count: rests.length, dueCents: rests.reduce((sum, cents) => sum + Math.max(cents, 0), 0), overpaidCents: rests.reduce((sum, cents) => sum + Math.max(-cents, 0), 0) }
  }

  private pieceDate(line: number): LocalDate | null {
    const { fields, at, entryDate } = this
    // mostly the same
    if (this.date.isIn(fields, at.piecedate)) return entryDate
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
    const customer = { number: this.customers.size + 1, code, name: (fields.get(nameAt).trim() || code).slice(0, 500) }
    this.customers.set(customer.code, customer)
    this.spool.customers.push(customer)
    return customer
  }

  private amountIn(index: number): number {
    const plain = this.fields.plainCents(index)
    return plain < 0 ? parseFecAmount(this.fields.get(index)) : plain
  }

  private dateIn(column: FecColumn, line: number): LocalDate {
    return this.readDate(this.fields.get(this.at[column])) ?? this.fail('import.bad-date', column, line)
  }

  private fail(code: string, column: FecColumn, line: number): never {
    throw new AppError(code, { file: this.file, line, column: this.at[column] + 1, name: officialName(column), value: this.fields.get(this.at[column]).trim().slice(0, 60) })
  }
}

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
