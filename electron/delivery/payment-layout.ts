import type { Content } from 'pdfmake/interfaces'
import { encode } from 'uqr'
import { formatDate } from '../../shared/date.ts'
import { formatEuros } from '../../shared/money.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { groupIban, paymentReference } from '../../shared/reminders/letter-table.ts'
import { sepaQrText } from '../../shared/reminders/sepa-qr-rules.ts'
import { addressBlock, CONTENT_WIDTH, GREY, RULE, SIDE_MARGIN, STRONG_RULE, wordsIn } from './letter-sheet.ts'
import { A4, mm } from './page-layout.ts'

/** How to pay, and what to quote so that the payment finds its invoice; with the QR code of the transfer when the letter has one. */
export function paymentBlock(letter: LetterContent): Content {
  const { sender, language } = letter
  const text = wordsIn(language)
  const bic: Content = sender.bic === '' ? '' : [{ text: `     ${text('pay.bic')}  `, color: GREY, bold: false }, sender.bic]
  const rows: [string, Content][] = [
    ...(sender.iban === '' ? [] : [[text('pay.iban'), [groupIban(sender.iban), bic].flat()] as [string, Content]]),
    [text('pay.reference'), paymentReference(letter)],
  ]
  const code = letter.options.hasQrCode ? transferCode(letter) : null
  // widths in points, not '*': a word too long for its column is cut there and pushes nothing off the sheet
  const width = code ? CONTENT_WIDTH - CODE_SIZE - GAP : CONTENT_WIDTH
  const words: Content[] = [
    { text: text(sender.iban === '' ? 'pay.title' : 'pay.transfer', { name: sender.name }), margin: [0, 0, 0, 3] },
    { table: { widths: [mm(38), width - mm(38) - 16], body: rows.map(([label, value]) => [{ text: label, color: GREY }, { text: value, bold: true }]) }, layout: { hLineWidth: () => 0, vLineWidth: (column) => (column === 0 ? 1.5 : 0), vLineColor: () => RULE, paddingLeft: (column) => (column === 0 ? 8 : 0), paddingTop: () => 1, paddingBottom: () => 1 }, fontSize: 9 },
  ]
  const scan: Content[] = code ? [{ text: text('pay.scan'), fontSize: 8, color: GREY, margin: [0, 4, 0, 0] }] : []
  return { unbreakable: true, margin: [0, 0, 0, 10], columns: [{ width, stack: [...words, ...scan] }, ...code ? [{ width: CODE_SIZE + GAP, margin: [GAP, 0, 0, 0] as [number, number, number, number], stack: [code] }] : []] }
}

const CODE_SIZE = mm(30)
const GAP = mm(5)

/** The code as black rectangles, one for each run of dark modules in a row; the white paper around is its quiet zone. */
function transferCode(letter: LetterContent): Content | null {
  const { name, iban, bic } = letter.sender
  const said = sepaQrText({ name, iban, bic, amountCents: letter.payableCents, reference: paymentReference(letter) })
  if (said === null) return null
  // at most 331 bytes: version 13 always holds them
  const { data, size } = encode([...new TextEncoder().encode(said)], { ecc: 'M', boostEcc: false, maxVersion: 13, border: 0 })
  const side = CODE_SIZE / size
  return { canvas: data.flatMap((row, y) => darkRuns(row).map(({ start, length }) => ({ type: 'rect' as const, x: start * side, y: y * side, w: length * side, h: side, color: '#000000' }))) }
}

function darkRuns(row: readonly boolean[]): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = []
  for (const [place, isDark] of row.entries()) {
    const latest = runs.at(-1)
    if (isDark && latest && latest.start + latest.length === place) latest.length++
    else if (isDark) runs.push({ start: place, length: 1 })
  }
  return runs
}

/** Where the slip begins; it ends above the footer. */
const SLIP_TOP = mm(224)
const SLIP_HEIGHT = mm(297 - 19) - SLIP_TOP

/** Keeps the place of the slip free at the end of the text, on the same page. */
export const slipRoom: Content = { text: ' ', fontSize: 1, margin: [0, SLIP_HEIGHT, 0, 0] }

/** « Coupon à joindre »: to be torn off and sent back with the payment. It follows `slipRoom`, so that it stands at the foot of the page where the text ends. */
export function paymentSlip(letter: LetterContent): Content[] {
  const { sender, recipient, language } = letter
  const text = wordsIn(language)
  const [left, width] = [CONTENT_WIDTH * 0.42, CONTENT_WIDTH * 0.58]
  const rows: [string, string][] = [
    [text('slip.customer'), `${recipient.name} (${recipient.code})`],
    [text('slip.letter'), formatDate(letter.writtenOn, language)],
    [text('pay.reference'), paymentReference(letter)],
    ...sender.iban === '' ? [] : [[text('pay.iban'), groupIban(sender.iban)] as [string, string]],
    [text('slip.amount'), formatEuros(letter.payableCents, language)],
  ]
  return [
    { absolutePosition: { x: 0, y: SLIP_TOP }, canvas: dashes() },
    { absolutePosition: { x: SIDE_MARGIN, y: SLIP_TOP + mm(4) }, columns: [{ width: CONTENT_WIDTH, text: text('slip.title'), bold: true }] },
    { absolutePosition: { x: SIDE_MARGIN, y: SLIP_TOP + mm(12) }, columns: [{ width: left - mm(6), stack: [{ text: text('slip.return-to'), color: GREY, fontSize: 9, margin: [0, 0, 0, 3] }, addressBlock(sender.name, sender.address)] }] },
    {
      absolutePosition: { x: SIDE_MARGIN + left, y: SLIP_TOP + mm(12) }, fontSize: 9,
      columns: [{ width, table: { widths: [mm(34), width - mm(34)], body: rows.map(([label, value]) => [{ text: label, color: GREY }, { text: value, bold: true }]) }, layout: { hLineWidth: () => 0.4, hLineColor: () => RULE, vLineWidth: () => 0, paddingTop: () => 2, paddingBottom: () => 2, paddingLeft: () => 0, paddingRight: () => 0 } }],
    },
  ]
}

/** The line to tear along, from edge to edge. */
function dashes(): { type: 'line'; x1: number; y1: number; x2: number; y2: number; lineWidth: number; lineColor: string }[] {
  const [dash, gap] = [mm(2), mm(1.5)]
  return Array.from({ length: Math.ceil(A4.width / (dash + gap)) }, (_value, index) => {
    const x1 = index * (dash + gap)
    return { type: 'line', x1, y1: 0, x2: Math.min(x1 + dash, A4.width), y2: 0, lineWidth: 0.5, lineColor: STRONG_RULE }
  })
}
