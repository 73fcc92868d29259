import { expect, it } from 'vitest'
import type { ImportCounts } from '../../shared/imports/import-contract.ts'
import { opening, receipt, sale, writeFec, type FecLine } from '../fixtures/fec-fixture.ts'
import { asOf, openItems, TABLES, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { calculate } from '../fixtures/reminder-fixture.ts'

const remind = (office: ImportOffice, number: string): Promise<void> =>
  office.run(`UPDATE due_date SET reminder_level = 2, reminded_on = '2025-03-20', note = 'promis', updated_at = 'by hand' WHERE invoice_id IN (SELECT id FROM invoice WHERE number = '${number}')`)

const december = (customer: string, letter = ''): FecLine[] => sale('10', customer, 1_000, { date: '20241210', letter })
interface Again { what: string; levelOf?: string; first: FecLine[]; second: FecLine[]; counts: Partial<ImportCounts>; open: string[] }
it.each<Again>([
  {
    what: 'keeps level, date and note of what is still open, settles what is lettered, adds what is new',
    first: [...sale('1', 'A', 1_000), ...sale('2', 'A', 2_000)], second: [...sale('1', 'A', 1_000), ...sale('2', 'A', 2_000, { letter: 'AA' }), ...receipt('3', 'A', 2_000, { letter: 'AA' }), ...sale('4', 'B', 300)],
    counts: { dueDatesKept: 1, dueDatesSettled: 1, dueDatesAdded: 1, paymentsAdded: 1, allocationsAdded: 1, customersAdded: 1 }, open: ['A FA1 2025-02-14 1000 1000 2', 'B FA4 2025-02-14 300 300 0'],
  },
  {
    what: 'finds invoices again when entries have been renumbered',
    first: [...sale('1', 'A', 1_000)], second: sale('77', 'A', 1_000, { piece: 'FA1' }), counts: { dueDatesKept: 1, dueDatesAdded: 0, invoicesAdded: 0 }, open: ['A FA1 2025-02-14 1000 1000 2'],
  },
  {
    what: 'tells equal lines apart by their number',
    first: [...sale('1', 'A', 500, { piece: 'x' }), ...sale('1', 'A', 500, { piece: 'x' })], second: [...sale('1', 'A', 500, { piece: 'x' }), ...sale('1', 'A', 500, { piece: 'x' }), ...sale('1', 'A', 500, { piece: 'x' })],
    counts: { dueDatesKept: 2, dueDatesAdded: 1 }, open: ['A x 2025-02-14 500 500 0', 'A x 2025-02-14 500 500 0', 'A x 2025-02-14 500 500 0'],
  },
  {
    what: 'takes a partial payment into account',
    first: [...sale('1', 'A', 1_000)], second: [...sale('1', 'A', 1_000), ...receipt('2', 'A', 400, { piece: 'FA1' })], counts: { dueDatesKept: 1, paymentsAdded: 1, allocationsAdded: 1 }, open: ['A FA1 2025-02-14 1000 600 2'],
  },
  {
    what: 'does not double payments, and letters one that was unallocated',
    first: [...sale('1', 'A', 1_000), ...receipt('2', 'A', 1_000)], second: [...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 1_000, { letter: 'A' })],
    counts: { dueDatesSettled: 1, paymentsAdded: 0, allocationsAdded: 1 }, open: [],
  },
  {
    what: 'opens again what has been unlettered',
    first: [...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 1_000, { letter: 'A' })], second: [...sale('1', 'A', 1_000), ...receipt('2', 'A', 1_000, { label: 'autre' })],
    counts: { dueDatesAdded: 0, paymentsAdded: 0 }, open: ['A FA1 2025-02-14 1000 1000 2'],
  },
  {
    what: 'settles what a file of the same period no longer has',
    first: [...sale('1', 'A', 1_000), ...sale('2', 'B', 700, { date: '20250120' })], second: [...sale('1', 'A', 1_000), ...sale('3', 'A', 5, { date: '20250131' })], counts: { dueDatesKept: 1, dueDatesSettled: 1, dueDatesAdded: 1 },
    open: ['A FA1 2025-02-14 1000 1000 2', 'A FA3 2025-03-02 5 5 0'],
  },
  {
    what: 'leaves alone what lies outside the file’s period',
    first: [...sale('1', 'A', 1_000)], second: sale('9', 'A', 50, { date: '20250301' }), counts: { dueDatesKept: 0, dueDatesSettled: 0, dueDatesAdded: 1 }, open: ['A FA1 2025-02-14 1000 1000 2', 'A FA9 2025-03-31 50 50 0'],
  },
  {
    what: 'settles an invoice of another period by a payment lettered or on the same piece in this one',
    first: [...sale('1', 'A', 1_000), ...sale('2', 'B', 2_000), ...sale('3', 'C', 30)],
    second: [...receipt('8', 'A', 1_000, { date: '20250301', letter: 'Z' }), ...receipt('9', 'B', 500, { date: '20250301', piece: 'FA2' })], counts: { dueDatesSettled: 1, dueDatesKept: 1, allocationsAdded: 2 },
    open: ['B FA2 2025-02-14 2000 1500 0', 'C FA3 2025-02-14 30 30 0'],
  },
  {
    what: 'recognises itemised opening entries of the next year',
    first: [...december('A'), ...sale('11', 'A', 50, { date: '20241220' })],
    second: [...opening('20250101', [{ customer: 'A', cents: 1_000, piece: 'FA10', pieceDate: '20241210' }]), ...sale('20', 'A', 70)], counts: { dueDatesKept: 1, dueDatesSettled: 1, dueDatesAdded: 1 },
    open: ['A FA10 2025-01-09 1000 1000 0', 'A FA20 2025-02-14 70 70 0'],
  },
  {
    what: 'recognises opening entries that only keep amount and label',
    first: december('A'), second: opening('20250101', [{ customer: 'A', cents: 1_000, piece: 'RAN', label: 'Vente 10' }]), counts: { dueDatesKept: 1, dueDatesAdded: 0 }, open: ['A FA10 2025-01-09 1000 1000 0'],
  },
  {
    what: 'does not double a debt brought forward as one sum',
    first: [...december('A'), ...sale('11', 'A', 250, { date: '20241220' })], second: opening('20250101', [{ customer: 'A', cents: 1_250 }]), counts: { dueDatesKept: 2, dueDatesAdded: 0 },
    open: ['A FA10 2025-01-09 1000 1000 0', 'A FA11 2025-01-19 250 250 0'],
  },
  {
    what: 'adds only what a sum brought forward has beyond the known due dates',
    first: december('A'), second: opening('20250101', [{ customer: 'A', cents: 1_300 }]), counts: { dueDatesKept: 1, dueDatesAdded: 1 }, open: ['A FA10 2025-01-09 1000 1000 0', 'A RAN 2025-01-31 300 300 0'],
  },
  {
    what: 'settles the oldest due dates when the sum brought forward is smaller',
    first: [...december('A'), ...sale('11', 'A', 250, { date: '20241220' })], second: opening('20250101', [{ customer: 'A', cents: 400 }]), counts: { dueDatesKept: 2, dueDatesAdded: 0 },
    open: ['A FA10 2025-01-09 1000 150 0', 'A FA11 2025-01-19 250 250 0'],
  },
  {
    what: 'nets known credits against the sum brought forward',
    first: [...december('A'), ...receipt('11', 'A', 300, { date: '20241220' })], second: opening('20250101', [{ customer: 'A', cents: 700 }]), counts: { dueDatesKept: 1, dueDatesAdded: 0, paymentsAdded: 0 },
    open: ['A FA10 2025-01-09 1000 1000 0'],
  },
  {
    what: 'keeps the level when an opening line carries what is left of an invoice',
    first: [...sale('1', 'A', 1_000, { date: '20241115' }), ...sale('2', 'A', 500, { date: '20241120' })],
    second: [...opening('20250101', [{ customer: 'A', cents: 600, piece: 'FA1', pieceDate: '20241115' }, { customer: 'A', cents: 500, piece: 'FA2', pieceDate: '20241120' }]), ...sale('9', 'A', 1)],
    counts: { dueDatesKept: 2, dueDatesAdded: 1 }, open: ['A FA1 2024-12-15 1000 600 2', 'A FA2 2024-12-20 500 500 0', 'A FA9 2025-02-14 1 1 0'],
  },
  {
    what: 'keeps the newest of two due dates when an opening line carries what is left of both',
    first: [...sale('1', 'A', 500, { date: '20241115' }), ...sale('1', 'A', 700, { date: '20241115' })], second: opening('20250101', [{ customer: 'A', cents: 900, piece: 'FA1' }]),
    counts: { dueDatesKept: 2, dueDatesAdded: 0 }, open: ['A FA1 2024-12-15 500 200 2', 'A FA1 2024-12-15 700 700 2'],
  },
  {
    what: 'keeps the level when an opening line carries more than the invoice, and adds the rest',
    first: sale('1', 'A', 1_000, { date: '20241115' }), second: opening('20250101', [{ customer: 'A', cents: 1_040, piece: 'FA1' }]), counts: { dueDatesKept: 1, dueDatesAdded: 1 },
    open: ['A FA1 2024-12-15 1000 1000 2', 'A FA1 2025-01-31 40 40 0'],
  },
  {
    levelOf: 'x', what: 'finds entries again that were numbered anew and whose piece says nothing',
    first: [...sale('1', 'A', 1_000, { label: 'Mars', piece: 'x' }), ...sale('2', 'A', 50, { label: 'Avril', piece: 'x' })], second: [...sale('101', 'A', 1_000, { label: 'Mars', piece: 'x' }), ...sale('102', 'A', 50, { label: 'Avril', piece: 'x' })],
    counts: { dueDatesKept: 2, dueDatesAdded: 0, invoicesAdded: 0 }, open: ['A x 2025-02-14 1000 1000 2', 'A x 2025-02-14 50 50 2'],
  },
  {
    what: 'uses a payment lettered with invoices of another period once, on all of them that it covers',
    first: [...sale('1', 'A', 1_000), ...sale('2', 'A', 500, { piece: 'FA1' }), ...sale('3', 'A', 400, { piece: 'FA1' })], second: receipt('8', 'A', 1_600, { date: '20250301', piece: 'FA1', letter: 'Z' }),
    counts: { dueDatesSettled: 2, dueDatesAdded: 0, paymentsAdded: 1, allocationsAdded: 2 }, open: ['A FA1 2025-02-14 400 400 2'],
  },
  {
    what: 'does not take one of several opening entries for the sum of them',
    first: [...december('A'), ...sale('11', 'A', 250, { date: '20241220' })],
    second: opening('20250101', [{ customer: 'A', cents: 250, pieceDate: '20241220' }, { customer: 'A', cents: 600, pieceDate: '20241228' }]), counts: { dueDatesKept: 1, dueDatesSettled: 1, dueDatesAdded: 1 },
    open: ['A FA11 2025-01-19 250 250 0', 'A RAN 2025-01-27 600 600 0'],
  },
])('importing a newer export $what', ({ levelOf = 'FA1', first, second, counts, open }) => withImportOffice(async (office) => {
  await office.apply(writeFec(first))
  await remind(office, levelOf)
  const report = await office.apply(writeFec(second))
  expect(report.counts).toMatchObject(counts)
  expect(await openItems(office)).toEqual(open)
  // nothing open has lost what was done with it
  const reminded = await office.rows(`SELECT reminded_on, note FROM due_date WHERE reminder_level = 2`)
  for (const row of reminded) expect(row).toEqual({ reminded_on: '2025-03-20', note: 'promis' })
  const again = await office.apply(writeFec([...second, ...sale('999', 'Z', 1, { date: second.at(-1)!.date ?? '20250115' })]))
  expect(again.counts).toMatchObject({ dueDatesAdded: 1, paymentsAdded: 0, allocationsAdded: 0, dueDatesSettled: 0, customersAdded: 1 })
  expect((await openItems(office)).filter((item) => !item.startsWith('Z'))).toEqual(open)
})())

