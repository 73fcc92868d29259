/** The deed, not begun again while it is under way: F2 twice is one record. */
export function oneAtATime<A extends unknown[]>(deed: (...given: A) => Promise<void>): (...given: A) => Promise<void> {
  let isUnderWay = false
  return async (...given) => {
    if (isUnderWay) return
    isUnderWay = true
    try {
      await deed(...given)
    } finally {
      isUnderWay = false
    }
  }
}
