import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { receivableReader } from '../../electron/dashboard/receivable-reader.ts'
import { readRows } from '../../electron/dashboard/row-walk.ts'
import { dates, numbers, someNumbers } from '../../electron/dashboard/column-text.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { fromDayNumber } from '../../shared/date.ts'
import { randomOf } from '../fixtures/ledger-simulator.ts'
import { openOffice } from '../fixtures/office-fixture.ts'
import { customerWithInvoices } from '../fixtures/receivable-fixture.ts'

const context = { progress: () => undefined, throwIfCancelled: () => undefined }

interface Piece { id: number; on: string; cents: number; mark: number }

function tableOf(pieces: readonly Piece[]): BetterSqlite3.Database {
  const sql = new BetterSqlite3(':memory:')
  sql.exec('CREATE TABLE piece (id INTEGER PRIMARY KEY, made_on TEXT, cents INTEGER, mark INTEGER) STRICT')
  const insert = sql.prepare('INSERT INTO piece VALUES (:id, :on, :cents, :mark)')
  sql.transaction(() => { for (const piece of pieces) insert.run(piece) })()
  return sql
}

/** Ids in runs, with holes of one, of some, and of more than a range between them. */
function pieces(count: number, seed: number): Piece[] {
  const random = randomOf(seed)
  let id = 0
  return Array.from({ length: count }, () => {
    id += random.pick([1, 1, 1, 1, 1, 1, 2, 7, random.chance(0.01) ? 5000 : 1])
    return { id, on: fromDayNumber(random.below(110_000) - 25_000), cents: random.pick([0, 1, -1, 1_000_000_000_000, -1_000_000_000_000, random.below(1_000_000) - 500_000]), mark: random.chance(0.03) ? 1 + random.below(9) : 0 }
  })
}

describe('columns of the dashboard', () => {
  it.each([[0, 1], [1, 2], [999, 3], [1000, 4], [1001, 5], [25_000, 6]])('%i rows are what SQLite gives row by row, whatever ids are missing', async (count, seed) => {
    const rows = pieces(count, seed)
    const [ids, days, cents, marks] = [new Int32Array(count), new Int32Array(count), new Float64Array(count), [] as number[]]
    const onTurn = vi.fn<(key: number) => void>()
    expect(await readRows(tableOf(rows), { from: 'piece', key: 'id', ids }, [dates('made_on', days), numbers('cents', cents), someNumbers('id', '-mark', 'mark > 0', marks)], context, onTurn)).toBe(count)
    expect(Array.from(ids, (id, place) => ({ id, on: fromDayNumber(days[place]!), cents: cents[place]! }))).toEqual(rows.map(({ id, on, cents: amount }) => ({ id, on, cents: amount })))
    expect(marks).toEqual(rows.filter(({ mark }) => mark > 0).flatMap(({ id, mark }) => [id, -mark]))
    const told = onTurn.mock.calls.map(([key]) => key)
    expect(told).toEqual(told.toSorted((one, other) => one - other))
    expect(told.at(-1) ?? 0).toBeGreaterThanOrEqual(ids.at(-1) ?? 0)
  })

  it('a table without a hole is read to its end', async () => {
    const rows = Array.from({ length: 3000 }, (_row, place) => ({ id: place + 1, on: '2026-01-31', cents: place, mark: 0 }))
    const [ids, cents] = [new Int32Array(3000), new Float64Array(3000)]
    expect(await readRows(tableOf(rows), { from: 'piece', key: 'id', ids }, [numbers('cents', cents)], context)).toBe(3000)
    expect([ids.at(-1), cents.at(-1)]).toEqual([3000, 2999])
  })

  it('others have their turn where rows are read that the query leaves out', async () => {
    const sql = tableOf(Array.from({ length: 25_000 }, (_row, place) => ({ id: place + 1, on: '2026-01-31', cents: 0, mark: 0 })))
    const onTurn = vi.fn<(key: number) => void>()
    expect(await readRows(sql, { from: 'piece', key: 'id', joined: 'JOIN (SELECT 1) ON mark > 0' }, [numbers('cents', new Float64Array(0))], context, onTurn)).toBe(0)
    expect(onTurn.mock.calls).toEqual([[10_000], [20_000], [25_000]])
  })

  it('a value that is missing stops the reading: no amount ever stands in another row’s place', async () => {
    const sql = tableOf(pieces(50, 7))
    sql.exec('UPDATE piece SET cents = NULL WHERE id = (SELECT max(id) FROM piece)')
    await expect(readRows(sql, { from: 'piece', key: 'id' }, [numbers('cents', new Float64Array(50))], context)).rejects.toThrow('50 rows, but 49 values of group_concat(cents)')
  })

  it('keep no room for the ids that undone imports have left', async () => {
    const { api, folder, close } = await openOffice()
    await customerWithInvoices(api, 'C001', [['2026-01-31', 1000]])
    await close()
    const sql = openDatabase(folder)
    sql.exec(`UPDATE due_date SET id = 500000 WHERE id = 1`)
    const { dueDates } = await receivableReader(sql)(context)
    sql.close()
    expect([dueDates.count, dueDates.id[0], dueDates.amountCents[0], dueDates.amountCents.buffer.byteLength]).toEqual([1, 500_000, 1000, 8])
  })
})
