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
  })()
  return loading
}

/** The memory of the library: taken again after each call, which may have made it larger. */
const memory = ({ pdfium: module }: WrappedPdfiumModule): Uint8Array => (module as unknown as { HEAPU8: Uint8Array }).HEAPU8

/** The pages of a PDF as a fax machine would scan them, each drawn when it is asked for: at its resolution, in the middle of its width, made smaller when they are larger. Throws when it is no PDF. */
export async function faxPages(pdf: Uint8Array): Promise<Iterable<FaxPage>> {
  return drawnPages(await pdfium(), pdf)
}

function* drawnPages(library: WrappedPdfiumModule, pdf: Uint8Array): Generator<FaxPage> {
  const file = library.pdfium.wasmExports.malloc(pdf.length)
  memory(library).set(pdf, file)
  const document = library.FPDF_LoadMemDocument(file, pdf.length, '')
  try {
    if (document === 0) throw new Error(`no PDF: PDFium error ${library.FPDF_GetLastError()}`)
    for (let index = 0; index < library.FPDF_GetPageCount(document); index++) yield faxPage(library, document, index)
  } finally {
    if (document !== 0) library.FPDF_CloseDocument(document)
    library.pdfium.wasmExports.free(file)
  }
}

function faxPage(library: WrappedPdfiumModule, document: number, index: number): FaxPage {
  const page = library.FPDF_LoadPage(document, index)
  if (page === 0) throw new Error(`page ${index + 1} cannot be read: PDFium error ${library.FPDF_GetLastError()}`)
  try {
    const [wide, high] = [library.FPDF_GetPageWidthF(page) / POINTS_PER_INCH * FAX_DPI.x, library.FPDF_GetPageHeightF(page) / POINTS_PER_INCH * FAX_DPI.y]
    const fit = Math.min(1, FAX_WIDTH / wide, MOST_LINES / high)
    const [width, height] = [Math.round(wide * fit), Math.round(high * fit)]
    const place: Place = [Math.floor((FAX_WIDTH - width) / 2), 0, width, height]
    return { pixels: blackAndWhite(grey(library, page, place), FAX_WIDTH, pictures(library, page, place)), height }
  } finally {
    library.FPDF_ClosePage(page)
  }
}

/** Where a page lies on its bitmap, as PDFium wants it. */
type Place = [x: number, y: number, width: number, height: number]

/** A byte a pixel, 0 black to 255 white. */
function grey(library: WrappedPdfiumModule, page: number, place: Place): Uint8Array {
  const height = place[3]
  const bitmap = library.FPDFBitmap_CreateEx(FAX_WIDTH, height, GREY_BITMAP, 0, 0)
  if (bitmap === 0) throw new Error('no memory for a page')
  try {
    library.FPDFBitmap_FillRect(bitmap, 0, 0, FAX_WIDTH, height, WHITE)
    library.FPDF_RenderPageBitmap(bitmap, page, ...place, 0, PRINTING)
    const start = library.FPDFBitmap_GetBuffer(bitmap)
    return memory(library).slice(start, start + FAX_WIDTH * height)
  } finally {
    library.FPDFBitmap_Destroy(bitmap)
  }
}

/** Where photographs, logos and the like are. */
function pictures(library: WrappedPdfiumModule, page: number, place: Place): Area[] {
  const { malloc, free } = library.pdfium.wasmExports
  // four floats, or two integers
  const out = malloc(4 * 4)
  const written = (): DataView => new DataView(memory(library).buffer, out, 4 * 4)
  const device = (x: number, y: number): [number, number] => {
    library.FPDF_PageToDevice(page, ...place, 0, x, y, out, out + 4)
    return [written().getInt32(0, true), written().getInt32(4, true)]
  }
  try {
    return Array.from({ length: library.FPDFPage_CountObjects(page) }, (_, index) => library.FPDFPage_GetObject(page, index)).flatMap((object) => {
      if (library.FPDFPageObj_GetType(object) !== IMAGE_OBJECT || !library.FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12)) return []
      const bounds = written()
      const [left, bottom, right, top] = [bounds.getFloat32(0, true), bounds.getFloat32(4, true), bounds.getFloat32(8, true), bounds.getFloat32(12, true)]
      const [[x0, y0], [x1, y1]] = [device(left, top), device(right, bottom)]
      return [{ left: Math.max(0, x0), top: Math.max(0, y0), right: Math.min(FAX_WIDTH, x1 + 1), bottom: Math.min(place[3], y1 + 1) }]
    })
  } finally {
    free(out)
  }
}
