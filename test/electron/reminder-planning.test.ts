import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, localDate, systemToday } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { ReminderSettings } from '../../shared/reminders/reminder-contract.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerWithInvoices, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, owing, requestAbout, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
let press: PaperPress

beforeEach(async () => {
  press = new PaperPress()
  open = await openOffice({ press })
  api = open.api
})
afterEach(() => open.close())

const withSettings = async (change: Partial<ReminderSettings>): Promise<unknown> => api.reminders.saveSettings({ ...await api.reminders.settings(), ...change })

describe('the customer’s unused payments and credit notes', () => {
  it('debt 100, unallocated credit 100: no letter; one cent more of debt: a letter', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100 })
    await api.receivables.savePayment(paymentOf(customerId, 100))
    expect(await api.reminders.generate(await requestOf(api, ids))).toMatchObject({ runId: null, letters: [], skipped: [{ reason: 'covered-by-credits' }] })
    await api.receivables.saveInvoice(invoiceOf(customerId, 'F2', [['2026-12-31', 1]]))
    expect(await api.reminders.simulate(await requestOf(api, ids))).toMatchObject({ letterCount: 1, totalCents: 100, deductedCents: 0, withCredits: [{ creditCents: 100 }] })
  })
  it('netted by age: the letter shows the deduction, the run keeps it, and nothing is allocated', async () => {
    await withSettings({ creditHandling: 'net' })
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], ...[30, 50, 20].map((amount, index) => ({ number: `F${index}`, dueOn: `2026-01-1${index}`, cents: amount })))
    await api.receivables.savePayment(paymentOf(customerId, 30))
    await api.receivables.saveInvoice(invoiceOf(customerId, 'AV1', [['2026-01-20', -10]], { kind: 'credit-note' }))
    const { runId } = await api.reminders.generate(await requestOf(api, ids))
    expect(press.printed).toMatchObject([{ totalCents: 70, deductedCents: 10, payableCents: 60, lines: [{ openCents: 50 }, { openCents: 20 }] }])
    expect(await api.reminders.run({ id: runId! })).toMatchObject({ totalCents: 70, deductedCents: 10, letters: [{ totalCents: 70, deductedCents: 10, lines: [{ deductedCents: 10 }, { deductedCents: 0 }] }], skipped: [{ reason: 'covered-by-credits' }] })
    expect((await rowsFound(api)).map(({ openCents, unallocatedCreditCents, level }) => [openCents, unallocatedCreditCents, level])).toEqual([[30, 40, 0], [50, 40, 1], [20, 40, 1]])
  })
  it('the preview of a letter deducts what the letter will', async () => {
    await withSettings({ creditHandling: 'net' })
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100 })
    await api.receivables.savePayment(paymentOf(customerId, 40))
    const shown = JSON.parse(new TextDecoder().decode(await api.reminders.previewRun({ request: await requestOf(api, ids), customerId, level: 1 }))) as unknown
    expect(shown).toMatchObject({ totalCents: 100, deductedCents: 40, payableCents: 60 })
  })
  it('a balance within the tolerance is not reminded, and the tolerance is a setting that lasts', async () => {
    await withSettings({ toleranceCents: cents(500) })
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 500 })
    expect((await api.reminders.simulate(await requestOf(api, ids))).skipped).toMatchObject([{ reason: 'below-tolerance' }])
    await withSettings({ toleranceCents: cents(499) })
    expect((await api.reminders.simulate(await requestOf(api, ids))).letterCount).toBe(1)
  })
  it('two terms 50 / 50, six days after the first: one row; paid, it is gone; its payment cancelled, it is back', async () => {
    const { customerId, dueDateIds } = await customerWithInvoices(api, 'A', [['2026-03-25', 50], ['2026-04-05', 50]])
    const late = async (): Promise<number[]> => [...(await calculate(api, { daysOverdue: 5 })).ids]
    expect(await late()).toEqual([dueDateIds[0]])
    const payment = await api.receivables.savePayment(paymentOf(customerId, 50, [[dueDateIds[0]!, 50]]))
    expect(await late()).toEqual([])
    await api.receivables.deletePayment({ id: payment.id! })
    expect(await late()).toEqual([dueDateIds[0]])
  })
  it('a generation that fails raises no level: the next one sends the same level again', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100 })
    press.beforeFile = () => { throw new Error('paper jam') }
    await expect(api.reminders.generate(await requestOf(api, ids))).rejects.toThrow()
    press.beforeFile = () => undefined
    expect((await api.reminders.generate(await requestOf(api, ids))).letters).toMatchObject([{ level: 1 }])
  })
})

