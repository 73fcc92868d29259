import { describe, expect, it } from 'vitest'
import type { PromiseState } from '../../shared/calls/call-contract.ts'
import { isUnkept, promiseOutcome, type PromisedDebt } from '../../shared/calls/promise-rules.ts'
import { addDays, localDate } from '../../shared/date.ts'

const promisedFor = localDate('2026-04-10')
const before = localDate('2026-04-09')
const after = localDate('2026-04-11')
/** Open when promised, open now, of what settled it: dated after the promised day, by credits he had, by the books without saying with what */
const debt = (promisedOpenCents: number, openCents: number, settledLaterCents = 0, creditUsedCents = 0, undatedCents = 0): PromisedDebt => ({ promisedOpenCents, openCents, settledLaterCents, creditUsedCents, takenOverCents: 0, undatedCents, isPromisedAgain: false })
const again = (promisedOpenCents: number, openCents: number): PromisedDebt => ({ ...debt(promisedOpenCents, openCents), isPromisedAgain: true })

describe('a promise of 100 for the 10 April', () => {
  it.each<[string, { debts: PromisedDebt[]; asOf: typeof before; isCancelled?: boolean; creditCents?: number; creditUndatedCents?: number }, PromiseState, number]>([
    ['waits before its day', { debts: [debt(100, 100)], asOf: before }, 'pending', 0],
    ['waits on its day', { debts: [debt(100, 100)], asOf: promisedFor }, 'pending', 0],
    ['waits for the rest, its day not passed', { debts: [debt(100, 40)], asOf: promisedFor }, 'pending', 60],
    ['is kept as soon as all of it came', { debts: [debt(100, 0)], asOf: before }, 'kept', 100],
    ['is kept when it came in time, looked at later', { debts: [debt(100, 0)], asOf: after }, 'kept', 100],
    ['is kept by a part of a larger debt', { debts: [debt(250, 150)], asOf: after }, 'kept', 100],
    ['is kept by several due dates together', { debts: [debt(60, 0), debt(90, 50)], asOf: after }, 'kept', 100],
    ['is kept by more than was promised', { debts: [debt(250, 0)], asOf: after }, 'kept', 250],
    ['is kept late by what is dated after its day', { debts: [debt(100, 0, 100)], asOf: after }, 'kept-late', 100],
    ['is kept late when a part came late', { debts: [debt(100, 0, 1)], asOf: after }, 'kept-late', 100],
    ['is kept in time when only what exceeds it came late', { debts: [debt(150, 0, 50)], asOf: after }, 'kept', 150],
    ['is kept in part the day after', { debts: [debt(100, 1)], asOf: after }, 'partly-kept', 99],
    ['is kept in part when the part came late', { debts: [debt(100, 40, 60)], asOf: after }, 'partly-kept', 60],
    ['is broken the day after, nothing having come', { debts: [debt(100, 100)], asOf: after }, 'broken', 0],
    ['is broken, though the invoice was made larger since', { debts: [debt(100, 130)], asOf: after }, 'broken', 0],
    ['of two due dates, one made larger takes nothing from what came for the other', { debts: [debt(100, 0), debt(50, 90)], asOf: after }, 'kept', 100],
    ['waits though a credit that had been taken off is used', { debts: [debt(250, 100, 0, 150)], asOf: promisedFor, creditCents: 150 }, 'pending', 0],
    ['is broken when nothing but that credit was used', { debts: [debt(250, 100, 0, 150)], asOf: after, creditCents: 150 }, 'broken', 0],
    ['is kept by the rest, the credit used or not', { debts: [debt(250, 0, 0, 150)], asOf: after, creditCents: 150 }, 'kept', 100],
    ['is kept by the rest while the credit is not used', { debts: [debt(250, 150)], asOf: after, creditCents: 150 }, 'kept', 100],
    ['is kept by what the books settle without saying with what, the credit left', { debts: [debt(250, 150, 0, 0, 100)], asOf: after, creditCents: 150 }, 'kept', 100],
    ['is broken when the books have settled as much with the credit, saying no more', { debts: [debt(250, 100, 0, 0, 150)], asOf: after, creditCents: 150, creditUndatedCents: 150 }, 'broken', 0],
    ['is kept by the rest when the books have settled everything, the credit too', { debts: [debt(250, 0, 0, 0, 250)], asOf: after, creditCents: 150, creditUndatedCents: 150 }, 'kept', 100],
    ['is kept in part by more of the credit than had been taken off', { debts: [debt(250, 60, 0, 190)], asOf: after, creditCents: 150 }, 'partly-kept', 40],
    ['is kept late by what came late, the credit used too', { debts: [debt(250, 0, 100, 150)], asOf: after, creditCents: 150 }, 'kept-late', 100],
    ['cancelled stays cancelled, paid or not', { debts: [debt(100, 0)], asOf: after, isCancelled: true }, 'cancelled', 100],
    ['whose due dates were all deleted asks for nothing any more', { debts: [], asOf: after }, 'cancelled', 0],
  ])('%s', (_name, { debts, asOf, isCancelled = false, creditCents = 0, creditUndatedCents = 0 }, state, paidCents) => {
    expect(promiseOutcome({ amountCents: 100, promisedFor, isCancelled, creditCents, creditUndatedCents, debts }, asOf)).toMatchObject({ state, paidCents })
  })

  it.each<[string, { debts: PromisedDebt[]; asOf: typeof before; isCancelled?: boolean }, PromiseState, { expectedCents: number; paidCents: number; isPartlyReplaced: boolean }]>([
    ['waits for the rest alone', { debts: [again(60, 60), debt(40, 40)], asOf: promisedFor }, 'pending', { expectedCents: 40, paidCents: 0, isPartlyReplaced: true }],
    ['is kept by the rest, not « in part »', { debts: [again(60, 60), debt(40, 0)], asOf: after }, 'kept', { expectedCents: 40, paidCents: 40, isPartlyReplaced: true }],
    ['is kept late by the rest', { debts: [again(60, 60), debt(40, 0, 40)], asOf: after }, 'kept-late', { expectedCents: 40, paidCents: 40, isPartlyReplaced: true }],
    ['is kept in part when a part of the rest came', { debts: [again(60, 60), debt(40, 10)], asOf: after }, 'partly-kept', { expectedCents: 40, paidCents: 30, isPartlyReplaced: true }],
    ['is broken when nothing of the rest came, whatever came of what was promised again', { debts: [again(60, 0), debt(40, 40)], asOf: after }, 'broken', { expectedCents: 40, paidCents: 0, isPartlyReplaced: true }],
    ['is replaced once all of it is promised again', { debts: [again(60, 60), again(40, 0)], asOf: after, isCancelled: true }, 'replaced', { expectedCents: 0, paidCents: 0, isPartlyReplaced: false }],
    ['is replaced once the rest has been paid', { debts: [again(60, 60), debt(40, 0)], asOf: before, isCancelled: true }, 'replaced', { expectedCents: 40, paidCents: 40, isPartlyReplaced: true }],
    ['is cancelled by a person though a part was promised again', { debts: [again(60, 60), debt(40, 40)], asOf: before, isCancelled: true }, 'cancelled', { expectedCents: 40, paidCents: 0, isPartlyReplaced: true }],
    ['of less than its due dates, waits for no more than it said', { debts: [again(60, 60), debt(140, 140)], asOf: before }, 'pending', { expectedCents: 100, paidCents: 0, isPartlyReplaced: true }],
  ])('of which a part was promised again %s', (_name, { debts, asOf, isCancelled = false }, state, outcome) => {
    expect(promiseOutcome({ amountCents: 100, promisedFor, isCancelled, creditCents: 0, creditUndatedCents: 0, debts }, asOf)).toEqual({ state, ...outcome })
  })

  it('not kept and then promised again, counts nothing that came from then on', () => {
    const takenOver = { ...debt(100, 0, 40), takenOverCents: 60 }
    expect(promiseOutcome({ amountCents: 100, promisedFor, isCancelled: false, creditCents: 0, creditUndatedCents: 0, debts: [takenOver] }, addDays(promisedFor, 9))).toMatchObject({ state: 'partly-kept', paidCents: 40 })
  })

  it('only one that is broken or kept in part is to be spoken of again', () => {
    expect((['pending', 'kept', 'kept-late', 'partly-kept', 'broken', 'replaced', 'cancelled'] as const).filter(isUnkept)).toEqual(['partly-kept', 'broken'])
  })
})