it('a sum brought forward and then paid settles the due dates it stands for', withImportOffice(async (office) => {
  await office.apply(writeFec([...december('A'), ...sale('11', 'A', 250, { date: '20241220' })]))
  await office.apply(writeFec(opening('20250101', [{ customer: 'A', cents: 1_250 }])))
  const paid = [...opening('20250101', [{ customer: 'A', cents: 1_250, letter: 'A' }]), ...receipt('5', 'A', 1_250, { letter: 'A' })]
  expect((await office.apply(writeFec(paid))).counts).toMatchObject({ dueDatesSettled: 2, dueDatesAdded: 0, paymentsAdded: 1, allocationsAdded: 2 })
  expect((await office.apply(writeFec([...paid, ...sale('6', 'A', 10)]))).counts).toMatchObject({ dueDatesSettled: 0, dueDatesAdded: 1, paymentsAdded: 0, allocationsAdded: 0 })
  expect(await openItems(office)).toEqual(['A FA6 2025-02-14 10 10 0'])
}))

it('an older export reopens nothing', withImportOffice(async (office) => {
  const january = sale('1', 'A', 1_000)
  await office.apply(writeFec([...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 1_000, { letter: 'A' })]))
  const report = await office.apply(writeFec(january))
  expect(report.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['older-file', 'known-otherwise']))
  expect(await openItems(office)).toEqual([])
}))

