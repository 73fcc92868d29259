import type { Statement } from 'better-sqlite3'
import type { CallContext } from '../../shared/call.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'
import { asTexts, numbers, putColumns, type Column, type TextRow } from './column-text.ts'

/** Keys of one statement: some half a millisecond. */
const RANGE = 1000
/** Ranges, of rows or of none, after which other calls have their turn: some 5 ms. */
const TURN = 10

/** Where rows come from: a table and the key that leads through it. */
export interface RowSource {
  from: string
  key: string
  /** What each row is joined with */
  joined?: string
  /** Takes the keys, of which each row has one of its own. */
  ids?: Int32Array
}

/**
 * All rows of a source into columns, in the order of their keys and a range of them at a time; other calls have their turn now and then. No statement stays open meanwhile: messages may be leaving.
 * Gives how many there are.
 * @param onTurn is told the key that the walk has come to
 */
export async function readRows(sql: Sql, { from, key, joined = '', ids }: RowSource, columns: readonly Column[], context: CallContext, onTurn: (key: number) => void = () => undefined): Promise<number> {
  const select = (list: string): Statement => sql.prepare(`SELECT ${list} FROM ${from} ${joined} WHERE ${key} > ? AND ${key} <= ?`).raw()
  const range = select(asTexts(columns))
  const ownKeys = ids && [numbers(key, ids)]
  const keys = ownKeys && select(asTexts(ownKeys))
  const next = sql.prepare(`SELECT min(${key}) FROM ${from} WHERE ${key} > ?`).pluck()
  let [place, ranges] = [0, 0]
  for (let first = next.get(0) as number | null; first !== null;) {
    const last = first - 1 + RANGE
    const rows = putColumns(columns, range.get(first - 1, last) as TextRow, place)
    // all the keys there can be
    const isFull = rows === RANGE
    if (ids && isFull) for (let offset = 0; offset < RANGE; offset += 1) ids[place + offset] = first + offset
    else if (keys) putColumns(ownKeys, keys.get(first - 1, last) as TextRow, place)
    place += rows
    first = isFull ? last + 1 : next.get(last) as number | null
    ranges += 1
    if (ranges % TURN !== 0 && first !== null) continue
    onTurn(last)
    await giveWay(context)
  }
  return place
}
