import { PDFDocument, PDFHexString, PDFName } from 'pdf-lib'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { REQUEST_FIELDS, type RequestSheet } from '../../shared/meters/request-sheet.ts'
import { layOut } from './page-layout.ts'
import { pdfAssets, type PdfAssets } from './pdf-assets.ts'
import { paintedPages, pdfBytes } from './pdf-document.ts'
import type { PdfFonts } from './pdf-font.ts'
import { boxesOf, requestDefinition, type Box } from './request-layout.ts'

/** A request as the press takes it: its picture as a data URL, '' for none. */
export interface RequestPage { sheet: RequestSheet; picture: string }

/** A field over a box, or one nobody sees. */
interface Field { name: string; label: string; value: string; box: Box | null }

/** Pictures kept ready: assets of one article follow each other. */
const MOST_KEPT = 8
const kept = new Map<string, Promise<PdfAssets>>()

function assetsWith(fonts: PdfFonts, logo: string, picture: string): Promise<PdfAssets> {
  const key = `${logo} ${picture}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const made = pdfAssets(fonts, { ...logo === '' ? {} : { logo }, ...picture === '' ? {} : { picture } })
  kept.set(key, made)
  return made
}

/** The document of a request: one file that prints, and whose boxes are fields (AcroForm) to fill in on a screen. */
export async function requestPdf({ sheet, picture }: RequestPage, fonts: PdfFonts): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const { facts, title } = sheet
  const assets = await assetsWith(fonts, facts.sender.logo, picture)
  const pages = layOut(requestDefinition(sheet, fonts, assets.imageSizes), fonts, assets.imageSizes)
  const printed = pdfBytes(paintedPages(pages, fonts), assets, { title: `${title} – ${facts.asset.providerIdentifier}`, author: facts.sender.name, createdOn: facts.requestedOn })
  return { bytes: await withFields(printed, fieldsOf(sheet, boxesOf(pages))), pages: pages.length }
}

function fieldsOf({ facts: { asset, meters, requestedOn, reference } }: RequestSheet, boxes: readonly Box[]): Field[] {
  const label = (key: string, params: Record<string, string> = {}): string => translate('fr', `meters.document.${key}`, params)
  const toFill = [...meters.map(({ id, name }) => ({ name: REQUEST_FIELDS.value(id), label: label('value-of', { name }) })), { name: REQUEST_FIELDS.reader, label: label('reader') }, { name: REQUEST_FIELDS.readOn, label: label('read-on') }]
  if (toFill.length !== boxes.length) throw new Error(`${boxes.length} boxes for ${toFill.length} fields`)
  return [
    { name: REQUEST_FIELDS.reference, label: label('form-reference'), value: reference, box: null },
    { name: REQUEST_FIELDS.meters, label: label('meter-numbers'), value: meters.map(({ id }) => id).join(' '), box: null },
    { name: REQUEST_FIELDS.asset, label: label('identifier'), value: asset.providerIdentifier, box: null },
    { name: REQUEST_FIELDS.requestedOn, label: label('requested-on'), value: formatDate(requestedOn), box: null },
    ...toFill.map((field, index) => ({ ...field, value: '', box: boxes[index]! })),
  ]
}

async function withFields(printed: Uint8Array, fields: readonly Field[]): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.load(printed, { updateMetadata: false })
  const form = document.getForm()
  for (const { name, label, value, box } of fields) {
    const field = form.createTextField(name)
    // said by readers aloud
    field.acroField.dict.set(PDFName.of('TU'), PDFHexString.fromText(label))
    const page = document.getPage(box?.page ?? 0)
    const place = box === null ? { x: 0, y: 0, width: 1, height: 1, hidden: true } : { x: box.x, y: page.getHeight() - box.y - box.height, width: box.width, height: box.height }
    field.addToPage(page, { ...place, borderWidth: 0 })
    field.setFontSize(11)
    if (value !== '') field.setText(value)
    if (box === null) field.enableReadOnly()
  }
  // appearances were made as the fields were; the file's own objects stay as they are
  return new Uint8Array(await document.save({ useObjectStreams: false, updateFieldAppearances: true }))
}
