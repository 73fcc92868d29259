import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { BankTransaction } from '../../shared/bank/bank-contract.ts'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { ImportReport } from '../../shared/imports/import-contract.ts'
import { cfonb } from '../fixtures/bank-samples.ts'
import { receipt, sale, writeFec, type FecLine } from '../fixtures/fec-fixture.ts'
import { openItems, TABLES, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

const asOf = localDate('2025-12-31')

/** The bank's transfer of a customer on 18 February 2025, accepted on the oldest due dates or those named. */
async function acceptTransfer(office: ImportOffice, cents: number, numbers: string[]): Promise<void> {
  const path = join(temporaryFolder(), 'releve.txt')
  writeFileSync(path, cfonb(0, [{ on: '2025-02-18', cents, label: 'VIR SEPA CLIENT A' }], '2025-02-01', '2025-02-28'))
  await office.api.bank.importStatement({ path, asOf })
  const open = await office.rows<{ customerId: number; dueDateId: number; number: string; cents: number }>('SELECT d.organisation_id AS customerId, d.id AS dueDateId, i.number, d.open_cents AS cents FROM due_date d JOIN invoice i ON i.id = d.invoice_id')
  let left = cents
  const allocations = numbers.map((number) => {
    const { dueDateId, cents: openCents } = open.find((row) => row.number === number)!
    const amountCents = Math.min(left, openCents)
    left -= amountCents
    return { dueDateId, amountCents }
  })
  await office.api.bank.accept({ transactionId: 1, customerId: open[0]!.customerId, paymentId: null, allocations, credits: [] })
}

const payments = (office: ImportOffice): Promise<unknown[]> => office.rows('SELECT amount_cents AS amount, settled_by_source_cents AS settled, unallocated_cents AS unallocated FROM payment ORDER BY id')

/** What the dossier owes and has to its credit is what the file has open, or the difference is told. */
async function expectToAddUp(office: ImportOffice, report: ImportReport, shownCents: number): Promise<void> {
  const [shown] = await office.rows<{ cents: number }>('SELECT (SELECT coalesce(sum(open_cents), 0) FROM due_date) - (SELECT coalesce(sum(unallocated_cents), 0) FROM payment) AS cents')
  expect(shown!.cents).toBe(shownCents)
  const told = report.warnings.find(({ code }) => code === 'known-otherwise')
  expect(told?.details).toEqual(shownCents === report.openCents ? undefined : { cents: report.openCents - shownCents })
  expect(await office.api.dossiers.check(undefined)).toMatchObject({ ok: true })
}

interface Case {
  what: string
  bank: [cents: number, numbers: string[]]
  books: FecLine[]
  open: string[]
  payments: { amount: number; settled: number; unallocated: number }[]
  shownCents: number
  /** Told to have been counted twice */
  inParts?: true
}

const invoices = (letters: [string, string] = ['', '']): FecLine[] => [...sale('1', 'A', 1_000, { letter: letters[0] }), ...sale('2', 'A', 1_000, { date: '20250120', letter: letters[1] })]
const FA1 = 'A FA1 2025-02-14 1000 1000 0'
const FA2 = 'A FA2 2025-02-19 1000 1000 0'

it.each<Case>([
  { what: 'lettered as accepted', bank: [1_000, ['FA1']], books: [...invoices(['A', '']), ...receipt('9', 'A', 1_000, { letter: 'A' })], open: [FA2], payments: [{ amount: 1_000, settled: 0, unallocated: 0 }], shownCents: 1_000 },
  { what: 'not lettered yet: what was accepted holds', bank: [1_000, ['FA1']], books: [...invoices(), ...receipt('9', 'A', 1_000)], open: [FA2], payments: [{ amount: 1_000, settled: 0, unallocated: 0 }], shownCents: 1_000 },
  { what: 'lettered with the other invoice: the books are right', bank: [1_000, ['FA1']], books: [...invoices(['', 'B']), ...receipt('9', 'A', 1_000, { letter: 'B' })], open: [FA1], payments: [{ amount: 1_000, settled: 0, unallocated: 0 }], shownCents: 1_000 },
  { what: 'lettered with both invoices', bank: [2_000, ['FA1', 'FA2']], books: [...invoices(['A', 'A']), ...receipt('9', 'A', 2_000, { letter: 'A' })], open: [], payments: [{ amount: 2_000, settled: 0, unallocated: 0 }], shownCents: 0 },
  { what: 'as a part of an invoice', bank: [400, ['FA1']], books: [...invoices(), ...receipt('9', 'A', 400)], open: ['A FA1 2025-02-14 1000 600 0', FA2], payments: [{ amount: 400, settled: 0, unallocated: 0 }], shownCents: 1_600 },
  { what: 'as more than its invoice', bank: [1_300, ['FA1']], books: [...invoices(), ...receipt('9', 'A', 1_300)], open: [FA2], payments: [{ amount: 1_300, settled: 0, unallocated: 300 }], shownCents: 700 },
  { what: 'not at all yet: the invoice stays paid, and the difference is told', bank: [1_000, ['FA1']], books: [...invoices(), ...sale('3', 'B', 5, { date: '20250220' })], open: [FA2, 'B FA3 2025-03-22 5 5 0'], payments: [{ amount: 1_000, settled: 0, unallocated: 0 }], shownCents: 1_005 },
  {
    what: 'twice, of which one is the bank’s', bank: [1_000, ['FA1']], books: [...invoices(['A', 'B']), ...receipt('8', 'A', 1_000, { letter: 'A', date: '20250217' }), ...receipt('9', 'A', 1_000, { letter: 'B', date: '20250226' })],
    open: [], payments: [{ amount: 1_000, settled: 0, unallocated: 0 }, { amount: 1_000, settled: 0, unallocated: 0 }], shownCents: 0,
  },
  {
    what: 'as two amounts: the customer who is credited twice is named', bank: [2_000, ['FA1', 'FA2']], books: [...invoices(['A', 'B']), ...receipt('8', 'A', 1_000, { letter: 'A' }), ...receipt('9', 'A', 1_000, { letter: 'B' })],
    open: [], payments: [{ amount: 2_000, settled: 0, unallocated: 0 }, { amount: 1_000, settled: 0, unallocated: 1_000 }, { amount: 1_000, settled: 0, unallocated: 1_000 }], shownCents: -2_000, inParts: true,
  },
])('a payment accepted from the bank, then brought by the books $what', ({ bank, books, open, payments: expected, shownCents, inParts }) => withImportOffice(async (office) => {
  await office.apply(writeFec(invoices()))
  await acceptTransfer(office, ...bank)
  const before = await dump(office)
  const report = await office.apply(writeFec(books))
  expect(await openItems(office)).toEqual(open)
  expect(await payments(office)).toEqual(expected)
  await expectToAddUp(office, report, shownCents)
  expect(report.warnings.filter(({ code }) => code === 'bank-in-parts').map(({ details }) => details)).toEqual(inParts ? [{ customer: 'Client A', cents: 2_000, on: '2025-02-18' }] : [])
  // the next file finds the same again, and an undone one leaves what was accepted
  const again = await office.apply(writeFec([...books, ...sale('77', 'C', 1, { date: '20250301' })]))
  expect(await openItems(office)).toEqual([...open, 'C FA77 2025-03-31 1 1 0'])
  expect(await payments(office)).toEqual(expected)
  await office.api.imports.undo({ id: again.importId! })
  await office.api.imports.undo({ id: report.importId! })
  expect(await dump(office)).toEqual(before)
})())

const dump = async (office: ImportOffice): Promise<unknown[]> => {
  const rows = []
  for (const table of TABLES) rows.push(await office.rows(`SELECT '${table}' AS "table", * FROM ${table} ORDER BY 2, 3`))
  return rows
}

it('once the books have brought it, an acceptance is undone in the books', withImportOffice(async (office) => {
  await office.apply(writeFec(invoices()))
  await acceptTransfer(office, 1_000, ['FA1'])
  const report = await office.apply(writeFec([...invoices(['A', '']), ...receipt('9', 'A', 1_000, { letter: 'A' })]))
  await expect(office.api.bank.undo({ transactionId: 1 })).rejects.toMatchObject({ code: 'bank.in-books' })
  await office.api.imports.undo({ id: report.importId! })
  await office.api.bank.undo({ transactionId: 1 })
  expect(await openItems(office)).toEqual([FA1, FA2])
  expect(await payments(office)).toEqual([])
}))

it('a payment the books brought first is tied to the bank’s transaction, and free again once the import is undone', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...invoices(['A', '']), ...receipt('9', 'A', 1_000, { letter: 'A' })]))
  const path = join(temporaryFolder(), 'releve.txt')
  writeFileSync(path, cfonb(0, [{ on: '2025-02-18', cents: 1_000, label: 'VIR SEPA CLIENT A' }], '2025-02-01', '2025-02-28'))
  await office.api.bank.importStatement({ path, asOf })
  expect(await office.api.bank.acceptSure({ statementId: 1 })).toEqual({ accepted: 1 })
  expect(await office.api.bank.transactions({ statementId: 1 })).toMatchObject([{ state: 'linked', payment: { allocations: [{ number: 'FA1' }] } }])
  await office.api.imports.undo({ id: report.importId! })
  expect(await office.api.bank.transactions({ statementId: 1 })).toMatchObject([{ state: 'open', payment: null, proposals: [] }])
}))

