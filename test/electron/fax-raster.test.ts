import type * as Pdfium from '@embedpdf/pdfium'
import type * as Files from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import { afterEach, expect, it, vi } from 'vitest'
import { faxTiff } from '../../electron/delivery/fax-tiff.ts'
import { faxPages, NotDrawable } from '../../electron/delivery/pdf-raster.ts'

/** What the next call of each is made to do. */
const machine = vi.hoisted(() => ({ isBusy: false, hasNoMemory: false, trap: null as Error | null, closed: 0 }))
afterEach(() => Object.assign(machine, { isBusy: false, hasNoMemory: false, trap: null, closed: 0 }))

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>()
  const readFile = (...input: Parameters<typeof files.readFile>) => (machine.isBusy ? Promise.reject(Object.assign(new Error('EBUSY'), { code: 'EBUSY' })) : files.readFile(...input))
  return { ...files, readFile }
})
vi.mock('@embedpdf/pdfium', async (original) => {
  const pdfium = await original<typeof Pdfium>()
  const init: typeof pdfium.init = async (overrides) => {
    const library = await pdfium.init(overrides)
    const { malloc } = library.pdfium.wasmExports
    const wasmExports = { ...library.pdfium.wasmExports, malloc: (size: number) => (machine.hasNoMemory ? 0 : malloc(size)) }
    const module: typeof library.pdfium = Object.assign(Object.create(library.pdfium) as typeof library.pdfium, { wasmExports })
    const changed: Partial<Pdfium.WrappedPdfiumModule> = {
      pdfium: module,
      FPDF_RenderPageBitmap: (...input) => {
        if (machine.trap) throw machine.trap
        return library.FPDF_RenderPageBitmap(...input)
      },
      FPDF_CloseDocument: (document) => {
        machine.closed += 1
        return library.FPDF_CloseDocument(document)
      },
    }
    return Object.assign(Object.create(library) as typeof library, changed)
  }
  return { ...pdfium, init }
})

const pagesOf = async (count: number): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  for (let page = 0; page < count; page++) document.addPage([300, 100])
  return document.save()
}
const faxOf = async (pdf: Uint8Array): Promise<number> => {
  const { count, pages } = await faxPages(pdf)
  faxTiff(pages)
  return count
}

it('M-068 a library that could not be loaded once is loaded by the next document', async () => {
  machine.isBusy = true
  await expect(faxOf(await pagesOf(1))).rejects.toMatchObject({ code: 'EBUSY' })
  machine.isBusy = false
  expect(await faxOf(await pagesOf(3))).toBe(3)
  expect(machine.closed).toBe(1)
})

it('M-068 without memory for a document nothing is written into the library’s own, and the document is not to blame', async () => {
  machine.hasNoMemory = true
  const error = await faxOf(await pagesOf(1)).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ message: expect.stringContaining('no memory') as string })
  expect(error).not.toBeInstanceOf(NotDrawable)
})

it('M-068 after a trap the library is not called again, and the document is not to blame', async () => {
  machine.trap = new WebAssembly.RuntimeError('memory access out of bounds')
  await expect(faxOf(await pagesOf(1))).rejects.toBe(machine.trap)
  expect(machine.closed).toBe(0)
})

it('M-068 what is no PDF is told as such', async () => {
  await expect(faxOf(new TextEncoder().encode('{"facts":1}'))).rejects.toBeInstanceOf(NotDrawable)
})

it('M-068 there is no fax without a page', () => {
  expect(() => faxTiff([])).toThrow('without a page')
})
