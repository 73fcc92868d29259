import { dateOf, type LocalDate } from '../date.ts'
import { MAX_CENTS } from '../money.ts'

/** Records of a CFONB 120 statement (« Relevés de compte sur support informatique », CFONB). */
export type RecordCode = '01' | '04' | '05' | '07'
export const isRecordCode = (text: string): text is RecordCode => ['01', '04', '05', '07'].includes(text)

export const RECORD_LENGTH = 120

/** The fields read here: first column (from 1) and length. */
export const FIELDS = {
  bank: [3, 5], branch: [12, 5], currency: [17, 3], decimals: [20, 1], account: [22, 11], date: [35, 6], valueDate: [43, 6], label: [49, 31], amount: [91, 14],
  reference: [105, 16], qualifier: [46, 3], complement: [49, 70],
} as const satisfies Record<string, readonly [number, number]>
export type FieldName = keyof typeof FIELDS

/** The last character holds the last digit and the sign: `{` `A` … `I` are +0 … +9, `}` `J` … `R` are −0 … −9. French tables of 7 bits print `{` and `}` as é and è. */
const OVERPUNCH = '{ABCDEFGHI}JKLMNOPQR'

/** An amount in cents, or null when it is none: other characters, fractions of a cent, or more than Relais holds. */
export function parseOverpunched(field: string, decimals: number): number | null {
  const text = field.trim().replace('é', '{').replace('è', '}')
  const sign = OVERPUNCH.indexOf(text.slice(-1))
  // a few programs write a plain last digit for a credit
  const last = /^\d+$/.test(text) ? Number(text.slice(-1)) : sign
  if (text === '' || last < 0 || !/^\d*$/.test(text.slice(0, -1))) return null
  const units = Number(`${text.slice(0, -1)}${last % 10}`)
  const value = decimals <= 2 ? units * 10 ** (2 - decimals) : units / 10 ** (decimals - 2)
  return Number.isInteger(value) && value <= MAX_CENTS ? (last >= 10 ? -value : value) + 0 : null
}

/** Statements are younger than the format's euro version; what looks like the end of a century is the last one. */
const FIRST_YEAR = 80

/** `DDMMYY` */
export function parseShortDate(text: string): LocalDate | null {
  if (!/^\d{6}$/.test(text)) return null
  const year = Number(text.slice(4))
  return dateOf(year < FIRST_YEAR ? 2000 + year : 1900 + year, Number(text.slice(2, 4)), Number(text.slice(0, 2)))
}
