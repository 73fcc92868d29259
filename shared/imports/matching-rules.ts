import { daysBetween, type LocalDate } from '../date.ts'
import { normalise } from '../text.ts'
import { isOpeningEntry, isPlaceholderPiece, pieceKey } from './fec-rules.ts'
import { append, type LedgerLine } from './lettering-rules.ts'

/** A due date or a payment that the dossier has, mostly from an earlier FEC. `cents` as in the file: positive owes, negative pays. */
export interface KnownRow {
  cents: number
  /** What it leaves open now, with the same sign */
  openCents: number
  /** Settled without an allocation, unsigned */
  settledCents: number
  sourceKey: string
  piece: string
  label: string
  /** Date of the document */
  on: LocalDate
  /** Brought by a list, whose amount may be only what was left of the document */
  isListed?: boolean
  /** The list gave no date of the document, only the day it is due */
  isDayEstimated?: boolean
  /** A payment made from a bank statement: the books enter it around the same day */
  isFromBank?: boolean
  /** What it has been settled with, and when: unsigned cents. A lump sum carried forward stands for what was open on its own date. */
  allocations: { on: LocalDate; cents: number }[]
}

/** A line of the new file and the known row it is, if any. An opening lump sum is spread over the rows it stands for. */
export interface MatchedLine { line: LedgerLine; known: number | null }

const FIELD = '\u001f'

/** Identifies a line in the next export of the same ledger. */
export function sourceKeyOf({ journal, entryNumber, entryDate, piece, cents }: Pick<LedgerLine, 'journal' | 'entryNumber' | 'entryDate' | 'piece' | 'cents'>): string {
  return `fec${FIELD}${journal}${FIELD}${entryNumber}${FIELD}${entryDate}${FIELD}${piece}${FIELD}${cents}`
}

export interface SourceKeyParts { journal: string; entryDate: LocalDate; piece: string; cents: number }

export function readSourceKey(sourceKey: string): SourceKeyParts {
  const [, journal = '', , entryDate = '', piece = '', cents = ''] = sourceKey.split(FIELD)
  return { journal, entryDate: entryDate as LocalDate, piece, cents: Number(cents) }
}

/**
 * Finds the known rows again in a newer export: by their entry, then by piece and amount, then by what else describes them,
 * then, where a year is opened, by piece, and by amount with date or label. Each known row is used once, so that equal lines are told apart by their number.
 * @param firstDate first entry date of the file
 */
