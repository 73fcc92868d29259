import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AFRelationship } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { receivableOf, type Einvoice } from '../../shared/einvoices/einvoice-rules.ts'
import { readPdfAttachments } from '../../electron/delivery/pdf-attachments.ts'
import { readEinvoice } from '../../electron/einvoices/einvoice-reader.ts'
import { invoiceInPdf } from '../../electron/einvoices/invoice-in-pdf.ts'
import { buyer, ciiXml, ownSeller, pdfWith, ublXml, type TestInvoice } from '../fixtures/einvoice-fixture.ts'

const read = (xml: string): Einvoice => readEinvoice(Buffer.from(xml))
const problemOf = (work: () => unknown): { code: string; details: unknown } => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details }
    throw error
  }
  throw new Error('nothing was refused')
}
const writers = [{ syntax: 'CII', write: ciiXml }, { syntax: 'UBL', write: (invoice?: TestInvoice) => ublXml(invoice) }]

describe.each(writers)('an invoice in $syntax', ({ write }) => {
  it('is read whole: numbers, days, parties, sums', () => {
    expect(read(write({ lines: ['60.00', '40.00'], basis: '100.00', tax: '20.00', prepaid: '20.00', payable: '100.00', buyer: { ...buyer, siret: '55210055400013', code: 'C42', vat: 'FR 46 552100554' } }))).toMatchObject({
      number: 'FA-1', typeCode: '380', invoicedOn: '2026-01-15', currency: 'EUR',
      seller: { name: ownSeller.name, siren: ownSeller.siren, vatNumber: ownSeller.vat },
      buyer: { name: 'Hôtel des Alpes', siren: '552100554', siret: '55210055400013', vatNumber: 'FR46552100554', code: 'C42', email: buyer.email, address: { line1: '3 rue des Cimes', postcode: '74000', city: 'Annecy', countryCode: 'FR' } },
      sums: { lines: [6_000, 4_000], lineTotal: 10_000, taxBasis: 10_000, tax: 2_000, total: 12_000, prepaid: 2_000, payable: 10_000 },
      terms: [{ dueOn: '2026-02-14', amountCents: null }],
    })
  })

  it('keeps its instalments apart', () => {
    const { terms } = read(write({ terms: [{ dueOn: '2026-02-14', amount: '40.00' }, { dueOn: '2026-03-14', amount: '80' }] }))
    expect(terms).toMatchObject([{ dueOn: '2026-02-14', amountCents: 4_000 }, { dueOn: '2026-03-14', amountCents: 8_000 }])
  })

  it.each([
    ['9007199254.74', 900_719_925_474], ['0.1', 10], ['.07', 7], ['12.', 1_200], ['1.10000', 110], ['-3.5', -350], ['+2', 200], [' 8.10 ', 810],
  ])('reads the amount « %s » exactly', (text, expected) => {
    expect(read(write({ total: text })).sums.total).toBe(expected)
  })

  it.each(['1,50', '1 000.00', '1e3', '12.345', '0x10', 'douze', '99999999999999', '€5'])('refuses « %s » as an amount, with its line', (text) => {
    const { code, details } = problemOf(() => read(write({ total: text })))
    expect({ code, details }).toEqual({ code: 'einvoices.bad-amount', details: { element: expect.any(String) as string, line: lineOf(write({ total: text }), text), value: text } })
  })

  it.each(['2026-02-30', '2026-13-01', '31/12/2026', '1026-01-01'])('refuses « %s » as a day, with its line', (text) => {
    expect(problemOf(() => read(write({ on: text })))).toMatchObject({ code: 'einvoices.bad-date', details: { line: expect.any(Number) as number } })
  })

  it.each<[string, TestInvoice]>([['number', { number: '' }], ['day', { on: '' }], ['total', { total: '', payable: '1' }], ['amount to pay', { payable: '' }], ['currency', { currency: '' }]])('without its %s is refused, with the line where it should stand', (_what, invoice) => {
    expect(problemOf(() => read(write(invoice)))).toMatchObject({ code: expect.stringMatching(/^einvoices\.(missing|currency|bad-date)$/) as string })
  })

  it('an amount in another currency is refused', () => {
    expect(problemOf(() => receivableOf(read(write({ currency: 'CHF' })), () => undefined))).toMatchObject({ code: 'einvoices.currency', details: { currency: 'CHF' } })
  })
})

const lineOf = (text: string, value: string): number => text.slice(0, text.indexOf(`>${value}<`)).split('\n').length

it('a credit note of UBL is one, whatever its type says, and its day stands among the means of payment', () => {
  const note = read(ublXml({ number: 'AV-1', preceding: 'FA-1' }, 'CreditNote'))
  expect(note).toMatchObject({ isCreditNoteDocument: true, typeCode: '381', precedingNumbers: ['FA-1'], terms: [{ dueOn: '2026-02-14' }] })
})

