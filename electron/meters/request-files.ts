import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CallContext } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { RequestProblem } from '../../shared/meters/request-contract.ts'
import type { RequestFacts } from '../../shared/meters/request-sheet.ts'
import { faxMail, messageBytes, type FaxMail, type FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import { FaxPress } from '../delivery/fax-press.ts'
import { writeOnce } from '../delivery/files.ts'
import { makeFolder } from '../delivery/folders.ts'
import { freeFileNames } from '../delivery/free-file-names.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import type { Order, Refusal } from './request-order.ts'
import type { RequestTemplateRepository } from './request-template-repository.ts'
import { dataOf, factsOf, messageWriter, pageOf, sheetWriter } from './request-writing.ts'

/** What the files of a run are made with. */
export interface FilesOfRun {
  options: MeterServiceOptions
  templates: RequestTemplateRepository
  requestedOn: LocalDate
  /** The same for the whole run, whatever becomes of the settings meanwhile */
  provider: FaxProvider | null
}

/** A request whose files are written. */
export interface Draft { order: Order; reference: string; fax: FaxMail | null; message: { subject: string; text: string }; pdf: NewDocument; data: NewDocument; /** What leaves instead of the PDF */ tiff: NewDocument | null }

/** A request as it leaves, nothing of it written yet. */
interface LaidOut { facts: RequestFacts; bytes: Uint8Array; pages: number; message: { subject: string; text: string }; fax: FaxMail | null; tiff: Uint8Array | null }

/** Requests laid out at once by the press's workers. */
const BATCH = 16

/**
 * Writes the document and the data of each request; of one that cannot leave, nothing.
 * @param created receives the path of every file there is because of it, also when it throws
 */
export async function writeRequestFiles(run: FilesOfRun, orders: readonly Order[], created: string[], context: CallContext): Promise<{ drafts: Draft[]; refusals: Refusal[] }> {
  const write = fileWriter(run, orders, created)
  const drafts: Draft[] = []
  const refusals: Refusal[] = []
  const faxPress = new FaxPress()
  try {
    const layOut = layouter(run, (bytes, pages, identifier) => drawFax(faxPress, bytes, pages, identifier, context))
    const writeOne = async (order: Order, index: number): Promise<Draft | Refusal> => {
      const laidOut = await layOut(order)
      return typeof laidOut === 'string' ? { order, problem: laidOut } : write(order, index, laidOut)
    }
    for (let start = 0; start < orders.length; start += BATCH) {
      context.throwIfCancelled()
      const written = await Promise.allSettled(orders.slice(start, start + BATCH).map((order, index) => writeOne(order, start + index)))
      // all of the batch has ended: `created` names every file there is
      for (const result of written) {
        if (result.status === 'rejected') throw result.reason
        if ('problem' in result.value) refusals.push(result.value)
        else drafts.push(result.value)
      }
      context.progress({ phase: 'meter-requests', done: Math.min(start + BATCH, orders.length), total: orders.length })
    }
  } finally {
    await faxPress.close()
  }
  context.throwIfCancelled()
  return { drafts, refusals }
}

/** The document of a request and its message as the medium wants them, or what keeps it from leaving. */
function layouter({ options, templates, requestedOn, provider }: FilesOfRun, draw: (bytes: Uint8Array, pages: number, identifier: string) => Promise<Uint8Array | null>): (order: Order) => Promise<LaidOut | RequestProblem> {
  const write = sheetWriter(templates.read('document'))
  const words = { email: messageWriter(templates.read('mail')), fax: messageWriter(templates.read('fax')) }
  return async ({ row, medium, address, former }) => {
    const facts: RequestFacts = factsOf(options, options.sheet(row.id), { medium, address, contractCode: row.contractCode, requestedOn, reference: randomUUID(), formerOn: former?.requestedOn ?? null })
    const { bytes, pages } = await options.press().renderMeterRequest(pageOf(write(facts)))
    const message = words[medium](facts)
    if (medium === 'email') return { facts, bytes, pages, message, fax: null, tiff: null }
    const fax = provider && faxMail(provider, address, message)
    if (provider === null || fax === null) return 'invalid-address'
    const { attachment, maxKilobytes } = provider.settings
    const tiff = attachment === 'tiff' ? await draw(bytes, pages, row.providerIdentifier) : null
    if (attachment === 'tiff' && tiff === null) return 'fax-drawing'
    return messageBytes((tiff ?? bytes).length, fax.text) > (maxKilobytes ?? Infinity) * 1024 ? 'too-large' : { facts, bytes, pages, message, fax, tiff }
  }
}

/** null when PDFium says that the document is none. Any other failure is the machine's: nothing of the run is kept, and it may be tried again. */
async function drawFax(faxPress: FaxPress, bytes: Uint8Array, pages: number, identifier: string, context: CallContext): Promise<Uint8Array | null> {
  try {
    const fax = await faxPress.faxOf(bytes, () => context.throwIfCancelled())
    if (fax && fax.pages !== pages) throw new Error(`${fax.pages} of ${pages} pages`)
    return fax && fax.tiff
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('meters.fax-failed', { identifier, cause: error instanceof Error ? error.message : String(error) })
  }
}

/** Writes the files of an order under names that are free in the folder of the day. */
function fileWriter({ options, requestedOn }: FilesOfRun, orders: readonly Order[], created: string[]): (order: Order, index: number, laidOut: LaidOut) => Promise<Draft> {
  const folder = `documents/meter-requests/${requestedOn}`
  const path = join(options.folder, ...folder.split('/'))
  makeFolder(path)
  const wanted = orders.map(({ row }) => translate('fr', 'meters.file.request', { identifier: row.providerIdentifier, customer: row.customerName }))
  const names = { pdf: freeFileNames(wanted, 'pdf', [path]), xml: freeFileNames(wanted, 'xml', [path]), tif: freeFileNames(wanted, 'tif', [path]) }
  const kept = async (name: string, content: Uint8Array): Promise<{ file: string; sha256: string }> => {
    const sha256 = await writeOnce(join(path, name), content)
    created.push(join(path, name))
    return { file: `${folder}/${name}`, sha256 }
  }
  return async (order, index, { facts, bytes, pages, message, fax, tiff }) => {
    const { row } = order
    const title = (key: 'request' | 'data' | 'fax'): string => translate('fr', `meters.document-title.${key}`, { identifier: row.providerIdentifier, customer: row.customerName, date: formatDate(requestedOn) })
    const of = { customerId: row.customerId, runId: null }
    return {
      order, reference: facts.reference, message, fax,
      pdf: { kind: 'meter-request', title: title('request'), pages, ...of, ...await kept(names.pdf[index]!, bytes) },
      data: { kind: 'meter-request-data', title: title('data'), pages: null, ...of, ...await kept(names.xml[index]!, dataOf(facts)) },
      tiff: tiff && { kind: 'meter-request-fax', title: title('fax'), pages, ...of, ...await kept(names.tif[index]!, tiff) },
    }
  }
}