it('an older export settles nothing that a newer one shows as open', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 1_000), ...sale('5', 'B', 70, { date: '20250310' })]))
  await office.apply(writeFec([...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 1_000, { letter: 'A' })]))
  expect(await openItems(office)).toEqual(['A FA1 2025-02-14 1000 1000 0', 'B FA5 2025-04-09 70 70 0'])
  expect(await office.rows('SELECT amount_cents, settled_by_source_cents, unallocated_cents FROM payment')).toEqual([{ amount_cents: 1_000, settled_by_source_cents: 1_000, unallocated_cents: 0 }])
}))

it('a payment lettered with an invoice of another period and then unlettered leaves both open', withImportOffice(async (office) => {
  await office.apply(writeFec(december('A')))
  const payment = (letter: string): FecLine[] => receipt('8', 'A', 1_000, { date: '20250301', letter })
  await office.apply(writeFec(payment('Z')))
  expect(await openItems(office)).toEqual([])
  const report = await office.apply(writeFec(payment('')))
  expect(report).toMatchObject({ openCents: -1_000, unallocatedCreditCents: 1_000 })
  expect(await openItems(office)).toEqual(['A FA10 2025-01-09 1000 1000 0'])
}))

it('a payment changed in the past takes the place of the one it was', withImportOffice(async (office) => {
  const invoice = sale('1', 'A', 40_000, { letter: 'A' })
  await office.apply(writeFec([...invoice, ...receipt('2', 'A', 40_000, { letter: 'A' })]))
  const report = await office.apply(writeFec([...invoice, ...receipt('2', 'A', 99_999, { letter: 'A' }), ...sale('3', 'B', 5, { date: '20250228' })]))
  expect(report).toMatchObject({ openCents: 5, shownCents: 5, unallocatedCreditCents: 0 })
  expect(report.warnings).toContainEqual({ code: 'absent-credit-settled', line: 0, column: 0, details: { customer: 'Client A', number: 'VIR2', cents: 40_000 } })
  expect(await office.rows('SELECT amount_cents, settled_by_source_cents, unallocated_cents FROM payment ORDER BY id')).toEqual([
    { amount_cents: 40_000, settled_by_source_cents: 40_000, unallocated_cents: 0 }, { amount_cents: 99_999, settled_by_source_cents: 59_999, unallocated_cents: 0 },
  ])
  expect(await office.rows('SELECT payment_id, amount_cents FROM allocation')).toEqual([{ payment_id: 2, amount_cents: 40_000 }])
}))

