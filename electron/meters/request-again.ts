import type { CallContext } from '../../shared/call.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { proposals } from '../../shared/meters/proposal-rules.ts'
import type { ProposedRequest, SendReport, SkippedRequest } from '../../shared/meters/request-contract.ts'
import { foundAddress } from '../../shared/meters/request-rules.ts'
import type { AnswerRepository, RepeatedRequest } from './answer-repository.ts'
import type { Order } from './request-order.ts'
import { resultRecipient } from './request-result.ts'
import { sendRequests, type SendingTools } from './request-sending.ts'

/**
 * Asks again what has not been answered: a new request by the same medium, that names the former. What has an answer, has been asked again since, or
 * has not even left yet, is skipped: nothing is doubled, whatever was ticked on a list that has grown old.
 */
export async function askAgain(tools: SendingTools, repository: AnswerRepository, requestIds: readonly number[], { requestedOn, asOf }: { requestedOn: LocalDate; asOf: LocalDate }, context: CallContext): Promise<SendReport> {
  if (requestIds.length === 0) throw new AppError('meters.nothing-ticked')
  const former = latestOfEach(repository.repeated(requestIds))
  if (former.length === 0) throw new AppError('answers.request-gone')
  const { options } = tools
  const rows = new Map(proposals(options.candidates(former.map(({ assetId }) => assetId)), null, null, new Map()).map((row) => [row.id, row]))
  const skipped: SendReport['skipped'] = []
  const orders = former.flatMap((request): Order[] => {
    const row = rows.get(request.assetId)
    const reason = skipReason(request, row)
    if (reason !== null) skipped.push({ assetId: request.assetId, providerIdentifier: request.providerIdentifier, label: request.label, customerName: request.customerName, reason })
    return reason === null && row ? [orderOf(request, row)] : []
  })
  if (orders.length === 0) return { runId: null, emailCount: 0, faxCount: 0, skipped, hasMailServer: options.hasMailServer(), resultTo: resultRecipient(options) }
  const run = { origin: 'bulk' as const, isAfterCalculation: false, criteria: { again: orders.map(({ former: of }) => of?.id) }, requestedOn, asOf }
  const report = await sendRequests(tools, run, orders, context)
  return { ...report, skipped: [...report.skipped, ...skipped] }
}

/** An asset is asked once, whatever of its requests was ticked. */
const latestOfEach = (requests: readonly RepeatedRequest[]): RepeatedRequest[] => [...new Map([...requests].sort((one, other) => one.id - other.id).map((request) => [request.assetId, request])).values()]

function skipReason({ answeredOn, isAskedAgain, isOnItsWay }: RepeatedRequest, row: ProposedRequest | undefined): SkippedRequest['reason'] | null {
  if (answeredOn !== null) return 'answered'
  if (isAskedAgain) return 'asked-again'
  if (isOnItsWay) return 'on-its-way'
  return row === undefined ? 'gone' : null
}

/** To the address found now; one that was typed for the former request was so for a reason. */
function orderOf({ id, requestedOn, medium, address, addressOrigin, contractId, contractCode }: RepeatedRequest, row: ProposedRequest): Order {
  return { row: { ...row, contractId, contractCode }, medium, address: addressOrigin === 'typed' ? address : foundAddress(row, medium), cycleKey: null, former: { id, requestedOn } }
}
