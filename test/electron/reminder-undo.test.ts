import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, localDate } from '../../shared/date.ts'
import type { LevelRule } from '../../shared/reminders/reminder-contract.ts'
import { openDatabase, type Sql } from '../../electron/db/database.ts'
import { runRegister } from '../../electron/reminders/run-register.ts'
import { runRepository } from '../../electron/reminders/run-repository.ts'
import { undoRun } from '../../electron/reminders/run-undo.ts'
import { allRows, dropTriggers, onFile } from '../fixtures/dossier-file.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
let press: PaperPress

beforeEach(async () => {
  press = new PaperPress()
  open = await openOffice({ press, userName: 'hélène' })
  api = open.api
})
afterEach(() => open.close())

/** What a generation may change outside its own tables. */
const LEDGER = ['due_date', 'invoice', 'payment', 'allocation', 'organisation', 'address', 'import_batch', 'import_change']
const ledger = (): Promise<unknown> => onFile(open, (sql) => LEDGER.map((table) => allRows(sql, table)))
const levels = async (): Promise<unknown> => Object.fromEntries((await rowsFound(api)).map(({ invoiceNumber, level, remindedOn }) => [invoiceNumber, [level, remindedOn]]))
const owingTwo = () => owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 200, level: 2 })
const generate = async (ids: Iterable<number>, more: Parameters<typeof requestOf>[2] = {}): Promise<number> => (await api.reminders.generate(await requestOf(api, ids, more))).runId!

describe('« Annuler la génération »', () => {
  it('gives every due date back its level, its date and its instant of change, and nothing else', async () => {
    const { ids } = await owingTwo()
    const before = await ledger()
    const runId = await generate(ids)
    expect(await levels()).toEqual({ F001: [1, today], F002: [3, today] })
    expect(await api.reminders.undoRun({ id: runId })).toEqual({ runId, letterCount: 2, lineCount: 2 })
    expect(await ledger()).toEqual(before)
  })
  it('keeps who undid it and when, its letters with their files, marked as annulled', async () => {
    const { ids, customerId } = await owingTwo()
    const runId = await generate(ids)
    const report = await api.reminders.run({ id: runId })
    await api.reminders.undoRun({ id: runId })
    expect(await api.reminders.runs({ from: 0 })).toMatchObject([{ id: runId, createdBy: 'hélène', undone: { by: 'hélène', at: expect.stringMatching(/^\d{4}-.*Z$/) }, letterCount: 2, totalCents: 300 }])
    expect(await api.reminders.run({ id: runId })).toEqual(report)
    for (const { file } of report.letters) expect(existsSync(file)).toBe(true)
    expect((await api.documents.list({ runId, customerId: null })).map(({ isAnnulled }) => isAnnulled)).toEqual([true, true, true])
    expect(await api.reminders.reminderHistory({ of: 'customer', id: customerId, from: 0 })).toMatchObject([{ invoiceNumber: 'F001', isAnnulled: true }, { invoiceNumber: 'F002', isAnnulled: true }])
    expect(await api.reminders.verifyRuns(undefined)).toMatchObject({ length: 2, problem: null })
  })
  it('is done once: a second one is refused, with who did it', async () => {
    const runId = await generate((await owingTwo()).ids)
    await api.reminders.undoRun({ id: runId })
    await expect(api.reminders.undoRun({ id: runId })).rejects.toMatchObject({ code: 'reminder.run-already-undone', details: { run: runId, by: 'hélène' } })
    await expect(api.reminders.undoRun({ id: 99 })).rejects.toMatchObject({ code: 'reminder.run-unknown' })
  })
  it('a due date paid since is no obstacle: the payment stays, the level goes back', async () => {
    const { ids, customerId } = await owingTwo()
    const runId = await generate(ids)
    await api.receivables.savePayment(paymentOf(customerId, 150, [[ids[0]!, 100], [ids[1]!, 50]]))
    await api.reminders.undoRun({ id: runId })
    const after = await onFile(open, (sql) => sql.prepare('SELECT open_cents, reminder_level, reminded_on FROM due_date ORDER BY id').raw().all())
    expect(after).toEqual([[0, 0, null], [150, 2, '2026-01-15']])
    expect((await api.dossiers.check(undefined)).problems).toEqual([])
  })
  it('a due date that a payment has changed since stays changed since: what it was before the payment is not undone behind its back', async () => {
    const { ids, customerId } = await owingTwo()
    const runId = await generate(ids)
    await api.receivables.savePayment(paymentOf(customerId, 50, [[ids[0]!, 50]]))
    const paidAt = await onFile(open, (sql) => sql.prepare('SELECT updated_at FROM due_date WHERE id = ?').pluck().get(ids[0]!) as string)
    await api.reminders.undoRun({ id: runId })
    expect(await onFile(open, (sql) => sql.prepare('SELECT updated_at >= ? FROM due_date WHERE id = ?').pluck().get(paidAt, ids[0]!))).toBe(1)
  })
})

