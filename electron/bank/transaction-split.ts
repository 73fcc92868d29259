import { AppError, existing } from '../../shared/errors.ts'
import { formatEuros, sumCents, type Cents } from '../../shared/money.ts'
import type { Instant } from '../../shared/date.ts'
import type { BankRepository, StoredTransaction } from './bank-repository.ts'

/**
 * Divides a credit into parts of these amounts, each to be decided like a credit of its own: a deposit of cheques, a transfer for several customers. What the bank has said stays as it is, marked as split. Run in a transaction.
 * AppError('bank.part') of a part, ('bank.decided'), ('bank.debit'), ('bank.split-amounts') unless they are two at least, above zero, and sum to it.
 */
export function splitTransaction(bank: BankRepository, transaction: StoredTransaction, amounts: readonly Cents[], decision: { at: Instant; by: string }): void {
  if (transaction.whole !== null) throw new AppError('bank.part')
  if (transaction.state !== 'open') throw new AppError('bank.decided')
  if (transaction.amountCents <= 0) throw new AppError('bank.debit')
  if (amounts.length < 2 || amounts.some((amount) => amount <= 0) || sumCents(amounts) !== transaction.amountCents) {
    throw new AppError('bank.split-amounts', { amount: formatEuros(transaction.amountCents), sum: formatEuros(sumCents(amounts)) })
  }
  bank.decide(transaction.id, { state: 'split', paymentId: null, isByRule: false, ...decision })
  amounts.forEach((amount, index) => { bank.addPart(transaction.id, amount, index + 1) })
}

/** Makes one credit again of the parts of a transaction. Run in a transaction. AppError('bank.parts-decided') when something has been made of one of them. */
export function joinParts(bank: BankRepository, wholeId: number): void {
  if (bank.partsOf(wholeId).some(({ state }) => state !== 'open')) throw new AppError('bank.parts-decided')
  bank.removeParts(wholeId)
  bank.decide(existing(bank.transaction(wholeId)).id, { state: 'open', paymentId: null, at: null, by: '', isByRule: false })
}
