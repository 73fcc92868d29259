import { setImmediate } from 'node:timers/promises'

/** What a bench has measured, and the goal it is held to where there is one. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** `atMost` and `atLeast` are in the figure's unit. */
  goal?: { atMost: number } | { atLeast: number }
}

export const meetsGoal = ({ value, goal }: Figure): boolean => goal === undefined || ('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast)

/** The value below which a share of the samples lies: `percentile(times, 0.95)`. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** Runs the work and tells how long it took, in milliseconds. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now()
  const value = await work()
  return { value, ms: performance.now() - start }
}

/** Watches for the longest time between two turns of this thread, as another call would wait. `stop` gives it, in milliseconds. */
export function watchTurns(): { stop(): number } {
  let [longest, last, isOver] = [0, performance.now(), false]
  const look = (): number => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    return longest
  }
  void (async () => { while (!isOver) { await setImmediate(); look() } })()
  return { stop: () => { isOver = true; return look() } }
}
