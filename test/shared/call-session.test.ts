import { describe, expect, it } from 'vitest'
import { callClaim, creditTakenOff } from '../../shared/calls/claim-rules.ts'
import { compileScript } from '../../shared/calls/script-rules.ts'
import type { CallOrder, EntryState, SessionEntry } from '../../shared/calls/session-contract.ts'
import { entryState, nextToCall, queueOf, sharesOf, type QueueCandidate } from '../../shared/calls/session-rules.ts'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import type { HoldKind } from '../../shared/holds/hold-contract.ts'
import { cents } from '../../shared/money.ts'
import { today } from '../fixtures/reminder-fixture.ts'

const day = (text: string | null): LocalDate | null => (text === null ? null : localDate(text))
const candidate = (customerId: number, claimedCents: number, oldestDueOn: string, lastContactOn: string | null, brokenOn: string | null = null): QueueCandidate =>
  ({ customerId, claimedCents, oldestDueOn: localDate(oldestDueOn), lastContactOn: day(lastContactOn), brokenOn: day(brokenOn) })

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
    ['waits', { isCalled: false, isCalledElsewhere: false, postponedUntil: null, openCents: 1 }, 'waiting'],
    ['waits again on the day he was put off to', { isCalled: false, isCalledElsewhere: false, postponedUntil: today, openCents: 1 }, 'waiting'],
    ['put off to tomorrow does not', { isCalled: false, isCalledElsewhere: false, postponedUntil: addDays(today, 1), openCents: 1 }, 'postponed'],
    ['who has paid meanwhile is not called', { isCalled: false, isCalledElsewhere: false, postponedUntil: null, openCents: 0 }, 'settled'],
    ['who was called from another list today is not called again today', { isCalled: false, isCalledElsewhere: true, postponedUntil: null, openCents: 1 }, 'called-elsewhere'],
    ['who was called stays so, paid or not', { isCalled: true, isCalledElsewhere: false, postponedUntil: null, openCents: 0 }, 'called'],
  ])('%s', (_name, entry, state) => { expect(entryState(entry, today)).toBe(state) })

  const entry = (customerId: number, state: EntryState): SessionEntry => ({ customerId, customerCode: '', customerName: '', openCents: cents(1), claimedCents: cents(1), oldestDueOn: null, state, postponedUntil: null, outcome: null, otherSessionId: null })
  it.each<[string, EntryState[], number | null, number | null]>([
    ['the first who waits, to begin with', ['called', 'waiting', 'waiting'], null, 2],
    ['the next who waits', ['waiting', 'waiting', 'postponed', 'waiting'], 2, 4],
    ['from the beginning again at the end', ['waiting', 'called', 'waiting'], 3, 1],
    ['nobody when only he waits', ['called', 'waiting', 'settled'], 2, null],
    ['nobody when all have been seen', ['called', 'settled', 'postponed'], 1, null],
  ])('after one comes %s', (_name, states, current, next) => { expect(nextToCall(states.map((state, place) => entry(place + 1, state)), current)).toBe(next) })
})

describe('what is asked for on the telephone', () => {
  const open = (openCents: number, kind: HoldKind | null = null) => ({ openCents, hold: kind && { kind } })
  it.each<[string, Parameters<typeof callClaim>, ReturnType<typeof callClaim>]>([
    ['is what is due', [[open(120_000), open(54_550)], 0], { askedCents: cents(174_550), disputedCents: cents(0), pausedCents: cents(0), deductedCents: cents(0), claimedCents: cents(174_550) }],
    ['leaves out what is disputed and takes off unused credits', [[open(120_000, 'dispute'), open(54_550)], 39_000], { askedCents: cents(54_550), disputedCents: cents(120_000), pausedCents: cents(0), deductedCents: cents(39_000), claimedCents: cents(15_550) }],
    ['leaves out what is promised, planned, frozen or kept back', [[open(1, 'promise'), open(2, 'payment-plan'), open(4, 'insolvency'), open(8, 'manual'), open(100)], 0], { askedCents: cents(100), disputedCents: cents(0), pausedCents: cents(15), deductedCents: cents(0), claimedCents: cents(100) }],
    ['is nothing when credits cover it, and never less', [[open(100), open(500, 'dispute')], 250], { askedCents: cents(100), disputedCents: cents(500), pausedCents: cents(0), deductedCents: cents(100), claimedCents: cents(0) }],
    ['is nothing when all of it is disputed', [[open(100, 'dispute')], 30], { askedCents: cents(0), disputedCents: cents(100), pausedCents: cents(0), deductedCents: cents(0), claimedCents: cents(0) }],
  ])('%s', (_name, given, claim) => { expect(callClaim(...given)).toEqual(claim) })

  it.each<[string, number, number]>([['all of the rest', 15_550, 39_000], ['what was asked for without it', 54_550, 0], ['a part of it', 40_000, 14_550], ['less than the rest', 1, 39_000]])('of a credit of 390,00 on 545,50 a promise of %s leaves to it what it does not take', (_name, promised, left) => {
    expect(creditTakenOff(54_550, promised, 39_000)).toBe(left)
  })
})

describe('a script', () => {
  const facts = { customer: { name: 'Alpha', code: 'A' }, contactName: '', company: { name: 'Relais', phone: '' }, dueDates: [{ dueOn: localDate('2026-01-31'), openCents: 124_000, daysLate: 59 }], claim: callClaim([{ openCents: 124_000, hold: null }], 0), level: 1, brokenPromise: null }
  it('is filled in, a paragraph that a condition leaves empty disappears', () => {
    expect(compileScript('{{ client.nom }} : {{ total }}\n\n{% if promesse_rompue %}{{ promesse_date }}{% endif %}\n\n{{ retard_max }} j')(facts)).toBe('Alpha : 1\u00a0240,00\u00a0€\n\n59 j')
  })
  it('names only what it may', () => {
    expect(() => compileScript('{{ client.iban }}')).toThrow(expect.objectContaining({ code: 'template.invalid', details: expect.objectContaining({ name: 'client.iban', line: 1 }) }))
  })
})
