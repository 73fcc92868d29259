import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { CallContext, Handlers } from '../../shared/call.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import type { einvoiceContract, EinvoiceQuestion, EinvoiceReport, EinvoiceRequest, EinvoiceRow } from '../../shared/einvoices/einvoice-contract.ts'
import type { EinvoiceWarning } from '../../shared/einvoices/einvoice-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { sumCents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import { writeExport } from '../delivery/export-file.ts'
import { removeFiles } from '../delivery/files.ts'
import { customerDirectory } from './customer-directory.ts'
import { isPdf } from './einvoice-file.ts'
import { importFile, type ReadFile } from './einvoice-import.ts'
import { einvoiceRepository } from './einvoice-repository.ts'
import { EinvoiceThread } from './einvoice-thread.ts'
import type { InvoiceBatch, InvoiceJournal } from './invoice-journal.ts'

export interface EinvoiceTools {
  sql: Sql
  /** The dossier's */
  folder: string
  company(): { name: string; siren: string; siret: string; vatNumber: string }
  journal: InvoiceJournal
  addDocument(document: NewDocument): number
  /** A copy of the dossier before it is changed. */
  backUp(): void
}

export interface Einvoices {
  handlers: Handlers<typeof einvoiceContract>
  /** The originals to attach to a letter that leaves by e-mail, in the transaction that writes it. */
  attachmentsOf(letterId: number): readonly number[]
  /** The document of an invoice's original when it is a PDF. */
  originalPdf(invoiceId: number): number | null
}

const FOLDER = 'documents/einvoices'

/** A file written below the dossier, not a document yet, or a document of the same bytes. */
type Original = { file: string } | { documentId: number }

/** What is written: where the originals have been kept, and how the import is called. */
interface Taken { originals: ReadonlyMap<string, Original>; name: string }

/** Electronic invoices: read off this thread, then added in one transaction; a preview is the same, rolled back. */
export function einvoiceSlice(tools: EinvoiceTools): Einvoices {
  const repository = einvoiceRepository(tools.sql)

  const importAll = (files: readonly ReadFile[], request: EinvoiceRequest, taken: Taken | null, { progress }: CallContext): EinvoiceReport => {
    const originals = taken?.originals ?? null
    const batch = { fileName: taken?.name ?? '', sha256: createHash('sha256').update(files.map(({ answer }) => answer.sha256).join(' ')).digest('hex') }
    return tools.journal.write(originals !== null, (begin) => {
      const seen = { batch: null as InvoiceBatch | null }
      const keepOriginal: Parameters<typeof importFile>[0]['keepOriginal'] = ({ answer: { sha256, sizeBytes } }, { id, number, customerId, customerName }) => {
        const original = originals?.get(sha256)
        if (!original) return
        const documentId = 'documentId' in original ? original.documentId
          : tools.addDocument({ kind: 'einvoice', title: translate('fr', 'einvoices.document', { number, customer: customerName }), file: original.file, sha256, pages: null, customerId, runId: null })
        seen.batch = begin()
        repository.addOriginal({ invoiceId: id, importId: seen.batch.importId, documentId, sha256, sizeBytes })
      }
      const setting = { repository, customers: customerDirectory(repository), journal: tools.journal, company: tools.company(), answers: request.answers, asOf: request.asOf, begin: () => (seen.batch = begin()), keepOriginal }
      // a PDF before the XML beside it: it is the one a person wants to see again
      const outcomes = files.map((file, position) => ({ file, position })).toSorted((one, other) => Number(other.file.answer.isPdf) - Number(one.file.answer.isPdf) || one.position - other.position)
        .map(({ file, position }, done) => {
          progress({ phase: 'imports.writing', done, total: files.length })
          return { position, ...importFile(setting, file) }
        }).toSorted((one, other) => one.position - other.position)
      for (const { row } of outcomes) if (row.state === 'new') for (const { code, details } of row.warnings) seen.batch?.warn(row.fileName, `einvoices.warning.${code}`, details)
      const rows = outcomes.map(({ row }) => row)
      return {
        importId: originals === null ? null : seen.batch?.importId ?? null, rows, questions: distinct(outcomes.flatMap(({ question }) => (question ? [question] : []))), warnings: [],
        counts: { added: countOf(rows, 'new'), known: countOf(rows, 'known'), refused: countOf(rows, 'refused'), asked: countOf(rows, 'asked'), customersAdded: outcomes.filter(({ isNewCustomer, row }) => isNewCustomer && row.state === 'new').length },
        openCents: sumCents(rows.filter(({ state }) => state === 'new').flatMap(({ invoice }) => invoice?.dueDates.map(({ openCents }) => openCents) ?? [])),
      }
    }, batch)
  }

  return {
    attachmentsOf: repository.attachmentsOf,
    originalPdf: repository.originalPdf,
    handlers: {
      preview: async (request, context) => importAll(await readAll(request, context), request, null, context),
      apply: async (request, context) => {
        const files = await readAll(request, context)
        const planned = importAll(files, request, null, context)
        const [question] = planned.questions
        if (question) throw new AppError('einvoices.unanswered', { questionKey: `einvoices.question.${question.option}`, ...question.details })
        const wanted = planned.rows.filter(({ keepsOriginal }) => keepsOriginal)
        if (wanted.length === 0) return planned
        const warnings = problemOf(tools.backUp)
        const created: string[] = []
        const write = async (): Promise<{ originals: ReadonlyMap<string, Original>; report: EinvoiceReport }> => {
          const originals = await keepFiles(tools, repository.documentOf, wanted, created, context)
          return { originals, report: importAll(files, request, { originals, name: batchName(newFirst(wanted), files.length) }, context) }
        }
        const { originals, report } = await write().catch(async (error: unknown) => {
          await removeFiles(created)
          throw error
        })
        // the XML of a new invoice whose PDF came with it: an invoice keeps one original
        await removeFiles([...originals].flatMap(([sha256, original]) => ('file' in original && repository.documentOf(sha256) === null ? [join(tools.folder, ...original.file.split('/'))] : [])))
        return { ...report, warnings }
      },
      original: ({ invoiceId }) => {
        const documentId = repository.original(invoiceId)
        return documentId === null ? null : { documentId }
      },
      settings: repository.settings,
      saveSettings: (settings) => {
        repository.writeSettings(settings)
        return repository.settings()
      },
    },
  }
}

