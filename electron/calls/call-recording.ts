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
  copies: InvoiceCopies
}

/** How an invoice that a customer has not received is sent to him once more. */
export interface InvoiceCopies {
  hasOriginal(invoiceId: number): boolean
  /** Within the caller's transaction: a message with the original that waits for a person to send it. null when there is no original, or no address to write to. */
  prepare(customerId: number, invoice: { id: number; number: string }): number | null
  /** What was prepared does not leave any more. AppError('outbox.wrong-state') once it has left, or may have. */
  giveUp(messageId: number): void
}

/** Writes a call with what follows from it, within the caller's transaction. Returns its id. */
export function recordCall({ calls, promises, userName, dispute, copies }: RecordingTools, call: NewCall, sessionId: number | null, asOf: LocalDate): number {
  if (!calls.isCustomer(call.customerId)) throw new AppError('record.gone')
  const wanted = new Set(call.dueDateIds)
  const open = calls.owed(call.customerId, asOf).filter(({ id }) => wanted.has(id))
  // what came between the call and the promised day is part of what was promised
  const subjects = call.promise !== null && call.promise.promisedFor < asOf ? calls.asOn(call.calledOn, open) : open
  checkNewCall(call, subjects.map(({ openCents }) => openCents), asOf)
  const id = calls.add(call, sessionId, userName())
  for (const subject of subjects) calls.addSubject(id, subject)
  if (call.outcome === 'promise') promise(id, call.promise!, subjects)
  if (call.outcome === 'dispute') for (const { id: dueDateId } of subjects) dispute(dueDateId, call.text, asOf)
  if (call.outcome === 'invoice-not-received') for (const subject of new Map(subjects.map((one) => [one.invoiceId, one])).values()) askCopy(subject)
  return id

  function askCopy({ invoiceId, invoiceNumber, isCopyAsked }: OpenDueDate): void {
    if (isCopyAsked && !call.copiesAgain) return
    const copyId = calls.askCopy(invoiceId, asOf)
    const messageId = copyId === null ? null : copies.prepare(call.customerId, { id: invoiceId, number: invoiceNumber })
    if (copyId !== null && messageId !== null) calls.copyPrepared(copyId, messageId)
  }

  /**
   * Takes the place of a former promise once all that is still due of it has been promised again. Until then both are waited for: what was not promised again stays
   * paused until its own day.
   */
  function promise(callId: number, { promisedFor, amountCents }: NonNullable<NewCall['promise']>, on: readonly OpenDueDate[]): void {
    // a call noted late takes the place of nothing that was promised after it
    const pending = promises.ofCustomer(call.customerId, asOf).filter(({ state, madeOn }) => state === 'pending' && madeOn <= call.calledOn)
    const promisedOf = ({ dueDates }: PaymentPromise): number[] => dueDates.map(({ dueDateId }) => dueDateId)
    for (const former of pending) {
      const again = new Set([...on.map(({ id: dueDateId }) => dueDateId), ...pending.filter((other) => other.callId > former.callId).flatMap(promisedOf)])
      const isTouched = former.dueDates.some(({ dueDateId }) => wanted.has(dueDateId))
      if (isTouched && former.dueDates.every(({ dueDateId, openCents }) => openCents <= 0 || again.has(dueDateId))) promises.cancel(former.callId, userName())
    }
    promises.add(callId, promisedFor, amountCents, creditTakenOff(sumCents(on.map(({ openCents }) => openCents)), amountCents, calls.creditOf(call.customerId)))
  }
}
