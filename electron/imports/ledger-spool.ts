import type { LedgerLine } from '../../shared/imports/lettering-rules.ts'
import type { Sql } from '../db/database.ts'
import type { FecCustomer, SpoolPart } from './fec-parser.ts'
import { decodeLines } from './ledger-line.ts'

/** Customer lines of a ledger, kept in a temporary table until all of the file has been read, then given back by customer. SQLite moves it to a nameless file when it grows. */
export class LedgerSpool {
  readonly customers: FecCustomer[] = []
  private readonly sql: Sql

  constructor(sql: Sql) {
    this.sql = sql
    sql.exec('DROP TABLE IF EXISTS temp.ledger_spool; CREATE TEMP TABLE ledger_spool (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL, lines TEXT NOT NULL); CREATE INDEX temp.ledger_spool_customer ON ledger_spool (customer)')
  }

  add(parts: SpoolPart[], customers: FecCustomer[]): void {
    this.customers.push(...customers)
    const insert = this.sql.prepare('INSERT INTO temp.ledger_spool (customer, lines) VALUES (?, ?)')
    this.sql.transaction(() => {
      for (const [customer, lines] of parts) insert.run(customer, lines)
    })()
  }

  /** All lines of a customer, in the order of the file. */
  reader(): (customer: FecCustomer) => LedgerLine[] {
    const select = this.sql.prepare('SELECT lines FROM temp.ledger_spool WHERE customer = ? ORDER BY id').pluck()
    return ({ number }) => decodeLines((select.all(number) as string[]).join(''))
  }

  drop(): void {
    this.sql.exec('DROP TABLE IF EXISTS temp.ledger_spool')
  }
}