const newFirst = (rows: readonly EinvoiceRow[]): EinvoiceRow[] => rows.toSorted((one, other) => Number(other.state === 'new') - Number(one.state === 'new'))

const countOf = (rows: readonly EinvoiceRow[], state: EinvoiceRow['state']): number => rows.filter((row) => row.state === state).length

/** One of each kind: an answer is for all files. */
const distinct = (questions: readonly EinvoiceQuestion[]): EinvoiceQuestion[] => [...new Map(questions.toReversed().map((question) => [question.option, question])).values()].toReversed()

/** After the first file that was taken, with how many of all were. */
const batchName = (taken: readonly { fileName: string }[], count: number): string =>
  (count === 1 ? taken[0]!.fileName : translate('fr', 'einvoices.batch', { file: taken[0]!.fileName, n: taken.length, count }))

async function readAll({ files }: EinvoiceRequest, context: CallContext): Promise<ReadFile[]> {
  const thread = new EinvoiceThread()
  const read: ReadFile[] = []
  try {
    for (const { path, sha256 } of files) {
      context.progress({ phase: 'imports.reading', done: read.length, total: files.length })
      context.throwIfCancelled()
      const answer = await thread.read(path)
      const isOther = sha256 !== null && sha256 !== '' && sha256 !== answer.sha256
      read.push({ path, fileName: basename(path), answer: isOther ? { ...answer, failure: { code: 'einvoices.changed', details: {} } } : answer })
    }
  } finally {
    await thread.close()
  }
  return read
}

/** Copies the originals below the dossier; those of the same bytes are there already. */
async function keepFiles({ folder }: EinvoiceTools, documentOf: (sha256: string) => number | null, rows: readonly EinvoiceRow[], created: string[], context: CallContext): Promise<Map<string, Original>> {
  const originals = new Map<string, Original>()
  for (const { path, fileName, sha256, invoice } of rows) {
    context.throwIfCancelled()
    if (originals.has(sha256)) continue
    const documentId = documentOf(sha256)
    if (documentId !== null) {
      originals.set(sha256, { documentId })
      continue
    }
    const bytes = await readFile(path).catch((): never => { throw new AppError('einvoices.missing-file') })
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new AppError('einvoices.changed', { file: fileName })
    const extension = isPdf(bytes) ? 'pdf' : 'xml'
    const name = `${invoice?.number ?? ''} ${basename(fileName, extname(fileName))}`.trim()
    const written = await writeExport({ dossierFolder: folder, folder: FOLDER, name, extension, bytes, outFolder: null })
    created.push(...written.created)
    originals.set(sha256, { file: written.file })
  }
  return originals
}

/** A backup that cannot be written is told; the import is worth more than the copy of what was there before. */
function problemOf(backUp: () => void): EinvoiceWarning[] {
  try {
    backUp()
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [{ code: 'backup-failed', details: error.details }]
  }
}
