import type { LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { paymentMethodReader } from '../../shared/imports/fec-rules.ts'
import { isPartialCode, type CreditMatching, type LedgerLine } from '../../shared/imports/lettering-rules.ts'
import { cents, formatEuros } from '../../shared/money.ts'
import { dueOn, parsePaymentTerm, type PaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import { applyCustomer } from './customer-ledger.ts'
import { ImportRows, type NextIds, type RowBlock } from './import-rows.ts'
import type { KnownLedger } from './known-rows.ts'
import type { LedgerContext, LedgerCustomer } from './ledger-context.ts'
import type { AbsentAnswers } from './listed-invoices.ts'
import type { FecCustomer, LedgerSpool } from './ledger-spool.ts'
import { ReportBuilder, type ReportPart } from './report-builder.ts'

/** What is the same for all customers of a ledger. */
export interface LedgerBasis {
  fileName: string
  firstDate: LocalDate
  lastDate: LocalDate
  openedOn: LocalDate | null
  matching: CreditMatching
  /** Lines with a lettering in lower case are open, settled in part by what they are lettered with. */
  isPartialLetteringOpen: boolean
  absentAnswers: AbsentAnswers
  /** Newer exports that were imported before */
  newer: { coveredFrom: LocalDate; coveredTo: LocalDate; openedOn: LocalDate | null }[]
  defaultTerm: PaymentTerm
  nextIds: NextIds
}

/** A customer as the dossier has it before the ledger. */
export interface LedgerAccount {
  /** null: the ledger has no line of it */
  inFile: FecCustomer | null
  /** null: the dossier does not have it yet */
  inDossier: { id: number; name: string; paymentTerm: string | null; known: KnownLedger } | null
}

/** What comes back for a lot of accounts: blocks, and one report after the last of them. */
export type LotAnswer = { type: 'block'; block: RowBlock } | { type: 'lot'; report: ReportPart; addedCents: number }

const NOTHING_KNOWN: KnownLedger = { rows: [], allocations: [] }

/** Works out what a ledger that has been read does to the dossier, a lot of accounts at a time. Touches no database. */
export class LedgerCalculation {
  private readonly basis: LedgerBasis
  private readonly answer: (answer: LotAnswer) => void
  private readonly rows: ImportRows
  private readonly linesOf: (customer: FecCustomer) => LedgerLine[]
  private readonly dueByDefault: (invoicedOn: LocalDate) => LocalDate
  private readonly paymentMethodOf = paymentMethodReader()

  constructor(basis: LedgerBasis, spool: LedgerSpool, answer: (answer: LotAnswer) => void) {
    this.basis = basis
    this.answer = answer
    this.rows = new ImportRows(basis.nextIds, (block) => this.answer({ type: 'block', block }))
    const read = spool.reader()
    this.linesOf = basis.isPartialLetteringOpen ? (customer) => read(customer).map(openWhenPartial) : read
    this.dueByDefault = dueDateOf(basis.defaultTerm)
  }

  /** Throws AppError('import.does-not-add-up') rather than leave a balance that is not the file's. */
  calculate(lot: LedgerAccount[]): void {
    const report = new ReportBuilder()
    const context = this.contextOf(report)
    let addedCents = 0
    for (const account of lot) {
      const totals = applyCustomer(this.customerOf(account, report), context)
      if (totals.explainedCents !== null && totals.openCents - totals.explainedCents !== totals.shownCents) throw doesNotAddUp(this.basis.fileName, totals.openCents - totals.explainedCents, totals.shownCents)
      addedCents += totals.addedCents
      report.openCents += totals.openCents
      report.shownCents += totals.shownCents
      report.unallocatedCents += totals.unallocatedCents
    }
    this.rows.flush()
    this.answer({ type: 'lot', report: report.part(), addedCents })
  }

  private customerOf({ inFile, inDossier }: LedgerAccount, report: ReportBuilder): LedgerCustomer {
    const lines = inFile ? this.linesOf(inFile) : []
    if (inDossier) {
      const term = inDossier.paymentTerm === null ? null : parsePaymentTerm(inDossier.paymentTerm)
      return { organisationId: inDossier.id, code: inFile?.code ?? '', name: inDossier.name, lines, known: inDossier.known, dueOn: term ? dueDateOf(term) : this.dueByDefault }
    }
    const { code, name } = inFile!
    report.counts.customersAdded++
    return { organisationId: this.rows.addOrganisation(code, name), code, name, lines, known: NOTHING_KNOWN, dueOn: this.dueByDefault }
  }

  private contextOf(report: ReportBuilder): LedgerContext {
    const { firstDate, lastDate, openedOn, matching, absentAnswers, newer } = this.basis
    return {
      writer: this.rows, counts: report.counts, firstDate, lastDate, openedOn, matching, absentAnswers, isOlder: newer.length > 0, paymentMethodOf: this.paymentMethodOf, warn: report.warn,
      isSuperseded: (date) => newer.some((later) => (date >= later.coveredFrom && date <= later.coveredTo) || (later.openedOn !== null && date < later.openedOn)),
      addUndatedOpening: () => { report.undatedOpenings++ },
      recogniseListed: () => { report.listedFound++ },
      missListed: ({ invoiceId, openCents }) => { report.missing.push({ invoiceId: invoiceId!, openCents }) },
      reportGroup: ({ account, code, debitCents, creditCents, lines }, customer) => {
        report.unbalancedGroups.push({ account, auxiliary: customer.code === account ? '' : customer.code, customerName: customer.name, code, debitCents: cents(debitCents), creditCents: cents(creditCents), lines })
      },
    }
  }
}

const openWhenPartial = (line: LedgerLine): LedgerLine => (isPartialCode(line.letter) ? { ...line, letter: '', partialLetter: line.letter } : line)

export function doesNotAddUp(file: string, expected: number, found: number): AppError {
  return new AppError('import.does-not-add-up', { file, expected: formatEuros(expected), found: formatEuros(found) })
}

function dueDateOf(term: PaymentTerm): (invoicedOn: LocalDate) => LocalDate {
  const known = new Map<LocalDate, LocalDate>()
  return (invoicedOn) => {
    let date = known.get(invoicedOn)
    if (date === undefined) known.set(invoicedOn, date = dueOn(invoicedOn, term))
    return date
  }
}
