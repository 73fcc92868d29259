import { isInForce } from '../holds/hold-rules.ts'
import type { Cents } from '../money.ts'
import { outcomesOf, type PlanRequest, type PlanSources } from './plan-rules.ts'
import type { Explanation } from './reminder-contract.ts'

/** « Pourquoi ? » of the due dates of a request, those that no longer exist left out: what the generation would decide, with all that decided it. */
export function explainReminders(sources: PlanSources, request: PlanRequest): Explanation[] {
  const { rule, resend, asOf } = request
  return [...outcomesOf(sources, request)].flatMap((outcome) => {
    if (!outcome.candidate) return []
    const { facts, decision, candidate: { customer, level, holds, ...dueDate } } = outcome
    const { dueDateId, invoiceNumber, warrantyInvoiceNumber, dueOn, openCents, remindedOn } = dueDate
    const { customerId, customerCode, customerName, customerLevel, outstandingCents, creditCents } = customer
    return {
      dueDateId, customerId, customerCode, customerName, invoiceNumber, warrantyInvoiceNumber, dueOn, openCents, daysLate: facts.daysLate, rule, resend,
      levelBefore: level, remindedOn, customerLevel, levelAfter: decision.send ? decision.level : null, reason: decision.send ? null : decision.reason,
      hold: facts.hold, otherHoldCount: Math.max(0, holds.filter((hold) => isInForce(hold, asOf)).length - 1),
      outstandingCents, creditCents, deductedCents: facts.coveredCents as Cents, toleranceCents: facts.toleranceCents as Cents,
    }
  })
}