it('ZUGFeRD 1 has the same parts under other names', () => {
  const xml = ciiXml().replaceAll('rsm:ExchangedDocument', 'rsm:HeaderExchangedDocument').replaceAll('rsm:SupplyChainTradeTransaction', 'rsm:SpecifiedSupplyChainTradeTransaction').replaceAll('ApplicableHeaderTrade', 'ApplicableSupplyChainTrade')
    .replaceAll('SpecifiedTradeSettlementHeaderMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation').replaceAll('CrossIndustryInvoice>', 'CrossIndustryDocument>')
    .replace('rsm:CrossIndustryInvoice ', 'rsm:CrossIndustryDocument ').replace('urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100', 'urn:ferd:CrossIndustryDocument:invoice:1p0')
  expect(read(xml)).toMatchObject({ number: 'FA-1', sums: { payable: 12_000 }, terms: [{ dueOn: '2026-02-14' }] })
})

it.each([
  ['another XML', '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', 'einvoices.not-an-invoice'],
  ['a document type, the way of entities and of files outside', ciiXml().replace('<rsm:Cross', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rsm:Cross'), 'xml.document-type'],
  ['half a document', ciiXml().slice(0, 900), 'xml.not-well-formed'],
  ['an entity nobody declared', ciiXml().replace('FA-1', '&secret;'), 'xml.not-well-formed'],
])('%s is refused', (_what, xml, code) => {
  expect(problemOf(() => read(xml)).code).toBe(code)
})

const chosen = async (bytes: Uint8Array): Promise<string> => Buffer.from(invoiceInPdf(await readPdfAttachments(bytes)).read()).toString()

it('a PDF whose table of objects announces more of them than any file could have is read like another', async () => {
  const bytes = Buffer.from(await pdfWith({ name: 'factur-x.xml', content: ciiXml() })).toString('latin1')
  const spoilt = bytes.replace(/\/Index \[ 0 \d+ \]/, `/Index [ 0 ${'9'.repeat(40)} ]`)
  expect(spoilt).not.toBe(bytes)
  expect(await chosen(Buffer.from(spoilt, 'latin1'))).toBe(ciiXml())
})

it.each(['factur-x.xml', 'Factur-X.xml', 'zugferd-invoice.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml'])('the invoice of a PDF is its attachment « %s », whatever else is attached', async (name) => {
  const bytes = await pdfWith({ name: 'bon de livraison.pdf', content: 'x' }, { name: 'autre.xml', content: '<x/>' }, { name, content: ciiXml(), relationship: AFRelationship.Source })
  expect(await chosen(bytes)).toBe(ciiXml())
})

it('under another name it is the only XML that is the document’s data', async () => {
  expect(await chosen(await pdfWith({ name: 'notes.xml', content: '<x/>', relationship: AFRelationship.Supplement }, { name: 'facture 12.xml', content: ublXml(), relationship: AFRelationship.Alternative }))).toBe(ublXml())
})

it.each<[string, () => Promise<Uint8Array>, string]>([
  ['a PDF without any', () => pdfWith({ name: 'photo.jpg', content: 'x' }), 'einvoices.no-invoice-in-pdf'],
  ['a PDF with two', () => pdfWith({ name: 'factur-x.xml', content: ciiXml() }, { name: 'xrechnung.xml', content: ciiXml() }), 'einvoices.several-in-pdf'],
  ['half a PDF', async () => (await pdfWith({ name: 'factur-x.xml', content: ciiXml() })).subarray(0, 300), 'pdf.unreadable'],
])('%s is refused with its reason', async (_what, make, code) => {
  await expect(make().then(chosen)).rejects.toMatchObject({ code })
})

const shared = resolve(import.meta.dirname, '../../../shared/data/einvoice')
/** From a worktree, the folder is one higher. */
const samples = [shared, resolve(import.meta.dirname, '../../../../shared/data/einvoice')].find(existsSync)
const sample = (name: string): Buffer => readFileSync(join(samples!, name))

it.skipIf(samples === undefined).each([
  ['correct_Avoir_FR_type381_BASIC', 'AV-2017-0005', 'credit-note', 23_347, 23_347, '2017-11-16'],
  ['correct_Facture_DOM_MINIMUM', 'FA-2017-0009', 'invoice', 53_075, 38_375, null],
  ['correct_Facture_FR_BASICWL', 'FA-2017-0010', 'invoice', 67_115, 47_015, '2017-12-13'],
  ['factur-x-en16931', 'F20260023', 'invoice', 10_490, 10_490, '2026-03-02'],
  ['ubl-21-extended-ctc-fr', 'F124212', 'invoice', 30_803, 20_803, '2026-07-16'],
  ['invoice_EN16931', 'F20260023', 'invoice', 10_490, 10_490, '2026-03-02'],
])('real files: %s has its number, amounts and day, alike in its PDF and its XML', async (name, number, kind, total, payable, dueOn) => {
  const readings: string[] = []
  for (const file of [`${name}.xml`, `${name}.pdf`].filter((candidate) => existsSync(join(samples!, candidate)))) readings.push(file.endsWith('.pdf') ? await chosen(sample(file)) : sample(file).toString())
  expect(readings.length).toBeGreaterThan(0)
  for (const xml of readings) {
    const invoice = read(xml)
    const warnings: string[] = []
    expect(receivableOf(invoice, (code) => warnings.push(code))).toMatchObject({ kind, totalCents: total, payableCents: payable })
    expect(warnings).toEqual(total === payable ? [] : ['prepaid'])
    expect([invoice.number, invoice.terms.find((term) => term.dueOn !== null)?.dueOn ?? null]).toEqual([number, dueOn])
  }
})