it('opening lines settled during the year are found again at every import', withImportOffice(async (office) => {
  const part = (number: string, cents: number, date: string): FecLine[] => [...sale(number, 'A', cents, { date }), ...receipt(`${number}0`, 'A', 400, { date: '20241220', piece: `FA${number}` })]
  await office.apply(writeFec([...part('1', 1_000, '20241010'), ...part('2', 1_100, '20241110')]))
  const carried = (letters: string[]): FecLine[] => opening('20250101', [{ customer: 'A', cents: 600, pieceDate: '20241010', letter: letters[0]! }, { customer: 'A', cents: 700, pieceDate: '20241110', letter: letters[1]! }])
  expect((await office.apply(writeFec(carried(['', ''])))).counts).toMatchObject({ dueDatesKept: 2, dueDatesAdded: 0 })
  const paid = [...carried(['A', 'B']), ...receipt('5', 'A', 600, { letter: 'A' }), ...receipt('6', 'A', 700, { letter: 'B' })]
  expect((await office.apply(writeFec(paid))).counts).toMatchObject({ dueDatesSettled: 2, dueDatesAdded: 0, paymentsAdded: 2, allocationsAdded: 2 })
  expect((await office.apply(writeFec([...paid, ...sale('7', 'A', 10)]))).counts).toMatchObject({ dueDatesSettled: 0, dueDatesAdded: 1, paymentsAdded: 0, allocationsAdded: 0 })
  expect(await openItems(office)).toEqual(['A FA7 2025-02-14 10 10 0'])
}))

