import { z } from 'zod'
import { command, query } from '../call.ts'
import { PostalAddress } from '../dossiers/dossier-contract.ts'
import { Language } from '../language.ts'
import { CentsSchema, Id, Ids, LocalDateSchema, LongText, Nothing, ReminderLevel, Text } from '../schemas.ts'
import { PaymentTerm } from './payment-term-contract.ts'

/** Decides what a letter may claim (C. com. L441-10, C. civ. 1344, Code de la commande publique). */
export const DebtorProfile = z.enum(['company', 'consumer', 'public-body'])
export type DebtorProfile = z.infer<typeof DebtorProfile>

/** How reminders reach a customer. By e-mail only when one of his addresses can be written to; on paper otherwise. */
export const ReminderChannel = z.enum(['paper', 'email'])
export type ReminderChannel = z.infer<typeof ReminderChannel>

/** « Fiche client ». An organisation in its role of customer. */
export const Customer = z.object({
  id: Id.nullable(),
  code: Text,
  name: Text,
  legalForm: Text,
  siren: Text,
  siret: Text,
  vatNumber: Text,
  address: PostalAddress,
  /** Where letters go when it is not the main address; null when it is. */
  billingAddress: PostalAddress.nullable(),
  phone1: Text,
  phone2: Text,
  mobile1: Text,
  mobile2: Text,
  fax: Text,
  email1: Text,
  email2: Text,
  website: Text,
  isActive: z.boolean(),
  note: LongText,
  /** Onglet « Comptabilité » */
  reminderLevel: ReminderLevel,
  debtorProfile: DebtorProfile,
  /** A person or an import has said so; false: it is only the default (see profile-rules.ts). */
  isProfileConfirmed: z.boolean(),
  /** Of the letters and e-mails he gets */
  language: Language,
  paymentTerm: PaymentTerm.nullable(),
  creditLimitCents: CentsSchema.nullable(),
  /** Late interest agreed by contract with a company, in hundredths of a percent a year; null: the legal rule. */
  lateInterestRateBp: z.int().min(0).max(100_000).nullable(),
  reminderChannel: ReminderChannel,
  /** « Commercial » and « Famille », for sorting letters (R-EBP-78) */
  salesRep: Text,
  family: Text,
})
export type Customer = z.output<typeof Customer>

export const CustomerRow = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  postcode: z.string(),
  city: z.string(),
  phone: z.string(),
  email: z.string(),
  reminderLevel: ReminderLevel,
  isActive: z.boolean(),
  outstandingCents: CentsSchema,
  overdueCents: CentsSchema,
  unallocatedCreditCents: CentsSchema,
})
export type CustomerRow = z.output<typeof CustomerRow>

export const InvoiceKind = z.enum(['invoice', 'credit-note', 'warranty'])
export type InvoiceKind = z.infer<typeof InvoiceKind>

/** « Échéance ». Negative amounts on a credit note. */
export const DueDate = z.object({
  id: Id.nullable(),
  dueOn: LocalDateSchema,
  amountCents: CentsSchema,
  /** amount − allocations − settledBySource; read only */
  openCents: CentsSchema,
  /** Settled according to the imported source, without a payment Relais knows; read only */
  settledBySourceCents: CentsSchema,
  level: ReminderLevel,
  remindedOn: LocalDateSchema.nullable(),
  note: LongText,
})
export type DueDate = z.output<typeof DueDate>

export const Invoice = z.object({
  id: Id.nullable(),
  customerId: Id,
  customerCode: z.string(),
  customerName: z.string(),
  kind: InvoiceKind,
  number: Text,
  /** « N° de facture de garantie »; only for kind warranty */
  warrantyNumber: Text,
  invoicedOn: LocalDateSchema,
  /** Of the delivery or the service when it is known: prescription counts from it when it comes before the invoice. */
  servicedOn: LocalDateSchema.nullable(),
  label: Text,
  note: LongText,
  dueDates: z.array(DueDate).min(1).max(60),
  /** Allocations on its due dates, oldest first; read only */
  settlements: z.array(z.object({ allocationId: Id, dueDateId: Id, paymentId: Id.nullable(), creditNoteId: Id.nullable(), on: LocalDateSchema, label: z.string(), amountCents: CentsSchema })),
  /** Origin for a person: « FEC 2025.txt, ligne 1204 » or '' when typed in; read only */
  origin: z.string(),
  isImported: z.boolean(),
})
export type Invoice = z.output<typeof Invoice>

