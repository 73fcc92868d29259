import type { LocalDate } from '../../shared/date.ts'
import type { Party } from '../../shared/einvoices/einvoice-rules.ts'
import type { ErrorDetails } from '../../shared/errors.ts'
import type { PaymentTerm } from '../../shared/receivables/payment-term-rules.ts'

/** An import being written: what it adds goes and what it changes returns with « Annuler l'import ». */
export interface InvoiceBatch {
  readonly importId: number
  /** @returns his id */
  addCustomer(name: string, wantedCode: string, texts: Pick<Party, 'siren' | 'siret' | 'vatNumber' | 'phone' | 'email' | 'address'>): number
  /** Fills in the numbers he has none of. */
  completeCustomer(id: number, numbers: Pick<Party, 'siren' | 'siret' | 'vatNumber'>): void
  /** An organisation of another role becomes a customer as well. */
  makeCustomer(id: number): void
  /** Amounts with the sign of the kind. @returns its id */
  addInvoice(invoice: { customerId: number; kind: 'invoice' | 'credit-note'; number: string; invoicedOn: LocalDate; servicedOn: LocalDate | null }, dueDates: readonly { dueOn: LocalDate; amountCents: number; settledCents: number }[]): number
  /** Settles what is left of an invoice that another one replaces. */
  settle(invoiceId: number): void
  warn(file: string, warningKey: string, details: ErrorDetails): void
}

/** Where imports are written and taken back; see electron/imports. */
export interface InvoiceJournal {
  /** The dossier's terms, for customers without their own */
  defaultTerm(): PaymentTerm
  /** One transaction, rolled back for a preview; `begin` makes the batch when there is something to write. */
  write<T>(isCommitted: boolean, work: (begin: () => InvoiceBatch) => T, batch: { fileName: string; sha256: string }): T
}
