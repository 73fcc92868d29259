import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { firstFilled } from '../../shared/meters/request-rules.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import type { RequestRepository, RequestResult } from './request-repository.ts'
import { requestSender } from './request-writing.ts'

type ResultOptions = Pick<MeterServiceOptions, 'parameter' | 'enqueue'>

/** Who is told of the result of a sending, '' when nobody can be (M-074, M-075). */
export function resultRecipient({ parameter }: Pick<MeterServiceOptions, 'parameter'>): string {
  const address = firstFilled(parameter('BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL'), parameter('MAILTO'))
  return isMailAddress(address) ? address : ''
}

/** Lines of each part: a mail nobody could read helps nobody; all of them are in the history. */
const MOST_LINES = 2000

/** Once nothing of a run goes on by itself, puts the mail with its result into the outbox, once. Within a transaction. */
export function tellResult(options: ResultOptions, repository: RequestRepository, runId: number): void {
  if (repository.isUnderWay(runId)) return
  const address = resultRecipient(options)
  repository.summarised(runId, address === '' ? null : options.enqueue(resultMail(options, repository, runId, address)))
}

function resultMail(options: ResultOptions, repository: RequestRepository, runId: number, address: string): Parameters<MeterServiceOptions['enqueue']>[0] {
  const { requestedOn, userName, origin } = repository.run(runId)
  const results = repository.results(runId)
  const parts = {
    sent: results.filter(({ state }) => state === 'sent'),
    failed: results.filter(({ problem, state }) => problem === null && state !== 'sent'),
    skipped: results.filter(({ problem }) => problem !== null),
  }
  const counts = { sent: parts.sent.length, failed: parts.failed.length, skipped: parts.skipped.length }
  const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `meters.result.${key}`, params)
  const lists = (['sent', 'failed', 'skipped'] as const).filter((part) => parts[part].length > 0).map((part) => {
    const rest = parts[part].length - MOST_LINES
    return [text(`list.${part}`, { n: parts[part].length }), ...parts[part].slice(0, MOST_LINES).map(line), ...rest > 0 ? [text('more', { n: rest })] : []].join('\n')
  })
  const sender = requestSender(options)
  return {
    kind: 'meter-summary', channel: 'email', fromAddress: isMailAddress(sender) ? sender : '', customerId: null, to: { name: '', address }, attachments: [],
    subject: text('subject', { date: formatDate(requestedOn), sent: text('count.sent', { n: counts.sent }), failed: counts.failed, skipped: text('count.skipped', { n: counts.skipped }) }),
    text: [text('intro', { date: formatDate(requestedOn), who: origin === 'automatic' ? text('automatic') : userName }), [text('sent', { n: counts.sent }), text('failed', { n: counts.failed }), text('skipped', { n: counts.skipped })].join('\n'), ...lists].join('\n\n'),
  }
}

function line({ providerIdentifier, label, customerName, medium, address, problem, state, detail }: RequestResult): string {
  const why = problem !== null ? translate('fr', `meters.problem.${problem}`) : state === 'sent' ? '' : [translate('fr', `outbox.state.${state ?? 'failed'}`), detail].filter((part) => part !== '').join(', ')
  return translate('fr', why === '' ? 'meters.result.line' : 'meters.result.line-why', { identifier: providerIdentifier, label, customer: customerName, medium: translate('fr', `meters.medium.${medium}`), address: address === '' ? '–' : address, why })
}
