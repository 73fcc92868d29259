import { describe, expect, it } from 'vitest'
import { compileScript } from '../../shared/calls/script-rules.ts'
import type { CallOrder, EntryState, SessionEntry } from '../../shared/calls/session-contract.ts'
import { entryState, nextToCall, queueOf, sharesOf, type QueueCandidate } from '../../shared/calls/session-rules.ts'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { today } from '../fixtures/reminder-fixture.ts'

const day = (text: string | null): LocalDate | null => (text === null ? null : localDate(text))
const candidate = (customerId: number, openCents: number, oldestDueOn: string, lastContactOn: string | null, brokenOn: string | null = null): QueueCandidate =>
  ({ customerId, openCents, oldestDueOn: localDate(oldestDueOn), lastContactOn: day(lastContactOn), brokenOn: day(brokenOn) })

describe('the queue of a session', () => {
  const customers = [
    candidate(1, 500, '2026-01-31', '2026-03-01'), candidate(2, 900, '2026-02-28', null), candidate(3, 100, '2025-12-31', '2026-02-01'), candidate(4, 200, '2026-03-01', '2026-03-20', '2026-03-15'), candidate(5, 50, '2026-03-02', '2026-03-21', '2026-03-10'),
  ]
  it.each<[CallOrder, number[]]>([['amount', [4, 5, 2, 1, 3]], ['age', [4, 5, 3, 1, 2]], ['last-contact', [4, 5, 2, 3, 1]], ['promise', [5, 4, 2, 1, 3]]])('by %s begins with broken promises', (order, expected) => {
    expect(queueOf(customers, order).map(({ customerId }) => customerId)).toEqual(expected)
  })
  it('is the same whatever order the customers come in; of two alike, who owes more, then the older customer', () => {
    const alike = [candidate(8, 10, '2026-01-31', null), candidate(7, 10, '2026-01-31', null), candidate(9, 20, '2026-01-31', null)]
    for (const order of ['age', 'last-contact', 'promise'] as const) expect(queueOf(alike, order).map(({ customerId }) => customerId)).toEqual([9, 7, 8])
    expect(queueOf(alike.toReversed(), 'age')).toEqual(queueOf(alike, 'age'))
  })
  it('shared between two is every other customer each, nobody twice, nobody left out', () => {
    expect(sharesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 3, 5], [2, 4]])
    expect(sharesOf([1], 2)).toEqual([[1]])
    expect(sharesOf([1, 2], 1)).toEqual([[1, 2]])
  })
})

describe('a customer of a session', () => {
  it.each<[string, Parameters<typeof entryState>[0], EntryState]>([
    ['waits', { isCalled: false, postponedUntil: null, openCents: 1 }, 'waiting'],
    ['waits again on the day he was put off to', { isCalled: false, postponedUntil: today, openCents: 1 }, 'waiting'],
    ['put off to tomorrow does not', { isCalled: false, postponedUntil: addDays(today, 1), openCents: 1 }, 'postponed'],
    ['who has paid meanwhile is not called', { isCalled: false, postponedUntil: null, openCents: 0 }, 'settled'],
    ['who was called stays so, paid or not', { isCalled: true, postponedUntil: null, openCents: 0 }, 'called'],
  ])('%s', (_name, entry, state) => { expect(entryState(entry, today)).toBe(state) })

  const entry = (customerId: number, state: EntryState): SessionEntry => ({ customerId, customerCode: '', customerName: '', openCents: cents(1), oldestDueOn: null, state, postponedUntil: null, outcome: null })
  it.each<[string, EntryState[], number | null, number | null]>([
    ['the first who waits, to begin with', ['called', 'waiting', 'waiting'], null, 2],
    ['the next who waits', ['waiting', 'waiting', 'postponed', 'waiting'], 2, 4],
    ['from the beginning again at the end', ['waiting', 'called', 'waiting'], 3, 1],
    ['nobody when only he waits', ['called', 'waiting', 'settled'], 2, null],
    ['nobody when all have been seen', ['called', 'settled', 'postponed'], 1, null],
  ])('after one comes %s', (_name, states, current, next) => { expect(nextToCall(states.map((state, place) => entry(place + 1, state)), current)).toBe(next) })
})

describe('a script', () => {
  const facts = { customer: { name: 'Alpha', code: 'A' }, contactName: '', company: { name: 'Relais', phone: '' }, dueDates: [{ dueOn: localDate('2026-01-31'), openCents: 124_000, daysLate: 59 }], level: 1, brokenPromise: null }
  it('is filled in, a paragraph that a condition leaves empty disappears', () => {
    expect(compileScript('{{ client.nom }} : {{ total }}\n\n{% if promesse_rompue %}{{ promesse_date }}{% endif %}\n\n{{ retard_max }} j')(facts)).toBe('Alpha : 1\u00a0240,00\u00a0€\n\n59 j')
  })
  it('names only what it may', () => {
    expect(() => compileScript('{{ client.iban }}')).toThrow(expect.objectContaining({ code: 'template.invalid', details: expect.objectContaining({ name: 'client.iban', line: 1 }) }))
  })
})
