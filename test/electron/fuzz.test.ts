import { describe, expect, it } from 'vitest'
import { fuzz, FUZZED } from '../fixtures/fuzz.ts'

// the whole of it: `npm run bench fuzz`
const FILES = 250

describe.each(Object.keys(FUZZED) as (keyof typeof FUZZED)[])('%s', (child) => {
  it.each(FUZZED[child])('a spoilt %s is refused or taken whole: never a crash, a hang, or half of it', (format) => {
    const { files, taken, refused } = fuzz(child, format, FILES, 1)
    expect([files, taken + refused]).toEqual([FILES, FILES])
    // both happen, else nothing was tried
    expect(Math.min(taken, refused)).toBeGreaterThan(0)
  }, 600_000)
})
