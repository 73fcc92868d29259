import { join } from 'node:path'
import type { CallContext } from '../../shared/call.ts'
import { formatDate, systemNow, type LocalDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { PlannedLetter } from '../../shared/reminders/plan-rules.ts'
import type { MailContent } from '../../shared/reminders/letter-template-contract.ts'
import type { GenerationReport, GenerationRequest, LetterLine } from '../../shared/reminders/reminder-contract.ts'
import type { Sql } from '../db/database.ts'
import { freeFileNames } from '../delivery/free-file-names.ts'
import type { LetterPress, WrittenPdf } from '../delivery/letter-press.ts'
import { refuseMissingOutFolder } from '../delivery/out-folder.ts'
import { systemCause } from '../delivery/system-cause.ts'
import { generationReport } from './generation-report.ts'
import type { PlannedRun, Planning } from './reminder-planning.ts'
import { copyRun, discardRun, freeRunFolder, makeRunFolder, syncRunFolder } from './reminder-run-files.ts'
import type { RunRegister } from './run-register.ts'
import type { PreparingRun, RunOrigin, RunRepository, StateBefore } from './run-repository.ts'

/** A letter that leaves by e-mail. */
export interface OutgoingLetter extends Pick<MailContent, 'subject' | 'text' | 'html'> { letterId: number; customerId: number; to: { name: string; address: string }; documentId: number }

export interface GenerationTools {
  sql: Sql
  /** The dossier's */
  folder: string
  runs: RunRepository
  register: RunRegister
  planning: Planning
  press(): LetterPress
  addDocument(document: NewDocument): number
  /** Puts a letter in the outbox, in the transaction of its generation. */
  enqueue(letter: OutgoingLetter): void
  hasMailServer(): boolean
  origin(): RunOrigin
}

/**
 * « Courrier de relance »: letters, levels and dates, all or nothing (R-EBP-67, 75).
 *
 * 1. A transaction records that a run is being prepared, and where its files go: from here on nothing it leaves can be overlooked.
 * 2. The files are written, outside any transaction.
 * 3. One transaction makes everything true: documents, letters, levels and dates, the run done and sealed; it refuses if a due date is not as planned.
 *
 * Failure or cancellation before the end of 3 removes the files and the trace; after a crash, opening the dossier does.
 */
export async function generateReminders(tools: GenerationTools, request: GenerationRequest, context: CallContext): Promise<GenerationReport> {
  const plan = tools.planning.plan(request)
  if (plan.letters.length === 0) return generationReport(plan, null, tools.hasMailServer())
  const files = withWriteErrors(tools.folder, () => beginRun(tools, plan.letters, request))
  try {
    const written = await writeFiles(tools, plan.letters, files, request, context)
    context.throwIfCancelled()
    return finishRun(tools, plan, files, written, request.asOf)
  } catch (error) {
    discardRun(tools.folder, tools.runs, files.run)
    throw error
  }
}

/** Where the files of a run go: `names` in the order of the letters, the same in the dossier and in the output folder; no file to print when all leave by e-mail. */
interface RunFiles { run: PreparingRun; names: string[]; printName: string | null }

function beginRun(tools: GenerationTools, letters: readonly PlannedLetter[], request: GenerationRequest): RunFiles {
  const { outFolder, asOf } = request
  refuseMissingOutFolder(outFolder)
  return tools.sql.transaction(() => {
    const id = tools.runs.nextId()
    const folder = freeRunFolder(tools.folder, asOf, id)
    const [freePrintName, ...names] = fileNames(tools.folder, folder, letters, request)
    const printName = letters.some(({ channel }) => channel === 'paper') ? freePrintName! : null
    const run = { id, folder, copies: outFolder === null ? [] : allNames({ names, printName }).map((name) => join(outFolder, name)) }
    tools.runs.begin(run, request, tools.origin())
    return { run, names, printName }
  }).immediate()
}

const allNames = ({ names, printName }: Pick<RunFiles, 'names' | 'printName'>): string[] => (printName === null ? names : [...names, printName])

/** The print-ready file's name, then the letters', free in both folders. */
function fileNames(dossierFolder: string, runFolder: string, letters: readonly PlannedLetter[], { asOf, outFolder }: GenerationRequest): string[] {
  const wanted = [
    translate('fr', 'reminders.file.print', { date: asOf }),
    ...letters.map(({ customer, level }, index) => translate('fr', 'reminders.file.letter', {
      position: String(index + 1).padStart(4, '0'), code: customer.customerCode, customer: customer.customerName, level,
    })),
  ]
  const folders = [join(dossierFolder, ...runFolder.split('/')), ...outFolder === null ? [] : [outFolder]]
  return freeFileNames(wanted, 'pdf', folders)
}

interface WrittenFiles { letters: WrittenPdf[]; print: WrittenPdf | null }

async function writeFiles(tools: GenerationTools, letters: readonly PlannedLetter[], files: RunFiles, { asOf, outFolder }: GenerationRequest, context: CallContext): Promise<WrittenFiles> {
  try {
    const { run, names } = files
    const folder = makeRunFolder(tools.folder, run)
    const write = tools.planning.writer(asOf)
    const jobs = letters.map((letter, index) => ({ content: () => write(letter), file: join(folder, names[index]!), isEmailed: letter.channel === 'email' }))
    const written = await tools.press().renderAll(jobs, files.printName === null ? null : join(folder, files.printName), context)
    if (outFolder !== null) await copyRun(allNames(files).map((name) => join(folder, name)), run, outFolder)
    await syncRunFolder(tools.folder, run)
    return written
  } catch (error) {
    throw writeError(tools.folder, error)
  }
}

/** A failure to write, told with what it means here; anything else (the wording, a cancellation) speaks for itself. */
function writeError(folder: string, error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || (error instanceof AppError && !code.startsWith('document.'))) return error
  return /full|ENOSPC/i.test(code) ? new AppError('reminder.disk-full', { folder }) : new AppError('reminder.write-failed', { folder, ...systemCause(error) })
}

