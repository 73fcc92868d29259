import { z } from 'zod'
import { command, query } from '../call.ts'
import { HoldMark } from '../holds/hold-contract.ts'
import { ReminderChannel } from '../receivables/receivable-contract.ts'
import { CentsSchema, Id, LetterSending, LocalDateSchema, Nothing, ReminderLevel } from '../schemas.ts'
import { GenerationReport, LetterLevel, LetterSort, LetterSummary, LevelRule, SkippedLine, SkipReason } from './reminder-contract.ts'

/** A generation that was done. Undone or not, it stays as it was made. */
export const ReminderRunSummary = z.object({
  id: Id,
  createdAt: z.string(),
  /** Name of the system's user */
  createdBy: z.string(),
  asOf: LocalDateSchema,
  rule: LevelRule,
  resend: z.boolean(),
  sort: LetterSort,
  letterCount: z.int(),
  emailCount: z.int(),
  /** Of those, the ones a mail server has taken, or may have: while there are any the generation is not undone */
  leftByEmailCount: z.int(),
  lineCount: z.int(),
  skippedCount: z.int(),
  totalCents: CentsSchema,
  deductedCents: CentsSchema,
  interestCents: CentsSchema,
  indemnityCents: CentsSchema,
  printDocumentId: Id.nullable(),
  /** Its « Annuler la génération » */
  undone: z.object({ at: z.string(), by: z.string() }).nullable(),
})
export type ReminderRunSummary = z.output<typeof ReminderRunSummary>

/** A due date in a letter of a generation: what it did to its level and date. */
export const ReminderHistoryLine = z.object({
  runId: Id,
  createdAt: z.string(),
  createdBy: z.string(),
  asOf: LocalDateSchema,
  letterId: Id,
  documentId: Id,
  channel: ReminderChannel,
  /** An e-mail that no mail server has taken has changed no level */
  sending: LetterSending,
  /** The day it left: that of the levels it changed */
  sentOn: LocalDateSchema.nullable(),
  dueDateId: Id,
  invoiceNumber: z.string(),
  warrantyInvoiceNumber: z.string(),
  dueOn: LocalDateSchema,
  /** Remaining due on that day */
  openCents: CentsSchema,
  levelBefore: ReminderLevel,
  remindedOnBefore: LocalDateSchema.nullable(),
  levelAfter: LetterLevel,
  /** By « Annuler la génération » */
  isAnnulled: z.boolean(),
})
export type ReminderHistoryLine = z.output<typeof ReminderHistoryLine>

/** What a generation did with a due date that was ticked for it: a letter, or why there was none. */
export const DueDateRun = z.object({
  runId: Id,
  createdAt: z.string(),
  createdBy: z.string(),
  asOf: LocalDateSchema,
  /** null when it was left out: its level stayed as it was */
  letter: z.object({ levelBefore: ReminderLevel, levelAfter: LetterLevel, sending: LetterSending, channel: ReminderChannel }).nullable(),
  /** Why it was left out */
  reason: SkipReason.nullable(),
  /** What blocked it, when the reason is `blocked` */
  hold: HoldMark.nullable(),
  /** By « Annuler la génération » */
  isAnnulled: z.boolean(),
})
export type DueDateRun = z.output<typeof DueDateRun>

/** What of the register or of the files does not add up. Key below `reminders.register.problem.`. */
const RegisterFault = z.enum(['entry-missing', 'run-altered', 'run-missing', 'run-unsealed', 'undo-altered', 'undo-missing', 'undo-unsealed', 'acceptance-altered', 'acceptance-missing', 'acceptance-unsealed', 'end-missing', 'file-missing', 'file-altered'])
export const RegisterProblem = z.object({
  reason: RegisterFault,
  /** The first generation concerned, as far as it is known */
  runId: Id.nullable(),
  asOf: LocalDateSchema.nullable(),
  /** Place in the register, from 1; 0 for a file */
  position: z.int(),
  /** Of the document, relative to the dossier's folder */
  file: z.string(),
})
export type RegisterProblem = z.output<typeof RegisterProblem>

/** `seal` is that of the last fact: noted elsewhere, it proves later that nothing before it was changed. */
export const RegisterState = z.object({ length: z.int(), seal: z.string(), problem: RegisterProblem.nullable() })
export type RegisterState = z.output<typeof RegisterState>

export const UndoneRun = z.object({ runId: Id, letterCount: z.int(), lineCount: z.int() })
export type UndoneRun = z.output<typeof UndoneRun>

export const MAX_LISTED_RUNS = 1000
export const MAX_HISTORY_LINES = 1000

/** Generations that were done; part of the slice `reminders`. */
export const runContract = {
  /** The latest first, from that place on: at most 1 000. */
  runs: query(z.object({ from: z.int().min(0) }), z.array(ReminderRunSummary)),
  run: query(z.object({ id: Id }), GenerationReport),
  /** The letters of a run from that place on, all with their lines: as many as one message bears, at least one; none beyond the last. */
  runLetters: query(z.object({ id: Id, from: z.int().min(0) }), z.array(LetterSummary)),
  /** The due dates a run left out, from that place on; none beyond the last. */
  runSkipped: query(z.object({ id: Id, from: z.int().min(0) }), z.array(SkippedLine)),
  /** What letters did to the due dates of a customer, an invoice, or to one of them: the latest first, from that place on, at most 1 000. */
  reminderHistory: query(z.object({ of: z.enum(['customer', 'invoice', 'due-date']), id: Id, from: z.int().min(0) }), z.array(ReminderHistoryLine)),
  /** Every generation a due date was ticked for, with what came of it: the latest first, at most 1 000. */
  dueDateRuns: query(z.object({ id: Id }), z.array(DueDateRun)),
  /** « Annuler la génération »: levels and dates as before it, all or nothing. AppError reminder.run-… says what stands on it. */
  undoRun: command(z.object({ id: Id }), UndoneRun),
  /** Whether every generation is as it was made, its files too. Reads all of them. */
  verifyRuns: query(Nothing, RegisterState),
}
