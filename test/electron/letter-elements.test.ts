import readCode from 'jsqr'
import { describe, expect, it } from 'vitest'
import { letterDefinition } from '../../electron/delivery/letter-layout.ts'
import { pdfAssets } from '../../electron/delivery/pdf-assets.ts'
import { pdfBytes, pdfPages } from '../../electron/delivery/pdf-document.ts'
import { loadFonts } from '../../electron/delivery/pdf-font.ts'
import { localDate } from '../../shared/date.ts'
import type { LetterClaims } from '../../shared/legal/interest-rules.ts'
import { cents } from '../../shared/money.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { letterTotals } from '../../shared/reminders/letter-writing.ts'
import { letterExample } from '../fixtures/letter-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { drawPage } from '../fixtures/pdf-picture.ts'
import { readPdf, type PdfTextPage } from '../fixtures/pdf-text.ts'

const fonts = loadFonts(resources)
const assets = await pdfAssets(fonts, {})
const pdfOf = (letter: LetterContent): Uint8Array => pdfBytes(pdfPages(letterDefinition(letter, fonts), fonts, assets), assets, { title: 'Lettre', author: 'Relais', createdOn: letter.writtenOn })
const printed = (letter: LetterContent): Promise<PdfTextPage[]> => readPdf(pdfOf(letter))

/** The worked example of French law: 10 000.00 due 31/05/2025, to 30/09/2025, over two half-years. */
const claims: LetterClaims = {
  asOf: localDate('2025-09-30'), basis: 'ecb-plus-10', interestCents: cents(41_433), indemnityCents: cents(4000),
  lines: [{
    dueDateId: 1, invoiceNumber: 'FA260000', dueOn: localDate('2025-05-31'), interestCents: cents(41_433), indemnityCents: cents(4000),
    segments: [
      { from: localDate('2025-06-01'), to: localDate('2025-06-30'), days: 30, baseCents: cents(1_000_000), rateBp: 1315, interestCents: cents(10_808) },
      { from: localDate('2025-07-01'), to: localDate('2025-09-30'), days: 92, baseCents: cents(1_000_000), rateBp: 1215, interestCents: cents(30_625) },
    ],
  }],
}

/** A letter with those facts, its totals made from them. */
function letterWith(more: Partial<LetterContent>, lines = 3): LetterContent {
  const letter = { ...letterExample(0, { lines }), ...more }
  return { ...letter, ...letterTotals(letter) }
}
const options = { hasPaymentSlip: false, hasQrCode: false, hasStatement: false }

describe('R-EBP-73 below the lines a letter says what is taken off, what is claimed beside, and what to pay', () => {
  it('credits are deducted from the total, which stays the sum of the lines', async () => {
    const letter = letterWith({ deductedCents: cents(5_000), lines: letterExample(0, { lines: 1 }).lines })
    const [page] = await printed(letter)
    expect(page!.text).toMatch(/Total des factures\n1 200,50 €\nÀ déduire : règlements et avoirs non affectés\n-50,00 €\nNet à payer\n1 150,50 €/)
    expect(page!.text).not.toContain('Total à régler')
  })

  it('late interest and indemnities are added, their computation annexed to the cent', async () => {
    const letter = letterWith({ claims, lines: letterExample(0, { lines: 1 }).lines })
    const pages = await printed(letter)
    expect(pages.at(-1)!.text).not.toContain('que cette lettre déduit')
    const byContract = await printed({ ...letter, claims: { ...claims, basis: 'contract' } })
    expect(byContract.at(-1)!.text.replace(/\s+/g, ' ')).toContain('ou trois fois le taux de l’intérêt légal s’il est supérieur')
    const netted = await printed({ ...letter, deductedCents: cents(5_000) })
    expect(netted.at(-1)!.text.replace(/\s+/g, ' ')).toContain('règlements et avoirs non affectés que cette lettre déduit (50,00 €)')
    expect(pages[0]!.text).toMatch(/Intérêts de retard \(calcul en annexe\)\n414,33 €\nIndemnité forfaitaire pour frais de recouvrement\n40,00 €\nNet à payer\n1 654,83 €/)
    const annex = pages.at(-1)!
    expect(annex.text).toContain('Annexe – Calcul des intérêts de retard')
    expect(annex.text).toContain('article L. 441-10 du Code de commerce')
    const cells = annex.text.split('\n')
    const row = cells.indexOf('FA260000')
    expect(cells.slice(row, row + 16)).toEqual([
      'FA260000', '31/05/2025', '01/06/2025', '30/06/2025', '30', '10 000,00 €', '13,15 %', '108,08 €', '40,00 €',
      '01/07/2025', '30/09/2025', '92', '10 000,00 €', '12,15 %', '306,25 €', 'Total',
    ])
    expect(cells.slice(row + 16, row + 18)).toEqual(['414,33 €', '40,00 €'])
  })

  it('an annex of very many periods runs over pages, every period once', async () => {
    const lines = Array.from({ length: 150 }, (_value, index) => ({ ...claims.lines[0]!, dueDateId: index, invoiceNumber: `AX${1000 + index}` }))
    const many = { ...claims, lines, interestCents: cents(41_433 * 150), indemnityCents: cents(4000 * 150) }
    const pages = await printed(letterWith({ claims: many }))
    expect(pages.flatMap(({ items }) => items.map(({ text }) => text).filter((text) => /^AX\d{4}$/.test(text)))).toEqual(lines.map((line) => line.invoiceNumber))
    expect(pages.at(-1)!.text).toContain('62 149,50 €')
  })

  it.each([13, 45, 46, 200])('with all of them, %i lines still stand once each and the sums keep company with a line', async (count) => {
    const letter = letterWith({ claims, deductedCents: cents(100), options: { hasPaymentSlip: true, hasQrCode: true, hasStatement: false } }, count)
    const pages = await printed(letter)
    const numbers = pages.flatMap((page) => page.items.filter(({ x, text }) => x < 25 && /^FA\d{6}$/.test(text)).map(({ text }) => text))
    expect(numbers.slice(0, count)).toEqual(letter.lines.map((line) => line.invoiceNumber))
    const withTotal = pages.find((page) => page.text.includes('Net à payer'))!
    expect(withTotal.text).toContain(letter.lines.at(-1)!.invoiceNumber)
  })
})

