import { SaxesParser } from 'saxes'
import { AppError } from '../../shared/errors.ts'

/** An element of a document, where it stands in its file, and what is within. */
export interface XmlElement {
  /** Without its prefix */
  name: string
  /** Of its namespace; '' for none */
  namespace: string
  /** By name, without prefix; declarations of namespaces are none */
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** Its own text, as written, CDATA included */
  text: string
  /** From 1, of the end of its opening tag */
  line: number
  column: number
}

/** Beyond these a document is no bill and no statement, but something made to exhaust whoever reads it. */
export const MAX_XML_BYTES = 64 * 1024 * 1024
const MAX_DEPTH = 100
const MAX_ELEMENTS = 2_000_000

/**
 * Reads a whole document, strictly. Nothing outside of it is ever read: a document type, the one place of entities and of external
 * references, is refused.
 * @param bytes of the file, in UTF-8, UTF-16 with its mark, or the encoding its declaration names
 * @throws AppError 'xml.empty', 'xml.none' (another kind of file), 'xml.encoding' {encoding}, 'xml.document-type' {line, column}, 'xml.not-well-formed' {line, column, problem}, 'xml.too-large'
 */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > MAX_XML_BYTES) throw new AppError('xml.too-large')
  const source = decodedXml(bytes)
  if (source.trim() === '') throw new AppError('xml.empty')
  if (!source.trimStart().startsWith('<')) throw new AppError('xml.none')
  const parser = new SaxesParser({ xmlns: true, position: true })
  const stack: XmlElement[] = []
  const roots: XmlElement[] = []
  let count = 0
  const here = (): { line: number; column: number } => ({ line: parser.line, column: parser.column })
  parser.on('error', (error) => { throw new AppError('xml.not-well-formed', { ...here(), problem: error.message.replace(/^[\d:\s.]*/, '') }) })
  parser.on('doctype', () => { throw new AppError('xml.document-type', here()) })
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1
    if (count > MAX_ELEMENTS || stack.length >= MAX_DEPTH) throw new AppError('xml.too-large')
    const own = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
    const element: XmlElement = { name: local, namespace: uri, attributes: new Map(own.map(({ local: key, value }) => [key, value])), children: [], text: '', ...here() }
    const siblings = stack.at(-1)?.children ?? roots
    siblings.push(element)
    stack.push(element)
  })
  parser.on('closetag', () => { stack.pop() })
  const addText = (text: string): void => {
    const element = stack.at(-1)
    if (element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(source).close()
  return roots[0]!
}

/** The text of a document in the encoding of its mark, else of its declaration, else in UTF-8 (XML 1.0, appendix F). */
function decodedXml(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('xml.encoding', { encoding })
  }
}

function markedEncoding([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

function declaredEncoding(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const encoding = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(start)?.[1]?.toLowerCase() ?? 'utf-8'
  // the declaration could be read byte by byte: it lies, or a program has converted the file and left it
  return encoding.startsWith('utf-16') ? 'utf-8' : encoding
}
