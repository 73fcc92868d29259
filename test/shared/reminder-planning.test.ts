import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, localDate } from '../../shared/date.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import { cents, sumCents } from '../../shared/money.ts'
import { dataAge, refuseOldData } from '../../shared/reminders/data-age-rules.ts'
import { explainReminders } from '../../shared/reminders/explanation-rules.ts'
import { planReminders, type PlanLaw, type PlanRequest, type ReminderPolicy } from '../../shared/reminders/plan-rules.ts'
import { deductionsByAge, nettedByAge } from '../../shared/reminders/netting-rules.ts'
import type { ReminderCandidate, ReminderCustomer } from '../../shared/reminders/reminder-candidate.ts'
import type { LevelRule } from '../../shared/reminders/reminder-contract.ts'

const asOf = localDate('2026-03-31')
const warn: ReminderPolicy = { creditHandling: 'warn', toleranceCents: cents(0), isFormalNoticePosted: true }
const net: ReminderPolicy = { creditHandling: 'net', toleranceCents: cents(0), isFormalNoticePosted: true }

/** Nothing is prescribed and no letter claims interest. */
const silentLaw: PlanLaw = { prescriptions: new Map(), claimInterestFromLevel: null, claimsOn: () => [] }

interface Debt { open: number; daysLate?: number; level?: 0 | 1 | 2 | 3; holds?: HoldMark[] }

let lastId = 0
/** A customer's due dates, the first the oldest unless said otherwise; ids are given in order and never again. */
function customerWith(debts: Debt[], credit = 0, more: Partial<ReminderCustomer> = {}): ReminderCandidate[] {
  const dueDates = debts.map(({ open, daysLate }, index) => ({ id: ++lastId, dueOn: addDays(asOf, -(daysLate ?? 50 - index)), openCents: cents(open) }))
  const customer: ReminderCustomer = {
    customerId: lastId, customerCode: `C${lastId}`, customerName: `Client ${lastId}`, customerLevel: 0, postcode: '69000', hasAddress: true, mailAddress: '', isProfileKnown: true, salesRep: '', family: '',
    outstandingCents: sumCents(debts.map(({ open }) => open)), creditCents: cents(credit), openDueDates: dueDates, credits: credit > 0 ? [{ paidOn: null, amountCents: cents(credit) }] : [], ...more,
  }
  return dueDates.map(({ id, dueOn, openCents }, index) => ({
    customer, dueDateId: id, invoiceNumber: `F${id}`, warrantyInvoiceNumber: '', invoicedOn: dueOn, dueOn, amountCents: openCents, openCents,
    level: debts[index]!.level ?? 0, remindedOn: null, isAwaitingSend: false, holds: debts[index]!.holds ?? [],
  }))
}

const requestFor = (candidates: readonly ReminderCandidate[], rule: LevelRule = { kind: 'increment' }, resend = false): PlanRequest => ({
  ids: Int32Array.from(candidates, ({ dueDateId }) => dueDateId), openCents: Float64Array.from(candidates, ({ openCents }) => openCents), levels: Uint8Array.from(candidates, ({ level }) => level),
  registerLength: 0, rule, resend, sort: 'customerName', asOf,
})

const plan = (candidates: readonly ReminderCandidate[], policy = warn, rule?: LevelRule): ReturnType<typeof planReminders> =>
  planReminders({ candidates, touchedSince: new Set(), law: silentLaw, policy }, requestFor(candidates, rule))

/** What becomes of each due date: the net cents its letter claims, or why there is none. */
function fate(candidates: readonly ReminderCandidate[], policy = warn): (number | string)[] {
  const { letters, skipped } = plan(candidates, policy)
  const claimed = new Map(letters.flatMap(({ lines }) => lines).map(({ dueDateId, openCents, deductedCents }) => [dueDateId, openCents - deductedCents]))
  const reasons = new Map(skipped.map(({ dueDateId, reason }) => [dueDateId, reason]))
  return candidates.map(({ dueDateId }) => claimed.get(dueDateId) ?? reasons.get(dueDateId)!)
}

