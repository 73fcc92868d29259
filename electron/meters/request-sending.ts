import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CallContext } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import type { ProposedRequest, RequestProblem, SendReport, SkippedRequest } from '../../shared/meters/request-contract.ts'
import { isDatedFar, MOST_DAYS_AHEAD, MOST_DAYS_BEFORE, originOf, proposalProblem } from '../../shared/meters/request-rules.ts'
import type { RequestFacts } from '../../shared/meters/request-sheet.ts'
import { faxMail, messageBytes, type FaxMail, type FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import { FaxPress, type Fax } from '../delivery/fax-press.ts'
import { removeFiles, writeOnce } from '../delivery/files.ts'
import { makeFolder } from '../delivery/folders.ts'
import { freeFileNames } from '../delivery/free-file-names.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import type { NewRequest, NewRun, RequestRepository } from './request-repository.ts'
import { resultRecipient, tellResult } from './request-result.ts'
import type { RequestTemplateRepository } from './request-template-repository.ts'
import { dataOf, factsOf, messageWriter, pageOf, requestSender, sheetWriter } from './request-writing.ts'

/** The request an order asks again. */
export interface FormerRequest { id: number; requestedOn: LocalDate }

/** A row to be sent, as the screen has it or as the calendars want it. */
export interface Order { row: ProposedRequest; medium: ReadingMedium; address: string; cycleKey: string | null; former: FormerRequest | null }

export interface SendingTools { options: MeterServiceOptions; repository: RequestRepository; templates: RequestTemplateRepository }

/** A request whose files are written. */
interface Draft { order: Order; reference: string; fax: FaxMail | null; message: { subject: string; text: string }; pdf: NewDocument; data: NewDocument; /** What leaves instead of the PDF */ tiff: NewDocument | null }
/** A request nothing of leaves. */
interface Refusal { order: Order; problem: RequestProblem }

/** What became of what could be tried: nothing of it is gone, nor a repeat. */
export type SendingReport = Omit<SendReport, 'skipped'> & { skipped: (SkippedRequest & { reason: RequestProblem })[] }

/** Requests laid out at once by the press's workers. */
const BATCH = 16

/**
 * Writes the document and the data of each request, then everything it becomes in one transaction: its row, its documents, its message, and what `alongside`
 * writes. After an error or a cancellation nothing is left of any. What cannot leave is a row that says why.
 */
export async function sendRequests(tools: SendingTools, { asOf, ...run }: Omit<NewRun, 'userName'> & { asOf: LocalDate }, orders: readonly Order[], context: CallContext, alongside: (report: SendingReport) => void = () => undefined): Promise<SendingReport> {
  const { options } = tools
  if (isDatedFar(run.requestedOn, asOf)) throw new AppError('meters.dated-far', { on: formatDate(run.requestedOn), before: MOST_DAYS_BEFORE, ahead: MOST_DAYS_AHEAD })
  const sender = checkedSender(options)
  const provider = options.fax()
  const refusals: Refusal[] = []
  const toWrite = orders.filter((order) => {
    const problem = orderProblem(order, provider)
    if (problem) refusals.push({ order, problem })
    return problem === null
  })
  // nobody is there to be told what a run by itself leaves out: it is written down
  if (run.origin !== 'automatic' && toWrite.length === 0 && refusals.length > 0 && refusals.every(({ problem }) => problem === 'no-fax-provider')) throw new AppError('meters.no-fax-provider')
  const created: string[] = []
  try {
    const drafts = await writeFiles(tools, run.requestedOn, toWrite, provider, refusals, created, context)
    return options.sql.transaction(() => {
      const report = keep(tools, run, sender, drafts, refusals)
      alongside(report)
      return report
    }).immediate()
  } catch (error) {
    await removeFiles(created)
    throw error
  }
}

/** Who the requests are from. Without anybody none leaves (M-073). */
function checkedSender(options: MeterServiceOptions): string {
  const sender = requestSender(options)
  if (sender === '') throw new AppError('meters.no-sender', { first: 'BIEN_COMPTEUR_EXPEDITEUR_MAIL', second: 'MAIL' })
  if (!isMailAddress(sender)) throw new AppError('meters.sender-invalid', { name: options.parameter('BIEN_COMPTEUR_EXPEDITEUR_MAIL').trim() === '' ? 'MAIL' : 'BIEN_COMPTEUR_EXPEDITEUR_MAIL', address: sender })
  return sender
}

/** What keeps an order from leaving, as far as it can be told before its document is made. */
export const orderProblem = ({ row, medium, address }: Order, provider: FaxProvider | null): RequestProblem | null => proposalProblem(row, medium, address, provider)

/** @param provider the same for the whole run, whatever becomes of the settings meanwhile */
async function writeFiles({ options, templates }: SendingTools, requestedOn: LocalDate, orders: readonly Order[], provider: FaxProvider | null, refusals: Refusal[], created: string[], context: CallContext): Promise<Draft[]> {
  const write = sheetWriter(templates.read('document'))
  const words = { email: messageWriter(templates.read('mail')), fax: messageWriter(templates.read('fax')) }
  const folder = `documents/meter-requests/${requestedOn}`
  const path = join(options.folder, ...folder.split('/'))
  makeFolder(path)
  const wanted = orders.map(({ row }) => translate('fr', 'meters.file.request', { identifier: row.providerIdentifier, customer: row.customerName }))
  const names = { pdf: freeFileNames(wanted, 'pdf', [path]), xml: freeFileNames(wanted, 'xml', [path]), tif: freeFileNames(wanted, 'tif', [path]) }
  const mostBytes = (provider?.settings.maxKilobytes ?? Infinity) * 1024
  const faxPress = new FaxPress()

  /** null when PDFium says that the document is none. Any other failure is the machine's: nothing of the run is kept, and it may be tried again. */
  const faxOf = async (bytes: Uint8Array, pages: number, identifier: string): Promise<Fax | null> => {
    try {
      const fax = await faxPress.faxOf(bytes, () => context.throwIfCancelled())
      if (fax && fax.pages !== pages) throw new Error(`${fax.pages} of ${pages} pages`)
      return fax
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('meters.fax-failed', { identifier, cause: error instanceof Error ? error.message : String(error) })
    }
  }

  const writeOne = async (order: Order, index: number): Promise<Draft | null> => {
    const { row, medium, address, former } = order
    const reference = randomUUID()
    const facts: RequestFacts = factsOf(options, options.sheet(row.id), { medium, address, contractCode: row.contractCode, requestedOn, reference, formerOn: former?.requestedOn ?? null })
    const refused = (problem: RequestProblem): null => {
      refusals.push({ order, problem })
      return null
    }
    const { bytes, pages } = await options.press().renderMeterRequest(pageOf(write(facts)))
    const message = words[medium](facts)
    const fax = medium === 'fax' && provider ? faxMail(provider, address, message) : null
    if (medium === 'fax' && fax === null) return refused('invalid-address')
    const drawn = fax && provider?.settings.attachment === 'tiff' ? await faxOf(bytes, pages, row.providerIdentifier) : undefined
    if (drawn === null) return refused('fax-drawing')
    if (fax && messageBytes((drawn?.tiff ?? bytes).length, fax.text) > mostBytes) return refused('too-large')
    const title = (key: 'request' | 'data' | 'fax'): string => translate('fr', `meters.document-title.${key}`, { identifier: row.providerIdentifier, customer: row.customerName, date: formatDate(requestedOn) })
    const kept = async (name: string, content: Uint8Array): Promise<{ file: string; sha256: string }> => {
      const sha256 = await writeOnce(join(path, name), content)
      created.push(join(path, name))
      return { file: `${folder}/${name}`, sha256 }
    }
    const of = { customerId: row.customerId, runId: null }
    const pdf: NewDocument = { kind: 'meter-request', title: title('request'), pages, ...of, ...await kept(names.pdf[index]!, bytes) }
    const data: NewDocument = { kind: 'meter-request-data', title: title('data'), pages: null, ...of, ...await kept(names.xml[index]!, dataOf(facts)) }
    const tiff: NewDocument | null = drawn ? { kind: 'meter-request-fax', title: title('fax'), pages, ...of, ...await kept(names.tif[index]!, drawn.tiff) } : null
    return { order, reference, message, pdf, data, tiff, fax }
  }

  const drafts: Draft[] = []
  try {
    for (let start = 0; start < orders.length; start += BATCH) {
      context.throwIfCancelled()
      const written = await Promise.allSettled(orders.slice(start, start + BATCH).map((order, index) => writeOne(order, start + index)))
      // all of the batch has ended: `created` names every file there is
      for (const result of written) {
        if (result.status === 'rejected') throw result.reason
        if (result.value) drafts.push(result.value)
      }
      context.progress({ phase: 'meter-requests', done: Math.min(start + BATCH, orders.length), total: orders.length })
    }
  } finally {
    await faxPress.close()
  }
  context.throwIfCancelled()
  return drafts
}

/** Within the one transaction. */
function keep({ options, repository }: SendingTools, run: Omit<NewRun, 'userName'>, sender: string, drafts: readonly Draft[], refusals: readonly Refusal[]): SendingReport {
  const runId = repository.addRun({ ...run, userName: options.userName() })
  const add = ({ row, medium, address, cycleKey, former }: Order, problem: RequestProblem | null, reference: string | null, written: Pick<NewRequest, 'messageId' | 'documentId' | 'dataDocumentId'>): void =>
    repository.add({ ...written, runId, assetId: row.id, contractId: row.contractId, requestedOn: run.requestedOn, medium, address, addressOrigin: originOf(row, medium, address), problem, cycleKey, reference, againOfId: former?.id ?? null })
  for (const { order, reference, fax, message, pdf, data, tiff } of drafts) {
    const { row, medium, address } = order
    const documentId = options.addDocument(pdf)
    const attachment = tiff === null ? documentId : options.addDocument(tiff)
    const to = fax ? { name: address, address: fax.to } : { name: row.contactName || row.customerName, address }
    const messageId = options.enqueue({ kind: 'meter-request', channel: medium, fromAddress: sender, customerId: row.customerId, to, subject: fax?.subject ?? message.subject, text: fax?.text ?? message.text, attachments: [attachment] })
    add(order, null, reference, { messageId, documentId, dataDocumentId: options.addDocument(data) })
  }
  for (const { order, problem } of refusals) add(order, problem, null, { messageId: null, documentId: null, dataDocumentId: null })
  tellResult(options, repository, runId)
  return {
    runId,
    emailCount: drafts.filter(({ order }) => order.medium === 'email').length,
    faxCount: drafts.filter(({ order }) => order.medium === 'fax').length,
    skipped: refusals.map(({ order: { row }, problem }) => ({ assetId: row.id, providerIdentifier: row.providerIdentifier, label: row.label, customerName: row.customerName, reason: problem })),
    hasMailServer: options.hasMailServer(),
    resultTo: resultRecipient(options),
  }
}
