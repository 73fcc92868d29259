import { addDays, type LocalDate } from '../date.ts'
import { translate } from '../i18n/translate.ts'
import { cents } from '../money.ts'
import type { LetterContentLine, LetterRecipient } from './letter-content.ts'

/** The customer of a preview that is nobody's letter. */
export function exampleRecipient(): LetterRecipient {
  return {
    code: '411EXEMPLE',
    name: translate('fr', 'letters.example.name'),
    address: { line1: translate('fr', 'letters.example.street'), line2: '', line3: '', postcode: '69003', city: 'Lyon', countryCode: 'FR' },
    debtorProfile: 'company', isProfileKnown: true,
    language: 'fr',
  }
}

/** Three late due dates, one of them partly paid. */
export function exampleLines(asOf: LocalDate): LetterContentLine[] {
  const line = (invoiceNumber: string, daysLate: number, amount: number, open: number): LetterContentLine =>
    ({ invoiceNumber, warrantyInvoiceNumber: '', invoicedOn: addDays(asOf, -daysLate - 30), dueOn: addDays(asOf, -daysLate), amountCents: cents(amount), openCents: cents(open), daysLate })
  return [line('FA260184', 75, 124_000, 74_000), line('FA260211', 47, 86_450, 86_450), line('FA260239', 16, 230_112, 230_112)]
}
