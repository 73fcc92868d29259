import { deflateSync } from 'node:zlib'
import type { ImageSizes, Inline } from './page-layout.ts'
import type { PdfFont, PdfFonts } from './pdf-font.ts'
import { pdfImage } from './pdf-image.ts'
import { FIRST_ASSET, RESOURCES } from './pdf-object-numbers.ts'
import type { ResourceNames } from './pdf-page.ts'

/**
 * The beginning of every file with the same fonts and pictures: the header, and those objects, byte for byte.
 * Made once and written to thousands of files, so that a letter costs only what is its own. Plain data: it may cross to another thread.
 */
export interface PdfAssets {
  beginning: Uint8Array
  /** Where the objects RESOURCES, FIRST_ASSET… start in it; the next number is free. */
  offsets: number[]
  imageSizes: ImageSizes
}

/** Fonts and pictures of a kind of document, read, compressed and numbered once. */
export async function pdfAssets(fonts: PdfFonts, images: Record<string, string>): Promise<PdfAssets> {
  const objects: Uint8Array[] = []
  const imageSizes: ImageSizes = {}
  const next = (): number => FIRST_ASSET + objects.length
  const fontEntries = [fonts.normal, fonts.bold].map((font, index) => {
    const first = next()
    objects.push(...fontObjects(font, first))
    return `/F${index + 1} ${first} 0 R`
  })
  const imageEntries: string[] = []
  for (const [name, dataUrl] of Object.entries(images)) {
    const image = await pdfImage(dataUrl, next())
    imageEntries.push(`/${name} ${next()} 0 R`)
    imageSizes[name] = { width: image.width, height: image.height }
    objects.push(...image.objects)
  }
  const resources = Buffer.from(`<< /Font << ${fontEntries.join(' ')} >> /XObject << ${imageEntries.join(' ')} >> >>`)
  return { ...beginningWith([resources, ...objects]), imageSizes }
}

function beginningWith(objects: Uint8Array[]): { beginning: Uint8Array; offsets: number[] } {
  // the second line tells transfer programs that the file is binary
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let length = parts[0]!.length
  for (const [index, object] of objects.entries()) {
    const framed = [Buffer.from(`${RESOURCES + index} 0 obj\n`), object, Buffer.from('\nendobj\n')]
    offsets.push(length)
    length += framed.reduce((sum, part) => sum + part.length, 0)
    parts.push(...framed)
  }
  return { beginning: new Uint8Array(Buffer.concat(parts)), offsets }
}

export function resourceNames(fonts: PdfFonts): ResourceNames {
  return { font: (inline: Inline) => (inline.font === fonts.bold ? '/F2' : '/F1'), image: (name) => `/${name}` }
}

function stream(dictionary: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')])
}

/** A composite font with Identity-H encoding over the whole (already small) font file: ISO 32000-1 § 9.7. */
function fontObjects(font: PdfFont, first: number): Buffer[] {
  const { measures, bytes } = font
  const [descendant, descriptor, file, unicode] = [first + 1, first + 2, first + 3, first + 4]
  return [
    Buffer.from(`<< /Type /Font /Subtype /Type0 /BaseFont /${measures.name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`),
    Buffer.from(`<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${measures.name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /CIDToGIDMap /Identity /DW 0 /W [0 [${measures.widths.join(' ')}]] >>`),
    Buffer.from(`<< /Type /FontDescriptor /FontName /${measures.name} /Flags 32 /FontBBox [${measures.box.join(' ')}] /ItalicAngle 0 /Ascent ${measures.ascender} /Descent ${measures.descender} /CapHeight ${measures.capHeight} /StemV ${measures.name.includes('Bold') ? 138 : 80} /FontFile2 ${file} 0 R >>`),
    stream(`/Length1 ${bytes.length} /Filter /FlateDecode`, deflateSync(bytes, { level: 9 })),
    stream('/Filter /FlateDecode', deflateSync(toUnicode(measures.glyphs))),
  ]
}

/** Glyph numbers back to characters, so that readers can search and copy. At most 100 entries a block. */
function toUnicode(glyphs: Record<string, number>): string {
  const hex = (value: number): string => value.toString(16).padStart(4, '0')
  const byGlyph = new Map<number, number>()
  for (const [code, glyph] of Object.entries(glyphs)) if (!byGlyph.has(glyph)) byGlyph.set(glyph, Number(code))
  const entries = [...byGlyph].map(([glyph, code]) => `<${hex(glyph)}> <${hex(code)}>`)
  const blocks = Array.from({ length: Math.ceil(entries.length / 100) }, (_, block) => entries.slice(block * 100, block * 100 + 100))
  return [
    '/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap', '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def', '1 begincodespacerange', '<0000> <ffff>', 'endcodespacerange',
    ...blocks.flatMap((block) => [`${block.length} beginbfchar`, ...block, 'endbfchar']),
    'endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end',
  ].join('\n')
}
