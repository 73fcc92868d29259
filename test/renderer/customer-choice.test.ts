import { expect, it } from 'vitest'
import { customerChoice } from '../../renderer/bank/customer-choice.ts'

it.each<[string, number[], number | null, number[]]>([
  ['nobody proposed: those found', [1, 2, 3, 4], null, [1, 2, 3]],
  ['the proposed one first, once', [1, 2, 3], 2, [2, 1, 3]],
  ['the proposed one although too many of his name come before him', [1, 2, 3, 4, 5], 5, [5, 1, 2]],
  ['the proposed one although the search does not find him', [1], 9, [9, 1]],
])('customers a credit may be given to: %s', (_what, found, proposedId, expected) => {
  expect([...customerChoice(Int32Array.from(found), proposedId, 3)]).toEqual(expected)
})
