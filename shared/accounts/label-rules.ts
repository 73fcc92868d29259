import { normaliseNumber } from '../text.ts'

/** The label of a piece as far as it says more than what stands above it: nothing for « Facture F26-006 » under « F26-006 ». @param kindName « Facture » */
export function labelBeyond(label: string, kindName: string, reference: string): string {
  const said = [reference, `${kindName} ${reference}`, `${kindName} n° ${reference}`].map(normaliseNumber)
  return said.includes(normaliseNumber(label)) ? '' : label
}
