import { afterEach, beforeEach, expect, it } from 'vitest'
import { cents } from '../../shared/money.ts'
import { receipt, sale, writeFec } from '../fixtures/fec-fixture.ts'
import { openImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { calculate, requestOf } from '../fixtures/reminder-fixture.ts'

let office: ImportOffice
beforeEach(async () => { office = await openImportOffice({ press: new PaperPress() }) })
afterEach(() => office.close())

const remind = async (): Promise<number> => (await office.api.reminders.generate(await requestOf(office.api, (await calculate(office.api)).ids))).runId!
const firstMonth = () => office.apply(writeFec(sale('1', 'A', 10_000)))
/** Changes the due date of the first month: part of it is paid. */
const secondMonth = async (): Promise<number> => (await office.apply(writeFec([...sale('1', 'A', 10_000), ...receipt('2', 'A', 4_000, { piece: 'FA1' })]))).importId!

const allocateByHand = async (): Promise<void> => {
  const { customerId, invoiceId } = (await office.rows<{ customerId: number; invoiceId: number }>('SELECT organisation_id AS customerId, id AS invoiceId FROM invoice'))[0]!
  const { id } = (await office.api.receivables.invoice({ id: invoiceId })).dueDates[0]!
  await office.api.receivables.savePayment({ id: null, customerId, paidOn: '2025-03-01', amountCents: cents(500), method: 'transfer', reference: '', label: '', allocations: [{ dueDateId: id!, amountCents: cents(500) }], unallocatedCents: cents(0), isImported: false })
}

it.each<[string, () => Promise<unknown>, string]>([
  ['a generation since has reminded of what it changed', remind, 'reminder'],
  ['a generation of before was undone since', () => office.api.reminders.undoRun({ id: 1 }), 'undone-run'],
  ['a payment was typed in since on what it changed', allocateByHand, 'payment'],
])('an import that changed a due date is not undone once %s, and the refusal says so, not « une modification à la main »', async (_what, happens, what) => {
  await firstMonth()
  await remind()
  const importId = await secondMonth()
  await happens()
  await expect(office.api.imports.undo({ id: importId })).rejects.toMatchObject({ code: 'import.built-upon', details: { what } })
})

it('an import is undone when the generation was undone before it', async () => {
  await firstMonth()
  await remind()
  await office.api.reminders.undoRun({ id: 1 })
  const importId = await secondMonth()
  await office.api.imports.undo({ id: importId })
  expect((await calculate(office.api)).totalCents).toBe(10_000)
})
