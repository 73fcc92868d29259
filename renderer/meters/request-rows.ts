import { formatInstant, type Instant } from '../../shared/date.ts'
import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import type { ProposedRequest, RequestChoice, RequestProblem, RequestRecord, SkippedRequest } from '../../shared/meters/request-contract.ts'
import { foundAddress, originOf, proposalProblem, proposalRemarks } from '../../shared/meters/request-rules.ts'
import type { FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import { t, wordingOf } from '../i18n/i18n.ts'

/** A line of « En attente d'envois » as it stands on the screen: how it is to leave and where to, changed or as it was found. Nothing of it is kept. */
export interface RequestRow extends ProposedRequest { chosen: ReadingMedium; typedEmail: string; typedFax: string }

export const rowOf = (request: ProposedRequest): RequestRow => ({ ...request, chosen: request.medium, typedEmail: foundAddress(request, 'email'), typedFax: foundAddress(request, 'fax') })

const addressOf = ({ chosen, typedEmail, typedFax }: RequestRow): string => (chosen === 'email' ? typedEmail : typedFax)

/** By another medium, whose address is searched again (M-058). */
export const withMedium = (row: RequestRow, chosen: ReadingMedium): RequestRow =>
  ({ ...row, chosen, ...chosen === 'email' ? { typedEmail: foundAddress(row, 'email') } : { typedFax: foundAddress(row, 'fax') } })

/** What keeps the row from leaving, null when nothing does. */
export const rowProblem = (row: RequestRow, provider: FaxProvider | null): RequestProblem | null => proposalProblem(row, row.chosen, addressOf(row), provider)

export const problemText = (problem: SkippedRequest['reason'] | null): string => (problem === null ? '' : t(`meters.problem.${problem}`))

/** All there is to look at in a row before it leaves. */
export const reviewText = (row: RequestRow, provider: FaxProvider | null): string =>
  [problemText(rowProblem(row, provider)), ...proposalRemarks(row).map(({ key, params }) => t(`meters.remark.${key}`, params))].filter((text) => text !== '').join('\u2002·\u2002')

export const originText = (row: RequestRow): string => t(`meters.origin.${originOf(row, row.chosen, addressOf(row))}`)

export const choiceOf = (row: RequestRow): RequestChoice => ({ assetId: row.id, medium: row.chosen, address: addressOf(row) })

/** Why nothing left, or what the server said. */
export function recordReason({ problem, reason, detail, nextAttemptAt }: RequestRecord): string {
  if (problem !== null) return t(`meters.problem.${problem}`)
  if (reason === '') return ''
  return wordingOf(`outbox.reason.${reason}`, { detail, next: nextAttemptAt === null ? '' : formatInstant(nextAttemptAt as Instant) }) ?? detail
}
