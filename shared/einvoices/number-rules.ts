import { normaliseNumber } from '../text.ts'

/** How programs join the parts of a number. */
const JOINS = ['', '-', '/', '.', '_'] as const

const partsOf = (number: string): string[] => number.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')

/** Where a number is broken into parts, counted in the characters before. */
const breaksOf = (parts: readonly string[]): Set<number> => {
  let length = 0
  return new Set(parts.slice(0, -1).map((part) => (length += part.length)))
}

/** Whether two numbers differ by their punctuation alone: « F26 003 », « F26-003 », « F26003 ». Broken at different places (« F1-11 », « F11-1 ») they are two numbers. */
export function isNumberAlike(one: string, other: string): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)]
  if (parts.length === 0 || parts.join('') !== others.join('')) return false
  const [breaks, otherBreaks] = [breaksOf(parts), breaksOf(others)]
  return [...breaks].every((place) => otherBreaks.has(place)) || [...otherBreaks].every((place) => breaks.has(place))
}

/** The number as other programs may write it, normalised; without the number itself. */
export function numbersAlike(number: string): string[] {
  const parts = partsOf(number)
  return [...new Set(JOINS.map((join) => parts.join(join)))].filter((alike) => alike !== '' && alike !== normaliseNumber(number))
}
