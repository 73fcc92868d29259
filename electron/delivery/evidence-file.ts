import { PDFDocument } from 'pdf-lib'
import { translate } from '../../shared/i18n/translate.ts'
import { coverDefinition, evidenceSections, stampDefinition, type ContentsLine, type EvidenceSheet } from './evidence-layout.ts'
import type { PdfAssets } from './pdf-assets.ts'
import { pdfBytes, pdfPages } from './pdf-document.ts'
import type { PdfInfo, PdfPage } from './pdf-file.ts'
import type { PdfFonts } from './pdf-font.ts'

/** The bytes of a letter that is whole; null in the place of one that is not. */
export type LetterBytes = Uint8Array | null

export interface RenderedEvidence { bytes: Uint8Array<ArrayBuffer>; pages: number; contents: ContentsLine[] }

/** The whole file: cover, the pieces made for it, then each letter's own pages. Letters are also attached as they are, byte for byte. */
export async function evidencePdf(sheet: EvidenceSheet, letters: readonly LetterBytes[], fonts: PdfFonts, assets: PdfAssets): Promise<RenderedEvidence> {
  const sections = evidenceSections(sheet).map(({ title, definition }) => ({ title, pages: pdfPages(definition, fonts, assets) }))
  const documents = await Promise.all(letters.map(async (bytes) => (bytes === null ? null : PDFDocument.load(bytes, { updateMetadata: false }))))
  const pieces: Omit<ContentsLine, 'number' | 'page'>[] = [
    ...sections.map(({ title, pages }) => ({ title, file: '', sha256: '', state: 'whole' as const, pages: pages.length })),
    ...sheet.letters.map(({ title, file, sha256, state }, index) => ({ title, file, sha256, state, pages: documents[index]?.getPageCount() ?? 0 })),
  ]
  const { cover, contents } = coverWith(pieces, (lines) => pdfPages(coverDefinition(sheet, lines), fonts, assets))

  const title = translate('fr', 'accounts.evidence.subtitle', { creditor: sheet.creditor.name, debtor: sheet.debtor.name })
  const info: PdfInfo = { title: `${translate('fr', 'accounts.evidence.title')} – ${title}`, author: sheet.creditor.name, createdOn: sheet.asOf }
  const whole = await PDFDocument.load(pdfBytes([...cover, ...sections.flatMap(({ pages }) => pages)], assets, info), { updateMetadata: false })
  for (const [index, document] of documents.entries()) {
    if (document === null) continue
    for (const copy of await whole.copyPages(document, document.getPageIndices())) whole.addPage(copy)
    const { file, title: description } = sheet.letters[index]!
    // two runs may have given their letters the same name
    await whole.attach(letters[index]!, `${sections.length + index + 1} ${file}`, { mimeType: 'application/pdf', description })
  }
  const stamps = await PDFDocument.load(pdfBytes(pdfPages(stampDefinition(stampsOf(whole.getPageCount(), contents)), fonts, assets), assets, info))
  for (const [index, stamp] of (await whole.embedPdf(stamps, stamps.getPageIndices())).entries()) whole.getPage(index).drawPage(stamp)
  const bytes = await whole.save()
  return { bytes: new Uint8Array(bytes), pages: whole.getPageCount(), contents }
}

/** The table of contents names pages that come after it: laid out until its own length no longer moves them. */
function coverWith(pieces: readonly Omit<ContentsLine, 'number' | 'page'>[], layOut: (contents: ContentsLine[]) => PdfPage[]): { cover: PdfPage[]; contents: ContentsLine[] } {
  for (let length = 1; ; length++) {
    const contents = contentsAfter(pieces, length)
    const cover = layOut(contents)
    if (cover.length <= length) return { cover, contents }
  }
}

function contentsAfter(pieces: readonly Omit<ContentsLine, 'number' | 'page'>[], coverPages: number): ContentsLine[] {
  let next = coverPages + 1
  return pieces.map((piece, index) => {
    const page = piece.pages === 0 ? null : next
    next += piece.pages
    return { ...piece, number: index + 1, page }
  })
}

/** What each page is, above what it has to itself. */
function stampsOf(pages: number, contents: readonly ContentsLine[]): string[] {
  const pieceAt = new Map(contents.flatMap(({ number, page, pages: count }) => (page === null ? [] : Array.from({ length: count }, (_, index) => [page + index, number] as const))))
  return Array.from({ length: pages }, (_, index) => {
    const number = pieceAt.get(index + 1)
    return number === undefined ? `${index + 1}/${pages}` : translate('fr', 'accounts.evidence.stamp', { number, page: index + 1, pages })
  })
}
