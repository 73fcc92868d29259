import { daysBetween, formatDate, type LocalDate } from '../date.ts'
import { isFaxNumber } from '../identifiers.ts'
import { faxProblem, type FaxProvider } from '../outbox/fax-gateway-rules.ts'
import { isMailAddress } from '../outbox/mail-text-rules.ts'
import type { ReadingMedium } from '../assets/place-contract.ts'
import type { ProposedRequest, RequestOrigin, RequestProblem } from './request-contract.ts'

/** A « # » anywhere in a fax number keeps its row from being faxed; an e-mail leaves all the same (M-052…M-054). */
const isFaxBlocked = (fax: string): boolean => fax.includes('#')

/** What keeps a row from leaving by this medium to this address, null when nothing does. */
export function addressProblem(medium: ReadingMedium, address: string, provider: FaxProvider | null): Extract<RequestProblem, 'no-address' | 'invalid-address' | 'fax-blocked' | 'no-fax-provider' | 'fax-length'> | null {
  if (address === '') return 'no-address'
  if (medium === 'email') return isMailAddress(address) ? null : 'invalid-address'
  if (isFaxBlocked(address)) return 'fax-blocked'
  if (!isFaxNumber(address)) return 'invalid-address'
  return provider === null ? 'no-fax-provider' : faxProblem(provider, address)
}

/** What keeps a proposed row from leaving: what has no meter asks for nothing, whoever it would go to. */
export const proposalProblem = ({ meterCount }: Pick<ProposedRequest, 'meterCount'>, medium: ReadingMedium, address: string, provider: FaxProvider | null): ReturnType<typeof addressProblem> | 'no-meter' =>
  (meterCount === 0 ? 'no-meter' : addressProblem(medium, address, provider))

/** What a row says beside that, worded below `meters.remark.`: a person is to know it before he sends. */
export function proposalRemarks({ lastRequestedOn, unreadMeterCount }: Pick<ProposedRequest, 'lastRequestedOn' | 'unreadMeterCount'>): { key: 'asked' | 'unread'; params: Record<string, string | number> }[] {
  return [
    ...lastRequestedOn === null ? [] : [{ key: 'asked' as const, params: { on: formatDate(lastRequestedOn) } }],
    ...unreadMeterCount === 0 ? [] : [{ key: 'unread' as const, params: { n: unreadMeterCount } }],
  ]
}

/** The address found for a medium, '' when there is none. */
export const foundAddress = (row: Pick<ProposedRequest, 'email' | 'fax'>, medium: ReadingMedium): string => row[medium]?.address ?? ''

/** Where an address comes from: the search, or the person who changed it. */
export function originOf(row: Pick<ProposedRequest, 'email' | 'fax'>, medium: ReadingMedium, address: string): RequestOrigin {
  if (address === '') return 'none'
  const found = row[medium]
  return found?.address === address ? found.origin : 'typed'
}

/**
 * Days a request may be dated before today, and after it. More is a slip of the keyboard; and what is dated a month ahead would count as the request of the next cycle, which
 * the calendars then would not ask for.
 */
export const MOST_DAYS_BEFORE = 31
export const MOST_DAYS_AHEAD = 7
export function isDatedFar(requestedOn: LocalDate, asOf: LocalDate): boolean {
  const ahead = daysBetween(asOf, requestedOn)
  return ahead > MOST_DAYS_AHEAD || ahead < -MOST_DAYS_BEFORE
}

/** The first that is filled in, '' when none is: an own address, then the general one (M-071…M-076). */
export const firstFilled = (...addresses: readonly string[]): string => addresses.find((address) => address.trim() !== '')?.trim() ?? ''
