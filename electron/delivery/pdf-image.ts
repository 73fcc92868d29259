import { PDFDocument, PDFName, PDFRawStream, PDFRef, type PDFObject } from 'pdf-lib'
import { AppError } from '../../shared/errors.ts'

export interface PdfImage {
  /** Pixels. */
  width: number
  height: number
  /** The image object and, for a picture with transparency, its mask after it: dictionary and data, without `n 0 obj`. */
  objects: Buffer[]
}

/**
 * Reads a PNG or JPEG data URL into the objects a PDF shows it with.
 * @param firstObject number that the first of the objects will have
 * @throws AppError letter.logo when the picture is damaged or of another kind
 */
export async function pdfImage(dataUrl: string, firstObject: number): Promise<PdfImage> {
  const [, kind, base64] = /^data:image\/(png|jpe?g);base64,([A-Za-z0-9+/=]+)$/.exec(dataUrl) ?? []
  if (kind === undefined || base64 === undefined) throw new AppError('letter.logo')
  try {
    const document = await PDFDocument.create()
    // a copy of its own: pdf-lib reads a JPEG from the start of the buffer underneath
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
    const image = kind === 'png' ? await document.embedPng(bytes) : await document.embedJpg(bytes)
    await image.embed()
    const stream = (object: PDFObject | undefined): PDFRawStream | null => {
      const found = document.context.lookup(object)
      return found instanceof PDFRawStream ? found : null
    }
    const picture = stream(image.ref)!
    const mask = stream(picture.dict.get(PDFName.of('SMask')))
    if (mask) picture.dict.set(PDFName.of('SMask'), PDFRef.of(firstObject + 1))
    return { width: image.width, height: image.height, objects: [picture, ...(mask ? [mask] : [])].map(serialise) }
  } catch {
    throw new AppError('letter.logo')
  }
}

function serialise(stream: PDFRawStream): Buffer {
  stream.dict.set(PDFName.of('Length'), stream.dict.context.obj(stream.contents.length))
  return Buffer.concat([Buffer.from(`${stream.dict.toString()}\nstream\n`, 'latin1'), stream.contents, Buffer.from('\nendstream')])
}
