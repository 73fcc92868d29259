import type { Handlers } from '../../shared/call.ts'
import type { callContract } from '../../shared/calls/call-contract.ts'
import { checkNextCall } from '../../shared/calls/call-rules.ts'
import { isUnkept } from '../../shared/calls/promise-rules.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { decisiveHold } from '../../shared/holds/hold-rules.ts'
import { mailAddressOf } from '../../shared/outbox/mail-text-rules.ts'
import type { Sql } from '../db/database.ts'
import type { HoldsReader } from './card-repository.ts'
import { recordCall, type RecordingTools } from './call-recording.ts'

/** Calls and promises, and « Aujourd'hui »: what they leave to be done. */
export function callService(sql: Sql, holds: HoldsReader, tools: RecordingTools): Handlers<typeof callContract> {
  const { calls, promises, userName, copies } = tools
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()

  return {
    today: ({ asOf }) => ({
      asOf, calls: calls.due(asOf),
      promisesDue: promises.for(asOf).filter(({ state }) => state === 'pending'),
      promisesBroken: promises.unspoken(asOf).filter(({ state }) => isUnkept(state)),
      copies: calls.copies().map(({ messageId, state, email1, email2, ...copy }) => ({ ...copy, email: mailAddressOf(email1, email2), message: messageId === null || state === null ? null : { id: messageId, state }, hasOriginal: copies.hasOriginal(copy.invoiceId) })),
    }),
    owed: ({ customerId, asOf }) => {
      const holdsOn = holds()
      return {
        dueDates: calls.owed(customerId, asOf).map((dueDate) => ({ ...dueDate, hold: decisiveHold(holdsOn({ dueDateId: dueDate.id, invoiceId: dueDate.invoiceId, customerId }), asOf) })),
        creditCents: calls.creditOf(customerId),
      }
    },
    call: ({ id }) => existing(calls.one(id)),
    record: ({ call, asOf }) => inTransaction(() => existing(calls.one(recordCall(tools, call, null, asOf)))),
    correct: ({ id, text, nextCallOn, asOf }) => inTransaction(() => {
      const { nextCallOn: before } = existing(calls.one(id))
      // one that has passed may stay with another text
      if (nextCallOn !== before) checkNextCall(nextCallOn, asOf)
      calls.correct(id, text, nextCallOn)
      return existing(calls.one(id))
    }),
    erase: ({ id }) => { if (!calls.erase(id)) throw new AppError('record.gone') },
    promises: ({ customerId, asOf }) => promises.ofCustomer(customerId, asOf),
    cancelPromise: ({ callId, asOf }) => inTransaction(() => {
      if (existing(promises.one(callId, asOf)).state !== 'pending') throw new AppError('calls.promise-not-pending')
      promises.cancel(callId, userName())
    }),
    copySent: ({ id, asOf }) => inTransaction(() => {
      if (!calls.copyDone(id, asOf, userName())) throw new AppError('record.gone')
      const messageId = calls.copyMessage(id)
      if (messageId !== null) copies.giveUp(messageId)
    }),
  }
}
