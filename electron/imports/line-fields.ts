const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32
const COMMA = 44
const POINT = 46
const ZERO = 48
const NINE = 57
const BEYOND_ASCII = 128
/** Between the texts of the ledger's spool: never in a field, a space stands for it. */
export const UNIT = 31

/**
 * The fields of one line after the other, where they stand in the bytes of a file (UTF-8). A text is made only of a field that is asked for:
 * most of a ledger's lines are not on customers' accounts, and little is looked at in those.
 */
export class LineFields {
  count = 0
  private bytes: Buffer = Buffer.alloc(0)
  private start = 0
  private readonly ends: number[] = []
  /** None in the first line, which says what it is */
  private separator = LINE_FEED

  separateBy(separator: string): void {
    this.separator = separator.charCodeAt(0)
  }

  /** Reads the line that begins at `start` and ends with a line feed, carriage returns before it aside. Returns where the next one begins. */
  read(bytes: Buffer, start: number): number {
    const { ends, separator } = this
    let count = 0
    let at = start
    for (let byte = bytes[at]!; byte !== LINE_FEED; byte = bytes[++at]!) {
      if (byte === separator) ends[count++] = at
      else if (byte === UNIT) bytes[at] = SPACE
    }
    let end = at
    while (end > start && bytes[end - 1] === CARRIAGE_RETURN) end--
    ends[count++] = end
    this.bytes = bytes
    this.start = start
    this.count = count
    return at + 1
  }

  /** The whole line. */
  text(): string {
    return this.bytes.toString('utf8', this.start, this.ends[this.count - 1])
  }

  isBlank(): boolean {
    // a longer line of nothing but white space is a damaged one
    return this.ends[this.count - 1]! - this.start < 20 && this.text().trim() === ''
  }

  /** As written; '' beyond the last. */
  get(index: number): string {
    if (index >= this.count) return ''
    const start = this.startOf(index)
    const end = this.ends[index]!
    return start === end ? '' : this.bytes.toString('utf8', start, end)
  }

  /** Whether the field, white space before it aside, begins with these digits. */
  begins(index: number, digits: string): boolean {
    const { bytes } = this
    const start = this.startOf(index)
    const first = bytes[start]!
    if (first <= SPACE || first >= BEYOND_ASCII) return this.get(index).trimStart().startsWith(digits)
    if (start + digits.length > this.ends[index]!) return false
    for (let position = 0; position < digits.length; position++) if (bytes[start + position] !== digits.charCodeAt(position)) return false
    return true
  }

  /** Cents of an amount as most programs write it, digits with two decimals: `1234,56`. -1 for any other writing. */
  plainCents(index: number): number {
    const { bytes } = this
    const start = this.startOf(index)
    const mark = this.ends[index]! - 3
    // ten digits are within MAX_CENTS
    if (mark <= start || mark - start > 10 || (bytes[mark] !== COMMA && bytes[mark] !== POINT)) return -1
    let value = 0
    for (let at = start; at < mark + 3; at++) {
      if (at === mark) continue
      const byte = bytes[at]!
      if (byte < ZERO || byte > NINE) return -1
      value = value * 10 + byte - ZERO
    }
    return value
  }

  /** Copies the field as written. */
  copy(index: number, target: Uint8Array): void {
    // most are too short for a call of the runtime to be worth it
    for (let from = this.startOf(index), to = 0; from < this.ends[index]!; from++, to++) target[to] = this.bytes[from]!
  }

  /** Copies at most `limit` bytes of the field, without the spaces around it. Returns where the copy ends. */
  copyTrimmed(index: number, limit: number, target: Uint8Array, at: number): number {
    const { bytes } = this
    let start = this.startOf(index)
    let end = this.ends[index]!
    while (start < end && bytes[start] === SPACE) start++
    while (start < end && bytes[end - 1] === SPACE) end--
    let to = at
    for (let from = start; from < Math.min(end, start + limit); from++, to++) target[to] = bytes[from]!
    return to
  }

  /** Length of the field in bytes. */
  lengthOf(index: number): number {
    return this.ends[index]! - this.startOf(index)
  }

  /** Whether the field is exactly these bytes. */
  is(index: number, bytes: Uint8Array, length: number): boolean {
    const start = this.startOf(index)
    if (this.ends[index]! - start !== length) return false
    for (let position = 0; position < length; position++) if (this.bytes[start + position] !== bytes[position]) return false
    return true
  }

  private startOf(index: number): number {
    return index === 0 ? this.start : this.ends[index - 1]! + 1
  }
}

/** A field as a line had it, to be found again in later ones. */
export class KeptField {
  private bytes = new Uint8Array(32)
  /** No field is that long: nothing is kept yet */
  private length = -1

  isIn(fields: LineFields, index: number): boolean {
    return fields.is(index, this.bytes, this.length)
  }

  keep(fields: LineFields, index: number): void {
    this.length = fields.lengthOf(index)
    if (this.length > this.bytes.length) this.bytes = new Uint8Array(this.length)
    fields.copy(index, this.bytes)
  }

  text(): string {
    return Buffer.from(this.bytes.buffer, 0, Math.max(0, this.length)).toString()
  }
}
