import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { localDate } from '../../shared/date.ts'
import { requestXml } from '../../shared/meters/request-data-rules.ts'
import { exampleRequest } from '../../shared/meters/request-example.ts'
import { REQUEST_FIELDS, type RequestFacts } from '../../shared/meters/request-sheet.ts'
import { createLetterPress } from '../../electron/delivery/letter-press.ts'
import { readXml, type XmlElement } from '../../electron/delivery/xml-reader.ts'
import { drawPage } from '../fixtures/pdf-picture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { company, resources } from '../fixtures/office-fixture.ts'

const press = createLetterPress({ resources, workers: 1 })
afterAll(() => press.close())

const on = localDate('2026-03-20')
const facts = (changes: Partial<RequestFacts> = {}): RequestFacts =>
  ({ ...exampleRequest(on), sender: company, requestedOn: on, reference: '7c4f2f5e-0000-4000-8000-000000000001', formerOn: null, medium: 'email', address: 'a@client.example', contractCode: 'SSC-12', returnFax: '01 02 03 04 05', returnEmail: 'releves@societe.example', ...changes })
const render = async (of: RequestFacts, picture = ''): Promise<Uint8Array> =>
  (await press.renderMeterRequest({ sheet: { facts: of, title: 'Demande de relevé de compteurs', body: ['Madame, Monsieur,', 'Merci de relever les compteurs.'], closing: ['Merci.'] }, picture })).bytes

/** A picture of so many pixels, framed, with its cross. */
function picture(width: number, height: number, format: 'jpeg' | 'png'): string {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#c00000'
  context.fillRect(0, 0, width, height)
  const bytes = format === 'jpeg' ? canvas.toBuffer('image/jpeg') : canvas.toBuffer('image/png')
  return `data:image/${format};base64,${bytes.toString('base64')}`
}

/** Width and height in millimetres of what is painted red on a page. */
async function redArea(bytes: Uint8Array): Promise<{ width: number; height: number } | null> {
  const { data, width, height } = await drawPage(bytes, 1, 72)
  const red: [x: number, y: number][] = []
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (data[(y * width + x) * 4]! > 150 && data[(y * width + x) * 4 + 1]! < 60) red.push([x, y])
  if (red.length === 0) return null
  const size = (values: number[]): number => (values.reduce((most, value) => Math.max(most, value)) - values.reduce((least, value) => Math.min(least, value)) + 1) * 25.4 / 72
  return { width: size(red.map(([x]) => x)), height: size(red.map(([, y]) => y)) }
}