it('parts of a transfer that one customer has, and the books hold as one amount, are told: joined, it is the payment the books have', withImportOffice(async (office) => {
  await office.apply(writeFec(invoices()))
  const path = join(temporaryFolder(), 'releve.txt')
  writeFileSync(path, cfonb(0, [{ on: '2025-02-18', cents: 2_000, label: 'VIR SEPA CLIENT A' }], '2025-02-01', '2025-02-28'))
  await office.api.bank.importStatement({ path, asOf })
  await office.api.bank.split({ transactionId: 1, amounts: [1_000, 1_000].map(cents) })
  const open = await office.rows<{ customerId: number; dueDateId: number }>('SELECT organisation_id AS customerId, id AS dueDateId FROM due_date ORDER BY id')
  for (const [place, { customerId, dueDateId }] of open.entries()) await office.api.bank.accept({ transactionId: 2 + place, customerId, paymentId: null, allocations: [{ dueDateId, amountCents: cents(1_000) }], credits: [] })
  const { warnings } = await office.apply(writeFec([...invoices(['A', 'A']), ...receipt('9', 'A', 2_000, { letter: 'A' })]))
  expect(warnings.filter(({ code }) => code.startsWith('bank-')).map(({ code, details }) => [code, details])).toEqual([['bank-as-one', { customer: 'Client A', cents: 2_000, on: '2025-02-18', count: 2 }]])
  for (const transactionId of [2, 3, 1]) await office.api.bank.undo({ transactionId })
  const [{ proposals: [best] }] = await office.api.bank.transactions({ statementId: null }) as [BankTransaction]
  expect(best!.paymentId).not.toBeNull()
}))