export function matchLines(lines: LedgerLine[], known: KnownRow[], firstDate: LocalDate): MatchedLine[] {
  let matches: MatchedLine[] = lines.map((line) => ({ line, known: null }))
  if (known.length === 0) return matches
  const used = new Set<number>()
  const isOpening = (line: LedgerLine): boolean => isOpeningEntry(line.journal, line.piece, line.entryDate, firstDate)
  /** An opening line is a row that was open when its year was opened; any other line is rather a row in the state the file gives it. */
  const isLikely = (line: LedgerLine, row: KnownRow): boolean => (isOpening(line) ? carriedCents(row, line) !== 0 : (line.letter === '') === (row.openCents !== 0))
  const match = (keyOfLine: (line: LedgerLine) => string | null, keyOfRow: (row: KnownRow) => string | null, accepts: (line: LedgerLine, row: KnownRow) => boolean = () => true): void => {
    const rows = new Map<string, number[]>()
    known.forEach((row, index) => {
      const key = used.has(index) ? null : keyOfRow(row)
      if (key !== null) append(rows, key, index)
    })
    for (const matched of matches) {
      const key = matched.known === null ? keyOfLine(matched.line) : null
      const candidates = key === null ? undefined : rows.get(key)
      const position = candidates ? closest(matched.line, candidates, known, accepts, isLikely) : -1
      if (position < 0) continue
      matched.known = candidates!.splice(position, 1)[0]!
      used.add(matched.known)
    }
  }

  match(sourceKeyOf, (row) => row.sourceKey)
  const pieceAndAmount = (piece: string, cents: number): string | null => (isPlaceholderPiece(piece) ? null : `${pieceKey(piece)}${FIELD}${cents}`)
  // numbers that start again every year must not meet: the same month, or a year is opened with what was open before
  match((line) => pieceAndAmount(line.piece, line.cents), (row) => pieceAndAmount(row.piece, row.cents),
    (line, row) => isSameMonth(line, row) || isOlderThanOpening(line, row) || (isOpening(line) && (isLikely(line, row) || isOfYearBefore(line, row))))
  match((line) => (line.cents < 0 && !line.isCreditNote && !isOpening(line) ? `${line.cents}` : null), (row) => (row.isFromBank ? `${row.cents}` : null),
    (line, row) => Math.abs(daysBetween(line.entryDate, row.on)) <= BOOKING_DAYS)
  matches = matchParts(matches, known, used, isOpening)
  // entries numbered anew whose piece says nothing
  match((line) => entryText(line, line.label), (row) => entryText(readSourceKey(row.sourceKey), row.label), (line, row) => isPlaceholderPiece(line.piece) || isPlaceholderPiece(row.piece))
  matches = matches.flatMap((matched) => (matched.known === null && isOpening(matched.line) ? matchPiece(matched, matches, known, used) : [matched]))
  // an opening line against any row, or an older line against a row known from an opening entry: for the amount, or for what is left of it
  const opens = (line: LedgerLine, row: KnownRow): boolean => !isOtherDocument(line, row) && (isOpening(line) ? isLikely(line, row) || isSameMonth(line, row) : isOlderThanOpening(line, row))
  const firstOpening = lines.find(isOpening)
  const carried = (row: KnownRow): number => (firstOpening ? carriedCents(row, firstOpening) : 0)
  const carriedBySource = (row: KnownRow): number => carried(row) + Math.sign(row.cents) * row.settledCents
  for (const amountOf of [(row: KnownRow) => row.cents, carried, (row: KnownRow) => row.openCents, carriedBySource]) {
    match((line) => `${line.cents}${FIELD}${documentDate(line)}`, (row) => (amountOf(row) === 0 ? null : `${amountOf(row)}${FIELD}${row.on}`), opens)
    match((line) => (line.label === '' ? null : `${line.cents}${FIELD}${normalise(line.label)}`), (row) => (amountOf(row) === 0 ? null : `${amountOf(row)}${FIELD}${normalise(row.label)}`), opens)
  }
  match((line) => (isOpening(line) ? `${line.cents}` : null), (row) => (row.openCents === 0 ? null : `${row.openCents}`), (line, row) => readSourceKey(row.sourceKey).entryDate < line.entryDate && !isOtherDocument(line, row))
  return spreadLumpSums(matches, known, used, isOpening)
}

/** Position, among the candidates, of the row a line most likely is: in the right state, then of the nearest date; -1 when none is accepted. */
function closest(line: LedgerLine, candidates: number[], known: KnownRow[], accepts: (line: LedgerLine, row: KnownRow) => boolean, isLikely: (line: LedgerLine, row: KnownRow) => boolean): number {
  let best = -1
  let least = Infinity
  for (let position = 0; position < candidates.length && least > 0; position++) {
    const row = known[candidates[position]!]!
    if (!accepts(line, row)) continue
    const distance = Math.abs(daysBetween(documentDate(line), row.on)) + (isLikely(line, row) ? 0 : UNLIKELY)
    if (distance >= least) continue
    best = position
    least = distance
  }
  return best
}

/** More than any distance in days */
const UNLIKELY = 1_000_000
const MONTH_DAYS = 31
const YEAR_DAYS = 366

const HALF_YEAR_DAYS = 183

/** Between the bank's day and the books' */
const BOOKING_DAYS = 15

const isSameMonth = (line: LedgerLine, row: KnownRow): boolean => Math.abs(daysBetween(documentDate(line), row.on)) <= (row.isDayEstimated ? HALF_YEAR_DAYS : MONTH_DAYS)
/** An opening line often gives no date of the document but its own. */
const hasOwnDate = (line: LedgerLine): boolean => documentDate(line) !== line.entryDate
const isOfYearBefore = (line: LedgerLine, row: KnownRow): boolean => !hasOwnDate(line) && Math.abs(daysBetween(row.on, line.entryDate)) <= YEAR_DAYS
const isOtherDocument = (line: LedgerLine, row: KnownRow): boolean =>
  !isPlaceholderPiece(line.piece) && !isPlaceholderPiece(row.piece) && pieceKey(line.piece) !== pieceKey(row.piece) && hasOwnDate(line) && !isSameMonth(line, row)
const entryText = ({ journal, entryDate, cents }: SourceKeyParts, label: string): string => `${journal}${FIELD}${entryDate}${FIELD}${cents}${FIELD}${normalise(label)}`

