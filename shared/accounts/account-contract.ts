import { z } from 'zod'
import { job, query } from '../call.ts'
import { HoldKind, HoldScope } from '../holds/hold-contract.ts'
import { InvoiceKind } from '../receivables/receivable-contract.ts'
import { Bytes, CentsSchema, Folder, Id, Ids, LetterSending, LocalDateSchema, ReminderLevel } from '../schemas.ts'

/** What a customer owes for. `payment-returned`: no sale, a payment that went back to him, as a transfer that the bank rejected. */
export const PieceKind = z.enum([...InvoiceKind.options, 'payment-returned'])
export type PieceKind = z.infer<typeof PieceKind>

/**
 * A line of a statement. Three are of what was settled without a payment Relais knows, on a day it does not know: `settled-by-source` says that the books have settled it,
 * `prepaid` that the electronic invoice itself states it as paid before, `settled` that a list or a person has said so.
 * `partly-lettered` is the rest that a lettering which does not balance has closed: whether it is settled is to be looked at.
 */
export const MovementKind = z.enum([...PieceKind.options, 'payment', 'settled-by-source', 'prepaid', 'settled', 'partly-lettered'])
export type MovementKind = z.infer<typeof MovementKind>

export const StatementMovement = z.object({
  on: LocalDateSchema,
  /** `on` is the due date, or the day of the import when that comes before, of an invoice whose own date the source did not give: it places the line, and is not shown as its date */
  isDayAssumed: z.boolean(),
  kind: MovementKind,
  /** Number of the invoice, reference of the payment */
  reference: z.string(),
  label: z.string(),
  /** Of an invoice with one due date; null otherwise */
  dueOn: LocalDateSchema.nullable(),
  /** One of the two is 0 */
  debitCents: CentsSchema,
  creditCents: CentsSchema,
  /** After this line */
  balanceCents: CentsSchema,
})
export type StatementMovement = z.output<typeof StatementMovement>

/** A due date that is not settled at the statement's date. */
export const OpenDueDate = z.object({
  dueDateId: Id, invoiceId: Id, kind: PieceKind, number: z.string(), /** null: the source gave none */ invoicedOn: LocalDateSchema.nullable(), dueOn: LocalDateSchema,
  amountCents: CentsSchema, openCents: CentsSchema,
  /** 0 until the day after the due date */
  daysLate: z.int().min(0),
})
export type OpenDueDate = z.output<typeof OpenDueDate>

/** What is left of a payment or of a credit note at the statement's date, as a positive amount. */
export const UnusedCredit = z.object({ kind: z.enum(['payment', 'credit-note']), on: LocalDateSchema, reference: z.string(), label: z.string(), amountCents: CentsSchema, unusedCents: CentsSchema })
export type UnusedCredit = z.output<typeof UnusedCredit>

/** What the statement takes for settled although the books have lettered it in part only. Positive: the customer may still owe it; negative: it may still be his. */
export const PartlyLettered = z.object({ on: LocalDateSchema, reference: z.string(), cents: CentsSchema })
export type PartlyLettered = z.output<typeof PartlyLettered>

/** « Balance âgée »: open due dates by days late, and what credits take off. `total` is the customer's balance. */
export const Ageing = z.object({ notDueCents: CentsSchema, upTo30Cents: CentsSchema, upTo60Cents: CentsSchema, upTo90Cents: CentsSchema, beyondCents: CentsSchema, creditCents: CentsSchema, totalCents: CentsSchema })
export type Ageing = z.output<typeof Ageing>

/** « Relevé de compte » of a customer as known at the end of `asOf`. */
export const Statement = z.object({
  /** First day of the movements shown; null: from the first one */
  from: LocalDateSchema.nullable(),
  asOf: LocalDateSchema,
  openingCents: CentsSchema,
  movements: z.array(StatementMovement),
  debitCents: CentsSchema,
  creditCents: CentsSchema,
  /** opening + debit − credit, and the sum of what is open less unused credits: always the same */
  closingCents: CentsSchema,
  openDueDates: z.array(OpenDueDate),
  unusedCredits: z.array(UnusedCredit),
  partlyLettered: z.array(PartlyLettered),
  ageing: Ageing,
})
export type Statement = z.output<typeof Statement>

/** What one statement shows at most, in movements and open due dates together. */
export const MOST_STATEMENT_LINES = 20_000
/** Customers of one request. */
export const MOST_STATEMENTS = 2000

const period = { from: LocalDateSchema.nullable(), asOf: LocalDateSchema }

/** What the head of « Synthèse du client » says. */
export const AccountHead = z.object({
  customerId: Id, code: z.string(), name: z.string(), email: z.string(), phone: z.string(),
  balanceCents: CentsSchema, outstandingCents: CentsSchema, overdueCents: CentsSchema, creditCents: CentsSchema,
  /** The oldest due date that is late */
  oldestDueOn: LocalDateSchema.nullable(),
  oldestDaysLate: z.int(),
  lastReminderOn: LocalDateSchema.nullable(),
  lastReminderLevel: ReminderLevel,
})
export type AccountHead = z.output<typeof AccountHead>

/** Kinds of events of « Synthèse du client », in the order in which those of one day follow each other. */
export const TimelineKind = z.enum(['import', 'invoice', 'due', 'payment', 'settled', 'hold', 'hold-lifted', 'letter', 'mail', 'note', 'document'])
export type TimelineKind = z.infer<typeof TimelineKind>

