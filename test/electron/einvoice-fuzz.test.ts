import { expect, it } from 'vitest'
import { fuzzEinvoices } from '../fixtures/einvoice-fuzz.ts'

// the whole of it: RELAIS_FUZZ=10000
const FILES = Number(process.env['RELAIS_FUZZ'] ?? 250)

it.each(['cii', 'ubl', 'pdf'])('a spoilt invoice (%s) is refused or imported whole: never a crash, a hang, or half of it', (format) => {
  const { files, imported, refused } = fuzzEinvoices(format, FILES, 1)
  expect([files, imported + refused]).toEqual([FILES, FILES])
  // both happen, else nothing was tried
  expect(Math.min(imported, refused)).toBeGreaterThan(0)
}, 3_600_000)