describe('the document of a request', () => {
  it('M-065 M-078 has all meters of the asset with their last reading, the day of the request, the return fax and e-mail', async () => {
    const [page] = await readPdf(await render(facts()))
    const { text } = page!
    for (const shown of ['20 mars 2026', 'Boulangerie Étienne & Fils', 'B-00042', 'XK72-118305', 'Noir (pages)', '128 450', 'Couleur (pages)', '34 210', '17/02/2026', 'SSC-12', 'Fax de retour : 01 02 03 04 05', 'E-mail de retour : releves@societe.example']) expect(text).toContain(shown)
  })

  it('M-037 a meter never read says so; another day of request is printed', async () => {
    const never = exampleRequest(on).meters.map((meter) => ({ ...meter, last: null }))
    const [page] = await readPdf(await render(facts({ meters: never, requestedOn: localDate('2026-04-01') })))
    expect(page!.text).toContain('aucun')
    expect(page!.text).toContain('1er avril 2026')
  })

  it('M-065 is a form as well: a field over each box, filled in and read back by another program', async () => {
    const bytes = await render(facts())
    const form = (await PDFDocument.load(bytes)).getForm()
    expect(form.getFields().map((field) => field.getName())).toEqual([REQUEST_FIELDS.reference, REQUEST_FIELDS.meters, REQUEST_FIELDS.asset, REQUEST_FIELDS.requestedOn, REQUEST_FIELDS.value(1), REQUEST_FIELDS.value(2), REQUEST_FIELDS.reader, REQUEST_FIELDS.readOn])
    expect(form.getTextField(REQUEST_FIELDS.asset).getText()).toBe('B-00042')
    expect(form.getTextField(REQUEST_FIELDS.asset).isReadOnly()).toBe(true)

    const filled = await PDFDocument.load(bytes)
    filled.getForm().getTextField(REQUEST_FIELDS.value(1)).setText('129 001')
    const again = await PDFDocument.load(await filled.save())
    expect(again.getForm().getTextField(REQUEST_FIELDS.value(1)).getText()).toBe('129 001')
  })

  it('M-065 each field lies over its box: what is filled in stands in the line of its meter', async () => {
    const document = await PDFDocument.load(await render(facts()))
    const { height } = document.getPage(0).getSize()
    const [page] = await readPdf(await render(facts()))
    for (const { id, name } of exampleRequest(on).meters) {
      const { y, height: tall } = document.getForm().getTextField(REQUEST_FIELDS.value(id)).acroField.getWidgets()[0]!.getRectangle()
      const line = page!.items.find((item) => item.text.startsWith(`${name} (`))!
      const [top, bottom] = [(height - y - tall) * 25.4 / 72, (height - y) * 25.4 / 72]
      expect(line.y).toBeGreaterThan(top)
      expect(line.y).toBeLessThan(bottom)
    }
  })

  it('many meters go on over the next page, each with its field', async () => {
    const meters = Array.from({ length: 40 }, (_, index) => ({ ...exampleRequest(on).meters[0]!, id: index + 1, name: `Compteur ${index + 1}` }))
    const bytes = await render(facts({ meters }))
    const pages = await readPdf(bytes)
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.map(({ text }) => text).join('\n').match(/Compteur \d+ \(pages\)/g)).toHaveLength(40)
    expect((await PDFDocument.load(bytes)).getForm().getFields()).toHaveLength(46)
  })

  it.each<[string, string, width: number, height: number]>([
    ['M-097 a wide one', picture(3000, 900, 'jpeg'), 170, 51],
    ['M-097 a high one', picture(900, 3000, 'png'), 36, 120],
    ['a small one as it is', picture(189, 94, 'jpeg'), 50, 25],
  ])('M-092 M-096 the « mode opératoire » below its sentence: %s', async (_size, image, width, height) => {
    const bytes = await render(facts({ meters: exampleRequest(on).meters.slice(0, 1), location: null, item: null }), image)
    const pages = await readPdf(bytes)
    expect(pages.map(({ text }) => text).join('\n')).toContain('Pour relever les compteurs, suivre les opérations suivantes :')
    const area = pages.length === 1 ? await redArea(bytes) : await redArea(await onlyPage(bytes, pages.length - 1))
    expect(Math.abs(area!.width - width)).toBeLessThan(1.5)
    expect(Math.abs(area!.height - height)).toBeLessThan(1.5)
  })

  it('M-098 without a picture there is no sentence, no frame', async () => {
    const bytes = await render(facts())
    expect((await readPdf(bytes))[0]!.text).not.toContain('suivre les opérations')
    expect(await redArea(bytes)).toBeNull()
  })

  it('is drawn for a person to look at when asked for', async () => {
    const bytes = await render(facts(), picture(1200, 700, 'png'))
    const folder = process.env['RELAIS_PICTURES']
    if (folder !== undefined) writeFileSync(join(folder, 'meter-request.png'), (await drawPage(bytes, 1, 100)).png)
    expect(await readPdf(bytes)).toHaveLength(2)
  })
})

async function onlyPage(bytes: Uint8Array, index: number): Promise<Uint8Array> {
  const whole = await PDFDocument.load(bytes)
  const single = await PDFDocument.create()
  const [page] = await single.copyPages(whole, [index])
  single.addPage(page)
  return single.save()
}

