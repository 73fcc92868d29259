import { afterEach, beforeEach, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { aside, allChanges, relevantChanges } from '../../electron/db/change-counter.ts'
import { openDatabase, type Sql } from '../../electron/db/database.ts'
import { outboxRepository } from '../../electron/outbox/outbox-repository.ts'
import { openItemsOf } from '../../electron/reminders/open-items.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
})
afterEach(() => open.close())

/** A customer reminded by e-mail whose message waits, and the dossier on a connection of its own. */
async function withWaitingMessage(): Promise<Sql> {
  const { ids } = await owing(api, ['M', 'Par e-mail', { email1: 'm@client.example', reminderChannel: 'email' }], { number: 'FM', dueOn: '2026-01-31', cents: 100 })
  await api.reminders.generate(await requestOf(api, ids))
  await api.dossiers.close()
  return openDatabase(open.folder)
}

it('the open items stand while messages change state, rolled back or not, and are read again after any other write', async () => {
  const sql = await withWaitingMessage()
  try {
    const items = openItemsOf(sql)
    const { change, recover } = outboxRepository(sql)
    const first = items()
    expect(change(1, ['queued'], { state: 'connecting' })).toBe(true)
    recover()
    expect(() => sql.transaction(() => { change(1, ['queued'], { state: 'connecting' }); throw new Error('rolled back') })()).toThrow('rolled back')
    expect(items()).toBe(first)
    // the smallest write that nobody declared
    sql.exec(`UPDATE organisation SET name = name`)
    const second = items()
    expect(second).not.toBe(first)
    // one in the same transaction as a message
    sql.transaction(() => { change(1, ['queued'], { state: 'connecting' }); sql.exec('UPDATE due_date SET reminder_level = 1') })()
    expect([...items().level]).toEqual([1])
  } finally {
    sql.close()
  }
})

it('a write that fails aside is counted aside too', async () => {
  const sql = await withWaitingMessage()
  try {
    const [all, relevant] = [allChanges(sql), relevantChanges(sql)]
    expect(() => aside(sql, () => { sql.exec('UPDATE outbox_message SET attempts = 1'); throw new Error('failed') })).toThrow('failed')
    expect([allChanges(sql) - all, relevantChanges(sql) - relevant]).toEqual([1, 0])
  } finally {
    sql.close()
  }
})

it('whatever is written, search, grid and account tell it at once, while messages change state in between', async () => {
  const { customerId, ids } = await owing(api, ['A', 'Alpha', { email1: 'a@client.example', reminderChannel: 'email' }], { number: 'FA', dueOn: '2026-01-31', cents: 10_000 })
  const paper = await owing(api, ['B', 'Béta'], { number: 'FB', dueOn: '2026-01-31', cents: 5000 })
  const seen = async (): Promise<string[]> => (await rowsFound(api)).map(({ customerName, invoiceNumber, openCents, level }) => `${customerName} ${invoiceNumber} ${openCents} ${level}`)
  const mails = async (): Promise<string[]> => (await api.accounts.timeline({ customerId, kinds: ['mail'], asOf: today, from: 0, count: 9 })).entries.map(({ kind }) => kind)
  const total = async (): Promise<number> => (await calculate(api)).totalCents
  expect(await seen()).toEqual(['Alpha FA 10000 0', 'Béta FB 5000 0'])
  await api.reminders.generate(await requestOf(api, ids))
  expect(await mails()).toEqual(['mail'])
  await api.outbox.cancel({ id: 1 })
  expect(await mails()).toEqual([])
  await api.receivables.savePayment(paymentOf(customerId, 4000, [[ids[0]!, 4000]], { paidOn: localDate('2026-03-05') }))
  expect(await seen()).toEqual(['Alpha FA 6000 0', 'Béta FB 5000 0'])
  await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: customerId }), name: 'Zeta' })
  expect(await seen()).toEqual(['Béta FB 5000 0', 'Zeta FA 6000 0'])
  const { runId } = await api.reminders.generate(await requestOf(api, paper.ids))
  expect(await seen()).toEqual(['Béta FB 5000 1', 'Zeta FA 6000 0'])
  await api.reminders.undoRun({ id: runId! })
  expect(await seen()).toEqual(['Béta FB 5000 0', 'Zeta FA 6000 0'])
  const before = await total()
  const imported = await api.imports.apply({ path: writeFec(sale('1', 'C', 300)), options: {}, asOf: today })
  expect(await total()).toBe(before + 300)
  await api.imports.undo({ id: imported.importId! })
  expect(await total()).toBe(before)
  const { id } = await api.receivables.saveInvoice(invoiceOf(customerId, 'FX', [['2026-01-31', 100]]))
  expect(await total()).toBe(before + 100)
  await api.receivables.deleteInvoice({ id: id! })
  expect(await total()).toBe(before)
})
