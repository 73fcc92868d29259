import { expect, it } from 'vitest'
import { fuzzStatements } from '../fixtures/bank-fuzz.ts'

// the whole of it: RELAIS_FUZZ=10000, or `npm run bench bank-fuzz`
const FILES = Number(process.env['RELAIS_FUZZ'] ?? 300)

it.each(['cfonb120', 'ofx', 'ofx2', 'camt053'])('a spoilt %s is refused or read whole: never a crash, a hang, or half of it', (format) => {
  const { files, read, refused } = fuzzStatements(format, FILES, 1)
  expect([files, read + refused]).toEqual([FILES, FILES])
  // both happen, else nothing was tried
  expect(Math.min(read, refused)).toBeGreaterThan(0)
}, 600_000)
