import { expect, it, vi } from 'vitest'
import { addDays, systemToday } from '../../shared/date.ts'
import { openOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, owing } from '../fixtures/reminder-fixture.ts'

// the day a payment was noted on is the system's
const now = systemToday()

it('a payment dated after today gives one amount in the reminders, the account, the dashboard, the ageing and the statement of today, and was not there yesterday', async () => {
  const { api, close } = await openOffice({ press: new PaperPress() })
  const { customerId, ids } = await owing(api, ['C003', 'Café'], { number: 'F26-006', dueOn: '2026-02-28', cents: 125_000 })
  await api.receivables.savePayment(paymentOf(customerId, 10_000, [[ids[0]!, 7777]], { paidOn: addDays(now, 23) }))
  const amounts = async (asOf = now) => {
    const { ageing } = await api.dashboard.summary({ asOf })
    const [row] = await api.dashboard.customerRows({ asOf, ids: Int32Array.of(customerId) })
    const { closingCents, openDueDates, unusedCredits } = await api.accounts.statement({ customerId, from: null, asOf })
    return { dashboard: [ageing.openCents, ageing.creditCents], ageing: [row!.openCents, row!.creditCents], statement: [openDueDates[0]!.openCents, unusedCredits[0]?.unusedCents ?? 0], closingCents }
  }
  const { openCents } = await calculate(api, {}, now)
  const { outstandingCents, balanceCents } = await api.accounts.head({ customerId, asOf: now })
  const left = [117_223, 2223]
  expect({ reminders: [...openCents], outstandingCents, balanceCents, ...await amounts() }).toEqual({ reminders: [117_223], outstandingCents: 117_223, balanceCents: 115_000, dashboard: left, ageing: left, statement: left, closingCents: 115_000 })
  const { movements } = await api.accounts.statement({ customerId, from: null, asOf: now })
  expect(movements.at(-1)).toMatchObject({ kind: 'payment', on: addDays(now, 23), creditCents: 10_000, balanceCents: 115_000 })
  const before = [125_000, 0]
  expect(await amounts(addDays(now, -1))).toEqual({ dashboard: before, ageing: before, statement: before, closingCents: 125_000 })
  await close()
})

it('it counts from the day it was first noted on, whatever is changed of it later', async () => {
  const { api, close } = await openOffice({ press: new PaperPress() })
  const { customerId, ids } = await owing(api, ['C003', 'Café'], { number: 'F26-006', dueOn: '2026-02-28', cents: 125_000 })
  const bill = paymentOf(customerId, 10_000, [[ids[0]!, 10_000]], { paidOn: addDays(now, 23) })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3 * 86_400_000 })
  const { id } = await api.receivables.savePayment(bill)
  vi.useRealTimers()
  const owed = async (): Promise<number> => (await api.accounts.statement({ customerId, from: null, asOf: addDays(now, -2) })).closingCents
  expect(await owed()).toBe(115_000)
  await api.receivables.savePayment({ ...bill, id, label: 'Traite acceptée' })
  expect(await owed()).toBe(115_000)
  const { ageing } = await api.dashboard.summary({ asOf: addDays(now, -2) })
  expect(ageing.openCents).toBe(115_000)
  await close()
})
