import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { PaymentMethod } from '../receivables/receivable-contract.ts'
import { CentsSchema, Id, LocalDateSchema, Nothing } from '../schemas.ts'

export const BankFormat = z.enum(['cfonb120', 'ofx', 'camt053'])
export const Confidence = z.enum(['sure', 'probable', 'possible'])

const Details = z.record(z.string(), z.union([z.string(), z.number()]))

/** A remark on a file; `code` is a key below `bank.warning.` */
const Warning = z.object({ code: z.string(), line: z.int(), details: Details })

/** `asOf`: today; movements of a later day are remarked. */
const StatementRequest = z.object({ path: z.string(), asOf: LocalDateSchema })

/** What importing a file does, or would do. */
export const StatementReport = z.object({
  fileName: z.string(),
  format: BankFormat,
  statements: z.array(z.object({
    /** null: nothing new in it, or a preview */
    id: Id.nullable(), line: z.int(), account: z.string(), openedOn: LocalDateSchema.nullable(), openingCents: CentsSchema.nullable(), closedOn: LocalDateSchema.nullable(), closingCents: CentsSchema.nullable(),
    transactions: z.int(), creditCents: CentsSchema, debitCents: CentsSchema, added: z.int(),
  })),
  /** Transactions the dossier did not have, and those it had */
  added: z.int(),
  known: z.int(),
  /** Credits accepted at once because they are sure, where the dossier says so */
  accepted: z.int(),
  warnings: z.array(Warning),
})
export type StatementReport = z.output<typeof StatementReport>

/** « Relevé » */
export const BankStatement = z.object({
  id: Id, fileName: z.string(), format: BankFormat, account: z.string(), openedOn: LocalDateSchema.nullable(), openingCents: CentsSchema.nullable(), closedOn: LocalDateSchema.nullable(), closingCents: CentsSchema.nullable(),
  firstOn: LocalDateSchema.nullable(), lastOn: LocalDateSchema.nullable(), importedAt: z.string(), importedBy: z.string(),
  transactions: z.int(), credits: z.int(), creditCents: CentsSchema, openCredits: z.int(), openCreditCents: CentsSchema,
  /** Credits still open, and debits that take a payment back */
  toDecide: z.int(),
})
export type BankStatement = z.output<typeof BankStatement>

/** Why a transaction may be this; `code` is a key below `bank.reason.` */
const Reason = z.object({ code: z.string(), details: Details })

/** Amounts of a payment on due dates, as a person reads them. */
const BankAllocation = z.object({ dueDateId: Id, invoiceId: Id, number: z.string(), dueOn: LocalDateSchema, openCents: CentsSchema, amountCents: CentsSchema })

/** A part of a credit note on a due date. */
const CreditUse = z.object({ creditDueDateId: Id, creditNumber: z.string(), dueDateId: Id, number: z.string(), amountCents: CentsSchema })

export const BankProposal = z.object({
  customerId: Id, customerCode: z.string(), customerName: z.string(),
  /** A payment the dossier has already: accepting ties the transaction to it, and makes none */
  paymentId: Id.nullable(), paidOn: LocalDateSchema.nullable(),
  allocations: z.array(BankAllocation),
  /** Credit notes that settle the rest of these due dates */
  credits: z.array(CreditUse),
  /** What stays the customer's credit */
  restCents: CentsSchema,
  confidence: Confidence,
  reasons: z.array(Reason),
})
export type BankProposal = z.output<typeof BankProposal>

/** `accepted`: its payment was made from it; `linked`: it is a payment the dossier had; `ignored`: no payment of a customer; `split`: its parts are decided instead. */
export const TransactionState = z.enum(['open', 'accepted', 'linked', 'ignored', 'split'])
export type TransactionState = z.output<typeof TransactionState>

/** Into how many parts a credit can be split: a deposit slip of cheques has some dozens of lines. */
export const MAX_PARTS = 200

