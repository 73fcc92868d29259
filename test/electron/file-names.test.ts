import { join, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePath, safeName } from '../../electron/delivery/file-names.ts'

describe('file names are safe on Windows', () => {
  it.each([
    ['Boulangerie Étienne & Fils', 'Boulangerie Étienne & Fils'],
    ['CON', '_CON'], ['con.txt', '_con.txt'], ['NUL', '_NUL'], ['com1', '_com1'], ['LPT9.pdf', '_LPT9.pdf'], ['COM¹', '_COM¹'], ['aux .x', '_aux .x'], ['Constance', 'Constance'],
    ['Dupont S.A.R.L.', 'Dupont S.A.R.L'], ['fin. . ', 'fin'], ['...caché', 'caché'], ['   ', '_'], ['', '_'],
    ['a:b', 'a-b'], ['a/b\\c', 'a-b-c'], ['<"|?*>', '------'], ['../../etc', '-..-etc'],
    ['facture\u202efdp.exe', 'facturefdp.exe'], ['tab\tretour\nfin', 'tabretourfin'], ['e\u0301', 'é'], ['\ud800x', 'x'],
  ])('« %s » → « %s »', (text, expected) => expect(safeName(text)).toBe(expected))

  it('cuts long names between characters', () => {
    expect(safeName('é'.repeat(300))).toBe('é'.repeat(80))
    expect(safeName(`${'x'.repeat(79)}😀`)).toBe('x'.repeat(79))
  })

  it('5 000 hostile names: one path part, never reserved, never beyond 240 characters, never twice', () => {
    const pieces = ['CON', 'nul', 'PRN.', '.', '..', ' ', ':', '/', '\\', '*', '?', '"', '<', '>', '|', '\u202e', '\u200f', '\0', '\n', '\u0301', '😀', '\ud83d', 'é', 'a', 'B', 'COM1', '$', '~1', 'x'.repeat(255), '\u00a0', '\u3000']
    const folder = `C:\\Users\\${'dossier'.repeat(20)}`
    const taken = new Set<string>()
    let seed = 12345
    const next = (bound: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % bound
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: next(6) }, () => pieces[next(pieces.length)]).join('')
      const name = safeName(text)
      expect(win32.basename(win32.join('C:\\x', `${name}.pdf`))).toBe(`${name}.pdf`)
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|^[\s.]|[\s.]$/u)
      expect(name.split('.')[0]!.trim()).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i)
      expect(name.isWellFormed()).toBe(true)
      const folderOfTen = join(folder, String(Math.floor(round / 10)))
      expect(freePath(folderOfTen, text, 'pdf', taken).length).toBeLessThanOrEqual(240)
    }
    expect(taken.size).toBe(5000)
  })

  it('the same name twice, or in other case, gets a number', () => {
    const taken = new Set<string>()
    expect([freePath('/d', 'Dupont', 'pdf', taken), freePath('/d', 'DUPONT', 'pdf', taken), freePath('/d', 'Dupont', 'pdf', taken)].map((path) => win32.basename(path))).toEqual(['Dupont.pdf', 'DUPONT (2).pdf', 'Dupont (3).pdf'])
  })
})