describe('« Pourquoi ? »', () => {
  it('of a row that is not ticked is what ticking it would give', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100, level: 2 }, { number: 'F2', dueOn: '2026-03-25', cents: 60 })
    const selection = await calculate(api)
    const explained = await api.reminders.explain(requestAbout(selection, [0, 1], { rule: { kind: 'days', thresholds: [10, 30, 60] } }))
    expect(explained).toMatchObject([
      { dueDateId: ids[0], levelBefore: 2, remindedOn: '2026-01-15', daysLate: 59, levelAfter: null, reason: 'already-sent', outstandingCents: 160 },
      { dueDateId: ids[1], levelBefore: 0, remindedOn: null, daysLate: 6, levelAfter: null, reason: 'below-first-threshold' },
    ])
  })
  it('says that a row has changed since it was seen, and nothing of one deleted', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 100 }, { number: 'F2', dueOn: '2026-01-31', cents: 100 })
    const request = await requestOf(api, ids)
    await api.receivables.savePayment(paymentOf(customerId, 10, [[ids[0]!, 10]]))
    const [, row] = await rowsFound(api)
    await api.receivables.deleteInvoice({ id: row!.invoiceId })
    expect(await api.reminders.explain(request)).toMatchObject([{ dueDateId: ids[0], reason: 'changed' }])
  })
  it('of more due dates than one message bears is refused', async () => {
    const ids = new Int32Array(5001)
    await expect(api.reminders.explain({ ...await requestOf(api, []), ids, openCents: new Float64Array(5001), levels: new Uint8Array(5001) })).rejects.toMatchObject({ code: 'call.invalid-input' })
  })
})

describe('how old the last import may be', () => {
  const imported = async (): Promise<Int32Array<ArrayBuffer>> => {
    await api.imports.apply({ path: writeFec([...sale('1', 'A', 1_000)]), options: {}, asOf: today })
    return (await calculate(api)).ids
  }
  it('31 days after the last import: refused, unless a person accepts; nothing is written by the refusal', async () => {
    const ids = await imported()
    const asOf = addDays(systemToday(), 31)
    const request = await requestOf(api, ids, { asOf })
    expect(await api.reminders.dataAge({ asOf })).toEqual({ lastImportOn: systemToday(), days: 31, isTooOld: true })
    await expect(api.reminders.generate(request)).rejects.toMatchObject({ code: 'reminder.old-data', details: { days: 31 } })
    expect((await rowsFound(api)).map(({ level }) => level)).toEqual([0])
    expect((await api.reminders.generate({ ...request, acceptOldData: true })).letterCount).toBe(1)
  })
  it('30 days after it, or with the limit taken away, nobody is asked', async () => {
    const ids = await imported()
    expect((await api.reminders.generate(await requestOf(api, ids, { asOf: addDays(systemToday(), 30) }))).letterCount).toBe(1)
    await withSettings({ maxDataAgeDays: null })
    expect(await api.reminders.dataAge({ asOf: addDays(systemToday(), 400) })).toMatchObject({ isTooOld: false })
    expect(await api.reminders.dataAge({ asOf: addDays(systemToday(), 400), maxDays: 399 })).toMatchObject({ isTooOld: true })
  })
  it('a dossier kept by hand, or whose import was undone, has no age', async () => {
    expect(await api.reminders.dataAge({ asOf: localDate('2090-01-01') })).toBeNull()
    await imported()
    await api.imports.undo({ id: (await api.imports.list())[0]!.id })
    expect(await api.reminders.dataAge({ asOf: localDate('2090-01-01') })).toBeNull()
  })
})
