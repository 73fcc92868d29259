import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DATABASE_FILE, openDatabase } from '../../electron/db/database.ts'
import { migrate } from '../../electron/db/migrate.ts'
import type { NewCall } from '../../shared/calls/call-contract.ts'
import { addDays, localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
beforeEach(async () => {
  open = await openOffice({ press: new PaperPress(), userName: 'Hélène' })
  api = open.api
})
afterEach(() => open.close())

const day = (days: number) => addDays(today, days)
const record = (customerId: number, more: Partial<NewCall> = {}, asOf = today) => api.calls.record({ call: callWith(customerId, { calledOn: asOf, ...more }), asOf })
const promise = (customerId: number, dueDateIds: number[], amountCents: number, promisedFor = day(7), asOf = today) =>
  record(customerId, { outcome: 'promise', promise: { promisedFor, amountCents: cents(amountCents) }, dueDateIds }, asOf)
const alpha = () => owing(api, ['A', 'Alpha', { email1: 'a@client.example', phone1: '04 65 71 10 10' }], { number: 'F1', dueOn: '2026-01-31', cents: 1000 }, { number: 'F2', dueOn: '2026-02-28', cents: 500 })
const pay = (customerId: number, amountCents: number, dueDateId: number, paidOn = day(1)) => api.receivables.savePayment(paymentOf(customerId, amountCents, [[dueDateId, amountCents]], { paidOn }))
const states = async (customerId: number, asOf = today) => (await api.calls.promises({ customerId, asOf })).map(({ state, paidCents }) => [state, paidCents])

describe('a call', () => {
  it.each<[string, Partial<NewCall>]>([
    ['a promise', { outcome: 'promise', promise: { promisedFor: day(7), amountCents: cents(1500) } }], ['a dispute', { outcome: 'dispute', text: 'Prix' }], ['an invoice not received', { outcome: 'invoice-not-received' }], ['a voicemail', { outcome: 'voicemail', nextCallOn: day(1) }],
  ])('R-EBP-48 %s changes neither reminder level nor reminder date', async (_name, more) => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 1000, level: 1 }, { number: 'F2', dueOn: '2026-02-28', cents: 500, level: 2 })
    const levels = async () => (await rowsFound(api)).map(({ level, remindedOn }) => [level, remindedOn])
    const before = await levels()
    await record(customerId, { ...more, dueDateIds: more.outcome === 'voicemail' ? [] : ids })
    expect(await levels()).toEqual(before)
  })

  it('is kept with who made it, and told among the events of the customer', async () => {
    const { customerId, ids } = await alpha()
    expect(await promise(customerId, ids, 700)).toMatchObject({ customerId, outcome: 'promise', madeBy: 'Hélène', calledOn: today, sessionId: null, promise: { promisedFor: day(7), amountCents: 700 } })
    const { entries } = await api.accounts.timeline({ customerId, kinds: ['note'], asOf: today, from: 0, count: 10 })
    expect(entries).toMatchObject([{ variant: 'promise', promise: { promisedFor: day(7), amountCents: 700 } }])
  })

  it('that is refused leaves nothing: no note, no promise, no hold', async () => {
    const { customerId, ids } = await alpha()
    const other = await owing(api, ['B', 'Beta'], { number: 'F3', dueOn: '2026-01-31', cents: 1 })
    await expect(promise(customerId, ids, 1501)).rejects.toMatchObject({ code: 'calls.promise-amount', details: { owed: '15,00\u00a0€' } })
    await expect(record(customerId, { outcome: 'dispute', text: 'Prix', dueDateIds: [...ids, ...other.ids] })).rejects.toMatchObject({ code: 'calls.no-due-date' })
    await expect(record(99)).rejects.toMatchObject({ code: 'record.gone' })
    expect(await api.accounts.timeline({ customerId, kinds: ['note', 'hold'], asOf: today, from: 0, count: 10 })).toMatchObject({ total: 0 })
  })

  it('with a dispute blocks the due dates it names until the hold is lifted, and no other', async () => {
    const { customerId, ids } = await alpha()
    await record(customerId, { outcome: 'dispute', text: 'Marchandise abîmée', dueDateIds: [ids[1]!] })
    expect(await api.holds.ofCustomer({ customerId })).toMatchObject([{ kind: 'dispute', scope: 'due-date', dueDateId: ids[1], reason: 'Marchandise abîmée', until: null, setBy: 'Hélène' }])
    expect((await api.reminders.simulate(await requestOf(api, ids))).skipped).toMatchObject([{ invoiceNumber: 'F2', reason: 'blocked', hold: { kind: 'dispute' } }])
  })

  it('about an invoice not received leaves one copy to send, done once', async () => {
    const { customerId, ids } = await alpha()
    await record(customerId, { outcome: 'invoice-not-received', dueDateIds: [ids[0]!] })
    await record(customerId, { outcome: 'invoice-not-received', dueDateIds: ids })
    const { copies } = await api.calls.today({ asOf: today })
    expect(copies).toMatchObject([{ customerName: 'Alpha', email: 'a@client.example', invoiceNumber: 'F1', requestedOn: today }, { invoiceNumber: 'F2' }])
    await api.calls.copySent({ id: copies[0]!.id, asOf: today })
    expect((await api.calls.today({ asOf: today })).copies).toMatchObject([{ invoiceNumber: 'F2' }])
    await expect(api.calls.copySent({ id: copies[0]!.id, asOf: today })).rejects.toMatchObject({ code: 'record.gone' })
  })

  it('erased takes its promise with it', async () => {
    const { customerId, ids } = await alpha()
    const { id } = await promise(customerId, ids, 700)
    await api.calls.erase({ id })
    expect(await states(customerId)).toEqual([])
    expect((await api.reminders.simulate(await requestOf(api, ids))).letterCount).toBe(1)
  })

  it('corrected keeps a next call that has passed meanwhile, and takes no other that has', async () => {
    const { customerId } = await alpha()
    const { id } = await record(customerId, { outcome: 'voicemail', nextCallOn: day(1) })
    expect(await api.calls.correct({ id, text: 'Message au standard', nextCallOn: day(1), asOf: day(3) })).toMatchObject({ text: 'Message au standard', nextCallOn: day(1) })
    await expect(api.calls.correct({ id, text: '', nextCallOn: day(2), asOf: day(3) })).rejects.toMatchObject({ code: 'calls.next-past' })
  })

  it('rests on the due dates of an import, which cannot be undone any more', async () => {
    const { importId } = await api.imports.apply({ path: writeFec(sale('1', 'C1', 10_000)), options: {}, asOf: today })
    const [row] = await rowsFound(api)
    const { id } = await promise(row!.customerId, [row!.id], 100)
    await expect(api.imports.undo({ id: importId! })).rejects.toMatchObject({ code: 'import.built-upon', details: { what: 'note' } })
    await api.calls.erase({ id })
    await api.imports.undo({ id: importId! })
  })
})

