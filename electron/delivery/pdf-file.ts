import { createHash } from 'node:crypto'
import type { Language } from '../../shared/language.ts'
import type { PdfAssets } from './pdf-assets.ts'
import { CATALOG, INFO, PAGES, RESOURCES } from './pdf-object-numbers.ts'

export interface PdfInfo {
  title: string
  author: string
  /** `YYYY-MM-DD` */
  createdOn: string
  /** Of its words, for readers aloud; French when left out. */
  language?: Language
}

/** One page: its size in points and its deflated content stream. */
export interface PdfPage { width: number; height: number; content: Uint8Array }

/** Pages below one node of the page tree: readers stay fast in a file of 10 000 pages. */
const PAGES_PER_NODE = 100

/**
 * Writes a PDF (ISO 32000-1) from pages already painted, front to back: nothing but object offsets is kept, whatever its length.
 * The same page may be written to several files, because all of them number the shared objects alike.
 */
export class PdfFile {
  readonly #emit: (bytes: Uint8Array) => void
  readonly #offsets: number[] = []
  readonly #nodes: { id: number; kids: number[] }[] = []
  readonly #hash = createHash('md5')
  #length = 0
  #next: number
  #pages = 0

  /** @param emit receives the bytes of the file in order */
  constructor(assets: PdfAssets, info: PdfInfo, emit: (bytes: Uint8Array) => void) {
    this.#emit = emit
    this.#write(assets.beginning)
    for (const [index, offset] of assets.offsets.entries()) this.#offsets[RESOURCES + index] = offset
    this.#next = RESOURCES + assets.offsets.length
    this.#object(CATALOG, `<< /Type /Catalog /Pages ${PAGES} 0 R /Lang (${info.language === 'en' ? 'en-GB' : 'fr-FR'}) /ViewerPreferences << /DisplayDocTitle true >> >>`)
    this.#object(INFO, `<< /Title ${textString(info.title)} /Author ${textString(info.author)} /Creator (Relais) /Producer (Relais) /CreationDate (D:${info.createdOn.replaceAll('-', '')}000000Z) >>`)
  }

  get pages(): number { return this.#pages }

  addPage({ width, height, content }: PdfPage): void {
    if (this.#pages % PAGES_PER_NODE === 0) this.#nodes.push({ id: this.#next++, kids: [] })
    const node = this.#nodes.at(-1)!
    const page = this.#next++
    const contents = this.#next++
    const size = [0, 0, width, height].map((value) => Math.round(value * 100) / 100).join(' ')
    this.#object(page, `<< /Type /Page /Parent ${node.id} 0 R /MediaBox [${size}] /Resources ${RESOURCES} 0 R /Contents ${contents} 0 R >>`)
    this.#object(contents, `<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n`, content, '\nendstream')
    node.kids.push(page)
    this.#pages++
  }

  finish(): void {
    for (const { id, kids } of this.#nodes) this.#object(id, `<< /Type /Pages /Parent ${PAGES} 0 R /Count ${kids.length} /Kids [${references(kids)}] >>`)
    this.#object(PAGES, `<< /Type /Pages /Count ${this.#pages} /Kids [${references(this.#nodes.map((node) => node.id))}] >>`)
    const start = this.#length
    const entries = Array.from({ length: this.#next - 1 }, (_, index) => `${String(this.#offsets[index + 1]).padStart(10, '0')} 00000 n \n`)
    const id = this.#hash.digest('hex')
    this.#emit(Buffer.from(`xref\n0 ${this.#next}\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${this.#next} /Root ${CATALOG} 0 R /Info ${INFO} 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${start}\n%%EOF\n`))
  }

  #object(id: number, ...parts: (string | Uint8Array)[]): void {
    this.#offsets[id] = this.#length
    for (const part of [`${id} 0 obj\n`, ...parts, '\nendobj\n']) this.#write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)
  }

  #write(bytes: Uint8Array): void {
    this.#length += bytes.length
    this.#hash.update(bytes)
    this.#emit(bytes)
  }
}

const references = (ids: number[]): string => ids.map((id) => `${id} 0 R`).join(' ')

/** UTF-16 in hexadecimal: any name, no escaping. */
const textString = (text: string): string => `<feff${Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0')).join('')}>`