describe('credits, by age', () => {
  const remaining = (debts: number[], credit: number): number[] => {
    const [first] = customerWith(debts.map((open) => ({ open })), credit)
    const netted = nettedByAge(first!.customer)
    return first!.customer.openDueDates.map(({ id, openCents }) => openCents - (netted.get(id) ?? 0))
  }
  it.each([
    ['a payment of 40 on 30 / 50 / 20 leaves 0 / 40 / 20', [30, 50, 20], 40, [0, 40, 20]],
    ['a payment of 40 on 60 / 100 / 40 leaves 20 / 100 / 40', [60, 100, 40], 40, [20, 100, 40]],
    ['then a credit note of 100 leaves 0 / 20 / 40', [60, 100, 40], 140, [0, 20, 40]],
    ['more credit than debt leaves nothing', [30, 50], 100, [0, 0]],
    ['no credit leaves all', [30, 50], 0, [30, 50]],
  ])('%s', (_case, debts, credit, expected) => {
    expect(remaining(debts, credit)).toEqual(expected)
  })
  it('each due date is told which credits it takes: credit notes first, then payments from the oldest', () => {
    const [{ customer }] = customerWith([{ open: 60 }, { open: 100 }, { open: 40 }], 140, {
      credits: [{ paidOn: null, amountCents: cents(50) }, { paidOn: localDate('2026-03-01'), amountCents: cents(70) }, { paidOn: localDate('2026-03-10'), amountCents: cents(20) }],
    }) as [ReminderCandidate]
    expect([...deductionsByAge(customer).values()].map((parts) => parts.map(({ paidOn, amountCents }) => [paidOn, amountCents]))).toEqual([
      [[null, 50], ['2026-03-01', 10]],
      [['2026-03-01', 60], ['2026-03-10', 20]],
    ])
    expect([...nettedByAge(customer)].map(([id, amount]) => [id, amount])).toEqual([...deductionsByAge(customer)].map(([id, parts]) => [id, sumCents(parts.map(({ amountCents }) => amountCents))]))
  })
  it('by the day they fall due, whatever their order of entry', () => {
    expect(fate(customerWith([{ open: 50, daysLate: 10 }, { open: 30, daysLate: 40 }], 40), net)).toEqual([40, 'covered-by-credits'])
  })
})

