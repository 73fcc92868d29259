import { compareDays, type LocalDate } from '../date.ts'
import type { PaymentMethod } from '../receivables/receivable-contract.ts'
import { normalise } from '../text.ts'

export type BankFormat = 'cfonb120' | 'ofx' | 'camt053'

/** A movement as a bank's file tells it. */
export interface ReadTransaction {
  line: number
  bookedOn: LocalDate
  valueOn: LocalDate | null
  /** Positive: money received */
  amountCents: number
  /** What the bank prints on the statement */
  label: string
  /** What the payer wrote, and whatever else may name an invoice */
  details: string
  payerName: string
  payerIban: string
  /** The bank's own, unique on the account; '' when the file has none */
  bankReference: string
}

export interface ReadBalance { on: LocalDate; cents: number }

/** One statement of one account. Balances are those the file gives; OFX has no opening one. */
export interface ReadStatement {
  line: number
  /** Bank, branch and account number, or IBAN: as `accountKey` makes it */
  account: string
  currency: string
  opening: ReadBalance | null
  closing: ReadBalance | null
  transactions: ReadTransaction[]
}

/** Something about the file a person should know; `code` is a key below `bank.warning.` */
export interface StatementWarning { code: 'gap' | 'pending' | 'other-currency' | 'other-reference' | 'taken-for' | 'taken-for-more' | 'future'; line: number; details: Record<string, string | number> }

export interface ReadFile { format: BankFormat; statements: ReadStatement[]; warnings: StatementWarning[] }

const RIB = /^\d{10}[0-9A-Z]{11}$/

/** One account under one name whatever the format: of a French IBAN or RIB bank, branch and number, without their keys. */
export function accountKey(text: string): string {
  const compact = text.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const rib = /^FR\d{2}/.test(compact) && compact.length === 27 ? compact.slice(4, 25) : compact.length === 23 && /^\d{10}/.test(compact) ? compact.slice(0, 21) : compact
  return RIB.test(rib) ? rib : compact
}

/** `15589 00000 98765432100`: an account as a person reads it. */
export const formatAccount = (account: string): string => (RIB.test(account) ? `${account.slice(0, 5)} ${account.slice(5, 10)} ${account.slice(10)}` : account.replace(/(.{4})(?=.)/g, '$1 '))

/** What is owed by opening + movements = closing; null when it adds up, or the file does not give both balances. */
export function missingCents({ opening, closing, transactions }: ReadStatement): number | null {
  if (!opening || !closing) return null
  const difference = closing.cents - opening.cents - transactions.reduce((total, { amountCents }) => total + amountCents, 0)
  return difference === 0 ? null : difference
}

const gap = ({ account, line }: ReadStatement, before: ReadBalance, opening: ReadBalance): StatementWarning => ({ code: 'gap', line, details: { account: formatAccount(account), from: before.on, to: opening.on } })
const isGap = (before: ReadBalance, opening: ReadBalance): boolean => opening.on >= before.on && opening.cents !== before.cents

/** Places where a statement does not go on where the last one of its account ended: days are missing between them. */
export function gapWarnings(statements: ReadStatement[]): StatementWarning[] {
  const last = new Map<string, ReadBalance>()
  return statements.flatMap((statement): StatementWarning[] => {
    const { account, opening, closing } = statement
    const before = last.get(account)
    if (closing) last.set(account, closing)
    return before !== undefined && opening !== null && isGap(before, opening) ? [gap(statement, before, opening)] : []
  })
}

/** A statement the dossier has, with the days and balances its file gave. */
export interface KnownStatement { id: number; openedOn: LocalDate | null; openingCents: number | null; closedOn: LocalDate | null; closingCents: number | null }

interface Ended { id: number; openedOn: LocalDate; openingCents: number; on: LocalDate; cents: number }

/** Statements that had ended before a balance, or on its day, the latest last; none when one goes beyond it. OFX tells a balance of some moment: only one that adds up proves anything. */
function endedBefore(known: readonly KnownStatement[], opening: ReadBalance): Ended[] {
  const whole = known.flatMap(({ id, openedOn, openingCents, closedOn, closingCents }) => (openedOn !== null && openingCents !== null && closedOn !== null && closingCents !== null ? [{ id, openedOn, openingCents, on: closedOn, cents: closingCents }] : []))
  if (whole.some(({ openedOn, on }) => openedOn <= opening.on && on > opening.on)) return []
  return whole.filter(({ on }) => on <= opening.on).sort((left, right) => compareDays(left.on, right.on))
}

