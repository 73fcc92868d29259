import type { StatementReport } from '../../shared/bank/bank-contract.ts'
import { transactionKeys, type BankFormat, type ReadFile, type ReadStatement, type ReadTransaction } from '../../shared/bank/statement-rules.ts'
import type { Instant } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { BankRepository } from './bank-repository.ts'

interface PlannedStatement { statement: ReadStatement; fresh: { identity: string; transaction: ReadTransaction }[]; isKnown: boolean }

/** What of a file the dossier does not have yet. Writes nothing. */
export function planStatements(bank: BankRepository, { format, statements }: ReadFile): PlannedStatement[] {
  const keys = transactionKeys(statements)
  const isKnown = knownFinder(bank, format, statements)
  return statements.map((statement, index) => {
    const fresh = statement.transactions.map((transaction, position) => ({ identity: keys[index]![position]!, transaction })).filter(({ identity, transaction }) => !isKnown(statement.account, identity, transaction))
    return { statement, fresh, isKnown: fresh.length === 0 && (statement.transactions.length > 0 || bank.hasStatement(statement)) }
  })
}

/**
 * Whether the dossier has a transaction: under the same identity or, from a file of another format, whose words differ, one of the same account, day and amount
 * that no other transaction of this file is.
 */
function knownFinder(bank: BankRepository, format: BankFormat, statements: ReadStatement[]): (account: string, identity: string, transaction: ReadTransaction) => boolean {
  const identities = new Map<string, Set<string>>()
  const elsewhere = new Map<string, number>()
  const place = (account: string, { bookedOn, amountCents }: { bookedOn: string; amountCents: number }): string => `${account} ${bookedOn} ${amountCents}`
  for (const account of new Set(statements.map((statement) => statement.account))) {
    const days = statements.filter((statement) => statement.account === account).flatMap(({ transactions }) => transactions.map(({ bookedOn }) => bookedOn)).sort()
    if (days.length === 0) continue
    const known = bank.knownOf(account, days[0]!, days.at(-1)!)
    identities.set(account, new Set(known.map(({ identity }) => identity)))
    for (const other of known) if (other.format !== format) elsewhere.set(place(account, other), (elsewhere.get(place(account, other)) ?? 0) + 1)
  }
  const taken = new Set<string>()
  return (account, identity, transaction) => {
    if (identities.get(account)?.has(identity) || taken.has(`${account} ${identity}`)) return true
    const left = elsewhere.get(place(account, transaction)) ?? 0
    if (left === 0) {
      taken.add(`${account} ${identity}`)
      return false
    }
    elsewhere.set(place(account, transaction), left - 1)
    return true
  }
}

/** Writes what is new, in the caller's transaction; ids of statements with nothing new are null. */
export function writeStatements(bank: BankRepository, plan: PlannedStatement[], file: { fileName: string; format: BankFormat; at: Instant; by: string }): (number | null)[] {
  return plan.map(({ statement, fresh, isKnown }) => {
    if (isKnown) return null
    const id = bank.addStatement(statement, file)
    for (const { identity, transaction } of fresh) bank.addTransaction(id, statement.account, identity, transaction)
    return id
  })
}

export function reportOf(fileName: string, { format, warnings }: ReadFile, plan: PlannedStatement[], ids: (number | null)[] = []): StatementReport {
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
