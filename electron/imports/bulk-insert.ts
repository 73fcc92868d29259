import type { Statement } from 'better-sqlite3'
import type { Sql } from '../db/database.ts'

type Value = string | number | null

/** Rows of one INSERT: halves the cost of a row against one statement each. */
const ROWS = 16
/** Rows of a table with several parents: these then seldom have to be written before their own lot is full. */
const CHILD_ROWS = 512

/** Collects rows of one table and writes them a lot at a time. Rows of `parents` are written before those that refer to them. */
export class BulkInsert {
  private readonly many: Statement
  private readonly one: Statement
  private readonly width: number
  private readonly lot: number
  private readonly parents: BulkInsert[]
  private values: Value[] = []

  /** @param constants columns that have the same value in every row of this import */
  constructor(sql: Sql, table: string, columns: string[], constants: Record<string, Value>, parents: BulkInsert[] = []) {
    const names = Object.keys(constants)
    const row = `(${[...columns.map(() => '?'), ...Object.values(constants).map(literal)].join(', ')})`
    const insert = (rows: number): Statement => sql.prepare(`INSERT INTO ${table} (${[...columns, ...names].join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`)
    this.one = insert(1)
    const rows = parents.length > 1 ? CHILD_ROWS : ROWS
    this.many = insert(rows)
    this.width = columns.length
    this.lot = rows * columns.length
    this.parents = parents
  }

  /** Takes the values in the order of the columns. */
  add(...row: Value[]): void {
    for (const value of row) this.values.push(value)
    if (this.values.length === this.lot) {
      for (const parent of this.parents) parent.flush()
      this.many.run(this.values)
      this.values = []
    }
  }

  flush(): void {
    if (this.values.length === 0) return
    for (const parent of this.parents) parent.flush()
    for (let from = 0; from < this.values.length; from += this.width) this.one.run(this.values.slice(from, from + this.width))
    this.values = []
  }
}

/** A constant of the import itself (its id, its instant), never a text of a file. */
const literal = (value: Value): string => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL'))
