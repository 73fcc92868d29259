import { describe, expect, it } from 'vitest'
import { cents, formatEuros } from '../../shared/money.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { letterDefinition } from '../../electron/delivery/letter-layout.ts'
import { pdfAssets } from '../../electron/delivery/pdf-assets.ts'
import { pdfBytes, pdfPages } from '../../electron/delivery/pdf-document.ts'
import { loadFonts } from '../../electron/delivery/pdf-font.ts'
import { letterExample } from '../fixtures/letter-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { readPdf, type PdfTextPage } from '../fixtures/pdf-text.ts'

const fonts = loadFonts(resources)
const assets = await pdfAssets(fonts, {})
const printed = (letter: LetterContent): Promise<PdfTextPage[]> => readPdf(pdfBytes(pdfPages(letterDefinition(letter, fonts), fonts, assets), assets, { title: 'Lettre', author: 'Relais', createdOn: letter.writtenOn }))
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
const rowsOf = (page: PdfTextPage): number => page.items.filter(({ text }) => /^FA\d{6}$/.test(text)).length

describe('R-EBP-73 what a letter shows', () => {
  it('customer, date, invoices, dates, amounts, days late, total and company, accents and € included', async () => {
    const letter = letterExample(4, { lines: 2 })
    const [page] = await printed(letter)
    for (const shown of [
      'Établissements Gaëlle Crémieux', '5 rue de l’Église', '69003 LYON', 'Lyon, le 21 novembre 2026', 'Nos références : client 411C0004', 'Objet : rappel de factures échues',
      'FA260028', '31/08/2026', '30/09/2026', '52 j', plain(formatEuros(letter.lines[0]!.amountCents)), plain(formatEuros(letter.lines[0]!.openCents)), 'Total à régler', plain(formatEuros(letter.totalCents)),
      'Les Comptoirs du Rhône', 'FR76 3000 6000 0112 3456 7890 189', 'AGRIFRPP', 'Hélène Mâcon', 'Responsable comptable',
      'Les Comptoirs du Rhône, SARL au capital de 50 000 €, 12 quai Saint-Antoine, 69002 Lyon', 'SIRET 732 829 320 00074 – RCS Lyon – TVA FR44732829320', 'Page 1/1',
    ]) expect(page!.text).toContain(shown)
    expect(page!.text).not.toContain('RECOMMANDÉE')
  })

  it('the registered-letter mention stands on level 3 only', async () => {
    expect((await printed(letterExample(1, { level: 3 })))[0]!.text).toContain('LETTRE RECOMMANDÉE AVEC ACCUSÉ DE RÉCEPTION')
    expect((await printed(letterExample(1, { level: 2 })))[0]!.text).not.toContain('LETTRE RECOMMANDÉE')
  })

  it('the number of the warranty invoice has a column when a line has one', async () => {
    expect((await printed(letterExample(1, { warranty: true })))[0]!.text).toContain('GAR1000')
    expect((await printed(letterExample(1)))[0]!.text).not.toContain('garantie')
  })

  it.each([
    ['its number', { invoiceNumber: 'FA7', warrantyInvoiceNumber: 'GAR7' }, '411C0001 / FA7'],
    ['the warranty’s number when it has none of its own', { invoiceNumber: '', warrantyInvoiceNumber: 'GAR7' }, '411C0001 / GAR7'],
  ])('a payment of a single invoice quotes %s', async (_case, numbers, reference) => {
    const letter = letterExample(1, { lines: 1 })
    expect((await printed({ ...letter, lines: [{ ...letter.lines[0]!, ...numbers }] }))[0]!.text).toContain(reference)
  })

  it('amounts end on the same line to the right', async () => {
    const [page] = await printed(letterExample(2, { lines: 12 }))
    const ends = page!.items.filter(({ text, x }) => text.endsWith('€') && x > 150 && x < 185).map(({ x, width }) => Math.round((x + width) * 10))
    expect(ends.length).toBe(13)
    expect(new Set(ends).size).toBe(1)
  })

  it('a character the font lacks is replaced, never left out without a trace', async () => {
    const letter = letterExample(0)
    const [page] = await printed({ ...letter, recipient: { ...letter.recipient, name: 'Ştefan 株式会社 A\u202eB é' } })
    expect(page!.text).toContain('Ştefan ???? AB é')
  })
})

