import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { countHighBytes, decodeCp850, guessLegacyEncoding, isReadingDoubtful, isUtf16WithoutMark, noHighBytes, oddWord, type TextEncoding } from '../../shared/imports/encoding-rules.ts'
import type { LineFields } from './line-fields.ts'

const CHUNK_BYTES = 1 << 17
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
/** Of DOS: the last byte of some files */
const END_OF_FILE = 26
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
  const decode = decoderOf(encoding)
  for (const chunk of chunksOf(path)) {
    const found = oddWord(decode(chunk))
    if (found !== null) return found
  }
  return null
}

/** Has `fields` read each line (without its end: LF, CR LF or CR CR LF) and calls `onLine` with its 1-based number, and `onBlock` with the bytes read so far. Never holds more than a block and a line. */
export function readLines(path: string, encoding: TextEncoding, fields: LineFields, onLine: (number: number) => void, onBlock: (bytes: number) => void = () => undefined): void {
  const file = basename(path)
  const toUtf8 = utf8Of(encoding, file)
  let buffer = Buffer.allocUnsafeSlow(2 * CHUNK_BYTES)
  let used = 0
  let number = 0
  let bytes = 0
  const append = (text: Buffer): void => {
    if (used + text.length > buffer.length) buffer = Buffer.concat([buffer.subarray(0, used)], 2 * (used + text.length))
    used += text.copy(buffer, used)
  }
  const readWholeLines = (): void => {
    const end = used === 0 ? 0 : buffer.lastIndexOf(LINE_FEED, used - 1) + 1
    if (!isUtf8(buffer.subarray(0, end))) throw wrongEncoding(file, number + lineOfBadUtf8(buffer.subarray(0, end)), encoding)
    for (let start = 0; start < end;) {
      start = fields.read(buffer, start)
      onLine(++number)
    }
    buffer.copyWithin(0, end, used)
    used -= end
  }
  for (const chunk of chunksOf(path)) {
    bytes += chunk.length
    append(toUtf8(chunk, number))
    readWholeLines()
    if (used > MAX_LINE_BYTES) throw new AppError('import.line-too-long', { file, line: number + 1 })
    onBlock(bytes)
  }
  append(toUtf8(null, number))
  while (used > 0 && (buffer[used - 1] === CARRIAGE_RETURN || buffer[used - 1] === END_OF_FILE)) used--
  if (used === 0) return
  append(Buffer.from([LINE_FEED]))
  readWholeLines()
}

/** What follows of a file as UTF-8, `null` at its end. UTF-8 itself is only checked line by line: a chunk may end within a character. */
function utf8Of(encoding: TextEncoding, file: string): (chunk: Buffer | null, lines: number) => Buffer {
  if (encoding === 'utf-8') return (chunk) => chunk ?? Buffer.alloc(0)
  const decode = decoderOf(encoding)
  return (chunk, lines) => {
    if (chunk !== null && encoding !== 'utf-16le' && isAscii(chunk)) return chunk
    try {
      return Buffer.from(decode(chunk))
    } catch {
      throw wrongEncoding(file, lines + 1, encoding)
    }
  }
}

/** The text of what follows of a file, `null` at its end. Throws at what is not in the encoding. */
function decoderOf(encoding: TextEncoding): (chunk: Buffer | null) => string {
  if (encoding === 'cp850') return (chunk) => (chunk === null ? '' : decodeCp850(chunk.toString('latin1')))
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }))
}

const wrongEncoding = (file: string, line: number, encoding: TextEncoding): AppError => new AppError('import.wrong-encoding', { file, line, encoding })

/** The first line that is not UTF-8, from 1. */
function lineOfBadUtf8(lines: Buffer): number {
  let line = 1
  for (let start = 0, end = lines.indexOf(LINE_FEED); end >= 0 && isUtf8(lines.subarray(start, end)); end = lines.indexOf(LINE_FEED, start)) {
    start = end + 1
    line++
  }
  return line
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
