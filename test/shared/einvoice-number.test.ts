import { expect, it } from 'vitest'
import { isNumberAlike, numbersAlike } from '../../shared/einvoices/number-rules.ts'

it.each<[one: string, other: string, isAlike: boolean]>([
  ['F26 003', 'F26-003', true], ['f26003', 'F26-003', true], ['FA/2026/12', 'FA2026-12', true], ['F26-003', 'F26-003', true],
  ['F1-11', 'F11-1', false], ['F26-003', 'F26-03', false], ['F26-003', 'F26-0031', false], ['-', '/', false],
])('%s and %s are one number: %s', (one, other, isAlike) => {
  expect([isNumberAlike(one, other), isNumberAlike(other, one)]).toEqual([isAlike, isAlike])
})

it('a number is looked for as other programs join its parts', () => {
  expect(numbersAlike('F26 003')).toEqual(['f26-003', 'f26/003', 'f26.003', 'f26_003'])
  expect(numbersAlike('F26003')).toEqual([])
  expect(numbersAlike('--')).toEqual([])
})
