import { basename } from 'node:path'
import { MAX_SHOWN_TRANSACTIONS, type bankContract } from '../../shared/bank/bank-contract.ts'
import { haveWordsInCommon } from '../../shared/bank/return-rules.ts'
import type { CreditUse } from '../../shared/bank/credit-note-rules.ts'
import { asRejected, withoutDoubleClaims, type MatchProposal } from '../../shared/bank/match-proposal.ts'
import type { CallContext, Handlers } from '../../shared/call.ts'
import { systemNow, type Instant, type LocalDate } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { cents } from '../../shared/money.ts'
import type { Payment } from '../../shared/receivables/receivable-contract.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'
import { bankRepository, knownPayments, readTransactionPayments, type StoredTransaction } from './bank-repository.ts'
import { CurrentMatching } from './current-matching.ts'
import { readReturns, type Returns } from './returned-payments.ts'
import { creditsOf, planStatements, reportOf, writeStatements } from './statement-import.ts'
import { readStatementInThread } from './statement-thread.ts'
import { joinParts, splitTransaction } from './transaction-split.ts'
import { shown } from './transaction-view.ts'

/** Payments of customers, as the slice that keeps them makes them within this one's transactions. */
export interface PaymentBook {
  add(payment: { customerId: number; paidOn: LocalDate; amountCents: Payment['amountCents']; method: Payment['method']; reference: string; label: string; allocations: Payment['allocations'] }, sourceKey: string): { id: number; updatedAt: Instant }
  remove(id: number): void
  stamp(id: number): { updatedAt: Instant; sourceKey: string | null } | null
  /** A part of a credit note on a due date of the same customer, beside what it settles already. */
  useCredit(customerId: number, use: CreditUse): void
  /** Takes it back; false when it is no longer as it was made. */
  releaseCredit(customerId: number, use: CreditUse): boolean
  /** Takes back what is left of it, whatever a person has made of it since. */
  freeCredit(customerId: number, use: CreditUse): void
}

export interface BankTools {
  sql: Sql
  payments: PaymentBook
  userName(): string
  /** « Accepter seul ce qui est sûr » */
  acceptsSureAlone(): boolean
}

/** Begins the source key of a payment the books do not know yet. */
const FROM_BANK = 'bank'

/** Of SQLite */
const NO_LIMIT = -1

/** After which other calls have their turn */
const TURN_MS = 10

type Acceptance = Pick<MatchProposal, 'customerId' | 'paymentId' | 'allocations' | 'credits'>

