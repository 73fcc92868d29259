import type { Statement } from '../accounts/account-contract.ts'
import type { LocalDate } from '../date.ts'
import type { Company, PostalAddress } from '../dossiers/dossier-contract.ts'
import type { Language } from '../language.ts'
import type { LetterClaims } from '../legal/interest-rules.ts'
import type { Cents } from '../money.ts'
import type { DebtorProfile, ReminderChannel } from '../receivables/receivable-contract.ts'
import type { LetterOptions } from './letter-template-contract.ts'
import type { LetterLevel, LetterLine } from './reminder-contract.ts'

/** Who a letter goes to, as known at the moment it is written. `address` is the billing address where there is one. */
export interface LetterRecipient {
  code: string
  name: string
  address: PostalAddress
  debtorProfile: DebtorProfile
  /** false: the profile is only the default, and the wording speaks of no right against a business. */
  isProfileKnown: boolean
  language: Language
}

/** A row of the letter's table. */
export type LetterContentLine = Pick<LetterLine, 'invoiceNumber' | 'warrantyInvoiceNumber' | 'invoicedOn' | 'dueOn' | 'amountCents' | 'openCents' | 'daysLate'>

/** What names the invoice to its customer: a warranty invoice may have the warranty's number alone. */
export const quotedNumber = ({ invoiceNumber, warrantyInvoiceNumber }: LetterContentLine): string => invoiceNumber || warrantyInvoiceNumber

/** What a letter says apart from its wording. */
export interface LetterFacts {
  level: LetterLevel
  /** How it leaves: only one that is posted calls itself a registered letter. */
  channel: ReminderChannel
  sender: Company
  recipient: LetterRecipient
  writtenOn: LocalDate
  /** At least one. */
  lines: readonly LetterContentLine[]
  /** Unused payments and credit notes taken off the lines' sum; ≥ 0. */
  deductedCents: Cents
  /** Late interest and indemnities asked for beside the lines; their computation is an annex of the letter. */
  claims: LetterClaims | null
  /** To be printed with it, where the dossier wants that. */
  statement: Statement | null
  /** Every one of its due dates was reminded before. */
  isRepeated: boolean
  /** Days the letter gives to pay. */
  paymentDelayDays: number
}

/** A letter ready to be printed or sent: its wording is final, its amounts are still cents. The table and the totals are never part of the wording. */
export interface LetterContent extends Omit<LetterFacts, 'isRepeated' | 'paymentDelayDays'> {
  language: Language
  subject: string
  /** Paragraphs above the table: salutation and body. */
  body: string[]
  /** Sum of the remaining due of `lines`, before deduction. */
  totalCents: Cents
  /** What the customer is asked for: total − deducted + interest + indemnities. */
  payableCents: Cents
  /** Paragraphs below the table. */
  closing: string[]
  options: LetterOptions
}
