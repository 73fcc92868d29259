import type { LocalDate } from '../../shared/date.ts'
import type { paymentMethodOf } from '../../shared/imports/fec-rules.ts'
import type { ImportCounts, ImportWarning } from '../../shared/imports/import-contract.ts'
import type { CreditMatching, LedgerLine, UnbalancedLettering } from '../../shared/imports/lettering-rules.ts'
import type { ImportRows } from './import-rows.ts'
import type { KnownLedger, LedgerRow } from './known-rows.ts'
import type { AbsentAnswers } from './listed-invoices.ts'

/** What is the same for all customers of one ledger. */
export interface LedgerContext {
  writer: ImportRows
  counts: ImportCounts
  firstDate: LocalDate
  lastDate: LocalDate
  openedOn: LocalDate | null
  matching: CreditMatching
  /** A newer export was imported before: known rows are never opened again. */
  isOlder: boolean
  /** What a person says of open invoices of lists that the ledger should have and does not; to be asked of the others */
  absentAnswers: AbsentAnswers
  paymentMethodOf: typeof paymentMethodOf
  /** True for an entry date that a newer, already imported export covers or carries forward. */
  isSuperseded(entryDate: LocalDate): boolean
  warn(code: string, line: number, details: ImportWarning['details']): void
  /** An open due date brought forward without the day of its document: when it was due can only be estimated. */
  addUndatedOpening(): void
  /** A due date of a list that is the ledger's from now on. */
  recogniseListed(): void
  /** An open due date of a list that the ledger should have and does not. */
  missListed(row: LedgerRow): void
  reportGroup(group: UnbalancedLettering, customer: LedgerCustomer): void
}

export interface LedgerCustomer {
  organisationId: number
  code: string
  name: string
  lines: LedgerLine[]
  known: KnownLedger
  dueOn(invoicedOn: LocalDate): LocalDate
}