describe('a promise', () => {
  it('keeps from reminding its due dates and no others, until its day: simulation, « Pourquoi ? », generation and grid name it', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, [ids[0]!], 1000, day(5))
    const hold = { kind: 'promise', scope: 'due-date', reason: '10,00\u00a0€', until: day(5) }
    const request = await requestOf(api, ids)
    const left = [{ dueDateId: ids[0], reason: 'blocked', hold }]
    expect((await api.reminders.simulate(request)).skipped).toMatchObject(left)
    expect(await api.reminders.explain(request)).toMatchObject([{ dueDateId: ids[0], reason: 'blocked', hold }, { dueDateId: ids[1], levelAfter: 1 }])
    expect((await rowsFound(api)).map((row) => row.hold?.kind ?? null)).toEqual(['promise', null])
    const { runId } = await api.reminders.generate(request)
    expect(await api.reminders.runSkipped({ id: runId!, from: 0 })).toMatchObject(left)
    const sent = async (days: number) => (await api.reminders.simulate(await requestOf(api, [ids[0]!], { asOf: day(days) }))).letterCount
    expect([await sent(5), await sent(6)]).toEqual([0, 1])
  })

  it('is compared with the payments by itself, and a payment taken back opens it again', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, ids, 1200)
    expect(await states(customerId)).toEqual([['pending', 0]])
    await pay(customerId, 1000, ids[0]!, day(3))
    expect([await states(customerId), await states(customerId, day(8))]).toEqual([[['pending', 1000]], [['partly-kept', 1000]]])
    const { id } = await pay(customerId, 200, ids[1]!, day(9))
    expect(await states(customerId, day(9))).toEqual([['kept-late', 1200]])
    await api.receivables.deletePayment({ id: id! })
    await pay(customerId, 200, ids[1]!, day(7))
    expect(await states(customerId, day(9))).toEqual([['kept', 1200]])
  })

  it('that was kept before its day lets what is left be reminded', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, [ids[0]!], 400)
    await pay(customerId, 400, ids[0]!)
    expect((await api.reminders.simulate(await requestOf(api, [ids[0]!]))).letterCount).toBe(1)
  })

  it('takes the place of the one that was waited for on the same due dates', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, [ids[0]!], 1000, day(2))
    await promise(customerId, ids, 1500, day(10))
    expect(await states(customerId)).toEqual([['pending', 0], ['replaced', 0]])
    expect((await rowsFound(api)).map((row) => row.hold?.until ?? null)).toEqual([day(10), day(10)])
  })

  it('on one due date leaves paused, until its own day, what was promised with it before', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, ids, 1500, day(2))
    await promise(customerId, [ids[0]!], 1000, day(10))
    expect(await states(customerId)).toEqual([['pending', 0], ['pending', 0]])
    expect((await rowsFound(api)).map((row) => row.hold?.until ?? null)).toEqual([day(10), day(2)])
    expect((await api.reminders.simulate(await requestOf(api, [ids[1]!]))).skipped).toMatchObject([{ dueDateId: ids[1], reason: 'blocked', hold: { kind: 'promise', until: day(2) } }])
    await promise(customerId, [ids[1]!], 500, day(5))
    expect(await states(customerId)).toEqual([['pending', 0], ['pending', 0], ['replaced', 0]])
    expect((await rowsFound(api)).map((row) => row.hold?.until ?? null)).toEqual([day(10), day(5)])
  })

  it('of which a part was promised again is kept by the rest, and what was promised again is free when that is cancelled', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, ids, 1500, day(4))
    const { id } = await promise(customerId, [ids[0]!], 1000, day(10))
    await pay(customerId, 500, ids[1]!, day(3))
    expect((await api.calls.promises({ customerId, asOf: day(5) })).map(({ state, expectedCents, paidCents, isPartlyReplaced }) => [state, expectedCents, paidCents, isPartlyReplaced])).toEqual([['pending', 1000, 0, false], ['kept', 500, 500, true]])
    expect((await api.calls.today({ asOf: day(5) })).promisesBroken).toEqual([])
    await api.calls.cancelPromise({ callId: id, asOf: day(3) })
    expect((await api.reminders.simulate(await requestOf(api, [ids[0]!], { asOf: day(3) }))).letterCount).toBe(1)
  })

  it('is cancelled while it is waited for, once', async () => {
    const { customerId, ids } = await alpha()
    const { id } = await promise(customerId, ids, 1500)
    await api.calls.cancelPromise({ callId: id, asOf: today })
    expect(await states(customerId)).toEqual([['cancelled', 0]])
    await expect(api.calls.cancelPromise({ callId: id, asOf: today })).rejects.toMatchObject({ code: 'calls.promise-not-pending' })
    expect((await api.reminders.simulate(await requestOf(api, ids))).skippedCount).toBe(0)
  })

  it('is not set as a hold', async () => {
    const { customerId } = await alpha()
    await expect(api.holds.set({ hold: { kind: 'promise' as 'manual', scope: 'customer', subjectId: customerId, reason: '', since: null, until: null }, asOf: today })).rejects.toMatchObject({ code: 'call.invalid-input' })
  })
})

