import type { Einvoice } from '../../shared/einvoices/einvoice-rules.ts'

/** A PDF may have something before its header, as mail programs leave it (ISO 32000-1, H.3). */
export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-')

/** The invoice of a file, XML or PDF. Libraries are loaded for the file that needs them. Throws AppError with the reason. */
export async function readInvoiceFile(bytes: Buffer): Promise<Einvoice> {
  const { readEinvoice } = await import('./einvoice-reader.ts')
  if (!isPdf(bytes)) return readEinvoice(bytes)
  const [{ readPdfAttachments }, { invoiceInPdf }] = [await import('../delivery/pdf-attachments.ts'), await import('./invoice-in-pdf.ts')]
  return readEinvoice(invoiceInPdf(await readPdfAttachments(bytes)).read())
}
