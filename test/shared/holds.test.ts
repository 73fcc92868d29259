import { describe, expect, it } from 'vitest'
import { addDays, localDate } from '../../shared/date.ts'
import type { HoldMark, NewHold } from '../../shared/holds/hold-contract.ts'
import { checkNewHold, decisiveHold, isInForce } from '../../shared/holds/hold-rules.ts'

const day = localDate('2026-03-31')
const hold = (more: Partial<HoldMark> = {}): HoldMark => ({ kind: 'manual', scope: 'due-date', reason: '', until: null, ...more })

describe('until when a hold stops reminders', () => {
  it.each([
    ['without a last day, for good', null, true],
    ['before its last day', '2026-04-01', true],
    ['on its last day, which is included', '2026-03-31', true],
    ['from the day after it, no longer', '2026-03-30', false],
  ])('%s', (_case, until, expected) => {
    expect(isInForce({ until: until === null ? null : localDate(until) }, day)).toBe(expected)
  })
})

describe('which of several holds is told', () => {
  it('the insolvency before a dispute, a payment plan and a manual hold', () => {
    const kinds = ['manual', 'payment-plan', 'dispute', 'insolvency'] as const
    const holds = kinds.map((kind) => hold({ kind }))
    expect(kinds.map((_kind, count) => decisiveHold(holds.slice(0, count + 1), day)?.kind)).toEqual(kinds)
  })
  it('of two alike, the one that lasts longer', () => {
    const ends = [localDate('2026-05-01'), null, localDate('2026-06-01')]
    expect(decisiveHold(ends.map((until) => hold({ until })), day)?.until).toBeNull()
    expect(decisiveHold([ends[0]!, ends[2]!].map((until) => hold({ until })), day)?.until).toBe('2026-06-01')
  })
  it('none of those that have ended, whatever their kind', () => {
    expect(decisiveHold([hold({ kind: 'insolvency', until: localDate('2026-03-30') }), hold({ kind: 'manual' })], day)?.kind).toBe('manual')
    expect(decisiveHold([hold({ until: localDate('2026-03-30') })], day)).toBeNull()
  })
})

describe('a hold that makes no sense is refused', () => {
  const wanted: NewHold = { kind: 'manual', scope: 'due-date', subjectId: 1, reason: '', since: null, until: null }
  it.each<[string, Partial<NewHold>, string | null]>([
    ['a manual hold needs no reason', {}, null],
    ['a dispute says what is disputed', { kind: 'dispute', reason: '  ' }, 'hold.reason-missing'],
    ['a dispute with its reason', { kind: 'dispute', reason: 'Marchandise abîmée' }, null],
    ['a last day that is past would hold nothing', { until: localDate('2026-03-30') }, 'hold.until-past'],
    ['a last day may be today', { until: day }, null],
    ['a procédure collective bears on the whole customer', { kind: 'insolvency' }, 'hold.insolvency-customer'],
    ['a procédure collective of a customer, since its judgment', { kind: 'insolvency', scope: 'customer', since: localDate('2025-09-01') }, null],
    ['the judgment may be of today', { kind: 'insolvency', scope: 'customer', since: day }, null],
    ['a procédure collective has the day of its judgment', { kind: 'insolvency', scope: 'customer' }, 'hold.insolvency-since'],
    ['a judgment to come is none', { kind: 'insolvency', scope: 'customer', since: addDays(day, 1) }, 'hold.insolvency-since'],
    ['a procédure collective ends when it is lifted', { kind: 'insolvency', scope: 'customer', since: day, until: addDays(day, 1) }, 'hold.insolvency-until'],
    ['only a procédure collective has a judgment', { since: day }, 'hold.since-other'],
  ])('%s', (_case, more, code) => {
    const check = (): void => { checkNewHold({ ...wanted, ...more }, day) }
    if (code === null) expect(check).not.toThrow()
    else expect(check).toThrow(expect.objectContaining({ code }))
  })
})
