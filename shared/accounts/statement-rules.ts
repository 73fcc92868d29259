import { compareDays, daysBetween, type LocalDate } from '../date.ts'
import { cents, sumCents, type Cents } from '../money.ts'
import type { Ageing, MovementKind, OpenDueDate, PartlyLettered, PieceKind, Statement, UnusedCredit } from './account-contract.ts'

/** A due date of the customer, with its invoice. A credit note's amounts are negative. */
export interface LedgerDueDate {
  id: number
  invoiceId: number
  kind: PieceKind
  number: string
  invoicedOn: LocalDate
  /** Its source gave no date of the invoice: `invoicedOn` is the day it is due, or that of its import when that comes before */
  isDayAssumed: boolean
  label: string
  dueOn: LocalDate
  amountCents: number
  settledBySourceCents: number
  /** What an electronic invoice says was paid before; part of `settledBySourceCents` as far as that goes */
  prepaidCents: number
  /** Its source is the books */
  isOfBooks: boolean
  /** What the source settled of it is the rest of a lettering that does not balance */
  isPartlyLettered: boolean
}

/** `countsOn`: its day, or that on which it was noted when that comes before */
export interface LedgerPayment { id: number; paidOn: LocalDate; countsOn: LocalDate; reference: string; label: string; amountCents: number; settledBySourceCents: number; isPartlyLettered: boolean }

/** Exactly one of `paymentId` and `creditDueDateId` is set. */
export interface LedgerAllocation { dueDateId: number; paymentId: number | null; creditDueDateId: number | null; amountCents: number }

/** All that bears on a customer's balance. */
export interface CustomerLedger { dueDates: readonly LedgerDueDate[]; payments: readonly LedgerPayment[]; allocations: readonly LedgerAllocation[] }

interface Movement { on: LocalDate; countsOn: LocalDate; isDayAssumed: boolean; rank: number; id: number; kind: MovementKind; reference: string; label: string; dueOn: LocalDate | null; cents: number }

/**
 * The statement of a customer over [from, asOf]. What happens after `asOf` is unknown to it: a payment of the day after settles nothing yet
 * (one noted before its day counts from the day it was noted),
 * and an allocation counts from the day when both its sides exist. What the imported source settled on a day Relais does not know counts from
 * the day of the invoice or payment itself, so that nothing is ever shown as owed that may have been settled.
 */
export function statementOf(ledger: CustomerLedger, from: LocalDate | null, asOf: LocalDate): Statement {
  const movements = movementsOf(ledger).filter(({ countsOn }) => countsOn <= asOf)
  const isBefore = ({ countsOn }: Movement): boolean => from !== null && countsOn < from
  const openingCents = sumCents(movements.filter(isBefore).map((movement) => movement.cents))
  let balance: number = openingCents
  const partlyLettered = movements.filter(({ kind }) => kind === 'partly-lettered').map(({ on, reference, cents: amount }): PartlyLettered => ({ on, reference, cents: cents(-amount) }))
  const shown = movements.filter((movement) => !isBefore(movement)).map(({ on, isDayAssumed, kind, reference, label, dueOn, cents: amount }) => {
    balance += amount
    return { on, isDayAssumed, kind, reference, label, dueOn, debitCents: cents(Math.max(amount, 0)), creditCents: cents(Math.max(-amount, 0)), balanceCents: cents(balance) }
  })
  const { openDueDates, unusedCredits } = openItemsAt(ledger, asOf)
  return {
    from, asOf, openingCents,
    movements: shown,
    debitCents: sumCents(shown.map(({ debitCents }) => debitCents)),
    creditCents: sumCents(shown.map(({ creditCents }) => creditCents)),
    closingCents: cents(balance),
    openDueDates, unusedCredits, partlyLettered,
    ageing: ageingOf(openDueDates, unusedCredits),
  }
}

/** In order of day; on one day invoices, then credit notes, then payments, each followed by what the source settled of it. */
function movementsOf({ dueDates, payments }: CustomerLedger): Movement[] {
  const invoices = [...Map.groupBy(dueDates, ({ invoiceId }) => invoiceId).values()].flatMap((parts): Movement[] => {
    const { invoiceId: id, kind, number: reference, label, invoicedOn: on, isDayAssumed } = parts[0]!
    const rank = kind === 'credit-note' ? 1 : 0
    const piece = { on, countsOn: on, isDayAssumed, rank, id, reference, label, dueOn: parts.length === 1 ? parts[0]!.dueOn : null }
    const settled = Map.groupBy(parts.flatMap(settledParts), (part) => part.kind)
    return [
      { ...piece, kind, cents: parts.reduce((sum, part) => sum + part.amountCents, 0) },
      ...SETTLED_KINDS.flatMap((settledKind) => settledBySource(piece, settledKind, (settled.get(settledKind) ?? []).reduce((sum, part) => sum - part.cents, 0))),
    ]
  })
  const received = payments.flatMap(({ id, paidOn: on, countsOn, reference, label, amountCents, settledBySourceCents, isPartlyLettered }): Movement[] => {
    const piece = { on, countsOn, isDayAssumed: false, rank: 2, id, reference, label, dueOn: null }
    return [{ ...piece, kind: 'payment', cents: -amountCents }, ...settledBySource(piece, isPartlyLettered ? 'partly-lettered' : 'settled-by-source', settledBySourceCents)]
  })
  return [...invoices, ...received].sort((one, other) => (one.countsOn < other.countsOn ? -1 : one.countsOn > other.countsOn ? 1 : one.rank - other.rank || one.id - other.id))
}

