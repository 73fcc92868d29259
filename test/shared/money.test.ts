import { describe, expect, it } from 'vitest'
import { formatAmount, formatEuros, parseAmount, roundToCents } from '../../shared/money.ts'

describe('amounts are read as programs and people write them', () => {
  it.each([
    ['1234,56', 123456], ['1234.56', 123456], ['0000000074,70', 7470], ['+000000069,40', 6940], ['-708,91', -70891],
    ['1 234,56', 123456], ['1\u202f234,56', 123456], ['1\u00a0234,56 €', 123456], ['1,234.56', 123456], ['1.234,56', 123456], ['1.234.567', 123456700],
    ['1,234,567.8', 123456780], ['(12,00)', -1200], ['12,00-', -1200], ["1'234.50", 123450], ['0', 0], ['-0,00', 0], ['12', 1200], ['12,5', 1250], ['0,123456', 'too-precise'],
    ['12,500', 'ambiguous'], ['1,234', 'ambiguous'], ['0,234', 'too-precise'], ['1234,560', 123456], ['12,3456', 'too-precise'],
    ['', 'not-a-number'], ['abc', 'not-a-number'], ['1,2,3', 'not-a-number'], ['12 34a', 'not-a-number'], ['--1', 'not-a-number'], ['1.23,456.7', 'not-a-number'], ['99999999999999', 'out-of-range'],
  ])('%s', (text, expected) => { expect(parseAmount(text)).toBe(expected) })

  it.each([['1,234', ',', 'too-precise'], ['1,234', '.', 123400], ['1.500', ',', 150000], ['1.500', '.', 150]] as const)('%s with decimal mark %s', (text, mark, expected) => {
    expect(parseAmount(text, mark)).toBe(expected)
  })
})

it('X-14 amounts are shown with a comma, grouped thousands and the euro sign', () => {
  expect(formatAmount(123456)).toBe('1\u00a0234,56')
  expect(formatEuros(-70891)).toBe('-708,91\u00a0€')
  expect(formatEuros(0)).toBe('0,00\u00a0€')
})

it('rounds half away from zero', () => {
  expect([0.5, 1.5, -0.5, 2.4999].map(roundToCents)).toEqual([1, 2, -1, 2])
})
