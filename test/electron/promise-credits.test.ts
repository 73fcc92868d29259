import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readPromiseHolds } from '../../electron/calls/promise-repository.ts'
import { memoryDatabase, type Sql } from '../../electron/db/database.ts'
import { addDays, localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { receipt, sale, writeFec } from '../fixtures/fec-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
beforeEach(async () => {
  open = await openOffice()
  api = open.api
})
afterEach(() => open.close())

const earlier = localDate('2026-02-20')
const promisedFor = addDays(today, 7)
/** What is open less the credit of 200 that was taken off. */
const promise800 = (customerId: number, dueDateId: number) => api.calls.record({ call: callWith(customerId, { outcome: 'promise', promise: { promisedFor, amountCents: cents(800) }, dueDateIds: [dueDateId] }), asOf: today })
const pay = (customerId: number, dueDateId: number, amountCents: number) => api.receivables.savePayment(paymentOf(customerId, amountCents, [[dueDateId, amountCents]], { paidOn: addDays(today, 1) }))
const states = async (customerId: number) => (await api.calls.promises({ customerId, asOf: addDays(today, 20) })).map(({ state, paidCents }) => [state, paidCents])
const oneInvoice = async () => {
  const { customerId, ids: [dueDateId] } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 1000 })
  return { customerId, dueDateId: dueDateId! }
}

it('a promise is not kept by a credit that had been taken off, deleted since and noted again', async () => {
  const { customerId, dueDateId } = await oneInvoice()
  const { id } = await api.receivables.savePayment(paymentOf(customerId, 200, [], { paidOn: earlier }))
  await promise800(customerId, dueDateId)
  await api.receivables.deletePayment({ id: id! })
  await api.receivables.savePayment(paymentOf(customerId, 200, [[dueDateId, 200]], { paidOn: earlier }))
  expect(await states(customerId)).toEqual([['broken', 0]])
  await pay(customerId, dueDateId, 600)
  expect(await states(customerId)).toEqual([['partly-kept', 600]])
})

it('nor by a credit note made anew; what comes on another day, of another amount or a second time was not taken off', async () => {
  const { customerId, dueDateId } = await oneInvoice()
  const note = () => api.receivables.saveInvoice(invoiceOf(customerId, 'AV1', [[earlier, -200]], { kind: 'credit-note', invoicedOn: earlier }))
  const { id } = await note()
  await promise800(customerId, dueDateId)
  await api.receivables.deleteInvoice({ id: id! })
  await api.receivables.allocateCreditNote({ invoiceId: (await note()).id!, allocations: [{ dueDateId, amountCents: cents(200) }] })
  expect(await states(customerId)).toEqual([['broken', 0]])
  for (const [amountCents, paidOn] of [[150, earlier], [200, addDays(earlier, 1)], [200, earlier]] as const) await api.receivables.savePayment(paymentOf(customerId, amountCents, [[dueDateId, amountCents]], { paidOn }))
  expect(await states(customerId)).toEqual([['partly-kept', 550]])
})

it('nor by one whose import was undone and made again from the corrected file', async () => {
  await api.imports.apply({ path: writeFec(sale('1', 'A', 1000)), options: {}, asOf: today })
  const customerId = (await api.receivables.customerByCode({ code: 'A' }))!.id
  const [dueDate] = await api.receivables.dueDatesOf({ customerId, onlyOpen: true })
  const bank = (label: string) => api.imports.apply({ path: writeFec([...sale('1', 'A', 1000), ...receipt('2', 'A', 200, { label })]), options: {}, asOf: today })
  const { importId } = await bank('Virement')
  await promise800(customerId, dueDate!.id)
  await api.imports.undo({ id: importId! })
  await bank('Virement, corrigé')
  const [payment] = await api.receivables.paymentsOf({ customerId })
  await api.receivables.savePayment({ ...await api.receivables.payment({ id: payment!.id! }), allocations: [{ dueDateId: dueDate!.id, amountCents: cents(200) }] })
  await pay(customerId, dueDate!.id, 600)
  expect(await states(customerId)).toEqual([['partly-kept', 600]])
})

it('the credits of a promise are looked up, not walked', () => {
  const sql: Sql = memoryDatabase()
  sql.exec(`INSERT INTO organisation (id, code, name, name_norm, is_customer, updated_at) VALUES (1, 'A', 'Alpha', 'alpha', 1, '');
    INSERT INTO customer_call (id, organisation_id, called_on, outcome, text, made_by, updated_at) VALUES (1, 1, '2026-01-01', 'promise', '', '', '');
    INSERT INTO payment_promise (call_id, promised_for, amount_cents, credit_cents) VALUES (1, '2026-01-05', 100, 0)`)
  const prepare = vi.spyOn(sql, 'prepare')
  readPromiseHolds(sql)
  const query = prepare.mock.calls.map(([text]) => text).find((text) => text.includes('call_due_date x'))!
  prepare.mockRestore()
  const steps = (sql.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as { detail: string }[]).map(({ detail }) => detail).filter((detail) => /\bk\b/.test(detail))
  expect(steps.length).toBeGreaterThan(0)
  for (const step of steps) expect(step).toMatch(/\(call_id=\? AND (payment_id|credit_due_date_id)=\?\)/)
  sql.close()
})
