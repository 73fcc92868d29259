import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Measures made by build/letter-fonts.ts, in thousandths of the font size. */
interface FontMeasures {
  name: string
  ascender: number
  descender: number
  capHeight: number
  box: number[]
  /** Advance width of each glyph, by glyph number. */
  widths: number[]
  /** Unicode code point → glyph number. */
  glyphs: Record<string, number>
}

/** A text as glyphs: four hexadecimal digits each, and its width in thousandths. */
interface Run { hex: string; width: number }

/** Runs kept for reuse: letters repeat most of their words. Dropped all together when full, so that memory stays flat. */
const MAX_RUNS = 20_000

/**
 * A font as pdfmake measures with it and as pages show it. Glyph numbers are those of the font file itself, so that every document
 * can embed the same bytes. What the font lacks becomes its base letter, else « ? »; marks that only steer a screen are dropped.
 */
export class PdfFont {
  readonly measures: FontMeasures
  readonly bytes: Buffer
  readonly #runs = new Map<string, Run>()
  readonly #glyphs: Map<number, number>

  constructor(measures: FontMeasures, bytes: Buffer) {
    this.measures = measures
    this.bytes = bytes
    this.#glyphs = new Map(Object.entries(measures.glyphs).map(([code, glyph]) => [Number(code), glyph]))
  }

  get ascender(): number { return this.measures.ascender }
  get descender(): number { return this.measures.descender }

  lineHeight(size: number): number {
    return ((this.ascender - this.descender) / 1000) * size
  }

  widthOfString(text: string, size: number): number {
    return (this.run(text).width / 1000) * size
  }

  /** The glyphs of `text`, for `Tj`. */
  encode(text: string): string {
    return this.run(text).hex
  }

  private run(text: string): Run {
    const known = this.#runs.get(text)
    if (known) return known
    const glyphs = Array.from(text.normalize('NFC')).flatMap((character) => this.glyphsOf(character))
    const run = { hex: glyphs.map((glyph) => glyph.toString(16).padStart(4, '0')).join(''), width: glyphs.reduce((sum, glyph) => sum + this.measures.widths[glyph]!, 0) }
    if (this.#runs.size >= MAX_RUNS) this.#runs.clear()
    this.#runs.set(text, run)
    return run
  }

  private glyphsOf(character: string): number[] {
    const glyph = this.#glyphs.get(character.codePointAt(0)!)
    if (glyph !== undefined) return [glyph]
    if (/[\p{Cc}\p{Cf}\p{Mn}]/u.test(character)) return []
    const substitute = /\s/.test(character) ? ' ' : character.normalize('NFKD').charAt(0)
    return [this.#glyphs.get(substitute.codePointAt(0)!) ?? this.#glyphs.get(0x3f)!]
  }
}

export interface PdfFonts { normal: PdfFont; bold: PdfFont }

/** @param resources the product's `resources` folder */
export function loadFonts(resources: string): PdfFonts {
  const load = (style: string): PdfFont =>
    new PdfFont(JSON.parse(readFileSync(join(resources, 'fonts', `arimo-${style}.json`), 'utf8')) as FontMeasures, readFileSync(join(resources, 'fonts', `arimo-${style}.ttf`)))
  return { normal: load('regular'), bold: load('bold') }
}
