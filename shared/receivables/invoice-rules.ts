import { MAX_CENTS } from '../money.ts'
import type { FieldProblem } from '../schemas.ts'
import { wrongFields, type FieldCheck } from '../wrong-fields.ts'
import type { Invoice } from './receivable-contract.ts'

/**
 * What is wrong with an invoice as typed, in the order of the screen; `reason` is a key below `receivables.invalid.`.
 * A warranty invoice may have its warranty number alone (R-EBP-20); a credit note's due dates are negative, all others positive.
 */
export function invoiceProblems(invoice: Invoice): FieldProblem[] {
  const { kind, number, warrantyNumber, dueDates } = invoice
  const sign = kind === 'credit-note' ? -1 : 1
  const checks: FieldCheck[] = [
    ['number', 'required', kind !== 'warranty' && number === ''],
    ['warrantyNumber', 'required', kind === 'warranty' && warrantyNumber === ''],
    ['warrantyNumber', 'not-a-warranty', kind !== 'warranty' && warrantyNumber !== ''],
  ]
  for (const [index, { amountCents }] of dueDates.entries()) {
    checks.push([`dueDates.${index}.amountCents`, sign > 0 ? 'not-positive' : 'not-negative', amountCents * sign <= 0])
    checks.push([`dueDates.${index}.amountCents`, 'too-large', Math.abs(amountCents) > MAX_CENTS])
  }
  return wrongFields(checks)
}
