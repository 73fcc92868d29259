import { AppError } from '../../shared/errors.ts'
import type { Einvoice } from '../../shared/einvoices/einvoice-rules.ts'
import { readXml } from '../delivery/xml-reader.ts'
import { readCii } from './cii-reader.ts'
import { readUbl } from './ubl-reader.ts'

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:'
const CII = ['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:', 'urn:ferd:CrossIndustryDocument:invoice:']

/**
 * An invoice from its XML, in whichever of the two syntaxes of EN 16931.
 * @throws AppError xml.* of the reader, 'einvoices.not-an-invoice' {element}, and those of the fields with their line
 */
export function readEinvoice(bytes: Uint8Array): Einvoice {
  const root = readXml(bytes)
  if (CII.some((namespace) => root.namespace.startsWith(namespace))) return readCii(root)
  if (root.namespace.startsWith(UBL) && ['Invoice', 'CreditNote'].includes(root.name)) return readUbl(root)
  throw new AppError('einvoices.not-an-invoice', { element: root.name.slice(0, 60) })
}