/** « Relevés bancaires »: statements, what their credits may be, and what a person made of them. Nothing becomes a payment without his yes, or his rule's. */
export function bankService({ sql, payments, userName, acceptsSureAlone }: BankTools): Handlers<typeof bankContract> {
  const bank = bankRepository(sql)
  const matching = new CurrentMatching(sql)
  const inTransaction = <T>(work: () => T): T => {
    try {
      return sql.transaction(work).immediate()
    } catch (error) {
      // it may have followed what has been rolled back
      matching.forget()
      throw error
    }
  }
  /** Other calls have their turn meanwhile. */
  const proposalsInTurns = async (transactions: StoredTransaction[], returns: Returns, context: CallContext): Promise<MatchProposal[][]> => {
    const open = transactions.filter(isOpenCredit)
    if (open.length > 0) await matching.read(context)
    const proposals: MatchProposal[][] = []
    let turn = performance.now()
    for (const transaction of open) {
      proposals.push(matching.propose(transaction))
      if (performance.now() - turn < TURN_MS) continue
      await giveWay(context)
      turn = performance.now()
    }
    const weighed = together(open, proposals, returns)
    const byId = new Map(open.map(({ id }, index) => [id, weighed[index]!]))
    return transactions.map(({ id }) => byId.get(id) ?? [])
  }

  function accept(transaction: StoredTransaction, { customerId, paymentId, allocations, credits }: Acceptance, isByRule: boolean): void {
    const { id, amountCents } = transaction
    if (transaction.state !== 'open') throw new AppError('bank.decided')
    if (amountCents <= 0) throw new AppError('bank.debit')
    const by = userName()
    if (credits.some(({ amountCents: part }) => part <= 0)) throw new AppError('payment.amount')
    if (paymentId !== null) {
      if (allocations.length > 0 || credits.length > 0) throw new AppError('bank.payment-as-it-is')
      const known = readTransactionPayments(sql, [paymentId]).get(paymentId)
      if (known?.customerId !== customerId || known.amountCents !== amountCents || bank.transactionOfPayment(paymentId) !== null) throw new AppError('bank.other-payment')
      bank.decide(id, { state: 'linked', paymentId, at: systemNow(), by, isByRule })
      return
    }
    const payment = { customerId, paidOn: transaction.bookedOn, amountCents, method: transaction.method, reference: '', label: transaction.label.slice(0, 500), allocations: allocations.map(({ dueDateId, amountCents: part }) => ({ dueDateId, amountCents: cents(part) })) }
    const made = payments.add(payment, `${FROM_BANK} ${id}`)
    for (const credit of credits) payments.useCredit(customerId, credit)
    bank.decide(id, { state: 'accepted', paymentId: made.id, at: made.updatedAt, by, isByRule, credits })
  }

  /** In the caller's transaction; returns how many. What is accepted may leave one explanation of something else: until nothing more becomes sure. */
  function acceptSure(statementIds: readonly (number | null)[], isByRule: boolean): number {
    if (!matching.isCurrent()) throw new Error('proposals from before something was written')
    let accepted = 0
    for (let more = Infinity; more > 0; accepted += more) more = statementIds.reduce<number>((total, id) => total + matching.following(() => acceptOnce(id, isByRule)), 0)
    return accepted
  }

  /** Returns their ids. */
  function acceptOnce(statementId: number | null, isByRule: boolean): number[] {
    const open = bank.transactions(statementId, NO_LIMIT).filter(isOpenCredit)
    const proposals = together(open, open.map((transaction) => matching.propose(transaction)), readReturns(bank))
    const sure = open.flatMap((transaction, index) => {
      const [best] = proposals[index]!
      return best?.confidence === 'sure' ? [{ transaction, best }] : []
    })
    for (const { transaction, best } of sure) accept(transaction, best, isByRule)
    return sure.map(({ transaction: { id } }) => id)
  }

  function undo(transaction: StoredTransaction): void {
    const wholeId = transaction.state === 'split' ? transaction.id : transaction.state === 'open' ? transaction.whole?.id : undefined
    if (wholeId !== undefined) {
      joinParts(bank, wholeId)
      return
    }
    if (transaction.state === 'open') throw new AppError('bank.undecided')
    const { state, paymentId, credits } = transaction
    if (state === 'accepted') {
      const stamp = existing(payments.stamp(paymentId!))
      if (!stamp.sourceKey?.startsWith(FROM_BANK)) throw new AppError('bank.in-books')
      if (stamp.updatedAt !== transaction.decidedAt) throw new AppError('bank.changed-since')
    }
    const customerId = paymentId === null ? 0 : readTransactionPayments(sql, [paymentId]).get(paymentId)!.customerId
    reopenCounterparts([transaction])
    reopen(transaction.id)
    if (state !== 'accepted') return
    payments.remove(paymentId!)
    if (!credits.every((credit) => payments.releaseCredit(customerId, credit))) throw new AppError('bank.changed-since')
  }

  /** With its counterpart: a payment that was taken back and what took it back are neither money received. */
  function ignore(transaction: StoredTransaction): { isWithCounterpart: boolean } {
    if (transaction.state !== 'open') throw new AppError('bank.decided')
    const { counterparts } = readReturns(bank)
    const [other, ...more] = counterparts.get(transaction.id) ?? []
    const counterpart = other !== undefined && more.length === 0 && isOnly(counterparts.get(other), transaction.id) ? bank.transaction(other) : null
    const isPair = counterpart?.state === 'open' && haveWordsInCommon(transaction, counterpart)
    const at = systemNow()
    for (const id of [transaction.id, ...(isPair ? [counterpart.id] : [])]) bank.decide(id, { state: 'ignored', paymentId: null, at, by: userName(), isByRule: false })
    return { isWithCounterpart: isPair }
  }

  const reopen = (id: number): void => { bank.decide(id, { state: 'open', paymentId: null, at: null, by: '', isByRule: false }) }

  /** What was set aside together with one of them is to be decided again. */
  function reopenCounterparts(transactions: StoredTransaction[]): void {
    const ignored = transactions.filter(({ state }) => state === 'ignored')
    if (ignored.length === 0) return
    const { counterparts } = readReturns(bank)
    for (const { id, decidedAt } of ignored) {
      for (const other of counterparts.get(id) ?? []) {
        const counterpart = bank.transaction(other)
        if (counterpart?.state === 'ignored' && counterpart.decidedAt === decidedAt) reopen(other)
      }
    }
  }

  return {
    previewStatement: async ({ path, asOf }, context) => {
      context.progress({ phase: 'bank', done: 0, total: 1 })
      const file = await readStatementInThread(path)
      return reportOf(basename(path), file, planStatements(bank, file, asOf))
    },
    importStatement: async ({ path, asOf }, context) => {
      context.progress({ phase: 'bank', done: 0, total: 1 })
      const file = await readStatementInThread(path)
      context.throwIfCancelled()
      const isAlone = acceptsSureAlone()
      if (isAlone) await matching.readToAccept(context, creditsOf(planStatements(bank, file, asOf)))
      return inTransaction(() => {
        const plan = planStatements(bank, file, asOf)
        const write = (): (number | null)[] => writeStatements(bank, plan, { fileName: basename(path), format: file.format, at: systemNow(), by: userName() })
        const ids = isAlone ? matching.standing(write) : write()
        const accepted = isAlone ? acceptSure(ids.filter((id) => id !== null), true) : 0
        return { ...reportOf(basename(path), file, plan, ids), accepted }
      })
    },
    statements: () => bank.statements(),
    transactions: async ({ statementId }, context) => {
      const transactions = bank.transactions(statementId, MAX_SHOWN_TRANSACTIONS)
      const returns = readReturns(bank)
      return shown(sql, bank, transactions, await proposalsInTurns(transactions, returns, context), returns)
    },
    accept: ({ transactionId, ...acceptance }) => {
      matching.following(() => inTransaction(() => {
        accept(existing(bank.transaction(transactionId)), acceptance, false)
        return [transactionId]
      }))
    },
    knownPayments: ({ transactionId, customerId }) => knownPayments(sql, existing(bank.transaction(transactionId)), customerId),
    acceptSure: async ({ statementId }, context) => {
      await matching.readToAccept(context)
      return inTransaction(() => ({ accepted: acceptSure([statementId], false) }))
    },
    ignore: ({ transactionId }) => matching.standing(() => inTransaction(() => ignore(existing(bank.transaction(transactionId))))),
    // its parts are other amounts: what they may be is read anew
    split: ({ transactionId, amounts }) => inTransaction(() => { splitTransaction(bank, existing(bank.transaction(transactionId)), amounts, { at: systemNow(), by: userName() }) }),
    undo: ({ transactionId }) => inTransaction(() => { undo(existing(bank.transaction(transactionId))) }),
    removeStatement: ({ statementId }) => inTransaction(() => {
      if (bank.isUsed(statementId)) throw new AppError('bank.statement-used')
      reopenCounterparts(bank.transactions(statementId, NO_LIMIT))
      bank.removeStatement(statementId)
    }),
  }
}

const isOnly = (ids: readonly number[] | undefined, id: number): boolean => ids?.length === 1 && ids[0] === id

const isOpenCredit = ({ state, amountCents }: StoredTransaction): boolean => state === 'open' && amountCents > 0

/** Of open credits, what each may be, given what the others may be. */
function together(open: readonly StoredTransaction[], proposals: readonly MatchProposal[][], { returnedOn }: Returns): MatchProposal[][] {
  return withoutDoubleClaims(open.map(({ id }, index) => {
    const on = returnedOn.get(id)
    return on ? asRejected(proposals[index]!, on) : proposals[index]!
  }))
}

/** Of a payment that a person deletes: the credit notes its acceptance used are free again, before the deletion makes its transaction one to be decided. */
export function creditRelease(sql: Sql, payments: Pick<PaymentBook, 'freeCredit'>): (paymentId: number) => void {
  const bank = bankRepository(sql)
  return (paymentId) => {
    const id = bank.transactionOfPayment(paymentId)
    const payment = readTransactionPayments(sql, [paymentId]).get(paymentId)
    if (id !== null && payment) for (const credit of bank.transaction(id)!.credits) payments.freeCredit(payment.customerId, credit)
  }
}
