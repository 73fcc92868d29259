/** Customers to choose from, at most `max`: the proposed one first, however many others of his name are found before him. */
export function customerChoice(found: Int32Array<ArrayBuffer>, proposedId: number | null, max: number): Int32Array<ArrayBuffer> {
  const ids = proposedId === null ? found : Int32Array.of(proposedId, ...found.filter((id) => id !== proposedId))
  return ids.slice(0, max)
}

/** Who is chosen among the customers found, 0 for nobody: whom the person has picked, the proposed one, or the only one. Of several, none is taken for the person. */
export function customerFound(found: readonly number[], proposedId: number | null, pickedId: number): number {
  if (pickedId !== 0 && found.includes(pickedId)) return pickedId
  if (proposedId !== null && found.includes(proposedId)) return proposedId
  return found.length === 1 ? found[0]! : 0
}
