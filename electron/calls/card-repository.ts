import { daysBetween, type LocalDate } from '../../shared/date.ts'
import { MOST_CARD_DUE_DATES, type CallCard, type CardDueDate } from '../../shared/calls/session-contract.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import { decisiveHold } from '../../shared/holds/hold-rules.ts'
import type { Sql } from '../db/database.ts'
import { readPhones } from '../db/phones.ts'

/** The holds nobody has lifted, promises among them: asked once, then due date by due date. */
export type HoldsReader = () => (subject: HoldSubject) => readonly HoldMark[]
export interface HoldSubject { dueDateId: number; invoiceId: number; customerId: number }

type Head = Pick<CallCard, 'customerId' | 'customerCode' | 'customerName' | 'note' | 'outstandingCents' | 'overdueCents'>

const MOST_LETTERS = 5

/** What is known of a customer, for whoever calls him. Reads only. */
export function cardRepository(sql: Sql, holds: HoldsReader) {
  return {
    head: (customerId: number, asOf: LocalDate): Head & { phones: string[] } => {
      const head = sql.prepare(`SELECT o.id AS customerId, o.code AS customerCode, o.name AS customerName, o.note,
          (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0) AS outstandingCents,
          (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0 AND due_on < :asOf) AS overdueCents
        FROM organisation o WHERE o.id = :customerId`).get({ customerId, asOf }) as Head
      return { ...head, phones: readPhones(sql, customerId) }
    },
    dueDates: (customerId: number, asked: ReadonlySet<number>, asOf: LocalDate): Pick<CallCard, 'dueDates' | 'isCut'> => {
      const records = sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number) AS invoiceNumber, d.due_on AS dueOn, d.open_cents AS openCents, d.reminder_level AS level, d.reminded_on AS remindedOn
        FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.organisation_id = ? AND d.open_cents > 0 ORDER BY d.due_on, d.id LIMIT ${MOST_CARD_DUE_DATES + 1}`).all(customerId) as Omit<CardDueDate, 'daysLate' | 'hold' | 'isAsked'>[]
      const holdsOn = holds()
      const dueDates = records.slice(0, MOST_CARD_DUE_DATES).map((dueDate) => ({ ...dueDate, daysLate: daysBetween(dueDate.dueOn, asOf), hold: decisiveHold(holdsOn({ dueDateId: dueDate.id, invoiceId: dueDate.invoiceId, customerId }), asOf), isAsked: asked.has(dueDate.id) }))
      return { dueDates, isCut: records.length > MOST_CARD_DUE_DATES }
    },
    letters: (customerId: number): CallCard['letters'] => sql.prepare(`SELECT l.id, coalesce(s.sent_on, s.written_on) AS sentOn, l.level, l.channel, l.document_id AS documentId
      FROM reminder_letter l JOIN letter_sending s ON s.letter_id = l.id AND s.sending IN ('sent', 'maybe') AND NOT s.is_annulled
      WHERE l.organisation_id = ? ORDER BY 2 DESC, l.id DESC LIMIT ${MOST_LETTERS}`).all(customerId) as CallCard['letters'],
  }
}