/** An event of the customer's account. Amounts as they bear on the balance of the event; null where there is none. */
export const TimelineEntry = z.object({
  /** Its place in the timeline, from 1; changes with the filters */
  id: Id,
  on: LocalDateSchema,
  kind: TimelineKind,
  /** Of an invoice, a call, a document, a hold: its kind; of a payment: its method; of a letter: its channel; of a mail: its state */
  variant: z.string(),
  reference: z.string(),
  text: z.string(),
  amountCents: CentsSchema.nullable(),
  /** Of an invoice or a due date: what is left of it today */
  openCents: CentsSchema.nullable(),
  /** Of a letter: its level */
  level: ReminderLevel.nullable(),
  /** Of a letter: whether it left; its amount is what it asks for */
  sending: LetterSending.nullable(),
  /** Of a due date: days late today, when something is left of it */
  daysLate: z.int().nullable(),
  /** Of a call in which a payment was promised */
  promise: z.object({ promisedFor: LocalDateSchema, amountCents: CentsSchema }).nullable(),
  /** A letter whose generation was undone */
  isAnnulled: z.boolean(),
  /** A hold that no longer stands */
  isLifted: z.boolean(),
  invoiceId: Id.nullable(),
  documentId: Id.nullable(),
  callId: Id.nullable(),
})
export type TimelineEntry = z.output<typeof TimelineEntry>

/** A file written: `file` is the copy in the output folder, the dossier's own without one. */
export const WrittenStatement = z.object({ customerId: Id.nullable(), customerCode: z.string(), documentId: Id, file: z.string(), pages: z.int().nullable(), /** Put in the outbox for him */ isQueued: z.boolean(), /** To be looked at before it is given to anybody: see `partlyLettered`. Of several, such a one is not sent by e-mail. */ isPartlyLettered: z.boolean() })
export type WrittenStatement = z.output<typeof WrittenStatement>

/** A piece of the file of evidence. `page` is where it begins, null when it could not be put in. */
export const EvidencePiece = z.object({ number: z.int(), title: z.string(), file: z.string(), sha256: z.string(), state: z.enum(['whole', 'altered', 'missing']), pages: z.int(), page: z.int().nullable() })
export type EvidencePiece = z.output<typeof EvidencePiece>

/** « Créance »: claimed = overdue − deducted (payments and credit notes not used yet) + interest + indemnities; what is not due and what is contested stand apart, not claimed. */
export const EvidenceClaim = z.object({
  overdueCents: CentsSchema, deductedCents: CentsSchema, interestCents: CentsSchema, indemnityCents: CentsSchema, claimedCents: CentsSchema, notDueCents: CentsSchema,
  /** Due or not; 0 when it is claimed like the rest on purpose */
  contestedCents: CentsSchema,
})
export type EvidenceClaim = z.output<typeof EvidenceClaim>

/** An open due date that the customer disputes or was granted time for: whoever claims it must say so. */
export const ContestedDueDate = z.object({
  dueDateId: Id, number: z.string(), dueOn: LocalDateSchema, openCents: CentsSchema,
  kind: HoldKind.extract(['dispute', 'payment-plan']), scope: HoldScope, reason: z.string(),
  /** Day the hold was set */
  since: LocalDateSchema,
  /** Last day of the hold; null: until it is lifted */
  until: LocalDateSchema.nullable(),
})
export type ContestedDueDate = z.output<typeof ContestedDueDate>

/** Why the file claims no interest: half-years without a rate, and the key of the table that lacks it. */
export const MissingRates = z.object({ halfYears: z.string(), tableKey: z.string() })
export type MissingRates = z.output<typeof MissingRates>

export const EvidenceReport = z.object({ documentId: Id, file: z.string(), pages: z.int(), balanceCents: CentsSchema, claim: EvidenceClaim, contested: z.array(ContestedDueDate), missingRates: MissingRates.nullable(), pieces: z.array(EvidencePiece) })
export type EvidenceReport = z.output<typeof EvidenceReport>

export const accountContract = {
  /** AppError('account.statement-too-long', {count, limit}) beyond MOST_STATEMENT_LINES. */
  statement: query(z.object({ customerId: Id, ...period }), Statement),
  /** The PDF, before anything is written. */
  previewStatement: query(z.object({ customerId: Id, ...period }), Bytes),
  /**
   * Writes statements below the dossier's documents: a PDF a customer, or one workbook for all. All or none. With `sendsEmail`, the PDF of each
   * customer who has an e-mail address also goes to the outbox.
   * AppError('account.no-customer'), ('account.too-many', {count, limit}), errors of `statement` and of files.
   */
  writeStatements: job(z.object({ customerIds: Ids, ...period, format: z.enum(['pdf', 'xlsx']), sendsEmail: z.boolean(), outFolder: Folder.nullable() }), z.array(WrittenStatement)),
  head: query(z.object({ customerId: Id, asOf: LocalDateSchema }), AccountHead),
  /** Newest first; those of the kinds asked for, from that place on. `total` counts all of them. */
  timeline: query(z.object({ customerId: Id, kinds: z.array(TimelineKind), asOf: LocalDateSchema, from: z.int().min(0), count: z.int().min(0).max(1000) }), z.object({ total: z.int(), entries: z.array(TimelineEntry) })),
  /** What a file of evidence of that day would name apart. */
  contested: query(z.object({ customerId: Id, asOf: LocalDateSchema }), z.array(ContestedDueDate)),
  /**
   * « Dossier de preuve »: one PDF with everything known of the claim. A letter whose file is altered or missing is named in it and in the report, never left out in
   * silence; so is what is contested, which is claimed only if `claimsContested`.
   */
  writeEvidence: job(z.object({ customerId: Id, asOf: LocalDateSchema, claimsContested: z.boolean(), outFolder: Folder.nullable() }), EvidenceReport),
}
