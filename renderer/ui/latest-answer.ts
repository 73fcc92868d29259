/** The question, of which only the latest answer is taken: a slower one to what was asked before says nothing any more. */
export function latestAnswer<T>(ask: () => Promise<T>, take: (answer: T) => void): () => Promise<void> {
  let lastTurn = 0
  return async () => {
    const turn = ++lastTurn
    const answer = await ask()
    if (turn === lastTurn) take(answer)
  }
}
