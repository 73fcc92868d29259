import layoutBuilderModule from 'pdfmake/js/LayoutBuilder.js'
import type { Content, CustomTableLayout, DynamicBackground, DynamicContent, Style, StyleDictionary } from 'pdfmake/interfaces'
import type { PdfFont, PdfFonts } from './pdf-font.ts'

/** A pdfmake document definition, the part of it that Relais uses. Lengths in points. */
export interface PdfDefinition {
  pageSize: { width: number; height: number }
  pageMargins: [left: number, top: number, right: number, bottom: number]
  content: Content
  header?: DynamicContent
  footer?: DynamicContent
  background?: DynamicBackground
  styles: StyleDictionary
  defaultStyle: Style
  /** PNG or JPEG data URLs by name. */
  images: Record<string, string>
}

/** What stands on a laid-out page; `y` runs downwards. */
export interface LaidOutPage { pageSize: { width: number; height: number }; items: PageItem[] }
export type PageItem = { type: 'line'; item: TextLine } | { type: 'vector'; item: Vector } | { type: 'image'; item: PlacedImage }
export interface TextLine { x: number; y: number; inlines: Inline[]; getAscenderHeight(): number }
export interface Inline { text: string; x: number; width: number; font: PdfFont; fontSize: number; color: string | undefined }
export interface PlacedImage { x: number; y: number; image: string; _width: number; _height: number }
interface Stroke { lineWidth?: number; lineColor?: string; color?: string }
export type Vector =
  | (Stroke & { type: 'line'; x1: number; y1: number; x2: number; y2: number })
  | (Stroke & { type: 'rect'; x: number; y: number; w: number; h: number })

/** Width and height in pixels, by image name. */
export type ImageSizes = Record<string, { width: number; height: number }>

/** pdfmake's layout engine asks its document for three things only. No file and no URL can be reached through this one. */
interface Measures {
  images: Record<string, never>
  provideFont(family: string, bold: boolean, italics: boolean): PdfFont
  provideImage(name: string): { width: number; height: number }
}

interface LayoutBuilder {
  registerTableLayouts(layouts: Record<string, CustomTableLayout>): void
  layoutDocument(
    content: Content, measures: Measures, styles: StyleDictionary, defaultStyle: Style,
    background: DynamicBackground | undefined, header: DynamicContent | undefined, footer: DynamicContent | undefined,
  ): LaidOutPage[]
}
type LayoutBuilderClass = new (pageSize: PdfDefinition['pageSize'], margins: Record<'left' | 'top' | 'right' | 'bottom', number>, svg: null) => LayoutBuilder

// A CommonJS module with a default export: Node hands over the module, bundlers its default.
const loaded = layoutBuilderModule as LayoutBuilderClass | { default: LayoutBuilderClass }
const LayoutBuilder = 'default' in loaded ? loaded.default : loaded

/**
 * Places a document's text, lines and images on pages. This is pdfmake's own engine; what pdfmake leaves to pdfkit afterwards
 * (parsing, cutting and embedding fonts for every document anew, one text object a word) is pdf-page.ts and pdf-file.ts, several times faster.
 */
export function layOut(definition: PdfDefinition, fonts: PdfFonts, imageSizes: ImageSizes): LaidOutPage[] {
  const [left, top, right, bottom] = definition.pageMargins
  const builder = new LayoutBuilder(definition.pageSize, { left, top, right, bottom }, null)
  const measures: Measures = {
    images: {},
    provideFont: (_family, bold) => (bold ? fonts.bold : fonts.normal),
    provideImage: (name) => imageSizes[name] ?? unknownImage(name),
  }
  return builder.layoutDocument(definition.content, measures, definition.styles, definition.defaultStyle, definition.background, definition.header, definition.footer)
}

function unknownImage(name: string): never {
  throw new Error(`image not declared: ${name}`)
}

export const POINTS_PER_MM = 72 / 25.4
export const mm = (millimetres: number): number => millimetres * POINTS_PER_MM
export const A4 = { width: mm(210), height: mm(297) }
