import { daysBetween, localDay, type Instant, type LocalDate } from '../date.ts'
import type { HoldKind } from '../holds/hold-contract.ts'
import { cents } from '../money.ts'
import type { InvoiceKind, PaymentMethod } from '../receivables/receivable-contract.ts'
import type { LetterSending, ReminderLevel } from '../schemas.ts'
import type { CallOutcome } from '../calls/call-contract.ts'
import { TimelineKind, type PieceKind, type TimelineEntry } from './account-contract.ts'

interface DueDateFacts { id: number; invoiceId: number; variant: InvoiceKind; number: string; amountCents: number; openCents: number }

/** An event as it is stored, read for the page that shows it. */
export type TimelineRow =
  | { kind: 'invoice'; id: number; on: LocalDate; variant: PieceKind; number: string; label: string; amountCents: number; openCents: number }
  | DueDateFacts & { kind: 'due'; on: LocalDate }
  | DueDateFacts & { kind: 'settled'; on: LocalDate }
  | { kind: 'payment'; id: number; on: LocalDate; variant: PaymentMethod; reference: string; label: string; amountCents: number; unallocatedCents: number }
  | { kind: 'letter'; id: number; on: LocalDate; channel: string; sending: LetterSending; level: ReminderLevel; payableCents: number; documentId: number; isAnnulled: boolean }
  | { kind: 'hold'; id: number; at: Instant; variant: HoldKind; number: string; reason: string; invoiceId: number | null; isLifted: boolean }
  | { kind: 'hold-lifted'; id: number; at: Instant; variant: HoldKind; number: string; reason: string; invoiceId: number | null }
  | { kind: 'mail'; id: number; at: Instant; state: string; subject: string; address: string }
  | { kind: 'note'; id: number; on: LocalDate; outcome: CallOutcome; text: string; promisedFor: LocalDate | null; promisedCents: number | null }
  | { kind: 'import'; id: number; at: Instant; variant: string; fileName: string }
  | { kind: 'document'; id: number; at: Instant; variant: string; title: string }

/** What orders the timeline: enough to page through it without reading the events. */
export interface TimelineKey { kind: TimelineKind; id: number; on: LocalDate }

const rank = new Map(TimelineKind.options.map((kind, index) => [kind, index]))

/** Newest first; of one day, what follows (a settlement) above what it follows from (the invoice). */
export function compareKeys(one: TimelineKey, other: TimelineKey): number {
  return one.on < other.on ? 1 : one.on > other.on ? -1 : rank.get(other.kind)! - rank.get(one.kind)! || other.id - one.id
}

/** The day an event stands at. */
export const dayOf = (row: TimelineRow): LocalDate => ('on' in row ? row.on : localDay(row.at))

/** The events as the screen shows them, in the order given. `first` is the place of the first one in the timeline, from 0. */
export function timelineEntries(rows: readonly TimelineRow[], asOf: LocalDate, first = 0): TimelineEntry[] {
  return rows.map((row, index) => ({ ...blank, id: first + index + 1, on: dayOf(row), kind: row.kind, ...factsOf(row, asOf) }))
}

const blank = {
  variant: '', reference: '', text: '', amountCents: null, openCents: null, level: null, sending: null, daysLate: null, isAnnulled: false, isLifted: false, invoiceId: null, documentId: null, callId: null, promise: null,
} satisfies Partial<TimelineEntry>

function factsOf(row: TimelineRow, asOf: LocalDate): Partial<TimelineEntry> {
  switch (row.kind) {
    case 'invoice': return { variant: row.variant, reference: row.number, text: row.label, amountCents: cents(row.amountCents), openCents: cents(row.openCents), invoiceId: row.id }
    case 'due': return { ...dueDateFacts(row), daysLate: row.openCents > 0 ? Math.max(0, daysBetween(row.on, asOf)) : null }
    case 'settled': return dueDateFacts(row)
    case 'payment': return { variant: row.variant, reference: row.reference, text: row.label, amountCents: cents(-row.amountCents), openCents: cents(0 - row.unallocatedCents) }
    case 'letter': return { variant: row.channel, level: row.level, amountCents: cents(row.payableCents), sending: row.sending, isAnnulled: row.isAnnulled, documentId: row.documentId }
    case 'hold': return { variant: row.variant, reference: row.number, text: row.reason, invoiceId: row.invoiceId, isLifted: row.isLifted }
    case 'hold-lifted': return { variant: row.variant, reference: row.number, text: row.reason, invoiceId: row.invoiceId }
    case 'mail': return { variant: row.state, text: row.subject, reference: row.address }
    case 'note': return { variant: row.outcome, text: row.text, callId: row.id, promise: row.promisedFor === null ? null : { promisedFor: row.promisedFor, amountCents: cents(row.promisedCents ?? 0) } }
    case 'import': return { variant: row.variant, text: row.fileName }
    case 'document': return { variant: row.variant, text: row.title, documentId: row.id }
  }
}

const dueDateFacts = ({ variant, number, amountCents, openCents, invoiceId }: DueDateFacts): Partial<TimelineEntry> =>
  ({ variant, reference: number, amountCents: cents(amountCents), openCents: cents(openCents), invoiceId })
