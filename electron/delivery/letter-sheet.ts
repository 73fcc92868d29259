import type { Content } from 'pdfmake/interfaces'
import type { Company, PostalAddress } from '../../shared/dossiers/dossier-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/language.ts'
import { formatAmount } from '../../shared/money.ts'
import type { LetterRecipient } from '../../shared/reminders/letter-content.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'

/** The paper of all the company sends: who writes, to whom, the legal mentions. Letters, statements of account and requests for readings are written on it. */

/** Words below `letters.`, in the language of what is printed. */
export const wordsIn = (language: Language) => (key: string, params: Record<string, string | number> = {}): string => translate(language, `letters.${key}`, params)

export const INK = '#111827'
export const GREY = '#4b5563'
export const RULE = '#c5cad3'
export const STRONG_RULE = '#374151'

export const SIDE_MARGIN = mm(20)
export const CONTENT_WIDTH = A4.width - 2 * SIDE_MARGIN
/** The recipient, inside what the window of a DL envelope shows of an A4 sheet folded in three: x 100–200 mm, y 45–85 mm. */
export const RECIPIENT = { x: mm(110), y: mm(50), width: mm(84), height: mm(34) }
/** Where the sheet folds, top to bottom. */
const FOLDS = [mm(99), mm(198)]

/** What stands on a sheet besides what it says. */
export interface SheetHead {
  sender: Company
  recipient: Addressee & Pick<LetterRecipient, 'code'>
  /** Left of the place and date: « Nos références : … » */
  references: string
  dated: string
  /** At the top of the pages after the first, behind the company's name and the recipient's */
  continued: readonly string[]
  language: Language
}

/** A document on the company's paper, its address where a window envelope shows it. */
export function companySheet({ sender, recipient, references, dated, continued, language }: SheetHead, fonts: PdfFonts, content: readonly Content[]): PdfDefinition {
  return {
    pageSize: A4,
    pageMargins: [SIDE_MARGIN, mm(20), SIDE_MARGIN, mm(19)],
    images: sender.logo === '' ? {} : { logo: sender.logo },
    styles: {},
    defaultStyle: { font: 'Arimo', fontSize: 10, lineHeight: 1.13, color: INK },
    background: (page) => (page === 1 ? foldMarks() : null),
    header: (page) => (page === 1 ? null : continuationHeader([sender.name, `${recipient.name} (${recipient.code})`, ...continued])),
    footer: (page, pages) => footer(sender, page, pages, language),
    content: [
      senderBlock(sender, language),
      recipientBlock(recipient, fonts),
      { margin: [0, mm(69), 0, mm(5)], columns: [{ width: RECIPIENT.x - SIDE_MARGIN, text: references, color: GREY, fontSize: 9 }, { width: '*', text: dated }] },
      ...content,
    ],
  }
}

function senderBlock(sender: Company, language: Language): Content {
  const { address } = sender
  const contact = [sender.phone && wordsIn(language)('phone', { phone: sender.phone }), sender.email, sender.website].filter((part) => part !== '')
  return {
    absolutePosition: { x: SIDE_MARGIN, y: mm(14) },
    columns: [{
      width: mm(80),
      stack: [
        ...(sender.logo === '' ? [] : [{ image: 'logo', fit: [mm(55), mm(17)] as [number, number], margin: [0, 0, 0, 5] as [number, number, number, number] }]),
        { text: sender.name, bold: true, fontSize: sender.logo === '' ? 14 : 11, margin: [0, 0, 0, 2] },
        { text: [...streetLines(address), townLine(address), ...contact].join('\n'), fontSize: 9, color: GREY },
      ],
    }],
  }
}

const streetLines = (address: PostalAddress): string[] => [address.line1, address.line2, address.line3].filter((line) => line !== '')
/** The name and address as an envelope shows them. */
export const addressBlock = (name: string, address: PostalAddress): Content => ({ text: [name, ...streetLines(address), townLine(address).toLocaleUpperCase('fr')].filter((line) => line !== '').join('\n') })
const townLine = (address: PostalAddress): string => `${address.postcode} ${address.city}`.trim()

