import { expect, it } from 'vitest'
import { statementCustomers } from '../../renderer/receivables/statement-choice.ts'

it.each([
  ['nobody ticked: all that are shown, in the order shown', [3, 1, 2], [], [3, 1, 2]],
  ['those ticked', [3, 1, 2], [2, 3], [3, 2]],
  ['one ticked and then filtered away is not among them', [1, 2], [2, 9], [2]],
  ['only ticked ones out of sight: all that are shown', [1, 2], [9], [1, 2]],
  ['nothing shown: nobody', [], [9], []],
])('statements of account: %s', (_, shown, ticked, expected) => {
  expect(statementCustomers(shown, new Set(ticked))).toEqual(expected)
})
