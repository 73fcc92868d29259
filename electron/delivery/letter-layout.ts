import type { Content } from 'pdfmake/interfaces'
import { formatLongDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { groupIban, paymentReference } from '../../shared/reminders/letter-table.ts'
import { continuationHeader, foldMarks, footer, GREY, INK, RECIPIENT, recipientBlock, RULE, senderBlock, SIDE_MARGIN, wordsIn } from './letter-sheet.ts'
import { lineTable } from './letter-table-layout.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'

/** The letter as a pdfmake document, in the language of the letter whatever that of the window. */
export function letterDefinition(letter: LetterContent, fonts: PdfFonts): PdfDefinition {
  const { sender, language } = letter
  const text = wordsIn(language)
  return {
    pageSize: A4,
    pageMargins: [SIDE_MARGIN, mm(20), SIDE_MARGIN, mm(19)],
    images: sender.logo === '' ? {} : { logo: sender.logo },
    styles: {},
    defaultStyle: { font: 'Arimo', fontSize: 10, lineHeight: 1.13, color: INK },
    background: (page) => (page === 1 ? foldMarks() : null),
    header: (page) => (page === 1 ? null : continuationHeader([sender.name, `${letter.recipient.name} (${letter.recipient.code})`, formatLongDate(letter.writtenOn, language)])),
    footer: (page, pages) => footer(sender, page, pages, language),
    content: [
      senderBlock(sender, language),
      recipientBlock(letter.recipient, fonts),
      {
        margin: [0, mm(69), 0, mm(5)],
        columns: [{ width: RECIPIENT.x - SIDE_MARGIN, text: text('references', { code: letter.recipient.code }), color: GREY, fontSize: 9 }, { width: '*', text: dated(letter) }],
      },
      ...(letter.level === 3 && letter.channel === 'paper' ? [{ text: text('registered'), bold: true, margin: [0, 0, 0, 5] as [number, number, number, number] }] : []),
      { text: [{ text: text('subject') }, letter.subject], bold: true, margin: [0, 0, 0, mm(4)] },
      ...letter.body.map(paragraph),
      lineTable(letter),
      paymentBlock(letter),
      ...letter.closing.slice(0, -1).map(paragraph),
      { unbreakable: true, stack: [...letter.closing.slice(-1).map(paragraph), signature(sender)] },
    ],
  }
}

function dated({ sender, writtenOn, language }: LetterContent): string {
  const text = wordsIn(language)
  const date = formatLongDate(writtenOn, language)
  return sender.address.city === '' ? text('dated-only', { date }) : text('dated', { place: sender.address.city, date })
}

/** A paragraph of ordinary length stays on one page. */
const UNBREAKABLE_CHARACTERS = 1500

function paragraph(words: string): Content {
  return { unbreakable: words.length <= UNBREAKABLE_CHARACTERS, stack: [{ text: words, margin: [0, 0, 0, 6] }] }
}

/** How to pay, and what to quote so that the payment finds its invoice. */
function paymentBlock(letter: LetterContent): Content {
  const { sender, language } = letter
  const text = wordsIn(language)
  const bic: Content = sender.bic === '' ? '' : [{ text: `     ${text('pay.bic')}  `, color: GREY, bold: false }, sender.bic]
  const rows: [string, Content][] = [
    ...(sender.iban === '' ? [] : [[text('pay.iban'), [groupIban(sender.iban), bic].flat()] as [string, Content]]),
    [text('pay.reference'), paymentReference(letter)],
  ]
  return {
    unbreakable: true,
    margin: [0, 0, 0, 10],
    stack: [
      { text: text(sender.iban === '' ? 'pay.title' : 'pay.transfer', { name: sender.name }), margin: [0, 0, 0, 3] },
      { table: { widths: [mm(38), '*'], body: rows.map(([label, value]) => [{ text: label, color: GREY }, { text: value, bold: true }]) }, layout: { hLineWidth: () => 0, vLineWidth: (column) => (column === 0 ? 1.5 : 0), vLineColor: () => RULE, paddingLeft: (column) => (column === 0 ? 8 : 0), paddingTop: () => 1, paddingBottom: () => 1 }, fontSize: 9 },
    ],
  }
}

/** Name and title, with room to sign below. */
function signature(sender: Company): Content {
  return { margin: [RECIPIENT.x - SIDE_MARGIN, 6, 0, mm(10)], stack: [{ text: sender.signatoryName, bold: true }, { text: sender.signatoryTitle, color: GREY, fontSize: 9 }] }
}
