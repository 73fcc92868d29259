import type { CallContext } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { RequestProblem, SendReport, SkippedRequest } from '../../shared/meters/request-contract.ts'
import { isDatedFar, MOST_DAYS_AHEAD, MOST_DAYS_BEFORE, originOf } from '../../shared/meters/request-rules.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import { removeFiles } from '../delivery/files.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import { writeRequestFiles, type Draft } from './request-files.ts'
import { orderProblem, type Order, type Refusal } from './request-order.ts'
import type { NewRequest, NewRun, RequestRepository } from './request-repository.ts'
import { resultRecipient, tellResult } from './request-result.ts'
import type { RequestTemplateRepository } from './request-template-repository.ts'
import { requestSender } from './request-writing.ts'

export interface SendingTools { options: MeterServiceOptions; repository: RequestRepository; templates: RequestTemplateRepository }

/** What became of what could be tried: nothing of it is gone, nor a repeat. */
export type SendingReport = Omit<SendReport, 'skipped'> & { skipped: (SkippedRequest & { reason: RequestProblem })[] }

/**
 * Writes the document and the data of each request, then everything it becomes in one transaction: its row, its documents, its message, and what `alongside`
 * writes. After an error or a cancellation nothing is left of any. What cannot leave is a row that says why.
 */
export async function sendRequests(tools: SendingTools, { asOf, ...run }: Omit<NewRun, 'userName'> & { asOf: LocalDate }, orders: readonly Order[], context: CallContext, alongside: (report: SendingReport) => void = () => undefined): Promise<SendingReport> {
  const { options, templates } = tools
  if (isDatedFar(run.requestedOn, asOf)) throw new AppError('meters.dated-far', { on: formatDate(run.requestedOn), before: MOST_DAYS_BEFORE, ahead: MOST_DAYS_AHEAD })
  const sender = checkedSender(options)
  const provider = options.fax()
  const refused: Refusal[] = []
  const toWrite = orders.filter((order) => {
    const problem = orderProblem(order, provider)
    if (problem) refused.push({ order, problem })
    return problem === null
  })
  // nobody is there to be told what a run by itself leaves out: it is written down
  if (run.origin !== 'automatic' && toWrite.length === 0 && refused.length > 0 && refused.every(({ problem }) => problem === 'no-fax-provider')) throw new AppError('meters.no-fax-provider')
  const created: string[] = []
  try {
    const { drafts, refusals } = await writeRequestFiles({ options, templates, requestedOn: run.requestedOn, provider }, toWrite, created, context)
    return options.sql.transaction(() => {
      const report = keep(tools, run, sender, drafts, [...refused, ...refusals])
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