export const BankTransaction = z.object({
  id: Id, statementId: Id, account: z.string(), line: z.int(), bookedOn: LocalDateSchema, valueOn: LocalDateSchema.nullable(), amountCents: CentsSchema, method: PaymentMethod,
  label: z.string(), details: z.string(), payerName: z.string(), payerIban: z.string(),
  /** A debit that takes a payment back: unpaid cheque, returned direct debit or transfer. To be decided like a credit */
  isReturned: z.boolean(),
  /** Of such a debit the credits it takes back (several when nothing tells which), of a credit the debit that has taken it back */
  counterparts: z.array(z.object({ id: Id, bookedOn: LocalDateSchema, label: z.string(), state: TransactionState,
    /** Whose payment a credit is, '' when it is nobody's yet; of a debit, how many credits it may take back */
    customerName: z.string(), mayBe: z.int() })),
  /** Of a part, the credit that was split */
  whole: z.object({ id: Id, amountCents: CentsSchema }).nullable(),
  state: TransactionState,
  /** Accepted because it was sure, without a person */
  isByRule: z.boolean(),
  decidedAt: z.string().nullable(), decidedBy: z.string(),
  payment: z.object({ id: Id, customerId: Id, customerName: z.string(), allocations: z.array(BankAllocation), credits: z.array(CreditUse), restCents: CentsSchema }).nullable(),
  /** The likeliest first; none unless it is open and a credit */
  proposals: z.array(BankProposal),
})
export type BankTransaction = z.output<typeof BankTransaction>

/** How many transactions are shown at most. */
export const MAX_SHOWN_TRANSACTIONS = 2000

export const bankContract = {
  /** What `importStatement` would do; writes nothing. AppError bank.* with the line when the file cannot be read whole. */
  previewStatement: job(StatementRequest, StatementReport),
  /** All or nothing. What the dossier has already, from this file or another, stays as it is. */
  importStatement: job(StatementRequest, StatementReport),
  /** The latest imported first. */
  statements: query(Nothing, z.array(BankStatement)),
  /**
   * Of a statement in its order; without one (null), all that is still to be decided, by day. The first after a change of the dossier reads all its receivables, which lasts a second or two a million:
   * hence a job, which tells how far it is and can be cancelled.
   */
  transactions: job(z.object({ statementId: Id.nullable() }), z.array(BankTransaction)),
  /**
   * Makes the payment, or ties the transaction to one the dossier has (`paymentId`), as it is: without allocations or credits. AppError('bank.decided') when somebody was faster, ('bank.debit'), ('bank.other-payment'), ('bank.payment-as-it-is'),
   * those of savePayment.
   */
  accept: command(z.object({ transactionId: Id, customerId: Id, paymentId: Id.nullable(), allocations: z.array(z.object({ dueDateId: Id, amountCents: CentsSchema })),
    credits: z.array(z.object({ creditDueDateId: Id, dueDateId: Id, amountCents: CentsSchema })) }), Nothing),
  /** Payments of a customer of the amount and the days of a transaction, that none is tied to: it may be one of them. The nearest first. */
  knownPayments: query(z.object({ transactionId: Id, customerId: Id }), z.array(z.object({ id: Id, paidOn: LocalDateSchema }))),
  /** Accepts the first proposal of each transaction that is sure, of a statement or of all, until nothing more becomes sure. */
  acceptSure: job(z.object({ statementId: Id.nullable() }), z.object({ accepted: z.int() })),
  /** It is no payment of a customer. A payment and the debit that takes it back are set aside together, when both are open and nothing else may be meant. */
  ignore: command(z.object({ transactionId: Id }), z.object({ isWithCounterpart: z.boolean() })),
  /** Divides a credit into parts that are decided each by itself: a deposit of cheques, a transfer for several customers. AppError('bank.decided'), ('bank.debit'), ('bank.part') of a part, ('bank.split-amounts') unless they are above zero and sum to it. */
  split: command(z.object({ transactionId: Id, amounts: z.array(CentsSchema).min(2).max(MAX_PARTS) }), Nothing),
  /**
   * Back to undecided, its payment gone and its credit notes unused. AppError('bank.in-books') once the books have brought the payment, ('bank.changed-since') once somebody has changed it.
   * What was split, or an undecided part of it, is one credit again: AppError('bank.parts-decided') while something is made of a part.
   */
  undo: command(z.object({ transactionId: Id }), Nothing),
  /** Takes a statement and its transactions away. AppError('bank.statement-used') while one of them is a payment. */
  removeStatement: command(z.object({ statementId: Id }), Nothing),
}
