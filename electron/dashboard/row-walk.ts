import { setImmediate } from 'node:timers/promises'
import type { CallContext } from '../../shared/call.ts'

/** Rows of one statement. Of 20 000 most outlived the young generation before they were looked at, and moving them cost V8 as much again as reading them. */
export const CHUNK = 1000
/** Rows after which other calls have their turn: some 10 ms. */
const TURN = 10 * CHUNK

/** Other calls have their turn; throws when the person has asked to stop. */
export async function giveWay(context: CallContext): Promise<void> {
  await setImmediate()
  context.throwIfCancelled()
}

/**
 * Rows in the order of their key, a chunk at a time; other calls have their turn now and then. No statement stays open meanwhile: messages may be leaving.
 * @param chunkAfter the CHUNK rows that follow a row, or the first ones
 * @param onTurn is told how many rows were read since the turn before
 */
export async function eachRow<R>(chunkAfter: (last: R | null) => R[], visit: (row: R, place: number) => void, context: CallContext, onTurn: (rows: number) => void = () => undefined): Promise<void> {
  let [place, told] = [0, 0]
  for (let last: R | null = null; ;) {
    const rows: R[] = chunkAfter(last)
    for (const row of rows) visit(row, place++)
    const isOver = rows.length < CHUNK
    if (isOver || place - told >= TURN) {
      onTurn(place - told)
      told = place
      await giveWay(context)
    }
    if (isOver) return
    last = rows.at(-1)!
  }
}