describe('« Annuler la génération » is refused, and nothing is changed,', () => {
  /** Everything stored, the run's own tables too. */
  const everything = (): Promise<unknown> => onFile(open, (sql) => [...LEDGER, 'reminder_undo', 'reminder_register'].map((table) => allRows(sql, table)))
  const expectRefused = async (id: number, code: string, details: object): Promise<void> => {
    const before = await everything()
    await expect(api.reminders.undoRun({ id })).rejects.toMatchObject({ code, details })
    expect(await everything()).toEqual(before)
  }

  it('when a later generation stands on one of its due dates: it is named, and once it is undone the way is free', async () => {
    const { ids } = await owingTwo()
    const before = await ledger()
    const first = await generate(ids)
    const second = await generate([ids[0]!], { asOf: addDays(today, 7) })
    await expectRefused(first, 'reminder.run-built-upon', { run: first, later: second, laterOn: '07/04/2026', invoice: 'F001', dueOn: '31/01/2026' })
    await api.reminders.undoRun({ id: second })
    await api.reminders.undoRun({ id: first })
    expect(await ledger()).toEqual(before)
  })
  it('even when the later one gave the same level on the same day', async () => {
    const { ids } = await owingTwo()
    const rule: LevelRule = { kind: 'level', level: 3 }
    const first = await generate(ids, { rule })
    await generate(ids, { rule, resend: true })
    await expectRefused(first, 'reminder.run-built-upon', { n: 2 })
  })
  it('a later generation of other due dates is no obstacle', async () => {
    const { ids } = await owingTwo()
    const first = await generate([ids[0]!])
    await generate([ids[1]!])
    await api.reminders.undoRun({ id: first })
    expect(await levels()).toEqual({ F001: [0, null], F002: [3, today] })
  })
  it.each([['level', { level: 2 as const }], ['date', { remindedOn: localDate('2026-03-30') }]])('when the %s of one of its due dates was changed by hand since', async (_what, change) => {
    const { ids } = await owingTwo()
    const runId = await generate(ids)
    const { invoiceId } = (await rowsFound(api)).find(({ id }) => id === ids[0])!
    const invoice = await api.receivables.invoice({ id: invoiceId })
    await api.receivables.saveInvoice({ ...invoice, dueDates: invoice.dueDates.map((due) => ({ ...due, ...change })) })
    await expectRefused(runId, 'reminder.run-changed-since', { run: runId, invoice: 'F001', dueOn: '31/01/2026', n: 1 })
  })
  it('when one of its letters was posted as registered mail', async () => {
    const { ids } = await owingTwo()
    const runId = await generate(ids, { rule: { kind: 'level', level: 3 } })
    const { letterId } = (await api.reminders.run({ id: runId })).letters[0]!
    const mail = { letterId: letterId!, number: '2C 123 456 7890 1', sentOn: null, receivedOn: null }
    await api.legal.saveRegisteredMail({ mail, asOf: today })
    await api.legal.saveRegisteredMail({ mail: { ...mail, sentOn: today }, asOf: today })
    await expectRefused(runId, 'reminder.run-registered', { run: runId, number: mail.number })
  })
  it('when one of its due dates no longer exists', async () => {
    const { ids } = await owingTwo()
    const runId = await generate(ids)
    await onFile(open, (sql) => { sql.prepare('DELETE FROM due_date WHERE id = ?').run(ids[0]) })
    await expectRefused(runId, 'reminder.run-due-date-gone', { run: runId, invoice: 'F001', n: 1 })
  })

  const undoOn = (sql: Sql, runId: number, hasLeft: boolean, withdrawn: number[] = []): unknown => sql.transaction(() => undoRun({
    sql, runs: runRepository(sql), register: runRegister(sql), outgoing: { hasLeft: () => hasLeft, withdraw: (letterIds) => { withdrawn.push(...letterIds) }, idle: () => [] }, postedAs: () => null,
  }, runId, 'hélène')).immediate()

  it('when one of its letters has left by e-mail, or may have', async () => {
    const runId = await generate((await owingTwo()).ids)
    await onFile(open, (sql) => {
      expect(() => undoOn(sql, runId, true)).toThrow(expect.objectContaining({ code: 'reminder.run-has-left' }))
      expect(allRows(sql, 'reminder_undo')).toEqual([])
    })
  })
  it('but not when its e-mails are still waiting: they are withdrawn, and due dates they had not changed yet stay as they are', async () => {
    const { ids } = await owingTwo()
    const runId = await generate(ids)
    const withdrawn: number[] = []
    await onFile(open, (sql) => {
      const putBack = dropTriggers(sql)
      // F002's letter waits in the outbox: its due date is as before the generation
      sql.exec(`UPDATE reminder_letter SET channel = 'email' WHERE level = 3; UPDATE due_date SET reminder_level = 2, reminded_on = '2026-01-15' WHERE id = ${ids[1]!}`)
      undoOn(sql, runId, false, withdrawn)
      putBack()
      expect(withdrawn).toEqual(sql.prepare('SELECT id FROM reminder_letter ORDER BY position').pluck().all())
    })
    expect(await levels()).toEqual({ F001: [0, null], F002: [2, '2026-01-15'] })
  })
})

