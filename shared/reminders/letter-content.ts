import { addDays, formatLongDate, type LocalDate } from '../date.ts'
import type { Company, PostalAddress } from '../dossiers/dossier-contract.ts'
import { translate } from '../i18n/translate.ts'
import { formatEuros, sumCents, type Cents } from '../money.ts'
import type { DebtorProfile } from '../receivables/receivable-contract.ts'
import type { LetterValues, LetterWording } from './letter-template-rules.ts'
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

/** What names the invoice to its customer: a warranty invoice may have the warranty's number alone. */
export const quotedNumber = ({ invoiceNumber, warrantyInvoiceNumber }: LetterContentLine): string => invoiceNumber || warrantyInvoiceNumber

/** A letter ready to be printed: its wording is final, its amounts are still cents. The table and the total are never part of the wording. */
export interface LetterContent {
  level: LetterLevel
  sender: Company
  recipient: LetterRecipient
  writtenOn: LocalDate
  subject: string
  /** Paragraphs above the table: salutation and body. */
  body: string[]
  lines: readonly LetterContentLine[]
  /** Sum of the remaining due of `lines`. */
  totalCents: Cents
  /** Paragraphs below the table. */
  closing: string[]
}

/** Days a debtor is given to pay: what `date_limite` counts from the date of the letter. */
export const PAYMENT_DELAY_DAYS = 8

/** The letter of one customer and level. Pure; the table and the total come from `lines` alone, whatever the wording says. */
export function buildLetterContent(letter: {
  level: LetterLevel
  sender: Company
  recipient: LetterRecipient
  /** At least one. */
  lines: readonly LetterContentLine[]
  wording: LetterWording
  writtenOn: LocalDate
}): LetterContent {
  const { level, sender, recipient, lines, wording, writtenOn } = letter
  const totalCents = sumCents(lines.map((line) => line.openCents))
  const firstDueOn = lines.map((line) => line.dueOn).reduce((first, dueOn) => (dueOn < first ? dueOn : first))
  const invoiceCount = new Set(lines.map((line) => JSON.stringify([line.invoiceNumber, quotedNumber(line), line.invoicedOn]))).size
  const values: LetterValues = {
    'client.nom': recipient.name,
    'client.code': recipient.code,
    'client.ville': recipient.address.city,
    'client.entreprise': recipient.debtorProfile === 'company',
    'client.particulier': recipient.debtorProfile === 'consumer',
    'client.organisme_public': recipient.debtorProfile === 'public-body',
    'societe.nom': sender.name,
    'societe.ville': sender.address.city,
    'societe.telephone': sender.phone,
    'societe.email': sender.email,
    'societe.signataire': sender.signatoryName,
    total: formatEuros(totalCents),
    des_factures: translate('fr', 'letters.of-invoices', { n: invoiceCount }),
    nombre_factures: invoiceCount,
    nombre_echeances: lines.length,
    retard_max: lines.reduce((most, line) => Math.max(most, line.daysLate), 0),
    premiere_echeance: formatLongDate(firstDueOn),
    date: formatLongDate(writtenOn),
    date_limite: formatLongDate(addDays(writtenOn, PAYMENT_DELAY_DAYS)),
    niveau: level,
    rappel_interets: translate('fr', `letters.interest.${recipient.debtorProfile}`),
  }
  return { level, sender, recipient, writtenOn, ...wording.write(values), lines, totalCents }
}