describe('the recipient stands in the window of a DL envelope (x 100–200 mm, y 45–85 mm)', () => {
  const long = 'Société anonyme d’exploitation des établissements Desrousseaux, Vandenbroucke et Compagnie'
  it.each([
    ['a short address', {}],
    ['a long name and every line filled', { name: long, address: { line1: 'Service de la comptabilité fournisseurs', line2: 'Bâtiment administratif, escalier C, deuxième étage', line3: '1254 avenue du Maréchal de Lattre de Tassigny prolongée', postcode: '59650', city: 'Villeneuve-d’Ascq Cedex', countryCode: 'BE' } }],
  ])('%s', async (_title, recipient) => {
    const letter = letterExample(3)
    const changed = { ...letter, recipient: { ...letter.recipient, ...recipient } }
    const [page] = await printed(changed)
    const inWindow = page!.items.filter(({ x, y }) => x >= 100 && y >= 45 && y <= 85)
    const words = inWindow.map(({ text }) => text).join(' ')
    expect(words.startsWith(changed.recipient.name)).toBe(true)
    expect(words).toContain(`${changed.recipient.address.postcode} ${changed.recipient.address.city.toUpperCase()}`)
    if (changed.recipient.address.countryCode === 'BE') expect(words.endsWith('BELGIQUE')).toBe(true)
    for (const { x, y, width } of inWindow) {
      expect(y).toBeGreaterThan(48)
      expect(x + width).toBeLessThan(200)
    }
    // nothing else shows through the window
    expect(page!.items.filter(({ x, y, width }) => x < 100 && x + width > 100 && y > 43 && y < 87)).toEqual([])
  })
})

describe('letters longer than a page', () => {
  it.each([13, 14, 15, 16, 17, 44, 45, 46, 47, 60, 500])('%i lines: every line once, heading repeated, the total never alone', async (count) => {
    const letter = letterExample(5, { lines: count })
    const pages = await printed(letter)
    const numbers = pages.flatMap((page) => page.items.map(({ text }) => text).filter((text) => /^FA\d{6}$/.test(text)))
    expect(numbers).toEqual(letter.lines.map((line) => line.invoiceNumber))
    const last = pages.findLast((page) => page.text.includes('Total à régler'))!
    expect(rowsOf(last)).toBeGreaterThan(0)
    expect(last.text).toContain(plain(formatEuros(letter.totalCents)))
    for (const page of pages) expect(page.text.includes('Reste dû')).toBe(rowsOf(page) > 0)
    expect(pages.flatMap((page) => /Page \d+\/\d+/.exec(page.text)?.[0] ?? [])).toEqual(pages.map((_, index) => `Page ${index + 1}/${pages.length}`))
    for (const page of pages.slice(1)) expect(page.text).toContain('(411C0005)')
    // the signature keeps company with the end of the text
    expect(pages.at(-1)!.text).toContain('Nous vous prions d’agréer')
  })

  it('a long invoice number wraps in its column', async () => {
    const letter = letterExample(0, { lines: 2 })
    const lines = letter.lines.map((line) => ({ ...line, invoiceNumber: 'FACTURE-2026-LYON-000000000000000123' }))
    const [page] = await printed({ ...letter, lines, totalCents: cents(1) })
    expect(page!.items.filter(({ x, y, width }) => x < 25 && y > 120 && y < 190 && x + width > 90 && width < 60)).toEqual([])
    expect(page!.text.replaceAll('\n', '')).toContain('FACTURE-2026-LYON-000000000000000123')
  })
})
