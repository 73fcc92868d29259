import type { LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { sumCents } from '../../shared/money.ts'
import type { NewCall, PaymentPromise } from '../../shared/calls/call-contract.ts'
import { checkNewCall } from '../../shared/calls/call-rules.ts'
import { creditTakenOff } from '../../shared/calls/claim-rules.ts'
import type { CallRepository, OpenDueDate } from './call-repository.ts'
import type { PromiseRepository } from './promise-repository.ts'

export interface RecordingTools {
  calls: CallRepository
  promises: PromiseRepository
  /** Who calls */
  userName(): string
  /** Blocks reminders of a due date until somebody lifts the hold, within the caller's transaction. */
  dispute(dueDateId: number, reason: string, asOf: LocalDate): void
}

/** Writes a call with what follows from it, within the caller's transaction. Returns its id. */
export function recordCall({ calls, promises, userName, dispute }: RecordingTools, call: NewCall, sessionId: number | null, asOf: LocalDate): number {
  if (!calls.isCustomer(call.customerId)) throw new AppError('receivable.gone')
  const wanted = new Set(call.dueDateIds)
  const subjects = calls.owed(call.customerId, asOf).filter(({ id }) => wanted.has(id))
  checkNewCall(call, subjects.map(({ openCents }) => openCents), asOf)
  const id = calls.add(call, sessionId, userName())
  for (const subject of subjects) calls.addSubject(id, subject)
  if (call.outcome === 'promise') promise(id, call.promise!, subjects)
  if (call.outcome === 'dispute') for (const { id: dueDateId } of subjects) dispute(dueDateId, call.text, asOf)
  if (call.outcome === 'invoice-not-received') for (const invoiceId of new Set(subjects.map(({ invoiceId: invoice }) => invoice))) calls.askCopy(invoiceId, asOf)
  return id

  /**
   * Takes the place of a former promise once all that is still due of it has been promised again. Until then both are waited for: what was not promised again stays
   * paused until its own day.
   */
  function promise(callId: number, { promisedFor, amountCents }: NonNullable<NewCall['promise']>, on: readonly OpenDueDate[]): void {
    const pending = promises.ofCustomer(call.customerId, asOf).filter(({ state }) => state === 'pending')
    const promisedOf = ({ dueDates }: PaymentPromise): number[] => dueDates.map(({ dueDateId }) => dueDateId)
    for (const former of pending) {
      const again = new Set([...on.map(({ id: dueDateId }) => dueDateId), ...pending.filter((other) => other.callId > former.callId).flatMap(promisedOf)])
      const isTouched = former.dueDates.some(({ dueDateId }) => wanted.has(dueDateId))
      if (isTouched && former.dueDates.every(({ dueDateId, openCents }) => openCents <= 0 || again.has(dueDateId))) promises.cancel(former.callId, userName())
    }
    promises.add(callId, promisedFor, amountCents, creditTakenOff(sumCents(on.map(({ openCents }) => openCents)), amountCents, calls.creditOf([call.customerId]).get(call.customerId) ?? 0))
  }
}
