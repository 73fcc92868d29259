import { daysBetween, type LocalDate } from '../date.ts'
import { normalise } from '../text.ts'

/** A movement of the bank, as far as a rejection and what it takes back are known by. */
export interface BankMovement { id: number; account: string; bookedOn: LocalDate; amountCents: number; label: string; details: string }

/** A direct debit may be returned for eight weeks, and the bank takes some days. */
export const RETURN_DAYS = 70

/** What banks print on every payment and every rejection. */
const COMMON_WORDS = new Set(('vir virement virements sepa inst recu recus prlv prelevement rejet rej rejete impaye impayee imp retour returned annulation motif remise cheque cheques chq carte '
  + 'reglt regl reglement paiement facture fact solde acompte sarl sas eurl sasu du de des la le les et un par pour ref notprovided').split(' '))

const wordsOf = ({ label, details }: Pick<BankMovement, 'label' | 'details'>): Set<string> => new Set(normalise(`${label} ${details}`).split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !COMMON_WORDS.has(word)))

const commonWords = (some: ReadonlySet<string>, others: ReadonlySet<string>): number => [...some].filter((word) => others.has(word)).length

/** Whether the two have a word in common that banks do not print on every one: a name, a reference. */
export const haveWordsInCommon = (one: Pick<BankMovement, 'label' | 'details'>, other: Pick<BankMovement, 'label' | 'details'>): boolean => commonWords(wordsOf(one), wordsOf(other)) > 0

/** A rejection that says whose payment it takes back, and not only a code of its reason. */
const namesSomebody = (words: ReadonlySet<string>): boolean => [...words].some((word) => /^[a-z]{3,}$/.test(word))

/**
 * What each debit that takes a payment back (rejection, unpaid) takes back: a credit of the same account and amount before it, the one that shares most words with it and, among these, the latest.
 * One that names somebody takes back no payment of anybody else's; one that names nobody comes after all others. Several that nothing tells apart are all given: none of them is money one can rely on.
 * @returns ids of credits by the id of the debit
 */
export function takenBack(returns: readonly BankMovement[], credits: readonly BankMovement[]): Map<number, number[]> {
  const place = (account: string, amountCents: number): string => `${account} ${Math.abs(amountCents)}`
  const byAmount = Map.groupBy(credits.map((credit) => ({ credit, words: wordsOf(credit) })), ({ credit }) => place(credit.account, credit.amountCents))
  const inOrder = returns.map((debit) => ({ debit, words: wordsOf(debit) })).sort(({ debit: left }, { debit: right }) => (left.bookedOn < right.bookedOn ? -1 : left.bookedOn > right.bookedOn ? 1 : left.id - right.id))
  const taken = new Set<number>()
  const found = new Map<number, number[]>()
  const take = ({ debit, words }: { debit: BankMovement; words: ReadonlySet<string> }, fewest: number): void => {
    const scored = (byAmount.get(place(debit.account, debit.amountCents)) ?? [])
      .map(({ credit, words: others }) => ({ credit, days: daysBetween(credit.bookedOn, debit.bookedOn), shared: commonWords(words, others) }))
      .filter(({ credit, days, shared }) => !taken.has(credit.id) && days >= 0 && days <= RETURN_DAYS && shared >= fewest)
      .sort((left, right) => right.shared - left.shared || left.days - right.days)
    const [best] = scored
    if (!best) return
    const ids = scored.filter(({ shared, days }) => shared === best.shared && days === best.days).map(({ credit }) => credit.id)
    for (const id of ids) taken.add(id)
    found.set(debit.id, ids)
  }
  for (const one of inOrder) take(one, 1)
  for (const one of inOrder) if (!found.has(one.debit.id) && !namesSomebody(one.words)) take(one, 0)
  return found
}
