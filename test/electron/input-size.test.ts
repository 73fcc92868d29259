import { expect, it } from 'vitest'
import { inputSize } from '../../electron/ipc/input-size.ts'

it.each<[string, unknown, number]>([
  ['nothing', undefined, 8],
  ['a text, two bytes a character', 'abc', 14],
  ['bytes', new Uint8Array(1000), 1008],
  ['ids', new Int32Array(1000), 4008],
  ['an object: its keys and values', { ab: 1 }, 20],
  ['a list', [1, 2], 24],
  ['a map', new Map([['k', 'v']]), 28],
])('counts %s', (_what, value, size) => {
  expect(inputSize(value)).toBe(size)
})

it('a million ids pass, a long text hidden deep does not', () => {
  expect(inputSize(new Int32Array(1_000_000))).toBeLessThan(5_000_000)
  expect(inputSize({ a: [{ b: new Set(['x'.repeat(20_000_000)]) }] })).toBeGreaterThan(32 * 1024 * 1024)
})

it('stops at the limit, so that neither a cycle nor a list of a billion holes hangs it', () => {
  const cycle: unknown[] = []
  cycle.push(cycle, cycle)
  expect(inputSize(cycle, 1000)).toBeGreaterThan(1000)
  expect(inputSize(new Array(1_000_000_000), 1000)).toBeGreaterThan(1000)
})
