import { daysBetween, type LocalDate } from '../date.ts'
import { normalise } from '../text.ts'
import { OrderedLists } from './ordered-lists.ts'

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

/** Of debits whose words leave a doubt, and what it takes to believe each (proofOfReturn), the ids of those a credit before them proves to take a payment back: the words they share count as soon as the amounts differ by a fee. */
export function provedReturns(debits: readonly { debit: BankMovement; proof: 'amount' | 'words' }[], credits: readonly BankMovement[]): number[] {
  const known = new KnownCredits(credits)
  return debits.filter(({ debit, proof }) => (proof === 'amount' && known.latest(debit).length > 0) || known.likest(debit, wordsOf(debit), { from: 0, to: MAX_FEE_CENTS }).length > 0).map(({ debit }) => debit.id)
}

/**
 * What each debit that takes a payment back (rejection, unpaid) takes back: a credit of the same account and amount before it, the one that shares most words with it and, among these, the latest;
 * where there is none, one that shares words with it and is less by what a bank charges.
 * One that names somebody takes back no payment of anybody else's; one that names nobody comes after all others. Several that nothing tells apart are all given: none of them is money one can rely on.
 * @returns ids of credits by the id of the debit
 */
export function takenBack(returns: readonly BankMovement[], credits: readonly BankMovement[]): Map<number, number[]> {
  const known = new KnownCredits(credits)
  const inOrder = returns.map((debit) => ({ debit, words: wordsOf(debit) })).sort((left, right) => byDay(left.debit, right.debit))
  const found = new Map<number, number[]>()
  const take = (choose: (debit: BankMovement, words: ReadonlySet<string>) => BankMovement[]): void => {
    for (const { debit, words } of inOrder) {
      if (found.has(debit.id)) continue
      const chosen = choose(debit, words)
      known.take(chosen)
      if (chosen.length > 0) found.set(debit.id, chosen.map(({ id }) => id))
    }
  }
  take((debit, words) => known.likest(debit, words, { from: 0, to: 0 }))
  take((debit, words) => (namesSomebody(words) ? [] : known.latest(debit)))
  take((debit, words) => known.likest(debit, words, { from: 1, to: MAX_FEE_CENTS }))
  return found
}

const byDay = (left: BankMovement, right: BankMovement): number => (left.bookedOn < right.bookedOn ? -1 : left.bookedOn > right.bookedOn ? 1 : left.id - right.id)
const byAmount = (left: BankMovement, right: BankMovement): number => left.amountCents - right.amountCents || left.id - right.id

/** Credits that a debit may take back, each taken once; found without going through all of them for each debit. */
class KnownCredits {
  private readonly ofAmount = new OrderedLists<string, BankMovement>(byDay)
  private readonly ofWord = new OrderedLists<string, BankMovement>(byAmount)
  private readonly taken = new Set<BankMovement>()

  constructor(credits: readonly BankMovement[]) {
    for (const credit of credits) {
      this.ofAmount.push(`${credit.account} ${credit.amountCents}`, credit)
      for (const word of wordsOf(credit)) this.ofWord.push(`${credit.account} ${word}`, credit)
    }
  }

  take(credits: readonly BankMovement[]): void {
    for (const credit of credits) this.taken.add(credit)
  }

  /** Those that share most words with a debit, at least one, and are less by a fee; the latest of them. */
  likest(debit: BankMovement, words: ReadonlySet<string>, fee: { from: number; to: number }): BankMovement[] {
    const shared = new Map<BankMovement, number>()
    const [least, most] = [-debit.amountCents - fee.to, -debit.amountCents - fee.from]
    for (const word of words) {
      const credits = this.ofWord.get(`${debit.account} ${word}`)
      for (let place = firstFrom(credits, ({ amountCents }) => amountCents >= least); place < credits.length && credits[place]!.amountCents <= most; place++) {
        if (this.isOpenTo(debit, credits[place]!)) shared.set(credits[place]!, (shared.get(credits[place]!) ?? 0) + 1)
      }
    }
    const likest = Math.max(...shared.values())
    return theLatest([...shared.keys()].filter((credit) => shared.get(credit) === likest))
  }

  /** Of exactly its amount. */
  latest(debit: BankMovement): BankMovement[] {
    const credits = this.ofAmount.get(`${debit.account} ${-debit.amountCents}`)
    let last = firstFrom(credits, ({ bookedOn }) => bookedOn > debit.bookedOn) - 1
    while (last >= 0 && this.taken.has(credits[last]!)) last -= 1
    const { bookedOn: day } = credits[last] ?? {}
    const ofDay = credits.slice(firstFrom(credits, ({ bookedOn }) => day !== undefined && bookedOn >= day), last + 1)
    return ofDay.filter((credit) => this.isOpenTo(debit, credit))
  }

  private isOpenTo(debit: BankMovement, credit: BankMovement): boolean {
    const days = daysBetween(credit.bookedOn, debit.bookedOn)
    return !this.taken.has(credit) && days >= 0 && days <= RETURN_DAYS
  }
}

/** The place from which on an ordered list is something; its length when nowhere. */
function firstFrom(list: readonly BankMovement[], is: (movement: BankMovement) => boolean): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (is(list[middle]!)) to = middle
    else from = middle + 1
  }
  return from
}

function theLatest(credits: readonly BankMovement[]): BankMovement[] {
  const last = credits.reduce<string>((latest, { bookedOn }) => (bookedOn > latest ? bookedOn : latest), '')
  return credits.filter(({ bookedOn }) => bookedOn === last).sort((left, right) => left.id - right.id)
}
