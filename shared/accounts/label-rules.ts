import { normaliseNumber } from '../text.ts'
import type { PartlyLettered } from './account-contract.ts'

/** The label of a piece as far as it says more than what stands above it: nothing for « Facture F26-006 » under « F26-006 », « Four » for « Facture F26-006 Four ». @param kindName « Facture » */
export function labelBeyond(label: string, kindName: string, reference: string): string {
  const said = [reference, `${kindName} ${reference}`, `${kindName} n° ${reference}`].map(normaliseNumber)
  if (said.includes(normaliseNumber(label))) return ''
  const opening = reference === '' ? undefined : [`${kindName} ${reference} `, `${kindName} n° ${reference} `].find((words) => label.toLowerCase().startsWith(words.toLowerCase()))
  return opening === undefined ? label : label.slice(opening.length).trim()
}

/** Whose the rest of a lettering may be: what the customer may still owe, or what may still be his. */
export const restSide = ({ cents }: Pick<PartlyLettered, 'cents'>): 'restDue' | 'restInFavour' => (cents > 0 ? 'restDue' : 'restInFavour')