function withWriteErrors<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw writeError(folder, error)
  }
}

function finishRun(tools: GenerationTools, plan: PlannedRun, files: RunFiles, written: WrittenFiles, asOf: LocalDate): GenerationReport {
  const { runs, register } = tools
  const { run, names, printName } = files
  const fileOf = (index: number): string => run.copies[index] ?? join(tools.folder, ...run.folder.split('/'), allNames(files)[index]!)

  const finish = tools.sql.transaction(() => {
    const now = systemNow()
    const writeMail = tools.planning.mailWriter(asOf)
    const before = runs.statesOf(plan.letters.flatMap(({ lines }) => lines.map(({ dueDateId }) => dueDateId)))
    const letters = plan.letters.map((letter, index) => {
      const { customerId, customerCode, customerName } = letter.customer
      const { level, channel, totalCents, deductedCents, claims } = letter
      const lines = letter.lines.map((line) => ({ ...line, ...stateBefore(before, line) }))
      const { sha256, pages } = written.letters[index]!
      const title = translate('fr', 'reminders.document.letter', { level, customer: customerName })
      const documentId = tools.addDocument({ kind: 'reminder-letter', title, file: `${run.folder}/${names[index]!}`, sha256, pages, customerId, runId: run.id })
      const letterId = runs.addLetter(run.id, index, { customerId, customerCode, customerName, level, documentId, channel, totalCents, deductedCents, interestCents: claims?.interestCents ?? 0, indemnityCents: claims?.indemnityCents ?? 0, lines })
      // by e-mail, level and date wait for the mail server
      for (const line of lines) if (!(channel === 'paper' ? runs.remind(line, asOf, now) : runs.isAsPlanned(line))) throw new AppError('reminder.changed')
      if (channel === 'email') tools.enqueue({ letterId, customerId, documentId, to: { name: customerName, address: letter.customer.mailAddress }, ...messageOf(writeMail(letter)) })
      return { letterId, documentId, file: fileOf(index), pages }
    })
    const printDocumentId = printName === null || written.print === null ? null : tools.addDocument({
      ...written.print, kind: 'reminder-print', title: translate('fr', 'reminders.document.print', { date: formatDate(asOf) }), file: `${run.folder}/${printName}`, customerId: null, runId: run.id,
    })
    runs.addSkipped(run.id, plan.skipped)
    runs.finish(run.id, printDocumentId, now)
    const registerLength = register.add('run', run.id)
    return generationReport(plan, { runId: run.id, registerLength, printDocumentId, printFile: printName === null ? '' : fileOf(letters.length), letters }, tools.hasMailServer())
  })
  return withWriteErrors(tools.folder, () => finish.immediate())
}

const messageOf = ({ subject, text, html }: MailContent): Pick<MailContent, 'subject' | 'text' | 'html'> => ({ subject, text, html })

function stateBefore(states: ReadonlyMap<number, StateBefore>, { dueDateId }: LetterLine): StateBefore {
  const state = states.get(dueDateId)
  if (!state) throw new AppError('reminder.changed')
  return state
}
