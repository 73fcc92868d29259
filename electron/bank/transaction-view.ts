import type { BankProposal, BankTransaction } from '../../shared/bank/bank-contract.ts'
import type { CreditUse } from '../../shared/bank/credit-note-rules.ts'
import type { MatchProposal } from '../../shared/bank/match-proposal.ts'
import { cents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import { readNames, readTransactionPayments, type BankRepository, type StoredTransaction } from './bank-repository.ts'
import type { Returns } from './returned-payments.ts'

/** Transactions as a person reads them: names for what their payments and proposals refer to. */
export function shown(sql: Sql, bank: BankRepository, transactions: StoredTransaction[], proposals: MatchProposal[][], { counterparts }: Returns): BankTransaction[] {
  const all = proposals.flat()
  const made = readTransactionPayments(sql, [...transactions.flatMap(({ paymentId }) => paymentId ?? []), ...all.flatMap(({ paymentId }) => paymentId ?? [])])
  const { customers, dueDates } = readNames(sql, [...[...made.values()].map(({ customerId }) => customerId), ...all.map(({ customerId }) => customerId)],
    [...[...made.values(), ...all].flatMap(({ allocations }) => allocations.map(({ dueDateId }) => dueDateId)), ...[...transactions, ...all].flatMap(({ credits }) => credits.flatMap(({ creditDueDateId, dueDateId }) => [creditDueDateId, dueDateId]))])
  const named = (allocations: MatchProposal['allocations']): BankProposal['allocations'] => allocations.map(({ dueDateId, amountCents }) => ({ ...dueDates.get(dueDateId)!, openCents: cents(dueDates.get(dueDateId)!.openCents), amountCents: cents(amountCents) }))
  const numberOf = (dueDateId: number): string => dueDates.get(dueDateId)?.number ?? ''
  const namedCredits = (credits: CreditUse[]): BankProposal['credits'] => credits.map(({ creditDueDateId, dueDateId, amountCents }) => ({ creditDueDateId, creditNumber: numberOf(creditDueDateId), dueDateId, number: numberOf(dueDateId), amountCents: cents(amountCents) }))
  const counterpartsOf = counterpartReader(bank, transactions, counterparts)
  return transactions.map(({ paymentId, credits, ...transaction }, index) => {
    const payment = paymentId === null ? undefined : made.get(paymentId)
    return {
      ...transaction,
      counterparts: counterpartsOf(transaction.id),
      payment: payment ? { id: payment.id, customerId: payment.customerId, customerName: customers.get(payment.customerId)?.name ?? '', allocations: named(payment.allocations), credits: namedCredits(credits), restCents: cents(payment.restCents) } : null,
      proposals: proposals[index]!.map((proposal): BankProposal => {
        const known = proposal.paymentId === null ? undefined : made.get(proposal.paymentId)
        const customer = customers.get(proposal.customerId)
        const allocations = named(known ? known.allocations : proposal.allocations)
        return {
          customerId: proposal.customerId, customerCode: customer?.code ?? '', customerName: customer?.name ?? '', paymentId: proposal.paymentId, paidOn: known?.paidOn ?? null, allocations, credits: namedCredits(proposal.credits),
          restCents: cents(transaction.amountCents - allocations.reduce((total, { amountCents }) => total + amountCents, 0)), confidence: proposal.confidence, reasons: proposal.reasons,
        }
      }),
    }
  })
}

function counterpartReader(bank: BankRepository, transactions: StoredTransaction[], counterparts: Returns['counterparts']): (id: number) => BankTransaction['counterparts'] {
  const wanted = transactions.flatMap(({ id }) => counterparts.get(id) ?? [])
  const found = new Map(bank.counterparts(wanted).map((counterpart) => [counterpart.id, counterpart]))
  const told = (id: number): BankTransaction['counterparts'] => {
    const counterpart = found.get(id)
    return counterpart ? [{ ...counterpart, mayBe: counterparts.get(id)?.length ?? 1 }] : []
  }
  return (id) => (counterparts.get(id) ?? []).flatMap(told)
}
