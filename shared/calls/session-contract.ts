import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { ReminderChannel } from '../receivables/receivable-contract.ts'
import { CentsSchema, Folder, Id, Ids, LocalDateSchema, LongText, Nothing, ReminderLevel } from '../schemas.ts'
import { Call, CallOutcome, NewCall, OwedDueDate, PaymentPromise } from './call-contract.ts'

/** Who is called first. Whoever broke a promise and has not been reached since comes before all others, whatever the order. */
export const CallOrder = z.enum(['amount', 'age', 'last-contact', 'promise'])
export type CallOrder = z.infer<typeof CallOrder>

/** Whom a session is to call, when no due dates are ticked: the criteria of « Calcul » that make sense here. Kept for the next time. */
export const CallCriteria = z.object({
  daysOverdue: z.int().min(0).max(100_000).nullable(),
  minOutstandingCents: CentsSchema.nullable(),
  level: z.union([ReminderLevel, z.literal('all')]),
  order: CallOrder,
  /** Two sessions of every other customer, for two people */
  isShared: z.boolean(),
})
export type CallCriteria = z.output<typeof CallCriteria>

/** `called-elsewhere`: on the day it is asked of, since the session began, but not in it */
export const EntryState = z.enum(['waiting', 'postponed', 'called', 'called-elsewhere', 'settled'])
export type EntryState = z.infer<typeof EntryState>

/** A customer of a session. */
export const SessionEntry = z.object({
  customerId: Id, customerCode: z.string(), customerName: z.string(),
  /** Now, of the due dates the session is about: what is open, and what of it is asked for (CallClaim), as before what its calls brought; the oldest of them that is open */
  openCents: CentsSchema, claimedCents: CentsSchema, oldestDueOn: LocalDateSchema.nullable(),
  /** Settled: nothing of it is open any more, nobody is to call */
  state: EntryState, postponedUntil: LocalDateSchema.nullable(),
  outcome: CallOutcome.nullable(),
  /** Another open session that is still to call him */
  otherSessionId: Id.nullable(),
})
export type SessionEntry = z.output<typeof SessionEntry>

export const CallSession = z.object({
  id: Id, startedOn: LocalDateSchema, startedBy: z.string(), order: CallOrder, part: z.int(), parts: z.int(), isClosed: z.boolean(),
  customerCount: z.int(), calledCount: z.int(),
})
export type CallSession = z.output<typeof CallSession>

/** Somebody to ask for, with his numbers. */
export const CallContact = z.object({ name: z.string(), department: z.string(), phones: z.array(z.string()) })
export type CallContact = z.output<typeof CallContact>

/** A due date of the customer one calls. */
export const CardDueDate = OwedDueDate.omit({ isCopyAsked: true }).extend({ level: ReminderLevel, remindedOn: LocalDateSchema.nullable(), /** One of those the session is about */ isAsked: z.boolean() })
export type CardDueDate = z.output<typeof CardDueDate>

/** More due dates than one speaks of. */
export const MOST_CARD_DUE_DATES = 200

/** All one needs before one's eyes while calling. */
export const CallCard = z.object({
  customerId: Id, customerCode: z.string(), customerName: z.string(), note: z.string(),
  phones: z.array(z.string()), contacts: z.array(CallContact),
  outstandingCents: CentsSchema, overdueCents: CentsSchema,
  /** Payments and credit notes not used yet */
  creditCents: CentsSchema,
  /** Of the due dates the session is about, see CallClaim */
  claim: z.object({ askedCents: CentsSchema, disputedCents: CentsSchema, pausedCents: CentsSchema, deductedCents: CentsSchema, claimedCents: CentsSchema }),
  /** The oldest first, at most MOST_CARD_DUE_DATES */
  dueDates: z.array(CardDueDate), /** There are more due dates than that */ isCut: z.boolean(),
  /** The latest first */
  letters: z.array(z.object({ id: Id, sentOn: LocalDateSchema, level: ReminderLevel, channel: ReminderChannel, documentId: Id })),
  calls: z.array(Call),
  promises: z.array(PaymentPromise),
  /** What to say, filled in; of the highest level among the due dates asked for; '' when there is nothing to ask for */
  script: z.string(),
})
export type CallCard = z.output<typeof CallCard>

