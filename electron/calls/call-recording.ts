import type { LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { NewCall, OwedDueDate } from '../../shared/calls/call-contract.ts'
import { checkNewCall } from '../../shared/calls/call-rules.ts'
import type { CallRepository } from './call-repository.ts'
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

  /** What was promised before of the same due dates is not waited for any more. */
  function promise(callId: number, { promisedFor, amountCents }: NonNullable<NewCall['promise']>, on: readonly OwedDueDate[]): void {
    for (const former of promises.on(on.map((dueDate) => dueDate.id), asOf)) if (former.state === 'pending') promises.cancel(former.callId, userName())
    promises.add(callId, promisedFor, amountCents)
  }
}
