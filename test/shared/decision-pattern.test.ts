import { describe, expect, it } from 'vitest'
import { compilePattern } from '../../shared/decisions/pattern-rules.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'

const matches = (cell: string, value: string): boolean => {
  const pattern = compilePattern(cell)
  if (!pattern.ok) throw new Error(`« ${cell} » cannot be read`)
  return pattern.matches(value)
}

describe('a criterion of a decision table', () => {
  it.each([
    ['*', 'whatever', true], ['*', '', true],
  ])('X-06 « %s » accepts « %s »', (cell, value, expected) => expect(matches(cell, value)).toBe(expected))

  it.each([
    ['GRAND.*', 'GRANDS COMPTES', true], ['GRAND.*', 'GRAND', true], ['GRAND.*', 'PETIT', false], ['GRAND.*', 'LES GRANDS', false], ['GRAND.*', 'Grands comptes', false],
    ['(.*)COMPTES', 'GRANDS COMPTES', true], ['(.*)COMPTES', 'COMPTES CLÉS', false], ['(.*)COMPTES', 'COMPTES', true], ['.*COMPTES', 'GRANDS COMPTES', true],
    ['AB.*BA', 'ABA', false], ['AB.*BA', 'ABBA', true], ['A.*B.*C', 'A1B2C', true], ['A.*B.*C', 'A1C2B', false], ['.*', '', true], ['École.*', 'École Jules-Ferry', true],
  ])('X-07 « %s » and « %s »: %s', (cell, value, expected) => expect(matches(cell, value)).toBe(expected))

  it.each([
    ['01|02', '02', true], ['01|02', '01', true], ['01|02', '03', false], ['01|02', '01|02', false], ['01|02', '0', false], ['A.*|(.*)Z', 'MAZ', true], ['A.*|(.*)Z', 'MA', false],
  ])('X-08 « %s » and « %s »: %s', (cell, value, expected) => expect(matches(cell, value)).toBe(expected))

  it.each([
    ['SSPFULL\\(mnt\\)', 'SSPFULL(mnt)', true], ['SSPFULL\\(mnt\\)', 'SSPFULLmnt', false], ['\\*', '*', true], ['\\*', 'a', false], ['a\\|b', 'a|b', true], ['a\\|b', 'a', false], ['C:\\\\X', 'C:\\X', true],
    ['Ets\\. Dupont \\& Fils', 'Ets. Dupont & Fils', true], ['\\😀.*', '😀!', true],
  ])('X-09 « %s » and « %s »: %s', (cell, value, expected) => expect(matches(cell, value)).toBe(expected))

  it.each([
    ['(', 0, 'special'], ['ABC(', 3, 'special'], ['(A|B)', 0, 'special'], ['Ets. X', 3, 'special'], ['A*', 1, 'special'], ['**', 0, 'special'], ['A+', 1, 'special'], ['[AB]', 0, 'special'], ['^A', 0, 'special'], ['A{2}', 1, 'special'],
    ['A\\', 1, 'escape'], ['\\d', 0, 'escape'], ['\\é', 0, 'escape'], ['', 0, 'empty'], ['|A', 0, 'empty'], ['A|', 2, 'empty'], ['A||B', 2, 'empty'],
  ])('X-10 « %s » is refused at character %i: %s', (cell, at, reason) => expect(compilePattern(cell)).toEqual({ ok: false, at, reason }))
})

describe('what decides', () => {
  it('X-05 answers like an anchored regular expression on all it accepts (20 000 made at random)', () => {
    const random = seededRandom(7)
    const made = (parts: readonly string[], most: number): string => Array.from({ length: random.below(most) }, () => random.one(parts)).join('')
    let accepted = 0
    let positive = 0
    for (let round = 0; round < 20_000; round++) {
      const cell = made(['A', 'B', 'AB', ' ', '.*', '(.*)', '|', '\\(', '\\.', '\\\\', 'é', '(', '*'], 8)
      const pattern = compilePattern(cell)
      if (!pattern.ok || cell === '*') continue
      accepted++
      const expected = new RegExp(`^(?:${cell})$`, 's')
      for (let value = 0; value < 5; value++) {
        const text = made(['A', 'B', ' ', '(', '.', '\\', 'é', '|'], 7)
        expect([cell, text, pattern.matches(text)]).toEqual([cell, text, expected.test(text)])
        if (expected.test(text)) positive++
      }
    }
    expect(accepted).toBeGreaterThan(5000)
    expect(positive).toBeGreaterThan(2000)
  })

  it('X-10 takes no more time for a criterion that would keep a regular expression busy for ever', () => {
    const pattern = compilePattern(`${'.*A'.repeat(160)}B`)
    const started = performance.now()
    expect(pattern.ok && pattern.matches('A'.repeat(100_000))).toBe(false)
    expect(pattern.ok && pattern.matches(`${'A'.repeat(100_000)}B`)).toBe(true)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
