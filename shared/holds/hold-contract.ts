import { z } from 'zod'
import { command, query } from '../call.ts'
import { Id, LocalDateSchema, LongText, Nothing } from '../schemas.ts'

/** Why nobody is to remind: procédure collective, litige, échéancier accordé, promesse de paiement (made in a call, never set as a hold), or a person's own decision. */
export const HoldKind = z.enum(['insolvency', 'dispute', 'payment-plan', 'promise', 'manual'])
export type HoldKind = z.infer<typeof HoldKind>

/** What a hold bears on. One on a customer or an invoice bears on all their due dates, those to come included. */
export const HoldScope = z.enum(['due-date', 'invoice', 'customer'])
export type HoldScope = z.infer<typeof HoldScope>

/** What a person reads of a hold wherever a due date is shown. */
export const HoldMark = z.object({
  kind: HoldKind,
  scope: HoldScope,
  reason: z.string(),
  /** Last day on which nobody is reminded; null: until it is lifted. */
  until: LocalDateSchema.nullable(),
})
export type HoldMark = z.output<typeof HoldMark>

/** « Blocage », in force, ended or lifted: none is ever deleted while what it bears on exists. */
export const Hold = HoldMark.extend({
  id: Id,
  customerId: Id,
  customerName: z.string(),
  /** Of the invoice it bears on, or of the due date's. */
  invoiceId: Id.nullable(),
  invoiceNumber: z.string(),
  dueDateId: Id.nullable(),
  dueOn: LocalDateSchema.nullable(),
  /** Day of the judgment that opened the insolvency proceedings; null for the other kinds. */
  since: LocalDateSchema.nullable(),
  /** Instant, UTC */
  setAt: z.string(),
  setBy: z.string(),
  /** Instant, UTC; null while it stands. */
  liftedAt: z.string().nullable(),
  liftedBy: z.string(),
})
export type Hold = z.output<typeof Hold>

/** A hold to be set; `subjectId` is the id of the due date, the invoice or the customer. Insolvency proceedings have the day of their judgment and no last day: they end when they are lifted. */
export const NewHold = z.object({ kind: HoldKind.exclude(['promise']), scope: HoldScope, subjectId: Id, reason: LongText, since: LocalDateSchema.nullable(), until: LocalDateSchema.nullable() })
export type NewHold = z.output<typeof NewHold>

export const holdContract = {
  /** Every hold that bears on the customer, an invoice or a due date of his: those that stand first, then the latest. */
  ofCustomer: query(z.object({ customerId: Id }), z.array(Hold)),
  /** Those that bear on the invoice: its own, its due dates' and its customer's. */
  ofInvoice: query(z.object({ invoiceId: Id }), z.array(Hold)),
  /** AppError('hold.reason-missing'), ('hold.until-past'), ('hold.insolvency-customer'), ('hold.insolvency-since'), ('hold.insolvency-until'), ('hold.since-other'), ('record.gone'). */
  set: command(z.object({ hold: NewHold, asOf: LocalDateSchema }), Hold),
  /** Ends a hold and keeps it as history. AppError('hold.lifted') when it is lifted already. */
  lift: command(z.object({ id: Id }), Nothing),
}
