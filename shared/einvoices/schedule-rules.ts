import { compareDays, formatDate, type LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { cents, formatEuros, sumCents, type Cents } from '../money.ts'
import { dueOn as dueDateUnder, parsePaymentTerm, type PaymentTerm } from '../receivables/payment-term-rules.ts'
import type { Receivable, StatedTerm, Warn } from './einvoice-rules.ts'

/** A due date to be written, without sign: what it was for, and what of it is settled already according to the invoice. */
export interface PlannedDueDate { dueOn: LocalDate; amountCents: Cents; settledCents: Cents }

export interface ScheduleFacts {
  receivable: Receivable
  invoicedOn: LocalDate
  terms: readonly StatedTerm[]
  /** Used where the file says nothing: the customer's, or the dossier's */
  fallback: { term: PaymentTerm; isCustomers: boolean }
}

/** What one invoice may have in the dossier. */
const MAX_DUE_DATES = 60

/**
 * When the amount to pay falls due. Instalments must add up to what is to be paid, or to the total: what is already paid then settles the earliest ones.
 * @throws AppError 'einvoices.instalments' {found, expected}, 'einvoices.too-many-instalments'
 */
export function scheduleOf({ receivable, invoicedOn, terms, fallback }: ScheduleFacts, warn: Warn): PlannedDueDate[] {
  const dated = terms.flatMap(({ dueOn, amountCents }) => (dueOn === null ? [] : [{ dueOn, amountCents }])).toSorted((one, other) => compareDays(one.dueOn, other.dueOn))
  const early = dated.find(({ dueOn }) => dueOn < invoicedOn)
  if (early) warn('due-before-invoice', { dueOn: formatDate(early.dueOn), invoicedOn: formatDate(invoicedOn) })
  const parts = dated.flatMap(({ dueOn, amountCents }) => (amountCents === null ? [] : [{ dueOn, amountCents: cents(Math.abs(amountCents)) }]))
  if (dated.length > 1 && parts.length === dated.length) return instalments(parts, receivable)
  return [whole(receivable, dated.length > 0 ? latest(dated.map(({ dueOn }) => dueOn), warn) : undated(receivable, invoicedOn, terms, fallback, warn))]
}

const whole = ({ totalCents, payableCents }: Receivable, dueOn: LocalDate): PlannedDueDate => ({ dueOn, amountCents: totalCents, settledCents: cents(totalCents - payableCents) })

/** Several days without their amounts: nothing is claimed before the last. */
function latest(days: readonly LocalDate[], warn: Warn): LocalDate {
  const last = days.at(-1)!
  if (new Set(days).size > 1) warn('instalments-unknown', { dueOn: formatDate(last), count: days.length })
  return last
}

function undated({ kind }: Receivable, invoicedOn: LocalDate, terms: readonly StatedTerm[], { term, isCustomers }: ScheduleFacts['fallback'], warn: Warn): LocalDate {
  // nobody waits for the day of a credit note
  if (kind === 'credit-note') return invoicedOn
  for (const { text } of terms) {
    const stated = parsePaymentTerm(text)
    if (stated === null) continue
    const dueOn = dueDateUnder(invoicedOn, stated)
    warn('due-date-worded', { text: text.slice(0, 80), dueOn: formatDate(dueOn) })
    return dueOn
  }
  const dueOn = dueDateUnder(invoicedOn, term)
  warn(isCustomers ? 'due-date-of-customer' : 'due-date-of-dossier', { dueOn: formatDate(dueOn) })
  return dueOn
}

function instalments(parts: readonly { dueOn: LocalDate; amountCents: Cents }[], { totalCents, payableCents }: Receivable): PlannedDueDate[] {
  if (parts.length > MAX_DUE_DATES) throw new AppError('einvoices.too-many-instalments', { count: parts.length, max: MAX_DUE_DATES })
  const sum = sumCents(parts.map(({ amountCents }) => amountCents))
  if (sum !== payableCents && sum !== totalCents) throw new AppError('einvoices.instalments', { found: formatEuros(sum), expected: formatEuros(payableCents) })
  // those of the amount to pay leave the paid part out: it comes back on the first, settled
  const paid = totalCents - payableCents
  const amounts = parts.map(({ amountCents }, index) => amountCents + (index === 0 && sum !== totalCents ? paid : 0))
  let left = paid
  return parts.flatMap(({ dueOn }, index) => {
    const amountCents = amounts[index]!
    const settled = Math.min(left, amountCents)
    left -= settled
    return amountCents === 0 ? [] : [{ dueOn, amountCents: cents(amountCents), settledCents: cents(settled) }]
  })
}
