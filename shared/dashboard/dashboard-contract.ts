import { z } from 'zod'
import { job } from '../call.ts'
import { DebtorProfile, ReminderChannel } from '../receivables/receivable-contract.ts'
import { Language } from '../language.ts'
import { CentsSchema, Folder, Id, Ids, LocalDateSchema } from '../schemas.ts'
import { AGE_BRACKETS } from './ageing-rules.ts'

export const AgeBracketName = z.enum(AGE_BRACKETS)

const buckets = Object.fromEntries(AGE_BRACKETS.map((bracket) => [bracket, CentsSchema])) as Record<(typeof AGE_BRACKETS)[number], typeof CentsSchema>

/** A customer's line of the « balance âgée ». `totalCents` = open due dates − credits not used yet. */
export const CustomerAgeingRow = z.object({
  /** The customer's */
  id: Id,
  code: z.string(),
  name: z.string(),
  ...buckets,
  openCents: CentsSchema,
  creditCents: CentsSchema,
  totalCents: CentsSchema,
  oldestDaysLate: z.int(),
})
export type CustomerAgeingRow = z.output<typeof CustomerAgeingRow>

/** Outstanding at the end of a day; sales, receipts and delays are those of the month that it ends. `averageDelay` in tenths of a day. */
export const HistoryRow = z.object({
  on: LocalDateSchema,
  openCents: CentsSchema,
  overdueCents: CentsSchema,
  creditCents: CentsSchema,
  netCents: CentsSchema,
  dsoTenthDays: z.int(),
  settledCents: CentsSchema,
  delayTenthDays: z.int().nullable(),
})
export type HistoryRow = z.output<typeof HistoryRow>

export const DsoStep = z.object({ from: LocalDateSchema, to: LocalDateSchema, days: z.int(), salesCents: CentsSchema, takenCents: CentsSchema, tenthDays: z.int() })

/** Days of sales outstanding, in tenths of a day. `netCents` is what both formulas start from. */
export const Dso = z.object({
  netCents: CentsSchema,
  countBackTenthDays: z.int(),
  /** The outstanding is more than was ever invoiced */
  isAtLeast: z.boolean(),
  steps: z.array(DsoStep),
  /** null: nothing was invoiced in the period */
  ratioTenthDays: z.int().nullable(),
  period: z.object({ from: LocalDateSchema, to: LocalDateSchema, days: z.int(), salesCents: CentsSchema }),
  /** What stands among the invoices of the period and is no sale: money that went back to customers, invoices entered again with another one. Left out of sales, and what settled it of delays. */
  leftOut: z.object({ count: z.int(), cents: CentsSchema }),
})
export type Dso = z.output<typeof Dso>

/** What payments settled in ]after, to], delays in tenths of a day, weighted by amounts. */
export const PaymentDelay = z.object({
  after: LocalDateSchema,
  to: LocalDateSchema,
  settledCents: CentsSchema,
  count: z.int(),
  onTimeCents: CentsSchema,
  /** After the due date; null when nothing was settled */
  lateTenthDays: z.int().nullable(),
  /** After the invoice */
  termTenthDays: z.int().nullable(),
})
export type PaymentDelay = z.output<typeof PaymentDelay>

/** Days after a letter within which what comes in is counted. */
export const EFFECT_WINDOWS = [7, 15, 30] as const
export const EffectWindow = z.union([z.literal(7), z.literal(15), z.literal(30)])
export type EffectWindow = z.infer<typeof EffectWindow>

/** A wording: letters of one level, channel, profile and language. */
const letterGroup = { level: z.int().min(1).max(3), channel: ReminderChannel, profile: DebtorProfile, language: Language }
export const LetterGroup = z.object(letterGroup)
export type LetterGroup = z.output<typeof LetterGroup>

/** Letters that left, by wording, and what came in after them. A window holds only letters that are at least that old, so that its share is not that of the youngest. */
export const ReminderEffect = z.object({
  ...letterGroup,
  letterCount: z.int(),
  claimedCents: CentsSchema,
  windows: z.array(z.object({ days: EffectWindow, letterCount: z.int(), claimedCents: CentsSchema, receivedCents: CentsSchema })),
})
export type ReminderEffect = z.output<typeof ReminderEffect>

/** Promises whose day has passed within the twelve months: kept, kept late, broken (also those kept in part), and those still awaited. */
export const PromiseFigures = z.object({
  keptCount: z.int(), keptCents: CentsSchema, lateCount: z.int(), lateCents: CentsSchema, brokenCount: z.int(), brokenCents: CentsSchema, awaitedCount: z.int(), awaitedCents: CentsSchema,
})
export type PromiseFigures = z.output<typeof PromiseFigures>

