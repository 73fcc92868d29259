import type { StatementReport } from '../../shared/bank/bank-contract.ts'
import { gapToKnown, identityOf, type BankFormat, type ReadFile, type ReadStatement, type ReadTransaction, type StatementWarning } from '../../shared/bank/statement-rules.ts'
import type { Instant, LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { BankRepository } from './bank-repository.ts'
import { newKeys, type KnownAccount, type NewKeys } from './known-transactions.ts'
import { markReturned } from './returned-payments.ts'

interface PlannedStatement { statement: ReadStatement; fresh: { identity: string; transaction: ReadTransaction }[]; isKnown: boolean }
interface Plan { statements: PlannedStatement[]; warnings: StatementWarning[] }

/** What of a file the dossier does not have yet. Writes nothing. */
export function planStatements(bank: BankRepository, { format, statements, warnings }: ReadFile, asOf: LocalDate): Plan {
  const accounts = new Map(Array.from(Map.groupBy(statements, ({ account }) => account), ([account, of]) => [account, knownOf(bank, account, of)]))
  const { keys, otherReferences, takenFor } = newKeys(format, statements, (account) => accounts.get(account)!)
  const planned = statements.map((statement, index): PlannedStatement => {
    const fresh = statement.transactions.flatMap((transaction, position) => {
      const key = keys[index]![position] ?? null
      return key === null ? [] : [{ identity: identityOf(key), transaction }]
    })
    return { statement, fresh, isKnown: fresh.length === 0 && (statement.transactions.length > 0 || bank.hasStatement(statement)) }
  })
  const gaps = [...accounts].flatMap(([account, known]) => {
    const { statement, isKnown } = planned.find((candidate) => candidate.statement.account === account)!
    return isKnown ? [] : gapToKnown(statement, known.statements, (from, to, exceptStatementId) => bank.movedBetween(account, from, to, exceptStatementId))
  })
  return { statements: planned, warnings: [...warnings, ...gaps, ...renamedWarnings(otherReferences), ...takenForWarnings(takenFor), ...futureWarnings(planned, asOf)] }
}

/** What will be decided on once it is written */
export const creditsOf = ({ statements }: Plan): ReadTransaction[] => statements.flatMap(({ fresh }) => fresh.map(({ transaction }) => transaction)).filter(({ amountCents }) => amountCents > 0)

function renamedWarnings(transactions: ReadTransaction[]): StatementWarning[] {
  const [first] = transactions
  return first ? [{ code: 'other-reference', line: first.line, details: { count: transactions.length, on: first.bookedOn } }] : []
}

/** As many as a person reads one by one. */
const MAX_TOLD = 10

/** Each by name: it may be the payment of somebody else. */
function takenForWarnings(takenFor: NewKeys['takenFor']): StatementWarning[] {
  const told = takenFor.slice(0, MAX_TOLD).map(({ transaction: { line, bookedOn, amountCents, label }, known }): StatementWarning => ({ code: 'taken-for', line, details: { on: bookedOn, cents: amountCents, label, known: known.label } }))
  const more = takenFor[MAX_TOLD]
  return more ? [...told, { code: 'taken-for-more', line: more.transaction.line, details: { count: takenFor.length - MAX_TOLD } }] : told
}

/** Days that have not come: a wrong year, or a file of movements that are only announced. */
function futureWarnings(planned: PlannedStatement[], asOf: LocalDate): StatementWarning[] {
  const future = planned.flatMap(({ fresh }) => fresh.map(({ transaction }) => transaction)).filter(({ bookedOn }) => bookedOn > asOf)
  const [first] = future
  return first ? [{ code: 'future', line: first.line, details: { count: future.length, on: first.bookedOn } }] : []
}

function knownOf(bank: BankRepository, account: string, statements: ReadStatement[]): KnownAccount {
  const days = statements.flatMap(({ transactions }) => transactions.map(({ bookedOn }) => bookedOn)).sort()
  return { statements: bank.statementsOf(account), transactions: days.length === 0 ? [] : bank.knownOf(account, days[0]!, days.at(-1)!) }
}

/** Writes what is new, in the caller's transaction; ids of statements with nothing new are null. */
export function writeStatements(bank: BankRepository, { statements: plan }: Plan, file: { fileName: string; format: BankFormat; at: Instant; by: string }): (number | null)[] {
  const ids = plan.map(({ statement, fresh, isKnown }) => {
    if (isKnown) return null
    const id = bank.addStatement(statement, file)
    for (const { identity, transaction } of fresh) bank.addTransaction(id, statement.account, identity, transaction)
    return id
  })
  for (const [account, of] of Map.groupBy(plan, ({ statement }) => statement.account)) {
    const [from] = of.flatMap(({ fresh }) => fresh.map(({ transaction: { bookedOn } }) => bookedOn)).sort()
    if (from !== undefined) markReturned(bank, account, from)
  }
  return ids
}

export function reportOf(fileName: string, { format }: ReadFile, { statements: plan, warnings }: Plan, ids: (number | null)[] = []): StatementReport {
  const sum = (transactions: ReadTransaction[], sign: 1 | -1) => cents(transactions.reduce((total, { amountCents }) => (Math.sign(amountCents) === sign ? total + amountCents : total), 0))
  const added = plan.reduce((total, { fresh }) => total + fresh.length, 0)
  return {
    fileName, format, added, known: plan.reduce((total, { statement }) => total + statement.transactions.length, 0) - added, accepted: 0, warnings,
    statements: plan.map(({ statement: { line, account, opening, closing, transactions }, fresh }, index) => ({
      id: ids[index] ?? null, line, account, openedOn: opening?.on ?? null, openingCents: opening ? cents(opening.cents) : null, closedOn: closing?.on ?? null, closingCents: closing ? cents(closing.cents) : null,
      transactions: transactions.length, creditCents: sum(transactions, 1), debitCents: sum(transactions, -1), added: fresh.length,
    })),
  }
}
