import { AppError } from '../../shared/errors.ts'
import type { Einvoice } from '../../shared/einvoices/einvoice-rules.ts'
import { readXml } from '../delivery/xml-reader.ts'
import { readCii } from './cii-reader.ts'
import { readUbl } from './ubl-reader.ts'

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:'
const CII = ['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:', 'urn:ferd:CrossIndustryDocument:invoice:']

/** CAMT.052, 053 and 054 */
const STATEMENT = 'urn:iso:std:iso:20022:tech:xsd:camt.05'

/**
 * An invoice from its XML, in whichever of the two syntaxes of EN 16931.
 * @throws AppError xml.* of the reader, 'einvoices.bank-statement', 'einvoices.not-an-invoice' {element}, and those of the fields with their line
 */
export function readEinvoice(bytes: Uint8Array): Einvoice {
  const root = readXml(bytes)
  if (CII.some((namespace) => root.namespace.startsWith(namespace))) return readCii(root)
  if (root.namespace.startsWith(UBL) && ['Invoice', 'CreditNote'].includes(root.name)) return readUbl(root)
  if (root.namespace.startsWith(STATEMENT)) throw new AppError('einvoices.bank-statement')
  throw new AppError('einvoices.not-an-invoice', { element: root.name.slice(0, 60) })
}
