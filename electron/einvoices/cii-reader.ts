import type { Einvoice, Party, StatedTerm } from '../../shared/einvoices/einvoice-rules.ts'
import type { Cents } from '../../shared/money.ts'
import type { XmlElement } from '../delivery/xml-reader.ts'
import { partyOf, type SchemedNumber } from './party-reader.ts'
import { amountOf, at, childrenOf, ciiDate, lineAmounts, optionalAmount, required, textAt, textOf } from './xml-fields.ts'

const TRANSACTION = 'SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction'
const AGREEMENT = 'ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement'
const SETTLEMENT = 'ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement'
const DELIVERY = 'ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery'
const SUMMATION = 'SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation'

/** A Cross Industry Invoice: Factur-X, ZUGFeRD 1 and 2, XRechnung. Both generations have the same parts, some under other names. */
export function readCii(root: XmlElement): Einvoice {
  const head = required(at(root, 'ExchangedDocument|HeaderExchangedDocument'), root, 'ExchangedDocument')
  const transaction = required(at(root, TRANSACTION), root, 'SupplyChainTradeTransaction')
  const agreement = required(at(transaction, AGREEMENT), transaction, 'ApplicableHeaderTradeAgreement')
  const settlement = required(at(transaction, SETTLEMENT), transaction, 'ApplicableHeaderTradeSettlement')
  const servicedOn = at(transaction, DELIVERY, 'ActualDeliverySupplyChainEvent', 'OccurrenceDateTime')
  return {
    syntax: 'cii', isCreditNoteDocument: false,
    number: textOf(required(at(head, 'ID'), head, 'ID')),
    typeCode: textOf(required(at(head, 'TypeCode'), head, 'TypeCode')),
    invoicedOn: ciiDate(required(at(head, 'IssueDateTime'), head, 'IssueDateTime')),
    servicedOn: servicedOn ? ciiDate(servicedOn) : null,
    currency: textOf(required(at(settlement, 'InvoiceCurrencyCode'), settlement, 'InvoiceCurrencyCode')),
    seller: readParty(required(at(agreement, 'SellerTradeParty'), agreement, 'SellerTradeParty')),
    buyer: readParty(required(at(agreement, 'BuyerTradeParty'), agreement, 'BuyerTradeParty')),
    sums: readSums(transaction, settlement),
    terms: childrenOf(settlement, 'SpecifiedTradePaymentTerms').map(readTerm),
    precedingNumbers: childrenOf(settlement, 'InvoiceReferencedDocument').map((document) => textAt(document, 'IssuerAssignedID|ID')).filter((number) => number !== ''),
  }
}

function readParty(party: XmlElement): Party {
  const numberOf = (element: XmlElement): SchemedNumber => ({ scheme: element.attributes.get('schemeID') ?? '', value: textOf(element) })
  const legal = childrenOf(at(party, 'SpecifiedLegalOrganization'), 'ID')
  const taxes = childrenOf(party, 'SpecifiedTaxRegistration').flatMap((registration) => childrenOf(registration, 'ID'))
  const address = at(party, 'PostalTradeAddress')
  const contact = at(party, 'DefinedTradeContact')
  return partyOf({
    name: textOf(required(at(party, 'Name'), party, 'Name')),
    // a number without its scheme is the other's own unless it stands where the legal one does
    numbers: [...legal.map(numberOf), ...childrenOf(party, 'GlobalID').map(numberOf).filter(({ scheme }) => scheme !== '')],
    vatNumber: textOf(taxes.find((tax) => tax.attributes.get('schemeID') === 'VA')),
    code: textAt(party, 'ID'),
    lines: ['LineOne', 'LineTwo', 'LineThree'].map((line) => textAt(address, line)),
    postcode: textAt(address, 'PostcodeCode'), city: textAt(address, 'CityName'), country: textAt(address, 'CountryID'),
    phone: textAt(contact, 'TelephoneUniversalCommunication', 'CompleteNumber'), email: textAt(contact, 'EmailURIUniversalCommunication', 'URIID'),
  })
}

function readSums(transaction: XmlElement, settlement: XmlElement): Einvoice['sums'] {
  const sums = required(at(settlement, SUMMATION), settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation')
  const optional = (name: string): Cents | null => optionalAmount(at(sums, name))
  // given a second time in the currency of the accounts
  const taxes = childrenOf(sums, 'TaxTotalAmount')
  const lines = childrenOf(transaction, 'IncludedSupplyChainTradeLineItem').filter((line) => !isInformationOnly(line))
  return {
    lines: lineAmounts(lines.map((line) => at(line, 'SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement', 'SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation', 'LineTotalAmount'))),
    lineTotal: optional('LineTotalAmount'), allowances: optional('AllowanceTotalAmount'), charges: optional('ChargeTotalAmount'), taxBasis: optional('TaxBasisTotalAmount'),
    tax: optionalAmount(taxes.find((tax) => (tax.attributes.get('currencyID') ?? 'EUR') === 'EUR')),
    total: amountOf(required(at(sums, 'GrandTotalAmount'), sums, 'GrandTotalAmount')),
    prepaid: optional('TotalPrepaidAmount'), rounding: optional('RoundingAmount'),
    payable: amountOf(required(at(sums, 'DuePayableAmount'), sums, 'DuePayableAmount')),
  }
}

/** Factur-X EXTENDED groups lines and writes remarks as lines: they are not part of the sum. */
const isInformationOnly = (line: XmlElement): boolean => ['GROUP', 'INFORMATION'].includes(textAt(line, 'AssociatedDocumentLineDocument', 'LineStatusReasonCode'))

function readTerm(term: XmlElement): StatedTerm {
  const due = at(term, 'DueDateDateTime')
  return { dueOn: due ? ciiDate(due) : null, amountCents: optionalAmount(at(term, 'PartialPaymentAmount')), text: textAt(term, 'Description') }
}
