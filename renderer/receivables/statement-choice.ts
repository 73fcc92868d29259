/** Whose statements are written: of the customers ticked, or of all, among the rows as the person sees them. What a header's filter hides is never asked for out of sight. */
export function statementCustomers(shownIds: readonly number[], ticked: ReadonlySet<number>): number[] {
  const chosen = shownIds.filter((id) => ticked.has(id))
  return chosen.length > 0 ? chosen : [...shownIds]
}
