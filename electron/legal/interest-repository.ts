import type { LocalDate } from '../../shared/date.ts'
import type { InterestFacts } from '../../shared/legal/interest-rules.ts'
import type { Cents } from '../../shared/money.ts'
import { isProfileKnown } from '../../shared/receivables/profile-rules.ts'
import type { DebtorProfile } from '../../shared/receivables/receivable-contract.ts'
import type { Sql } from '../db/database.ts'

/** A due date with what its interest depends on. */
export interface ClaimableDueDate extends InterestFacts {
  openCents: Cents
  /** Part settled on an unknown day according to the imported books. */
  undatedCents: Cents
}

export interface DebtorRecord { code: string; name: string; profile: DebtorProfile; isProfileKnown: boolean; contractRateBp: number | null; unallocatedCents: Cents }

const idList = (ids: Iterable<number>): string => JSON.stringify([...ids])
const IDS = '(SELECT value FROM json_each(?))'

/** What interest is computed from, as the books have it. Reads only. */
export function interestRepository(sql: Sql) {
  return {
    debtors: (ids: Iterable<number>): Map<number, DebtorRecord> => readDebtors(sql, ids),
    /** Of those who owe these due dates. */
    debtorsOf: (dueDateIds: Iterable<number>): Map<number, DebtorRecord> =>
      readDebtors(sql, sql.prepare(`SELECT DISTINCT organisation_id FROM due_date WHERE id IN ${IDS}`).pluck().all(idList(dueDateIds)) as number[]),
    /** `creditsUntil`: credit notes of a later day are taken for unknown; null when all that are used count. */
    dueDates: (ids: Iterable<number>, creditsUntil: LocalDate | null = null): Map<number, ClaimableDueDate> => readDueDates(sql, ids, creditsUntil),
    /** Due dates due before that day and paid after their own. */
    settledLateIds: (customerId: number, asOf: LocalDate): number[] => sql.prepare(`SELECT d.id FROM due_date d WHERE d.organisation_id = :customerId AND d.amount_cents > 0 AND d.due_on < :asOf
        AND EXISTS (SELECT 1 FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.due_date_id = d.id AND p.paid_on > d.due_on)
      ORDER BY d.due_on, d.id`).pluck().all({ customerId, asOf }) as number[],
  }
}
export type InterestRepository = ReturnType<typeof interestRepository>

function readDebtors(sql: Sql, ids: Iterable<number>): Map<number, DebtorRecord> {
  const rows = sql.prepare(`SELECT o.id, o.code, o.name, o.debtor_profile AS profile, o.profile_confirmed AS isProfileConfirmed, o.siren, o.siret, o.vat_number AS vatNumber, o.late_interest_rate_bp AS contractRateBp,
      (SELECT coalesce(sum(unallocated_cents), 0) FROM payment WHERE organisation_id = o.id AND unallocated_cents > 0)
        - (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents < 0) AS unallocatedCents
    FROM organisation o WHERE o.id IN ${IDS}`).all(idList(ids)) as (Omit<DebtorRecord, 'isProfileKnown'> & Parameters<typeof isProfileKnown>[0] & { id: number })[]
  return new Map(rows.map(({ id, isProfileConfirmed, siren, siret, vatNumber, ...debtor }) => [id, { ...debtor, isProfileKnown: isProfileKnown({ isProfileConfirmed, siren, siret, vatNumber }) }]))
}

function readDueDates(sql: Sql, ids: Iterable<number>, creditsUntil: LocalDate | null): Map<number, ClaimableDueDate> {
  const list = idList(ids)
  const rows = sql.prepare(`SELECT d.id AS dueDateId, d.invoice_id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number) AS invoiceNumber, d.due_on AS dueOn, d.open_cents AS openCents,
      d.settled_by_source_cents AS undatedCents,
      d.amount_cents - d.settled_by_source_cents - (SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a JOIN due_date c ON c.id = a.credit_due_date_id JOIN invoice ci ON ci.id = c.invoice_id
        WHERE a.due_date_id = d.id AND (:creditsUntil IS NULL OR ci.invoiced_on <= :creditsUntil)) AS principalCents
    FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.amount_cents > 0 AND d.id IN (SELECT value FROM json_each(:list))`).all({ list, creditsUntil }) as Omit<ClaimableDueDate, 'payments' | 'noticeReceivedOn'>[]
  const payments = Map.groupBy(sql.prepare(`SELECT a.due_date_id AS dueDateId, p.paid_on AS paidOn, a.amount_cents AS amountCents FROM allocation a JOIN payment p ON p.id = a.payment_id
    WHERE a.due_date_id IN ${IDS}`).all(list) as { dueDateId: number; paidOn: LocalDate; amountCents: Cents }[], ({ dueDateId }) => dueDateId)
  const receipts = new Map(sql.prepare(`SELECT n.due_date_id, min(m.received_on) FROM registered_mail m JOIN reminder_letter l ON l.id = m.letter_id JOIN letter_sending s ON s.letter_id = l.id AND s.sending = 'sent' AND NOT s.is_annulled JOIN reminder_line n ON n.letter_id = l.id
    WHERE m.received_on IS NOT NULL AND l.level = 3 AND m.id = (SELECT max(id) FROM registered_mail WHERE letter_id = l.id) AND n.due_date_id IN ${IDS}
    GROUP BY n.due_date_id`).raw().all(list) as [number, LocalDate][])
  return new Map(rows.map((row) => [row.dueDateId, { ...row, payments: payments.get(row.dueDateId) ?? [], noticeReceivedOn: receipts.get(row.dueDateId) ?? null }]))
}
