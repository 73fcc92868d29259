import type { LocalDate } from '../date.ts'
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
export interface StatementWarning { code: 'gap' | 'pending' | 'other-currency'; line: number; details: Record<string, string | number> }

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

/** Places where a statement does not go on where the last one of its account ended: days are missing between them. */
export function gapWarnings(statements: ReadStatement[]): StatementWarning[] {
  const last = new Map<string, ReadBalance>()
  return statements.flatMap(({ account, opening, closing, line }): StatementWarning[] => {
    const before = last.get(account)
    if (closing) last.set(account, closing)
    const isGap = before !== undefined && opening !== null && opening.on >= before.on && opening.cents !== before.cents
    return isGap ? [{ code: 'gap', line, details: { account: formatAccount(account), from: before.on, to: opening.on } }] : []
  })
}

const FIELD = '\u001f'

/**
 * What identifies each transaction of a file, statement by statement: day, amount and the bank's reference with its payer, else the label; and the rank among equals.
 * Some banks give one reference to all movements of a batch, and none of them may be lost: the reference alone never makes two movements one.
 */
export function transactionKeys(statements: ReadStatement[]): string[][] {
  const ranks = new Map<string, number>()
  return statements.map(({ account, transactions }, index) => transactions.map(({ bookedOn, amountCents, bankReference, label, details, payerName, payerIban }) => {
    const words = bankReference === '' ? ['', normalise(`${label} ${details}`)] : [bankReference, payerIban || normalise(payerName)]
    const base = [bookedOn, amountCents, ...words].join(FIELD)
    // statements of one file that overlap give a movement its reference twice; within a statement they are two movements
    const among = `${bankReference === '' ? account : index}${FIELD}${base}`
    const rank = (ranks.get(among) ?? 0) + 1
    ranks.set(among, rank)
    return `${base}${FIELD}#${rank}`
  }))
}

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

/** A debit that takes a payment back: an unpaid cheque, a direct debit or a transfer that was returned. */
export const isReturned = ({ amountCents, label, details }: Pick<ReadTransaction, 'amountCents' | 'label' | 'details'>): boolean =>
  amountCents < 0 && /\b(?:rejet|rej|rejete|impaye|impayee?s|imp|retour|returned?|annulation)\b/.test(normalise(`${label} ${details}`)) && !/\b(?:frais|commission|com)\b/.test(normalise(label))
