import { formatDate, isLocalDate } from '../date.ts'
import { formatEuros, type Cents } from '../money.ts'

type Details = Record<string, string | number>
/** Words of a key in the language of the person */
type Say = (key: string, params: Details) => string

/** Details as a person reads them: cents as an amount, days as dates. */
const readable = (details: Details): Details => ({
  ...Object.fromEntries(Object.entries(details).map(([key, value]) => [key, typeof value === 'string' && isLocalDate(value) ? formatDate(value) : value])),
  ...(typeof details['cents'] === 'number' && { amount: formatEuros(details['cents']) }),
})

/** What the bank says of a transaction, and of a part that it is one. */
export const labelWords = ({ label, whole }: { label: string; whole: { amountCents: Cents } | null }, say: Say): string => (whole ? say('bank.split.partLabel', { label, amount: formatEuros(whole.amountCents) }) : label)

export const warningWords = ({ code, line, details }: { code: string; line: number; details: Details }, say: Say): string => say(`bank.warning.${code}`, { line, ...readable(details) })

/** « cite FA2026-0123, montant exact, payeur Dupont » */
export const reasonWords = (reasons: readonly { code: string; details: Details }[], say: Say): string => reasons.map(({ code, details }) => say(`bank.reason.${code}`, readable(details))).join(', ')
