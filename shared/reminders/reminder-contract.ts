import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { HoldMark } from '../holds/hold-contract.ts'
import type { Cents } from '../money.ts'
import { ReminderChannel } from '../receivables/receivable-contract.ts'
import { Bytes, CentsSchema, Id, Ids, LocalDateSchema, Nothing, ReminderLevel, Text } from '../schemas.ts'

/** A level a letter can have: 0 is « never reminded » and never sent. */
export const LetterLevel = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type LetterLevel = z.infer<typeof LetterLevel>

/** What « Calcul » searches (R-EBP-15…32). null or '' means no filter. The period bears on the due date, bounds included. */
export const SearchCriteria = z.object({
  name: Text,
  from: LocalDateSchema.nullable(),
  to: LocalDateSchema.nullable(),
  /** Whole number, case and spaces ignored; `*` stands for any characters. */
  invoiceNumber: Text,
  warrantyInvoiceNumber: Text,
  /** At least that many days late; 0 lists what is due today or earlier. */
  daysOverdue: z.int().min(0).max(100_000).nullable(),
  minOutstandingCents: CentsSchema.nullable(),
  level: z.union([ReminderLevel, z.literal('all')]),
})
export type SearchCriteria = z.output<typeof SearchCriteria>

/** Due dates as a person saw them, as parallel columns: one message, whatever their number. What is no longer so gets no letter. */
const seenDueDates = {
  ids: Ids,
  /** Remaining due of ids[i], integer cents. */
  openCents: z.instanceof(Float64Array),
  /** Reminder level of ids[i]. */
  levels: z.instanceof(Uint8Array),
  /** How many facts the register of generations held then: what one since has sent or taken back is not as it was seen either. */
  registerLength: z.int().min(0),
}
export const SeenDueDates = z.object(seenDueDates)
export type SeenDueDates = z.output<typeof SeenDueDates>

/** Unpaid due dates found by « Calcul ». */
export const Selection = z.object({
  asOf: LocalDateSchema,
  count: z.int(),
  customerCount: z.int(),
  totalCents: CentsSchema,
  /** Those that only the period's beginning leaves out: older debts that nobody should forget (AMB-03). */
  olderCount: z.int(),
  olderCents: CentsSchema,
  ...seenDueDates,
})
export type Selection = z.output<typeof Selection>

/** One row of the grid: an unpaid due date with its invoice and its customer. */
export const DueDateRow = z.object({
  id: Id,
  invoiceId: Id,
  customerId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  phone: z.string(),
  invoiceNumber: z.string(),
  warrantyInvoiceNumber: z.string(),
  /** null: the source gave none */
  invoicedOn: LocalDateSchema.nullable(),
  dueOn: LocalDateSchema,
  amountCents: CentsSchema,
  openCents: CentsSchema,
  /** asOf − dueOn in days; negative before the due date. */
  daysLate: z.int(),
  /** « Encours client »: remaining due of all the customer's due dates, credit notes apart. */
  outstandingCents: CentsSchema,
  /** Payments not allocated and credit notes not used, of the customer. Shown, not netted. */
  unallocatedCreditCents: CentsSchema,
  level: ReminderLevel,
  remindedOn: LocalDateSchema.nullable(),
  /** The hold in force on asOf that is told first. */
  hold: HoldMark.nullable(),
})
export type DueDateRow = z.output<typeof DueDateRow>

export const SortableColumn = z.enum([
  'customerCode', 'customerName', 'phone', 'invoiceNumber', 'warrantyInvoiceNumber', 'invoicedOn', 'dueOn', 'amountCents', 'openCents', 'daysLate', 'outstandingCents', 'level', 'remindedOn',
])
export type SortableColumn = z.infer<typeof SortableColumn>

/** The four rules of « Courrier de relance » (R-EBP-50…61). */
export const LevelRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('increment') }),
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('level'), level: LetterLevel }),
  z.object({ kind: z.literal('days'), thresholds: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]) }),
])
export type LevelRule = z.infer<typeof LevelRule>

/** Order of the letters in the print-ready PDF (R-EBP-78). */
export const LetterSort = z.enum(['customerCode', 'customerName', 'postcode', 'salesRep', 'family'])
export type LetterSort = z.infer<typeof LetterSort>

