import { PDFDocument, PDFXRefStreamParser } from 'pdf-lib'

// pdf-lib 1.17.1 walks through all that a cross-reference stream announces, and makes no use of it: it has found the objects by themselves. A damaged count would never end.
// Holds for all of the thread, from the first import on. A version that used the entries would find no field of the forms in meter-answer-files.test.ts, which are packed that way.
Object.assign(PDFXRefStreamParser.prototype, { parseEntries: () => [] })

/** A PDF somebody sent, encrypted or not. @throws what pdf-lib says of a damaged one */
export const loadOutsidePdf = (bytes: Uint8Array): Promise<PDFDocument> => PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, parseSpeed: Infinity })
