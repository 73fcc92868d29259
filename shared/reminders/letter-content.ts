import type { LocalDate } from '../date.ts'
import type { Company, PostalAddress } from '../dossiers/dossier-contract.ts'
import type { Cents } from '../money.ts'
import type { DebtorProfile } from '../receivables/receivable-contract.ts'
import type { LetterLevel, LetterLine } from './reminder-contract.ts'

/** Who a letter goes to, as known at the moment it is written. `address` is the billing address where there is one. */
export interface LetterRecipient {
  code: string
  name: string
  address: PostalAddress
  debtorProfile: DebtorProfile
}

/** A row of the letter's table. */
export type LetterContentLine = Pick<LetterLine, 'invoiceNumber' | 'warrantyInvoiceNumber' | 'invoicedOn' | 'dueOn' | 'amountCents' | 'openCents' | 'daysLate'>

/** A letter ready to be printed: its wording is final, its amounts are still cents. The table and the total are never part of the wording. */
export interface LetterContent {
  level: LetterLevel
  sender: Company
  recipient: LetterRecipient
  writtenOn: LocalDate
  subject: string
  /** Paragraphs above the table: salutation and body. */
  body: string[]
  lines: LetterContentLine[]
  /** Sum of the remaining due of `lines`. */
  totalCents: Cents
  /** Paragraphs below the table. */
  closing: string[]
}
