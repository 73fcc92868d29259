import { MOST_STATEMENT_LINES, type Statement } from '../../shared/accounts/account-contract.ts'
import { statementOf } from '../../shared/accounts/statement-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { AppError, existing } from '../../shared/errors.ts'
import type { Deduction, LetterClaims } from '../../shared/legal/interest-rules.ts'
import type { Hold } from '../../shared/holds/hold-contract.ts'
import type { FormalNotice } from '../../shared/legal/legal-contract.ts'
import { isProfileKnown } from '../../shared/receivables/profile-rules.ts'
import type { Customer } from '../../shared/receivables/receivable-contract.ts'
import type { Sql } from '../db/database.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import type { StatementSheet } from '../delivery/statement-layout.ts'
import { readLedger, statementLineCounter } from './account-repository.ts'

export interface AccountOptions {
  sql: Sql
  /** The dossier's */
  folder: string
  company(): Company
  /** The « fiche client », or null when there is none of that id. */
  customer(id: number): Customer | null
  /** Late interest and indemnities of those due dates as the books were known on that day, none on what `deductions` cover; null when nothing may be claimed. Throws AppError('legal.rate-missing') unless only the indemnities are asked for. */
  claims(customerId: number, dueDateIds: readonly number[], asOf: LocalDate, deductions: ReadonlyMap<number, readonly Deduction[]>, isWithoutInterest: boolean): LetterClaims | null
  /** Every hold that bears on him or on something of his. */
  holds(customerId: number): readonly Hold[]
  /** Formal notices and the registered mail they left as. */
  formalNotices(customerId: number): readonly FormalNotice[]
  /** Made when first needed. */
  press(): LetterPress
  addDocument(document: NewDocument): number
  /** Puts a message in the outbox, within the caller's transaction. */
  enqueue(message: StatementMail): void
}

/** A statement to be sent by e-mail. */
export interface StatementMail { customerId: number; to: { name: string; address: string }; subject: string; text: string; documentId: number }

/** What statements and files of evidence are made from. */
export interface AccountTools extends AccountOptions {
  existingCustomer(id: number): Customer & { id: number }
  /** More lines than one statement shows */
  isStatementTooLong(customerId: number): boolean
  statement(customerId: number, from: LocalDate | null, asOf: LocalDate): Statement
  statementSheet(customerId: number, from: LocalDate | null, asOf: LocalDate): StatementSheet
}

/** What is open of the account at the end of that day, however many lines a statement of it would have. */
export const openItemsAt = (sql: Sql, customerId: number, asOf: LocalDate): Statement => statementOf(readLedger(sql, customerId), null, asOf)

export function accountTools(options: AccountOptions): AccountTools {
  const { sql } = options
  const countLines = statementLineCounter(sql)
  const existingCustomer = (id: number): Customer & { id: number } => ({ ...existing(options.customer(id)), id })
  const statement = (customerId: number, from: LocalDate | null, asOf: LocalDate): Statement => {
    if (from !== null && from > asOf) throw new AppError('account.period-reversed')
    const count = countLines(customerId)
    if (count > MOST_STATEMENT_LINES) throw new AppError('account.statement-too-long', { count, limit: MOST_STATEMENT_LINES })
    return statementOf(readLedger(sql, customerId), from, asOf)
  }
  return {
    ...options, existingCustomer, statement, isStatementTooLong: (customerId) => countLines(customerId) > MOST_STATEMENT_LINES,
    statementSheet: (customerId, from, asOf) => {
      const customer = existingCustomer(customerId)
      const { code, name, address, billingAddress, debtorProfile, language } = customer
      return { sender: options.company(), recipient: { code, name, address: billingAddress ?? address, debtorProfile, isProfileKnown: isProfileKnown(customer), language }, statement: statement(customerId, from, asOf) }
    },
  }
}
