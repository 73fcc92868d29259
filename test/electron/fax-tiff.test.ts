import { createCanvas } from '@napi-rs/canvas'
import { PDFDocument } from 'pdf-lib'
import { decode } from 'utif2'
import { afterAll, describe, expect, it } from 'vitest'
import { FaxPress } from '../../electron/delivery/fax-press.ts'
import { FAX_DPI, FAX_WIDTH, faxTiff, type FaxPage } from '../../electron/delivery/fax-tiff.ts'
import { createLetterPress } from '../../electron/delivery/letter-press.ts'
import { localDate } from '../../shared/date.ts'
import { exampleRequest } from '../../shared/meters/request-example.ts'
import { readFax } from '../fixtures/fax-file.ts'
import { company, resources } from '../fixtures/office-fixture.ts'
import { drawPage } from '../fixtures/pdf-picture.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'

/** A page whose lines are so many pixels of one colour in turn, white first. */
function pageOf(lines: readonly number[][]): FaxPage {
  const pixels = new Uint8Array(lines.length * FAX_WIDTH)
  for (const [y, runs] of lines.entries()) {
    let x = 0
    for (const [index, run] of runs.entries()) {
      pixels.fill(index % 2, y * FAX_WIDTH + x, y * FAX_WIDTH + x + run)
      x += run
    }
  }
  return { pixels, height: lines.length }
}

/** Compared as bytes: a page has four million. */
function expectSame(read: readonly FaxPage[], written: readonly FaxPage[]): void {
  expect(read.map(({ height }) => height)).toEqual(written.map(({ height }) => height))
  expect(read.map(({ pixels }, page) => Buffer.from(pixels).equals(written[page]!.pixels))).toEqual(written.map(() => true))
}

describe('M-068 a fax as TIFF, read back by another program', () => {
  it('every length of run there is, white and black', () => {
    const lengths = Array.from({ length: FAX_WIDTH + 1 }, (_, length) => length)
    const page = pageOf([...lengths.map((length) => [length, FAX_WIDTH - length]), ...lengths.map((length) => [0, length, FAX_WIDTH - length])])
    expectSame(readFax(faxTiff([page])), [page])
  })

  it.each([1, 2, 3, 4, 5])('pages of any lines, several in one file (%i)', (seed) => {
    const random = seededRandom(seed)
    const line = (): number[] => {
      const runs: number[] = []
      for (let left = FAX_WIDTH; left > 0; left -= runs.at(-1)!) runs.push(Math.min(left, random.below(random.one([2, 5, 70, 900]))))
      return runs
    }
    const pages = Array.from({ length: 1 + random.below(4) }, () => pageOf(Array.from({ length: 1 + random.below(60) }, line)))
    expectSame(readFax(faxTiff(pages)), pages)
  })

  it('has the fields of profile S of RFC 3949, and those alone: one strip a page, each after its directory', () => {
    const bytes = faxTiff([pageOf([[3, 5, 1720]]), pageOf([[FAX_WIDTH], [0, FAX_WIDTH]])])
    expect([...bytes.subarray(0, 8)]).toEqual([0x49, 0x49, 42, 0, 8, 0, 0, 0])
    const directories = decode(bytes.buffer)
    const expected = (height: number, page: number) => ({
      t254: [2], t256: [1728], t257: [height], t258: [1], t259: [3], t262: [0], t266: [2], t277: [1], t278: [height], t282: [[204, 1]], t283: [[196, 1]], t292: [0], t296: [2], t297: [page, 2],
      t273: [expect.any(Number)], t279: [expect.any(Number)],
    })
    expect(directories.map((directory) => Object.fromEntries(Object.entries(directory).filter(([key]) => /^t\d/.test(key))))).toEqual([expected(1, 0), expected(2, 1)])
    const place = ([first]: unknown[]): number => first as number
    for (const directory of directories) expect(place(directory['t273'] as number[]) + place(directory['t279'] as number[])).toBeLessThanOrEqual(bytes.length)
    // the second directory follows the first strip, on a word
    const next = new DataView(bytes.buffer).getUint32(8 + 2 + 16 * 12, true)
    expect(next).toBe(place(directories[0]!['t273'] as number[]) + place(directories[0]!['t279'] as number[]))
    expect(next % 2).toBe(0)
  })
})

const press = createLetterPress({ resources, workers: 1 })
const faxPress = new FaxPress()
afterAll(() => Promise.all([press.close(), faxPress.close()]))

/** An evenly grey picture. */
function greyPicture(): string {
  const canvas = createCanvas(400, 300)
  const context = canvas.getContext('2d')
  context.fillStyle = '#808080'
  context.fillRect(0, 0, 400, 300)
  return `data:image/png;base64,${canvas.toBuffer('image/png').toString('base64')}`
}

const on = localDate('2026-03-20')
const request = async (picture: string): Promise<Uint8Array> => (await press.renderMeterRequest({
  picture, sheet: {
    title: 'Demande de relevé de compteurs', body: ['Madame, Monsieur,', 'Merci de relever les compteurs.'], closing: ['Merci.'],
    facts: { ...exampleRequest(on), sender: company, requestedOn: on, reference: '7c4f2f5e-0000-4000-8000-000000000001', formerOn: null, medium: 'fax', address: '0472000000', contractCode: 'SSC-12', returnFax: '01 02 03 04 05', returnEmail: '' },
  },
})).bytes

