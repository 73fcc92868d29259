import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { countHighBytes, decodeCp850, guessLegacyEncoding, isReadingDoubtful, isUtf16WithoutMark, noHighBytes, oddWord, type TextEncoding } from '../../shared/imports/encoding-rules.ts'

/** Small enough for its text to die young: larger strings are kept apart by V8 and collected seldom. */
const CHUNK_BYTES = 1 << 17
/** No accounting program writes longer lines; a file that has one is no text table. */
const MAX_LINE_BYTES = 1 << 20

/** « Ã© », « â€™ » and the mark of a lost character, in UTF-8: what earlier programs leave of accents */
const BROKEN_UTF8 = ['c383c2', 'c3a2e282ac', 'efbfbd'].map((bytes) => Buffer.from(bytes, 'hex'))

/** What can be told of a file before its contents are understood. */
export interface FileFacts {
  fileName: string
  sizeBytes: number
  sha256: string
  /** null: not a text */
  encoding: TextEncoding | null
  /** A word that reads like nothing, when so much does that the encoding is in doubt */
  oddWord: string | null
  isZip: boolean
}

/** Reads the file once: its fingerprint, and its encoding by evidence: byte order mark, strict UTF-8, then code page 850 and Mac Roman against windows-1252. Throws AppError import.missing, .empty. */
export function inspectFile(path: string): FileFacts {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  let isStrictUtf8 = true
  let hasNul = false
  let isBroken = false
  let sizeBytes = 0
  for (const chunk of chunksOf(path)) {
    hash.update(chunk)
    if (sizeBytes === 0) head = Buffer.from(chunk.subarray(0, 4096))
    sizeBytes += chunk.length
    hasNul ||= chunk.includes(0)
    isBroken ||= BROKEN_UTF8.some((bytes) => chunk.includes(bytes))
    if (isStrictUtf8 && !(tail.length === 0 && isAscii(chunk))) {
      const block = tail.length === 0 ? chunk : Buffer.concat([tail, chunk])
      const whole = completeCharacters(block)
      isStrictUtf8 = isUtf8(block.subarray(0, whole))
      tail = Buffer.from(block.subarray(whole))
    }
  }
  if (sizeBytes === 0) throw new AppError('import.empty', { file: basename(path) })
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (hasNul && isUtf16WithoutMark(head))
  const isZip = head.length >= 4 && head.readUInt32LE(0) === 0x04034b50
  const facts = { fileName: basename(path), sizeBytes, sha256: hash.digest('hex'), isZip }
  if (isUtf16 || isZip || hasNul) return { ...facts, encoding: isUtf16 ? 'utf-16le' : null, oddWord: null }
  if (isStrictUtf8 && tail.length === 0) return { ...facts, encoding: 'utf-8', oddWord: isBroken ? findOddWord(path, 'utf-8') : null }
  const counts = noHighBytes()
  for (const chunk of chunksOf(path)) countHighBytes(counts, chunk)
  const encoding = guessLegacyEncoding(counts)
  return { ...facts, encoding, oddWord: isReadingDoubtful(counts, encoding) ? findOddWord(path, encoding) : null }
}

function findOddWord(path: string, encoding: TextEncoding): string | null {
  const decode = decoderOf(encoding, path)
  for (const chunk of chunksOf(path)) {
    const found = oddWord(decode(chunk, 0))
    if (found !== null) return found
  }
  return null
}

/** Calls `onLine` with each line (without its end: LF, CR LF or CR CR LF) and its 1-based number, and `onBlock` with the bytes read so far. Never holds more than one block. */
export function readLines(path: string, encoding: TextEncoding, onLine: (line: string, number: number) => void, onBlock: (bytes: number) => void = () => undefined): void {
  const decode = decoderOf(encoding, path)
  let rest = ''
  let number = 0
  let bytes = 0
  const feed = (text: string): void => {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      let last = end
      while (last > from && text.charCodeAt(last - 1) === 13) last--
      onLine(text.slice(from, last), ++number)
      from = end + 1
    }
    rest = text.slice(from)
    if (rest.length > MAX_LINE_BYTES) throw new AppError('import.line-too-long', { file: basename(path), line: number + 1 })
  }
  for (const chunk of chunksOf(path)) {
    bytes += chunk.length
    const text = decode(chunk, number)
    feed(rest === '' ? text : rest + text)
    onBlock(bytes)
  }
  const last = (rest + decode(null, number)).replace(/[\r\x1a]+$/, '')
  if (last !== '') onLine(last, ++number)
}

type Decode = (chunk: Buffer | null, lines: number) => string

function decoderOf(encoding: TextEncoding, path: string): Decode {
  if (encoding === 'cp850') return (chunk) => (chunk === null ? '' : isAscii(chunk) ? chunk.toString('latin1') : decodeCp850(chunk.toString('latin1')))
  const decoder = new TextDecoder(encoding, { fatal: true })
  let isPlain = encoding !== 'utf-16le'
  return (chunk, lines) => {
    try {
      // the common case by far, ten times faster; the decoder is only left alone between whole characters
      if (chunk !== null && isPlain && isAscii(chunk)) return chunk.toString('latin1')
      if (chunk === null) return decoder.decode()
      isPlain = encoding === 'windows-1252' || encoding === 'macintosh' || (encoding === 'utf-8' && chunk.at(-1)! < 0x80)
      return decoder.decode(chunk, { stream: true })
    } catch {
      throw new AppError('import.wrong-encoding', { file: basename(path), line: lines + 1, encoding })
    }
  }
}

function* chunksOf(path: string): Generator<Buffer> {
  const descriptor = openFile(path)
  try {
    if (!fstatSync(descriptor).isFile()) throw new AppError('import.missing', { file: path })
    // one buffer for all: a chunk is used up before the next is asked for
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) yield buffer.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r')
  } catch {
    throw new AppError('import.missing', { file: path })
  }
}

/** How many bytes of `block` are whole UTF-8 characters. */
function completeCharacters(block: Buffer): number {
  for (let back = 1; back <= Math.min(3, block.length); back++) {
    const byte = block[block.length - back]!
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? block.length - back : block.length
    if (byte < 0x80) break
  }
  return block.length
}

/** The first line that is not blank, of the first megabyte. */
export function firstLine(path: string, encoding: TextEncoding): string {
  for (const chunk of chunksOf(path)) {
    const text = encoding === 'cp850' ? decodeCp850(chunk.toString('latin1')) : new TextDecoder(encoding).decode(chunk)
    return /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? ''
  }
  return ''
}
