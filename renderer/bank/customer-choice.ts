/** Customers to choose from, at most `max`: the proposed one first, however many others of his name are found before him. */
export function customerChoice(found: Int32Array<ArrayBuffer>, proposedId: number | null, max: number): Int32Array<ArrayBuffer> {
  const ids = proposedId === null ? found : Int32Array.of(proposedId, ...found.filter((id) => id !== proposedId))
  return ids.slice(0, max)
}
