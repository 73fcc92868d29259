import { computed, ref, shallowRef } from 'vue'
import type { LocalDate } from '../../shared/date.ts'
import { cents, sumCents, type Cents } from '../../shared/money.ts'
import { allocateByAge, type Allocation } from '../../shared/receivables/allocation-rules.ts'
import { api } from '../api.ts'

/** A due date that may be settled; `leftCents` counts what the payment being edited already settles. */
export interface SettleableDueDate { id: number; number: string; dueOn: LocalDate; amountCents: Cents; leftCents: Cents }

/** The customer's due dates that something is left of, and those that `current` settles. */
export async function settleableDueDates(customerId: number, current: readonly Allocation[]): Promise<SettleableDueDate[]> {
  const settled = new Map(current.map(({ dueDateId, amountCents }) => [dueDateId, amountCents]))
  const all = await api.receivables.dueDatesOf({ customerId, onlyOpen: false })
  return all
    .map(({ id, number, warrantyNumber, dueOn, amountCents, openCents }) => ({ id, number: number || warrantyNumber, dueOn, amountCents, leftCents: cents(openCents + (settled.get(id) ?? 0)) }))
    .filter(({ amountCents, leftCents }) => amountCents > 0 && leftCents > 0)
}

/** What a payment or a credit note is to settle, while it is being decided: by age until a person writes an amount himself. */
export function useAllocationDraft() {
  const dueDates = shallowRef<SettleableDueDate[]>([])
  const amounts = ref<Record<number, Cents | null>>({})
  const isByHand = ref(false)
  const total = computed(() => sumCents(Object.values(amounts.value).map((amount) => amount ?? 0)))

  /** What may be settled, and what `current` settles of it. */
  function show(settleable: SettleableDueDate[], current: readonly Allocation[]): void {
    dueDates.value = settleable
    amounts.value = Object.fromEntries(current.map(({ dueDateId, amountCents }) => [dueDateId, amountCents]))
    isByHand.value = current.length > 0
  }

  function spreadByAge(available: Cents): void {
    const open = dueDates.value.map(({ id, dueOn, leftCents }) => ({ id, dueOn, openCents: leftCents }))
    amounts.value = Object.fromEntries(allocateByAge(open, available).map(({ dueDateId, amountCents }) => [dueDateId, amountCents]))
    isByHand.value = false
  }

  function clear(): void {
    amounts.value = {}
    isByHand.value = true
  }

  function write(dueDateId: number, amount: Cents | null): void {
    amounts.value = { ...amounts.value, [dueDateId]: amount }
    isByHand.value = true
  }

  const allocations = (): Allocation[] => Object.entries(amounts.value).flatMap(([id, amountCents]) => (amountCents ? [{ dueDateId: Number(id), amountCents }] : []))

  return { dueDates, amounts, isByHand, total, show, spreadByAge, clear, write, allocations }
}
