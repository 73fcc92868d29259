import type { LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { Customer, DueDate, Invoice, InvoiceKind, Payment } from '../../shared/receivables/receivable-contract.ts'

/** What a screen starts from when something new is entered. */

export const blankCustomer = (): Customer => ({
  id: null, code: '', name: '', legalForm: '', siren: '', siret: '', vatNumber: '', address: { line1: '', line2: '', line3: '', postcode: '', city: '', countryCode: 'FR' }, billingAddress: null,
  phone1: '', phone2: '', mobile1: '', mobile2: '', fax: '', email1: '', email2: '', website: '', isActive: true, note: '', reminderLevel: 0, debtorProfile: 'company', isProfileConfirmed: false, language: 'fr', paymentTerm: null,
  creditLimitCents: null, lateInterestRateBp: null, reminderChannel: 'paper', salesRep: '', family: '',
})

export const blankDueDate = (dueOn: LocalDate): DueDate => ({ id: null, dueOn, amountCents: cents(0), openCents: cents(0), settledBySourceCents: cents(0), level: 0, remindedOn: null, note: '' })

export const blankInvoice = ({ id, code, name }: Customer, kind: InvoiceKind, invoicedOn: LocalDate, dueOn: LocalDate): Invoice => ({
  id: null, customerId: id!, customerCode: code, customerName: name, kind, number: '', warrantyNumber: '', invoicedOn, servicedOn: null, label: '', note: '', dueDates: [blankDueDate(dueOn)], settlements: [], origin: '', isImported: false,
})

export const blankPayment = (customerId: number, paidOn: LocalDate): Payment => ({ id: null, customerId, paidOn, amountCents: cents(0), method: 'transfer', reference: '', label: '', allocations: [], unallocatedCents: cents(0), isImported: false })
