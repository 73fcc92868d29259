import { expect, it } from 'vitest'
import { opening, receipt, sale, writeFec, writeFile, type FecLine } from '../fixtures/fec-fixture.ts'
import { everything, requestAbout } from '../fixtures/reminder-fixture.ts'
import { asOf, openItems, TABLES, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'

const csv = (...lines: string[]): string => writeFile('échéances.csv', lines.join('\r\n'))
const DATED = 'Code client;Facture;Date facture;Echeance;Montant;Reste'
const remind = (office: ImportOffice): Promise<void> => office.run(`UPDATE due_date SET reminder_level = 2, reminded_on = '2025-03-01', note = 'promis'`)
const dump = async (office: ImportOffice): Promise<unknown[][]> => {
  const tables: unknown[][] = []
  for (const table of TABLES) tables.push(await office.rows(`SELECT * FROM ${table}`))
  return tables
}

interface Meeting { what: string; list: string[]; ledger: FecLine[]; open: string[]; found?: number }
it.each<Meeting>([
  {
    what: 'the same invoice keeps its due date, level, date of reminder and note', list: [DATED, 'A;FA1;15/01/2025;28/02/2025;10,00;10,00'], ledger: sale('1', 'A', 1_000), open: ['A FA1 2025-02-28 1000 1000 2'],
  },
  { what: 'what the ledger letters is settled', list: [DATED, 'A;FA1;15/01/2025;28/02/2025;10,00;10,00'], ledger: [...sale('1', 'A', 1_000, { letter: 'L' }), ...receipt('2', 'A', 1_000, { letter: 'L' })], open: [] },
  {
    what: 'a payment both know of counts once', list: [DATED, 'A;FA1;15/01/2025;28/02/2025;10,00;6,00'], ledger: [...sale('1', 'A', 1_000), ...receipt('2', 'A', 400, { piece: 'FA1' })], open: ['A FA1 2025-02-28 1000 600 2'],
  },
  {
    what: 'a list that gives the rest alone is the ledger’s invoice', list: ['Code client;Facture;Date facture;Echeance;Reste', 'A;FA1;15/01/2025;28/02/2025;6,00'], ledger: [...sale('1', 'A', 1_000), ...receipt('2', 'A', 400, { piece: 'FA1' })],
    open: ['A FA1 2025-02-28 1000 600 2'],
  },
  { what: 'a list without dates of the documents meets it by the due dates', list: ['Code client;Facture;Echeance;Montant', 'A;fa 1;31/03/2025;10,00'], ledger: sale('1', 'A', 1_000), open: ['A fa 1 2025-03-31 1000 1000 2'] },
  {
    what: 'instalments of the list are one line of the ledger', list: [DATED, 'A;FA1;15/01/2025;28/02/2025;4,00;4,00', 'A;FA1;15/01/2025;31/03/2025;6,00;6,00'], ledger: [...sale('1', 'A', 1_000), ...receipt('2', 'A', 400, { piece: 'FA1' })],
    open: ['A FA1 2025-03-31 600 600 2'], found: 2,
  },
  { what: 'a customer the list knows by name alone is the ledger’s', list: ['Client;Facture;Date facture;Echeance;Montant', 'Client A;FA1;15/01/2025;28/02/2025;10,00'], ledger: sale('1', 'A', 1_000), open: ['A FA1 2025-02-28 1000 1000 2'] },
  {
    what: 'a debt brought forward as one sum', list: [DATED, 'A;FA8;10/12/2024;31/12/2024;7,00;7,00', 'A;FA9;15/12/2024;15/01/2025;3,00;3,00'], ledger: opening('20250101', [{ customer: 'A', cents: 1_000 }]),
    open: ['A FA8 2024-12-31 700 700 2', 'A FA9 2025-01-15 300 300 2'], found: 2,
  },
  { what: 'opening entries by invoice', list: [DATED, 'A;FA8;10/12/2024;31/12/2024;7,00;7,00'], ledger: opening('20250101', [{ customer: 'A', cents: 700, piece: 'FA8', pieceDate: '20241210' }]), open: ['A FA8 2024-12-31 700 700 2'] },
])('a list, then a ledger of the same invoices: $what', ({ list, ledger, open, found = 1 }) => withImportOffice(async (office) => {
  await office.apply(csv(...list))
  await remind(office)
  const before = await dump(office)
  const path = writeFec(ledger)
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview).toMatchObject({ questions: [], report: { counts: { dueDatesAdded: 0, customersAdded: 0 }, warnings: expect.arrayContaining([{ code: 'listed-found', line: 0, column: 0, details: { count: found } }]) as unknown } })
  const report = await office.apply(path)
  expect(report.shownCents).toBe(report.openCents)
  expect(await openItems(office)).toEqual(open)
  expect(await office.rows(`SELECT DISTINCT reminder_level, reminded_on, note FROM due_date`)).toEqual([{ reminder_level: 2, reminded_on: '2025-03-01', note: 'promis' }])
  // the next export, and the next list, know them too
  expect((await office.apply(writeFec([...ledger, ...sale('50', 'B', 1, { date: '20250501' })]))).counts).toMatchObject({ dueDatesAdded: 1, dueDatesSettled: 0 })
  expect((await office.apply(csv(...list, ''), { settleAbsent: false })).counts.dueDatesAdded).toBe(0)
  expect((await openItems(office)).filter((item) => item.startsWith('A '))).toEqual(open)
  for (const { id } of (await office.api.imports.list()).slice(0, 3)) await office.api.imports.undo({ id })
  expect(await dump(office)).toEqual(before)
})())