/** The share of black in each square of so many pixels. */
function inkOf({ pixels, height }: FaxPage, side: number): number[] {
  const across = Math.floor(FAX_WIDTH / side)
  const ink = new Array<number>(across * Math.floor(height / side)).fill(0)
  for (let y = 0; y < Math.floor(height / side) * side; y++) for (let x = 0; x < across * side; x++) ink[Math.floor(y / side) * across + Math.floor(x / side)]! += pixels[y * FAX_WIDTH + x]! / (side * side)
  return ink
}

describe('M-068 the document of a request as a fax', () => {
  it('looks as another program draws it: at its true size, in the middle, nothing lost and nothing smeared', async () => {
    const pdf = await request('')
    const [page] = readFax((await faxPress.faxOf(pdf))!.tiff)
    expect(page!.height).toBe(2291)

    // 297 mm are 2 291 lines; drawn so, a page of 210 mm is wider than at 204 an inch by 204 to 196
    const { data, width, height } = await drawPage(pdf, 1, 196)
    const pixels = new Uint8Array(FAX_WIDTH * page!.height)
    const drawn = Math.round(width * 204 / 196)
    const left = Math.floor((FAX_WIDTH - drawn) / 2)
    for (let y = 0; y < Math.min(height, page!.height); y++) for (let x = 0; x < drawn; x++) pixels[y * FAX_WIDTH + left + x] = data[(y * width + Math.min(width - 1, Math.floor(x * 196 / 204))) * 4]! < 160 ? 1 : 0
    const [ours, theirs] = [inkOf(page!, 24), inkOf({ pixels, height: page!.height }, 24)]
    const differences = ours.map((ink, index) => Math.abs(ink - theirs[index]!))
    expect(Math.max(...ours)).toBeGreaterThan(0.25)
    expect(differences.reduce((sum, difference) => sum + difference, 0)).toBeLessThan(0.15 * ours.reduce((sum, ink) => sum + ink, 0))
    // what is white stays white
    expect(ours.filter((ink, index) => ink > 0.02 && theirs[index] === 0).length).toBeLessThan(ours.length * 0.01)
  })

  it('the rules that lead from a meter to its box are all there, from one side to the other', async () => {
    const [page] = readFax((await faxPress.faxOf(await request('')))!.tiff)
    // 170 mm
    const wide = 170 / 25.4 * FAX_DPI.x
    const isRule = (y: number): boolean => page!.pixels.subarray(y * FAX_WIDTH, (y + 1) * FAX_WIDTH).reduce((sum, pixel) => sum + pixel, 0) > 0.95 * wide
    const rules = Array.from({ length: page!.height }, (_, y) => y).filter((y) => isRule(y) && !isRule(y - 1))
    // above and below the headings, and below each meter
    expect(rules).toHaveLength(2 + exampleRequest(on).meters.length)
  })

  it('M-097 a grey picture becomes as many black pixels as white ones, evenly', async () => {
    const [withPicture, without] = await Promise.all([request(greyPicture()), request('')].map(async (pdf) => readFax((await faxPress.faxOf(await pdf))!.tiff)))
    const ink = withPicture!.flatMap((page) => inkOf(page, 32))
    const halfGrey = ink.filter((share) => share > 0.45 && share < 0.55).length
    // 105 mm by 79 mm, but for its edges
    expect(halfGrey).toBeGreaterThan(350)
    expect(without!.flatMap((page) => inkOf(page, 32)).filter((share) => share > 0.45 && share < 0.55).length).toBeLessThan(20)
  })

  it('of any size: a larger page is made smaller, a smaller one stays as it is', async () => {
    const document = await PDFDocument.create()
    for (const [width, height] of [[612, 792], [1191, 842], [420, 595]] as const) document.addPage([width, height]).drawRectangle({ x: 0, y: 0, width, height })
    const pages = readFax((await faxPress.faxOf(await document.save()))!.tiff)
    const inked = pages.map(({ pixels, height }) => [pixels.subarray(0, FAX_WIDTH).reduce((sum, pixel) => sum + pixel, 0), height])
    expect(inked).toEqual([[1728, Math.round(11 * 196 * 1728 / (8.5 * 204))], [1728, Math.round(842 / 72 * 196 * 1728 / (1191 / 72 * 204))], [1190, Math.round(595 / 72 * 196)]])
  })
})

describe('M-068 a document that cannot be drawn gives no fax', () => {
  it('no PDF, a broken one; the next is drawn all the same', async () => {
    const pdf = await request('')
    const [none, broken, good] = await Promise.all([faxPress.faxOf(new TextEncoder().encode('{"facts":1}')), faxPress.faxOf(pdf.slice(0, 400)), faxPress.faxOf(pdf)])
    expect([none, broken]).toEqual([null, null])
    expect(readFax(good!.tiff)).toHaveLength(1)
  })

  it('however many pages it has, no more than one of them is kept in memory', async () => {
    const document = await PDFDocument.create()
    for (let page = 0; page < 60; page++) document.addPage([595, 842])
    // the pixels of sixty pages are 240 MB
    const narrow = new FaxPress({ externalBytes: 160 * 1024 * 1024 })
    try {
      expect(decode((await narrow.faxOf(await document.save()))!.tiff.buffer)).toHaveLength(60)
    } finally {
      await narrow.close()
    }
  })
})
