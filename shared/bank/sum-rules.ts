/** Sums that are looked for: as many parts as people pay at once, among as many as they can be meant, in as many steps as nobody notices. */
const MAX_PARTS = 8
const MAX_CANDIDATES = 24
const MAX_STEPS = 50_000

/**
 * Sets of two amounts or more that add up to `target`, the first two found: with a second one, the first proves nothing. Amounts are positive, in the order they are preferred.
 * @returns positions in `amounts`; `isWhole` is false when there was too much to look through
 */
export function setsThatSumTo(amounts: readonly number[], target: number): { sets: number[][]; isWhole: boolean } {
  const all = amounts.map((amount, index) => ({ amount, index })).filter(({ amount }) => amount > 0 && amount <= target)
  const candidates = all.slice(0, MAX_CANDIDATES)
  /** What is left to add from a position on */
  const rest = candidates.map((_candidate, index) => candidates.slice(index).reduce((total, { amount }) => total + amount, 0))
  const sets: number[][] = []
  const chosen: number[] = []
  let steps = 0
  const search = (from: number, missing: number): void => {
    if (missing === 0) {
      if (chosen.length > 1) sets.push([...chosen])
      return
    }
    for (let position = from; position < candidates.length && sets.length < 2 && steps < MAX_STEPS; position++) {
      if (rest[position]! < missing) return
      const { amount, index } = candidates[position]!
      steps++
      if (amount > missing || chosen.length >= MAX_PARTS) continue
      chosen.push(index)
      search(position + 1, missing - amount)
      chosen.pop()
    }
  }
  search(0, target)
  return { sets, isWhole: steps < MAX_STEPS && candidates.length === all.length }
}