export const GenerationRequest = z.object({
  ...seenDueDates,
  rule: LevelRule,
  /** « Autoriser l'envoi des relances déjà envoyées (même niveau) » */
  resend: z.boolean(),
  sort: LetterSort,
  asOf: LocalDateSchema,
  /** A folder that also receives the letters and the print-ready PDF; the dossier always keeps its own. */
  outFolder: z.string().nullable(),
  /** A person was told how old the last import is and goes on; `generate` refuses data older than « Âge maximal des données » otherwise. */
  acceptOldData: z.boolean().default(false),
}).refine(({ ids, openCents, levels }) => openCents.length === ids.length && levels.length === ids.length, 'ids, openCents and levels differ in length')
export type GenerationRequest = z.output<typeof GenerationRequest>

/** Why a ticked due date gets no letter. Key below `reminders.skip.` in the catalogue. */
export const SkipReason = z.enum(['settled', 'credit', 'unknown', 'changed', 'awaiting-send', 'blocked', 'prescribed', 'covered-by-credits', 'below-tolerance', 'customer-without-level', 'below-first-threshold', 'highest-level-reached', 'already-sent'])
export type SkipReason = z.infer<typeof SkipReason>

export const LetterLine = z.object({
  dueDateId: Id,
  invoiceNumber: z.string(),
  warrantyInvoiceNumber: z.string(),
  /** null: the source gave none */
  invoicedOn: LocalDateSchema.nullable(),
  dueOn: LocalDateSchema,
  amountCents: CentsSchema,
  openCents: CentsSchema,
  /** What the customer's unused payments and credit notes take off it, ≥ 0; 0 unless the dossier nets them. */
  deductedCents: CentsSchema,
  /** Claimed beside it in the letter; 0 unless letters of its level claim late interest. */
  interestCents: CentsSchema,
  indemnityCents: CentsSchema,
  daysLate: z.int(),
  levelBefore: ReminderLevel,
  levelAfter: LetterLevel,
})
export type LetterLine = z.output<typeof LetterLine>

export const LetterSummary = z.object({
  letterId: Id.nullable(),
  documentId: Id.nullable(),
  customerId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  level: LetterLevel,
  /** A letter by e-mail waits in the outbox: its due dates get their level when the mail server has accepted it. */
  channel: ReminderChannel,
  /** Absolute path of the PDF; '' in a simulation. */
  file: z.string(),
  pages: z.int(),
  /** Remaining due of its lines, gross. */
  totalCents: CentsSchema,
  /** Sum of what credits take off its lines. */
  deductedCents: CentsSchema,
  /** Late interest and fixed indemnities claimed beside its lines. */
  interestCents: CentsSchema,
  indemnityCents: CentsSchema,
  lineCount: z.int(),
  /** Levels of its due dates before, ascending, each once. */
  levelsBefore: z.array(ReminderLevel),
  /** Empty when the report holds too many already. */
  lines: z.array(LetterLine),
})
export type LetterSummary = z.output<typeof LetterSummary>

export const SkippedLine = z.object({
  dueDateId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  invoiceNumber: z.string(),
  dueOn: LocalDateSchema,
  reason: SkipReason,
  /** What blocks it, when the reason is `blocked`. */
  hold: HoldMark.nullable(),
})
export type SkippedLine = z.output<typeof SkippedLine>

/** A customer who gets a letter although payments or credit notes of his are not used yet. */
export const CustomerCredit = z.object({ customerCode: z.string(), customerName: z.string(), creditCents: CentsSchema })
export type CustomerCredit = z.output<typeof CustomerCredit>

/** A due date that gets a letter although its debt is prescribed (of a company or a public body) or soon will be. */
export const PrescriptionWarning = z.object({ customerCode: z.string(), customerName: z.string(), invoiceNumber: z.string(), lastDay: LocalDateSchema, isPrescribed: z.boolean() })
export type PrescriptionWarning = z.output<typeof PrescriptionWarning>

