import { daysBetween, type LocalDate } from '../date.ts'
import { normalise } from '../text.ts'

/** A movement of the bank, as far as a rejection and what it takes back are known by. */
export interface BankMovement { id: number; account: string; bookedOn: LocalDate; amountCents: number; label: string; details: string }

/** A direct debit may be returned for eight weeks, and the bank takes some days. */
export const RETURN_DAYS = 70

/** What banks print on every payment and every rejection. */
const COMMON_WORDS = new Set(('vir virement virements sepa inst recu recus prlv prelevement rejet rej rejete impaye impayee imp retour returned annulation motif remise cheque cheques chq carte '
  + 'reglt regl reglement paiement facture fact solde acompte sarl sas eurl sasu du de des la le les et un par pour ref notprovided').split(' '))

const wordsOf = ({ label, details }: BankMovement): Set<string> => new Set(normalise(`${label} ${details}`).split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !COMMON_WORDS.has(word)))

/**
 * What each debit that takes a payment back (rejection, unpaid) takes back: a credit of the same account and amount before it, the one that shares most words with it and, among these, the latest.
 * Several that nothing tells apart are all given: none of them is money one can rely on.
 * @returns ids of credits by the id of the debit
 */
export function takenBack(returns: readonly BankMovement[], credits: readonly BankMovement[]): Map<number, number[]> {
  const byAmount = new Map<string, BankMovement[]>()
  const place = (account: string, amountCents: number): string => `${account} ${Math.abs(amountCents)}`
  for (const credit of credits) byAmount.set(place(credit.account, credit.amountCents), [...byAmount.get(place(credit.account, credit.amountCents)) ?? [], credit])
  const taken = new Set<number>()
  const found = new Map<number, number[]>()
  for (const debit of [...returns].sort((left, right) => (left.bookedOn < right.bookedOn ? -1 : left.bookedOn > right.bookedOn ? 1 : left.id - right.id))) {
    const words = wordsOf(debit)
    const scored = (byAmount.get(place(debit.account, debit.amountCents)) ?? [])
      .map((credit) => ({ credit, days: daysBetween(credit.bookedOn, debit.bookedOn), shared: [...wordsOf(credit)].filter((word) => words.has(word)).length }))
      .filter(({ credit, days }) => !taken.has(credit.id) && days >= 0 && days <= RETURN_DAYS)
      .sort((left, right) => right.shared - left.shared || left.days - right.days)
    const [best] = scored
    if (!best) continue
    const ids = scored.filter(({ shared, days }) => shared === best.shared && days === best.days).map(({ credit }) => credit.id)
    for (const id of ids) taken.add(id)
    found.set(debit.id, ids)
  }
  return found
}