it.each([
  { what: 'the same invoices', list: [DATED, 'A;FA1;15/01/2025;28/02/2025;10,00;10,00', 'B;FA2;15/01/2025;28/02/2025;20,00;20,00'] },
  { what: 'the same invoices by name', list: ['Client;Facture;Echeance;Montant', 'Client A;FA1;28/02/2025;10,00', 'Client B;FA2;28/02/2025;20,00'] },
])('a ledger, then a list of $what: no debt is doubled', ({ list }) => withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 1_000), ...sale('2', 'B', 2_000)]))
  await remind(office)
  const before = await openItems(office)
  expect((await office.apply(csv(...list))).counts).toMatchObject({ dueDatesAdded: 0, dueDatesKept: 2, customersAdded: 0 })
  expect(await openItems(office)).toEqual(before)
})())

const LEVELLED = 'Code client;Facture;Date facture;Echeance;Montant;Niveau;Date relance'
const levels = (office: ImportOffice): Promise<unknown[]> => office.rows(`SELECT i.number, d.reminder_level AS level, d.reminded_on AS "on" FROM due_date d JOIN invoice i ON i.id = d.invoice_id ORDER BY i.number`)

it('a ledger, then a list with levels: what was never reminded of here takes its level and date from the list, and says so; undoing the list takes them back', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 1_000), ...sale('2', 'B', 2_000), ...sale('3', 'B', 3_000)]))
  await office.run(`UPDATE due_date SET reminder_level = 1, reminded_on = '2025-04-01' WHERE amount_cents = 3000`)
  const before = await levels(office)
  const report = await office.apply(csv(LEVELLED, 'A;FA1;15/01/2025;28/02/2025;10,00;2;10/03/2025', 'B;FA2;15/01/2025;28/02/2025;20,00;0;', 'B;FA3;15/01/2025;28/02/2025;30,00;3;01/01/2025'))
  expect(report.warnings.map(({ code, details }) => [code, details])).toEqual([['levels-taken', { count: 1 }], ['levels-kept', { count: 1 }]])
  expect(await levels(office)).toEqual([{ number: 'FA1', level: 2, on: '2025-03-10' }, { number: 'FA2', level: 0, on: null }, { number: 'FA3', level: 1, on: '2025-04-01' }])
  await office.api.imports.undo({ id: report.importId! })
  expect(await levels(office)).toEqual(before)
}))

it('a level that a generation gave and its undoing took back does not come back from a list', withImportOffice(async (office) => {
  await office.apply(writeFec(sale('1', 'A', 1_000)))
  const found = await office.api.reminders.calculate({ criteria: everything, asOf })
  const { runId } = await office.api.reminders.generate(requestAbout(found, [0], { asOf, acceptOldData: true }))
  await office.api.reminders.undoRun({ id: runId! })
  const report = await office.apply(csv(LEVELLED, 'A;FA1;15/01/2025;28/02/2025;10,00;1;10/03/2025'))
  expect([report.warnings.map(({ code }) => code), await levels(office)]).toEqual([['levels-kept'], [{ number: 'FA1', level: 0, on: null }]])
}))