it('an earlier year imported after its opening entries does not double the debt', withImportOffice(async (office) => {
  await office.apply(writeFec([...opening('20250101', [{ customer: 'A', cents: 1_250 }]), ...sale('20', 'A', 70)]))
  await office.apply(writeFec([...december('A'), ...sale('11', 'A', 250, { date: '20241220' })]))
  expect(await openItems(office)).toEqual(['A FA20 2025-02-14 70 70 0', 'A RAN 2025-01-31 1250 1250 0'])
}))

it('a payment typed in by hand is never touched, and its due date never falls below it', withImportOffice(async (office) => {
  await office.apply(writeFec(sale('1', 'A', 1_000)))
  const [ids] = await office.rows<{ customer: number; due: number }>('SELECT organisation_id AS customer, id AS due FROM due_date')
  const payment = await office.api.receivables.savePayment({
    id: null, customerId: ids!.customer, paidOn: '2025-02-01', amountCents: 400, method: 'cheque', reference: '', label: '', allocations: [{ dueDateId: ids!.due, amountCents: 400 }], unallocatedCents: 0, isImported: false,
  })
  const report = await office.apply(writeFec([...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 1_000, { letter: 'A' })]))
  expect(await office.api.receivables.payment({ id: payment.id! })).toMatchObject({ allocations: [{ dueDateId: ids!.due, amountCents: 400 }] })
  expect(await openItems(office)).toEqual([])
  expect(report).toMatchObject({ openCents: 0, unallocatedCreditCents: 400 })
  expect(await office.rows('SELECT amount_cents, unallocated_cents FROM payment ORDER BY id')).toEqual([{ amount_cents: 400, unallocated_cents: 0 }, { amount_cents: 1_000, unallocated_cents: 400 }])
}))

const dump = (office: ImportOffice): Promise<unknown[]> => TABLES.reduce<Promise<unknown[]>>(async (before, table) => [...await before, await office.rows(`SELECT '${table}' AS "table", * FROM ${table} ORDER BY 2, 3`)], Promise.resolve([]))

