import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, type LocalDate } from '../../shared/date.ts'
import type { Hold, HoldScope, NewHold } from '../../shared/holds/hold-contract.ts'
import type { GenerationReport } from '../../shared/reminders/reminder-contract.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { openImportOffice } from '../fixtures/import-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerNamed, invoiceOf } from '../fixtures/receivable-fixture.ts'
import { owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']

beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
})
afterEach(() => open.close())

const setHold = (scope: HoldScope, subjectId: number, more: { kind?: NewHold['kind']; reason?: string; since?: LocalDate; until?: LocalDate | null } = {}): Promise<Hold> =>
  api.holds.set({ hold: { kind: more.kind ?? 'manual', scope, subjectId, reason: more.reason ?? 'À voir', since: more.since ?? null, until: more.until ?? null }, asOf: today })
const outcome = ({ letters, skipped }: GenerationReport): unknown => ({ sent: letters.flatMap(({ lines }) => lines.map(({ invoiceNumber }) => invoiceNumber)), left: skipped.map(({ invoiceNumber, reason, hold }) => [invoiceNumber, reason, hold?.kind]) })

/** One customer: an invoice F1 of two terms, an invoice F2; and another customer with F3. */
async function dossier(): Promise<{ customerId: number; invoiceId: number; dueDateId: number; ids: number[] }> {
  const customerId = (await api.receivables.saveCustomer(customerNamed('A', 'Alpha'))).id!
  const first = await api.receivables.saveInvoice(invoiceOf(customerId, 'F1', [['2026-01-31', 100], ['2026-02-28', 200]]))
  const second = await api.receivables.saveInvoice(invoiceOf(customerId, 'F2', [['2026-01-31', 300]]))
  const other = await owing(api, ['B', 'Beta'], { number: 'F3', dueOn: '2026-01-31', cents: 400 })
  return { customerId, invoiceId: first.id!, dueDateId: first.dueDates[0]!.id!, ids: [...first.dueDates, ...second.dueDates].map(({ id }) => id!).concat(other.ids) }
}

describe('a hold keeps from reminding what it bears on, and nothing else', () => {
  it.each<[HoldScope, unknown]>([
    ['due-date', { sent: ['F2', 'F1', 'F3'], left: [['F1', 'blocked', 'manual']] }],
    ['invoice', { sent: ['F2', 'F3'], left: [['F1', 'blocked', 'manual'], ['F1', 'blocked', 'manual']] }],
    ['customer', { sent: ['F3'], left: [['F1', 'blocked', 'manual'], ['F1', 'blocked', 'manual'], ['F2', 'blocked', 'manual']] }],
  ])('on a %s', async (scope, expected) => {
    const { customerId, invoiceId, dueDateId, ids } = await dossier()
    await setHold(scope, { 'due-date': dueDateId, invoice: invoiceId, customer: customerId }[scope])
    const request = await requestOf(api, ids)
    expect(outcome(await api.reminders.simulate(request))).toEqual(expected)
    expect(outcome(await api.reminders.generate(request))).toEqual(expected)
  })
  it('the run keeps what blocked the due dates it left out, also once the hold is lifted', async () => {
    const { dueDateId, ids } = await dossier()
    const until = addDays(today, 10)
    const hold = await setHold('due-date', dueDateId, { kind: 'dispute', reason: 'Marchandise abîmée', until })
    const { runId } = await api.reminders.generate(await requestOf(api, ids))
    await api.holds.lift({ id: hold.id })
    const left = [{ dueDateId, reason: 'blocked', hold: { kind: 'dispute', scope: 'due-date', reason: 'Marchandise abîmée', until } }]
    expect(await api.reminders.run({ id: runId! })).toMatchObject({ skipped: left })
    expect(await api.reminders.runSkipped({ id: runId!, from: 0 })).toMatchObject(left)
  })
  it('until its last day, included; from the day after on the reminders go on', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100 })
    await setHold('due-date', ids[0]!, { until: addDays(today, 5) })
    const sent = async (day: number): Promise<number> => (await api.reminders.simulate(await requestOf(api, ids, { asOf: addDays(today, day) }))).letterCount
    expect([await sent(0), await sent(5), await sent(6)]).toEqual([0, 0, 1])
  })
  it('the grid’s row shows the hold in force, and no longer the one that has ended', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100 })
    await setHold('due-date', ids[0]!, { until: today })
    await setHold('customer', customerId, { kind: 'dispute', reason: 'Tout', until: addDays(today, 1) })
    const marks = async (day: number): Promise<unknown> => (await rowsFound(api, {}, addDays(today, day))).map(({ hold }) => hold && [hold.kind, hold.scope])
    expect([await marks(0), await marks(1), await marks(2)]).toEqual([[['dispute', 'customer']], [['dispute', 'customer']], [null]])
  })
})

