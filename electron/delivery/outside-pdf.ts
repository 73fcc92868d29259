import { PDFDocument, PDFXRefStreamParser } from 'pdf-lib'

// pdf-lib walks through all that a cross-reference stream announces, and makes no use of it: it has found the objects by themselves. A damaged count would never end.
Object.assign(PDFXRefStreamParser.prototype, { parseEntries: () => [] })

/** A PDF somebody sent, encrypted or not. @throws what pdf-lib says of a damaged one */
export const loadOutsidePdf = (bytes: Uint8Array): Promise<PDFDocument> => PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, parseSpeed: Infinity })
