import type { Content } from 'pdfmake/interfaces'
import { formatDate, formatLongDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/language.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Statement } from '../../shared/accounts/account-contract.ts'
import type { LetterRecipient } from '../../shared/reminders/letter-content.ts'
import { companySheet, GREY, wordsIn } from './letter-sheet.ts'
import type { PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'
import { statementTables } from './statement-tables.ts'

/** A statement ready to be printed. */
export interface StatementSheet { sender: Company; recipient: LetterRecipient; statement: Statement }

/** The statement as the last pages of a letter, which says who writes to whom. */
export function statementPages(statement: Statement, language: Language): Content[] {
  const title = translate(language, 'accounts.statement.at', { date: formatDate(statement.asOf, language) })
  return [{ text: title, bold: true, fontSize: 13, margin: [0, 0, 0, 8], pageBreak: 'before' }, ...statementTables(statement, language)]
}

/** « Relevé de compte » on the company’s paper, in the customer’s language, the address where the letters have it. */
export function statementDefinition({ sender, recipient, statement }: StatementSheet, fonts: PdfFonts): PdfDefinition {
  const { language } = recipient
  const text = (key: string, params: Record<string, string> = {}): string => translate(language, `accounts.statement.${key}`, params)
  const { from, asOf, closingCents } = statement
  const date = formatDate(asOf, language)
  const head = { sender, recipient, references: wordsIn(language)('references', { code: recipient.code }), dated: formatLongDate(asOf, language), continued: [text('at', { date })], language }
  return companySheet(head, fonts, [
    { text: text('at', { date }), bold: true, fontSize: 13, margin: [0, 0, 0, 3] },
    { text: from === null ? text('whole', { to: date }) : text('since', { from: formatDate(from, language), to: date }), color: GREY, fontSize: 9, margin: [0, 0, 0, 8] },
    ...(closingCents > 0 ? [{ text: text('paymentDue', { amount: formatEuros(closingCents, language) }), margin: [0, 0, 0, 8] as [number, number, number, number] }] : []),
    ...statementTables(statement, language),
  ])
}