describe('which debts a letter leaves for', () => {
  it.each<[string, Debt[], number, ReminderPolicy, (number | string)[]]>([
    ['debt 100, unallocated credit 100: no letter', [{ open: 100 }], 100, warn, ['covered-by-credits']],
    ['debt 100, unallocated credit 100, netted: no letter', [{ open: 100 }], 100, net, ['covered-by-credits']],
    ['more credit than debt: no letter', [{ open: 60 }, { open: 40 }], 101, warn, ['covered-by-credits', 'covered-by-credits']],
    ['credit below the debt, only named: the whole is claimed', [{ open: 100 }], 99, warn, [100]],
    ['credit below the debt, netted: the rest is claimed', [{ open: 100 }], 99, net, [1]],
    ['netted, a due date wholly covered gets no letter and hides no other', [{ open: 30 }, { open: 50 }, { open: 20 }], 40, net, ['covered-by-credits', 40, 20]],
    ['only named, every due date is claimed whole', [{ open: 30 }, { open: 50 }, { open: 20 }], 40, warn, [30, 50, 20]],
    ['a balance equal to the tolerance is not claimed', [{ open: 500 }], 0, { ...warn, toleranceCents: cents(500) }, ['below-tolerance']],
    ['a balance one cent above the tolerance is', [{ open: 501 }], 0, { ...warn, toleranceCents: cents(500) }, [501]],
    ['the tolerance is held against the whole balance, not against each due date', [{ open: 300 }, { open: 300 }], 0, { ...warn, toleranceCents: cents(500) }, [300, 300]],
    ['credits lower the balance held against the tolerance, named or netted', [{ open: 600 }], 100, { ...warn, toleranceCents: cents(500) }, ['below-tolerance']],
    ['netted as well', [{ open: 600 }], 100, { ...net, toleranceCents: cents(500) }, ['below-tolerance']],
  ])('%s', (_case, debts, credit, policy, expected) => {
    expect(fate(customerWith(debts, credit), policy)).toEqual(expected)
  })
  it('due dates that are not ticked count in the balance and take their share of the credits', () => {
    const [oldest, ticked] = customerWith([{ open: 100 }, { open: 100 }], 130)
    expect(fate([ticked!], net)).toEqual([70])
    expect(fate([oldest!], net)).toEqual(['covered-by-credits'])
    expect(fate([ticked!], { ...net, toleranceCents: cents(69) })).toEqual([70])
    expect(fate([ticked!], { ...net, toleranceCents: cents(70) })).toEqual(['below-tolerance'])
  })
  it('one customer’s credits never net another’s debts', () => {
    expect(fate([...customerWith([{ open: 100 }], 60), ...customerWith([{ open: 100 }])], net)).toEqual([40, 100])
  })
  it('reminding one invoice does not hide the customer’s others', () => {
    const [sent, other] = customerWith([{ open: 100, level: 1 }, { open: 80 }])
    expect(plan([sent!, other!], warn, { kind: 'level', level: 1 })).toMatchObject({ letters: [{ lines: [{ dueDateId: other!.dueDateId }] }], skipped: [{ dueDateId: sent!.dueDateId, reason: 'already-sent' }] })
  })
  it('two terms of one invoice, 5 and 10 days, six days old: one of them is late', () => {
    const terms = customerWith([{ open: 50, daysLate: 1 }, { open: 50, daysLate: -4 }])
    expect(plan(terms, warn, { kind: 'days', thresholds: [0, 30, 60] })).toMatchObject({ letters: [{ lines: [{ dueDateId: terms[0]!.dueDateId }] }], skipped: [{ dueDateId: terms[1]!.dueDateId, reason: 'below-first-threshold' }] })
  })
  it.each([['2026-03-14', 0], ['2026-03-15', 1]])('peers: 14 days after 1 March: 14 March no, 15 March yes (%s: letters %i)', (day, expected) => {
    const daysLate = daysBetween(localDate('2026-03-01'), localDate(day))
    expect(plan(customerWith([{ open: 100, daysLate }]), warn, { kind: 'days', thresholds: [14, 30, 60] }).letters).toHaveLength(expected)
  })
  it.each([7, 8, 20, 400])('a threshold of 7 days is not missed by being %i days late: no matching of the exact day', (daysLate) => {
    expect(plan(customerWith([{ open: 100, daysLate }]), warn, { kind: 'days', thresholds: [7, 500, 600] }).letters).toHaveLength(1)
  })
  it('the letter’s gross total, its deductions and its lines agree', () => {
    const { letters } = plan(customerWith([{ open: 30 }, { open: 50 }, { open: 20 }], 40), net)
    expect(letters).toMatchObject([{ totalCents: 70, deductedCents: 10, lines: [{ openCents: 50, deductedCents: 10 }, { openCents: 20, deductedCents: 0 }] }])
  })
  it('names the customers with credits when these are not netted, and leaves them out when they are', () => {
    const candidates = customerWith([{ open: 100 }], 30)
    expect(plan(candidates, warn).withCredits).toMatchObject([{ creditCents: 30 }])
    expect(plan(candidates, net).withCredits).toEqual([])
  })
})

