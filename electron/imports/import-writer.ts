import type { Statement } from 'better-sqlite3'
import type { Instant } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'
import { IMPORTED_COLUMNS, IMPORTED_TABLES, type ChangedTable, type ChangedValues, type ImportedTable, type NextIds, type RowBlock } from './import-rows.ts'

/** What a letter and a call need to know of a customer, beside his addresses. */
const SHEET = `legal_form, siren, siret, vat_number, phone1, phone2, mobile1, mobile2, fax, email1, email2, website, debtor_profile, profile_confirmed, payment_term, credit_limit_cents, language, reminder_channel,
  late_interest_rate_bp, sales_rep, family`

/** Writes an import's rows inside its transaction, each bearing the import's id, and keeps the rows it changes as they were. */
export class ImportWriter {
  readonly importId: number
  readonly now: Instant
  private readonly sql: Sql
  private readonly inserts = new Map<string, Statement>()
  private readonly keepRow: Statement
  private readonly changed = new Set<string>()

  constructor(sql: Sql, importId: number, now: Instant) {
    this.sql = sql
    this.importId = importId
    this.now = now
    this.keepRow = sql.prepare('INSERT INTO import_change (import_id, seq, table_name, row_id, before) VALUES (?, ?, ?, ?, ?)')
  }

  /** Adds the rows of a block, parents first, then makes its changes. */
  write({ added, changes }: RowBlock): void {
    for (const table of IMPORTED_TABLES) {
      const rows = added[table]
      if (!rows) continue
      const { firstId, width, json } = rows
      this.insert(table, width).run({ firstId, json, importId: this.importId, now: this.now })
      // gives the memory back now: the collector does not see it and would let tens of megabytes pile up
      json.buffer.transfer(0)
    }
    for (const change of changes) {
      if ('removedAllocation' in change) this.removeAllocation(change.removedAllocation)
      else this.change(change.table, change.id, change.values)
    }
  }

  /** Changes columns of an existing row, after keeping it as it was. */
  change(table: ChangedTable, id: number, values: ChangedValues): void {
    this.keep(table, id)
    const changed = { ...values, updated_at: this.now }
    this.sql.prepare(`UPDATE ${table} SET ${Object.keys(changed).map((column) => `${column} = :${column}`).join(', ')} WHERE id = :id`).run({ ...changed, id })
  }

  /** Gives an invoice, with its due dates, to another customer. */
  moveInvoice(id: number, organisationId: number): void {
    this.change('invoice', id, { organisation_id: organisationId })
    for (const dueDateId of this.sql.prepare('SELECT id FROM due_date WHERE invoice_id = ?').pluck().all(id) as number[]) this.change('due_date', dueDateId, { organisation_id: organisationId })
  }

  /** What is known of a customer, for an account that this import has made of the same one. */
  copySheet(from: number, to: number): void {
    this.sql.prepare(`UPDATE organisation SET (${SHEET}) = (SELECT ${SHEET} FROM organisation WHERE id = :from) WHERE id = :to`).run({ from, to })
    this.sql.prepare(`INSERT INTO address (organisation_id, kind, line1, line2, line3, postcode, city, country_code)
      SELECT :to, kind, line1, line2, line3, postcode, city, country_code FROM address WHERE organisation_id = :from`).run({ from, to })
  }

  private removeAllocation(id: number): void {
    this.keep('allocation', id)
    this.sql.prepare('DELETE FROM allocation WHERE id = ?').run(id)
  }

  /** Keeps a row as it is now for « Annuler l'import »; a second call for the same row does nothing. */
  private keep(table: ChangedTable | 'allocation', id: number): void {
    if (this.changed.has(`${table} ${id}`)) return
    this.changed.add(`${table} ${id}`)
    const row = this.sql.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id)
    this.keepAs(table, id, row)
  }

  /** The addresses of an organisation as one kept value: they have no id of their own. */
  keepAddresses(organisationId: number): void {
    if (this.changed.has(`address ${organisationId}`)) return
    this.changed.add(`address ${organisationId}`)
    const rows = this.sql.prepare('SELECT * FROM address WHERE organisation_id = ? ORDER BY kind').all(organisationId)
    this.keepAs('address', organisationId, rows)
  }

  /** Remembers how this source's columns are to be read next time. */
  saveMapping(sourceKey: string, options: unknown): void {
    const before = this.sql.prepare('SELECT * FROM import_mapping WHERE source_key = ?').get(sourceKey)
    this.changed.add('import_mapping')
    this.keepAs('import_mapping', 0, before ?? { source_key: sourceKey })
    this.sql.prepare(`INSERT INTO import_mapping (source_key, options, updated_at) VALUES (?, ?, ?) ON CONFLICT (source_key) DO UPDATE SET options = excluded.options, updated_at = excluded.updated_at`)
      .run(sourceKey, JSON.stringify(options), this.now)
  }

  private insert(table: ImportedTable, width: number): Statement {
    const key = `${table} ${width}`
    const statement = this.inserts.get(key) ?? this.sql.prepare(insertOf(table, width))
    this.inserts.set(key, statement)
    return statement
  }

  private keepAs(table: string, id: number, before: unknown): void {
    this.keepRow.run(this.importId, this.changed.size, table, id, JSON.stringify(before))
  }
}

/** Ids beyond every one ever given, also those of rows since removed; an allocation's is never kept anywhere. */
export function readNextIds(sql: Sql): NextIds {
  const next = (table: ImportedTable): number => sql.prepare('SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = ?').pluck().get(table) as number
  const allocation = sql.prepare('SELECT coalesce(max(id), 0) + 1 FROM allocation').pluck().get() as number
  return { organisation: next('organisation'), invoice: next('invoice'), due_date: next('due_date'), payment: next('payment'), allocation }
}

/** SQLite takes the values out of the JSON itself: binding each of them costs more than the row. */
function insertOf(table: ImportedTable, width: number): string {
  const columns: readonly string[] = IMPORTED_COLUMNS[table].slice(0, width)
  const stamps = table === 'allocation' ? { import_id: ':importId' } : { import_id: ':importId', updated_at: ':now' }
  // a customer comes from a ledger or a list of customers
  const constants = table === 'organisation' ? { ...stamps, is_customer: '1' } : stamps
  return `INSERT INTO ${table} (id, ${[...columns, ...Object.keys(constants)].join(', ')})
    SELECT :firstId + key, ${[...columns.map((_column, index) => `value ->> ${index}`), ...Object.values(constants)].join(', ')} FROM jsonb_each(jsonb(CAST(:json AS TEXT)))`
}
