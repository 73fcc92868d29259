/** What the program asked of the system, for tests to read: `evaluate((electron) => electron.doubleCalls)`. */
export const doubleCalls: { api: string; parameters: unknown[] }[] = []

/** Records each call, then answers as `answer` does. */
export function recorded<P extends unknown[], R>(api: string, answer: (...parameters: P) => R): (...parameters: P) => R {
  return (...parameters) => {
    doubleCalls.push({ api, parameters })
    return answer(...parameters)
  }
}