export interface Movement { bookedOn: LocalDate; amountCents: number }

/**
 * The same between the first statement of an account in a file and those the dossier has of it. A file without balances (OFX) may have brought exactly what lies between.
 * @param movedBetween what the dossier has of the account between two days, but for a statement's
 */
export function gapToKnown(statement: ReadStatement, known: readonly KnownStatement[], movedBetween: (from: LocalDate, to: LocalDate, exceptStatementId: number) => readonly Movement[]): StatementWarning[] {
  const { opening } = statement
  const ended = opening ? endedBefore(known, opening) : []
  const latest = ended.at(-1)
  if (!opening || !latest || !ended.filter(({ on }) => on === latest.on).every((balance) => isGap(balance, opening))) return []
  return isFilled(latest, opening, movedBetween(latest.on, opening.on, latest.id)) ? [] : [gap(statement, latest, opening)]
}

/** Balances are of the beginning or of the end of their day, as banks please. */
function isFilled(before: ReadBalance, opening: ReadBalance, movements: readonly Movement[]): boolean {
  const sum = (isBetween: (day: LocalDate) => boolean): number => movements.reduce((total, { bookedOn, amountCents }) => (isBetween(bookedOn) ? total + amountCents : total), 0)
  const [first, last] = [before.on, opening.on]
  return [sum(() => true), sum((day) => day > first), sum((day) => day < last), sum((day) => day > first && day < last)].includes(opening.cents - before.cents)
}

/** Ids of the statements that had ended where this one begins, to the cent: its movements came after theirs. Empty when it does not begin where one ended, or another began there too. */
export function statementsBefore({ opening }: ReadStatement, known: readonly KnownStatement[]): Set<number> {
  if (!opening || endedBefore(known, opening).at(-1)?.cents !== opening.cents) return new Set()
  if (known.some(({ openedOn, openingCents }) => openedOn === opening.on && openingCents === opening.cents)) return new Set()
  return new Set(known.filter(({ closedOn }) => closedOn !== null && closedOn <= opening.on).map(({ id }) => id))
}

const FIELD = '\u001f'

/** A movement and its rank among those that are alike; `base` and rank identify it on its account. */
export interface TransactionKey { base: string; rank: number }

/**
 * What identifies each transaction of a file, statement by statement: day, amount and the bank's reference with its payer, else the label; and the rank among equals.
 * Some banks give one reference to all movements of a batch, and none of them may be lost: the reference alone never makes two movements one.
 */
export function transactionKeys(statements: ReadStatement[]): TransactionKey[][] {
  const ranks = new Map<string, number>()
  return statements.map(({ account, transactions }, index) => transactions.map((transaction) => {
    const { bookedOn, amountCents, bankReference, payerName, payerIban } = transaction
    const words = bankReference === '' ? ['', wordsOf(transaction)] : [bankReference, payerIban || normalise(payerName)]
    const base = [bookedOn, amountCents, ...words].join(FIELD)
    // statements of one file that overlap give a movement its reference twice; within a statement they are two movements
    const among = `${bankReference === '' ? account : index}${FIELD}${base}`
    const rank = (ranks.get(among) ?? 0) + 1
    ranks.set(among, rank)
    return { base, rank }
  }))
}

/** As the bank prints it, however spaced. */
export const wordsOf = ({ label, details }: Pick<ReadTransaction, 'label' | 'details'>): string => normalise(`${label} ${details}`)

