import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { CentsSchema, Id, LocalDateSchema, Nothing } from '../schemas.ts'

const Details = z.record(z.string(), z.union([z.string(), z.number()]))
/** `code` is a key below `einvoices.warning.` */
const EinvoiceWarning = z.object({ code: z.string(), details: Details })

/** The answers to what only a person can decide; asked once for all files. */
export const EinvoiceAnswers = z.object({
  /** Invoices whose seller cannot be compared with the company of the dossier: they are its own, or not. */
  ownSeller: z.enum(['yes', 'no']).optional(),
  /** Invoices that a corrected one (384) replaces: settled, or left as they are. */
  corrected: z.enum(['settle', 'keep']).optional(),
})
export type EinvoiceAnswers = z.output<typeof EinvoiceAnswers>

/** How many files at once. */
export const MAX_EINVOICE_FILES = 500

export const EinvoiceRequest = z.object({
  /** `sha256` is what the preview has shown: a file that has changed since is refused. null: whatever it is now. */
  files: z.array(z.object({ path: z.string().min(1).max(4096), sha256: z.string().nullable() })).min(1).max(MAX_EINVOICE_FILES),
  answers: EinvoiceAnswers,
  asOf: LocalDateSchema,
})
export type EinvoiceRequest = z.output<typeof EinvoiceRequest>

/** `new`: adds an invoice; `known`: it is there already, with the same amounts; `asked`: waits for an answer; `refused`: says why. */
export const EinvoiceState = z.enum(['new', 'known', 'asked', 'refused'])
export type EinvoiceState = z.infer<typeof EinvoiceState>

export const EinvoiceRow = z.object({
  path: z.string(),
  fileName: z.string(),
  /** '' when it could not be read */
  sha256: z.string(),
  state: EinvoiceState,
  /** null when the file gives no invoice */
  invoice: z.object({
    number: z.string(), kind: z.enum(['invoice', 'credit-note']), invoicedOn: LocalDateSchema, totalCents: CentsSchema, payableCents: CentsSchema,
    customerName: z.string(), customerCode: z.string(),
    /** What he was recognised by; 'new' adds him, 'invoice': the same invoice is his */
    match: z.enum(['siret', 'siren', 'vat', 'code', 'name', 'invoice', 'new']),
    dueDates: z.array(z.object({ dueOn: LocalDateSchema, amountCents: CentsSchema, openCents: CentsSchema })),
  }).nullable(),
  /** Its original has been, or would be, kept with the invoice */
  keepsOriginal: z.boolean(),
  /** As `errors.<code>` says it */
  problem: z.object({ code: z.string(), details: Details }).nullable(),
  warnings: z.array(EinvoiceWarning),
})
export type EinvoiceRow = z.output<typeof EinvoiceRow>

/** `code` is a key below `einvoices.question.`, its answer an `EinvoiceAnswers`. */
export const EinvoiceQuestion = z.object({ option: z.enum(['ownSeller', 'corrected']), choices: z.array(z.string()), details: Details })
export type EinvoiceQuestion = z.output<typeof EinvoiceQuestion>

export const EinvoiceReport = z.object({
  /** null in a preview, and when nothing was to be done */
  importId: Id.nullable(),
  rows: z.array(EinvoiceRow),
  questions: z.array(EinvoiceQuestion),
  /** About all of it */
  warnings: z.array(EinvoiceWarning),
  counts: z.object({ added: z.int(), known: z.int(), refused: z.int(), asked: z.int(), customersAdded: z.int() }),
  /** What the new invoices leave to be paid, credit notes deducted */
  openCents: CentsSchema,
})
export type EinvoiceReport = z.output<typeof EinvoiceReport>

export const EinvoiceSettings = z.object({
  /** The PDF an invoice came in is attached to reminders of it that leave by e-mail. */
  attachesOriginals: z.boolean(),
})
export type EinvoiceSettings = z.output<typeof EinvoiceSettings>

export const einvoiceContract = {
  /** What importing these files would do, file by file. Writes nothing. */
  preview: job(EinvoiceRequest, EinvoiceReport),
  /** Adds what can be in one transaction; files that are refused are told and left out. AppError('einvoices.unanswered') while something is asked. Taken back by imports.undo. */
  apply: job(EinvoiceRequest, EinvoiceReport),
  /** The document an invoice came in; null without one. */
  original: query(z.object({ invoiceId: Id }), z.object({ documentId: Id }).nullable()),
  settings: query(Nothing, EinvoiceSettings),
  saveSettings: command(EinvoiceSettings, EinvoiceSettings),
}
