/**
 * Between two looks at the date. A timer set to midnight would be wrong after a sleep of the machine, a change of its clock or of the hour; a look costs a few
 * reads, and what failed (no sender filled in) is tried again at the next one.
 */
const EVERY_MS = 3_600_000

export interface DailyLook {
  /** Now: a dossier was opened, somebody signed in. */
  now(): void
  stop(): void
}

/** What is done by itself each day, looked at when told and every hour. It fails on its own behalf: nobody waits for it. One at a time. */
export function dailyLook(look: () => Promise<void>): DailyLook {
  let isLooking = false
  const now = (): void => {
    if (isLooking) return
    isLooking = true
    void look().catch(() => undefined).finally(() => { isLooking = false })
  }
  const timer = setInterval(now, EVERY_MS)
  // a program that has nothing else to do may end
  timer.unref()
  return { now: () => { setImmediate(now) }, stop: () => clearInterval(timer) }
}
