import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { TEXT_ENCODINGS } from './encoding-rules.ts'
import { CentsSchema, Id, LocalDateSchema, Nothing } from '../schemas.ts'
import { PaymentTerm } from '../receivables/payment-term-contract.ts'

export const SourceKind = z.enum(['fec', 'due-dates', 'customers', 'einvoices'])
export type SourceKind = z.infer<typeof SourceKind>

/** What a column of a CSV or XLSX list means. */
export const TableField = z.enum([
  'customerCode', 'customerName', 'invoiceNumber', 'warrantyInvoiceNumber', 'kind', 'invoicedOn', 'dueOn', 'amount', 'paid', 'open', 'label', 'level', 'remindedOn',
  'address1', 'address2', 'address3', 'postcode', 'city', 'country', 'phone', 'mobile', 'fax', 'email', 'siren', 'siret', 'vatNumber', 'legalForm', 'paymentTerm', 'debtorProfile', 'language', 'salesRep', 'family', 'note', 'customerReminderLevel',
])
export type TableField = z.infer<typeof TableField>

/** The answers a person (or `--mapping`) gives before an import. Anything left out is guessed; what cannot be guessed is asked. */
export const ImportOptions = z.object({
  encoding: z.enum(TEXT_ENCODINGS).optional(),
  separator: z.enum(['\t', '|', ';', ',']).optional(),
  /** Sheet name of a workbook */
  sheet: z.string().optional(),
  /** 1-based line of the headers in a table */
  headerLine: z.int().min(1).optional(),
  /** Column number (0-based, as a string) → meaning */
  columns: z.record(z.string().regex(/^\d+$/), TableField).optional(),
  decimalMark: z.enum([',', '.']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  /** FEC: prefix of the customers' accounts */
  customerAccountPrefix: z.string().regex(/^\d{2,8}$/).optional(),
  /** FEC: what tells customers apart. `label`: the entry's label, when accounts do not. */
  customerKey: z.enum(['auxiliary', 'account', 'label']).optional(),
  /** Terms for customers without their own, instead of the dossier's */
  paymentTerm: PaymentTerm.optional(),
  /** FEC without (complete) lettering: match unlettered credits beyond same piece. Default none. */
  matching: z.enum(['none', 'same-amount', 'oldest-first']).optional(),
  /** FEC: lettering codes in lower case are partial letterings, whose rest stays due (`open`), or letterings like others (`settled`). Asked when some of them do not balance. */
  partialLettering: z.enum(['open', 'settled']).optional(),
  /** FEC: import although entries do not balance. Default false. */
  acceptUnbalanced: z.boolean().optional(),
  /** FEC: import although its name bears the SIREN of another company than the dossier's. Asked when it does. */
  otherCompany: z.enum(['accept']).optional(),
  /** What becomes of an open invoice of an earlier list, or an electronic one, that this file does not name (a ledger: of its period), by the `key` of the question that names it. */
  absent: z.record(z.string(), z.enum(['settle', 'keep'])).optional(),
  /** The answer for all of them that `absent` leaves out. Without it they are asked about. */
  settleAbsent: z.boolean().optional(),
})
export type ImportOptions = z.output<typeof ImportOptions>

/** A remark on the file; `code` is a key below `imports.warning.`, line and column are 1-based, 0 when it concerns the whole file. */
export const ImportWarning = z.object({ code: z.string(), line: z.int(), column: z.int(), details: z.record(z.string(), z.union([z.string(), z.number()])) })
export type ImportWarning = z.output<typeof ImportWarning>

/** An open invoice that a list or an electronic invoice has brought and the file does not name as its customer's. */
export const AbsentInvoice = z.object({
  /** What `ImportOptions.absent` names it by: the customer's code and the number */
  key: z.string(),
  customerCode: z.string(), customerName: z.string(), number: z.string(), invoicedOn: LocalDateSchema.nullable(),
  openCents: CentsSchema,
  source: z.enum(['due-dates', 'einvoices']),
  /** Name of the import that brought it */
  fileName: z.string(),
  /** Customers with whom the file has that number and amount: maybe the same invoice */
  elsewhere: z.array(z.object({ code: z.string(), name: z.string() })),
})
export type AbsentInvoice = z.output<typeof AbsentInvoice>

/** Something only a person can decide; the import is refused until `ImportOptions` answers it. */
export const ImportQuestion = z.object({
  option: z.string(), code: z.string(), choices: z.array(z.string()), details: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Asked of each of them */
  absent: z.array(AbsentInvoice).optional(),
})
export type ImportQuestion = z.output<typeof ImportQuestion>

export const UnbalancedGroup = z.object({ account: z.string(), auxiliary: z.string(), customerName: z.string(), code: z.string(), debitCents: CentsSchema, creditCents: CentsSchema, lines: z.array(z.int()) })
export type UnbalancedGroup = z.output<typeof UnbalancedGroup>

export const ImportCounts = z.object({
  lines: z.int(),
  customersAdded: z.int(), customersUpdated: z.int(),
  invoicesAdded: z.int(), creditNotesAdded: z.int(),
  dueDatesAdded: z.int(),
  /** Still open and already known: level, date and notes kept. */
  dueDatesKept: z.int(),
  /** Open before, paid or lettered since. */
  dueDatesSettled: z.int(),
  paymentsAdded: z.int(), allocationsAdded: z.int(),
})
export type ImportCounts = z.output<typeof ImportCounts>

export const ImportReport = z.object({
  /** null in a preview, and when the same file had been imported before (`alreadyImported`). */
  importId: Id.nullable(),
  kind: SourceKind,
  fileName: z.string(),
  alreadyImported: z.boolean(),
  counts: ImportCounts,
  /** Open 411 balance of the file: debits minus credits of lines without lettering (nor, when partial lettering is `open`, with one in lower case); for a list, the sum of its open amounts. */
  openCents: CentsSchema,
  /** What the dossier shows for the same lines: open due dates + credits not allocated (negative). Equal to openCents. */
  shownCents: CentsSchema,
  unallocatedCreditCents: CentsSchema,
  /** What the dossier has open beside the lines of the file, credits deducted: shownCents + besideCents is the balance of all its customers. Of electronic invoices, which are no account: null. */
  besideCents: CentsSchema.nullable(),
  unbalancedGroups: z.array(UnbalancedGroup),
  /** The first 1 000; `warningCount` counts all. */
  warnings: z.array(ImportWarning),
  warningCount: z.int(),
})
export type ImportReport = z.output<typeof ImportReport>

export const ImportPreview = z.object({
  kind: SourceKind,
  fileName: z.string(),
  sizeBytes: z.number(),
  options: ImportOptions,
  /** Non-empty: apply is refused until they are answered. */
  questions: z.array(ImportQuestion),
  /** Tables: the headers and the first 20 rows as text. FEC: the first 20 lines on customer accounts. */
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  sheets: z.array(z.string()),
  /** What apply would do; null while questions are open or a line is wrong. */
  report: ImportReport.nullable(),
  /** Lists: the line that cannot be taken as it is, as `errors.<code>` says it; another meaning of the columns may mend it. */
  problem: z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
})
export type ImportPreview = z.output<typeof ImportPreview>

export const ImportSummary = z.object({
  id: Id, kind: SourceKind, fileName: z.string(), appliedAt: z.string(), undoneAt: z.string().nullable(), counts: ImportCounts,
  openCents: CentsSchema, warningCount: z.int(), canUndo: z.boolean(), coveredFrom: LocalDateSchema.nullable(), coveredTo: LocalDateSchema.nullable(),
})

export const importContract = {
  /** Reads the file, writes nothing. AppError import.* when it cannot be read at all; a wrong line of a list is a `problem`. */
  preview: job(z.object({ path: z.string(), options: ImportOptions, asOf: LocalDateSchema }), ImportPreview),
  /** All or nothing. The same file twice changes nothing. */
  apply: job(z.object({ path: z.string(), options: ImportOptions, asOf: LocalDateSchema }), ImportReport),
  list: query(Nothing, z.array(ImportSummary)),
  report: query(z.object({ id: Id }), ImportReport),
  /** AppError('import.built-upon', {what}) when something rests on it. */
  undo: command(z.object({ id: Id }), Nothing),
}
