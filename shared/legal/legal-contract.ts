import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { DebtorProfile } from '../receivables/receivable-contract.ts'
import { LetterLevel } from '../reminders/reminder-contract.ts'
import { CentsSchema, Id, LetterSending, LocalDateSchema, LongText, Nothing, Text } from '../schemas.ts'
import { isHalfYear } from './half-year-rules.ts'
import { INTERRUPTIONS } from './prescription-rules.ts'

/** Due dates, or invoices, of one customer that a message bears. */
export const MOST_LEGAL_ROWS = 20_000

export const RateTableSchema = z.enum(['ecb', 'legal'])
export const HalfYearSchema = z.string().refine(isHalfYear, 'half-year')
const RateBp = z.int().min(0).max(100_000)

/** A half-year of one of the two tables, as it stands. */
export const RateRow = z.object({
  table: RateTableSchema,
  halfYear: HalfYearSchema,
  /** null: withdrawn, or never entered */
  rateBp: RateBp.nullable(),
  source: z.string(),
  /** 'missing': nobody has entered it */
  origin: z.enum(['shipped', 'typed', 'missing']),
  /** Instant, UTC; '' when missing */
  changedAt: z.string(),
  changedBy: z.string(),
  /** How many times it was written, the first included. */
  changes: z.int(),
})
export type RateRow = z.output<typeof RateRow>

export const RateChange = z.object({ beforeBp: RateBp.nullable(), afterBp: RateBp.nullable(), source: z.string(), origin: z.enum(['shipped', 'typed']), changedAt: z.string(), changedBy: z.string() })
export type RateChange = z.output<typeof RateChange>

/** A rate that comes with this version of the program and that the dossier has never had for that half-year. */
export const RateProposal = z.object({ table: RateTableSchema, halfYear: HalfYearSchema, presentBp: RateBp.nullable(), rateBp: RateBp, source: z.string() })
export type RateProposal = z.output<typeof RateProposal>

export const LegalSettings = z.object({
  /** Letters of that level and above claim late interest and indemnities in figures; null: they only mention them. A missing rate then refuses the letters. */
  claimInterestFromLevel: LetterLevel.nullable(),
  /** Days a letter gives to pay. */
  paymentDelayDays: z.int().min(1).max(90),
  /** Days before prescription from which it is warned of. */
  prescriptionWarningDays: z.int().min(0).max(730),
})
export type LegalSettings = z.output<typeof LegalSettings>

const InterestSegmentSchema = z.object({ from: LocalDateSchema, to: LocalDateSchema, days: z.int(), baseCents: CentsSchema, rateBp: RateBp, interestCents: CentsSchema })
const DueDateClaimSchema = z.object({ dueDateId: Id, invoiceNumber: z.string(), dueOn: LocalDateSchema, segments: z.array(InterestSegmentSchema), interestCents: CentsSchema, indemnityCents: CentsSchema })
/** `LetterClaims` of interest-rules.ts */
export const LetterClaimsSchema = z.object({
  asOf: LocalDateSchema, basis: z.enum(['contract', 'ecb-plus-10', 'ecb-plus-8', 'legal']), lines: z.array(DueDateClaimSchema), interestCents: CentsSchema, indemnityCents: CentsSchema,
})

/** « Calcul des intérêts » of a customer on a day. */
export const InterestStatement = z.object({
  asOf: LocalDateSchema,
  customerCode: z.string(),
  customerName: z.string(),
  profile: DebtorProfile,
  /** false: nobody has said what he is, and nothing is claimed. */
  isProfileKnown: z.boolean(),
  claims: LetterClaimsSchema.nullable(),
  /** Remaining due of his late due dates. */
  lateCents: CentsSchema,
  /** Settled according to the imported books on days they do not tell: no interest is computed on it. */
  undatedCents: CentsSchema,
  /** Payments and credit notes not allocated. */
  unallocatedCents: CentsSchema,
  /** What letters take of them off these due dates, the oldest first: no interest is computed on it. 0 where letters only name them, and they stop no interest yet. */
  deductedCents: CentsSchema,
  /** Since when interest is stopped by insolvency proceedings. */
  insolventFrom: LocalDateSchema.nullable(),
})
export type InterestStatement = z.output<typeof InterestStatement>

export const InterruptionEvent = z.object({ id: Id, kind: z.enum(INTERRUPTIONS), happenedOn: LocalDateSchema, note: z.string(), invoiceId: Id.nullable(), recordedAt: z.string(), recordedBy: z.string() })
export type InterruptionEvent = z.output<typeof InterruptionEvent>
export const NewInterruption = z.object({ customerId: Id, kind: z.enum(INTERRUPTIONS), happenedOn: LocalDateSchema, note: LongText, /** null: all that he owed on that day */ invoiceId: Id.nullable() })
export type NewInterruption = z.output<typeof NewInterruption>

