import { readFile } from 'node:fs/promises'
import type { WrappedPdfiumModule } from '@embedpdf/pdfium'
import { blackAndWhite, type Area } from './fax-dither.ts'
import { FAX_DPI, FAX_WIDTH, type FaxPage } from './fax-tiff.ts'

/** Lines of an A4 page. */
const MOST_LINES = Math.floor((297 / 25.4) * FAX_DPI.y)
const POINTS_PER_INCH = 72
/** Of fpdfview.h and fpdf_edit.h */
const [GREY_BITMAP, PRINTING, IMAGE_OBJECT] = [1, 0x800, 3]
const WHITE = 0xffffffff

/** In its package while the program runs from source, beside the bundle otherwise, where the build copies it. */
const wasmFile = (): URL => new URL(import.meta.url.endsWith('.ts') ? import.meta.resolve('@embedpdf/pdfium/pdfium.wasm') : './pdfium.wasm', import.meta.url)

let loading: Promise<WrappedPdfiumModule> | undefined
/** PDFium as WebAssembly: loaded by the first that wants it, in its own thread. */
async function pdfium(): Promise<WrappedPdfiumModule> {
  loading ??= (async () => {
    const [{ init }, wasm] = await Promise.all([import('@embedpdf/pdfium'), readFile(wasmFile())])
    const library = await init({ wasmBinary: new Uint8Array(wasm).buffer })
    library.PDFiumExt_Init()
    return library
  })().catch((error: unknown) => {
    // a file that is busy now need not be so for the next
    loading = undefined
    throw error
  })
  return loading
}

/** PDFium says of the document itself that it is no PDF, or that a page of it is none. */
export class NotDrawable extends Error {}

/** The memory of the library: taken again after each call, which may have made it larger. */
const memory = ({ pdfium: module }: WrappedPdfiumModule): Uint8Array => (module as unknown as { HEAPU8: Uint8Array }).HEAPU8

/** As many bytes of the library's memory. */
function allocated({ pdfium: module }: WrappedPdfiumModule, length: number): number {
  const start = module.wasmExports.malloc(length)
  if (start === 0) throw new Error(`no memory for ${length} bytes`)
  return start
}

/**
 * The pages of a PDF as a fax machine would scan them, each drawn when it is asked for: at its resolution, in the middle of its width, made smaller when they
 * are larger. Throws NotDrawable for what is no PDF. After any error the thread is to be ended: nothing is given back then, in a memory that may be damaged.
 */
export async function faxPages(pdf: Uint8Array): Promise<{ count: number; pages: Iterable<FaxPage> }> {
  const library = await pdfium()
  const file = allocated(library, pdf.length)
  memory(library).set(pdf, file)
  const document = library.FPDF_LoadMemDocument(file, pdf.length, '')
  if (document === 0) throw new NotDrawable(`no PDF: PDFium error ${library.FPDF_GetLastError()}`)
  const count = library.FPDF_GetPageCount(document)
  if (count === 0) throw new NotDrawable('no page')
  return { count, pages: drawnPages(library, { file, document, count }) }
}

function* drawnPages(library: WrappedPdfiumModule, { file, document, count }: { file: number; document: number; count: number }): Generator<FaxPage> {
  for (let index = 0; index < count; index++) yield faxPage(library, document, index)
  library.FPDF_CloseDocument(document)
  library.pdfium.wasmExports.free(file)
}

function faxPage(library: WrappedPdfiumModule, document: number, index: number): FaxPage {
  const page = library.FPDF_LoadPage(document, index)
  if (page === 0) throw new NotDrawable(`page ${index + 1} cannot be read: PDFium error ${library.FPDF_GetLastError()}`)
  const [wide, high] = [library.FPDF_GetPageWidthF(page) / POINTS_PER_INCH * FAX_DPI.x, library.FPDF_GetPageHeightF(page) / POINTS_PER_INCH * FAX_DPI.y]
  const fit = Math.min(1, FAX_WIDTH / wide, MOST_LINES / high)
  const [width, height] = [Math.round(wide * fit), Math.round(high * fit)]
  const place: Place = [Math.floor((FAX_WIDTH - width) / 2), 0, width, height]
  const pixels = blackAndWhite(grey(library, page, place), FAX_WIDTH, pictures(library, page, place))
  library.FPDF_ClosePage(page)
  return { pixels, height }
}

/** Where a page lies on its bitmap, as PDFium wants it. */
type Place = [x: number, y: number, width: number, height: number]

/** A byte a pixel, 0 black to 255 white. */
function grey(library: WrappedPdfiumModule, page: number, place: Place): Uint8Array {
  const height = place[3]
  const bitmap = library.FPDFBitmap_CreateEx(FAX_WIDTH, height, GREY_BITMAP, 0, 0)
  if (bitmap === 0) throw new Error('no memory for a page')
  library.FPDFBitmap_FillRect(bitmap, 0, 0, FAX_WIDTH, height, WHITE)
  library.FPDF_RenderPageBitmap(bitmap, page, ...place, 0, PRINTING)
  const start = library.FPDFBitmap_GetBuffer(bitmap)
  const pixels = memory(library).slice(start, start + FAX_WIDTH * height)
  library.FPDFBitmap_Destroy(bitmap)
  return pixels
}

/** Where photographs, logos and the like are. */
function pictures(library: WrappedPdfiumModule, page: number, place: Place): Area[] {
  // four floats, or two integers
  const out = allocated(library, 4 * 4)
  const written = (): DataView => new DataView(memory(library).buffer, out, 4 * 4)
  const device = (x: number, y: number): [number, number] => {
    library.FPDF_PageToDevice(page, ...place, 0, x, y, out, out + 4)
    return [written().getInt32(0, true), written().getInt32(4, true)]
  }
  const areas = Array.from({ length: library.FPDFPage_CountObjects(page) }, (_, index) => library.FPDFPage_GetObject(page, index)).flatMap((object) => {
    if (library.FPDFPageObj_GetType(object) !== IMAGE_OBJECT || !library.FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12)) return []
    const bounds = written()
    const [left, bottom, right, top] = [bounds.getFloat32(0, true), bounds.getFloat32(4, true), bounds.getFloat32(8, true), bounds.getFloat32(12, true)]
    const [[x0, y0], [x1, y1]] = [device(left, top), device(right, bottom)]
    return [{ left: Math.max(0, x0), top: Math.max(0, y0), right: Math.min(FAX_WIDTH, x1 + 1), bottom: Math.min(place[3], y1 + 1) }]
  })
  library.pdfium.wasmExports.free(out)
  return areas
}