export const InvoiceRow = z.object({
  id: Id, kind: InvoiceKind, number: z.string(), warrantyNumber: z.string(), invoicedOn: LocalDateSchema, lastDueOn: LocalDateSchema,
  totalCents: CentsSchema, openCents: CentsSchema, label: z.string(), level: ReminderLevel,
})
export type InvoiceRow = z.output<typeof InvoiceRow>

export const InvoiceListRow = InvoiceRow.extend({ customerCode: z.string(), customerName: z.string() })
export type InvoiceListRow = z.output<typeof InvoiceListRow>

/** How many invoices the list shows at most. */
export const MAX_LISTED_INVOICES = 2000

/** How many due dates of a customer are listed at most. */
export const MAX_LISTED_DUE_DATES = 5000

/** A due date in a customer's list, with the invoice it belongs to. */
export const CustomerDueDate = z.object({
  id: Id, invoiceId: Id, kind: InvoiceKind, number: z.string(), warrantyNumber: z.string(), invoicedOn: LocalDateSchema, dueOn: LocalDateSchema,
  amountCents: CentsSchema, openCents: CentsSchema, level: ReminderLevel, remindedOn: LocalDateSchema.nullable(), label: z.string(),
})
export type CustomerDueDate = z.output<typeof CustomerDueDate>

export const PaymentMethod = z.enum(['transfer', 'cheque', 'card', 'direct-debit', 'cash', 'bill', 'other'])
export type PaymentMethod = z.infer<typeof PaymentMethod>

/** « Règlement » with its allocation; what is not allocated stays the customer's credit. */
export const Payment = z.object({
  id: Id.nullable(),
  customerId: Id,
  paidOn: LocalDateSchema,
  amountCents: CentsSchema,
  method: PaymentMethod,
  reference: Text,
  label: Text,
  allocations: z.array(z.object({ dueDateId: Id, amountCents: CentsSchema })),
  /** read only */
  unallocatedCents: CentsSchema,
  isImported: z.boolean(),
})
export type Payment = z.output<typeof Payment>

export const receivableContract = {
  /** Ids of customers whose code, name or city contains the text, by name. */
  findCustomers: query(z.object({ search: Text, onlyActive: z.boolean() }), z.object({ ids: Ids })),
  /** The one who has exactly this code, or null. */
  customerByCode: query(z.object({ code: Text }), z.object({ id: Id }).nullable()),
  customerRows: query(z.object({ ids: Ids, asOf: LocalDateSchema }), z.array(CustomerRow)),
  customer: query(z.object({ id: Id }), Customer),
  /** Creates (id null) or changes. AppError('customer.code-taken'), ('customer.invalid', {field, reason}) with a reason of `company.invalid.`. */
  saveCustomer: command(Customer, Customer),
  /** Refused with AppError('customer.in-use') when invoices or payments exist: deactivate instead. */
  deleteCustomer: command(z.object({ id: Id }), Nothing),
  /** « Factures » whose number, customer code or name contains the text; the latest entered first, at most MAX_LISTED_INVOICES. */
  findInvoices: query(z.object({ search: Text, onlyOpen: z.boolean() }), z.array(InvoiceListRow)),
  invoicesOf: query(z.object({ customerId: Id, onlyOpen: z.boolean() }), z.array(InvoiceRow)),
  /** Open ones by age, then the latest settled ones; at most MAX_LISTED_DUE_DATES. */
  dueDatesOf: query(z.object({ customerId: Id, onlyOpen: z.boolean() }), z.array(CustomerDueDate)),
  invoice: query(z.object({ id: Id }), Invoice),
  /**
   * AppError('invoice.invalid', {field, reason}) with a reason of `receivables.invalid.`; ('invoice.number-taken'); ('invoice.below-allocated') when an amount falls below what is settled.
   * Of an imported invoice only due days, levels, notes and the label change: AppError('invoice.imported').
   */
  saveInvoice: command(Invoice, Invoice),
  /** Refused when settled, reminded or imported. */
  deleteInvoice: command(z.object({ id: Id }), Nothing),
  paymentsOf: query(z.object({ customerId: Id }), z.array(Payment)),
  payment: query(z.object({ id: Id }), Payment),
  /** `allocations` is the whole list. AppError('payment.over-allocated') beyond the payment, ('payment.due-date-over-allocated') beyond what is left on a due date, ('payment.lettered') below an imported lettering. */
  savePayment: command(Payment, Payment),
  deletePayment: command(z.object({ id: Id }), Nothing),
  /** Uses a credit note's amount on due dates of the same customer; `allocations` is the whole list, refused as those of a payment. */
  allocateCreditNote: command(z.object({ invoiceId: Id, allocations: z.array(z.object({ dueDateId: Id, amountCents: CentsSchema })) }), Invoice),
}