/** What a generation would do, or did. */
export const GenerationReport = z.object({
  runId: Id.nullable(),
  /** The run's place in the register; null as long as nothing is written. */
  registerLength: Id.nullable(),
  /** The one PDF of all letters, in the order asked for; null when there was no letter or nothing is written yet. */
  printDocumentId: Id.nullable(),
  printFile: z.string(),
  letterCount: z.int(),
  /** Of these letters, those of level 1, 2 and 3. */
  levelCounts: z.tuple([z.int(), z.int(), z.int()]),
  /** Of these letters, those that leave by e-mail. */
  emailCount: z.int(),
  lineCount: z.int(),
  skippedCount: z.int(),
  /** Remaining due of all lines, gross; what credits take off it. */
  totalCents: CentsSchema,
  deductedCents: CentsSchema,
  /** Late interest and fixed indemnities the letters claim. */
  interestCents: CentsSchema,
  indemnityCents: CentsSchema,
  /** At most 2 000, with at most 2 000 lines in all: `runLetters` gives the rest of a run. */
  letters: z.array(LetterSummary),
  /** At most 2 000: `runSkipped` gives the rest of a run. */
  skipped: z.array(SkippedLine),
  /** What follows is known of a plan and of a run just made: empty or 0 when a run is read again. Names of customers whose letter has no postal address: at most 200. */
  withoutAddress: z.array(z.string()),
  withoutAddressCount: z.int(),
  /** Names of customers of whom nobody has said what kind of debtor they are: at most 200. */
  unconfirmedProfiles: z.array(z.string()),
  unconfirmedProfileCount: z.int(),
  /** At most 200. */
  withCredits: z.array(CustomerCredit),
  withCreditsCount: z.int(),
  /** Due dates in the letters whose debt is prescribed or soon will be, the first to be so first: at most 200. */
  nearPrescription: z.array(PrescriptionWarning),
  nearPrescriptionCount: z.int(),
  /** Names of customers whose letter ends without the statement of account that letters of this dossier end with: it is too long. At most 200. */
  withoutStatement: z.array(z.string()),
  withoutStatementCount: z.int(),
  /** Letters by e-mail that wait in the outbox, since the dossier has no mail server yet. */
  withoutMailServerCount: z.int(),
  /** Due dates in the letters that are due later than `asOf`. */
  notDueYetCount: z.int(),
  /** Due dates in the letters that had one on the very day of `asOf` already; 0 once they are written. */
  remindedTodayCount: z.int(),
  /** Due dates whose letter is of a lower level than they have already; 0 once they are written. */
  loweredCount: z.int(),
  /** The due dates in the letters and the levels these give them, in the same order. */
  sent: z.object({ ids: Ids, levels: z.instanceof(Uint8Array) }),
})
export type GenerationReport = z.output<typeof GenerationReport>

/** What a generation would do, with what becomes of each due date: parallel columns, in the order of the request. */
export const Simulation = GenerationReport.extend({
  outcomes: z.object({
    ids: Ids,
    /** Level of the letter of ids[i]; 0 without one. */
    levels: z.instanceof(Uint8Array),
    /** Without a letter, the place of its reason in SkipReason.options. */
    reasons: z.instanceof(Uint8Array),
    /** What its letter claims beside ids[i], integer cents; both empty when no letter claims anything. */
    interestCents: z.instanceof(Float64Array),
    indemnityCents: z.instanceof(Float64Array),
  }),
})
export type Simulation = z.output<typeof Simulation>

/** « Pourquoi ? » : what becomes of one due date under a rule, with all that decided it. */
export const Explanation = z.object({
  dueDateId: Id,
  customerId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  invoiceNumber: z.string(),
  warrantyInvoiceNumber: z.string(),
  dueOn: LocalDateSchema,
  openCents: CentsSchema,
  daysLate: z.int(),
  rule: LevelRule,
  resend: z.boolean(),
  levelBefore: ReminderLevel,
  remindedOn: LocalDateSchema.nullable(),
  /** « Niveau de relance » of the customer. */
  customerLevel: ReminderLevel,
  /** The level of its letter, or null with the reason why there is none. */
  levelAfter: LetterLevel.nullable(),
  reason: SkipReason.nullable(),
  /** The hold in force that is told first; how many others there are. */
  hold: HoldMark.nullable(),
  otherHoldCount: z.int(),
  /** All the customer owes; his unused payments and credit notes, what they cover of this due date when the dossier nets them. */
  outstandingCents: CentsSchema,
  creditCents: CentsSchema,
  deductedCents: CentsSchema,
  toleranceCents: CentsSchema,
})
export type Explanation = z.output<typeof Explanation>

/** How old what the books say is: days since the last import of due dates. */
export const DataAge = z.object({ lastImportOn: LocalDateSchema, days: z.int(), isTooOld: z.boolean() })
export type DataAge = z.output<typeof DataAge>

/** « Liste de relance téléphonique »: one block a customer (R-EBP-47). */
export const PhoneBlock = z.object({
  customerId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  phones: z.array(z.string()),
  outstandingCents: CentsSchema,
  unallocatedCreditCents: CentsSchema,
  totalCents: CentsSchema,
  /** Of the whole block: a page may hold a part of its lines. */
  lineCount: z.int(),
  lines: z.array(DueDateRow),
})
export type PhoneBlock = z.output<typeof PhoneBlock>
/** Its count and total are of the whole list, of which `blocks` is a page. */
export const PhoneList = z.object({ asOf: LocalDateSchema, totalCents: CentsSchema, count: z.int(), customerCount: z.int(), blocks: z.array(PhoneBlock) })
export type PhoneList = z.output<typeof PhoneList>

