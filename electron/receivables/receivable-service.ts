import type { Handlers } from '../../shared/call.ts'
import { formatDate } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { formatEuros } from '../../shared/money.ts'
import { mergeAllocations, type Allocation } from '../../shared/receivables/allocation-rules.ts'
import { customerProblems, tidyCustomer } from '../../shared/receivables/customer-rules.ts'
import { invoiceProblems } from '../../shared/receivables/invoice-rules.ts'
import type { manufacturerContract } from '../../shared/receivables/manufacturer-contract.ts'
import type { Customer, Invoice, receivableContract } from '../../shared/receivables/receivable-contract.ts'
import type { Sql } from '../db/database.ts'
import { replaceAllocations } from './allocation-repository.ts'
import * as customers from './customer-repository.ts'
import * as invoices from './invoice-repository.ts'
import { manufacturerService } from './manufacturer-service.ts'
import { refuseEmpty, removePayment, savePayment } from './payment-book.ts'
import * as payments from './payment-repository.ts'

/**
 * Customers, invoices, credit notes, payments and their allocation, kept by hand or imported. Each call is one transaction.
 * @param beforePaymentGoes called within it, for what was done together with a payment that a person deletes
 */
export function receivableService(sql: Sql, beforePaymentGoes: (id: number) => void): Handlers<typeof receivableContract & typeof manufacturerContract> {
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()

  return {
    ...manufacturerService(sql),
    findCustomers: ({ search, onlyActive }) => ({ ids: Int32Array.from(customers.findCustomers(sql, search, onlyActive)) }),
    customerByCode: ({ code }) => {
      const id = customers.findCustomerByCode(sql, code)
      return id === null ? null : { id }
    },
    customerRows: ({ ids, asOf }) => customers.readCustomerRows(sql, [...ids].slice(0, 5000), asOf),
    customer: ({ id }) => existing(customers.readCustomer(sql, id)),
    saveCustomer: (customer) => inTransaction(() => saveCustomer(sql, tidyCustomer(customer))),
    deleteCustomer: ({ id }) => inTransaction(() => {
      const { code } = existing(customers.readCustomer(sql, id))
      if (customers.isCustomerInUse(sql, id)) throw new AppError('customer.in-use', { code })
      if (customers.isCustomerHeld(sql, id)) throw new AppError('customer.held', { code })
      if (customers.isCustomerInterrupted(sql, id)) throw new AppError('customer.interrupted', { code })
      customers.deleteCustomer(sql, id)
    }),
    findInvoices: ({ search, onlyOpen }) => invoices.findInvoices(sql, search, onlyOpen),
    invoicesOf: ({ customerId, onlyOpen }) => invoices.readInvoiceRows(sql, customerId, onlyOpen),
    dueDatesOf: ({ customerId, onlyOpen }) => invoices.readCustomerDueDates(sql, customerId, onlyOpen),
    invoice: ({ id }) => existing(invoices.readInvoice(sql, id)),
    saveInvoice: (invoice) => inTransaction(() => existing(invoices.readInvoice(sql, saveInvoice(sql, invoice)))),
    deleteInvoice: ({ id }) => inTransaction(() => deleteInvoice(sql, existing(invoices.readInvoice(sql, id)))),
    paymentsOf: ({ customerId }) => payments.readPayments(sql, customerId),
    payment: ({ id }) => existing(payments.readPayment(sql, id)),
    savePayment: (payment) => inTransaction(() => existing(payments.readPayment(sql, savePayment(sql, payment)))),
    deletePayment: ({ id }) => inTransaction(() => {
      beforePaymentGoes(id)
      removePayment(sql, id)
    }),
    allocateCreditNote: ({ invoiceId, allocations }) => inTransaction(() => {
      allocateCreditNote(sql, existing(invoices.readInvoice(sql, invoiceId)), allocations)
      return existing(invoices.readInvoice(sql, invoiceId))
    }),
  }
}

function refuse(code: 'customer.invalid' | 'invoice.invalid', catalogue: string, problem: { field: string; reason: string } | undefined): void {
  if (problem) throw new AppError(code, { ...problem, reasonKey: `${catalogue}.invalid.${problem.reason}` })
}

function saveCustomer(sql: Sql, customer: Customer): Customer {
  refuse('customer.invalid', 'company', customerProblems(customer)[0])
  if (customer.id !== null) existing(customers.readCustomer(sql, customer.id))
  const holder = customers.findOrganisationByCode(sql, customer.code)
  if (holder !== null && holder !== customer.id) throw new AppError('customer.code-taken', { code: customer.code })
  return existing(customers.readCustomer(sql, customers.writeCustomer(sql, customer)))
}

