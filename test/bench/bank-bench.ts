import { bankYear, matchingQuality } from '../fixtures/bank-year.ts'
import { timed, type Figure } from './bench-figures.ts'

/** How good the proposals are over a generated year: 5 000 invoices, 4 000 payments. */
export async function benchMatching(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const seed of [1, 2, 3]) {
    const year = bankYear({ invoices: 5_000, payments: 4_000, seed })
    const { value: quality, ms } = await timed(() => matchingQuality(year))
    const name = `matching, year ${seed}:`
    figures.push(
      { name: `${name} precision of what is « sûr »`, value: 100 * quality.precision, unit: '%', goal: { atLeast: 99 } },
      { name: `${name} recall: right and « sûr », of payments by customers`, value: 100 * quality.recall, unit: '%', goal: { atLeast: 85 } },
      { name: `${name} first proposal right, of payments by customers`, value: 100 * quality.firstRecall, unit: '%' },
      { name: `${name} a proposal`, value: ms / quality.payments, unit: 'ms' },
    )
  }
  return figures
}
