import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { decodeCp850, guessLegacyEncoding, type TextEncoding } from '../../shared/imports/encoding-rules.ts'

/** Small enough for its text to die young: larger strings are kept apart by V8 and collected seldom. */
const CHUNK_BYTES = 1 << 17
/** No accounting program writes longer lines; a file that has one is no text table. */
const MAX_LINE_BYTES = 1 << 20

/** What can be told of a file before its contents are understood. */
export interface FileFacts {
  fileName: string
  sizeBytes: number
  sha256: string
  /** null: not a text */
  encoding: TextEncoding | null
  isZip: boolean
}

/** Reads the file once: its fingerprint, and its encoding by evidence: byte order mark, strict UTF-8, code page 850 against windows-1252. Throws AppError import.missing, .empty. */
export function inspectFile(path: string): FileFacts {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  let isStrictUtf8 = true
  let hasNul = false
  let sizeBytes = 0
  for (const chunk of chunksOf(path)) {
    hash.update(chunk)
    if (sizeBytes === 0) head = Buffer.from(chunk.subarray(0, 4))
    sizeBytes += chunk.length
    hasNul ||= chunk.includes(0)
    if (isStrictUtf8 && !(tail.length === 0 && isAscii(chunk))) {
      const block = tail.length === 0 ? chunk : Buffer.concat([tail, chunk])
      const whole = completeCharacters(block)
      isStrictUtf8 = isUtf8(block.subarray(0, whole))
      tail = Buffer.from(block.subarray(whole))
    }
  }
  if (sizeBytes === 0) throw new AppError('import.empty', { file: basename(path) })
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe
  const isZip = head.length >= 4 && head.readUInt32LE(0) === 0x04034b50
  const encoding = isUtf16 ? 'utf-16le' : isZip || hasNul ? null : isStrictUtf8 && tail.length === 0 ? 'utf-8' : guessLegacyEncoding(countBytes(path))
  return { fileName: basename(path), sizeBytes, sha256: hash.digest('hex'), encoding, isZip }
}

/** How often each byte value occurs. */
function countBytes(path: string): Uint32Array {
  const counts = new Uint32Array(256)
  for (const chunk of chunksOf(path)) for (let index = 0; index < chunk.length; index++) counts[chunk[index]!]!++
  return counts
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
      isPlain = encoding === 'windows-1252' || (encoding === 'utf-8' && chunk.at(-1)! < 0x80)
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