function saveInvoice(sql: Sql, invoice: Invoice): number {
  refuse('invoice.invalid', 'receivables', invoiceProblems(invoice)[0])
  existing(customers.readCustomer(sql, invoice.customerId))
  const before = invoice.id === null ? null : existing(invoices.readInvoice(sql, invoice.id))
  if (before) refuseChangedBooks(before, invoice)
  if (numberOf(before) !== numberOf(invoice)) {
    const other = invoices.findSameNumber(sql, invoice)
    if (other) throw new AppError('invoice.number-taken', { number: invoice.kind === 'warranty' ? invoice.warrantyNumber : invoice.number, customer: other.customerCode, on: formatDate(other.invoicedOn) })
  }
  const id = invoices.writeInvoiceHeader(sql, invoice)
  const kept = new Set(invoice.dueDates.map((dueDate) => dueDate.id))
  for (const dueDate of before?.dueDates ?? []) if (!kept.has(dueDate.id)) removeDueDate(sql, dueDate)
  for (const dueDate of invoice.dueDates) {
    const stored = dueDate.id === null ? null : existing(before?.dueDates.find((candidate) => candidate.id === dueDate.id) ?? null)
    const settled = (stored?.settledBySourceCents ?? 0) + (stored?.allocatedCents ?? 0)
    const open = dueDate.amountCents - settled
    // a due date is never settled beyond its amount, whichever its sign
    if (Math.abs(open) > Math.abs(dueDate.amountCents) || open * dueDate.amountCents < 0) throw new AppError('invoice.below-allocated', { dueOn: formatDate(dueDate.dueOn), settled: formatEuros(Math.abs(settled)) })
    invoices.writeDueDate(sql, { id, customerId: invoice.customerId }, dueDate, open)
  }
  return id
}

const numberOf = (invoice: Invoice | invoices.StoredInvoice | null): string | null => invoice && `${invoice.kind} ${invoice.number} ${invoice.warrantyNumber}`

/** An invoice stays its customer's; what comes from the books is changed in the books, save due dates' days, levels and notes. */
function refuseChangedBooks(before: invoices.StoredInvoice, after: Invoice): void {
  if (before.customerId !== after.customerId) throw new AppError('invoice.customer-fixed')
  if (!before.isImported) return
  const amounts = (dueDates: { id: number | null; amountCents: number }[]): string => dueDates.map(({ id, amountCents }) => `${id}:${amountCents}`).sort().join(' ')
  const isSame = before.kind === after.kind && before.number === after.number && before.warrantyNumber === after.warrantyNumber && before.invoicedOn === after.invoicedOn && amounts(before.dueDates) === amounts(after.dueDates)
  if (!isSame) throw new AppError('invoice.imported', { origin: before.origin })
}

function removeDueDate(sql: Sql, { id, dueOn, allocatedCents, settledBySourceCents }: invoices.StoredDueDate): void {
  if (allocatedCents !== 0 || settledBySourceCents !== 0) throw new AppError('invoice.below-allocated', { dueOn: formatDate(dueOn), settled: formatEuros(Math.abs(allocatedCents + settledBySourceCents)) })
  if (invoices.isReminded(sql, id)) throw new AppError('invoice.reminded', { dueOn: formatDate(dueOn) })
  if (invoices.isHeld(sql, 'due_date', id)) throw new AppError('invoice.held')
  invoices.deleteDueDate(sql, id)
}

function deleteInvoice(sql: Sql, invoice: invoices.StoredInvoice): void {
  if (invoice.isImported) throw new AppError('invoice.imported', { origin: invoice.origin })
  if (invoices.isHeld(sql, 'invoice', invoice.id)) throw new AppError('invoice.held')
  if (invoices.isInterrupted(sql, invoice.id)) throw new AppError('invoice.interrupted')
  for (const dueDate of invoice.dueDates) removeDueDate(sql, dueDate)
  invoices.deleteInvoiceHeader(sql, invoice.id)
}

function allocateCreditNote(sql: Sql, note: invoices.StoredInvoice, allocations: Allocation[]): void {
  if (note.kind !== 'credit-note') throw new AppError('invoice.not-a-credit-note', { number: note.number })
  refuseEmpty(allocations)
  const parts = note.dueDates.map(({ id, amountCents, settledBySourceCents }) => ({ id, capacityCents: settledBySourceCents - amountCents }))
  replaceAllocations(sql, { column: 'credit_due_date_id', customerId: note.customerId, parts }, mergeAllocations(allocations))
}
