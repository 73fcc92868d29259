import type { Content } from 'pdfmake/interfaces'
import { formatLongDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { claimsAnnex } from './annex-layout.ts'
import { companySheet, GREY, RECIPIENT, SIDE_MARGIN, wordsIn } from './letter-sheet.ts'
import { lineTable } from './letter-table-layout.ts'
import { mm, type PdfDefinition } from './page-layout.ts'
import { paymentBlock, paymentSlip, slipRoom } from './payment-layout.ts'
import type { PdfFonts } from './pdf-font.ts'
import { statementPages } from './statement-layout.ts'

/** The letter as a pdfmake document, in the language of the letter whatever that of the window. */
export function letterDefinition(letter: LetterContent, fonts: PdfFonts): PdfDefinition {
  const { sender, language, options, claims } = letter
  const text = wordsIn(language)
  const last = letter.closing.slice(-1).filter(isShort)
  const head = { sender, recipient: letter.recipient, references: text('references', { code: letter.recipient.code }), dated: dated(letter), continued: [formatLongDate(letter.writtenOn, language)], language }
  return companySheet(head, fonts, [
    ...(letter.level === 3 && letter.channel === 'paper' ? [{ text: text('registered'), bold: true, margin: [0, 0, 0, 5] as [number, number, number, number] }] : []),
    { text: [{ text: text('subject') }, letter.subject], bold: true, margin: [0, 0, 0, mm(4)] },
    ...letter.body.map(paragraph),
    lineTable(letter),
    paymentBlock(letter),
    ...letter.closing.slice(0, letter.closing.length - last.length).map(paragraph),
    // the signature keeps company with the end of the text, and the slip with both
    { unbreakable: true, stack: [...last.map(paragraph), signature(sender), ...options.hasPaymentSlip ? [slipRoom] : []] },
    ...options.hasPaymentSlip ? paymentSlip(letter) : [],
    ...claims ? claimsAnnex(claims, letter.deductedCents, language) : [],
    ...letter.statement ? statementPages(letter.statement, language) : [],
  ])
}

function dated({ sender, writtenOn, language }: LetterContent): string {
  const text = wordsIn(language)
  const date = formatLongDate(writtenOn, language)
  return sender.address.city === '' ? text('dated-only', { date }) : text('dated', { place: sender.address.city, date })
}

/** A paragraph of ordinary length stays on one page; one that might not fit on any is broken. */
const isShort = (words: string): boolean => words.length <= 1500 && words.split('\n').length <= 25

function paragraph(words: string): Content {
  return { unbreakable: isShort(words), stack: [{ text: words, margin: [0, 0, 0, 6] }] }
}

/** Name and title, with room to sign below. */
function signature(sender: Company): Content {
  return { margin: [RECIPIENT.x - SIDE_MARGIN, 6, 0, mm(10)], stack: [{ text: sender.signatoryName, bold: true }, { text: sender.signatoryTitle, color: GREY, fontSize: 9 }] }
}
