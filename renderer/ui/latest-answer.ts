/** The question, of which only the latest answer is taken, or the latest failure: a slower one to what was asked before says nothing any more. */
export function latestAnswer<T>(ask: () => Promise<T>, take: (answer: T) => void, fail: (error: unknown) => void = (error) => { throw error }): () => Promise<void> {
  let lastTurn = 0
  return async () => {
    const turn = ++lastTurn
    try {
      const answer = await ask()
      if (turn === lastTurn) take(answer)
    } catch (error) {
      if (turn === lastTurn) fail(error)
    }
  }
}
