import { describe, expect, it } from 'vitest'
import { recordProblems } from '../../shared/assets/record-rules.ts'
import { isFaxField, isFaxNumber } from '../../shared/identifiers.ts'
import { addressProblem } from '../../shared/meters/request-rules.ts'
import { providerOf } from '../fixtures/fax-providers.ts'

describe('M-051 what a sheet keeps as a fax number is what the request list takes, and nothing else', () => {
  it.each<[text: string, isNumber: boolean]>([
    ['02 98 00 10 00', true], ['02\u00a098\u00a000\u00a010\u00a000', true], ['01.23.45.67.89', true], ['01-23-45/67', true], ['+33 1 23', true], ['+33 (0)4 72 00 00 00', true], ['(+33) 4 72 00 00 00', true], ['(04) 72 00 00 00', true],
    ['123', true], ['1'.repeat(40), true],
    ['1', false], ['12', false], ['1'.repeat(41), false], ['+', false], ['--', false], ['abc', false], ['02 98 x', false], ['1+23456', false], ['++33 123', false], ['0472000000 poste 2', false],
    ['0472000000/0472000001', false], ['04 72 00 00 00 / 01', false], ['+33472000000/+33472000001', false], ['+33 4 72 00 00 00 / 33 4 72 00 00 01', false], ['0472000000\n0472000001', false], ['0664/1234567', true], ['04/72/00/00/00', true], ['0472000000\n', true],
  ])('« %s »: %s', (text, isNumber) => {
    expect(isFaxNumber(text)).toBe(isNumber)
    expect(isFaxField(text)).toBe(isNumber)
    expect(recordProblems({ fax: text }, [])).toEqual(isNumber ? [] : [{ field: 'fax', reason: 'fax' }])
    expect(addressProblem('fax', text, providerOf({ maxDigits: 40 }))).toBe(isNumber ? null : 'invalid-address')
  })

  it.each<[text: string, isField: boolean, problem: 'fax-blocked' | 'no-address']>([
    ['', true, 'no-address'], ['#', true, 'fax-blocked'], ['#0123', true, 'fax-blocked'], ['01 23#', true, 'fax-blocked'], ['01#23 45', true, 'fax-blocked'], ['# 1', false, 'fax-blocked'], ['#abc', false, 'fax-blocked'],
  ])('M-052 M-053 « %s » is no number; a sheet keeps it: %s', (text, isField, problem) => {
    expect(isFaxNumber(text)).toBe(false)
    expect(isFaxField(text)).toBe(isField)
    expect(addressProblem('fax', text, providerOf())).toBe(problem)
  })

  it('M-067 a good number without a provider, or of a length he does not take, is told as such', () => {
    expect(addressProblem('fax', '0472000000', null)).toBe('no-fax-provider')
    expect(addressProblem('fax', '0472000000', providerOf({ maxDigits: 9 }))).toBe('fax-length')
    expect(addressProblem('email', 'a@b.example', null)).toBeNull()
  })
})
