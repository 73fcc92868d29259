/**
 * Makes the fonts of the PDFs: Arimo (metric-compatible with Arial) cut down to the Latin letters of Europe, without hinting and layout tables,
 * and beside each its measures, so that the program needs no font parser. `npx node build/letter-fonts.ts`; the results are committed.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { create } from 'fontkit'
import subsetFont from 'subset-font'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'node_modules/@expo-google-fonts/arimo')
const target = join(root, 'resources/fonts')

const range = (from: number, to: number): string => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, index) => from + index))
/** Latin-1, Latin Extended-A, Romanian, then the punctuation of letters: spaces, dashes, quotes, bullets, ellipsis, per mille, euro, numero, trade mark, arrows, minus, comparison. */
const characters = `${range(0x20, 0x7e)}${range(0xa0, 0xac)}${range(0xae, 0x17f)}ȘșȚțẞ\u2009\u2011\u202f–—‘’‚“”„†‡•…‰‹›€№™←↑→↓−≈≠≤≥`

for (const [style, file] of [['regular', '400Regular/Arimo_400Regular.ttf'], ['bold', '700Bold/Arimo_700Bold.ttf']] as const) {
  const bytes = await subsetFont(readFileSync(join(source, file)), characters, { targetFormat: 'truetype', noHinting: true, noLayoutClosure: true, keepFeatures: [], dropTables: ['GDEF', 'GPOS', 'GSUB', 'STAT', 'DSIG', 'gasp'] })
  // fontkit reads the header of an empty last glyph (the no-break space) beyond the end of the file
  const font = create(Buffer.concat([bytes, Buffer.alloc(16)]))
  const glyphs: Record<string, number> = {}
  for (const character of characters) {
    const code = character.codePointAt(0)!
    if (font.hasGlyphForCodePoint(code)) glyphs[String(code)] = font.glyphForCodePoint(code).id
  }
  const perThousand = (units: number): number => Math.round((units * 1_000_000) / font.unitsPerEm) / 1000
  const measures = {
    name: font.postscriptName,
    ascender: perThousand(font.ascent), descender: perThousand(font.descent), capHeight: perThousand(font.capHeight),
    box: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(perThousand),
    widths: Array.from({ length: font.numGlyphs }, (_, id) => perThousand(font.getGlyph(id).advanceWidth)),
    glyphs,
  }
  mkdirSync(target, { recursive: true })
  writeFileSync(join(target, `arimo-${style}.ttf`), bytes)
  writeFileSync(join(target, `arimo-${style}.json`), `${JSON.stringify(measures)}\n`)
  console.log(`arimo-${style}: ${bytes.length} bytes, ${Object.keys(glyphs).length} of ${[...characters].length} characters`)
}
copyFileSync(join(source, 'LICENSE_FONT'), join(target, 'OFL.txt'))
