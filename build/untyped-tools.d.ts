/** The part that build scripts and tests use of tools that bring no types. */
declare module 'fontkit' {
  interface Glyph { id: number; advanceWidth: number; path: { toSVG(): string } }
  interface Font {
    postscriptName: string; unitsPerEm: number; ascent: number; descent: number; capHeight: number; numGlyphs: number
    bbox: { minX: number; minY: number; maxX: number; maxY: number }
    hasGlyphForCodePoint(code: number): boolean
    glyphForCodePoint(code: number): Glyph
    getGlyph(id: number): Glyph
  }
  export function create(bytes: Uint8Array): Font
}
declare module 'subset-font' {
  export default function subsetFont(font: Uint8Array, characters: string, options: { targetFormat: 'truetype'; noHinting: boolean; noLayoutClosure: boolean; keepFeatures: string[]; dropTables: string[] }): Promise<Uint8Array>
}
