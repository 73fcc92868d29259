import { compareDays, type LocalDate } from '../date.ts'
import { cents, type Cents } from '../money.ts'

export interface OpenDueDate { id: number; dueOn: LocalDate; openCents: Cents }
export interface Allocation { dueDateId: number; amountCents: Cents }

/** Spreads an amount over open due dates, the oldest first, as the law does when the payer says nothing (C. civ. 1342-10). What is left over stays unallocated. */
export function allocateByAge(dueDates: OpenDueDate[], amount: Cents): Allocation[] {
  const byAge = dueDates.filter(({ openCents }) => openCents > 0).toSorted((a, b) => compareDays(a.dueOn, b.dueOn) || a.id - b.id)
  const allocations: Allocation[] = []
  let left: number = amount
  for (const { id, openCents } of byAge) {
    if (left <= 0) break
    const part = Math.min(left, openCents)
    allocations.push({ dueDateId: id, amountCents: cents(part) })
    left -= part
  }
  return allocations
}

/** One allocation a due date: several on the same are added up. */
export function mergeAllocations(allocations: Allocation[]): Map<number, Cents> {
  const merged = new Map<number, Cents>()
  for (const { dueDateId, amountCents } of allocations) merged.set(dueDateId, cents((merged.get(dueDateId) ?? 0) + amountCents))
  return merged
}
