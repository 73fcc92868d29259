import type { Language } from '../language.ts'

/** Largest value of a meter, in thousandths of its unit: far inside exact integers. */
export const MAX_METER_VALUE = 1_000_000_000_000_000

export type MeterValueProblem = 'not-a-number' | 'ambiguous' | 'too-precise' | 'out-of-range'

/** One mark with three digits behind it and one to three before: 12.345 may be twelve thousand. */
const MAY_BE_GROUPED = /^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$/

/**
 * Reads the value of a meter: `12345`, `12 345`, `1 234,5`, `1234.5`, `-3`, and `1.44e2` as programs write it. Comma and point are both the decimal mark
 * and only spaces and apostrophes group; `12.345` is ambiguous but for a meter of three decimals.
 * @returns thousandths, or the reason it is no value of a meter with so many decimals.
 */
export function parseMeterValue(text: string, decimals: number): number | MeterValueProblem {
  const body = text.replace(/[\s\u00a0\u202f\u2009']/g, '')
  if (decimals < 3 && MAY_BE_GROUPED.test(body)) return 'ambiguous'
  const match = /^([+\-−]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(body)
  if (!match) return 'not-a-number'
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole + fraction === '') return 'not-a-number'
  return shifted(`${whole}${fraction}`, Number(exponent) - fraction.length + 3, sign === '-' || sign === '−', decimals)
}

export type DecimalMark = '.' | ','

/** The decimal mark that the texts of a column show: `0.5`, `72.1`, `1234.567`; null when they show none, or both. */
export function shownDecimalMark(texts: readonly string[]): DecimalMark | null {
  const marks = new Set(texts.filter((text) => !MAY_BE_GROUPED.test(text)).flatMap((text) => /^[+\-−]?\d*([.,])\d+$/.exec(text)?.[1] ?? []))
  return marks.size === 1 ? [...marks][0] as DecimalMark : null
}

/** A value whose decimal mark is known, written so that nothing else can be read: `12.345` as `12.3450`. With the other mark it stays ambiguous. */
export const asDecimalValue = (text: string, mark: DecimalMark): string => (MAY_BE_GROUPED.test(text) && text.includes(mark) ? `${text}0` : text)

/** The value of a typed cell, with the fifteen digits a workbook shows: its point is no group. */
export const cellValueText = (value: number): string => asDecimalValue(String(Number(value.toPrecision(15))), '.')

/** Whether the three digits behind the mark of a value of a list may be a group of thousands. */
export const isAmbiguousValue = (text: string): boolean => MAY_BE_GROUPED.test(text)

/** `digits` × 10^`shift`, without passing through fractions. */
function shifted(digits: string, shift: number, isNegative: boolean, decimals: number): number | MeterValueProblem {
  const significant = digits.replace(/^0+(?=\d)/, '')
  const kept = shift >= 0 ? significant + '0'.repeat(shift) : significant.slice(0, shift)
  const lost = shift >= 0 ? '' : significant.slice(shift)
  if (/[1-9]/.test(lost)) return 'too-precise'
  if (kept.replace(/^0+/, '').length > 16 || Number(kept || '0') > MAX_METER_VALUE) return 'out-of-range'
  const thousandths = Number(kept || '0')
  if (thousandths % 10 ** (3 - decimals) !== 0) return 'too-precise'
  return isNegative ? -thousandths + 0 : thousandths
}

/** For a field in which a person types a value of a meter: null when it is none. */
export const meterValueReader = (decimals: number) => (text: string): number | null => {
  const value = parseMeterValue(text, decimals)
  return typeof value === 'number' ? value : null
}

/** `12345,5` without grouping, the decimals the meter has: as messages and files write it; the data of a request write a point. */
export function plainMeterValue(thousandths: number, decimals: number): string {
  return (thousandths / 1000).toFixed(decimals).replace('.', ',')
}

const MARKS = { fr: { group: '\u00a0', decimal: ',' }, en: { group: ',', decimal: '.' } }

/** `12 345,5` with no-break spaces, as lists and documents show it; in English `12,345.5`. */
export function formatMeterValue(thousandths: number, decimals: number, language: Language = 'fr'): string {
  const { group, decimal } = MARKS[language]
  const [whole = '', fraction] = (thousandths / 1000).toFixed(decimals).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction === undefined ? '' : decimal + fraction)
}