// numbers start again every year: FA7 of 2024 has been paid, FA7 of 2025 is owed
const startedAgain = async (office: ImportOffice): Promise<void> => {
  await office.apply(writeFec([...sale('7', 'A', 12_000, { date: '20240210', letter: 'A' }), ...receipt('8', 'A', 12_000, { date: '20240320', letter: 'A' })]))
  await office.apply(writeFec([...sale('7', 'A', 12_000, { date: '20250210' }), ...sale('20', 'A', 300, { date: '20250310' })]))
  await office.run(`UPDATE due_date SET reminder_level = 2 WHERE open_cents = 12000`)
}
it.each([{ what: 'with its date', pieceDate: '20250210' }, { what: 'without its date', pieceDate: '20260101' }])('the opening entries of a year never show an open invoice $what as the paid one of the same number', ({ pieceDate }) => withImportOffice(async (office) => {
  await startedAgain(office)
  const year = [...opening('20260101', [{ customer: 'A', cents: 12_000, piece: 'FA7', pieceDate }, { customer: 'A', cents: 300, piece: 'FA20', pieceDate: '20250310' }]), ...sale('1', 'A', 100, { date: '20260115' })]
  const open = ['A FA1 2026-02-14 100 100 0', 'A FA20 2025-04-09 300 300 0', 'A FA7 2025-03-12 12000 12000 2']
  expect(await office.apply(writeFec(year))).toMatchObject({ openCents: 12_400, shownCents: 12_400, counts: { dueDatesKept: 2, dueDatesAdded: 1, dueDatesSettled: 0 } })
  expect(await openItems(office)).toEqual(open)
  expect(await office.apply(writeFec([...year, ...sale('2', 'B', 1, { date: '20260116' })]))).toMatchObject({ openCents: 12_401, shownCents: 12_401 })
  expect((await openItems(office)).slice(0, 3)).toEqual(open)
})())

it('an opening line opens again what an earlier year had settled with a payment the new year does not carry', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('7', 'A', 12_000, { date: '20241110', letter: 'A' }), ...receipt('8', 'A', 12_000, { date: '20241210', letter: 'A' })]))
  const before = await dump(office)
  const report = await office.apply(writeFec([...opening('20250101', [{ customer: 'A', cents: 12_000, piece: 'FA7', pieceDate: '20241110' }]), ...sale('1', 'A', 100)]))
  expect(report).toMatchObject({ openCents: 12_100, shownCents: 12_100 })
  expect(await openItems(office)).toEqual(['A FA1 2025-02-14 100 100 0', 'A FA7 2024-12-10 12000 12000 0'])
  expect(await office.rows('SELECT amount_cents, settled_by_source_cents, unallocated_cents FROM payment')).toEqual([{ amount_cents: 12_000, settled_by_source_cents: 12_000, unallocated_cents: 0 }])
  await office.api.imports.undo({ id: report.importId! })
  expect(await dump(office)).toEqual(before)
}))

it('a lettered payment that names a paid invoice settles no other of the same amount', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 10_000, { date: '20241110' }), ...sale('2', 'A', 10_000, { date: '20241210', letter: 'AA' })]))
  await remind(office, 'FA1')
  const report = await office.apply(writeFec(receipt('3', 'A', 10_000, { date: '20250105', letter: 'ZZ', piece: 'FA2' })))
  expect(await openItems(office)).toEqual(['A FA1 2024-12-10 10000 10000 2'])
  expect(report.unbalancedGroups).toMatchObject([{ code: 'ZZ', creditCents: 10_000, debitCents: 0 }])
}))

it('a lettered payment settles the only due date of its amount with a warning, and none when two could be meant', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 10_000, { date: '20241110' }), ...sale('2', 'B', 10_000, { date: '20241210' }), ...sale('3', 'B', 10_000, { date: '20241210' })]))
  const report = await office.apply(writeFec([...receipt('4', 'A', 10_000, { date: '20250105', letter: 'ZZ' }), ...receipt('5', 'B', 10_000, { date: '20250105', letter: 'ZZ' })]))
  expect(report.warnings).toContainEqual({ code: 'settled-by-amount', line: 3, column: 0, details: { customer: 'Client A', number: 'FA1', cents: 10_000 } })
  expect(await openItems(office)).toEqual(['B FA2 2025-01-09 10000 10000 0', 'B FA3 2025-01-09 10000 10000 0'])
}))

it('a payment on a number that started again pays the invoice of its own file', withImportOffice(async (office) => {
  await office.apply(writeFec(sale('7', 'A', 12_000, { date: '20240210' })))
  await office.apply(writeFec([...sale('7', 'A', 5_000, { date: '20250310' }), ...receipt('9', 'A', 2_000, { date: '20250401', piece: 'FA7' })]))
  expect(await openItems(office)).toEqual(['A FA7 2024-03-11 12000 12000 0', 'A FA7 2025-04-09 5000 3000 0'])
}))

