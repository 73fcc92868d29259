import { addDays, type LocalDate } from '../../shared/date.ts'
import { readSourceKey, sourceKeyOf, type KnownRow } from '../../shared/imports/matching-rules.ts'
import type { Sql } from '../db/database.ts'

/** A due date or payment of the dossier as it is now: brought by an earlier ledger, a due date that a list or a person has brought, or a payment accepted from a bank statement. Amounts without sign. */
export interface LedgerRow extends KnownRow {
  origin: 'ledger' | 'list' | 'person' | 'bank'
  table: 'due_date' | 'payment'
  id: number
  /** null for a payment */
  invoiceId: number | null
  amountCents: number
  number: string
  /** Part of what is settled without an allocation is the rest of a lettering that does not balance */
  isPartlyLettered: boolean
  /** No sale: money that went back to the customer */
  isPaymentReturned?: boolean
  /** Made from a bank statement, whether the books have brought it since or not: its allocations are a person's until they letter it */
  isFromBank?: boolean
}

/** An allocation on rows of a ledger; `imported` ones follow the ledger, the others are a person's. */
export interface KnownAllocation { id: number; dueDateId: number; paymentId: number | null; creditDueDateId: number | null; cents: number; imported: boolean }

export interface KnownLedger { rows: LedgerRow[]; allocations: KnownAllocation[] }

const NOTHING: KnownLedger = { rows: [], allocations: [] }

interface DueDateRecord { id: number; invoiceId: number; amountCents: number; settledCents: number; openCents: number; isPartlyLettered: number; isPaymentReturned: number; sourceKey: string; number: string; label: string; on: LocalDate; isDayAssumed: number }
interface PaymentRecord { id: number; amountCents: number; settledCents: number; unallocatedCents: number; isPartlyLettered: number; sourceKey: string; isFromBank: number; reference: string; label: string; on: LocalDate }
interface AllocationRecord { id: number; dueDateId: number; paymentId: number | null; creditDueDateId: number | null; cents: number; imported: number; creditOn: LocalDate; debitOn: LocalDate }

/** Reads what a ledger may have brought, or name again, of a customer: all due dates, and the payments of earlier ledgers and of bank statements. */
export function knownLedgerReader(sql: Sql): (organisationId: number) => KnownLedger {
  const dueDates = sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, d.amount_cents AS amountCents, d.settled_by_source_cents AS settledCents, d.open_cents AS openCents, d.is_partly_lettered AS isPartlyLettered, coalesce(d.source_key, '') AS sourceKey,
    coalesce(nullif(i.number, ''), i.warranty_number) AS number, i.label, i.invoiced_on AS "on", i.is_day_assumed AS isDayAssumed, i.is_payment_returned AS isPaymentReturned FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.organisation_id = ? ORDER BY d.id`)
  const payments = sql.prepare(`SELECT id, amount_cents AS amountCents, settled_by_source_cents AS settledCents, unallocated_cents AS unallocatedCents, is_partly_lettered AS isPartlyLettered, source_key AS sourceKey, import_id IS NULL AS isFromBank,
    reference, label, paid_on AS "on" FROM payment WHERE organisation_id = ? AND (source_key GLOB 'fec*' OR source_key GLOB 'bank*') ORDER BY id`)
  const allocations = sql.prepare(`SELECT a.id, a.due_date_id AS dueDateId, a.payment_id AS paymentId, a.credit_due_date_id AS creditDueDateId, a.amount_cents AS cents, a.import_id IS NOT NULL AS imported,
      coalesce(p.paid_on, ci.invoiced_on) AS creditOn, i.invoiced_on AS debitOn
    FROM due_date d JOIN allocation a ON a.due_date_id = d.id JOIN invoice i ON i.id = d.invoice_id LEFT JOIN payment p ON p.id = a.payment_id
      LEFT JOIN due_date c ON c.id = a.credit_due_date_id LEFT JOIN invoice ci ON ci.id = c.invoice_id
    WHERE d.organisation_id = ? ORDER BY a.id`)

  return (organisationId) => {
    const rows: LedgerRow[] = []
    for (const due of dueDates.iterate(organisationId) as IterableIterator<DueDateRecord>) {
      const { cents, piece } = isOfLedger(due.sourceKey) ? readSourceKey(due.sourceKey) : { cents: due.amountCents, piece: due.number }
      rows.push({ ...due, ...originOf(due, piece), table: 'due_date', cents, amountCents: Math.abs(due.amountCents), settledCents: Math.abs(due.settledCents), isPartlyLettered: due.isPartlyLettered === 1, isPaymentReturned: due.isPaymentReturned === 1, piece, allocations: [] })
    }
    for (const payment of payments.iterate(organisationId) as IterableIterator<PaymentRecord>) {
      const { unallocatedCents, reference, isFromBank, ...rest } = payment
      const sourceKey = isOfLedger(payment.sourceKey) ? payment.sourceKey : sourceKeyOf({ journal: '', entryNumber: '', entryDate: payment.on, piece: '', cents: -payment.amountCents })
      rows.push({
        ...rest, origin: isOfLedger(payment.sourceKey) ? 'ledger' : 'bank', sourceKey, isFromBank: isFromBank === 1, isPartlyLettered: payment.isPartlyLettered === 1, table: 'payment', invoiceId: null, number: reference, openCents: -unallocatedCents + 0,
        cents: readSourceKey(sourceKey).cents, piece: readSourceKey(sourceKey).piece, allocations: [],
      })
    }
    if (rows.length === 0) return NOTHING
    const byDue = new Map(rows.filter(({ table }) => table === 'due_date').map((row) => [row.id, row]))
    const byPayment = new Map(rows.filter(({ table }) => table === 'payment').map((row) => [row.id, row]))
    const known: KnownAllocation[] = []
    for (const { creditOn, debitOn, imported, ...allocation } of allocations.iterate(organisationId) as IterableIterator<AllocationRecord>) {
      known.push({ ...allocation, imported: imported === 1 })
      byDue.get(allocation.dueDateId)?.allocations.push({ on: creditOn, cents: allocation.cents })
      const credit = allocation.paymentId === null ? byDue.get(allocation.creditDueDateId!) : byPayment.get(allocation.paymentId)
      credit?.allocations.push({ on: debitOn, cents: allocation.cents })
    }
    return { rows, allocations: known }
  }
}

const isOfLedger = (sourceKey: string): boolean => sourceKey.startsWith('fec')

/** Between an invoice and its due date, where only the latter is known */
const USUAL_TERM_DAYS = 30

/** What a list or a person has brought is looked for in a ledger as an entry of the day of the document. */
function originOf({ sourceKey, on, amountCents, isDayAssumed }: DueDateRecord, piece: string): Pick<LedgerRow, 'origin' | 'sourceKey' | 'on' | 'isListed' | 'isDayEstimated'> {
  if (isOfLedger(sourceKey)) return { origin: 'ledger', sourceKey, on }
  const isListed = sourceKey.startsWith('list-')
  const isDayEstimated = isDayAssumed === 1
  const day = isDayEstimated ? addDays(on, -USUAL_TERM_DAYS) : on
  return { origin: isListed ? 'list' : 'person', sourceKey: sourceKeyOf({ journal: '', entryNumber: '', entryDate: day, piece, cents: amountCents }), on: day, isListed, isDayEstimated }
}
