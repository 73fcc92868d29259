import { expect, it } from 'vitest'
import { customerChoice, customerFound } from '../../renderer/bank/customer-choice.ts'

it.each<[string, number[], number | null, number[]]>([
  ['nobody proposed: those found', [1, 2, 3, 4], null, [1, 2, 3]],
  ['the proposed one first, once', [1, 2, 3], 2, [2, 1, 3]],
  ['the proposed one although too many of his name come before him', [1, 2, 3, 4, 5], 5, [5, 1, 2]],
  ['the proposed one although the search does not find him', [1], 9, [9, 1]],
])('customers a credit may be given to: %s', (_what, found, proposedId, expected) => {
  expect([...customerChoice(Int32Array.from(found), proposedId, 3)]).toEqual(expected)
})

it.each<[string, number[], number | null, number, number]>([
  ['nobody of several', [1, 2], null, 0, 0], ['the only one', [1], null, 0, 1], ['nobody of none', [], null, 0, 0], ['the proposed one of several', [1, 2], 2, 0, 2],
  ['whom the person has picked, as long as he is found', [1, 2], 2, 1, 1], ['nobody once whom the person has picked is not found', [2, 3], null, 1, 0],
])('a search chooses %s', (_what, found, proposedId, pickedId, expected) => {
  expect(customerFound(found, proposedId, pickedId)).toBe(expected)
})
