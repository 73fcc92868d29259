import { describe, expect, it } from 'vitest'
import type { NewCall } from '../../shared/calls/call-contract.ts'
import { checkNewCall, dialOf, nextCallDay, workingDay } from '../../shared/calls/call-rules.ts'
import { addDays, localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { today } from '../fixtures/reminder-fixture.ts'

const promise = { promisedFor: addDays(today, 7), amountCents: cents(100) }

describe('a call that makes no sense is refused', () => {
  it.each<[string, Partial<NewCall>, number[], string | null]>([
    ['a voicemail says nothing more', { outcome: 'voicemail' }, [], null],
    ['one of tomorrow', { calledOn: addDays(today, 1) }, [], 'calls.in-future'],
    ['one of last month is noted', { calledOn: addDays(today, -30) }, [], null],
    ['a next call that has passed', { nextCallOn: addDays(today, -1) }, [], 'calls.next-past'],
    ['a next call today', { nextCallOn: today }, [], null],
    ['to be called back, nobody says when', { outcome: 'call-back' }, [], 'calls.next-missing'],
    ['a dispute without a reason', { outcome: 'dispute', text: '  ', dueDateIds: [1] }, [100], 'calls.reason-missing'],
    ['a dispute about nothing', { outcome: 'dispute', text: 'Prix' }, [], 'calls.no-due-date'],
    ['an invoice not received, none named', { outcome: 'invoice-not-received' }, [], 'calls.no-due-date'],
    ['a promise about nothing', { outcome: 'promise', promise }, [], 'calls.no-due-date'],
    ['a promise about a due date settled meanwhile', { outcome: 'promise', promise, dueDateIds: [1, 2] }, [100], 'calls.no-due-date'],
    ['a promise without day and amount', { outcome: 'promise', dueDateIds: [1] }, [100], 'calls.promise-missing'],
    ['a promise for yesterday', { outcome: 'promise', promise: { ...promise, promisedFor: addDays(today, -1) }, dueDateIds: [1] }, [100], 'calls.promise-past'],
    ['a promise for today', { outcome: 'promise', promise: { ...promise, promisedFor: today }, dueDateIds: [1] }, [100], null],
    ['a promise of nothing', { outcome: 'promise', promise: { ...promise, amountCents: cents(0) }, dueDateIds: [1] }, [100], 'calls.promise-amount'],
    ['a promise of more than is owed', { outcome: 'promise', promise, dueDateIds: [1, 2] }, [60, 39], 'calls.promise-amount'],
    ['a promise of all that is owed', { outcome: 'promise', promise, dueDateIds: [1, 2] }, [60, 40], null],
  ])('%s', (_name, more, openCents, code) => {
    const check = (): void => { checkNewCall(callWith(1, more), openCents, today) }
    if (code === null) expect(check).not.toThrow()
    else expect(check).toThrow(expect.objectContaining({ code }))
  })
})

describe('the day proposed for the next call', () => {
  // 31 March 2026 is a Tuesday, 3 April a Friday
  it.each([
    ['voicemail', '2026-03-31', '2026-04-01'], ['unreachable', '2026-04-03', '2026-04-06'], ['payment-sent', '2026-03-31', '2026-04-06'], ['awaiting-approval', '2026-03-31', '2026-04-07'],
    ['promise', '2026-03-31', null], ['dispute', '2026-03-31', null], ['wrong-number', '2026-03-31', null],
  ] as const)('after « %s » on %s is %s', (outcome, asOf, day) => { expect(nextCallDay(outcome, localDate(asOf))).toBe(day) })
  it.each([['2026-04-03', '2026-04-03'], ['2026-04-04', '2026-04-06'], ['2026-04-05', '2026-04-06'], ['2026-04-06', '2026-04-06']])('%s is worked on %s', (date, day) => { expect(workingDay(localDate(date))).toBe(day) })
})

describe('what the telephone dials', () => {
  it.each([['04 65 71 10 10', '0465711010'], ['+33 (0)4.65.71.10.10', '+33465711010'], ['04-65-71-10-10', '0465711010'], ['3900', '3900'], ['poste 12', null], ['', null], ['0465711010;ext=1', null], ['06 12 34 56 78 ou 04', null]])('%s → %s', (phone, dial) => { expect(dialOf(phone)).toBe(dial) })
})
