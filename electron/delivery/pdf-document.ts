import { deflateSync } from 'node:zlib'
import { layOut, type LaidOutPage, type PdfDefinition } from './page-layout.ts'
import { resourceNames, type PdfAssets } from './pdf-assets.ts'
import { PdfFile, type PdfInfo, type PdfPage } from './pdf-file.ts'
import type { PdfFonts } from './pdf-font.ts'
import { paintPage } from './pdf-page.ts'

/** The pages of a document, laid out and painted. */
export function pdfPages(definition: PdfDefinition, fonts: PdfFonts, assets: PdfAssets): PdfPage[] {
  return paintedPages(layOut(definition, fonts, assets.imageSizes), fonts)
}

export function paintedPages(pages: readonly LaidOutPage[], fonts: PdfFonts): PdfPage[] {
  const names = resourceNames(fonts)
  return pages.map((page) => ({ ...page.pageSize, content: deflateSync(paintPage(page, names)) }))
}

/** A small document: the beginning it shares with others, not copied, and what is its own. */
export function pdfParts(pages: readonly PdfPage[], assets: PdfAssets, info: PdfInfo): [shared: Uint8Array, own: Uint8Array] {
  const [shared, ...own] = written(pages, assets, info)
  return [shared!, Buffer.concat(own)]
}

/** A small document as one buffer of its own. */
export function pdfBytes(pages: readonly PdfPage[], assets: PdfAssets, info: PdfInfo): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(written(pages, assets, info)))
}

function written(pages: readonly PdfPage[], assets: PdfAssets, info: PdfInfo): Uint8Array[] {
  const chunks: Uint8Array[] = []
  const file = new PdfFile(assets, info, (bytes) => chunks.push(bytes))
  for (const page of pages) file.addPage(page)
  file.finish()
  return chunks
}
