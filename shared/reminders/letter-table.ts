import { formatDate } from '../date.ts'
import { translate } from '../i18n/translate.ts'
import { formatEuros } from '../money.ts'
import { quotedNumber, type LetterContent, type LetterContentLine } from './letter-content.ts'

export type LetterColumnKey = 'invoice' | 'warranty-invoice' | 'invoiced-on' | 'due-on' | 'amount' | 'open' | 'days-late'

export interface LetterColumn { key: LetterColumnKey; label: string; alignment: 'left' | 'right'; cell(line: LetterContentLine): string }

/** The columns of a letter's table, on paper and in e-mails, in its language. */
export function letterColumns({ lines, language }: Pick<LetterContent, 'lines' | 'language'>): LetterColumn[] {
  const column = (key: LetterColumnKey, alignment: LetterColumn['alignment'], cell: LetterColumn['cell']): LetterColumn => ({ key, label: translate(language, `letters.column.${key}`), alignment, cell })
  return [
    column('invoice', 'left', (line) => line.invoiceNumber),
    ...lines.some((line) => line.warrantyInvoiceNumber !== '') ? [column('warranty-invoice', 'left', (line) => line.warrantyInvoiceNumber)] : [],
    // a source that gives no date of its invoices: none is made up
    ...lines.some((line) => line.invoicedOn !== null) ? [column('invoiced-on', 'left', (line) => (line.invoicedOn === null ? '' : formatDate(line.invoicedOn, language)))] : [],
    column('due-on', 'left', (line) => formatDate(line.dueOn, language)),
    column('amount', 'right', (line) => formatEuros(line.amountCents, language)),
    column('open', 'right', (line) => formatEuros(line.openCents, language)),
    column('days-late', 'right', (line) => (line.daysLate > 0 ? translate(language, 'letters.days', { days: line.daysLate }) : '–')),
  ]
}

/** A row below the lines; the last of them is what to pay. */
export interface LetterTotal { label: string; amount: string }

/** What the lines come to, what is taken off, what is claimed beside, what to pay. */
export function letterTotalRows({ language, totalCents, deductedCents, claims, payableCents }: LetterContent): LetterTotal[] {
  const row = (key: string, amountCents: number): LetterTotal => ({ label: translate(language, `letters.sum.${key}`), amount: formatEuros(amountCents, language) })
  if (deductedCents === 0 && claims === null) return [row('total', totalCents)]
  return [
    row('invoices', totalCents),
    ...deductedCents > 0 ? [row('deducted', 0 - deductedCents)] : [],
    ...claims && claims.interestCents > 0 ? [row('interest', claims.interestCents)] : [],
    ...claims && claims.indemnityCents > 0 ? [row('indemnity', claims.indemnityCents)] : [],
    row('payable', payableCents),
  ]
}

/** What a payment must quote to find its invoice: the customer, and the invoice when there is one. */
export function paymentReference({ recipient, lines }: Pick<LetterContent, 'recipient' | 'lines'>): string {
  return lines.length === 1 ? `${recipient.code} / ${quotedNumber(lines[0]!)}` : recipient.code
}

export const groupIban = (iban: string): string => iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')