describe('the payment slip', () => {
  it.each([1, 5, 12, 20, 45, 200])('stands at the foot of the page where the text of %i lines ends, below it and above the mentions', async (count) => {
    const pages = await printed(letterWith({ options: { ...options, hasPaymentSlip: true }, claims }, count))
    const withSlip = pages.filter((page) => page.text.includes('Coupon à détacher'))
    expect(withSlip).toEqual([pages.at(-2)])
    const slip = withSlip[0]!.items.find(({ text }) => text.startsWith('Coupon'))!
    expect(slip.y).toBeGreaterThan(224)
    expect(withSlip[0]!.text).toContain('Nous vous prions d’agréer')
    for (const { text, y } of withSlip[0]!.items.slice(0, withSlip[0]!.items.indexOf(slip))) if (!/Comptoirs|SIRET|Page/.test(text)) expect(y, text).toBeLessThan(224)
    expect(Math.max(...withSlip[0]!.items.filter(({ text }) => !/Comptoirs|SIRET|Page/.test(text)).map(({ y }) => y))).toBeLessThan(278)
  })

  it('says what was owed, by whom and to whom it goes', async () => {
    const letter = letterWith({ options: { ...options, hasPaymentSlip: true } })
    const page = (await printed(letter)).at(-1)
    const slip = page!.text.slice(page!.text.indexOf('Coupon')).replaceAll('\n', ' ')
    for (const shown of ['12 quai Saint-Antoine', '69002 LYON', `${letter.recipient.name} (411C0000)`, '21/11/2026', 'FR76 3000 6000 0112 3456 7890 189']) expect(slip).toContain(shown)
  })
})

describe('the QR code of the SEPA transfer (EPC069-12)', () => {
  const codeOn = async (letter: LetterContent): Promise<string | undefined> => {
    const { data, width, height } = await drawPage(pdfOf(letter), 1, 300)
    return readCode(data, width, height)?.data
  }

  it('is read back from the drawn page: beneficiary, account, amount, reference', async () => {
    const letter = letterWith({ options: { ...options, hasQrCode: true }, deductedCents: cents(50) })
    expect((await codeOn(letter))!.split('\n')).toEqual(['BCD', '002', '1', 'SCT', 'AGRIFRPP', 'Les Comptoirs du Rhône', 'FR7630006000011234567890189', `EUR${(letter.payableCents / 100).toFixed(2)}`, '', '', letter.recipient.code])
  })

  it('is read with the longest name and reference there can be', async () => {
    const example = letterExample(0, { lines: 1 })
    const letter = letterWith({
      options: { ...options, hasQrCode: true }, sender: { ...example.sender, name: 'É'.repeat(90) },
      lines: [{ ...example.lines[0]!, invoiceNumber: `N°${'8'.repeat(200)}` }],
    })
    const lines = (await codeOn(letter))!.split('\n')
    expect(lines[5]).toBe('É'.repeat(70))
    expect(lines[10]).toMatch(/^411C0000 \/ N°8+$/)
  })

  it('is left out without an account', async () => {
    const letter = letterWith({ options: { ...options, hasQrCode: true }, sender: { ...letterExample(0).sender, iban: '' } })
    expect(await codeOn(letter)).toBeUndefined()
    expect((await printed(letter))[0]!.text).not.toContain('scannez')
  })
})

it('a letter in English is English to the last word of it', async () => {
  const letter = letterWith({ language: 'en', level: 3, deductedCents: cents(100), claims, options: { hasPaymentSlip: true, hasQrCode: true, hasStatement: false }, subject: 'formal notice', body: ['Dear Sir or Madam,'], closing: ['Yours faithfully,'] })
  const pages = await printed(letter)
  const text = pages.map((page) => page.text).join('\n')
  for (const shown of ['Lyon, 21 November 2026', 'Our reference: customer 411C0000', 'REGISTERED LETTER', 'Subject: formal notice', 'Due date', '30 Sep 2026', '€1,200.50', 'Net amount payable', 'SARL, share capital €50,000', 'Page 3/3', '13.15%', 'Annex']) expect(text).toContain(shown)
  expect(text).not.toMatch(/Objet|Facture|Échéance|Total à|Montant|jours|au capital|Coupon|\d €/)
})