it('a transfer that the books hold as two amounts is undone, split into them, and each part tied to its payment: nothing counts twice any more', withImportOffice(async (office) => {
  await office.apply(writeFec(invoices()))
  await acceptTransfer(office, 2_000, ['FA1', 'FA2'])
  const books = [...invoices(['A', 'B']), ...receipt('8', 'A', 1_000, { letter: 'A' }), ...receipt('9', 'A', 1_000, { letter: 'B' })]
  await office.apply(writeFec(books))
  await office.api.bank.undo({ transactionId: 1 })
  await office.api.bank.split({ transactionId: 1, amounts: [1_000, 1_000].map(cents) })
  for (let part = 0; part < 2; part += 1) {
    const [{ id, proposals: [best] }] = await office.api.bank.transactions({ statementId: null }) as [BankTransaction]
    expect(best!.paymentId).not.toBeNull()
    await office.api.bank.accept({ transactionId: id, customerId: best!.customerId, paymentId: best!.paymentId, allocations: [], credits: [] })
  }
  const report = await office.apply(writeFec([...books, ...sale('77', 'C', 1, { date: '20250301' })]))
  expect(report.warnings.filter(({ code }) => code === 'bank-in-parts')).toEqual([])
  expect(await openItems(office)).toEqual(['C FA77 2025-03-31 1 1 0'])
  expect(await payments(office)).toEqual([{ amount: 1_000, settled: 0, unallocated: 0 }, { amount: 1_000, settled: 0, unallocated: 0 }])
}))
