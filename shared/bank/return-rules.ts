import { daysBetween, type LocalDate } from '../date.ts'
import { normalise } from '../text.ts'

/** A movement of the bank, as far as a rejection and what it takes back are known by. */
export interface BankMovement { id: number; account: string; bookedOn: LocalDate; amountCents: number; label: string; details: string }

/** A direct debit may be returned for eight weeks, and the bank takes some days. */
export const RETURN_DAYS = 70

/** What a bank may add to a payment it takes back */
export const MAX_FEE_CENTS = 3_000

/** What banks print on every payment and every rejection. */
const COMMON_WORDS = new Set(('vir virement virements sepa inst recu recus prlv prelevement rejet rej rejete impaye impayee imp retour returned annulation motif remise cheque cheques chq carte '
  + 'extourne extournee frais commission com inclus incluse comprise compris sus dont eur euros reglt regl reglement paiement facture fact solde acompte sarl sas eurl sasu du de des la le les et un en par pour ref notprovided').split(' '))

/** What is left of a word that a bank has cut, at least */
const MIN_CUT = 4

/** Of a date: no more telling than those */
const DATE_PART = /^(?:\d\d|20\d\d)$/

const wordsOf = ({ label, details }: Pick<BankMovement, 'label' | 'details'>): Set<string> => new Set(normalise(`${label} ${details}`).split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !COMMON_WORDS.has(word) && !DATE_PART.test(word)))

const commonWords = (some: ReadonlySet<string>, others: ReadonlySet<string>): number => [...some].filter((word) => others.has(word)).length

/** Whether the two have a word in common that banks do not print on every one: a name, a reference. */
export const haveWordsInCommon = (one: Pick<BankMovement, 'label' | 'details'>, other: Pick<BankMovement, 'label' | 'details'>): boolean => commonWords(wordsOf(one), wordsOf(other)) > 0

interface Told { label: string; details: string; payerName: string }

/** Whether two movements speak of different people or invoices: both say something, and no word of the one is a word of the other, or what a bank has left of it. */
export function areUnlike(one: Told, other: Told): boolean {
  const wordsOfBoth = ({ label, details, payerName }: Told): string[] => [...wordsOf({ label, details: `${details} ${payerName}` })]
  const [some, others] = [wordsOfBoth(one), wordsOfBoth(other)]
  const isSame = (left: string, right: string): boolean => left === right || (Math.min(left.length, right.length) >= MIN_CUT && (left.startsWith(right) || right.startsWith(left)))
  return some.length > 0 && others.length > 0 && !some.some((word) => others.some((candidate) => isSame(word, candidate)))
}

/** A rejection that says whose payment it takes back, and not only a code of its reason. */
const namesSomebody = (words: ReadonlySet<string>): boolean => [...words].some((word) => /^[a-z]{3,}$/.test(word))

/** Whether a credit proves that a debit takes a payment back (`proof` of proofOfReturn): the words they share count as soon as the amounts differ by a fee. */
export function proves(credit: BankMovement, debit: BankMovement, proof: 'amount' | 'words'): boolean {
  const fee = -debit.amountCents - credit.amountCents
  const days = daysBetween(credit.bookedOn, debit.bookedOn)
  if (credit.amountCents <= 0 || fee < 0 || fee > MAX_FEE_CENTS || days < 0 || days > RETURN_DAYS) return false
  return (proof === 'amount' && fee === 0) || haveWordsInCommon(credit, debit)
}

/**
 * What each debit that takes a payment back (rejection, unpaid) takes back: a credit of the same account and amount before it, the one that shares most words with it and, among these, the latest;
 * where there is none, one that shares words with it and is less by what a bank charges.
 * One that names somebody takes back no payment of anybody else's; one that names nobody comes after all others. Several that nothing tells apart are all given: none of them is money one can rely on.
 * @returns ids of credits by the id of the debit
 */
export function takenBack(returns: readonly BankMovement[], credits: readonly BankMovement[]): Map<number, number[]> {
  const place = (account: string, amountCents: number): string => `${account} ${Math.abs(amountCents)}`
  const known = credits.map((credit) => ({ credit, words: wordsOf(credit) }))
  const byAmount = Map.groupBy(known, ({ credit }) => place(credit.account, credit.amountCents))
  const ofAmount = ({ account, amountCents }: BankMovement): typeof known => byAmount.get(place(account, amountCents)) ?? []
  const lessAFee = ({ account, amountCents }: BankMovement): typeof known => known.filter(({ credit }) => credit.account === account && credit.amountCents < -amountCents && credit.amountCents >= -amountCents - MAX_FEE_CENTS)
  const inOrder = returns.map((debit) => ({ debit, words: wordsOf(debit) })).sort(({ debit: left }, { debit: right }) => (left.bookedOn < right.bookedOn ? -1 : left.bookedOn > right.bookedOn ? 1 : left.id - right.id))
  const taken = new Set<number>()
  const found = new Map<number, number[]>()
  const take = ({ debit, words }: { debit: BankMovement; words: ReadonlySet<string> }, fewest: number, among: (debit: BankMovement) => typeof known): void => {
    const scored = among(debit)
      .map(({ credit, words: others }) => ({ credit, days: daysBetween(credit.bookedOn, debit.bookedOn), shared: commonWords(words, others) }))
      .filter(({ credit, days, shared }) => !taken.has(credit.id) && days >= 0 && days <= RETURN_DAYS && shared >= fewest)
      .sort((left, right) => right.shared - left.shared || left.days - right.days)
    const [best] = scored
    if (!best) return
    const ids = scored.filter(({ shared, days }) => shared === best.shared && days === best.days).map(({ credit }) => credit.id)
    for (const id of ids) taken.add(id)
    found.set(debit.id, ids)
  }
  for (const one of inOrder) take(one, 1, ofAmount)
  for (const one of inOrder) if (!found.has(one.debit.id) && !namesSomebody(one.words)) take(one, 0, ofAmount)
  for (const one of inOrder) if (!found.has(one.debit.id)) take(one, 1, lessAFee)
  return found
}
