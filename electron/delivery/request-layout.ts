import type { Content } from 'pdfmake/interfaces'
import { formatDate, formatLongDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { RequestFacts, RequestSheet } from '../../shared/meters/request-sheet.ts'
import { companySheet, CONTENT_WIDTH, GREY, STRONG_RULE } from './letter-sheet.ts'
import { mm, type ImageSizes, type LaidOutPage, type PdfDefinition } from './page-layout.ts'
import type { PdfFonts } from './pdf-font.ts'

/** A place to write in, in points from the top left of its page. */
export interface Box { page: number; x: number; y: number; width: number; height: number }

/** Line width of the boxes to write in, and of nothing else: they are found on the laid-out pages by it. */
const BOX_LINE = 0.713
const BOX_HEIGHT = mm(8)
const VALUE_WIDTH = mm(46)
const READER_WIDTH = mm(70)
const READ_ON_WIDTH = mm(36)
/** The « mode opératoire » is never larger (M-097), nor larger than it is at 96 points an inch. */
const PICTURE = { width: mm(170), height: mm(120) }
const POINTS_PER_PIXEL = 72 / 96

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `meters.document.${key}`, params)

const box = (width: number): Content => ({ canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: BOX_HEIGHT, lineWidth: BOX_LINE, lineColor: STRONG_RULE }] })

/**
 * « Demande de relevé de compteurs » of one asset: all its meters with their last reading, and boxes for the new ones. The boxes come in the order: a meter's
 * value for each meter, then who read them and when.
 */
export function requestDefinition({ facts, title, body, closing }: RequestSheet, fonts: PdfFonts, imageSizes: ImageSizes): PdfDefinition {
  const { sender, customer, site, requestedOn, returnFax, returnEmail } = facts
  const returns = [returnFax && text('return-fax', { fax: returnFax }), returnEmail && text('return-email', { email: returnEmail })].filter((line) => line !== '')
  const date = formatLongDate(requestedOn)
  const recipient = { name: customer.name, code: customer.code, address: site.address }
  return companySheet({ sender, recipient, references: text('reference', { code: customer.code }), dated: date, continued: [facts.asset.providerIdentifier, date], language: 'fr' }, fonts, [
    { text: title, bold: true, fontSize: 13, margin: [0, 0, 0, mm(3)] },
    ...body.map(paragraph),
    assetTable(facts),
    meterTable(facts),
    {
      unbreakable: true,
      columns: [{ width: READER_WIDTH + mm(6), stack: [{ text: text('reader'), fontSize: 9, color: GREY }, box(READER_WIDTH)] }, { width: READ_ON_WIDTH, stack: [{ text: text('read-on'), fontSize: 9, color: GREY }, box(READ_ON_WIDTH)] }],
      margin: [0, 0, 0, mm(5)],
    },
    ...closing.map(paragraph),
    ...(returns.length === 0 ? [] : [{ text: returns.join('\n'), bold: true, margin: [0, 0, 0, mm(4)] as [number, number, number, number] }]),
    ...pictureBlock(imageSizes),
  ])
}

const paragraph = (words: string): Content => ({ text: words, margin: [0, 0, 0, 7] })

function assetTable({ asset, item, site, location, contactName, contractCode }: RequestFacts): Content {
  const place = location ? [location.name, location.floor].filter((part) => part !== '').join(' – ') : ''
  const rows: [string, string][] = [
    [text('asset'), asset.label], [text('identifier'), asset.providerIdentifier], [text('manufacturer-identifier'), asset.manufacturerIdentifier],
    [text('item'), item === null ? '' : [item.brand, item.label].filter((part) => part !== '').join(' ')], [text('site'), site.name], [text('location'), place], [text('contact'), contactName], [text('contract'), contractCode],
  ]
  return {
    table: { widths: [mm(48), '*'], body: rows.filter(([, value]) => value !== '').map(([name, value]) => [{ text: name, color: GREY }, { text: value, bold: true }]) },
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingTop: () => 1, paddingBottom: () => 1 },
    margin: [0, 0, 0, mm(4)],
  }
}

function meterTable({ meters }: RequestFacts): Content {
  const head = ['meter', 'last-read-on', 'last-value', 'new-value'].map((key, index) => ({ text: text(key), bold: true, fontSize: 9, alignment: index === 2 ? 'right' as const : 'left' as const }))
  const rows = meters.map(({ name, unit, last }): Content[] => [
    { text: unit === '' ? name : text('meter-unit', { name, unit }), margin: [0, 5, 0, 0] },
    { text: last === null ? text('never') : formatDate(last.readOn), margin: [0, 5, 0, 0] },
    { text: last?.value ?? '', alignment: 'right', margin: [0, 5, 0, 0] },
    box(VALUE_WIDTH),
  ])
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: ['*', mm(28), mm(30), VALUE_WIDTH], body: [head, ...rows] },
    // dark and wide enough to be seen on a fax: they lead from a meter's name to its box
    layout: { hLineWidth: (line) => (line <= 1 ? 0.8 : 0.5), hLineColor: () => STRONG_RULE, vLineWidth: () => 0, paddingTop: () => 3, paddingBottom: () => 3 },
    margin: [0, 0, 0, mm(4)],
  }
}

/** The sentence and the picture below it (M-096); nothing at all without one (M-098). */
function pictureBlock({ picture }: ImageSizes): Content[] {
  if (!picture) return []
  const [width, height] = [picture.width * POINTS_PER_PIXEL, picture.height * POINTS_PER_PIXEL]
  const scale = Math.min(1, PICTURE.width / width, PICTURE.height / height)
  return [{ unbreakable: true, stack: [{ text: text('picture'), margin: [0, 0, 0, 5] }, { image: 'picture', width: Math.min(width * scale, CONTENT_WIDTH), height: height * scale }] }]
}

/** The boxes of a laid-out document, in the order they are read. */
export function boxesOf(pages: readonly LaidOutPage[]): Box[] {
  return pages.flatMap(({ items }, page) => items
    .flatMap(({ type, item }) => (type === 'vector' && item.type === 'rect' && item.lineWidth === BOX_LINE ? [{ page, x: item.x, y: item.y, width: item.w, height: item.h }] : []))
    .sort((one, other) => one.y - other.y || one.x - other.x))
}
