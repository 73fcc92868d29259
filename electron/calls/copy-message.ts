import { formatDate, type LocalDate } from '../../shared/date.ts'
import { formatEuros } from '../../shared/money.ts'
import { mailAddressOf } from '../../shared/outbox/mail-text-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { OutboxMessage } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'

interface CopyMessage { customerId: number; to: { name: string; address: string }; subject: string; text: string }

type Facts = { language: 'fr' | 'en'; name: string; email1: string; email2: string; invoicedOn: LocalDate; totalCents: number }

/** The e-mail that brings the copy of an invoice, in the customer's language; null when his sheet has no address to write to. */
export function copyMessage(sql: Sql, customerId: number, invoice: { id: number; number: string }, companyName: string): CopyMessage | null {
  const { language, name, email1, email2, invoicedOn, totalCents } = sql.prepare(`SELECT o.language, o.name, o.email1, o.email2, i.invoiced_on AS invoicedOn, (SELECT sum(amount_cents) FROM due_date WHERE invoice_id = i.id) AS totalCents
    FROM organisation o JOIN invoice i ON i.id = :invoiceId WHERE o.id = :customerId`).get({ customerId, invoiceId: invoice.id }) as Facts
  const address = mailAddressOf(email1, email2)
  if (address === '') return null
  const params = { number: invoice.number, date: formatDate(invoicedOn), total: formatEuros(totalCents), company: companyName }
  return { customerId, to: { name, address }, subject: translate(language, 'calls.copy.subject', params), text: translate(language, 'calls.copy.text', params) }
}

/** Why a prepared copy must not leave any more: its invoice is no longer this customer's, or he is written to elsewhere. What a person sends once more, on purpose, is a copy of what left: nothing keeps it. */
export function copyObstacle(sql: Sql, { id, customerId, toAddress, resendOfId }: Pick<OutboxMessage, 'id' | 'customerId' | 'toAddress' | 'resendOfId'>): { reason: string; detail: string } | null {
  if (resendOfId !== null) return null
  const holder = sql.prepare(`SELECT o.id, o.email1, o.email2 FROM invoice_copy y JOIN invoice i ON i.id = y.invoice_id JOIN organisation o ON o.id = i.organisation_id
    WHERE y.outbox_message_id = ?`).get(id) as { id: number; email1: string; email2: string } | undefined
  return holder?.id === customerId && mailAddressOf(holder.email1, holder.email2) === toAddress ? null : { reason: 'copy-changed', detail: '' }
}