/** The row came from an opening entry of an export that began later than the line's year. */
function isOlderThanOpening(line: LedgerLine, row: KnownRow): boolean {
  const { journal, piece, entryDate } = readSourceKey(row.sourceKey)
  return line.entryDate < entryDate && isOpeningEntry(journal, piece, entryDate, entryDate)
}

/** More sums than any customer's payments of a month make */
const MAX_SUMS = 20_000

/**
 * Payments made from a bank statement that the file has no line for, while credits of the same days that are nothing else add up to them: most likely one transfer,
 * entered as one line per invoice.
 */
export function paymentsInParts(matches: readonly MatchedLine[], known: readonly KnownRow[]): { payment: number; lines: LedgerLine[] }[] {
  const found = new Set(matches.map((match) => match.known))
  const credits = matches.flatMap(({ line, known: index }) => (index === null && line.cents < 0 && !line.isCreditNote ? [line] : []))
  return known.flatMap(({ isFromBank, cents, on }, payment) => {
    if (isFromBank !== true || found.has(payment)) return []
    const lines = credits.filter(({ entryDate }) => Math.abs(daysBetween(entryDate, on)) <= BOOKING_DAYS)
    return addUpTo(lines.map((line) => -line.cents), -cents) ? [{ payment, lines }] : []
  })
}

/** Whether some of the amounts make the sum. Amounts are positive. */
function addUpTo(amounts: number[], sum: number): boolean {
  const sums = new Set([0])
  for (const amount of amounts) {
    if (sums.size > MAX_SUMS) return true
    for (const partial of [...sums]) if (partial + amount <= sum) sums.add(partial + amount)
  }
  return sums.has(sum)
}

/** Lines that are one document in several instalments, as a list gave them, or the document a list gave only the rest of. Nothing else of the file may bear its number. */
function matchParts(matches: MatchedLine[], known: KnownRow[], used: Set<number>, isOpening: (line: LedgerLine) => boolean): MatchedLine[] {
  const keyOf = ({ piece, cents }: { piece: string; cents: number }): string => `${pieceKey(piece)}${FIELD}${Math.sign(cents)}`
  const rowsOf = new Map<string, number[]>()
  known.forEach((row, index) => { if (!used.has(index) && !isPlaceholderPiece(row.piece)) append(rowsOf, keyOf(row), index) })
  if (rowsOf.size === 0) return matches
  const lineCounts = new Map<string, number>()
  for (const { line } of matches) lineCounts.set(keyOf(line), (lineCounts.get(keyOf(line)) ?? 0) + 1)
  return matches.flatMap((matched) => {
    const { line } = matched
    const candidates = matched.known === null && !isOpening(line) && lineCounts.get(keyOf(line)) === 1 ? rowsOf.get(keyOf(line)) : undefined
    const near = candidates?.filter((index) => isSameMonth(line, known[index]!)) ?? []
    const sum = near.reduce((total, index) => total + known[index]!.cents, 0)
    const isRest = near.length === 1 && known[near[0]!]!.isListed === true && Math.abs(sum) < Math.abs(line.cents)
    const isWhole = near.length > 1 && sum === line.cents
    if (!isRest && !isWhole) return [matched]
    for (const index of near) used.add(index)
    return near.map((index) => ({ line: isRest ? line : { ...line, cents: known[index]!.cents }, known: index }))
  })
}

/**
 * An opening line that carries what is left of a document: its due dates are kept, the newest open; what they have beyond the line has been settled.
 * A line beyond the only due date of its piece is that due date and a remainder.
 */