const RANK = `${FIELD}#`
export const identityOf = ({ base, rank }: TransactionKey): string => `${base}${RANK}${rank}`
export const rankOf = (identity: string): number => Number(identity.slice(identity.lastIndexOf(RANK) + RANK.length))
export const baseOf = (identity: string): string => identity.slice(0, identity.lastIndexOf(RANK))
/** A file that holds a statement twice holds it once. */
export function withoutRepeats(statements: ReadStatement[]): ReadStatement[] {
  const seen = new Set<string>()
  return statements.filter(({ account, currency, opening, closing, transactions }) => {
    if (!opening || !closing) return true
    const key = JSON.stringify([account, currency, opening, closing, transactions.map(({ bookedOn, amountCents, label, details }) => [bookedOn, amountCents, label, details])])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const METHODS: [RegExp, PaymentMethod][] = [
  [/^(?:rej(?:et)?|impaye|retour)?\s*(?:de\s+)?(?:prlv|prelevement|prel\b)/, 'direct-debit'],
  [/\b(?:vir|virement|virt|sepa credit|transfer)\b/, 'transfer'],
  [/\b(?:ch(?:e?q(?:ue)?s?)|remise (?:de )?ch|rem chq)\b/, 'cheque'],
  [/\b(?:prlv|prelevement)\b/, 'direct-debit'],
  [/\b(?:cb|carte|tpe|remise cb)\b/, 'card'],
  [/\b(?:lcr|effets?|bor|traite)\b/, 'bill'],
  [/\b(?:especes?|esp|vers(?:emen)?t? esp)\b/, 'cash'],
]

/** How money came, by the words banks put on statements. */
export function methodOf(label: string): PaymentMethod {
  const words = normalise(label)
  return METHODS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

/** What a payment is made with; a rejection that is only called a return or a cancellation names one beside it: goods are returned and orders cancelled too, and « IMP SOCIETES » is a tax. */
const MEANS = String.raw`(?:prlv|prelevements?|prel|vir|virements?|chq|cheques?|lcr|effets?|traites?|sepa|sdd|sct|paiements?|reglements?|remises?)`
const WEAK = String.raw`(?:imp|retour|retournee?s?|annulation|annulee?s?|annul)`
const REJECTED = /\b(?:rej|rejets?|rejetee?s?|impayee?s?|extournee?s?|sans provision)\b/
const TAKEN_BACK = new RegExp(String.raw`\b${WEAK}\s+(?:(?:de|du|d|sur)\s+)?(?:(?:un|une|votre|la|le|l)\s+)?${MEANS}\b|\b${MEANS}\s+(?:${WEAK}(?=\s*$|\s+\d)|retournee?s?\b)|\breturned\b`)

/** What the bank charges for it */
const FEES = /\b(?:frais|commissions?|com)\b/
/** Of much else too: believed of a debit whose payment is found */
const DOUBTFUL = /\b(?:imp|retours?|retournee?s?|annul|annulations?|annulee?s?)\b/
const GOODS = /\b(?:marchandises?|articles?|commandes?|colis|achats?|caution|materiel)\b/

/** A debit that takes a payment back: an unpaid cheque, a direct debit or a transfer that was returned. What a payer has written (`details`) is believed only when it says so outright. */
export function isReturned({ amountCents, label, details }: Pick<ReadTransaction, 'amountCents' | 'label' | 'details'>): boolean {
  const words = normalise(label)
  return amountCents < 0 && !FEES.test(words) && speaksOfRejection(words, details)
}

const speaksOfRejection = (words: string, details: string): boolean => REJECTED.test(words) || TAKEN_BACK.test(words) || REJECTED.test(normalise(details))

/**
 * What it takes to believe that a debit, none for `isReturned`, takes a payment back: a credit of its amount (`amount`), or one that has words in common with it besides (`words`). null: nothing does.
 * « IMPAYE DUPONT FRAIS INCLUS » may be a payment and what its return costs, « FRAIS REJET PRLV » is the cost alone.
 */
export function proofOfReturn({ amountCents, label, details }: Pick<ReadTransaction, 'amountCents' | 'label' | 'details'>): 'amount' | 'words' | null {
  const words = normalise(label)
  if (amountCents >= 0 || isReturned({ amountCents, label, details })) return null
  if (FEES.test(words)) return !speaksOfRejection(words, details) ? null : /^(?:frais|commissions?|com)\b/.test(words) ? 'words' : 'amount'
  return DOUBTFUL.test(normalise(`${label} ${details}`)) && !GOODS.test(normalise(`${label} ${details}`)) ? 'words' : null
}
