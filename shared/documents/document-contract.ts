import { z } from 'zod'
import { query } from '../call.ts'
import { Bytes, Id } from '../schemas.ts'

export const DocumentKind = z.enum(['reminder-letter', 'reminder-print', 'phone-list', 'call-report', 'export', 'statement', 'evidence-file', 'meter-request', 'meter-request-data', 'meter-request-fax', 'einvoice'])
export type DocumentKind = z.infer<typeof DocumentKind>

/** A file the program wrote below the dossier's `documents` folder. Write-once. */
export const DocumentSummary = z.object({
  id: Id,
  kind: DocumentKind,
  title: z.string(),
  /** Relative to the dossier's folder, with `/`. */
  file: z.string(),
  pages: z.int().nullable(),
  sha256: z.string(),
  createdAt: z.string(),
  customerId: Id.nullable(),
  customerName: z.string(),
  runId: Id.nullable(),
  /** Of a generation that was undone: it stays, and nobody should go by it */
  isAnnulled: z.boolean(),
})
export type DocumentSummary = z.output<typeof DocumentSummary>

/** null: of any run, of any customer. */
export const DocumentFilter = z.object({ runId: Id.nullable(), customerId: Id.nullable() })
export type DocumentFilter = z.output<typeof DocumentFilter>

/** A file below the dossier's folder, about to be known as a document. */
export interface NewDocument {
  kind: DocumentKind
  title: string
  /** Relative to the dossier's folder, with `/`. */
  file: string
  sha256: string
  pages: number | null
  customerId: number | null
  runId: number | null
}

export const documentContract = {
  /** « Documents »: newest first, optionally of one run or one customer. At most 5 000: `count` says how many there are. */
  list: query(DocumentFilter, z.array(DocumentSummary)),
  /** AppError('document.outside') when the stored path is not one of the program's. Says nothing about the file's bytes: see `locate`. */
  get: query(z.object({ id: Id }), DocumentSummary.extend({ path: z.string() })),
  /** The path of a file whose bytes are still those that were written, to be opened, printed or copied. Errors as `read`. */
  locate: query(z.object({ id: Id }), z.object({ path: z.string() })),
  /** The bytes, for the preview. AppError('document.missing') or ('document.altered') when the file on disk is not the one written. */
  read: query(z.object({ id: Id }), Bytes),
  count: query(DocumentFilter, z.int()),
}
