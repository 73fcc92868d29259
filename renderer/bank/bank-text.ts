import type { BankProposal, BankTransaction } from '../../shared/bank/bank-contract.ts'
import { formatDate, isLocalDate } from '../../shared/date.ts'
import { formatEuros } from '../../shared/money.ts'
import { t, wordingOf } from '../i18n/i18n.ts'

type Details = Record<string, string | number>

/** Details as a person reads them: cents as an amount, days as dates. */
const readable = (details: Details): Details => ({
  ...Object.fromEntries(Object.entries(details).map(([key, value]) => [key, typeof value === 'string' && isLocalDate(value) ? formatDate(value) : value])),
  ...(typeof details['cents'] === 'number' && { amount: formatEuros(details['cents']) }),
})

export const warningText = ({ code, line, details }: { code: string; line: number; details: Details }): string => wordingOf(`bank.warning.${code}`, { line, ...readable(details) }) ?? code

/** « cite FA2026-0123, montant exact, payeur Dupont » */
export const reasonText = ({ reasons }: BankProposal): string => reasons.map(({ code, details }) => wordingOf(`bank.reason.${code}`, readable(details)) ?? code).join(', ')

/** A transaction as a line of the grid: what it is, or what it most likely is. */
export interface TransactionRow {
  id: number
  bookedOn: BankTransaction['bookedOn']
  label: string
  amountCents: BankTransaction['amountCents']
  state: string
  confidence: string
  customer: string
  reason: string
}

export function rowOf({ id, bookedOn, label, details, amountCents, state, isByRule, isReturned, payment, proposals: [best] }: BankTransaction): TransactionRow {
  const isCredit = amountCents > 0
  return {
    id, bookedOn, label: details === '' ? label : `${label} · ${details}`, amountCents,
    state: !isCredit ? (isReturned ? t('bank.returned') : '') : isByRule ? t('bank.byRule') : t(`bank.state.${state}`),
    confidence: best ? t(`bank.confidence.${best.confidence}`) : '',
    customer: payment?.customerName ?? best?.customerName ?? '',
    reason: best ? reasonText(best) : '',
  }
}