describe('« Aujourd’hui »', () => {
  const names = async (asOf = today) => {
    const { calls, promisesDue, promisesBroken } = await api.calls.today({ asOf })
    return { calls: calls.map(({ customerName }) => customerName), due: promisesDue.map(({ customerName }) => customerName), broken: promisesBroken.map(({ customerName }) => customerName) }
  }

  it('tells promises on their day, then as broken, until somebody has been reached', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, ids, 1500, day(5))
    expect(await names(day(4))).toEqual({ calls: [], due: [], broken: [] })
    expect(await names(day(5))).toEqual({ calls: [], due: ['Alpha'], broken: [] })
    expect(await names(day(6))).toEqual({ calls: [], due: [], broken: ['Alpha'] })
    await record(customerId, { outcome: 'voicemail' }, day(6))
    expect((await names(day(7))).broken).toEqual(['Alpha'])
    await record(customerId, { outcome: 'awaiting-approval' }, day(7))
    expect((await names(day(7))).broken).toEqual([])
  })

  it('tells a promise no more once it is kept', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, [ids[0]!], 1000, day(5))
    await pay(customerId, 1000, ids[0]!, day(5))
    expect(await names(day(5))).toEqual({ calls: [], due: [], broken: [] })
    expect(await names(day(6))).toEqual({ calls: [], due: [], broken: [] })
  })

  it('tells who is to be called, the longest awaited first, by the last call alone, and not who owes nothing any more', async () => {
    const { customerId } = await alpha()
    const beta = await owing(api, ['B', 'Beta'], { number: 'F3', dueOn: '2026-01-31', cents: 100 })
    await record(customerId, { outcome: 'voicemail', nextCallOn: day(2) })
    await record(beta.customerId, { outcome: 'call-back', nextCallOn: day(1) })
    expect([(await names()).calls, (await names(day(1))).calls, (await names(day(3))).calls]).toEqual([[], ['Beta'], ['Beta', 'Alpha']])
    await record(customerId, { outcome: 'payment-sent', nextCallOn: day(8) }, day(3))
    expect((await names(day(3))).calls).toEqual(['Beta'])
    await pay(beta.customerId, 100, beta.ids[0]!)
    expect((await names(day(9))).calls).toEqual(['Alpha'])
  })
})