describe('after « Annuler la génération »', () => {
  it('the same generation gives the same letters again', async () => {
    const { ids } = await owingTwo()
    const first = await generate(ids)
    const printed = press.printed
    await api.reminders.undoRun({ id: first })
    const second = await generate(ids)
    expect(press.printed).toEqual(printed)
    expect(await levels()).toEqual({ F001: [1, today], F002: [3, today] })
    expect((await api.reminders.runs({ from: 0 })).map(({ id, undone }) => [id, undone !== null])).toEqual([[second, false], [first, true]])
  })
  it.each<[string, LevelRule]>([['levels differ', { kind: 'increment' }], ['levels are the same', { kind: 'level', level: 2 }]])('what was ticked before the generation, or between it and its undo, is left out as changed, also when %s', async (_case, rule) => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100, level: 2 })
    const before = await requestOf(api, ids, { rule, resend: true })
    const runId = await generate(ids, { rule, resend: true })
    const between = await requestOf(api, ids, { rule, resend: true })
    await api.reminders.undoRun({ id: runId })
    for (const request of [before, between]) expect(await api.reminders.generate(request)).toMatchObject({ runId: null, skipped: [{ reason: 'changed' }] })
    expect((await api.reminders.generate(await requestOf(api, ids, { rule, resend: true }))).letterCount).toBe(1)
  })
  it('a new « Calcul » shows the levels given back', async () => {
    const { ids } = await owingTwo()
    const runId = await generate(ids)
    await api.reminders.undoRun({ id: runId })
    expect((await calculate(api, { level: 0 })).count).toBe(1)
    expect((await calculate(api, { level: 1 })).count).toBe(0)
  })
})

describe('the history of a due date', () => {
  it('R-EBP-68 AMB-10 names every letter, the latest first, with the level before and after; the due date itself keeps the last only', async () => {
    const { ids, customerId } = await owingTwo()
    await generate([ids[0]!])
    await generate([ids[0]!], { asOf: addDays(today, 7) })
    const { invoiceId } = (await rowsFound(api)).find(({ id }) => id === ids[0])!
    const expected = [
      { asOf: '2026-04-07', levelBefore: 1, remindedOnBefore: today, levelAfter: 2, invoiceNumber: 'F001', openCents: 100, createdBy: 'hélène', isAnnulled: false, channel: 'paper', sending: 'sent', sentOn: '2026-04-07' },
      { asOf: today, levelBefore: 0, remindedOnBefore: null, levelAfter: 1 },
    ]
    for (const [of, id] of [['customer', customerId], ['invoice', invoiceId], ['due-date', ids[0]!]] as const) {
      expect(await api.reminders.reminderHistory({ of, id, from: 0 }), of).toMatchObject(expected)
      expect(await api.reminders.reminderHistory({ of, id, from: 1 }), of).toHaveLength(1)
    }
    expect(await api.reminders.reminderHistory({ of: 'due-date', id: ids[1]!, from: 0 })).toEqual([])
  })
})

it('R-EBP-75 a crash before the end of an undo leaves none of it: all is one transaction', async () => {
  const { ids } = await owingTwo()
  const runId = await generate(ids)
  const before = await ledger()
  await api.dossiers.close(undefined)
  const sql = openDatabase(open.folder)
  sql.exec(`CREATE TEMP TRIGGER broken BEFORE INSERT ON main.reminder_register BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
  const undo = sql.transaction(() => undoRun({ sql, runs: runRepository(sql), register: runRegister(sql), outgoing: { hasLeft: () => false, withdraw: () => undefined, idle: () => [] }, postedAs: () => null }, runId, 'x'))
  expect(() => undo.immediate()).toThrow('disk full')
  sql.close()
  await api.dossiers.open({ folder: open.folder })
  expect(await ledger()).toEqual(before)
  expect(await api.reminders.runs({ from: 0 })).toMatchObject([{ undone: null }])
})