describe('what blocks a due date', () => {
  const hold = (more: Partial<HoldMark> = {}): HoldMark => ({ kind: 'dispute', scope: 'due-date', reason: 'Prix', until: null, ...more })
  it('a hold in force is told before credits, tolerance and level', () => {
    const [candidate] = customerWith([{ open: 100, level: 3, holds: [hold()] }], 100)
    expect(plan([candidate!])).toMatchObject({ letters: [], skipped: [{ reason: 'blocked', hold: { kind: 'dispute', reason: 'Prix' } }] })
  })
  it('a hold that has ended blocks nothing', () => {
    expect(fate(customerWith([{ open: 100, holds: [hold({ until: addDays(asOf, -1) })] }]))).toEqual([100])
  })
  it('what is settled or changed is told as that, not as blocked', () => {
    const [candidate] = customerWith([{ open: 100, holds: [hold()] }])
    const request = { ...requestFor([candidate!]), openCents: Float64Array.of(80) }
    expect(planReminders({ candidates: [candidate!], touchedSince: new Set(), law: silentLaw, policy: warn }, request).skipped).toMatchObject([{ reason: 'changed', hold: null }])
  })
  it('a blocked due date still takes its share of the credits by age', () => {
    const [blocked, other] = customerWith([{ open: 60, holds: [hold()] }, { open: 100 }], 50)
    expect(fate([blocked!, other!], net)).toEqual(['blocked', 100])
  })
})

describe('« Pourquoi ? »', () => {
  it('says of every due date what the plan does, letter by letter and reason by reason', () => {
    const candidates = [
      ...customerWith([{ open: 30 }, { open: 50 }, { open: 20, level: 3 }], 40), ...customerWith([{ open: 100 }], 100),
      ...customerWith([{ open: 10, holds: [{ kind: 'manual', scope: 'customer', reason: '', until: asOf }, { kind: 'dispute', scope: 'invoice', reason: 'x', until: null }] }]),
    ]
    const sources = { candidates, touchedSince: new Set<number>(), law: silentLaw, policy: net }
    const request = requestFor(candidates)
    const { letters, skipped, outcomes } = planReminders(sources, request)
    const told = new Map(explainReminders(sources, request).map((explanation) => [explanation.dueDateId, explanation]))
    for (const { lines } of letters) for (const line of lines) expect(told.get(line.dueDateId)).toMatchObject({ levelBefore: line.levelBefore, levelAfter: line.levelAfter, reason: null, deductedCents: line.deductedCents, daysLate: line.daysLate })
    for (const { dueDateId, reason, hold } of skipped) expect(told.get(dueDateId)).toMatchObject({ levelAfter: null, reason, ...hold && { hold } })
    expect(told.size).toBe(candidates.length)
    expect([...outcomes.levels].map((level, place) => level || told.get(outcomes.ids[place]!)!.reason)).toEqual(['covered-by-credits', 1, 'highest-level-reached', 'covered-by-credits', 'blocked'])
    expect(told.get(candidates[4]!.dueDateId)).toMatchObject({ hold: { kind: 'dispute' }, otherHoldCount: 1 })
  })
})

describe('how old the last import may be', () => {
  const imported = localDate('2026-03-01')
  it.each<[string, typeof imported | null, number | null, boolean | null]>([
    ['a dossier kept by hand has no age', null, 30, null],
    ['30 days old, 30 allowed', imported, 30, false],
    ['30 days old, 29 allowed', imported, 29, true],
    ['never asked', imported, null, false],
    ['of today, 0 allowed', asOf, 0, false],
    ['of a later day than the letters', addDays(asOf, 5), 0, false],
  ])('%s', (_case, lastImportOn, maxDays, isTooOld) => {
    const age = dataAge(lastImportOn, asOf, maxDays)
    expect(age && age.isTooOld).toBe(isTooOld)
    if (isTooOld) expect(() => { refuseOldData(age) }).toThrow(expect.objectContaining({ code: 'reminder.old-data', details: { days: 30, on: '01/03/2026' } }))
    else expect(() => { refuseOldData(age) }).not.toThrow()
  })
})
