import { z } from 'zod'
import { command, query } from '../call.ts'
import { HoldMark } from '../holds/hold-contract.ts'
import { MessageState } from '../outbox/outbox-contract.ts'
import { CentsSchema, Id, LocalDateSchema, Nothing, Text } from '../schemas.ts'

/** What came of a call, chosen from a list: facts, not appreciations. Their order is that of the keys 1…9, 0 of a session. */
export const CallOutcome = z.enum(['promise', 'dispute', 'voicemail', 'unreachable', 'invoice-not-received', 'awaiting-approval', 'payment-sent', 'wrong-number', 'other', 'call-back'])
export type CallOutcome = z.infer<typeof CallOutcome>

/** Longest text of a note. */
export const MOST_NOTE_CHARACTERS = 300
const Note = Text.pipe(z.string().max(MOST_NOTE_CHARACTERS))

/** What became of a promise on a day. Partly kept: something came, not all. Replaced: all that was still due of it has been promised again. */
export const PromiseState = z.enum(['pending', 'kept', 'kept-late', 'partly-kept', 'broken', 'replaced', 'cancelled'])
export type PromiseState = z.infer<typeof PromiseState>

export const PromisedDueDate = z.object({ dueDateId: Id, invoiceId: Id, invoiceNumber: z.string(), dueOn: LocalDateSchema, /** When it was promised */ promisedOpenCents: CentsSchema, /** Now */ openCents: CentsSchema })
export type PromisedDueDate = z.output<typeof PromisedDueDate>

/** « Promesse de paiement »: so much by that day, on these due dates. Nobody is reminded of them until then. Known by the call it was made in. */
export const PaymentPromise = z.object({
  callId: Id, customerId: Id, customerCode: z.string(), customerName: z.string(),
  madeOn: LocalDateSchema, promisedFor: LocalDateSchema, amountCents: CentsSchema,
  /** Of it, what this promise is still waited for: less than the amount once a part of its due dates has been promised again, which the state is not about any more */
  expectedCents: CentsSchema, isPartlyReplaced: z.boolean(),
  /** Of that, what has come by today */
  paidCents: CentsSchema,
  state: PromiseState,
  dueDates: z.array(PromisedDueDate),
})
export type PaymentPromise = z.output<typeof PaymentPromise>

/** A call as it was noted. */
export const Call = z.object({
  id: Id, customerId: Id, sessionId: Id.nullable(), calledOn: LocalDateSchema, outcome: CallOutcome, text: z.string(), nextCallOn: LocalDateSchema.nullable(), madeBy: z.string(),
  /** Of an outcome `promise` */
  promise: z.object({ promisedFor: LocalDateSchema, amountCents: CentsSchema }).nullable(),
})
export type Call = z.output<typeof Call>

/** A call to be noted. `dueDateIds`: what a promise, a dispute or an invoice that was not received is about; empty for the other outcomes. */
export const NewCall = z.object({
  customerId: Id, calledOn: LocalDateSchema, outcome: CallOutcome,
  /** Of a dispute: what is disputed */
  text: Note,
  nextCallOn: LocalDateSchema.nullable(),
  promise: z.object({ promisedFor: LocalDateSchema, amountCents: CentsSchema }).nullable(),
  dueDateIds: z.array(Id).max(5000),
  /** Copies of invoices that were asked for the same day are sent once more */
  copiesAgain: z.boolean().default(false),
  /** A promise for a day farther than FARTHEST_PROMISE_DAYS is meant */
  acceptsFarDay: z.boolean().default(false),
})
export type NewCall = z.output<typeof NewCall>

/** A due date somebody may promise, dispute or not have received the invoice of. */
export const OwedDueDate = z.object({ id: Id, invoiceId: Id, invoiceNumber: z.string(), dueOn: LocalDateSchema, openCents: CentsSchema, daysLate: z.int(), /** What keeps from claiming it that day */ hold: HoldMark.nullable(), /** Whether a copy of its invoice was asked for that day */ isCopyAsked: z.boolean() })
export type OwedDueDate = z.output<typeof OwedDueDate>

/** A copy of an invoice a customer says he has not received. With a message, it is prepared in the outbox; without one the dossier has no original of it, or no address: a duplicate is to be asked for. */
export const InvoiceCopy = z.object({ id: Id, message: z.object({ id: Id, state: MessageState }).nullable(), hasOriginal: z.boolean(), customerId: Id, customerCode: z.string(), customerName: z.string(), email: z.string(), invoiceId: Id, invoiceNumber: z.string(), requestedOn: LocalDateSchema })
export type InvoiceCopy = z.output<typeof InvoiceCopy>

/** Somebody to call on a day: he asked for it, or was put off until then. */
export const DueCall = z.object({
  customerId: Id, customerCode: z.string(), customerName: z.string(), phone: z.string(), callOn: LocalDateSchema,
  /** Of the last call; null when he was only put off in a session */
  outcome: CallOutcome.nullable(), text: z.string(), overdueCents: CentsSchema,
})
export type DueCall = z.output<typeof DueCall>

/** « Aujourd'hui ». */
export const Today = z.object({
  asOf: LocalDateSchema,
  /** The longest awaited first; without those who owe nothing any more */
  calls: z.array(DueCall),
  /** Pending promises whose day it is */
  promisesDue: z.array(PaymentPromise),
  /** Broken or kept in part, and nobody has been reached since; the oldest first */
  promisesBroken: z.array(PaymentPromise),
  /** « à envoyer » */
  copies: z.array(InvoiceCopy),
})
export type Today = z.output<typeof Today>

const customerToday = z.object({ customerId: Id, asOf: LocalDateSchema })

export const callContract = {
  today: query(z.object({ asOf: LocalDateSchema }), Today),
  /** What a call with the customer may be about: his open due dates, the oldest first, and his payments and credit notes not used yet. */
  owed: query(customerToday, z.object({ dueDates: z.array(OwedDueDate), creditCents: CentsSchema })),
  call: query(z.object({ id: Id }), Call),
  /**
   * Notes a call with what follows from it, all or nothing: a promise pauses its due dates and takes the place of those made for them before (one of an earlier call may be past already: it is judged at once), a dispute blocks its due dates until
   * it is lifted, an invoice not received is to be sent again: its original as a message prepared in the outbox, which a person sends, else as a duplicate to be asked for. Levels and dates of reminders never change.
   * AppError('calls.in-future'), ('calls.next-past'), ('calls.next-missing'), ('calls.no-due-date'), ('calls.reason-missing'), ('calls.promise-missing'), ('calls.promise-past'), ('calls.promise-far', {on, days}), ('calls.promise-amount', {owed}), ('record.gone').
   */
  record: command(z.object({ call: NewCall, asOf: LocalDateSchema }), Call),
  /** Another text or next call; what came of the call stays. AppError('calls.next-past'). */
  correct: command(z.object({ id: Id, text: Note, nextCallOn: LocalDateSchema.nullable(), asOf: LocalDateSchema }), Call),
  /** For good, with the promise made in it: its text is overwritten in the file. */
  erase: command(z.object({ id: Id }), Nothing),
  /** Of a customer, the latest first. */
  promises: query(customerToday, z.array(PaymentPromise)),
  /** His due dates are reminded again. AppError('calls.promise-not-pending'). */
  cancelPromise: command(z.object({ callId: Id, asOf: LocalDateSchema }), Nothing),
  /** What was prepared of it in the outbox does not leave any more. AppError('outbox.wrong-state') once that has left, or may have. */
  copySent: command(z.object({ id: Id, asOf: LocalDateSchema }), Nothing),
}
