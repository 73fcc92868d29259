import { z } from 'zod'
import { MeterValue } from '../assets/asset-contract.ts'
import { ReadingCheck } from '../assets/reading-rules.ts'
import { command, job, query } from '../call.ts'
import { Folder, Id, LocalDateSchema, Nothing } from '../schemas.ts'
import { SendReport } from './request-contract.ts'

/** A meter an answer gives a value of. `last` is its latest reading that is no estimate. */
const AnswerMeter = z.object({
  id: Id, name: z.string(), unit: z.string(), decimals: z.int(),
  last: z.object({ readOn: LocalDateSchema, valueThousandths: MeterValue }).nullable(),
})
export type AnswerMeter = z.output<typeof AnswerMeter>

/** What a request asks for, as the dossier has it now. */
export const AnswerSheet = z.object({
  requestId: Id, requestedOn: LocalDateSchema,
  /** The day it was marked answered */
  answeredOn: LocalDateSchema.nullable(),
  assetId: Id, providerIdentifier: z.string(), label: z.string(), customerId: Id, customerName: z.string(), siteName: z.string(),
  /** All active meters of the asset, in their order */
  meters: z.array(AnswerMeter),
})
export type AnswerSheet = z.output<typeof AnswerSheet>

/** Readings of one day that answer a request. A negative value is a finding, not an error. */
export const AnswerEntry = z.object({
  requestId: Id, readOn: LocalDateSchema,
  values: z.array(z.object({ meterId: Id, valueThousandths: MeterValue })).min(1).max(200),
  /** The request is answered although meters of the asset are missing */
  isFinal: z.boolean(),
})
export type AnswerEntry = z.output<typeof AnswerEntry>

/** What there is to say of an answer: the checks of M-120, and what only answers have. Key below `answers.check.` for those. */
export const AnswerCheck = z.enum([...ReadingCheck.options, 'same-day', 'before-request', 'jump', 'answered-already', 'assumed-date'])
export type AnswerCheck = z.infer<typeof AnswerCheck>
/** 'alert' can be confirmed, 'block' cannot. `text` is in French. */
export const AnswerFinding = z.object({ meterId: Id.nullable(), check: AnswerCheck, severity: z.enum(['alert', 'block']), text: z.string() })
export type AnswerFinding = z.output<typeof AnswerFinding>

/** An answer with the findings the person has seen and confirmed: one that has come since refuses the whole. */
const ConfirmedAnswer = z.object({ entry: AnswerEntry, confirmed: z.array(AnswerFinding.pick({ meterId: true, check: true })).max(1000) })
export type ConfirmedAnswer = z.output<typeof ConfirmedAnswer>

const AnswerReport = z.object({
  /** Readings written, and those the dossier had already */
  readingCount: z.int(), knownCount: z.int(),
  /** Requests that are answered now and were not before */
  answeredCount: z.int(),
  /** Assets whose request stays open: some of their meters are missing */
  incomplete: z.array(z.string()),
})
export type AnswerReport = z.output<typeof AnswerReport>

/** Why a value written in a file is none. */
const ValueProblem = z.enum(['not-a-number', 'ambiguous', 'too-precise', 'out-of-range', 'unknown-meter', 'other-line'])
const FoundValue = z.object({
  meterId: Id,
  /** '' for a meter that is not, or no longer, one of the asset */
  name: z.string(),
  /** As it is written in the file */
  text: z.string(),
  valueThousandths: MeterValue.nullable(), problem: ValueProblem.nullable(),
  /** The dossier has this reading already */
  isKnown: z.boolean(),
})
export type FoundValue = z.output<typeof FoundValue>

/** An answer a file holds. Nothing of it is saved yet. */
export const FoundAnswer = z.object({
  /** File, and attachment within */
  source: z.string(),
  sheet: AnswerSheet,
  /** null: missing, or no date */
  readOn: LocalDateSchema.nullable(), readOnText: z.string(),
  reader: z.string(),
  values: z.array(FoundValue),
  findings: z.array(AnswerFinding),
})
export type FoundAnswer = z.output<typeof FoundAnswer>

const Failure = z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })

/** A file or attachment, and what kept it from being read; as AppError. */
const ReadSource = z.object({ source: z.string(), answerCount: z.int(), problem: Failure.nullable() })
export type ReadSource = z.output<typeof ReadSource>

/** A message that replies to requests without a form: its text is to be read by a person. */
const ReplyMessage = z.object({ source: z.string(), sheets: z.array(AnswerSheet), from: z.string(), subject: z.string(), text: z.string() })
export type ReplyMessage = z.output<typeof ReplyMessage>

/** Files read at once. */
export const MAX_ANSWER_FILES = 200

const AnswerReading = z.object({ sources: z.array(ReadSource), answers: z.array(FoundAnswer), messages: z.array(ReplyMessage) })
export type AnswerReading = z.output<typeof AnswerReading>

export const answerContract = {
  /** AppError('answers.request-gone') */
  answerSheet: query(z.object({ requestId: Id }), AnswerSheet),
  /** What the checks say, without writing anything. */
  checkAnswer: query(z.object({ entry: AnswerEntry, asOf: LocalDateSchema }), z.array(AnswerFinding)),
  /**
   * All or none; what the dossier has already is left as it is. AppError('answers.blocked', {identifier, text}), ('answers.doubtful', {identifier, text})
   * when an alert is not among the confirmed, ('answers.twice', {identifier, meter}) when two of them read the same meter, ('answers.too-precise', {identifier, meter}).
   */
  saveAnswers: command(z.object({ answers: z.array(ConfirmedAnswer).min(1).max(5000), asOf: LocalDateSchema }), AnswerReport),
  /** What PDF forms, workbooks and messages (EML, MSG) hold. Reads only; a file that cannot be read is told and keeps no other from being. */
  readAnswers: job(z.object({ paths: z.array(z.string().min(1).max(1000)).min(1).max(MAX_ANSWER_FILES), asOf: LocalDateSchema }), AnswerReading),
  /** « Tableau de saisie »: a workbook a customer, with all meters of these requests, kept among the documents. AppError('answers.nothing-to-fill') */
  exportEntryTables: job(z.object({ requestIds: z.array(Id).min(1).max(5000), asOf: LocalDateSchema, outFolder: Folder.nullable() }), z.array(z.object({ documentId: Id, file: z.string() }))),
  /** A new request that names the former, for each that is not answered, has left and has not been asked again since; any other is skipped and told. Errors as `send`. */
  askAgain: job(z.object({ requestIds: z.array(Id).min(1).max(5000), requestedOn: LocalDateSchema, asOf: LocalDateSchema }), SendReport),
  /** From how many days on a request without answer is late. */
  overdueDays: query(Nothing, z.object({ days: z.int() })),
}