const Colour = z.string().regex(/^#[0-9a-f]{6}$/)
export const LevelColours = z.object({ row: Colour, text: Colour })
export type LevelColours = z.infer<typeof LevelColours>

/** What becomes of a customer's unused payments and credit notes: named beside the letters, or taken off what these claim, the oldest due date first. */
export const CreditHandling = z.enum(['warn', 'net'])
export type CreditHandling = z.infer<typeof CreditHandling>

/** « Personnalisation » (R-EBP-79…88). Settings of later versions have a default: what was saved before still reads. */
export const ReminderSettings = z.object({
  colours: z.tuple([LevelColours, LevelColours, LevelColours, LevelColours]),
  /** « Nombre de jour de dépassement de paiement » */
  defaultDaysOverdue: z.int().min(0).max(100_000).nullable(),
  /** « Encours maximum »: default of « Encours client minimum » (AMB-12) */
  defaultMinOutstandingCents: CentsSchema.refine((value) => value >= 0).nullable(),
  /** « Durée de la période », days back from today (AMB-03) */
  defaultPeriodDays: z.int().min(0).max(100_000).nullable(),
  /** Days late from which rule 4 gives level 1, 2, 3. */
  thresholds: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]),
  creditHandling: CreditHandling.default('warn'),
  /** Nobody is reminded whose whole balance is not beyond it. */
  toleranceCents: CentsSchema.refine((value) => value >= 0).default(0 as Cents),
  /** Days after which the last import is too old to remind upon without being asked; null: never asked. */
  maxDataAgeDays: z.int().min(0).max(100_000).nullable().default(30),
  /** A formal notice (level 3) is posted as registered mail, whatever the customer prefers: its receipt is the proof. */
  isFormalNoticePosted: z.boolean().default(true),
})
export type ReminderSettings = z.output<typeof ReminderSettings>

export const reminderContract = {
  /** « Calcul ». Reads only. */
  calculate: query(z.object({ criteria: SearchCriteria, asOf: LocalDateSchema }), Selection),
  /** Those of these due dates that are unpaid, as « Calcul » would show them. */
  find: query(z.object({ ids: Ids, asOf: LocalDateSchema }), Selection),
  /** The rows in view, in the order of `ids`; an id that no longer exists is left out. At most 5 000. */
  rows: query(z.object({ ids: Ids, asOf: LocalDateSchema }), z.array(DueDateRow)),
  /** The same ids in another order and, when `filter` is given, only those whose texts contain it. Ticks stay the window's. */
  arrange: query(
    z.object({ ids: Ids, asOf: LocalDateSchema, sort: z.object({ column: SortableColumn, descending: z.boolean() }).nullable(), filter: z.array(z.object({ column: SortableColumn, text: Text })) }),
    z.object({ ids: Ids }),
  ),
  /** What `generate` would do. Writes nothing. Same rules, same report. */
  simulate: query(GenerationRequest, Simulation),
  /** « Pourquoi ? » : the same decision, due date by due date and with all its facts; those that no longer exist are left out. */
  explain: query(GenerationRequest.refine(({ ids }) => ids.length <= 5000, 'more than 5 000'), z.array(Explanation)),
  /** Null for a dossier kept by hand. `maxDays` in place of the dossier's own limit when given. */
  dataAge: query(z.object({ asOf: LocalDateSchema, maxDays: z.int().min(0).nullable().default(null) }), DataAge.nullable()),
  /** Writes one letter per customer and level, then levels and dates: all or nothing. AppError('reminder.old-data') when the last import is too old and nobody accepted it. */
  generate: job(GenerationRequest, GenerationReport),
  /** The due dates of the list from that place on, the first when left out: at most 5 000. */
  phoneList: query(z.object({ ids: Ids, asOf: LocalDateSchema, from: z.int().min(0).default(0) }), PhoneList),
  /** The phone list as a document of the dossier. */
  exportPhoneList: job(z.object({ ids: Ids, asOf: LocalDateSchema, format: z.enum(['pdf', 'xlsx']), outFolder: z.string().nullable() }), z.object({ documentId: Id, file: z.string() })),
  /** The rows of a selection as a spreadsheet document of the dossier. */
  exportRows: job(z.object({ ids: Ids, asOf: LocalDateSchema, outFolder: z.string().nullable() }), z.object({ documentId: Id, file: z.string() })),
  settings: query(Nothing, ReminderSettings),
  saveSettings: command(ReminderSettings, ReminderSettings),
  /** The real letter of a ticked due date, before anything is written. */
  previewRun: query(z.object({ request: GenerationRequest, customerId: Id, level: LetterLevel }), Bytes),
}