it('undoing an import leaves every table as it was', withImportOffice(async (office) => {
  await office.apply(writeFec([...december('A'), ...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 1_000, { letter: 'A' }), ...sale('3', 'B', 20)]))
  await remind(office, 'FA3')
  const before = await dump(office)
  const second = await office.apply(writeFec([...opening('20250101', [{ customer: 'A', cents: 1_000 }]), ...sale('1', 'A', 1_000), ...receipt('2', 'A', 1_000), ...receipt('4', 'A', 600, { letter: 'B' }), ...sale('9', 'C', 5)]))
  expect(await dump(office)).not.toEqual(before)
  await office.api.imports.undo({ id: second.importId! })
  expect(await dump(office)).toEqual(before)
  expect(await office.api.imports.list()).toMatchObject([{ id: second.importId, canUndo: false, undoneAt: expect.stringMatching(/Z$/) as string }, { canUndo: false, undoneAt: null }])
  await expect(office.api.imports.undo({ id: second.importId! })).rejects.toMatchObject({ code: 'import.already-undone' })
}))

it('R-EBP-45 an undone import’s ids are never given again: a tick made before it means nothing any more', withImportOffice(async (office) => {
  const first = await office.apply(writeFec(sale('1', 'A', 10_000)))
  const { ids: ticked } = await calculate(office.api)
  await office.api.imports.undo({ id: first.importId! })
  await office.apply(writeFec(sale('2', 'B', 20_000)))
  const { ids, count } = await calculate(office.api)
  expect([ticked.length, count]).toEqual([1, 1])
  expect(ids[0]).toBeGreaterThan(ticked[0]!)
}))

it('undoing the first import empties the dossier, and the file can be imported again', withImportOffice(async (office) => {
  const before = await dump(office)
  const path = writeFec([...sale('1', 'A', 1_000, { letter: 'A' }), ...receipt('2', 'A', 900, { letter: 'A' })])
  const report = await office.apply(path)
  await office.api.imports.undo({ id: report.importId! })
  expect(await dump(office)).toEqual(before)
  expect((await office.apply(path)).alreadyImported).toBe(false)
}))

it('a statement or a workbook written since does not keep an import from being undone: it stays among the documents, without its customer', withImportOffice(async (office) => {
  const report = await office.apply(writeFec(sale('1', 'A', 1_000)))
  await office.run(`INSERT INTO document (kind, title, file, sha256, organisation_id, created_at) SELECT 'statement', 'Relevé A', 'documents/a.pdf', 'x', id, '2025-06-01T00:00:00.000Z' FROM organisation`)
  await office.api.imports.undo({ id: report.importId! })
  expect(await office.api.documents.list({ runId: null, customerId: null })).toMatchObject([{ title: 'Relevé A', customerId: null }])
  expect((await calculate(office.api)).count).toBe(0)
}))

it.each<{ what: string; change: string; reason: string }>([
  { what: 'a level was changed', change: `UPDATE due_date SET reminder_level = 1, updated_at = 'later'`, reason: 'edit' },
  { what: 'a customer was changed', change: `UPDATE organisation SET name = 'x', updated_at = 'later'`, reason: 'edit' },
  { what: 'a payment was allocated', change: `INSERT INTO allocation (due_date_id, payment_id, amount_cents) SELECT d.id, p.id, 10 FROM due_date d, payment p LIMIT 1`, reason: 'payment' },
  { what: 'an invoice was typed in', change: `INSERT INTO invoice (organisation_id, kind, number, number_norm, invoiced_on, updated_at) SELECT id, 'invoice', 'H1', 'h1', '2025-01-01', 'x' FROM organisation`, reason: 'invoice' },
  { what: 'an interruption of prescription was entered', change: `INSERT INTO prescription_interruption (organisation_id, kind, happened_on, note, recorded_at, recorded_by) SELECT id, 'seizure', '2025-06-01', '', 'x', '' FROM organisation`, reason: 'edit' },
  { what: 'a message to a customer was queued', change: `INSERT INTO outbox_message (kind, organisation_id, message_id, to_name, to_address, subject, text, html, state, created_at, changed_at) SELECT 'statement', id, '<x@y>', '', 'a@client.example', '', '', '', 'cancelled', 'x', 'x' FROM organisation`, reason: 'mail' },
  { what: 'a newer file was imported', change: `INSERT INTO import_batch (kind, file_name, sha256, source_key, applied_at, open_cents, report) SELECT kind, file_name, 'x', source_key, applied_at, 0, report FROM import_batch`, reason: 'import' },
])('an import cannot be undone once $what', ({ change, reason }) => withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...sale('1', 'A', 1_000), ...receipt('2', 'A', 50)]))
  await office.run(change)
  const before = await dump(office)
  await expect(office.api.imports.undo({ id: report.importId! })).rejects.toMatchObject({ code: 'import.built-upon', details: { what: reason } })
  expect(await dump(office)).toEqual(before)
})())

