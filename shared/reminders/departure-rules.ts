import { formatDate, type LocalDate } from '../date.ts'
import { decisiveHold } from '../holds/hold-rules.ts'
import type { ReminderPolicy } from './plan-rules.ts'
import { nettedByAge } from './netting-rules.ts'
import type { ReminderCandidate } from './reminder-candidate.ts'
import type { LetterLine } from './reminder-contract.ts'

/** A line of a letter that waits to leave by e-mail. */
export type WaitingLine = Pick<LetterLine, 'dueDateId' | 'openCents' | 'deductedCents' | 'levelBefore'> & { invoiceNumber: string; remindedOnBefore: LocalDate | null }

export interface DepartureFacts {
  lines: readonly WaitingLine[]
  /** Their due dates as they stand now; one that is gone is missing. */
  candidates: readonly ReminderCandidate[]
  /** Due dates that another letter is about, which may leave or has left. */
  inOtherLetter: ReadonlySet<number>
  /** Those whose debt a consumer can no longer be reminded of. */
  prescribed: ReadonlySet<number>
  /** Where the letter goes. */
  toAddress: string
  /** The last day to pay that it names. */
  payableUntil: LocalDate
  policy: ReminderPolicy
  on: LocalDate
}

/** Key below `outbox.reason.`, and the invoice concerned. */
export interface DepartureObstacle { reason: 'gone' | 'paid' | 'reminded' | 'blocked' | 'prescribed' | 'covered' | 'too-old' | 'address-changed'; detail: string }

/** Why a letter written some time ago must not leave any more: what it says is no longer so. null while all of it is. */
export function departureObstacle(facts: DepartureFacts): DepartureObstacle | null {
  const { lines, candidates, toAddress, payableUntil, on } = facts
  const byId = new Map(candidates.map((candidate) => [candidate.dueDateId, candidate]))
  for (const line of lines) {
    const candidate = byId.get(line.dueDateId)
    const reason = candidate === undefined ? 'gone' : lineObstacle(line, candidate, facts)
    if (reason !== null) return { reason, detail: line.invoiceNumber }
  }
  // its days late and its interest are those of the day it was written, and it would ask to pay by a day gone by
  if (on > payableUntil) return { reason: 'too-old', detail: formatDate(payableUntil) }
  return candidates[0]!.customer.mailAddress === toAddress ? null : { reason: 'address-changed', detail: '' }
}

function lineObstacle(line: WaitingLine, { customer, dueDateId, openCents, level, remindedOn, holds }: ReminderCandidate, { inOtherLetter, prescribed, policy, on }: DepartureFacts): DepartureObstacle['reason'] | null {
  if (openCents !== line.openCents) return 'paid'
  if (level !== line.levelBefore || remindedOn !== line.remindedOnBefore || inOtherLetter.has(dueDateId)) return 'reminded'
  if (decisiveHold(holds, on) !== null) return 'blocked'
  if (prescribed.has(dueDateId)) return 'prescribed'
  const deductedCents = policy.creditHandling === 'net' ? nettedByAge(customer).get(dueDateId) ?? 0 : 0
  const balanceCents = customer.outstandingCents - customer.creditCents
  return balanceCents <= policy.toleranceCents || deductedCents !== line.deductedCents ? 'covered' : null
}
