import type { StatementReport } from '../../shared/bank/bank-contract.ts'
import { gapToKnown, identityOf, type BankFormat, type ReadFile, type ReadStatement, type ReadTransaction, type StatementWarning } from '../../shared/bank/statement-rules.ts'
import type { Instant } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { BankRepository } from './bank-repository.ts'
import { newKeys, type KnownAccount } from './known-transactions.ts'

interface PlannedStatement { statement: ReadStatement; fresh: { identity: string; transaction: ReadTransaction }[]; isKnown: boolean }
interface Plan { statements: PlannedStatement[]; warnings: StatementWarning[] }

/** What of a file the dossier does not have yet. Writes nothing. */
export function planStatements(bank: BankRepository, { format, statements, warnings }: ReadFile): Plan {
  const accounts = new Map(Array.from(Map.groupBy(statements, ({ account }) => account), ([account, of]) => [account, knownOf(bank, account, of)]))
  const { keys, otherReferences } = newKeys(format, statements, (account) => accounts.get(account)!)
  const planned = statements.map((statement, index): PlannedStatement => {
    const fresh = statement.transactions.flatMap((transaction, position) => {
      const key = keys[index]![position] ?? null
      return key === null ? [] : [{ identity: identityOf(key), transaction }]
    })
    return { statement, fresh, isKnown: fresh.length === 0 && (statement.transactions.length > 0 || bank.hasStatement(statement)) }
  })
  const gaps = [...accounts].flatMap(([account, known]) => {
    const { statement, isKnown } = planned.find((candidate) => candidate.statement.account === account)!
    return isKnown ? [] : gapToKnown(statement, known.statements)
  })
  const renamed = otherReferences[0]
  return { statements: planned, warnings: [...warnings, ...gaps, ...(renamed ? [{ code: 'other-reference' as const, line: renamed.line, details: { count: otherReferences.length, on: renamed.bookedOn } }] : [])] }
}

function knownOf(bank: BankRepository, account: string, statements: ReadStatement[]): KnownAccount {
  const days = statements.flatMap(({ transactions }) => transactions.map(({ bookedOn }) => bookedOn)).sort()
  return { statements: bank.statementsOf(account), transactions: days.length === 0 ? [] : bank.knownOf(account, days[0]!, days.at(-1)!) }
}

/** Writes what is new, in the caller's transaction; ids of statements with nothing new are null. */
export function writeStatements(bank: BankRepository, { statements: plan }: Plan, file: { fileName: string; format: BankFormat; at: Instant; by: string }): (number | null)[] {
  return plan.map(({ statement, fresh, isKnown }) => {
    if (isKnown) return null
    const id = bank.addStatement(statement, file)
    for (const { identity, transaction } of fresh) bank.addTransaction(id, statement.account, identity, transaction)
    return id
  })
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
