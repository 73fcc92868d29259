import { AppError } from '../../shared/errors.ts'

/** Fields of a form of Relais; a file with more is not read through. */
const MAX_FIELDS = 1000

/**
 * The texts of a PDF's form fields by their names, '' where nothing is filled in. Without a form: none.
 * AppError('answers.encrypted', {file}), ('answers.broken-pdf', {file}).
 */
export async function readForm(bytes: Uint8Array, file: string): Promise<Map<string, string>> {
  const [{ PDFHexString, PDFName, PDFString }, { loadOutsidePdf }] = [await import('pdf-lib'), await import('./outside-pdf.ts')]
  try {
    const document = await loadOutsidePdf(bytes)
    if (document.isEncrypted) throw new AppError('answers.encrypted', { file })
    const fields = document.catalog.getAcroForm()?.getAllFields() ?? []
    if (fields.length > MAX_FIELDS) throw new AppError('answers.not-a-form', { file })
    // the value itself, not its drawing: whatever program filled it in
    return new Map(fields.map(([field]) => {
      const value = field.dict.lookup(PDFName.of('V'))
      return [field.getFullyQualifiedName() ?? '', value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '']
    }))
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('answers.broken-pdf', { file })
  }
}
