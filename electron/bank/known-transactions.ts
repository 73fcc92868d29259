import { areUnlike } from '../../shared/bank/return-rules.ts'
import { baseOf, identityOf, rankOf, statementsBefore, transactionKeys, wordsOf, type BankFormat, type KnownStatement, type ReadStatement, type ReadTransaction, type TransactionKey } from '../../shared/bank/statement-rules.ts'
import type { LocalDate } from '../../shared/date.ts'

/** A movement the dossier has. */
export interface KnownTransaction { statementId: number; format: BankFormat; identity: string; bookedOn: LocalDate; amountCents: number; label: string; details: string; payerName: string }
/** What the dossier has of an account. */
export interface KnownAccount { statements: KnownStatement[]; transactions: KnownTransaction[] }

interface Row extends KnownTransaction { base: string; words: string; isTaken: boolean }

/** Movements of an account, found by what they may be known by. */
class AccountRows {
  readonly statements: KnownStatement[]
  readonly byBase: Map<string, Row[]>
  readonly byPlace: Map<string, Row[]>
  /** The latest first */
  private readonly byDay: readonly Row[]
  private readonly added = new Map<string, number>()

  constructor({ statements, transactions }: KnownAccount) {
    const rows = transactions.map((row): Row => ({ ...row, base: baseOf(row.identity), words: wordsOf(row), isTaken: false }))
    this.statements = statements
    this.byBase = Map.groupBy(rows, ({ base }) => base)
    this.byPlace = Map.groupBy(rows, placeOf)
    this.byDay = rows.toSorted((left, right) => (left.bookedOn < right.bookedOn ? 1 : left.bookedOn > right.bookedOn ? -1 : 0))
  }

  /** Movements of that day and after it */
  since(day: LocalDate): readonly Row[] {
    const end = this.byDay.findIndex(({ bookedOn }) => bookedOn < day)
    return end < 0 ? this.byDay : this.byDay.slice(0, end)
  }

  /** The next rank among the movements of a base, those of the dossier and those added. */
  nextRank(base: string): number {
    const rank = 1 + (this.added.get(base) ?? (this.byBase.get(base) ?? []).reduce((highest, { identity }) => Math.max(highest, rankOf(identity)), 0))
    this.added.set(base, rank)
    return rank
  }
}

const placeOf = ({ bookedOn, amountCents }: { bookedOn: LocalDate; amountCents: number }): string => `${bookedOn} ${amountCents}`

/**
 * Under which key each movement of a file is new to the dossier, null where it is known: by the bank's reference or its words and its rank among equals; from a file of another format,
 * whose words differ, by day and amount, those with words in common first; and where a bank gives other references at each download (`otherReferences`), by its words.
 * Each movement of the dossier is one of the file, no more. `takenFor`: those known by day and amount alone, whose words speak of somebody else.
 */
export function newKeys(format: BankFormat, statements: ReadStatement[], knownOf: (account: string) => KnownAccount): NewKeys {
  const keys = transactionKeys(statements)
  const accounts = new Map([...new Set(statements.map(({ account }) => account))].map((account) => [account, new AccountRows(knownOf(account))]))
  const compared = statements.map((statement) => {
    const rows = accounts.get(statement.account)!
    const earlier = endedWhereItBegins(statement, rows)
    return { rows, isCompared: ({ statementId }: Row): boolean => !earlier.has(statementId) }
  })
  // exact matches of the whole file first: what is alike only in part must not take their place
  const isKnown = statements.map((statement, index) => statement.transactions.map((_transaction, position) => isKnownByKey(keys[index]![position]!, compared[index]!)))
  const decided = new Set<string>()
  const left = statements.flatMap((statement, index) => statement.transactions.flatMap((transaction, position): Left[] => {
    const key = keys[index]![position]!
    const once = `${statement.account} ${identityOf(key)}`
    // given twice, by statements of one file that overlap
    if (isKnown[index]![position]! || decided.has(once)) return []
    decided.add(once)
    return [{ transaction, key, ...compared[index]!, known: null }]
  }))
  // what has words in common first: it is the movement, and not one of somebody else that is of its day and amount
  for (const one of left) one.known = takeAlike(one, format, (row) => !areUnlike(row, one.transaction))
  for (const one of left) one.known ??= takeAlike(one, format, () => true)
  const fresh = new Map(left.filter(({ known }) => known === null).map(({ transaction, key: { base }, rows }) => [transaction, { base, rank: rows.nextRank(base) }]))
  const found = left.flatMap(({ transaction, known }) => (known === null ? [] : [{ transaction, known }]))
  return {
    keys: statements.map(({ transactions }) => transactions.map((transaction) => fresh.get(transaction) ?? null)),
    otherReferences: found.filter(({ known }) => known.format === format).map(({ transaction }) => transaction),
    takenFor: found.filter(({ transaction, known }) => known.format !== format && areUnlike(known, transaction)),
  }
}

export interface NewKeys { keys: (TransactionKey | null)[][]; otherReferences: ReadTransaction[]; takenFor: { transaction: ReadTransaction; known: KnownTransaction }[] }

interface Compared { rows: AccountRows; isCompared(row: Row): boolean }
/** A movement that no exact match has made known, and the movement of the dossier it is after all. */
interface Left extends Compared { transaction: ReadTransaction; key: TransactionKey; known: Row | null }

function takeAlike({ transaction, rows, isCompared }: Left, format: BankFormat, agrees: (row: Row) => boolean): Row | null {
  const words = wordsOf(transaction)
  const alike = rows.byPlace.get(placeOf(transaction))?.find((row) => !row.isTaken && isCompared(row) && (row.format !== format || row.words === words) && agrees(row))
  if (!alike) return null
  alike.isTaken = true
  return alike
}

function isKnownByKey({ base, rank }: TransactionKey, { rows, isCompared }: Compared): boolean {
  const row = rows.byBase.get(base)?.filter(isCompared)[rank - 1]
  if (!row) return false
  row.isTaken = true
  return true
}

/** Statements whose movements this one cannot repeat: they had ended where it begins. Not so when what they say of its first day leaves the balance as it was: that day may be told twice. */
function endedWhereItBegins(statement: ReadStatement, rows: AccountRows): Set<number> {
  const { statements, byPlace } = rows
  const earlier = statementsBefore(statement, statements)
  if (earlier.size === 0) return earlier
  const repeatable = [...new Set(statement.transactions.map(placeOf))].flatMap((place) => (byPlace.get(place) ?? []).filter(({ statementId }) => earlier.has(statementId)))
  const firstDay = rows.since(statement.opening!.on).filter(({ statementId }) => earlier.has(statementId))
  const mayCancelOut = repeatable.some(({ amountCents }) => amountCents > 0) && repeatable.some(({ amountCents }) => amountCents < 0)
  return mayCancelOut || (firstDay.length > 0 && firstDay.reduce((total, { amountCents }) => total + amountCents, 0) === 0) ? new Set() : earlier
}
