import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TimelineKind, type TimelineEntry } from '../../shared/accounts/account-contract.ts'
import { localDate } from '../../shared/date.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
})
afterEach(() => open.close())

const timeline = (customerId: number, kinds: readonly TimelineKind[] = TimelineKind.options, from = 0, count = 200) => api.accounts.timeline({ customerId, kinds: [...kinds], asOf: today, from, count })
const note = (customerId: number, text = 'Chèque parti vendredi') => api.calls.record({ call: callWith(customerId, { calledOn: localDate('2026-03-10'), outcome: 'payment-sent', text }), asOf: today })
const told = ({ on, kind, reference }: TimelineEntry): string => `${on} ${kind} ${reference}`.trim()

it('« Synthèse du client » tells invoices, due dates, settlements, payments, credits, holds, letters, notes and documents in order of time', async () => {
  const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 }, { number: 'F2', dueOn: '2026-02-28', cents: 5000 })
  await api.receivables.saveInvoice(invoiceOf(customerId, 'AV1', [['2026-02-10', -500]], { kind: 'credit-note', invoicedOn: localDate('2026-02-10') }))
  await api.receivables.savePayment(paymentOf(customerId, 5200, [[ids[1]!, 5000]], { paidOn: localDate('2026-03-05') }))
  await api.reminders.generate(await requestOf(api, [ids[0]!]))
  await note(customerId)
  const other = await owing(api, ['B', 'Béta'], { number: 'X1', dueOn: '2026-01-31', cents: 1 })
  await note(other.customerId)

  const { total, entries } = await timeline(customerId)
  expect(entries.map(told)).toEqual([
    '2026-03-31 letter', '2026-03-10 note', '2026-03-05 settled F2', '2026-03-05 payment VIR', '2026-02-28 due F2', '2026-02-10 invoice AV1', '2026-01-31 due F1', '2026-01-01 invoice F2', '2026-01-01 invoice F1',
  ])
  expect(total).toBe(9)
  expect(entries.find(({ kind }) => kind === 'payment')).toMatchObject({ amountCents: -5200, openCents: -200, variant: 'transfer' })
  expect((await timeline(customerId, ['note', 'payment'])).entries.map(({ id, kind }) => [id, kind])).toEqual([[1, 'note'], [2, 'payment']])
})

it('a letter whose generation was undone stays, marked annulled', async () => {
  const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 })
  const { runId } = await api.reminders.generate(await requestOf(api, ids))
  expect((await timeline(customerId, ['letter'])).entries).toMatchObject([{ isAnnulled: false, level: 1 }])
  await api.reminders.undoRun({ id: runId! })
  expect((await timeline(customerId, ['letter'])).entries).toMatchObject([{ isAnnulled: true, level: 1 }])
})

it('a hold is told when it is set and when it is lifted', async () => {
  const { customerId } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 })
  const { id } = await api.holds.set({ hold: { kind: 'dispute', scope: 'customer', subjectId: customerId, reason: 'Livraison contestée', since: null, until: null }, asOf: today })
  expect((await timeline(customerId, ['hold', 'hold-lifted'])).entries).toMatchObject([{ kind: 'hold', variant: 'dispute', text: 'Livraison contestée', isLifted: false }])
  await api.holds.lift({ id })
  expect((await timeline(customerId, ['hold', 'hold-lifted'])).entries.map(({ kind, isLifted }) => [kind, isLifted])).toEqual([['hold-lifted', false], ['hold', true]])
})

it('an import that touched the customer is told, until it is undone', async () => {
  const report = await api.imports.apply({ path: writeFec(sale('1', 'C1', 10_000)), options: {}, asOf: today })
  const [customerId] = (await api.receivables.findCustomers({ search: '', onlyActive: false })).ids
  expect((await timeline(customerId!, ['import'])).entries).toMatchObject([{ variant: 'fec', text: '732829320FEC20251231.txt' }])
  await note(customerId!)
  await expect(api.imports.undo({ id: report.importId! })).rejects.toMatchObject({ code: 'import.built-upon', details: { what: 'note' } })
})

it('of 100 000 events any page comes at once, in order, none twice', async () => {
  await api.dossiers.close(undefined)
  const sql = openDatabase(open.folder)
  fillDossier(sql, 25_000, 1)
  sql.close()
  await api.dossiers.open({ folder: open.folder })
  const pages = await Promise.all([0, 50_000, 99_990].map((from) => timeline(1, TimelineKind.options, from, 10)))
  expect(pages.map(({ total }) => total)).toEqual([100_000, 100_000, 100_000])
  const events = pages.flatMap(({ entries }) => entries)
  expect(new Set(events.map(told)).size).toBe(30)
  expect(events.map(({ on }) => on)).toEqual(events.map(({ on }) => on).toSorted().reverse())
})

it('a note is changed, and erased for good: its text is no longer in the dossier’s files', async () => {
  const { customerId } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 })
  const secret = 'Madame Zwingli est malade'
  const { id } = await note(customerId, secret)
  expect(await api.calls.call({ id })).toMatchObject({ text: secret, outcome: 'payment-sent' })
  expect(await api.calls.correct({ id, text: `${secret} !`, nextCallOn: null, asOf: today })).toMatchObject({ text: `${secret} !` })
  await api.calls.erase({ id })
  expect((await timeline(customerId, ['note'])).total).toBe(0)
  for (const file of readdirSync(open.folder).filter((name) => name.startsWith('relais.sqlite'))) expect(readFileSync(join(open.folder, file)).includes(Buffer.from('Zwingli')), file).toBe(false)
  await expect(api.calls.erase({ id })).rejects.toMatchObject({ code: 'record.gone' })
})

it('a note of a customer who is not there, or longer than a note, is refused', async () => {
  const { customerId } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 1 })
  await expect(note(99)).rejects.toMatchObject({ code: 'record.gone' })
  await expect(note(customerId, 'x'.repeat(301))).rejects.toMatchObject({ code: 'call.invalid-input' })
})
