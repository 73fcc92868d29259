import { formatDate, type LocalDate } from '../../shared/date.ts'
import { formatEuros } from '../../shared/money.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Sql } from '../db/database.ts'

interface CopyMessage { customerId: number; to: { name: string; address: string }; subject: string; text: string }

type Facts = { language: 'fr' | 'en'; name: string; email: string; invoicedOn: LocalDate; totalCents: number }

/** The e-mail that brings the copy of an invoice, in the customer's language; null when his sheet has no address to write to. */
export function copyMessage(sql: Sql, customerId: number, invoice: { id: number; number: string }, companyName: string): CopyMessage | null {
  const { language, name, email, invoicedOn, totalCents } = sql.prepare(`SELECT o.language, o.name, coalesce(nullif(o.email1, ''), o.email2) AS email, i.invoiced_on AS invoicedOn, (SELECT sum(amount_cents) FROM due_date WHERE invoice_id = i.id) AS totalCents
    FROM organisation o JOIN invoice i ON i.id = :invoiceId WHERE o.id = :customerId`).get({ customerId, invoiceId: invoice.id }) as Facts
  if (!isMailAddress(email)) return null
  const params = { number: invoice.number, date: formatDate(invoicedOn), total: formatEuros(totalCents), company: companyName }
  return { customerId, to: { name, address: email }, subject: translate(language, 'calls.copy.subject', params), text: translate(language, 'calls.copy.text', params) }
}
