import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pdfmake from 'pdfmake'
import { beforeAll, expect, it } from 'vitest'
import { letterDefinition } from '../../electron/delivery/letter-layout.ts'
import type { PdfDefinition } from '../../electron/delivery/page-layout.ts'
import { pdfAssets } from '../../electron/delivery/pdf-assets.ts'
import { pdfBytes, pdfPages } from '../../electron/delivery/pdf-document.ts'
import { loadFonts } from '../../electron/delivery/pdf-font.ts'
import { letterExample } from '../fixtures/letter-fixture.ts'
import { resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { readPdf, type PdfTextPage } from '../fixtures/pdf-text.ts'

const fonts = loadFonts(resources)
const info = { title: 'Lettre', author: 'Relais', createdOn: '2026-11-21' }

beforeAll(() => {
  // fontkit, which only pdfmake uses, reads the header of an empty last glyph beyond the end of the file
  const folder = temporaryFolder()
  for (const [style, font] of [['regular', fonts.normal], ['bold', fonts.bold]] as const) writeFileSync(join(folder, `arimo-${style}.ttf`), Buffer.concat([font.bytes, Buffer.alloc(16)]))
  pdfmake.setFonts({ Arimo: { normal: join(folder, 'arimo-regular.ttf'), bold: join(folder, 'arimo-bold.ttf') } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder))
})

/** Where each line of text starts on a page, to a tenth of a millimetre, whatever the pieces a line is written in. */
const lineStarts = (page: PdfTextPage): string[] => {
  const rows = Map.groupBy(page.items, ({ y }) => Math.round(y * 10))
  return [...rows].map(([y, items]) => `${y} ${Math.round(Math.min(...items.map(({ x }) => x)) * 10)} ${items.toSorted((one, other) => one.x - other.x).map(({ text }) => text.replaceAll(' ', '')).join('')}`).sort()
}

it.each([[4, 1], [12, 3], [60, 2]] as const)('a letter of %i lines at level %i is the one pdfmake itself would make: same pages, same texts, same places', async (lines, level) => {
  const definition = (): PdfDefinition => letterDefinition(letterExample(7, { lines, level, warranty: true }), fonts)
  const assets = await pdfAssets(fonts, {})
  const ours = await readPdf(pdfBytes(pdfPages(definition(), fonts, assets), assets, info))
  const theirs = await readPdf(await pdfmake.createPdf(definition()).getBuffer())
  expect(ours.map(lineStarts)).toEqual(theirs.map(lineStarts))
})