it('due dates of lists that a ledger of their period does not name are asked about before anything is written', withImportOffice(async (office) => {
  await office.apply(csv(DATED, 'A;2025-001;10/01/2025;28/02/2025;10,00;10,00', 'A;FA9;15/06/2026;15/07/2026;5,00;5,00', 'Z;FA3;16/01/2025;28/02/2025;7,00;7,00'))
  const before = await dump(office)
  const path = writeFec([...sale('0', 'C', 100, { date: '20250102' }), ...sale('1', 'A', 1_000), ...receipt('2', 'C', 100, { date: '20250228' })])
  expect(await office.api.imports.preview({ path, options: {}, asOf })).toMatchObject({
    report: null, questions: [{ option: 'absent', code: 'settle-listed', choices: ['settle', 'keep'], details: { count: 2, amount: expect.stringMatching(/^17,00/) as string } }],
  })
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.unanswered', details: { option: 'absent', question: 'settle-listed' } })
  expect(await dump(office)).toEqual(before)
  const { report } = await office.api.imports.preview({ path, options: { settleAbsent: false }, asOf })
  expect(report?.counts).toMatchObject({ dueDatesAdded: 2, dueDatesSettled: 0 })
  const applied = await office.apply(path, { settleAbsent: true })
  expect(applied.counts).toMatchObject({ dueDatesAdded: 2, dueDatesSettled: 2 })
  expect(applied.warnings.filter(({ code }) => code === 'absent-settled')).toHaveLength(2)
  expect(await openItems(office)).toEqual(['A FA1 2025-02-14 1000 1000 0', 'A FA9 2026-07-15 500 500 0', 'C FA0 2025-02-01 100 100 0'])
}))

it('an invoice typed in by hand is recognised by a ledger, and never settled because it lacks it', withImportOffice(async (office) => {
  await office.apply(writeFec(sale('5', 'A', 50)))
  await office.run(`INSERT INTO invoice (organisation_id, kind, number, number_norm, invoiced_on, updated_at) VALUES (1, 'invoice', 'FA6', 'fa6', '2025-01-16', ''), (1, 'invoice', 'FA7', 'fa7', '2025-01-16', '');
    INSERT INTO due_date (invoice_id, organisation_id, due_on, amount_cents, open_cents, updated_at) SELECT id, 1, '2025-02-20', 5000, 5000, '' FROM invoice WHERE number <> 'FA5'`)
  expect((await office.apply(writeFec([...sale('5', 'A', 50), ...sale('6', 'A', 5_000), ...sale('8', 'B', 1, { date: '20250301' })]))).counts).toMatchObject({ dueDatesAdded: 1, dueDatesKept: 2, dueDatesSettled: 0 })
  expect((await openItems(office)).filter((item) => item.startsWith('A'))).toEqual(['A FA5 2025-02-14 50 50 0', 'A FA6 2025-02-20 5000 5000 0', 'A FA7 2025-02-20 5000 5000 0'])
}))

it('two customers of one name are never taken for each other: an invoice goes to the one that has it', withImportOffice(async (office) => {
  await office.apply(csv('Client;Facture;Date facture;Echeance;Montant', 'Martin;FA1;15/01/2025;28/02/2025;10,00', 'Martin;FA7;15/01/2025;28/02/2025;3,00'))
  const martins = [...sale('1', 'M1', 1_000), ...sale('2', 'M2', 500)].map((line) => ({ ...line, ...(line.name && { name: 'Martin' }) }))
  expect((await office.api.imports.preview({ path: writeFec(martins), options: {}, asOf })).questions).toMatchObject([{ code: 'settle-listed', absent: [{ key: 'MARTIN FA7' }] }])
  expect((await office.apply(writeFec(martins), { absent: { 'MARTIN FA7': 'settle' } })).counts).toMatchObject({ customersAdded: 2, dueDatesAdded: 1, dueDatesSettled: 1 })
  expect(await openItems(office)).toEqual(['M1 FA1 2025-02-28 1000 1000 0', 'M2 FA2 2025-02-14 500 500 0'])
}))
