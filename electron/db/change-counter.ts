import type { Statement } from 'better-sqlite3'
import type { Sql } from './database.ts'

interface Counter { total: Statement; aside: number }
const counters = new WeakMap<Sql, Counter>()

function counterOf(sql: Sql): Counter {
  const counter = counters.get(sql) ?? { total: sql.prepare('SELECT total_changes()').pluck(), aside: 0 }
  counters.set(sql, counter)
  return counter
}

const total = ({ total }: Counter): number => total.get() as number

/** Changes as the connection counts them, all of them: the office holds the file's only one, what it has not written has not changed. */
export const allChanges = (sql: Sql): number => total(counterOf(sql))

/**
 * The same without those made `aside`: what is derived from receivables stands as long as this does. A write that nobody has declared counts,
 * so that a new one can only make something be read again for nothing.
 */
export function relevantChanges(sql: Sql): number {
  const counter = counterOf(sql)
  return total(counter) - counter.aside
}

/** Writes that leave receivables as they are: the state of a message. Rolled back or not, they are counted alike. */
export function aside<T>(sql: Sql, write: () => T): T {
  const counter = counterOf(sql)
  const before = total(counter)
  try {
    return write()
  } finally {
    counter.aside += total(counter) - before
  }
}
