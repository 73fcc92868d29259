import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CallContext } from '../../shared/call.ts'
import type { CallReport } from '../../shared/calls/session-contract.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import type { PhoneList } from '../../shared/reminders/reminder-contract.ts'
import { workerUrl } from '../worker-url.ts'
import type { DashboardSheet } from './dashboard-layout.ts'
import type { LetterBytes, RenderedEvidence } from './evidence-file.ts'
import type { EvidenceSheet } from './evidence-layout.ts'
import { flushFolder, OutputFile, removeFiles } from './files.ts'
import type { PdfAssets } from './pdf-assets.ts'
import { PdfFile } from './pdf-file.ts'
import type { LetterJob, PressRequest, RenderedPdf, WrittenLetter } from './press-messages.ts'
import type { RequestPage } from './request-file.ts'
import type { StatementSheet } from './statement-layout.ts'
import { WorkerPool } from './worker-pool.ts'

export interface WrittenPdf { pages: number; sha256: string }

export interface WrittenRun { letters: WrittenPdf[]; print: WrittenPdf | null }

/** Makes PDFs in worker threads, which stay alive until `close`. */
export interface LetterPress {
  /** One letter, for a preview. */
  render(letter: LetterContent): Promise<RenderedPdf>
  /**
   * Each letter into its own file and all that do not leave by e-mail, in the order given, into one print-ready file, when one is asked for. The letters are of one sender, at least one.
   * No file is ever overwritten (AppError document.exists). On any error or cancellation everything written is removed again.
   * Progress: phase `letters`, counted in letters.
   */
  renderAll(letters: readonly LetterJob[], printFile: string | null, context: CallContext): Promise<WrittenRun>
  /** « Liste de relance téléphonique » */
  renderPhoneList(list: PhoneList, companyName: string): Promise<RenderedPdf>
  /** « Compte rendu d'appels » */
  renderCallReport(report: CallReport, companyName: string): Promise<RenderedPdf>
  /** « Relevé de compte » */
  renderStatement(sheet: StatementSheet): Promise<RenderedPdf>
  /** « Tableau de bord » */
  renderDashboard(sheet: DashboardSheet): Promise<RenderedPdf>
  /** « Dossier de preuve »: `letters` are the bytes of those of the sheet, in its order. */
  renderEvidence(sheet: EvidenceSheet, letters: readonly LetterBytes[]): Promise<RenderedEvidence>
  /** « Demande de relevé de compteurs », to print or to fill in on the screen. */
  renderMeterRequest(page: RequestPage): Promise<RenderedPdf>
  close(): Promise<void>
}

/** Letters handed to a worker at once, and batches under way per worker: enough to keep it busy, few enough for memory to stay flat. */
const BATCH = 16
const BATCHES_PER_WORKER = 2

/** @param options.resources the product's `resources` folder, for the fonts */
export function createLetterPress(options: { resources: string; workers?: number }): LetterPress {
  const pool = new WorkerPool<PressRequest>(options.workers ?? 2, () => new Worker(workerUrl('delivery/letter-worker.ts'), { workerData: { resources: options.resources }, resourceLimits: { maxYoungGenerationSizeMb: 16 } }))
  return {
    render: (letter) => pool.run({ kind: 'render', letter }),
    renderAll: (letters, printFile, context) => renderAll(pool, letters, printFile, context),
    renderPhoneList: (list, companyName) => pool.run({ kind: 'phone-list', list, companyName }),
    renderCallReport: (report, companyName) => pool.run({ kind: 'call-report', report, companyName }),
    renderStatement: (sheet) => pool.run({ kind: 'statement', sheet }),
    renderDashboard: (sheet) => pool.run({ kind: 'dashboard', sheet }),
    renderEvidence: (sheet, letters) => pool.run({ kind: 'evidence', sheet, letters }),
    renderMeterRequest: (page) => pool.run({ kind: 'meter-request', page }),
    close: () => pool.close(),
  }
}

