import { formatDate, formatLongDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { translate, type Locale } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Statement } from '../../shared/accounts/account-contract.ts'
import type { LetterRecipient } from '../../shared/reminders/letter-content.ts'
import { continuationHeader, foldMarks, footer, GREY, INK, RECIPIENT, recipientBlock, senderBlock, SIDE_MARGIN } from './letter-sheet.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'
import { statementTables } from './statement-tables.ts'

/** A statement ready to be printed. */
export interface StatementSheet { sender: Company; recipient: LetterRecipient; locale: Locale; statement: Statement }

/** « Relevé de compte » on the company's paper, the address where the letters have it. */
export function statementDefinition({ sender, recipient, locale, statement }: StatementSheet, fonts: PdfFonts): PdfDefinition {
  const text = (key: string, params: Record<string, string> = {}): string => translate(locale, `accounts.statement.${key}`, params)
  const { from, asOf, closingCents } = statement
  return {
    pageSize: A4,
    pageMargins: [SIDE_MARGIN, mm(20), SIDE_MARGIN, mm(19)],
    images: sender.logo === '' ? {} : { logo: sender.logo },
    styles: {},
    defaultStyle: { font: 'Arimo', fontSize: 10, lineHeight: 1.13, color: INK },
    background: (page) => (page === 1 ? foldMarks() : null),
    header: (page) => (page === 1 ? null : continuationHeader([sender.name, `${recipient.name} (${recipient.code})`, text('at', { date: formatDate(asOf) })])),
    footer: (page, pages) => footer(sender, page, pages),
    content: [
      senderBlock(sender),
      recipientBlock(recipient, fonts),
      {
        margin: [0, mm(69), 0, mm(5)],
        columns: [{ width: RECIPIENT.x - SIDE_MARGIN, text: translate(locale, 'letters.references', { code: recipient.code }), color: GREY, fontSize: 9 }, { width: '*', text: formatLongDate(asOf) }],
      },
      { text: text('at', { date: formatDate(asOf) }), bold: true, fontSize: 13, margin: [0, 0, 0, 3] },
      { text: from === null ? text('whole', { to: formatDate(asOf) }) : text('since', { from: formatDate(from), to: formatDate(asOf) }), color: GREY, fontSize: 9, margin: [0, 0, 0, 8] },
      ...(closingCents > 0 ? [{ text: text('paymentDue', { amount: formatEuros(closingCents) }), margin: [0, 0, 0, 8] as [number, number, number, number] }] : []),
      ...statementTables(statement, locale),
    ],
  }
}
