import { BLACK, END_OF_LINE, WHITE } from './t4-codes.ts'

/** Pixels of a line; at 204 an inch, the 215 mm a fax machine scans. */
export const FAX_WIDTH = 1728
export const FAX_DPI = { x: 204, y: 196 } as const

/** A page in black and white, FAX_WIDTH pixels wide: a byte a pixel, line after line, 1 where it is black. */
export interface FaxPage { pixels: Uint8Array; height: number }

/**
 * Pages as one TIFF file that every fax gateway reads: profile S of RFC 3949 (the least of TIFF-F), « fine » resolution, modified Huffman coding.
 * Little-endian, the least significant bit of a byte first, one strip a page, each page's directory before its values and its strip. There is no TIFF without a page.
 * @param pages each is coded before the next is asked for: pixels take a hundred times the room
 */
export function faxTiff(pages: Iterable<FaxPage>): Uint8Array<ArrayBuffer> {
  const strips = Array.from(pages, (page) => ({ height: page.height, bytes: encodedLines(page) }))
  if (strips.length === 0) throw new RangeError('a fax without a page')
  const parts: Uint8Array[] = [Uint8Array.of(0x49, 0x49, 42, 0, HEADER_LENGTH, 0, 0, 0)]
  let position = HEADER_LENGTH
  for (const [index, { height, bytes }] of strips.entries()) {
    const directory = pageDirectory({ position, height, stripLength: bytes.length, index, count: strips.length })
    parts.push(directory, bytes)
    position += directory.length + bytes.length
  }
  return new Uint8Array(Buffer.concat(parts))
}

const HEADER_LENGTH = 8
const [SHORT, LONG, RATIONAL] = [3, 4, 5]
type Entry = [tag: number, type: number, value: number, second?: number]
const ENTRY_COUNT = 16
const DIRECTORY_LENGTH = 2 + ENTRY_COUNT * 12 + 4
/** Two fractions */
const VALUES_LENGTH = 16

interface PagePlace { position: number; height: number; stripLength: number; index: number; count: number }

/** The directory of a page, which begins at `position`, and the values it points to; its strip follows. */
function pageDirectory({ position, height, stripLength, index, count }: PagePlace): Uint8Array {
  const values = position + DIRECTORY_LENGTH
  const strip = values + VALUES_LENGTH
  const entries: Entry[] = [
    [254, LONG, 2], // NewSubfileType: a page of several
    [256, LONG, FAX_WIDTH],
    [257, LONG, height],
    [258, SHORT, 1], // BitsPerSample
    [259, SHORT, 3], // Compression: T.4
    [262, SHORT, 0], // PhotometricInterpretation: white is 0
    [266, SHORT, 2], // FillOrder: least significant bit first
    [273, LONG, strip], // StripOffsets
    [277, SHORT, 1], // SamplesPerPixel
    [278, LONG, height], // RowsPerStrip
    [279, LONG, stripLength], // StripByteCounts
    [282, RATIONAL, values], // XResolution
    [283, RATIONAL, values + 8], // YResolution
    [292, LONG, 0], // T4Options: one-dimensional, ends of lines anywhere in a byte
    [296, SHORT, 2], // ResolutionUnit: inch
    [297, SHORT, index, count], // PageNumber
  ]
  const bytes = Buffer.alloc(DIRECTORY_LENGTH + VALUES_LENGTH)
  let end = bytes.writeUInt16LE(ENTRY_COUNT, 0)
  for (const [tag, type, value, second] of entries) {
    end = bytes.writeUInt16LE(tag, end)
    end = bytes.writeUInt16LE(type, end)
    end = bytes.writeUInt32LE(second === undefined ? 1 : 2, end)
    end = second === undefined ? bytes.writeUInt32LE(value, end) : bytes.writeUInt16LE(second, bytes.writeUInt16LE(value, end))
  }
  end = bytes.writeUInt32LE(index === count - 1 ? 0 : strip + stripLength, end)
  for (const value of [FAX_DPI.x, 1, FAX_DPI.y, 1]) end = bytes.writeUInt32LE(value, end)
  return bytes
}

interface Code { bits: number; length: number }
interface Codes { terminating: Code[]; makeUp: Code[] }
const code = (word: string): Code => ({ bits: Number.parseInt(word, 2), length: word.length })
const codes = ({ terminating, makeUp }: Record<keyof Codes, string>): Codes => ({ terminating: terminating.split(/\s+/).map(code), makeUp: makeUp.split(/\s+/).map(code) })
const [white, black, endOfLine] = [codes(WHITE), codes(BLACK), code(END_OF_LINE)]

/** ITU-T T.4 § 4.1: each line after an end of line, as runs of white and black in turn, the first of them white. No return to control at the end: TIFF has none. */
function encodedLines({ pixels, height }: FaxPage): Uint8Array {
  const out = new BitWriter()
  for (let line = 0; line < height; line++) {
    out.write(endOfLine)
    const end = (line + 1) * FAX_WIDTH
    let position = line * FAX_WIDTH
    for (let colour = 0; position < end; colour = 1 - colour) {
      const start = position
      while (position < end && pixels[position] === colour) position += 1
      writeRun(out, colour === 0 ? white : black, position - start)
    }
  }
  // what follows begins on a word
  return out.words()
}

function writeRun(out: BitWriter, { terminating, makeUp }: Codes, length: number): void {
  if (length >= 64) out.write(makeUp[Math.floor(length / 64) - 1]!)
  out.write(terminating[length % 64]!)
}

/** Bits into bytes, the first into the least significant place. */
class BitWriter {
  #bytes = new Uint8Array(64 * 1024)
  #length = 0

  write({ bits, length }: Code): void {
    if (this.#length + length > this.#bytes.length * 8) this.#grow()
    for (let bit = length - 1; bit >= 0; bit--) {
      if ((bits >> bit) & 1) this.#bytes[this.#length >> 3]! |= 1 << (this.#length & 7)
      this.#length += 1
    }
  }

  /** As an even number of bytes, the last filled up with zeros. */
  words(): Uint8Array {
    return this.#bytes.slice(0, Math.ceil(this.#length / 16) * 2)
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}