it('a dossier of the former version keeps what was noted of calls', () => {
  const folder = temporaryFolder()
  const former = new BetterSqlite3(join(folder, DATABASE_FILE))
  migrate(former, 110)
  former.exec(`INSERT INTO organisation (id, code, name, name_norm, is_customer, updated_at) VALUES (1, 'A', 'Alpha', 'alpha', 1, '2026-01-01');
    INSERT INTO customer_note (id, organisation_id, noted_on, outcome, text, updated_at) VALUES (4, 1, '2026-01-05', 'promise', 'Vendredi', '2026-01-05'), (7, 1, '2026-01-06', 'information', 'Nouvelle adresse', '2026-01-06')`)
  former.close()
  const sql = openDatabase(folder)
  expect(sql.prepare('SELECT id, called_on AS calledOn, outcome, text, next_call_on AS nextCallOn FROM customer_call ORDER BY id').all()).toEqual([
    { id: 4, calledOn: localDate('2026-01-05'), outcome: 'promise', text: 'Vendredi', nextCallOn: null }, { id: 7, calledOn: localDate('2026-01-06'), outcome: 'other', text: 'Nouvelle adresse', nextCallOn: null },
  ])
  sql.close()
})

describe('a promise that is odd', () => {
  it.each([['for a day farther than three months', 93], ['for the wrong year', 36 * 365]])('%s is refused until somebody says that it is meant', async (_name, days) => {
    const { customerId, ids } = await alpha()
    await expect(promise(customerId, ids, 100, day(days))).rejects.toMatchObject({ code: 'calls.promise-far', details: { days: 92 } })
    expect(await states(customerId)).toEqual([])
    await record(customerId, { outcome: 'promise', promise: { promisedFor: day(days), amountCents: cents(100) }, dueDateIds: ids, acceptsFarDay: true })
    expect(await states(customerId)).toEqual([['pending', 0]])
  })

  it('for a day three months away is taken as it is', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, ids, 100, day(92))
    expect(await states(customerId)).toEqual([['pending', 0]])
  })

  it('of an earlier call whose day has passed is noted and judged at once, with what came between', async () => {
    const { customerId, ids } = await alpha()
    await pay(customerId, 400, ids[0]!, day(-3))
    const late = (promisedFor = day(-2)) => record(customerId, { calledOn: day(-4), outcome: 'promise', promise: { promisedFor, amountCents: cents(1000) }, dueDateIds: [ids[0]!] })
    await expect(late(day(-5))).rejects.toMatchObject({ code: 'calls.promise-past' })
    await late()
    expect(await states(customerId)).toEqual([['partly-kept', 400]])
    expect((await api.calls.today({ asOf: today })).promisesBroken).toMatchObject([{ promisedFor: day(-2), paidCents: 400 }])
    expect((await api.reminders.simulate(await requestOf(api, ids))).letterCount).toBe(1)
  })

  it('noted late takes the place of none that was made after it', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, ids, 1500, day(7), day(-1))
    await record(customerId, { calledOn: day(-6), outcome: 'promise', promise: { promisedFor: day(-4), amountCents: cents(1500) }, dueDateIds: ids })
    expect(await states(customerId)).toEqual([['pending', 0], ['broken', 0]])
    expect((await api.reminders.simulate(await requestOf(api, ids))).letterCount).toBe(0)
  })

  it('broken, then promised again: what comes from then on is counted once, for the later one', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, [ids[0]!], 1000, day(2))
    await promise(customerId, ids, 1500, day(11), day(4))
    await pay(customerId, 1000, ids[0]!, day(5))
    expect((await api.calls.promises({ customerId, asOf: day(12) })).map(({ promisedFor, state, paidCents }) => [promisedFor, state, paidCents])).toEqual([[day(11), 'partly-kept', 1000], [day(2), 'broken', 0]])
    const { promises } = await api.dashboard.summary({ asOf: day(12) })
    expect(promises).toMatchObject({ lateCents: 0, brokenCents: 2500 })
  })

  it('broken, paid late and only then promised again stays kept late', async () => {
    const { customerId, ids } = await alpha()
    await promise(customerId, [ids[0]!], 600, day(2))
    await pay(customerId, 600, ids[0]!, day(3))
    await promise(customerId, ids, 900, day(11), day(4))
    expect(await states(customerId, day(12))).toEqual([['broken', 0], ['kept-late', 600]])
  })
})
