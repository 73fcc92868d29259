import { Matching } from '../../shared/bank/matching-rules.ts'
import type { FactIndex } from '../../shared/bank/matching-facts.ts'
import type { MatchProposal } from '../../shared/bank/match-proposal.ts'
import type { CallContext } from '../../shared/call.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import type { StoredTransaction } from './bank-repository.ts'
import { readAccepted, readFacts, readOpenCredits, type WantedCredit } from './matching-reader.ts'

interface Read { facts: FactIndex; matching: Matching; changes: number; wanted: ReadonlySet<string> }

/** Proposals for the credits still open. What they are made from is read again once anything has changed but for acceptances, which are followed: one must not cost what a whole dossier does. */
export class CurrentMatching {
  private readonly sql: Sql
  private made: Read | null = null

  constructor(sql: Sql) {
    this.sql = sql
  }

  /** Before proposals are asked for. @param coming credits that are about to be written */
  async read(context: CallContext, coming: readonly WantedCredit[] = []): Promise<void> {
    const changes = relevantChanges(this.sql)
    if (this.made?.changes === changes && coming.every((credit) => this.made!.wanted.has(wordsOf(credit)))) return
    this.made = null
    const credits = [...readOpenCredits(this.sql), ...coming]
    const facts = await readFacts(this.sql, credits, context)
    this.made = { facts, matching: new Matching(facts), changes, wanted: new Set(credits.map(wordsOf)) }
  }

  /** Throws when what it is made from has not been read: proposals from less than all that bears on a credit may be wrong. */
  propose(transaction: StoredTransaction): MatchProposal[] {
    if (!this.made?.wanted.has(wordsOf(transaction))) throw new Error('proposals for a credit nothing was read for')
    return this.made.matching.propose(transaction)
  }

  forget(): void {
    this.made = null
  }

  /** Around what does nothing but accept transactions. @param accept returns the ids of those accepted */
  following(accept: () => readonly number[]): number {
    const before = relevantChanges(this.sql)
    const accepted = accept()
    if (this.made?.changes === before) {
      this.made.facts.follow(readAccepted(this.sql, accepted))
      this.made.changes = relevantChanges(this.sql)
    }
    return accepted.length
  }

  /** Around writes that leave what was read as it is: setting transactions aside, and writing those that `read` was told are coming. */
  standing<T>(write: () => T): T {
    const before = relevantChanges(this.sql)
    const written = write()
    if (this.made?.changes === before) this.made.changes = relevantChanges(this.sql)
    return written
  }
}

const wordsOf = ({ amountCents, label, details }: WantedCredit): string => `${amountCents} ${label}\n${details}`
