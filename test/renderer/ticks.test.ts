import { expect, it } from 'vitest'
import { createTicks } from '../../renderer/reminders/ticks.ts'

const selection = { ids: Int32Array.of(40, 7, 12), openCents: Float64Array.of(100_00, 25_50, 4_50), levels: Uint8Array.of(0, 1, 2) }

it('R-EBP-37 R-EBP-45 counts and sums what is ticked, and gives its ids in the order of the selection', () => {
  const ticks = createTicks(selection)
  ticks.set(12, true)
  ticks.set(40, true)
  expect([ticks.count, ticks.totalCents, [...ticks.ids()]]).toEqual([2, 104_50, [40, 12]])
  ticks.set(40, false)
  expect([ticks.count, ticks.totalCents, ticks.isTicked(40), ticks.isTicked(12)]).toEqual([1, 4_50, false, true])
})

it('ticking twice counts once, and an id of another selection is no one’s', () => {
  const ticks = createTicks(selection)
  ticks.set(7, true)
  ticks.set(7, true)
  ticks.set(8, true)
  ticks.set(4_000, true)
  expect([ticks.count, ticks.totalCents, ticks.isTicked(8), ticks.isTicked(4_000)]).toEqual([1, 25_50, false, false])
})

it('R-EBP-38 R-EBP-39 R-EBP-40 ticks some of a million at once and unticks all', () => {
  const ids = Int32Array.from({ length: 1_000_000 }, (_, index) => 1_000_000 - index)
  const ticks = createTicks({ ids, openCents: new Float64Array(ids.length).fill(1_01), levels: new Uint8Array(ids.length) })
  ticks.setAll(ids.subarray(0, 600_000), true)
  expect([ticks.count, ticks.totalCents]).toEqual([600_000, 60_600_000])
  ticks.setAll(ids, true)
  expect([ticks.count, ticks.totalCents, ticks.ids().length]).toEqual([1_000_000, 101_000_000, 1_000_000])
  ticks.clear()
  expect([ticks.count, ticks.totalCents, ticks.ids().length, ticks.isTicked(1)]).toEqual([0, 0, 0, false])
})

it('an empty selection has nothing to tick', () => {
  const ticks = createTicks({ ids: new Int32Array(), openCents: new Float64Array(), levels: new Uint8Array() })
  ticks.set(1, true)
  expect([ticks.count, ticks.isTicked(0), ticks.isTicked(1)]).toEqual([0, false, false])
})

it('R-EBP-76 gives what was seen of the ticked due dates, with the level a letter has given one since', () => {
  const ticks = createTicks(selection)
  ticks.setAll(Int32Array.of(12, 40), true)
  ticks.setLevel(12, 3)
  ticks.setLevel(4_000, 3)
  expect(ticks.seen()).toEqual({ ids: Int32Array.of(40, 12), openCents: Float64Array.of(100_00, 4_50), levels: Uint8Array.of(0, 3) })
  expect(selection.levels).toEqual(Uint8Array.of(0, 1, 2))
})

it('AMB-03 keeps the ticks of a narrower selection, but not of what has been paid, reminded or taken away since', () => {
  const before = createTicks({ ids: Int32Array.of(1, 2, 3, 4, 5), openCents: Float64Array.of(10, 20, 30, 40, 50), levels: Uint8Array.of(0, 0, 0, 1, 0) })
  before.setAll(Int32Array.of(1, 2, 3, 4), true)
  before.setLevel(4, 2)
  const wider = createTicks({ ids: Int32Array.of(9, 5, 4, 2, 1), openCents: Float64Array.of(90, 50, 40, 15, 10), levels: Uint8Array.of(0, 0, 2, 0, 0) })
  wider.keep(before.seen())
  expect([[...wider.ids()], wider.count, wider.totalCents]).toEqual([[4, 1], 2, 50])
})
