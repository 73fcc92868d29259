import type { LocalDate } from '../date.ts'
import { normalise } from '../text.ts'

/** A due date of a credit note, and what is still unused of it (positive). */
export interface OpenCredit { dueDateId: number; customerId: number; number: string; invoicedOn: LocalDate; openCents: number }
/** A part of a credit note on a due date. */
export interface CreditUse { creditDueDateId: number; dueDateId: number; amountCents: number }

interface Owed { dueDateId: number; openCents: number }

const total = (amounts: readonly { openCents: number }[]): number => amounts.reduce((sum, { openCents }) => sum + openCents, 0)

/** Credit notes that make what is owed exactly what was paid; `count` of them are of that amount. */
export interface FoundCredits { credits: OpenCredit[]; isNamed: boolean; count: number }

/**
 * Of a customer's credit notes and a label: asks for some due dates which credit notes make what is owed exactly what was paid: those the label names, one alone, or all of them. null when none do.
 * Made once for a transaction, asked for each of many due dates.
 */
export function creditsThatLeave(credits: readonly OpenCredit[], text: string): (amountCents: number, owed: readonly Owed[]) => FoundCredits | null {
  const words = normalise(text)
  const solidWords = solid(words)
  const named = credits.filter(({ number }) => isNamedIn(words, solidWords, number))
  const byAmount = Map.groupBy(credits, ({ openCents }) => openCents)
  const [namedCents, allCents] = [total(named), total(credits)]
  return (amountCents, owed) => {
    const missing = total(owed) - amountCents
    if (missing <= 0) return null
    if (named.length > 0 && namedCents === missing) return { credits: named, isNamed: true, count: 1 }
    const alone = byAmount.get(missing)
    if (alone) return { credits: alone.slice(0, 1), isNamed: false, count: alone.length }
    return credits.length > 1 && allCents === missing ? { credits: [...credits], isNamed: false, count: 1 } : null
  }
}

const solid = (words: string): string => words.replace(/[^a-z0-9]/g, '')

/** The number of a credit note with its letters: often it has the digits of an invoice. @param solidWords `words` without their separators: most numbers are not even in these */
function isNamedIn(words: string, solidWords: string, number: string): boolean {
  const characters = solid(normalise(number))
  return characters.length > 3 && /[a-z]/.test(characters) && solidWords.includes(characters) && new RegExp(`(?<![a-z0-9])${[...characters].join('[^a-z0-9]{0,2}')}(?![0-9])`).test(words)
}

/** Credit notes on due dates in their order, and what the payment has to settle of the rest. */
export function settleWithCredits(owed: readonly Owed[], credits: readonly OpenCredit[]): { uses: CreditUse[]; allocations: { dueDateId: number; amountCents: number }[] } {
  const left = owed.map(({ dueDateId, openCents }) => ({ dueDateId, openCents }))
  const uses: CreditUse[] = []
  for (const credit of credits) {
    let unused = credit.openCents
    for (const due of left) {
      const amountCents = Math.min(unused, due.openCents)
      if (amountCents <= 0) continue
      uses.push({ creditDueDateId: credit.dueDateId, dueDateId: due.dueDateId, amountCents })
      due.openCents -= amountCents
      unused -= amountCents
    }
  }
  return { uses, allocations: left.filter(({ openCents }) => openCents > 0).map(({ dueDateId, openCents }) => ({ dueDateId, amountCents: openCents })) }
}
