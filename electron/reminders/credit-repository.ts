import type { Deduction } from '../../shared/legal/interest-rules.ts'
import type { Cents } from '../../shared/money.ts'
import type { OpenDueDate } from '../../shared/receivables/allocation-rules.ts'
import type { ReminderCustomer } from '../../shared/reminders/reminder-candidate.ts'
import type { Sql } from '../db/database.ts'

interface CustomerTotals { customerId: number; outstandingCents: Cents; unallocatedCreditCents: Cents }

/** What each customer owes in all, and what stands to his credit: payments and credit notes not yet used, as a positive amount. */
export function readTotals(sql: Sql, customerIds: ReadonlySet<number>): Map<number, CustomerTotals> {
  const rows = sql.prepare(`SELECT c.value AS customerId,
      (SELECT coalesce(sum(open_cents), 0) FROM due_date INDEXED BY due_date_unpaid WHERE organisation_id = c.value AND open_cents > 0) AS outstandingCents,
      (SELECT coalesce(sum(unallocated_cents), 0) FROM payment INDEXED BY payment_unallocated WHERE organisation_id = c.value AND unallocated_cents > 0)
        - (SELECT coalesce(sum(open_cents), 0) FROM due_date INDEXED BY due_date_credit WHERE organisation_id = c.value AND open_cents < 0) AS unallocatedCreditCents
    FROM json_each(?) c`).all(JSON.stringify([...customerIds])) as CustomerTotals[]
  return new Map(rows.map((row) => [row.customerId, row]))
}

/** Of all customers who have any. */
export function readCredits(sql: Sql): Map<number, Cents> {
  return new Map(sql.prepare(`SELECT organisation_id, sum(cents) FROM (
      SELECT organisation_id, unallocated_cents AS cents FROM payment INDEXED BY payment_unallocated WHERE unallocated_cents > 0
      UNION ALL SELECT organisation_id, -open_cents FROM due_date INDEXED BY due_date_credit WHERE open_cents < 0)
    GROUP BY organisation_id`).raw().all() as [number, Cents][])
}

type CustomerCredits = Pick<ReminderCustomer, 'creditCents' | 'openDueDates' | 'credits'>

/** What a customer's unused credits are made of, and the due dates they may be netted with. */
export function creditReader(sql: Sql): (customerId: number, creditCents: Cents) => CustomerCredits {
  const openDueDates = sql.prepare('SELECT id, due_on AS dueOn, open_cents AS openCents FROM due_date INDEXED BY due_date_unpaid WHERE organisation_id = ? AND open_cents > 0 ORDER BY due_on')
  const credits = sql.prepare(`SELECT NULL AS paidOn, -open_cents AS amountCents, id FROM due_date INDEXED BY due_date_credit WHERE organisation_id = :id AND open_cents < 0
    UNION ALL SELECT paid_on, unallocated_cents, id FROM payment INDEXED BY payment_unallocated WHERE organisation_id = :id AND unallocated_cents > 0 ORDER BY paidOn NULLS FIRST, id`)
  return (customerId, creditCents) => {
    if (creditCents <= 0) return { creditCents, openDueDates: [], credits: [] }
    return {
      creditCents, openDueDates: openDueDates.all(customerId) as OpenDueDate[],
      credits: (credits.all({ id: customerId }) as Deduction[]).map(({ paidOn, amountCents }) => ({ paidOn, amountCents })),
    }
  }
}
