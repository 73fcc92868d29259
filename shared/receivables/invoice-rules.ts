import type { FieldProblem } from '../dossiers/dossier-contract.ts'
import { MAX_CENTS } from '../money.ts'
import type { Invoice } from './receivable-contract.ts'

/**
 * What is wrong with an invoice as typed, in the order of the screen; `reason` is a key below `receivables.invalid.`.
 * A warranty invoice may have its warranty number alone (R-EBP-20); a credit note's due dates are negative, all others positive.
 */
export function invoiceProblems(invoice: Invoice): FieldProblem[] {
  const { kind, number, warrantyNumber, dueDates } = invoice
  const sign = kind === 'credit-note' ? -1 : 1
  const wrong: [field: string, reason: string, isWrong: boolean][] = [
    ['number', 'required', kind !== 'warranty' && number === ''],
    ['warrantyNumber', 'required', kind === 'warranty' && warrantyNumber === ''],
    ['warrantyNumber', 'not-a-warranty', kind !== 'warranty' && warrantyNumber !== ''],
  ]
  for (const [index, { amountCents }] of dueDates.entries()) {
    wrong.push([`dueDates.${index}.amountCents`, sign > 0 ? 'not-positive' : 'not-negative', amountCents * sign <= 0])
    wrong.push([`dueDates.${index}.amountCents`, 'too-large', Math.abs(amountCents) > MAX_CENTS])
  }
  return wrong.filter(([, , isWrong]) => isWrong).map(([field, reason]) => ({ field, reason }))
}
