import type { LocalDate } from '../date.ts'
import { decisiveHold } from '../holds/hold-rules.ts'
import type { ReminderPolicy } from './grouping-rules.ts'
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
  /** Where the letter goes. */
  toAddress: string
  policy: ReminderPolicy
  on: LocalDate
}

/** Key below `outbox.reason.`, and the invoice concerned. */
export interface DepartureObstacle { reason: 'gone' | 'paid' | 'reminded' | 'blocked' | 'covered' | 'address-changed'; detail: string }

/** Why a letter written some time ago must not leave any more: what it says is no longer so. null while all of it is. */
export function departureObstacle({ lines, candidates, inOtherLetter, toAddress, policy, on }: DepartureFacts): DepartureObstacle | null {
  const byId = new Map(candidates.map((candidate) => [candidate.dueDateId, candidate]))
  for (const line of lines) {
    const candidate = byId.get(line.dueDateId)
    const reason = candidate === undefined ? 'gone' : lineObstacle(line, candidate, inOtherLetter, policy, on)
    if (reason !== null) return { reason, detail: line.invoiceNumber }
  }
  return candidates[0]!.customer.mailAddress === toAddress ? null : { reason: 'address-changed', detail: '' }
}

function lineObstacle(line: WaitingLine, { customer, dueDateId, openCents, level, remindedOn, holds }: ReminderCandidate, inOtherLetter: ReadonlySet<number>, { creditHandling, toleranceCents }: ReminderPolicy, on: LocalDate): DepartureObstacle['reason'] | null {
  if (openCents !== line.openCents) return 'paid'
  if (level !== line.levelBefore || remindedOn !== line.remindedOnBefore || inOtherLetter.has(dueDateId)) return 'reminded'
  if (decisiveHold(holds, on) !== null) return 'blocked'
  const deductedCents = creditHandling === 'net' ? nettedByAge(customer).get(dueDateId) ?? 0 : 0
  const balanceCents = customer.outstandingCents - customer.creditCents
  return balanceCents <= toleranceCents || deductedCents !== line.deductedCents ? 'covered' : null
}
