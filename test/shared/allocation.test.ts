import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { allocateByAge, mergeAllocations, type OpenDueDate } from '../../shared/receivables/allocation-rules.ts'

const dueDates = (...amounts: number[]): OpenDueDate[] => amounts.map((amount, index) => ({ id: index + 1, dueOn: localDate(`2026-0${index + 1}-15`), openCents: cents(amount) }))

function remaining(open: OpenDueDate[], amount: number): number[] {
  const allocated = new Map(allocateByAge(open, cents(amount)).map(({ dueDateId, amountCents }) => [dueDateId, amountCents]))
  return open.map(({ id, openCents }) => openCents - (allocated.get(id) ?? 0))
}

describe('a payment settles the oldest due dates first', () => {
  it.each([
    [[30, 50, 20], 40, [0, 40, 20]],
    [[60, 100, 40], 40, [20, 100, 40]],
    [[20, 100, 40], 100, [0, 20, 40]],
    [[30, 50, 20], 100, [0, 0, 0]],
    [[30, 50, 20], 250, [0, 0, 0]],
    [[30, 50, 20], 0, [30, 50, 20]],
    [[-30, 50], 40, [-30, 10]],
  ])('%j with %i leaves %j', (open, amount, expected) => { expect(remaining(dueDates(...open), amount)).toEqual(expected) })

  it('whatever the order they come in; on the same day the first entered goes first', () => {
    const sameDay = localDate('2026-01-31')
    const open = [{ id: 9, dueOn: sameDay, openCents: cents(10) }, { id: 4, dueOn: sameDay, openCents: cents(10) }, { id: 7, dueOn: localDate('2026-01-01'), openCents: cents(10) }]
    expect(allocateByAge(open, cents(15))).toEqual([{ dueDateId: 7, amountCents: 10 }, { dueDateId: 4, amountCents: 5 }])
  })
})

it('two allocations on one due date add up', () => {
  expect([...mergeAllocations([{ dueDateId: 1, amountCents: cents(10) }, { dueDateId: 2, amountCents: cents(1) }, { dueDateId: 1, amountCents: cents(5) }])]).toEqual([[1, 15], [2, 1]])
})
