import type { LocalDate } from '../date.ts'
import type { PostalAddress } from '../dossiers/dossier-contract.ts'
import { AppError, type ErrorDetails } from '../errors.ts'
import { cents, formatEuros, sumCents, type Cents } from '../money.ts'

/** A party to an invoice, its official numbers without spaces; '' for what the file does not say. */
export interface Party {
  name: string
  siren: string
  siret: string
  vatNumber: string
  /** What the seller calls it (BT-46): its code among his customers */
  code: string
  address: PostalAddress
  phone: string
  email: string
}

/** One line of payment terms: a day, a part of the amount, or only words. */
export interface StatedTerm { dueOn: LocalDate | null; amountCents: Cents | null; text: string }

/** Sums as the file states them, with its own signs; null for what it does not say. */
export interface StatedSums {
  /** Net amount of each line; null where one cannot be counted in cents */
  lines: Cents[] | null
  lineTotal: Cents | null
  allowances: Cents | null
  charges: Cents | null
  taxBasis: Cents | null
  tax: Cents | null
  total: Cents
  prepaid: Cents | null
  rounding: Cents | null
  payable: Cents
}

/** An electronic invoice as its file states it, whatever its syntax (EN 16931). */
export interface Einvoice {
  syntax: 'cii' | 'ubl'
  number: string
  /** UNTDID 1001 */
  typeCode: string
  /** UBL has a document of its own for credit notes */
  isCreditNoteDocument: boolean
  invoicedOn: LocalDate
  servicedOn: LocalDate | null
  currency: string
  seller: Party
  buyer: Party
  sums: StatedSums
  terms: StatedTerm[]
  /** Numbers of the invoices it refers to: what it corrects or credits */
  precedingNumbers: string[]
}

/** Something to be told about a file that does not keep it from being imported; `code` is a key below `einvoices.warning.` */
export interface EinvoiceWarning { code: string; details: ErrorDetails }
export type Warn = (code: string, details?: ErrorDetails) => void

/** Types of documents by which somebody owes (UNTDID 1001, as EN 16931 restricts it) and by which something is given back. */
const INVOICE_TYPES = new Set(['80', '82', '84', '130', '202', '203', '204', '211', '295', '326', '380', '383', '384', '385', '386', '387', '388', '389', '390', '393', '394', '395', '456', '457', '500', '501', '527', '575', '623', '633', '751', '780', '935'])
const CREDIT_TYPES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532'])

/** What a type of document means beyond its sign, said plainly beside the file. */
const TYPE_REMARKS: Record<string, string> = { 384: 'corrected', 389: 'self-billed', 500: 'self-billed', 261: 'self-billed', 501: 'factored', 393: 'factored', 396: 'factored', 502: 'factored', 386: 'prepayment', 503: 'prepayment' }

/** What is owed by an invoice, or given back by a credit note, without sign. `isCorrected`: it takes the place of another; one of a negative amount takes back a part of it and replaces nothing. */
export interface Receivable { kind: 'invoice' | 'credit-note'; totalCents: Cents; payableCents: Cents; isCorrected: boolean }

/**
 * What an invoice makes the customer owe: the amount to pay, not its total (BT-115). What cannot be is refused; what is odd and changes nothing in the amount to pay is told.
 * @throws AppError 'einvoices.currency' {currency}, '.type' {type}, '.nothing-due', '.overpaid' {payable}, '.does-not-add-up' {total, prepaid, rounding, payable}
 */
export function receivableOf({ typeCode, isCreditNoteDocument, currency, sums }: Einvoice, warn: Warn): Receivable {
  if (currency !== 'EUR') throw new AppError('einvoices.currency', { currency })
  const isCredit = CREDIT_TYPES.has(typeCode) || (isCreditNoteDocument && !INVOICE_TYPES.has(typeCode))
  if (!isCredit && !INVOICE_TYPES.has(typeCode)) throw new AppError('einvoices.type', { type: typeCode })
  if (sums.total === 0 && sums.payable === 0) throw new AppError('einvoices.nothing-due')
  if (sums.total * sums.payable < 0) throw new AppError('einvoices.overpaid', { total: formatEuros(sums.total), payable: formatEuros(sums.payable) })
  const remark = TYPE_REMARKS[typeCode]
  if (remark !== undefined) warn(remark)
  refuseWrongPayable(sums, warn)
  warnOfSums(sums, warn)
  const isNegative = sums.total < 0 || sums.payable < 0
  if (isNegative) warn(isCredit ? 'negative-credit-note' : 'negative-invoice', { total: formatEuros(sums.total) })
  return {
    kind: isCredit || isNegative ? 'credit-note' : 'invoice', isCorrected: typeCode === '384' && !isNegative,
    totalCents: cents(Math.abs(sums.total + (sums.rounding ?? 0))), payableCents: cents(Math.abs(sums.payable)),
  }
}

/** BT-115 = BT-112 − BT-113 + BT-114. A profile without the amount already paid (MINIMUM) is believed about what is left. */
function refuseWrongPayable({ total, prepaid, rounding, payable }: StatedSums, warn: Warn): void {
  const rounded = total + (rounding ?? 0)
  const isWrong = prepaid === null ? Math.abs(payable) > Math.abs(rounded) : payable !== rounded - prepaid || Math.abs(payable) > Math.abs(rounded)
  if (isWrong) throw new AppError('einvoices.does-not-add-up', { total: formatEuros(total), prepaid: formatEuros(prepaid ?? 0), rounding: formatEuros(rounding ?? 0), payable: formatEuros(payable) })
  if (payable !== rounded) warn('prepaid', { prepaid: formatEuros(Math.abs(rounded - payable)), total: formatEuros(Math.abs(rounded)) })
}

/** Sums on the way to the total, added up again in cents. */
function warnOfSums({ lines, lineTotal, allowances, charges, taxBasis, tax, total }: StatedSums, warn: Warn): void {
  const compare = (code: string, stated: number | null, found: number): void => {
    if (stated !== null && stated !== found) warn(code, { stated: formatEuros(stated), found: formatEuros(found) })
  }
  if (lines !== null && lines.length > 0) compare('lines-differ', lineTotal, sumCents(lines))
  if (lineTotal !== null) compare('basis-differs', taxBasis, lineTotal - (allowances ?? 0) + (charges ?? 0))
  if (taxBasis !== null) compare('total-differs', total, taxBasis + (tax ?? 0))
}
