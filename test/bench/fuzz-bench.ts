import { fuzz, FUZZED } from '../fixtures/fuzz.ts'
import type { Figure } from './bench-figures.ts'

const FILES = 10_000

/** Ten thousand spoilt files of each format that comes from outside, each refused or taken whole. */
export async function benchFuzz(): Promise<Figure[]> {
  return (Object.keys(FUZZED) as (keyof typeof FUZZED)[]).flatMap((child) => FUZZED[child].flatMap((format) => {
    const { files, taken, slowestMs } = fuzz(child, format, FILES, 100_000)
    return [
      { name: `fuzz ${format}: spoilt files refused or taken whole`, value: files, unit: 'files', goal: { atLeast: FILES } },
      { name: `fuzz ${format}: taken whole`, value: taken, unit: 'files' },
      { name: `fuzz ${format}: slowest file`, value: slowestMs, unit: 'ms' },
    ]
  }))
}
