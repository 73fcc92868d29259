import type { Language } from './language.ts'

/** An amount of money in integer cents (EUR). Parse and format at the edges only; never add floats. */
export type Cents = number & { readonly __unit: 'cents' }

/** Largest amount Relais accepts in either direction: 10 billion euros, far inside exact integers even when a million are summed. */
export const MAX_CENTS = 1_000_000_000_000

/** Brands a number already known to be integer cents. Throws RangeError on a fraction or an amount beyond MAX_CENTS. */
export function cents(value: number): Cents {
  if (!Number.isInteger(value) || Math.abs(value) > MAX_CENTS * 1000) throw new RangeError(`not an amount in cents: ${value}`)
  return value as Cents
}

/** The one rounding rule of the product: half away from zero, to the cent. `value` is in (fractional) cents. */
export function roundToCents(value: number): Cents {
  return cents(Math.sign(value) * Math.round(Math.abs(value)) + 0)
}

export function sumCents(values: Iterable<number>): Cents {
  let total = 0
  for (const value of values) total += value
  return cents(total)
}

export type DecimalMark = ',' | '.'

/**
 * Reads an amount as French and English programs write it: `1 234,56`, `1.234,56`, `1,234.56`, `0000000074,70`, `+69,40`, `-708,91`, `(12,00)`, `12,00-`, `12 €`.
 * Spaces of any kind and apostrophes group thousands. Without `decimalMark`, the last of comma and point is the decimal mark;
 * one lone mark followed by exactly three digits (`1,234`) is ambiguous.
 * @returns cents, or the reason it is not an amount: `'not-a-number'`, `'ambiguous'` (give a decimal mark), `'too-precise'` (more than two non-zero decimals), `'out-of-range'`.
 */
export function parseAmount(text: string, decimalMark?: DecimalMark): Cents | 'not-a-number' | 'ambiguous' | 'too-precise' | 'out-of-range' {
  let body = text.replace(/[\s\u00a0\u202f\u2009']/g, '').replace(/(€|EUR)$/i, '').replace(/^(€|EUR)/i, '')
  let sign = 1
  const parenthesised = /^\((.*)\)$/.exec(body)
  if (parenthesised) { sign = -1; body = parenthesised[1]! }
  const trailingMinus = /^([^-−]+)[-−]$/.exec(body)
  if (trailingMinus) { sign = -sign; body = trailingMinus[1]! }
  const leading = /^([+\-−])(.*)$/.exec(body)
  if (leading) { if (leading[1] !== '+') sign = -sign; body = leading[2]! }
  if (!/^[\d.,]*\d[\d.,]*$/.test(body)) return 'not-a-number'
  const mark = decimalMark ?? guessDecimalMark(body)
  if (mark === 'ambiguous') return 'ambiguous'
  const groupMark = mark === ',' ? '.' : ','
  const [whole = '', fraction = '', ...rest] = body.split(mark)
  if (rest.length > 0 || fraction.includes(groupMark) || !isGrouped(whole, groupMark)) return 'not-a-number'
  const decimals = fraction.replace(/0+$/, '')
  if (decimals.length > 2) return 'too-precise'
  const digits = whole.replaceAll(groupMark, '').replace(/^0+(?=\d)/, '')
  if (digits.length > 11) return 'out-of-range'
  const value = Number(digits === '' ? 0 : digits) * 100 + Number(decimals.padEnd(2, '0') || 0)
  if (value > MAX_CENTS) return 'out-of-range'
  return cents(sign * value + 0)
}

function guessDecimalMark(body: string): DecimalMark | 'ambiguous' {
  const comma = body.lastIndexOf(',')
  const point = body.lastIndexOf('.')
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const only = comma >= 0 ? ',' : '.'
  const parts = body.split(only)
  if (parts.length > 2) return only === ',' ? '.' : ','
  if (parts.length === 2 && parts[1]!.length === 3 && parts[0]!.length <= 3 && parts[0] !== '' && !/^0/.test(parts[0]!)) return 'ambiguous'
  return only
}

function isGrouped(whole: string, groupMark: string): boolean {
  if (!whole.includes(groupMark)) return true
  return whole.split(groupMark).every((group, index) => (index === 0 ? group.length >= 1 && group.length <= 3 : group.length === 3))
}

const twoDecimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
const amountFormats = { fr: new Intl.NumberFormat('fr-FR', twoDecimals), en: new Intl.NumberFormat('en-GB', twoDecimals) }

/** `1 234,56` with a no-break space between thousands: the way amounts stand in grids and letters. In English `1,234.56`. */
export function formatAmount(value: number, language: Language = 'fr'): string {
  return amountFormats[language].format(value / 100).replaceAll('\u202f', '\u00a0').replace(/^-(?=0[,.]00$)/, '')
}

/** `1 234,56 €`; in English `€1,234.56`, as the European institutions write it in running English. */
export function formatEuros(value: number, language: Language = 'fr'): string {
  if (language === 'fr') return `${formatAmount(value)}\u00a0€`
  const amount = formatAmount(value, language)
  return amount.startsWith('-') ? `-€${amount.slice(1)}` : `€${amount}`
}
