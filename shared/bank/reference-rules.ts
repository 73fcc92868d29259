import { normalise } from '../text.ts'

/** A number found in a label, and how much it says: `strong` when nothing else is written like it. */
export interface ReferenceKey { key: string; isStrong: boolean }

/** Digits that are no day, no year and no street number */
const STRONG_DIGITS = 5
const SHORTEST_DIGITS = 3

const withoutZeros = (digits: string): string => (digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits)
const dotted = (groups: readonly string[]): string => groups.map(withoutZeros).join('.')
const isYear = (digits: string): boolean => /^(?:20)?\d\d$/.test(digits)

/**
 * What may stand for an invoice number in a bank's label, where prefixes, zeros and separators get lost: `FA-2026-00123` is `2026.123` (groups without their zeros),
 * `202600123` (without separators) and, weakly, `123` (without its year).
 */
export function numberKeys(number: string): ReferenceKey[] {
  const groups = number.match(/\d+/g) ?? []
  const digits = groups.join('')
  const whole = withoutZeros(digits)
  if (whole.length < SHORTEST_DIGITS) return []
  const isStrong = whole.length >= STRONG_DIGITS
  const keys: ReferenceKey[] = []
  // asked of every invoice of a dossier
  const add = (key: string, strong: boolean): void => { if (key.length >= SHORTEST_DIGITS && !keys.some((other) => other.key === key)) keys.push({ key, isStrong: strong }) }
  add(dotted(groups), isStrong)
  add(whole, isStrong)
  if (groups.length > 1 && isYear(groups[0]!)) {
    add(dotted(groups.slice(1)), false)
    add(withoutZeros(groups.at(-1)!), false)
  }
  // FA20260123: the year and the rest, run together
  const [, rest] = (groups.length === 1 && /^20\d\d(\d{3,})$/.exec(digits)) || []
  if (rest !== undefined) {
    add(`${digits.slice(0, 4)}.${withoutZeros(rest)}`, isStrong)
    add(withoutZeros(rest), false)
  }
  return keys
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
