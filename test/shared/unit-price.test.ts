import { expect, it } from 'vitest'
import { formatUnitPrice, parseUnitPrice } from '../../shared/contracts/unit-price-rules.ts'

it.each<[string, number | null]>([
  ['0,0045', 45], ['0.0045', 45], ['1', 10_000], ['1,5', 15_000], ['12 345,6789', 123_456_789], ['0,045 €', 450], ['100000', 1_000_000_000],
  ['0,00455', null], ['100000,0001', null], ['-1', null], ['', null], ['abc', null], ['1,2,3', null],
])('a unit price typed « %s » is %s ten-thousandths of a euro', (typed, price) => expect(parseUnitPrice(typed)).toBe(price))

it.each<[number, string]>([[45, '0,0045'], [450, '0,045'], [10_000, '1,00'], [15_000, '1,50'], [0, '0,00'], [1_000_000_000, '100000,00'], [100, '0,01']])('%i ten-thousandths are shown %s, and read back the same', (price, shown) => {
  expect(formatUnitPrice(price)).toBe(shown)
  expect(parseUnitPrice(shown)).toBe(price)
})
