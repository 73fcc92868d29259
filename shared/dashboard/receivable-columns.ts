/** Parallel columns of due dates; a credit note's amounts are negative. Days are day numbers of date.ts. */
export interface DueDateColumns {
  count: number
  id: Int32Array
  /** Place of each id, −1 for one that is none of them. */
  placeById: Int32Array
  /** Place in `customerId`. */
  customer: Int32Array
  invoicedDay: Int32Array
  /** 1: a list gave no date of the invoice; `invoicedDay` is the day it is due, or that of its import when that comes before. */
  isDayAssumed: Uint8Array
  /**
   * 1: owed like any other, but no sale. Money that went back to the customer as the books say it (a bounced transfer, a refund): what is allocated to it was not kept either.
   * Or an invoice that was settled without a payment and entered again with another customer.
   */
  isNoSale: Uint8Array
  dueDay: Int32Array
  amountCents: Float64Array
  /** What the imported books settled, on a day they do not tell. */
  settledCents: Float64Array
}

export interface PaymentColumns {
  count: number
  id: Int32Array
  placeById: Int32Array
  customer: Int32Array
  paidDay: Int32Array
  amountCents: Float64Array
  settledCents: Float64Array
}

export interface AllocationColumns {
  count: number
  id: Int32Array
  /** Place of the due date it settles. */
  dueDate: Int32Array
  /** Place of the payment it comes from, −1 when it is a credit note. */
  payment: Int32Array
  /** Place of the credit note's due date it comes from, −1 when it is a payment. */
  credit: Int32Array
  /** From when it counts: the day both its sides exist. */
  day: Int32Array
  cents: Float64Array
}

/** All that was ever invoiced, received and allocated in a dossier: about 60 MB for a million due dates. */
export interface ReceivableColumns {
  customerId: Int32Array
  dueDates: DueDateColumns
  payments: PaymentColumns
  allocations: AllocationColumns
}

/** What is left of each due date and of each payment, in the order of their columns. */
export interface Rest { ofDueDate: Float64Array; ofPayment: Float64Array }

/**
 * What is left at the end of that day, by the rule of statements (statement-rules.ts): what comes after is unknown, an allocation counts from the day
 * both its sides exist, what the books settled on an unknown day counts from the piece's own day. Positive for a due date to be paid, negative
 * for a credit note not used yet, 0 for what is settled or does not exist yet.
 */
export function restAt({ dueDates, payments, allocations }: ReceivableColumns, day: number): Rest {
  const ofDueDate = new Float64Array(dueDates.count)
  for (let place = 0; place < dueDates.count; place += 1) {
    if (dueDates.invoicedDay[place]! <= day) ofDueDate[place] = dueDates.amountCents[place]! - dueDates.settledCents[place]!
  }
  const ofPayment = new Float64Array(payments.count)
  for (let place = 0; place < payments.count; place += 1) {
    if (payments.paidDay[place]! <= day) ofPayment[place] = payments.amountCents[place]! - payments.settledCents[place]!
  }
  for (let place = 0; place < allocations.count; place += 1) {
    if (allocations.day[place]! > day) continue
    const cents = allocations.cents[place]!
    ofDueDate[allocations.dueDate[place]!]! -= cents
    if (allocations.payment[place]! >= 0) ofPayment[allocations.payment[place]!]! -= cents
    else ofDueDate[allocations.credit[place]!]! += cents
  }
  return { ofDueDate, ofPayment }
}