function matchPiece(matched: MatchedLine, matches: MatchedLine[], known: KnownRow[], used: Set<number>): MatchedLine[] {
  const { line } = matched
  const piece = pieceKey(line.piece)
  if (piece === '') return [matched]
  const ofPiece = known.flatMap((row, index): CarriedRow[] => (!used.has(index) && Math.sign(row.cents) === Math.sign(line.cents) && pieceKey(row.piece) === piece ? [{ index, on: row.on, cents: carriedCents(row, line) }] : []))
  const near = ofPiece.filter(({ index }) => isSameMonth(line, known[index]!))
  const open = ofPiece.filter(({ cents }) => cents !== 0)
  const openNear = near.filter(({ cents }) => cents !== 0)
  const carried = openNear.length > 0 ? openNear : !hasOwnDate(line) || open.length === 1 ? open : []
  const carriedSum = carried.reduce((total, { cents }) => total + Math.abs(cents), 0)
  const isOnlyLine = matches.filter((other) => other.known === null && pieceKey(other.line.piece) === piece).length === 1
  const [reopened] = carried.length > 0 ? [] : near.filter(({ index }) => Math.abs(known[index]!.cents) >= Math.abs(line.cents))
  if (reopened && near.length === 1) {
    used.add(reopened.index)
    return [{ line, known: reopened.index }]
  }
  if (carried.length === 0 || (Math.abs(line.cents) > carriedSum && !(carried.length === 1 && isOnlyLine))) return [matched]
  const parts: MatchedLine[] = []
  let left = Math.abs(line.cents)
  for (const { index, cents } of carried.sort(newestFirst)) {
    const part = Math.min(left, Math.abs(cents))
    if (part === 0) continue
    parts.push({ line: { ...line, cents: Math.sign(line.cents) * part }, known: index })
    used.add(index)
    left -= part
  }
  if (left > 0) parts.push({ line: { ...line, cents: Math.sign(line.cents) * left }, known: null })
  return parts
}

/** The date of the document: PieceDate, or the entry's when the file gives none or one after the entry by more than a month. */
export function documentDate({ pieceDate, entryDate }: Pick<LedgerLine, 'pieceDate' | 'entryDate'>): LocalDate {
  // mostly the same
  if (pieceDate === null || pieceDate === entryDate) return entryDate
  return daysBetween(entryDate, pieceDate) <= 31 ? pieceDate : entryDate
}

/**
 * A customer's balance carried forward as one sum stands for the due dates already known: they are kept instead of adding the debt a second time.
 * Only when it adds up to them, or is the customer's only opening line and names no document. What it has beyond them is new; what they have beyond it has been settled, oldest first.
 */
function spreadLumpSums(matches: MatchedLine[], known: KnownRow[], used: Set<number>, isOpening: (line: LedgerLine) => boolean): MatchedLine[] {
  const unmatched = matches.filter((matched) => matched.known === null && isOpening(matched.line))
  const [lump] = unmatched
  if (!lump || unmatched.length > 1) return matches
  const carried = known
    .map((row, index): CarriedRow => ({ index, on: row.on, cents: carriedCents(row, lump.line) }))
    .filter(({ index, cents }) => !used.has(index) && cents !== 0)
    .sort(newestFirst)
  const knownCents = carried.reduce((total, { cents }) => total + cents, 0)
  const isOnlyOpening = matches.filter(({ line }) => isOpening(line)).length === 1
  const isLump = knownCents === lump.line.cents || (isOnlyOpening && isPlaceholderPiece(lump.line.piece) && lump.line.cents > 0)
  if (carried.length === 0 || !isLump) return matches
  const parts = spreadOver(lump.line, carried)
  return matches.flatMap((matched) => (matched === lump ? parts : [matched]))
}

interface CarriedRow { index: number; on: LocalDate; cents: number }

const newestFirst = (left: CarriedRow, right: CarriedRow): number => (left.on < right.on ? 1 : left.on > right.on ? -1 : right.index - left.index)

/** What a known row left open on the day of the opening line, with its sign; 0 when it is younger. What an earlier reading of the same line added counts as older. */
function carriedCents(row: KnownRow, opening: LedgerLine): number {
  const { entryDate, journal, piece } = readSourceKey(row.sourceKey)
  if (entryDate > opening.entryDate || (entryDate === opening.entryDate && (journal !== opening.journal || piece !== opening.piece))) return 0
  const since = row.allocations.reduce((total, { on, cents }) => (on >= opening.entryDate ? total + cents : total), 0)
  return row.openCents + Math.sign(row.cents) * since
}

/** Credits first and whole, then the newest debits until the sum is used up; the remainder is a line of its own. */
function spreadOver(line: LedgerLine, carried: CarriedRow[]): MatchedLine[] {
  const parts: MatchedLine[] = []
  let left = line.cents
  for (const { index, cents } of carried) {
    if (cents >= 0) continue
    parts.push({ line: { ...line, cents }, known: index })
    left -= cents
  }
  for (const row of carried) {
    const cents = Math.min(left, row.cents)
    if (cents <= 0) continue
    parts.push({ line: { ...line, cents }, known: row.index })
    left -= cents
  }
  if (left !== 0) parts.push({ line: { ...line, cents: left }, known: null })
  return parts
}
