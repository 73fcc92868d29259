import type { Invoice } from '../../shared/receivables/receivable-contract.ts'

/** The invoice as it is stored now (a payment may have been saved meanwhile), with what a person is typing. */
export function withSettlementsOf(stored: Invoice, typed: Invoice): Invoice {
  const { number, warrantyNumber, invoicedOn, servicedOn, label, note } = typed
  const storedDueDates = new Map(stored.dueDates.map((dueDate) => [dueDate.id, dueDate]))
  const dueDates = typed.dueDates.map((typedDueDate) => {
    const { id, dueOn, amountCents, level, remindedOn, note: ownNote } = typedDueDate
    const storedDueDate = id === null ? undefined : storedDueDates.get(id)
    return storedDueDate ? { ...storedDueDate, dueOn, amountCents, level, remindedOn, note: ownNote } : typedDueDate
  })
  return { ...stored, number, warrantyNumber, invoicedOn, servicedOn, label, note, dueDates }
}
