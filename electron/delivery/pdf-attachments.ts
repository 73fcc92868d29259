import { inflateSync } from 'node:zlib'
import { decodePDFRawStream, PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString, type PDFObject } from 'pdf-lib'
import { AppError } from '../../shared/errors.ts'
import { loadOutsidePdf } from './outside-pdf.ts'

/** A file within a PDF; its bytes are unpacked only when asked for. */
export interface PdfAttachment {
  name: string
  /** How it stands to the document: `Data`, `Source`, `Alternative`…; '' when it does not say */
  relationship: string
  read(): Uint8Array
}

/** Beyond these it is no invoice's data, but something made to exhaust whoever reads it. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_ATTACHMENTS = 500
const MAX_DEPTH = 20

/** The files attached to a PDF as a whole (ISO 32000-2, 7.11.4 and 14.13). @throws AppError 'pdf.unreadable', 'pdf.encrypted' */
export async function readPdfAttachments(bytes: Uint8Array): Promise<PdfAttachment[]> {
  const document = await loadOutsidePdf(bytes).catch((): never => { throw new AppError('pdf.unreadable') })
  if (document.isEncrypted) throw new AppError('pdf.encrypted')
  try {
    const found = new Set<PDFDict>()
    const tree = dictAt(dictAt(document.catalog, 'Names'), 'EmbeddedFiles')
    if (tree) collect(tree, found, 0, new Set())
    const associated = document.catalog.lookup(PDFName.of('AF'))
    if (associated instanceof PDFArray) for (let index = 0; index < Math.min(associated.size(), MAX_ATTACHMENTS); index++) add(associated.lookup(index), found)
    return [...found].flatMap(attachmentOf)
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('pdf.unreadable')
  }
}

const dictAt = (dict: PDFDict | undefined, key: string): PDFDict | undefined => asDict(dict?.lookup(PDFName.of(key)))
const asDict = (object: PDFObject | undefined): PDFDict | undefined => (object instanceof PDFDict ? object : undefined)

function add(object: PDFObject | undefined, found: Set<PDFDict>): void {
  const dict = asDict(object)
  if (dict && found.size < MAX_ATTACHMENTS) found.add(dict)
}

/** A name tree: leaves give names and files by turns, nodes have children. */
function collect(node: PDFDict, found: Set<PDFDict>, depth: number, seen: Set<PDFDict>): void {
  if (depth > MAX_DEPTH || seen.has(node) || seen.size > MAX_ATTACHMENTS) return
  seen.add(node)
  const names = node.lookup(PDFName.of('Names'))
  if (names instanceof PDFArray) for (let index = 1; index < Math.min(names.size(), 2 * MAX_ATTACHMENTS); index += 2) add(names.lookup(index), found)
  const kids = node.lookup(PDFName.of('Kids'))
  if (kids instanceof PDFArray) {
    for (let index = 0; index < Math.min(kids.size(), MAX_ATTACHMENTS); index++) {
      const kid = asDict(kids.lookup(index))
      if (kid) collect(kid, found, depth + 1, seen)
    }
  }
}

function attachmentOf(file: PDFDict): PdfAttachment[] {
  const names = ['UF', 'F'].map((key) => file.lookup(PDFName.of(key))).flatMap((text) => (text instanceof PDFString || text instanceof PDFHexString ? [text.decodeText()] : []))
  const files = dictAt(file, 'EF')
  const stream = files?.lookup(PDFName.of('UF')) ?? files?.lookup(PDFName.of('F'))
  const relationship = file.lookup(PDFName.of('AFRelationship'))
  if (names[0] === undefined || !(stream instanceof PDFRawStream)) return []
  return [{ name: names[0], relationship: relationship instanceof PDFName ? relationship.decodeText() : '', read: () => unpack(stream) }]
}

function unpack(stream: PDFRawStream): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'))
  try {
    if (filter === undefined) return stream.contents
    const isFlate = filter === PDFName.of('FlateDecode') || (filter instanceof PDFArray && filter.size() === 1 && filter.lookup(0) === PDFName.of('FlateDecode'))
    // what is unpacked is counted while it is
    return isFlate ? inflateSync(stream.contents, { maxOutputLength: MAX_BYTES }) : decodePDFRawStream(stream).decode()
  } catch {
    throw new AppError('pdf.attachment-damaged')
  }
}
