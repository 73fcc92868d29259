/** Seconds still to go at the speed seen so far; null while it is too early to say or the total is unknown. */
export function remainingSeconds(done: number, total: number, elapsedMs: number): number | null {
  if (total <= 0 || done <= 0 || elapsedMs < 1_500) return null
  return Math.max(0, Math.ceil((elapsedMs / done) * (total - done) / 1000))
}