async function renderAll(pool: WorkerPool<PressRequest>, letters: readonly LetterJob[], printFile: string | null, context: CallContext): Promise<WrittenRun> {
  const { sender, writtenOn } = letters[0]!.content()
  const created: string[] = []
  const written: WrittenPdf[] = []
  try {
    const assets = await pool.run<PdfAssets>({ kind: 'assets', logo: sender.logo })
    const print = printFile === null ? null : await PrintFile.create(printFile, assets, sender, writtenOn)
    try {
      for await (const batch of inOrder(pool, letters, sender, created)) {
        await print?.add(batch.filter((_letter, index) => letters[written.length + index]!.isEmailed !== true))
        written.push(...batch.map(({ sha256, pages }) => ({ sha256, pages: pages.length })))
        context.progress({ phase: 'letters', done: written.length, total: letters.length })
        context.throwIfCancelled()
      }
    } catch (error) {
      await print?.abandon()
      throw error
    }
    const printed = await print?.commit() ?? null
    if (printFile !== null) created.push(printFile)
    for (const folder of new Set(created.map((file) => dirname(file)))) await flushFolder(folder)
    return { letters: written, print: printed }
  } catch (error) {
    await removeFiles(created)
    throw error
  }
}

/**
 * The letters of each batch, in the order of the letters although several workers write them, a few batches ahead.
 * Left early or by an error, it waits for what is under way, so that `created` names every file there is.
 */
async function* inOrder(pool: WorkerPool<PressRequest>, letters: readonly LetterJob[], sender: Company, created: string[]): AsyncGenerator<WrittenLetter[]> {
  const underWay: Promise<WrittenLetter[]>[] = []
  let next = 0
  const begin = (): void => {
    // one sender object for all: a message carries it, with its logo, once
    const batch = letters.slice(next, next + BATCH).map(({ content, file }) => ({ file, content: { ...content(), sender } }))
    next += BATCH
    const work = pool.run<WrittenLetter[]>({ kind: 'write', letters: batch }).then((result) => {
      created.push(...batch.map(({ file }) => file))
      return result
    })
    // a failure is told when its turn comes
    void work.catch(() => undefined)
    underWay.push(work)
  }
  try {
    while (next < letters.length || underWay.length > 0) {
      while (next < letters.length && underWay.length < pool.size * BATCHES_PER_WORKER) begin()
      yield await underWay[0]!
      void underWay.shift()
    }
  } finally {
    await Promise.allSettled(underWay)
  }
}

/** The print-ready file: the pages of every letter, streamed to the disk as they come. */
class PrintFile {
  readonly #output: OutputFile
  readonly #pdf: PdfFile
  #waiting: Uint8Array[] = []

  private constructor(output: OutputFile, assets: PdfAssets, sender: Company, writtenOn: string) {
    this.#output = output
    this.#pdf = new PdfFile(assets, { title: translate('fr', 'letters.print-title', { company: sender.name }), author: sender.name, createdOn: writtenOn }, (bytes) => this.#waiting.push(bytes))
  }

  static async create(file: string, assets: PdfAssets, sender: Company, writtenOn: string): Promise<PrintFile> {
    return new PrintFile(await OutputFile.create(file), assets, sender, writtenOn)
  }

  async add(letters: readonly WrittenLetter[]): Promise<void> {
    for (const page of letters.flatMap(({ pages }) => pages)) this.#pdf.addPage(page)
    await this.#flush()
  }

  async commit(): Promise<WrittenPdf> {
    this.#pdf.finish()
    try {
      await this.#flush()
    } catch (error) {
      await this.abandon()
      throw error
    }
    return { sha256: await this.#output.commit(), pages: this.#pdf.pages }
  }

  abandon(): Promise<void> {
    return this.#output.abandon()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = []
    await this.#output.write(bytes)
  }
}