/** The clock of an invoice that is not settled. */
export const PrescriptionRow = z.object({
  invoiceId: Id, invoiceNumber: z.string(), servicedOn: LocalDateSchema.nullable(), invoicedOn: LocalDateSchema, openCents: CentsSchema,
  /** The source gave no date of the invoice: the clock counts from the day it is due, later than the law has it */
  isDayAssumed: z.boolean(),
  from: LocalDateSchema, isInterrupted: z.boolean(), lastDay: LocalDateSchema, daysLeft: z.int(), state: z.enum(['running', 'near', 'prescribed']),
})
export type PrescriptionRow = z.output<typeof PrescriptionRow>
export const PrescriptionStatement = z.object({ profile: DebtorProfile, invoices: z.array(PrescriptionRow), events: z.array(InterruptionEvent) })
export type PrescriptionStatement = z.output<typeof PrescriptionStatement>

/** A formal notice (a letter of level 3), with its registered mail once that is entered. */
export const FormalNotice = z.object({
  letterId: Id, runId: Id, documentId: Id, writtenOn: LocalDateSchema, isAnnulled: z.boolean(),
  /** What it asks for: « Net à payer » */
  payableCents: CentsSchema,
  /** One that has not left, or may not have, is no notice yet: no registered mail, no interest from its receipt */
  sending: LetterSending,
  /** « N° de recommandé »; '' until entered */
  number: z.string(), sentOn: LocalDateSchema.nullable(), receivedOn: LocalDateSchema.nullable(), recordedAt: z.string(), recordedBy: z.string(),
})
export type FormalNotice = z.output<typeof FormalNotice>
export const RegisteredMail = z.object({ letterId: Id, number: Text, sentOn: LocalDateSchema.nullable(), receivedOn: LocalDateSchema.nullable() })
export type RegisteredMail = z.output<typeof RegisteredMail>

export const legalContract = {
  /** Every half-year of the two tables from the first known to the present one, the latest first; and what this version of the program proposes. */
  rates: query(z.object({ asOf: LocalDateSchema }), z.object({ rows: z.array(RateRow), proposals: z.array(RateProposal) })),
  rateHistory: query(z.object({ table: RateTableSchema, halfYear: HalfYearSchema }), z.array(RateChange)),
  /**
   * Writes a rate over none or another, which stays in its history; null withdraws it. AppError('legal.rate-refused', {reason}) with a reason of `legal.refused.`;
   * ('legal.rate-doubtful', {…}) when it is far from its neighbour's, unless `isSure`.
   */
  saveRate: command(z.object({ table: RateTableSchema, halfYear: HalfYearSchema, rateBp: RateBp.nullable(), source: Text, isSure: z.boolean(), asOf: LocalDateSchema }), RateRow),
  /** Takes over one rate that the program proposes. */
  acceptProposal: command(z.object({ table: RateTableSchema, halfYear: HalfYearSchema }), RateRow),
  settings: query(Nothing, LegalSettings),
  saveSettings: command(LegalSettings, LegalSettings),
  /** Of his due dates late on that day; with `withSettled`, also of those paid late since. AppError('legal.rate-missing', {halfYears}), ('legal.too-many-rows', {count, limit}) beyond MOST_LEGAL_ROWS. */
  interest: query(z.object({ customerId: Id, asOf: LocalDateSchema, withSettled: z.boolean() }), InterestStatement),
  /** The same as a workbook, a document of the dossier. */
  exportInterest: job(z.object({ customerId: Id, asOf: LocalDateSchema, withSettled: z.boolean(), outFolder: z.string().nullable() }), z.object({ documentId: Id, file: z.string() })),
  /** Of his invoices that are not settled, the one prescribed first first. AppError('legal.too-many-rows'). */
  prescription: query(z.object({ customerId: Id, asOf: LocalDateSchema }), PrescriptionStatement),
  /** AppError('legal.interruption-future') after `asOf`. */
  addInterruption: command(z.object({ interruption: NewInterruption, asOf: LocalDateSchema }), InterruptionEvent),
  removeInterruption: command(z.object({ id: Id }), Nothing),
  /** The latest first. */
  formalNotices: query(z.object({ customerId: Id }), z.array(FormalNotice)),
  /** What was entered before stays in the dossier. AppError('legal.notice-not-sent', {sendingKey}); ('legal.mail-dates') unless written ≤ sent ≤ received ≤ `asOf`. */
  saveRegisteredMail: command(z.object({ mail: RegisteredMail, asOf: LocalDateSchema }), FormalNotice),
}
