import { AppError } from '../../shared/errors.ts'
import type { PdfAttachment } from '../delivery/pdf-attachments.ts'

/** The names the specifications give the invoice within its PDF: Factur-X and ZUGFeRD 2.1, ZUGFeRD 2.0, 1.0, XRechnung. */
const NAMES = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml']
const RELATIONSHIPS = ['Data', 'Source', 'Alternative']

/**
 * Which of a PDF's attachments is its invoice: by its name, else the only XML that says it is the document's data.
 * @throws AppError 'einvoices.no-invoice-in-pdf', 'einvoices.several-in-pdf' {names}
 */
export function invoiceInPdf(attachments: readonly PdfAttachment[]): PdfAttachment {
  const named = attachments.filter(({ name }) => NAMES.includes(name.toLowerCase()))
  const found = named.length > 0 ? named : attachments.filter(({ name, relationship }) => name.toLowerCase().endsWith('.xml') && RELATIONSHIPS.includes(relationship))
  const [first] = found
  if (!first) throw new AppError('einvoices.no-invoice-in-pdf')
  if (found.length > 1) throw new AppError('einvoices.several-in-pdf', { names: found.slice(0, 5).map(({ name }) => name.slice(0, 60)).join(', ') })
  return first
}