/** Of what was settled without a payment, in this order */
const SETTLED_KINDS = ['prepaid', 'settled-by-source', 'settled', 'partly-lettered'] as const satisfies readonly MovementKind[]
type SettledKind = (typeof SETTLED_KINDS)[number]

/** What the source settled of a due date, by how it was settled. */
function settledParts({ settledBySourceCents, prepaidCents, isOfBooks, isPartlyLettered }: LedgerDueDate): { kind: SettledKind; cents: number }[] {
  if (isPartlyLettered) return [{ kind: 'partly-lettered', cents: settledBySourceCents }]
  // the books may since have entered what was paid before as a payment of its own
  const prepaid = settledBySourceCents < 0 ? Math.max(prepaidCents, settledBySourceCents) : Math.min(prepaidCents, settledBySourceCents)
  return [{ kind: 'prepaid', cents: prepaid }, { kind: isOfBooks ? 'settled-by-source' : 'settled', cents: settledBySourceCents - prepaid }]
}

const settledBySource = (piece: Omit<Movement, 'kind' | 'cents'>, kind: SettledKind, amount: number): Movement[] => (amount === 0 ? [] : [{ ...piece, dueOn: null, kind, cents: amount }])

/** What is left of due dates, credit notes and payments at the end of that day; due dates by age. */
function openItemsAt({ dueDates, payments, allocations }: CustomerLedger, asOf: LocalDate): Pick<Statement, 'openDueDates' | 'unusedCredits'> {
  const known = dueDates.filter(({ invoicedOn }) => invoicedOn <= asOf)
  const received = payments.filter(({ countsOn }) => countsOn <= asOf)
  const leftOfDueDate = new Map(known.map(({ id, amountCents, settledBySourceCents }) => [id, amountCents - settledBySourceCents]))
  const leftOfPayment = new Map(received.map(({ id, amountCents, settledBySourceCents }) => [id, amountCents - settledBySourceCents]))
  for (const { dueDateId, paymentId, creditDueDateId, amountCents } of allocations) {
    const [sources, sourceId] = paymentId === null ? [leftOfDueDate, creditDueDateId!] : [leftOfPayment, paymentId]
    if (!leftOfDueDate.has(dueDateId) || !sources.has(sourceId)) continue
    leftOfDueDate.set(dueDateId, leftOfDueDate.get(dueDateId)! - amountCents)
    // a credit note's own rest is negative and rises to 0 as it is used
    sources.set(sourceId, sources.get(sourceId)! + (paymentId === null ? amountCents : -amountCents))
  }
  const openDueDates = known.filter(({ id }) => leftOfDueDate.get(id)! > 0)
    .map(({ id, invoiceId, kind, number, invoicedOn, isDayAssumed, dueOn, amountCents }): OpenDueDate => ({
      dueDateId: id, invoiceId, kind, number, invoicedOn: isDayAssumed ? null : invoicedOn, dueOn, amountCents: cents(amountCents), openCents: cents(leftOfDueDate.get(id)!), daysLate: Math.max(0, daysBetween(dueOn, asOf)),
    }))
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : one.dueDateId - other.dueDateId))
  const creditNotes = known.filter(({ id }) => leftOfDueDate.get(id)! < 0)
    .map(({ id, invoicedOn, number, label, amountCents }): UnusedCredit => ({ kind: 'credit-note', on: invoicedOn, reference: number, label, amountCents: cents(-amountCents), unusedCents: cents(-leftOfDueDate.get(id)!) }))
  const advances = received.filter(({ id }) => leftOfPayment.get(id)! !== 0)
    .map(({ id, paidOn, reference, label, amountCents }): UnusedCredit => ({ kind: 'payment', on: paidOn, reference, label, amountCents: cents(amountCents), unusedCents: cents(leftOfPayment.get(id)!) }))
  return { openDueDates, unusedCredits: [...creditNotes, ...advances].sort((one, other) => compareDays(one.on, other.on)) }
}

/** The column of the « balance âgée » a due date stands in: late from the day after. */
export function ageBracket(daysLate: number): Exclude<keyof Ageing, 'creditCents' | 'totalCents'> {
  if (daysLate <= 0) return 'notDueCents'
  if (daysLate <= 30) return 'upTo30Cents'
  if (daysLate <= 60) return 'upTo60Cents'
  return daysLate <= 90 ? 'upTo90Cents' : 'beyondCents'
}

function ageingOf(openDueDates: readonly OpenDueDate[], unusedCredits: readonly UnusedCredit[]): Ageing {
  const inBracket = (bracket: ReturnType<typeof ageBracket>): Cents => sumCents(openDueDates.filter(({ daysLate }) => ageBracket(daysLate) === bracket).map(({ openCents }) => openCents))
  const creditCents = sumCents(unusedCredits.map(({ unusedCents }) => unusedCents))
  return {
    notDueCents: inBracket('notDueCents'), upTo30Cents: inBracket('upTo30Cents'), upTo60Cents: inBracket('upTo60Cents'), upTo90Cents: inBracket('upTo90Cents'), beyondCents: inBracket('beyondCents'),
    creditCents, totalCents: cents(sumCents(openDueDates.map(({ openCents }) => openCents)) - creditCents),
  }
}
