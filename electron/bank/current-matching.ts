import { Matching } from '../../shared/bank/matching-rules.ts'
import type { FactIndex } from '../../shared/bank/matching-facts.ts'
import type { MatchProposal } from '../../shared/bank/match-proposal.ts'
import type { CallContext } from '../../shared/call.ts'
import { relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'
import type { StoredTransaction } from './bank-repository.ts'
import { readAccepted, readFacts, readOpenCredits, type ReadingTurns, type WantedCredit } from './matching-reader.ts'

interface Read { facts: FactIndex; matching: Matching; changes: number; wanted: ReadonlySet<string> }

/** After as many the office is held for one reading: letters being sent write for as long as they are sent. */
const READINGS_IN_TURNS = 3

/**
 * Proposals for the credits still open. What they are made from is read again once anything has changed but for acceptances, which are followed: one must not cost what a whole dossier does.
 * Only commands and jobs may use it: it relies on their running one after the other. Two readings at a time would leave either without what it read.
 */
export class CurrentMatching {
  private readonly sql: Sql
  private made: Read | null = null

  constructor(sql: Sql) {
    this.sql = sql
  }

  /** For a list: it shows what stood when it was read, whatever is written before its last proposal. */
  async read(context: CallContext): Promise<void> {
    if (!this.isCurrent()) await this.readOnce([], inTurns(context))
  }

  /** For accepting: nothing has been written meanwhile. @param coming credits that are about to be written */
  async readToAccept(context: CallContext, coming: readonly WantedCredit[] = []): Promise<void> {
    for (let readings = 0; !this.isCurrent(coming); readings += 1) await this.readOnce(coming, readings < READINGS_IN_TURNS ? inTurns(context) : held)
  }

  isCurrent(coming: readonly WantedCredit[] = []): boolean {
    return this.made?.changes === relevantChanges(this.sql) && coming.every((credit) => this.made!.wanted.has(identity(credit)))
  }

  /** Throws when what it is made from has not been read: proposals from less than all that bears on a credit may be wrong. */
  propose(transaction: StoredTransaction): MatchProposal[] {
    if (!this.made?.wanted.has(identity(transaction))) throw new Error('proposals for a credit nothing was read for')
    return this.made.matching.propose(transaction)
  }

  forget(): void {
    this.made = null
  }

  /** Around what does nothing but accept transactions. @param accept returns the ids of those accepted */
  following(accept: () => readonly number[]): number {
    this.forgetIfStale()
    const accepted = accept()
    if (this.made) {
      this.made.facts.follow(readAccepted(this.sql, accepted))
      this.made.changes = relevantChanges(this.sql)
    }
    return accepted.length
  }

  /** Around writes that leave what was read as it is: setting transactions aside, and writing those that `read` was told are coming. */
  standing<T>(write: () => T): T {
    this.forgetIfStale()
    const written = write()
    if (this.made) this.made.changes = relevantChanges(this.sql)
    return written
  }

  private forgetIfStale(): void {
    if (!this.isCurrent()) this.made = null
  }

  private async readOnce(coming: readonly WantedCredit[], turns: ReadingTurns): Promise<void> {
    this.made = null
    const changes = relevantChanges(this.sql)
    const credits = [...readOpenCredits(this.sql), ...coming]
    const facts = await readFacts(this.sql, credits, turns)
    this.made = { facts, matching: new Matching(facts), changes, wanted: new Set(credits.map(identity)) }
  }
}

/** All of a credit that bears on what is read for it. */
const identity = ({ bookedOn, amountCents, label, details }: WantedCredit): string => `${bookedOn} ${amountCents} ${label}\n${details}`

const inTurns = (context: CallContext): ReadingTurns => ({ progress: (progress) => { context.progress(progress) }, giveWay: () => giveWay(context) })
const held: ReadingTurns = { progress: () => undefined, giveWay: () => Promise.resolve() }
