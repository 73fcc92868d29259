import type { LocalDate } from '../../shared/date.ts'
import type { Einvoice, Party, StatedTerm } from '../../shared/einvoices/einvoice-rules.ts'
import type { Cents } from '../../shared/money.ts'
import type { XmlElement } from '../delivery/xml-reader.ts'
import { partyOf, type SchemedNumber } from './party-reader.ts'
import { amountOf, at, childrenOf, lineAmounts, optionalAmount, required, textAt, textOf, ublDate } from './xml-fields.ts'

/** An invoice or a credit note of UBL 2: Peppol, Chorus Pro, the French reform. */
export function readUbl(root: XmlElement): Einvoice {
  const isCreditNoteDocument = root.name === 'CreditNote'
  const servicedOn = at(root, 'Delivery', 'ActualDeliveryDate')
  return {
    syntax: 'ubl', isCreditNoteDocument,
    number: textOf(required(at(root, 'ID'), root, 'ID')),
    typeCode: textAt(root, 'InvoiceTypeCode|CreditNoteTypeCode') || (isCreditNoteDocument ? '381' : '380'),
    invoicedOn: ublDate(required(at(root, 'IssueDate'), root, 'IssueDate')),
    servicedOn: servicedOn ? ublDate(servicedOn) : null,
    currency: textOf(required(at(root, 'DocumentCurrencyCode'), root, 'DocumentCurrencyCode')),
    seller: readParty(required(at(root, 'AccountingSupplierParty', 'Party'), root, 'AccountingSupplierParty'), ''),
    buyer: readParty(required(at(root, 'AccountingCustomerParty', 'Party'), root, 'AccountingCustomerParty'), textAt(root, 'AccountingCustomerParty', 'SupplierAssignedAccountID')),
    sums: readSums(root),
    terms: readTerms(root),
    precedingNumbers: childrenOf(root, 'BillingReference').map((reference) => textAt(reference, 'InvoiceDocumentReference|CreditNoteDocumentReference', 'ID')).filter((number) => number !== ''),
  }
}

function readParty(party: XmlElement, assignedCode: string): Party {
  const numberOf = (element: XmlElement): SchemedNumber => ({ scheme: element.attributes.get('schemeID') ?? '', value: textOf(element) })
  const entity = at(party, 'PartyLegalEntity')
  const identifications = childrenOf(party, 'PartyIdentification').flatMap((identification) => childrenOf(identification, 'ID'))
  const taxes = childrenOf(party, 'PartyTaxScheme').filter((tax) => textAt(tax, 'TaxScheme', 'ID') === 'VAT')
  const address = at(party, 'PostalAddress')
  const name = textAt(entity, 'RegistrationName') || textAt(party, 'PartyName', 'Name')
  if (name === '') required(undefined, party, 'RegistrationName')
  return partyOf({
    name, numbers: [...childrenOf(entity, 'CompanyID').map(numberOf), ...identifications.map(numberOf).filter(({ scheme }) => scheme !== '')],
    vatNumber: textAt(taxes[0], 'CompanyID'),
    code: assignedCode || textOf(identifications.find((element) => !element.attributes.has('schemeID'))),
    lines: [textAt(address, 'StreetName'), textAt(address, 'AdditionalStreetName'), textAt(address, 'AddressLine', 'Line')],
    postcode: textAt(address, 'PostalZone'), city: textAt(address, 'CityName'), country: textAt(address, 'Country', 'IdentificationCode'),
    phone: textAt(party, 'Contact', 'Telephone'), email: textAt(party, 'Contact', 'ElectronicMail'),
  })
}

function readSums(root: XmlElement): Einvoice['sums'] {
  const sums = required(at(root, 'LegalMonetaryTotal'), root, 'LegalMonetaryTotal')
  const optional = (name: string): Cents | null => optionalAmount(at(sums, name))
  const taxes = childrenOf(root, 'TaxTotal').flatMap((total) => childrenOf(total, 'TaxAmount'))
  const lines = [...childrenOf(root, 'InvoiceLine'), ...childrenOf(root, 'CreditNoteLine')]
  return {
    lines: lineAmounts(lines.map((line) => at(line, 'LineExtensionAmount'))),
    lineTotal: optional('LineExtensionAmount'), allowances: optional('AllowanceTotalAmount'), charges: optional('ChargeTotalAmount'), taxBasis: optional('TaxExclusiveAmount'),
    tax: optionalAmount(taxes.find((tax) => (tax.attributes.get('currencyID') ?? 'EUR') === 'EUR')),
    total: amountOf(required(at(sums, 'TaxInclusiveAmount'), sums, 'TaxInclusiveAmount')),
    prepaid: optional('PrepaidAmount'), rounding: optional('PayableRoundingAmount'),
    payable: amountOf(required(at(sums, 'PayableAmount'), sums, 'PayableAmount')),
  }
}

/** Instalments stand in the payment terms; one day alone before them, for a credit note in the means of payment. */
function readTerms(root: XmlElement): StatedTerm[] {
  const dateAt = (element: XmlElement | undefined): LocalDate | null => (element === undefined ? null : ublDate(element))
  const terms = childrenOf(root, 'PaymentTerms').map((term): StatedTerm => ({
    dueOn: dateAt(at(term, 'InstallmentDueDate|PaymentDueDate')), amountCents: optionalAmount(at(term, 'Amount')), text: textAt(term, 'Note'),
  }))
  if (terms.some(({ dueOn }) => dueOn !== null)) return terms
  const day = dateAt(at(root, 'DueDate')) ?? dateAt(at(root, 'PaymentMeans', 'PaymentDueDate'))
  return day === null ? terms : [{ dueOn: day, amountCents: null, text: terms[0]?.text ?? '' }]
}
