import type { Instant } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { MAX_CENTS } from '../../shared/money.ts'
import { mergeAllocations, type Allocation } from '../../shared/receivables/allocation-rules.ts'
import type { Payment } from '../../shared/receivables/receivable-contract.ts'
import type { Sql } from '../db/database.ts'
import { changeCreditUse, freeCreditUse, replaceAllocations, type CreditUse } from './allocation-repository.ts'
import { readCustomer } from './customer-repository.ts'
import * as payments from './payment-repository.ts'

/** Adds a payment or changes it, with its allocations. Runs inside the caller's transaction; returns its id. */
export function savePayment(sql: Sql, payment: Payment): number {
  if (payment.amountCents <= 0 || payment.amountCents > MAX_CENTS) throw new AppError('payment.amount')
  refuseEmpty(payment.allocations)
  existing(readCustomer(sql, payment.customerId))
  const before = payment.id === null ? null : existing(payments.readPayment(sql, payment.id))
  if (before && before.customerId !== payment.customerId) throw new AppError('payment.customer-fixed')
  const isMoved = before !== null && (before.amountCents !== payment.amountCents || before.paidOn !== payment.paidOn)
  if (isMoved && before.isImported) throw new AppError('payment.imported')
  if (isMoved && before.isFromBank) throw new AppError('payment.from-bank')
  const id = payments.writePayment(sql, payment)
  replaceAllocations(sql, sourceOf({ ...payment, id, settledBySourceCents: before?.settledBySourceCents ?? 0 }), mergeAllocations(payment.allocations))
  return id
}

/** Takes a payment and its allocations away; not one of the books. Runs inside the caller's transaction. */
export function removePayment(sql: Sql, id: number): void {
  const payment = existing(payments.readPayment(sql, id))
  if (payment.isImported) throw new AppError('payment.imported')
  replaceAllocations(sql, sourceOf(payment), new Map())
  payments.deletePayment(sql, id)
}

export function refuseEmpty(allocations: Allocation[]): void {
  if (allocations.some(({ amountCents }) => amountCents <= 0)) throw new AppError('payment.amount')
}

const sourceOf = ({ id, customerId, amountCents, settledBySourceCents }: Pick<payments.StoredPayment, 'id' | 'customerId' | 'amountCents' | 'settledBySourceCents'>) =>
  ({ column: 'payment_id' as const, customerId, parts: [{ id, capacityCents: amountCents - settledBySourceCents }] })

/** Payments as another slice makes them from what it has been told, in its own transaction. */
export function paymentBook(sql: Sql) {
  return {
    /** A new payment that bears the key of what it comes from; `updatedAt` stays until something else changes it. */
    add(payment: Omit<Payment, 'id' | 'unallocatedCents' | 'isImported'>, sourceKey: string): { id: number; updatedAt: Instant } {
      const id = savePayment(sql, { ...payment, id: null, unallocatedCents: payment.amountCents, isImported: false })
      payments.markSource(sql, id, sourceKey)
      return { id, updatedAt: payments.readStamp(sql, id)!.updatedAt }
    },
    remove: (id: number): void => { removePayment(sql, id) },
    /** A part of a credit note on a due date of the same customer, beside what it settles already. */
    useCredit: (customerId: number, use: CreditUse): void => { changeCreditUse(sql, customerId, use) },
    /** Takes it back; false when less than that is left of it, or the credit note is gone. */
    releaseCredit: (customerId: number, use: CreditUse): boolean => changeCreditUse(sql, customerId, { ...use, amountCents: -use.amountCents }),
    /** Takes back what is left of it, whatever a person has made of it since. */
    freeCredit: (customerId: number, use: CreditUse): void => { freeCreditUse(sql, customerId, use) },
    stamp: (id: number): { updatedAt: Instant; sourceKey: string | null } | null => payments.readStamp(sql, id),
  }
}
