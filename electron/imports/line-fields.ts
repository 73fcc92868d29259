/** The fields of a line, one line at a time. Each is cut out only when it is asked for: most of a ledger's lines are not on customers' accounts, and little is looked at in those. */
export class LineFields {
  count = 0
  private text = ''
  private readonly separator: string
  private readonly ends: number[] = []

  constructor(separator: string) {
    this.separator = separator
  }

  read(text: string): void {
    const { ends, separator } = this
    let count = 0
    for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, end + 1)) ends[count++] = end
    ends[count++] = text.length
    this.text = text
    this.count = count
  }

  /** As written; '' beyond the last. */
  get(index: number): string {
    return index < this.count ? this.text.slice(this.startOf(index), this.ends[index]) : ''
  }

  /** Whether the field is exactly that. */
  is(index: number, value: string): boolean {
    const start = this.startOf(index)
    return this.ends[index]! - start === value.length && this.text.startsWith(value, start)
  }

  private startOf(index: number): number {
    return index === 0 ? 0 : this.ends[index - 1]! + 1
  }
}
