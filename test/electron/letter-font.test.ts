import { create } from 'fontkit'
import { describe, expect, it } from 'vitest'
import { loadFonts } from '../../electron/delivery/pdf-font.ts'
import { resources } from '../fixtures/office-fixture.ts'

const fonts = loadFonts(resources)

describe.each([['regular', fonts.normal], ['bold', fonts.bold]] as const)('the committed font %s', (_style, font) => {
  // fontkit reads the header of an empty last glyph beyond the end of the file
  const parsed = create(Buffer.concat([font.bytes, Buffer.alloc(16)]))

  it('draws every glyph, and its measures are those of the file', () => {
    expect(font.measures.widths).toHaveLength(parsed.numGlyphs)
    for (let glyph = 0; glyph < parsed.numGlyphs; glyph++) {
      const drawn = parsed.getGlyph(glyph)
      expect(() => drawn.path.toSVG()).not.toThrow()
      expect(font.measures.widths[glyph]).toBeCloseTo((drawn.advanceWidth * 1000) / parsed.unitsPerEm, 2)
    }
    for (const [code, glyph] of Object.entries(font.measures.glyphs)) expect(parsed.glyphForCodePoint(Number(code)).id).toBe(glyph)
  })

  it('has every character of French letters, with digits of one width', () => {
    for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’“”–—…°€§²³½·•‰ \u00a0\u202f\u2011-,.;:!?/\\()[]{}%&@#*+=<>\'"_') expect(font.measures.glyphs[String(character.codePointAt(0))], character).toBeDefined()
    expect(new Set([...'0123456789'].map((digit) => font.widthOfString(digit, 10))).size).toBe(1)
  })

  it('encodes as it measures, whatever the text', () => {
    for (const text of ['1\u202f234,56\u00a0€', 'e\u0301', '株式会社', 'ﬁ', '\u202e', 'a\tb', 'Ω']) {
      const glyphs = font.encode(text).match(/.{4}/g) ?? []
      expect(font.widthOfString(text, 1000)).toBeCloseTo(glyphs.reduce((sum, glyph) => sum + font.measures.widths[Number.parseInt(glyph, 16)]!, 0), 6)
    }
    expect(font.encode('e\u0301')).toBe(font.encode('é'))
    expect(font.encode('Ω')).toBe(font.encode('?'))
    expect(font.encode('\u202e')).toBe('')
  })
})