describe('the data of a request', () => {
  const schema = readFileSync(join(resources, 'meters', 'meter-request.xsd'), 'utf8')
  /** What libxml2's xmllint says of a document and the schema shipped with the product. */
  const xmllintSays = async (xml: string): Promise<string[]> => (await validateXML({ xml, schema })).errors.map(({ message }) => message)
  const jpeg = { mediaType: 'image/jpeg' as const, bytes: new Uint8Array([0xff, 0xd8, 0xff]) }

  it.each<[string, Partial<RequestFacts>]>([
    ['an example', {}],
    ['M-080 names that XML escapes', { customer: { id: 1, code: 'A&B', name: 'A&B <« Fils »> "x" \'y\'' } }],
    ['characters XML has no place for', { contactName: 'a\u0000b\u000bc\ud800d\ufffee' }],
    ['no meter, no place, no article', { meters: [], location: null, item: null, contactName: '' }],
    ['a meter never read, one of three decimals', { meters: [{ id: 7, name: 'Eau', unit: 'm³', decimals: 3, isCumulative: true, last: { readOn: on, valueThousandths: 1234, value: '1,234', origin: 'customer' } }, { id: 8, name: 'Neuf', unit: '', decimals: 0, isCumulative: true, last: null }] }],
    ['a picture', { picture: jpeg }],
    ['a fax', { medium: 'fax', address: '01 23 45' }],
  ])('M-080 is well-formed and what its schema says, by another program: %s', async (_case, changes) => {
    const of = facts(changes)
    const xml = requestXml({ facts: of, picture: of.picture === null ? '' : Buffer.from(of.picture.bytes).toString('base64') })
    expect(await xmllintSays(xml)).toEqual([])
  })

  it('M-079 holds the return fax in SOC_FAX_RELEVE_COMPTEUR, M-080 and customer, site, asset, meters with their last reading, dates', () => {
    const xml = requestXml({ facts: facts({ returnFax: '0102030405', customer: { id: 1, code: 'C1', name: 'A&B' } }), picture: '' })
    expect(xml).toContain('<SOC_FAX_RELEVE_COMPTEUR>0102030405</SOC_FAX_RELEVE_COMPTEUR>')
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true)
    const leaf = (name: string, within: XmlElement = readXml(Buffer.from(xml))): string[] => within.children.flatMap((child) => (child.name === name ? [child.text] : leaf(name, child)))
    expect(leaf('CLI_NOM')).toEqual(['A&B'])
    expect(leaf('DATE_DEMANDE')).toEqual(['2026-03-20'])
    expect(leaf('BIE_IDENTIFIANT_PRESTATAIRE')).toEqual(['B-00042'])
    expect(leaf('CPT_NOM')).toEqual(['Noir', 'Couleur'])
    expect(leaf('CPT_DERNIER_RELEVE_VALEUR')).toEqual(['128450', '34210'])
    expect(leaf('CPT_DERNIER_RELEVE_DATE')).toEqual(['2026-02-17', '2026-02-17'])
  })

  it.each<[string, RegExp, string]>([
    ['a day written in French', /2026-03-20/, '20/03/2026'], ['another medium', />MAIL</, '>SMS<'], ['no customer', / {4}<CLI_CODE>.*\n/, ''], ['another version', /(?<=<[A-Z_]+ )version="1"/, 'version="2"'],
    ['an element of its own', /<COMPTEURS>/, '<COMPTEURS><AUTRE/>'], ['a wrong end', /<\/SITE>/, '</CLIENT>'],
  ])('the schema forbids %s', async (_what, pattern, wrong) => {
    const xml = requestXml({ facts: facts(), picture: '' })
    expect(xml).toMatch(pattern)
    expect(await xmllintSays(xml.replace(pattern, wrong))).not.toEqual([])
  })
})
