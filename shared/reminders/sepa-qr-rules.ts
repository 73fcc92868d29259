import { withoutControls } from '../text.ts'

/** Bytes a code of version 13 with error correction M can hold: the most EPC069-12 allows. */
const MOST_BYTES = 331
const MOST_NAME = 70
const MOST_REMITTANCE = 140
const MOST_CENTS = 99_999_999_999

export interface SepaTransfer { name: string; iban: string; bic: string; amountCents: number; reference: string }

/**
 * What the QR code of a SEPA credit transfer says (European Payments Council, EPC069-12, version 002): one element a line, UTF-8.
 * The element after the IBAN is the amount; purpose and structured reference stay empty, the reference is free text.
 * @returns null when such a transfer cannot be asked for: no IBAN, no name, or an amount outside 0.01–999 999 999.99 €.
 */
export function sepaQrText({ name, iban, bic, amountCents, reference }: SepaTransfer): string | null {
  const payee = oneLine(name, MOST_NAME)
  if (iban === '' || payee === '' || amountCents < 1 || amountCents > MOST_CENTS) return null
  const euros = `${Math.trunc(amountCents / 100)}.${String(amountCents % 100).padStart(2, '0')}`
  const lines = ['BCD', '002', '1', 'SCT', bic.replace(/\s/g, ''), payee, iban.replace(/\s/g, ''), `EUR${euros}`, '', '']
  const room = MOST_BYTES - byteLength(`${lines.join('\n')}\n`)
  return [...lines, cutToBytes(oneLine(reference, MOST_REMITTANCE), room)].join('\n')
}

/** An element holds no line break: what comes from a name must not become another element. */
const oneLine = (text: string, most: number): string => Array.from(withoutControls(text).replace(/\s+/g, ' ').trim()).slice(0, most).join('').trim()

const byteLength = (text: string): number => new TextEncoder().encode(text).length

function cutToBytes(text: string, most: number): string {
  const characters = Array.from(text)
  while (byteLength(characters.join('')) > most) characters.pop()
  return characters.join('')
}
