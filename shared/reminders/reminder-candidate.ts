import type { LocalDate } from '../date.ts'
import type { HoldMark } from '../holds/hold-contract.ts'
import type { Deduction } from '../legal/interest-rules.ts'
import type { Cents } from '../money.ts'
import type { OpenDueDate } from '../receivables/allocation-rules.ts'
import type { ReminderLevel } from '../schemas.ts'

/** What decides about all the due dates of one customer, and where his letters go. One object a customer, whatever is ticked of his. */
export interface ReminderCustomer {
  customerId: number
  customerCode: string
  customerName: string
  /** « Niveau de relance », tab « Comptabilité ». */
  customerLevel: ReminderLevel
  /** Of the address letters go to. */
  postcode: string
  hasAddress: boolean
  /** Where letters go by e-mail; '' when he gets them on paper, or has no address that can be written to. */
  mailAddress: string
  /** Somebody has said whether he is a company, a consumer or a public body. */
  isProfileKnown: boolean
  salesRep: string
  family: string
  /** Remaining due of all his due dates, ticked or not. */
  outstandingCents: Cents
  /** His payments and credit notes not used yet, as a positive amount. */
  creditCents: Cents
  /** All his open due dates, which those credits may be netted with; left empty when he has no credit. */
  openDueDates: readonly OpenDueDate[]
  /** What `creditCents` is the sum of: his credit notes, then his payments from the oldest. */
  credits: readonly Deduction[]
}

/** A ticked due date with all that decides about it, as it stands in the dossier at this moment. */
export interface ReminderCandidate {
  customer: ReminderCustomer
  dueDateId: number
  invoiceNumber: string
  warrantyInvoiceNumber: string
  invoicedOn: LocalDate | null
  dueOn: LocalDate
  amountCents: Cents
  openCents: Cents
  level: ReminderLevel
  remindedOn: LocalDate | null
  /** Its own, its invoice's and its customer's that nobody has lifted; whether they are in force depends on the day. */
  holds: readonly HoldMark[]
  /** In a letter that may still leave by e-mail, or may have left: its level and date are not known yet. */
  isAwaitingSend: boolean
}
