import type { BankProposal, BankTransaction, StatementReport } from '../../shared/bank/bank-contract.ts'
import { labelWords, reasonWords, warningWords } from '../../shared/bank/bank-words.ts'
import { say, t } from '../i18n/i18n.ts'

export const warningText = (warning: StatementReport['warnings'][number]): string => warningWords(warning, say)

export const reasonText = ({ reasons }: BankProposal): string => reasonWords(reasons, say)

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

export function rowOf({ id, bookedOn, label, details, whole, amountCents, state, isByRule, isReturned, payment, proposals: [best] }: BankTransaction): TransactionRow {
  const isCredit = amountCents > 0
  return {
    id, bookedOn, label: labelWords({ label: details === '' ? label : `${label} · ${details}`, whole }, say), amountCents,
    state: !isCredit ? (isReturned ? t(state === 'open' ? 'bank.returned' : `bank.state.${state}`) : '') : isByRule ? t('bank.byRule') : t(`bank.state.${state}`),
    confidence: best ? t(`bank.confidence.${best.confidence}`) : '',
    customer: payment?.customerName ?? best?.customerName ?? '',
    reason: best ? reasonText(best) : '',
  }
}
