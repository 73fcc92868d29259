import type { LocalDate } from '../../shared/date.ts'
import type { LedgerLine } from '../../shared/imports/lettering-rules.ts'

/** Between fields; never in a text, the parser replaces it. */
const UNIT = '\u001f'
/** A piece mostly bears the date of its entry. */
const SAME = '='
const BLOCK_BYTES = 1 << 20
const MAX_UTF8_BYTES = 3

/** Customer lines one after the other as UTF-8, the customer of each and where each ends: a block is handed from thread to thread without copying, and costs no object a line. */
export interface LineBlock { bytes: Uint8Array<ArrayBuffer>; customers: Int32Array<ArrayBuffer>; ends: Int32Array<ArrayBuffer> }

/** Packs customer lines into blocks and gives each block away when it is full. */
export class LinePacker {
  private readonly handOver: (block: LineBlock) => void
  private buffer = Buffer.allocUnsafeSlow(0)
  private length = 0
  private customers: number[] = []
  private ends: number[] = []

  constructor(handOver: (block: LineBlock) => void) {
    this.handOver = handOver
  }

  add(customer: number, line: LedgerLine): void {
    const text = `${line.line}${UNIT}${line.account}${UNIT}${line.journal}${UNIT}${line.entryNumber}${UNIT}${line.entryDate}${UNIT}${line.piece}${UNIT}${line.pieceDate === line.entryDate ? SAME : line.pieceDate ?? ''}${UNIT}${line.label}${UNIT}${line.cents}${UNIT}${line.letter}${UNIT}${line.isCreditNote ? '1' : ''}`
    if (this.length + text.length * MAX_UTF8_BYTES > this.buffer.length) {
      this.flush()
      this.buffer = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, text.length * MAX_UTF8_BYTES))
    }
    this.length += this.buffer.write(text, this.length)
    this.customers.push(customer)
    this.ends.push(this.length)
  }

  flush(): void {
    if (this.ends.length > 0) this.handOver({ bytes: this.buffer.subarray(0, this.length), customers: Int32Array.from(this.customers), ends: Int32Array.from(this.ends) })
    this.buffer = Buffer.allocUnsafeSlow(0)
    this.length = 0
    this.customers = []
    this.ends = []
  }
}

/** The line at `position` of a block. */
export function unpackLine(bytes: Buffer, ends: Int32Array, position: number): LedgerLine {
  const fields = bytes.toString('utf8', position === 0 ? 0 : ends[position - 1], ends[position]).split(UNIT)
  const [entryDate, pieceDate] = [fields[4] as LocalDate, fields[6]!]
  return {
    line: Number(fields[0]), account: fields[1]!, journal: fields[2]!, entryNumber: fields[3]!, entryDate, piece: fields[5]!,
    pieceDate: pieceDate === '' ? null : pieceDate === SAME ? entryDate : pieceDate as LocalDate, label: fields[7]!, cents: Number(fields[8]), letter: fields[9]!, isCreditNote: fields[10] === '1',
  }
}
