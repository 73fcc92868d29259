import type { LetterClaims } from '../legal/interest-rules.ts'
import type { LetterLevel, LetterLine } from './reminder-contract.ts'

/** Late interest and indemnities of the letters one customer gets on a day, each as the ids of its due dates; the first letters bear the indemnities. */
export type ClaimsOnLetters = (customerId: number, letters: readonly (readonly number[])[]) => (LetterClaims | null)[]

/** A planned letter, as far as claims are concerned. */
interface ClaimingLetter { customer: { customerId: number }; level: LetterLevel; lines: LetterLine[]; claims: LetterClaims | null }

/** The letters with what those of `fromLevel` and above claim beside the principal. An invoice in two letters has its indemnity in the one of the higher level. */
export function withClaims<L extends ClaimingLetter>(letters: readonly L[], fromLevel: LetterLevel | null, claimsOn: ClaimsOnLetters): L[] {
  if (fromLevel === null) return [...letters]
  const claims = new Map<L, LetterClaims | null>()
  for (const [customerId, ofCustomer] of Map.groupBy(letters.filter(({ level }) => level >= fromLevel), ({ customer }) => customer.customerId)) {
    const byLevel = ofCustomer.toSorted((a, b) => b.level - a.level)
    claimsOn(customerId, byLevel.map(({ lines }) => lines.map(({ dueDateId }) => dueDateId))).forEach((found, place) => claims.set(byLevel[place]!, found))
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
