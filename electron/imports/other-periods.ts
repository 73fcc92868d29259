import { pieceKey } from '../../shared/imports/fec-rules.ts'
import type { LedgerLine } from '../../shared/imports/lettering-rules.ts'
import { readSourceKey, type MatchedLine } from '../../shared/imports/matching-rules.ts'
import type { KnownAllocation, KnownLedger, LedgerRow } from './known-rows.ts'
import type { LedgerContext } from './ledger-context.ts'

/** Covered by the file's period, or older than its opening entries: the file would have it if it were still open. */
export function isCovered(row: LedgerRow, { firstDate, lastDate, openedOn, isOlder }: LedgerContext): boolean {
  const { entryDate } = readSourceKey(row.sourceKey)
  return !isOlder && ((entryDate >= firstDate && entryDate <= lastDate) || (openedOn !== null && entryDate < openedOn))
}

/**
 * A credit the file shows as open again, that an earlier export had lettered with due dates of another period: the lettering has been undone, both are open again.
 * What is on one piece stays together, and so does what a person has asked to be matched.
 */
export function undoLetterings(matches: MatchedLine[], known: KnownLedger, context: LedgerContext): KnownLedger {
  if (context.isOlder || context.matching !== 'none' || known.allocations.length === 0) return known
  const lineOf = new Map(matches.flatMap(({ line, known: index }) => (index === null ? [] : [[rowKey(known.rows[index]!), line]])))
  const rows = new Map(known.rows.map((row) => [rowKey(row), row]))
  const allocations = known.allocations.filter((allocation) => {
    const [line, credit, debit] = [lineOf.get(creditKey(allocation)), rows.get(creditKey(allocation)), rows.get(debitKey(allocation))]
    if (!allocation.imported || !line || !credit || !debit || line.letter !== '' || line.partialLetter !== '' || lineOf.has(debitKey(allocation)) || isCovered(debit, context)) return true
    const isSamePiece = pieceKey(debit.piece) !== '' && pieceKey(debit.piece) === pieceKey(line.piece)
    if (isSamePiece || credit.amountCents - allocation.cents >= -line.cents) return true
    context.writer.removeAllocation(allocation.id)
    debit.openCents += allocation.cents
    context.writer.change('due_date', debit.id, { open_cents: debit.openCents })
    return false
  })
  return { rows: known.rows, allocations }
}

interface OutsideLine { line: LedgerLine; isByAmount: boolean }
/** One half of a lettering group: credits of the file whose debits lie in another period. `leftCents`: what they have not settled yet, here or by an earlier import. */
interface LackingGroup { account: string; letter: string; leftCents: number; isUntouched: boolean; pieces: Set<string>; namesKnown: boolean }

/**
 * Open due dates of other periods as lines of their own, so that a credit on the same piece finds them.
 * A lettering group of the file with credits only is one half: the due dates of the same piece are the other or, for a group that names no known document, the only one of the same amount.
 */
export function outsideLines(outside: LedgerRow[], matches: MatchedLine[], known: KnownLedger): OutsideLine[] {
  if (outside.length === 0) return []
  const lacking = lackingGroups(matches, known)
  const ownDebits = new Set(matches.filter(({ line }) => line.cents > 0).map(({ line }) => pieceKey(line.piece)))
  const groupOf = new Map<LedgerRow, { group: LackingGroup; isByAmount: boolean }>()
  const join = (row: LedgerRow, group: LackingGroup, isByAmount: boolean): void => {
    group.leftCents -= row.openCents
    group.isUntouched = false
    groupOf.set(row, { group, isByAmount })
  }
  for (const row of outside) {
    const group = lacking.find(({ leftCents, pieces }) => leftCents >= row.openCents && pieces.has(pieceKey(row.piece)))
    if (group) join(row, group, false)
  }
  for (const row of outside) {
    const isOnlyOfItsAmount = outside.filter(({ openCents }) => openCents === row.openCents).length === 1
    const [group, ...others] = lacking.filter(({ leftCents, isUntouched }) => isUntouched && leftCents === row.openCents)
    if (isOnlyOfItsAmount && group && others.length === 0 && !group.namesKnown && !groupOf.has(row)) join(row, group, true)
  }
  return outside.map((row) => {
    const found = groupOf.get(row)
    return {
      isByAmount: found?.isByAmount ?? false,
      line: {
        // a number that started again: the file's credits on it mean the file's own document
        line: 0, account: found?.group.account ?? '', letter: found?.group.letter ?? '', journal: '', entryNumber: '', entryDate: readSourceKey(row.sourceKey).entryDate,
        piece: ownDebits.has(pieceKey(row.piece)) ? '' : row.piece, pieceDate: row.on, label: row.label, cents: row.openCents, partialLetter: '', isCreditNote: false, isPaymentReturned: false,
      },
    }
  })
}

/** Lettering groups of the file with more credit than debit, and more than earlier imports have already used on rows the file does not hold. */
function lackingGroups(matches: MatchedLine[], known: KnownLedger): LackingGroup[] {
  const knownPieces = new Set(known.rows.filter(({ cents }) => cents > 0).map(({ piece }) => pieceKey(piece)))
  const inFile = new Set(matches.flatMap(({ known: index }) => (index === null ? [] : [rowKey(known.rows[index]!)])))
  const usedOutside = new Map<string, number>()
  for (const allocation of known.allocations) if (!inFile.has(debitKey(allocation))) usedOutside.set(creditKey(allocation), (usedOutside.get(creditKey(allocation)) ?? 0) + allocation.cents)
  const groups = new Map<string, LackingGroup>()
  for (const { line, known: index } of matches) {
    if (line.letter === '') continue
    const key = `${line.account}\t${line.letter}`
    const group = groups.get(key) ?? { account: line.account, letter: line.letter, leftCents: 0, isUntouched: true, pieces: new Set<string>(), namesKnown: false }
    const piece = pieceKey(line.piece)
    const usedCents = index === null || line.cents > 0 ? 0 : usedOutside.get(rowKey(known.rows[index]!)) ?? 0
    group.leftCents -= line.cents + usedCents
    if (usedCents > 0) group.isUntouched = false
    if (piece !== '') group.pieces.add(piece)
    if (piece !== '' && knownPieces.has(piece)) group.namesKnown = true
    groups.set(key, group)
  }
  return [...groups.values()].filter(({ leftCents }) => leftCents > 0)
}

export const rowKey = ({ table, id }: LedgerRow): string => `${table} ${id}`
export const debitKey = ({ dueDateId }: KnownAllocation): string => `due_date ${dueDateId}`
export const creditKey = ({ paymentId, creditDueDateId }: KnownAllocation): string => (paymentId === null ? `due_date ${creditDueDateId!}` : `payment ${paymentId}`)