/** « 69002 LYON », and the country in capitals abroad (NF Z 10-011): in French whatever the language of the letter, for the French post reads it. */
function addressLines({ name, address }: Addressee): string[] {
  const country = address.countryCode === 'FR' ? '' : new Intl.DisplayNames('fr', { type: 'region' }).of(address.countryCode) ?? address.countryCode
  return [name, ...streetLines(address), townLine(address).toLocaleUpperCase('fr'), country.toLocaleUpperCase('fr')].filter((line) => line !== '')
}

type Addressee = Pick<LetterRecipient, 'name' | 'address'>

function recipientBlock(recipient: Addressee, fonts: PdfFonts): Content {
  const lines = addressLines(recipient)
  return { absolutePosition: { x: RECIPIENT.x, y: RECIPIENT.y }, columns: [{ width: RECIPIENT.width, text: lines.join('\n'), fontSize: sizeThatFits(lines, fonts), lineHeight: 1.2 }] }
}

/** The largest of a few sizes at which the address, its long lines wrapped, stays inside the window. */
function sizeThatFits(lines: string[], fonts: PdfFonts): number {
  const fits = (size: number): boolean => {
    const rows = lines.reduce((sum, line) => sum + Math.ceil((fonts.normal.widthOfString(line, size) * 1.05) / RECIPIENT.width), 0)
    return rows * fonts.normal.lineHeight(size) * 1.2 <= RECIPIENT.height
  }
  return [11, 10, 9, 8].find(fits) ?? 7
}

/** At the top of the pages after the first. */
function continuationHeader(words: readonly string[]): Content {
  return { text: words.join(' — '), fontSize: 8, color: GREY, margin: [SIDE_MARGIN, mm(10), SIDE_MARGIN, 0] }
}

/** The mentions every business letter must bear (C. com. R123-237), and the page. */
function footer(sender: Company, page: number, pages: number, language: Language): Content {
  return {
    margin: [SIDE_MARGIN, mm(3), SIDE_MARGIN, 0],
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: CONTENT_WIDTH, y2: 0, lineWidth: 0.4, lineColor: RULE }], margin: [0, 0, 0, 4] },
      {
        columns: [
          { width: mm(18), text: '' },
          { width: '*', text: legalMentions(sender, language).join('\n'), alignment: 'center' },
          { width: mm(18), text: wordsIn(language)('page', { page, pages }), alignment: 'right' },
        ],
        fontSize: 7.5, color: GREY,
      },
    ],
  }
}

/** Who the company is, and its numbers: two lines. */
function legalMentions(sender: Company, language: Language): string[] {
  const text = wordsIn(language)
  const form = sender.capitalCents === null ? sender.legalForm : text('capital', { form: sender.legalForm, capital: formatAmount(sender.capitalCents, language).replace(/[,.]00$/, '') }).replace(/^[, ]+/, '')
  const identity = [sender.name, form, ...streetLines(sender.address), townLine(sender.address)]
  const number = sender.siret !== '' ? `SIRET ${inGroups(sender.siret, /^(\d{3})(\d{3})(\d{3})(\d{5})$/)}` : sender.siren !== '' ? `SIREN ${inGroups(sender.siren, /^(\d{3})(\d{3})(\d{3})()$/)}` : ''
  const numbers = [number, sender.registration, sender.vatNumber === '' ? '' : text('vat', { number: sender.vatNumber })]
  return [identity.filter((part) => part !== '').join(', '), numbers.filter((part) => part !== '').join(' – ')].filter((line) => line !== '')
}

const inGroups = (digits: string, groups: RegExp): string => digits.replace(groups, '$1\u00a0$2\u00a0$3\u00a0$4').trim()

function foldMarks(): Content {
  return { canvas: FOLDS.map((y) => ({ type: 'line' as const, x1: mm(4), y1: y, x2: mm(8), y2: y, lineWidth: 0.3, lineColor: RULE })) }
}