describe('holds are kept', () => {
  it('who set and lifted them and when; a lifted one is no longer in force but stays as history', async () => {
    const { customerId, invoiceId, dueDateId, ids } = await dossier()
    const first = await setHold('due-date', dueDateId)
    await setHold('invoice', invoiceId)
    await setHold('customer', customerId, { kind: 'insolvency', reason: '', since: today })
    await api.holds.lift({ id: first.id })
    expect(first).toMatchObject({ scope: 'due-date', customerName: 'Alpha', invoiceNumber: 'F1', dueOn: '2026-01-31', setBy: expect.stringMatching(/./) as string, setAt: expect.stringMatching(/Z$/) as string, liftedAt: null })
    const ofCustomer = await api.holds.ofCustomer({ customerId })
    expect(ofCustomer.map(({ scope, liftedAt }) => [scope, liftedAt !== null])).toEqual([['customer', false], ['invoice', false], ['due-date', true]])
    expect(ofCustomer[2]).toMatchObject({ liftedBy: first.setBy })
    expect((await api.holds.ofInvoice({ invoiceId })).map(({ scope }) => scope)).toEqual(['customer', 'invoice', 'due-date'])
    const second = (await rowsFound(api)).find((row) => row.id === ids[2])!
    expect((await api.holds.ofInvoice({ invoiceId: second.invoiceId })).map(({ scope }) => scope)).toEqual(['customer'])
  })
  it('a hold is lifted once, and set on something that exists', async () => {
    const { dueDateId } = await dossier()
    const { id } = await setHold('due-date', dueDateId)
    await api.holds.lift({ id })
    await expect(api.holds.lift({ id })).rejects.toMatchObject({ code: 'hold.lifted' })
    await expect(api.holds.lift({ id: 999 })).rejects.toMatchObject({ code: 'record.gone' })
    for (const scope of ['due-date', 'invoice', 'customer'] as const) await expect(setHold(scope, 999)).rejects.toMatchObject({ code: 'record.gone' })
    await expect(setHold('due-date', dueDateId, { kind: 'insolvency' })).rejects.toMatchObject({ code: 'hold.insolvency-customer' })
  })
  it('what a hold bears on cannot be deleted until it is lifted; its history goes with it', async () => {
    const { customerId, invoiceId, dueDateId } = await dossier()
    const onDueDate = await setHold('due-date', dueDateId)
    const invoice = await api.receivables.invoice({ id: invoiceId })
    await expect(api.receivables.saveInvoice({ ...invoice, dueDates: invoice.dueDates.slice(1) })).rejects.toMatchObject({ code: 'invoice.held' })
    await expect(api.receivables.deleteInvoice({ id: invoiceId })).rejects.toMatchObject({ code: 'invoice.held' })
    await api.holds.lift({ id: onDueDate.id })
    const onInvoice = await setHold('invoice', invoiceId)
    await expect(api.receivables.deleteInvoice({ id: invoiceId })).rejects.toMatchObject({ code: 'invoice.held' })
    await api.holds.lift({ id: onInvoice.id })
    await api.receivables.deleteInvoice({ id: invoiceId })
    expect(await api.holds.ofCustomer({ customerId })).toEqual([])

    const alone = (await api.receivables.saveCustomer(customerNamed('C', 'Gamma'))).id!
    const { id } = await setHold('customer', alone)
    await expect(api.receivables.deleteCustomer({ id: alone })).rejects.toMatchObject({ code: 'customer.held' })
    await api.holds.lift({ id })
    await api.receivables.deleteCustomer({ id: alone })
    await expect(api.receivables.customer({ id: alone })).rejects.toMatchObject({ code: 'record.gone' })
  })
})

describe('holds and imports', () => {
  it.each<HoldScope>(['due-date', 'invoice', 'customer'])('an import on which a hold on a %s rests cannot be undone until the hold is lifted', async (scope) => {
    const office = await openImportOffice()
    try {
      const { importId } = await office.apply(writeFec([...sale('1', 'A', 1_000), ...sale('2', 'B', 500)]))
      const [row] = await office.rows<{ id: number; invoice_id: number; organisation_id: number }>('SELECT id, invoice_id, organisation_id FROM due_date LIMIT 1')
      const subjectId = { 'due-date': row!.id, invoice: row!.invoice_id, customer: row!.organisation_id }[scope]
      const hold = await office.api.holds.set({ hold: { kind: 'manual', scope, subjectId, reason: '', since: null, until: null }, asOf: today })
      expect((await office.api.imports.list())[0]!.canUndo).toBe(false)
      await expect(office.api.imports.undo({ id: importId! })).rejects.toMatchObject({ code: 'import.built-upon', details: { what: 'hold' } })
      await office.api.holds.lift({ id: hold.id })
      await office.api.imports.undo({ id: importId! })
      expect(await office.rows('SELECT id FROM hold')).toEqual([])
      expect(await office.rows('SELECT id FROM organisation')).toEqual([])
    } finally {
      await office.close()
    }
  })
  it('the next import settles a held due date, and its undoing opens it again, the hold still on it', async () => {
    const office = await openImportOffice()
    try {
      await office.apply(writeFec([...sale('1', 'A', 1_000), ...sale('2', 'B', 500)]))
      const [row] = await office.rows<{ id: number }>(`SELECT d.id FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE i.number = 'FA1'`)
      await office.api.holds.set({ hold: { kind: 'manual', scope: 'due-date', subjectId: row!.id, reason: '', since: null, until: null }, asOf: today })
      const { importId } = await office.apply(writeFec([...sale('2', 'B', 500), ...sale('3', 'B', 5, { date: '20250131' })]))
      expect(await office.rows(`SELECT open_cents FROM due_date WHERE id = ${row!.id}`)).toEqual([{ open_cents: 0 }])
      await office.api.imports.undo({ id: importId! })
      expect(await office.rows(`SELECT open_cents FROM due_date WHERE id = ${row!.id}`)).toEqual([{ open_cents: 1_000 }])
      expect(await office.rows('SELECT due_date_id FROM hold WHERE lifted_at IS NULL')).toEqual([{ due_date_id: row!.id }])
      expect((await office.api.dossiers.check()).problems).toEqual([])
    } finally {
      await office.close()
    }
  })
})
