import type { LocalDate } from '../date.ts'
import { pieceKey } from './fec-rules.ts'

/** One line on a customer's account. `cents` is debit minus credit: positive owes, negative pays. */
export interface LedgerLine {
  line: number
  account: string
  journal: string
  entryNumber: string
  entryDate: LocalDate
  piece: string
  pieceDate: LocalDate | null
  label: string
  cents: number
  /** Lettering code; '' while the line is open */
  letter: string
  /** Code of a partial lettering, on an open line: what it was lettered with has settled part of it */
  partialLetter: string
  isCreditNote: boolean
  /** A debit that is no sale: a payment that went back to the customer */
  isPaymentReturned: boolean
}

/** A credit that settles a debit; both are positions in the list of lines. */
export interface LineAllocation { credit: number; debit: number; cents: number }

/** Lines of one lettering group that do not cancel out. */
export interface UnbalancedLettering { account: string; code: string; debitCents: number; creditCents: number; lines: number[] }

export interface Settlement {
  allocations: LineAllocation[]
  /** What each line leaves open, with the sign of the line. Exactly 0 for lettered lines. */
  openCents: number[]
  unbalanced: UnbalancedLettering[]
  /** Positions of lines closed with a rest because their group has both sides and does not balance: what may still be owed */
  partlyLettered: ReadonlySet<number>
}
type Settling = Settlement & { partlyLettered: Set<number> }

/** Many programs write the code of a partial lettering in lower case (« a », « ab »), and turn it to upper case once the rest is paid; others write all codes so. */
export const isPartialCode = (code: string): boolean => code !== code.toUpperCase() && code === code.toLowerCase()

/** How unlettered credits are used beyond the same piece, when the person asks for it. */
export type CreditMatching = 'none' | 'same-amount' | 'oldest-first'

/**
 * Who settles what on one customer's account.
 * 1. Lettered lines (account, code; codes are reused from one account to the next) are settled: credits go to the oldest debits of the group; what the group leaves is closed by the source and reported.
 * 2. The credits of a partial lettering pay its debits, oldest first; what is left on either side stays open.
 * 3. An unlettered credit on the same piece as unlettered debits is a partial payment of them, oldest first.
 * 4. Other unlettered credits stay the customer's, unless `matching` says otherwise.
 */
export function settleLines(lines: LedgerLine[], matching: CreditMatching): Settlement {
  const settlement: Settling = { allocations: [], openCents: lines.map(({ cents }) => cents), unbalanced: [], partlyLettered: new Set() }
  const groups = new Map<string, number[]>()
  const partialGroups = new Map<string, number[]>()
  const open: number[] = []
  for (let index = 0; index < lines.length; index++) {
    const { letter, partialLetter, account } = lines[index]!
    if (letter === '') open.push(index)
    if (partialLetter !== '') append(partialGroups, `${account}\t${partialLetter}`, index)
    else if (letter !== '') append(groups, `${account}\t${letter}`, index)
  }
  for (const group of groups.values()) settleGroup(lines, group, settlement)
  for (const group of partialGroups.values()) allocate(lines, group, settlement)
  settleSamePiece(lines, open, settlement)
  if (matching === 'same-amount') settleSameAmount(lines, open, settlement)
  if (matching === 'oldest-first') allocate(lines, open, settlement)
  return settlement
}

function settleGroup(lines: LedgerLine[], group: number[], settlement: Settling): void {
  allocate(lines, group, settlement)
  let debitCents = 0
  let creditCents = 0
  for (const index of group) {
    const { cents } = lines[index]!
    if (cents > 0) debitCents += cents
    else creditCents -= cents
  }
  const { account, letter } = lines[group[0]!]!
  // a group with one side only is half of a lettering across two years: its other half is in another file
  const isPartial = debitCents !== creditCents && (isPartialCode(letter) || (debitCents > 0 && creditCents > 0))
  for (const index of group) {
    if (isPartial && settlement.openCents[index] !== 0) settlement.partlyLettered.add(index)
    settlement.openCents[index] = 0
  }
  if (debitCents !== creditCents) settlement.unbalanced.push({ account, code: letter, debitCents, creditCents, lines: group.map((index) => lines[index]!.line) })
}

function settleSamePiece(lines: LedgerLine[], open: number[], settlement: Settlement): void {
  if (!open.some((index) => lines[index]!.cents < 0)) return
  const pieces = new Map<string, number[]>()
  for (const index of open) {
    const key = pieceKey(lines[index]!.piece)
    if (key !== '') append(pieces, key, index)
  }
  for (const group of pieces.values()) allocate(lines, group, settlement)
}

function settleSameAmount(lines: LedgerLine[], open: number[], settlement: Settlement): void {
  const debits = new Map<number, number[]>()
  for (const index of oldestFirst(lines, open)) if (settlement.openCents[index]! > 0) append(debits, settlement.openCents[index]!, index)
  for (const credit of oldestFirst(lines, open)) {
    const cents = -settlement.openCents[credit]!
    const debit = cents > 0 ? debits.get(cents)?.shift() : undefined
    if (debit !== undefined) use(settlement, credit, debit, cents)
  }
}

/** Uses the group's credits on its debits, oldest first on both sides. */
function allocate(lines: LedgerLine[], group: number[], settlement: Settlement): void {
  if (group.length < 2) return
  const sorted = group.length === 2 ? group : oldestFirst(lines, group)
  const debits = sorted.filter((index) => lines[index]!.cents > 0)
  let position = 0
  for (const credit of sorted) {
    if (lines[credit]!.cents > 0) continue
    while (settlement.openCents[credit]! < 0 && position < debits.length) {
      const debit = debits[position]!
      const cents = Math.min(-settlement.openCents[credit]!, settlement.openCents[debit]!)
      if (cents > 0) use(settlement, credit, debit, cents)
      if (settlement.openCents[debit] === 0) position++
    }
  }
}

function use(settlement: Settlement, credit: number, debit: number, cents: number): void {
  settlement.allocations.push({ credit, debit, cents })
  settlement.openCents[credit]! += cents
  settlement.openCents[debit]! -= cents
}

function oldestFirst(lines: LedgerLine[], indexes: number[]): number[] {
  return [...indexes].sort((left, right) => {
    const [a, b] = [lines[left]!, lines[right]!]
    return a.entryDate === b.entryDate ? a.line - b.line : a.entryDate < b.entryDate ? -1 : 1
  })
}

export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
