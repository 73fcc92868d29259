import { afterEach, beforeEach, expect, it } from 'vitest'
import { nextToCall } from '../../shared/calls/session-rules.ts'
import { addDays } from '../../shared/date.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing, today } from '../fixtures/reminder-fixture.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'

const CUSTOMERS = 15
const MOST_STEPS = 400

let open: OpenOffice
beforeEach(async () => { open = await openOffice() })
afterEach(() => open.close())

/** Two people, each on his half of a list, who call, pass over and put off as it comes, on as many days as it takes; now and then a customer pays meanwhile. */
it.each([1, 2, 3, 4, 5])('two people on two halves of a list, whatever they do of it and on however many days: nobody is called twice, nobody is forgotten (seed %s)', async (seed) => {
  const { api } = open
  const random = seededRandom(seed)
  const customers: number[] = []
  for (let place = 0; place < CUSTOMERS; place += 1) {
    const { customerId } = await owing(api, [`C${place}`, `Client ${place}`], { number: `F${place}`, dueOn: '2026-01-31', cents: 1000 + random.below(9000) })
    customers.push(customerId)
  }
  const sessions = await api.calls.start({ criteria: { daysOverdue: null, minOutstandingCents: null, level: 'all', order: 'amount', isShared: true }, dueDateIds: null, asOf: today })
  const called: number[] = []
  const paid: number[] = []
  const putOff = new Map<number, string>()
  const inFront = new Map<number, number | null>()
  let asOf = today
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const entries = await Promise.all(sessions.map(async ({ id }) => (await api.calls.session({ id, asOf })).entries))
    const isOver = entries.flat().every(({ state }) => state === 'called' || state === 'settled')
    if (isOver) break
    const person = random.below(2)
    const { id: sessionId } = sessions[person]!
    // a night in between: whoever comes back begins at the top of what waits
    const current = random.chance(0.2) ? null : inFront.get(sessionId) ?? null
    const customerId = nextToCall(entries[person]!, current) ?? entries[person]!.find(({ state }) => state === 'waiting')?.customerId ?? null
    inFront.set(sessionId, customerId)
    if (customerId === null) {
      asOf = addDays(asOf, 1)
      continue
    }
    expect([called.includes(customerId), paid.includes(customerId), (putOff.get(customerId) ?? '') <= asOf]).toEqual([false, false, true])
    const what = random.below(100)
    if (what < 45) {
      await api.calls.recordInSession({ sessionId, call: callWith(customerId, { calledOn: asOf, outcome: 'voicemail' }), asOf })
      called.push(customerId)
    } else if (what < 65) {
      await api.calls.skip({ sessionId, customerId })
    } else if (what < 85) {
      const until = addDays(asOf, 1 + random.below(3))
      await api.calls.postpone({ sessionId, customerId, until, asOf })
      putOff.set(customerId, until)
    } else if (what < 92) {
      const { dueDates: [owed] } = await api.calls.owed({ customerId, asOf })
      await api.receivables.savePayment(paymentOf(customerId, owed!.openCents, [[owed!.id, owed!.openCents]], { paidOn: asOf }))
      paid.push(customerId)
    } else asOf = addDays(asOf, 1)
  }
  expect(new Set(called).size).toBe(called.length)
  expect([...called, ...paid].toSorted((one, other) => one - other)).toEqual(customers)
  const reports = await Promise.all(sessions.map(({ id }) => api.calls.report({ id, asOf })))
  expect(reports.map(({ waitingCount, postponedCount }) => waitingCount + postponedCount)).toEqual([0, 0])
  expect(reports.flatMap(({ lines }) => lines).length).toBe(called.length)
})