/** 'past' should have come by now, 'later' comes after the weeks shown. */
export const ForecastRow = z.object({ kind: z.enum(['past', 'week', 'later']), from: LocalDateSchema.nullable(), to: LocalDateSchema.nullable(), dueCents: CentsSchema, expectedCents: CentsSchema, expectedCount: z.int() })
export type ForecastRow = z.output<typeof ForecastRow>

export const Dashboard = z.object({
  asOf: LocalDateSchema,
  ageing: z.object({ ...buckets, openCents: CentsSchema, creditCents: CentsSchema, totalCents: CentsSchema, counts: z.array(z.int()), creditCount: z.int(), overdueCents: CentsSchema, overdueCount: z.int(), customerCount: z.int() }),
  topDebtors: z.array(CustomerAgeingRow),
  history: z.array(HistoryRow),
  dso: Dso,
  delay: PaymentDelay,
  /** Letters that left in ]delay.after, asOf] */
  effects: z.array(ReminderEffect),
  /** null: this dossier keeps no promises */
  promises: PromiseFigures.nullable(),
  forecast: z.array(ForecastRow),
  /** Invoices of the last twelve months that the imported books settled, on a day nobody knows: when they were open is not known either. */
  undated: z.object({ count: z.int(), cents: CentsSchema }),
})
export type Dashboard = z.output<typeof Dashboard>

/** What stands behind a figure. `bracket` null: all that is open; 'overdue': all that is late. */
export const Figure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), on: LocalDateSchema, bracket: z.union([AgeBracketName, z.literal('overdue')]).nullable(), customerId: Id.nullable() }),
  z.object({ kind: z.literal('credits'), on: LocalDateSchema, customerId: Id.nullable() }),
  z.object({ kind: z.literal('sales'), from: LocalDateSchema, to: LocalDateSchema }),
  z.object({ kind: z.literal('leftOut'), from: LocalDateSchema, to: LocalDateSchema }),
  z.object({ kind: z.literal('settlements'), after: LocalDateSchema, to: LocalDateSchema }),
  /** null: any */
  z.object({ kind: z.literal('effect'), asOf: LocalDateSchema, days: EffectWindow, level: letterGroup.level.nullable(), channel: ReminderChannel.nullable(), profile: DebtorProfile.nullable(), language: Language.nullable() }),
  /** Place in `forecast` */
  z.object({ kind: z.literal('forecast'), asOf: LocalDateSchema, place: z.int().min(0).max(20) }),
  z.object({ kind: z.literal('undated'), asOf: LocalDateSchema }),
])
export type Figure = z.output<typeof Figure>

/** A row behind a figure: a due date, a payment, a credit note or a settlement. `cents` is its part of the figure. */
export const FigureRow = z.object({
  id: z.int(),
  customerId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  /** null: a payment */
  invoiceId: Id.nullable(),
  reference: z.string(),
  /** null too when the list that brought the invoice gave no date of it */
  invoicedOn: LocalDateSchema.nullable(),
  dueOn: LocalDateSchema.nullable(),
  /** The day of the figure: of a settlement, or the one expected */
  on: LocalDateSchema.nullable(),
  /** Late on that day; after the letter, for what a letter brought in */
  days: z.int().nullable(),
  amountCents: CentsSchema,
  cents: CentsSchema,
})
export type FigureRow = z.output<typeof FigureRow>

/** Rows asked for at once. */
export const MOST_FIGURE_ROWS = 1000
const RowIds = Ids.refine((ids) => ids.length <= MOST_FIGURE_ROWS)

/**
 * « Tableau de bord ». The first call after a change of the dossier reads all its receivables, which lasts a second or two a million: hence jobs, which tell how far
 * they are and can be cancelled. Later ones answer at once, for any day.
 */
export const dashboardContract = {
  summary: job(z.object({ asOf: LocalDateSchema }), Dashboard),
  /** Customers who owe something or have credits, those who owe most first. */
  customers: job(z.object({ asOf: LocalDateSchema }), z.object({ ids: Ids })),
  customerRows: job(z.object({ asOf: LocalDateSchema, ids: RowIds }), z.array(CustomerAgeingRow)),
  /** The rows behind a figure, the largest part of it first; `cents` is the figure. */
  rowsBehind: job(z.object({ figure: Figure }), z.object({ ids: Ids, cents: CentsSchema })),
  figureRows: job(z.object({ figure: Figure, ids: RowIds }), z.array(FigureRow)),
  /** Writes the whole as a document of the dossier. AppErrors of files. */
  writeReport: job(z.object({ asOf: LocalDateSchema, format: z.enum(['pdf', 'xlsx']), outFolder: Folder.nullable() }), z.object({ documentId: Id, file: z.string(), pages: z.int().nullable() })),
}
