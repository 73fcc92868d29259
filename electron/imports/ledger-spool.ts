import type { LedgerLine } from '../../shared/imports/lettering-rules.ts'
import { unpackLine, type LineBlock } from './ledger-line.ts'

/** A customer as the file names it, numbered from 1 in the order of the file. */
export interface FecCustomer { number: number; code: string; name: string }

/** Customer lines of a ledger, kept packed until all of the file has been read (a hundred bytes a line, 40 MB for a ledger of a million), then given back by customer. */
export class LedgerSpool {
  readonly customers: FecCustomer[] = []
  private readonly blocks: LineBlock[] = []

  add(block: LineBlock, customers: FecCustomer[]): void {
    this.blocks.push(block)
    this.customers.push(...customers)
  }

  /** All lines of a customer, in the order of the file. */
  reader(): (customer: FecCustomer) => LedgerLine[] {
    const { blocks } = this
    // a counting sort: lines of customer n are those from starts[n] to before starts[n + 1]
    const starts = new Int32Array(this.customers.length + 2)
    for (const block of blocks) for (const customer of block.customers) starts[customer + 1]!++
    for (let customer = 1; customer < starts.length; customer++) starts[customer]! += starts[customer - 1]!
    const blockOf = new Int32Array(starts.at(-1)!)
    const positionOf = new Int32Array(blockOf.length)
    const next = starts.slice()
    blocks.forEach(({ customers }, block) => {
      for (let position = 0; position < customers.length; position++) {
        const place = next[customers[position]!]!++
        blockOf[place] = block
        positionOf[place] = position
      }
    })
    const bytes = blocks.map((block) => Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength))
    return ({ number }) => {
      const lines: LedgerLine[] = []
      for (let place = starts[number]!; place < starts[number + 1]!; place++) {
        const block = blockOf[place]!
        lines.push(unpackLine(bytes[block]!, blocks[block]!.ends, positionOf[place]!))
      }
      return lines
    }
  }
}
