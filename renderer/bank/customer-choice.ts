/** Customers to choose from, at most `max`: the proposed one first, however many others of his name are found before him. */
export function customerChoice(found: readonly number[], proposedId: number | null, max: number): number[] {
  const ids = proposedId === null ? found : [proposedId, ...found.filter((id) => id !== proposedId)]
  return ids.slice(0, max)
}
