import { normaliseNumber } from '../text.ts'
import type { PartlyLettered } from './account-contract.ts'

/** The label of a piece as far as it says more than what stands above it: nothing for « Facture F26-006 » under « F26-006 ». @param kindName « Facture » */
export function labelBeyond(label: string, kindName: string, reference: string): string {
  const said = [reference, `${kindName} ${reference}`, `${kindName} n° ${reference}`].map(normaliseNumber)
  return said.includes(normaliseNumber(label)) ? '' : label
}

/** Whose the rest of a lettering may be: what the customer may still owe, or what may still be his. */
export const restSide = ({ cents }: Pick<PartlyLettered, 'cents'>): 'restDue' | 'restInFavour' => (cents > 0 ? 'restDue' : 'restInFavour')
