import { normalise } from '../text.ts'

/** A number found in a label, and how much it says: `strong` when nothing else is written like it. */
export interface ReferenceKey { key: string; isStrong: boolean }

/** Digits that are no day, no year and no street number */
const STRONG_DIGITS = 5
const SHORTEST_DIGITS = 3

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '')
const dotted = (groups: string[]): string => groups.map(withoutZeros).join('.')
const isYear = (digits: string): boolean => /^(?:20)?\d\d$/.test(digits)

/**
 * What may stand for an invoice number in a bank's label, where prefixes, zeros and separators get lost: `FA-2026-00123` is `2026.123` (groups without their zeros),
 * `202600123` (without separators) and, weakly, `123` (without its year).
 */
export function numberKeys(number: string): ReferenceKey[] {
  const groups = normalise(number).match(/\d+/g) ?? []
  const digits = groups.join('')
  if (groups.length === 0 || withoutZeros(digits).length < SHORTEST_DIGITS) return []
  const isStrong = withoutZeros(digits).length >= STRONG_DIGITS
  const keys: ReferenceKey[] = [{ key: dotted(groups), isStrong }, { key: withoutZeros(digits), isStrong }]
  const last = groups.at(-1)!
  if (groups.length > 1 && isYear(groups[0]!)) {
    keys.push({ key: dotted(groups.slice(1)), isStrong: false })
    if (withoutZeros(last).length >= SHORTEST_DIGITS) keys.push({ key: withoutZeros(last), isStrong: false })
  }
  // FA20260123: the year and the rest, run together
  const [, rest] = /^20\d\d(\d{3,})$/.exec(digits) ?? []
  if (groups.length === 1 && rest !== undefined) keys.push({ key: `${digits.slice(0, 4)}.${withoutZeros(rest)}`, isStrong }, { key: withoutZeros(rest), isStrong: false })
  return keys.filter(({ key }, index) => key.length >= SHORTEST_DIGITS && keys.findIndex((other) => other.key === key) === index)
}

/** Those of `numberKeys` that are strong, at a fraction of its cost: asked of all the invoices of a year. */
export function strongKeys(number: string): string[] {
  const groups = number.match(/\d+/g) ?? []
  const digits = withoutZeros(groups.join(''))
  return digits.length >= STRONG_DIGITS ? [...new Set([dotted(groups), digits])] : []
}

const CREDIT_NOTE = /(?<![a-z0-9])av(?:oirs?)?[\s.:°#-]*(?:n[°o]?[\s.:]*)?(?:av[\s.-]*)?(?:(?:20)?\d\d )?\d+(?:[-/._]\d+)*/g

/** The same label without the numbers of credit notes it names (« moins AV26-103 »), whose digits are often an invoice's. */
export const withoutCreditNotes = (text: string): string => normalise(text).replace(CREDIT_NOTE, ' avoir ')

/** An invoice numbered as most number their credit notes. */
export const isCreditNoteNumber = (number: string): boolean => /^av[^a-z]/.test(normalise(number))

/** Parts of one number; a blank or a letter or two may stand between them. */
const MAX_GROUPS = 4

/** Everything in a label that could be an invoice number, as `numberKeys` writes it. */
export function labelKeys(text: string): Set<string> {
  const words = normalise(text)
  const groups = [...words.matchAll(/\d+/g)].map((match) => ({ digits: match[0], from: match.index, to: match.index + match[0].length }))
  const keys = new Set<string>()
  groups.forEach((_group, first) => {
    const run: string[] = []
    for (let last = first; last < Math.min(groups.length, first + MAX_GROUPS); last++) {
      if (last > first && !/^(?: ?[-/._ ] ?|[-/._ ]?[a-z]{1,3}[-/._ ]?)$/.test(words.slice(groups[last - 1]!.to, groups[last]!.from))) break
      run.push(groups[last]!.digits)
      keys.add(dotted(run))
      keys.add(withoutZeros(run.join('')))
    }
  })
  return keys
}
