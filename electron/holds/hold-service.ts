import type { Handlers } from '../../shared/call.ts'
import { AppError } from '../../shared/errors.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Hold, holdContract, NewHold } from '../../shared/holds/hold-contract.ts'
import { checkNewHold } from '../../shared/holds/hold-rules.ts'
import type { Sql } from '../db/database.ts'
import { holdRepository, type HoldRepository } from './hold-repository.ts'

/** Sets a hold, within the caller's transaction. Errors as `holds.set`. */
export function setHold(holds: HoldRepository, hold: NewHold, by: string, asOf: LocalDate): Hold {
  const wanted = { ...hold, reason: hold.reason.trim() }
  checkNewHold(wanted, asOf)
  const customerId = holds.ownerOf(wanted.scope, wanted.subjectId)
  if (customerId === null) throw new AppError('record.gone')
  return holds.one(holds.add(wanted, customerId, by))!
}

/** « Blocages »: who is not to be reminded, why, until when. @param userName who sets and lifts */
export function holdService(sql: Sql, userName: () => string): Handlers<typeof holdContract> {
  const holds = holdRepository(sql)
  return {
    ofCustomer: ({ customerId }) => holds.ofCustomer(customerId),
    ofInvoice: ({ invoiceId }) => holds.ofInvoice(invoiceId),
    set: ({ hold, asOf }) => sql.transaction(() => setHold(holds, hold, userName(), asOf)).immediate(),
    lift: ({ id }) => sql.transaction(() => {
      const hold = holds.one(id)
      if (hold === null) throw new AppError('record.gone')
      if (hold.liftedAt !== null) throw new AppError('hold.lifted')
      holds.lift(id, userName())
    }).immediate(),
  }
}
