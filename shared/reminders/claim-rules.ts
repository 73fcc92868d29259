import type { ClaimsOnLetters, LetterClaims } from '../legal/interest-rules.ts'
import { deductionsByAge } from './netting-rules.ts'
import type { ReminderCustomer } from './reminder-candidate.ts'
import type { Cents } from '../money.ts'
import type { LetterLevel, LetterLine } from './reminder-contract.ts'

/** A planned letter, as far as claims are concerned. */
interface ClaimingLetter { customer: ReminderCustomer; deductedCents: Cents; level: LetterLevel; lines: LetterLine[]; claims: LetterClaims | null }

/** The letters with what those of `fromLevel` and above claim beside the principal. An invoice in two letters has its indemnity in the one of the higher level. */
export function withClaims<L extends ClaimingLetter>(letters: readonly L[], fromLevel: LetterLevel | null, claimsOn: ClaimsOnLetters): L[] {
  if (fromLevel === null) return [...letters]
  const claims = new Map<L, LetterClaims | null>()
  for (const [customer, ofCustomer] of Map.groupBy(letters.filter(({ level }) => level >= fromLevel), (letter) => letter.customer)) {
    const byLevel = ofCustomer.toSorted((a, b) => b.level - a.level)
    const deductions = byLevel.some(({ deductedCents }) => deductedCents > 0) ? deductionsByAge(customer) : new Map<number, never>()
    claimsOn(customer.customerId, byLevel.map(({ lines }) => lines.map(({ dueDateId }) => dueDateId)), deductions).forEach((found, place) => claims.set(byLevel[place]!, found))
  }
  return letters.map((letter) => claiming(letter, claims.get(letter) ?? null))
}

function claiming<L extends ClaimingLetter>(letter: L, claims: LetterClaims | null): L {
  if (!claims) return letter
  const byDueDate = new Map(claims.lines.map((line) => [line.dueDateId, line]))
  const lines = letter.lines.map((line) => {
    const claim = byDueDate.get(line.dueDateId)
    return claim ? { ...line, interestCents: claim.interestCents, indemnityCents: claim.indemnityCents } : line
  })
  return { ...letter, lines, claims }
}