it('what a person answered about ledgers holds for the next ones, until another answer', withImportOffice(async (office) => {
  const january = [...sale('7', 'A', 12_000), ...receipt('8', 'A', 12_000)]
  await office.apply(writeFec(january), { matching: 'oldest-first', acceptUnbalanced: true })
  const february = [...january, ...sale('9', 'B', 100, { date: '20250301' })]
  const path = writeFec(february)
  expect((await office.api.imports.preview({ path, options: {}, asOf })).options).toMatchObject({ matching: 'oldest-first' })
  await office.apply(path)
  expect(await openItems(office)).toEqual(['B FA9 2025-03-31 100 100 0'])
  await office.apply(writeFec([...february, ...sale('10', 'B', 1, { date: '20250302' })]), { matching: 'none' })
  expect(await openItems(office)).toEqual(['A FA7 2025-02-14 12000 12000 0', 'B FA10 2025-04-01 1 1 0', 'B FA9 2025-03-31 100 100 0'])
  expect(await office.rows('SELECT source_key, options FROM import_mapping')).toEqual([{ source_key: 'fec', options: '{"matching":"none"}' }])
  const [last] = await office.api.imports.list()
  await office.api.imports.undo({ id: last!.id })
  expect(await office.rows('SELECT options FROM import_mapping')).toEqual([{ options: '{"matching":"oldest-first"}' }])
}))

it.each<{ what: string; siren: string; first: string; isAsked: boolean }>([
  { what: 'is asked about', siren: '', first: '111111111FEC20251231.txt', isAsked: true },
  { what: 'is asked about by the SIREN of the dossier alone', siren: '111111111', first: 'export.txt', isAsked: true },
  { what: 'is not asked about when nothing tells', siren: '', first: 'export.txt', isAsked: false },
])('a ledger that may be another company’s $what', ({ siren, first, isAsked }) => withImportOffice(async (office) => {
  await office.run(`UPDATE company SET siren = '${siren}'`)
  await office.apply(writeFec(sale('1', 'A', 1_000), { name: first }))
  const path = writeFec([...sale('1', 'Q', 100), ...sale('2', 'R', 5, { date: '20250120' })], { name: '222222222FEC20251231.txt' })
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview.questions).toEqual(isAsked ? [{ option: 'otherCompany', code: 'other-company', choices: ['accept'], details: { siren: '222222222', expected: '111111111' } }] : [])
  if (isAsked) {
    await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.unanswered', details: { option: 'otherCompany' } })
    expect(await openItems(office)).toEqual(['A FA1 2025-02-14 1000 1000 0'])
  }
  expect((await office.apply(path, isAsked ? { otherCompany: 'accept' } : {})).counts.customersAdded).toBe(2)
  // once accepted, its next ledgers are the dossier's
  await office.apply(writeFec(sale('3', 'R', 5, { date: '20250121' }), { name: '222222222FEC20261231.txt' }))
})())

it.each(['99999999999', '9999999999999,99', '10000000000,01'])('an amount beyond what Relais can hold (%s) is refused with its place', (amount) => withImportOffice(async (office) => {
  const path = writeFec(sale('1', 'A', 100).map((line) => ({ ...line, ...(line.debit && { debit: amount }), ...(line.credit && { credit: amount }) })))
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.bad-amount', details: { line: 2, name: 'Debit', value: amount } })
})())
