import type { LetterClaims } from '../legal/interest-rules.ts'
import { cents, sumCents } from '../money.ts'
import type { LetterContent, LetterFacts } from './letter-content.ts'
import type { LetterWording } from './letter-template-rules.ts'
import { letterValues } from './letter-values.ts'
import type { LetterOptions } from './letter-template-contract.ts'
import { netToPay } from './payable-rules.ts'

/** The letter of one customer and level, in the recipient's language. Pure; the table and the totals come from the facts alone, whatever the wording says. */
export function buildLetterContent(facts: LetterFacts, wording: LetterWording, options: LetterOptions): LetterContent {
  const { isRepeated, paymentDelayDays, ...rest } = facts
  refuseWrongClaims(facts.claims)
  const totals = letterTotals(facts)
  const words = wording.write(letterValues({ ...rest, isRepeated, paymentDelayDays, ...totals }))
  return { ...rest, ...totals, ...words, language: facts.recipient.language, options }
}

export function letterTotals({ lines, deductedCents, claims }: Pick<LetterFacts, 'lines' | 'deductedCents' | 'claims'>): Pick<LetterContent, 'totalCents' | 'payableCents'> {
  const totalCents = sumCents(lines.map((line) => line.openCents))
  const { interestCents, indemnityCents } = claims ?? { interestCents: 0, indemnityCents: 0 }
  return { totalCents, payableCents: cents(netToPay({ totalCents, deductedCents, interestCents, indemnityCents })) }
}

/** An annex that does not add up to what the letter claims must never leave. */
function refuseWrongClaims(claims: LetterClaims | null): void {
  if (!claims) return
  const { lines, interestCents, indemnityCents } = claims
  const isRight = lines.every((line) => sumCents(line.segments.map((segment) => segment.interestCents)) === line.interestCents)
    && sumCents(lines.map((line) => line.interestCents)) === interestCents && sumCents(lines.map((line) => line.indemnityCents)) === indemnityCents
  if (!isRight) throw new Error('the claims of a letter do not add up')
}