export const CallScript = z.object({ level: ReminderLevel, text: LongText })
export type CallScript = z.output<typeof CallScript>
export const KnownScript = CallScript.extend({ isDefault: z.boolean() })
export type KnownScript = z.output<typeof KnownScript>

/** A call of a session, as its report tells it. */
export const ReportLine = z.object({
  callId: Id, calledOn: LocalDateSchema, madeBy: z.string(), customerCode: z.string(), customerName: z.string(), outcome: CallOutcome, text: z.string(), nextCallOn: LocalDateSchema.nullable(),
  promisedFor: LocalDateSchema.nullable(), promisedCents: CentsSchema, disputedCents: CentsSchema,
})
export type ReportLine = z.output<typeof ReportLine>

/** « Compte rendu » of a session. */
export const CallReport = z.object({
  session: CallSession,
  waitingCount: z.int(), postponedCount: z.int(), settledCount: z.int(),
  /** Customers somebody was spoken to of */
  reachedCount: z.int(),
  promisedCount: z.int(), promisedCents: CentsSchema, disputedCount: z.int(), disputedCents: CentsSchema,
  outcomes: z.array(z.object({ outcome: CallOutcome, count: z.int() })),
  /** In the order of the calls */
  lines: z.array(ReportLine),
})
export type CallReport = z.output<typeof CallReport>

/** More customers than anybody calls. */
export const MOST_CUSTOMERS = 1000

const customerOfSession = { sessionId: Id, customerId: Id }

export const sessionContract = {
  criteria: query(Nothing, CallCriteria),
  /**
   * Begins a session with the customers of these due dates, or of those that meet the criteria, which are kept: two of them when it is shared. What is settled is left out;
   * by criteria, so is what is kept back that day, and whose credits cover the rest.
   * AppError('calls.nothing-to-call'), ('calls.too-many', {count, limit}).
   */
  start: command(z.object({ criteria: CallCriteria, /** null: those that meet the criteria */ dueDateIds: Ids.nullable(), asOf: LocalDateSchema }), z.array(CallSession)),
  /** Open ones first, then the latest; at most 100. */
  sessions: query(Nothing, z.array(CallSession)),
  /** In the order of the queue. */
  session: query(z.object({ id: Id, asOf: LocalDateSchema }), CallSession.extend({ entries: z.array(SessionEntry) })),
  /** AppError('calls.not-in-session'). */
  card: query(z.object({ ...customerOfSession, asOf: LocalDateSchema }), CallCard),
  /** As `record`, in a session. AppError('calls.session-closed'), ('calls.not-in-session'). */
  recordInSession: command(z.object({ sessionId: Id, call: NewCall, asOf: LocalDateSchema }), Call),
  /** To the end of the queue. */
  skip: command(z.object(customerOfSession), Nothing),
  /** Until that day, on which « Aujourd'hui » tells of him. AppError('calls.next-past'). */
  postpone: command(z.object({ ...customerOfSession, until: LocalDateSchema, asOf: LocalDateSchema }), Nothing),
  close: command(z.object({ id: Id }), Nothing),
  report: query(z.object({ id: Id, asOf: LocalDateSchema }), CallReport),
  exportReport: job(z.object({ id: Id, asOf: LocalDateSchema, format: z.enum(['pdf', 'xlsx']), outFolder: Folder.nullable() }), z.object({ documentId: Id, file: z.string() })),
  /** One a level, from 0 on. */
  scripts: query(Nothing, z.array(KnownScript)),
  /** AppError('template.invalid'). */
  saveScript: command(CallScript, KnownScript),
  restoreScript: command(z.object({ level: ReminderLevel }), KnownScript),
  /** What a wording makes of an example. AppError('template.invalid'). */
  previewScript: query(CallScript, z.string()),
}
