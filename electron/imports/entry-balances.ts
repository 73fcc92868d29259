import { isEntryNumber } from '../../shared/imports/fec-rules.ts'

/** Consecutive lines of one entry, added up. */
export interface EntryPart { journal: string; number: string; date: string; line: number; debitCents: number; creditCents: number }
export type UnbalancedEntry = EntryPart

/**
 * Finds entries that do not balance. Only parts that do not balance by themselves are kept, so a file written entry by entry costs no memory;
 * in a file sorted otherwise the parts meet here. Without a usable entry number, a journal's day is one entry.
 */
export class EntryBalances {
  private readonly byEntry = new Map<string, EntryPart>()

  add(part: EntryPart): void {
    const number = isEntryNumber(part.number) ? part.number : ''
    merge(this.byEntry, `${part.journal}\t${number}\t${part.date}`, { ...part, number })
  }

  /** The first entry (by line) that does not balance, and how many; null when all do. An entry whose lines bear several dates balances over all of them. */
  result(): { first: UnbalancedEntry; count: number } | null {
    const byNumber = new Map<string, EntryPart>()
    for (const part of this.byEntry.values()) merge(byNumber, part.number === '' ? `${part.journal}\t\t${part.date}` : `${part.journal}\t${part.number}`, { ...part })
    const unbalanced = [...byNumber.values()].sort((left, right) => left.line - right.line)
    return unbalanced.length === 0 ? null : { first: unbalanced[0]!, count: unbalanced.length }
  }
}

function merge(parts: Map<string, EntryPart>, key: string, part: EntryPart): void {
  const known = parts.get(key)
  if (!known) {
    parts.set(key, part)
    return
  }
  known.debitCents += part.debitCents
  known.creditCents += part.creditCents
  known.line = Math.min(known.line, part.line)
  if (known.debitCents === known.creditCents) parts.delete(key)
}
