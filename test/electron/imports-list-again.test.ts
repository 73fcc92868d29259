import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { receipt, sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
import { asOf, openItems, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'

const csv = (...lines: string[]): string => writeFile('échéances.csv', lines.join('\r\n'))
const SHORT = 'Client;Facture;Echeance;Montant'
const DATED = 'Client;Facture;Date;Echeance;Montant'
const remind = (office: ImportOffice, where = '1'): Promise<void> => office.run(`UPDATE due_date SET reminder_level = 2, reminded_on = '2025-03-01', note = 'promis' WHERE ${where}`)

it('a list with one more column is still the same source: the debt stays one, at its level', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'Dupont;F1;31/01/2026;100,00'))
  await remind(office)
  const report = await office.apply(csv(`${SHORT};Commercial`, 'Dupont;F1;31/01/2026;100,00;Paul'))
  expect(report).toMatchObject({ openCents: 10_000, shownCents: 10_000, counts: { dueDatesAdded: 0, dueDatesKept: 1 } })
  expect(await openItems(office)).toEqual(['DUPONT F1 2026-01-31 10000 10000 2'])
  expect(await office.rows('SELECT DISTINCT source_key FROM import_batch')).toHaveLength(1)
}))

it('a list of another program that names the same due dates adds none of them, and what it lacks is asked for', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'Dupont;F1;31/01/2026;100,00', 'Dupont;F2;31/01/2026;30,00'))
  await remind(office, 'amount_cents = 10000')
  const path = csv('Customer,Invoice number,Due date,Balance', 'Dupont,f 1,2026-01-31,100.00')
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview).toMatchObject({ report: null, questions: [{ option: 'absent', code: 'settle-absent', choices: ['settle', 'keep'], details: { count: 1, amount: expect.stringMatching(/^30,00/) as string } }] })
  expect((await office.apply(path, { settleAbsent: false })).counts).toMatchObject({ dueDatesAdded: 0, dueDatesKept: 1, dueDatesSettled: 0 })
  expect(await openItems(office)).toEqual(['DUPONT F1 2026-01-31 10000 10000 2', 'DUPONT F2 2026-01-31 3000 3000 0'])
}))

it('due dates of a FEC or typed in by hand are recognised by a list, never added twice nor settled by absence', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 100_000), ...receipt('2', 'A', 40_000, { piece: 'FA1' }), ...sale('3', 'A', 7_000)]))
  await remind(office)
  await office.run(`INSERT INTO invoice (organisation_id, kind, number, number_norm, invoiced_on, updated_at) VALUES (1, 'invoice', 'M1', 'm1', '2025-01-20', '');
    INSERT INTO due_date (invoice_id, organisation_id, due_on, amount_cents, open_cents, updated_at) SELECT id, 1, '2025-02-20', 5000, 5000, '' FROM invoice WHERE number = 'M1'`)
  const before = await openItems(office)
  const report = await office.apply(csv('Code client;Facture;Date facture;Montant;Solde', 'A;FA1;15/01/2025;600,00;600,00', 'A;M1;20/01/2025;50,00;45,00', 'A;FA3;15/01/2025;35,00;35,00'))
  expect(report).toMatchObject({ openCents: 68_000, shownCents: 68_500, counts: { dueDatesAdded: 1, dueDatesKept: 2, dueDatesSettled: 0 } })
  expect(report.warnings.map(({ code, line }) => `${code} ${line}`)).toEqual(['kept-otherwise 3', 'number-elsewhere 4', 'known-otherwise 0'])
  await office.apply(csv('Code client;Facture;Date facture;Montant;Solde', 'B;F9;15/01/2025;1,00;1,00'), { settleAbsent: true })
  expect((await openItems(office)).filter((item) => item.startsWith('A '))).toEqual(before)
}))

it('nothing is settled because a list does not name it before a person has said so', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'D;F1;30/06/2025;500,00'))
  const path = csv(SHORT, 'E;F2;31/07/2025;500,00')
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.unanswered', details: { option: 'absent' } })
  expect(await openItems(office)).toEqual(['D F1 2025-06-30 50000 50000 0'])
  expect((await office.apply(path, { settleAbsent: true })).counts).toMatchObject({ dueDatesSettled: 1 })
}))

it('an older list after a newer one is questioned, and what it opens again is named', withImportOffice(async (office) => {
  await office.apply(csv('Client;Facture;Echeance;Montant;Reste', 'D;F1;31/01/2026;100,00;0,00', 'D;F9;28/02/2026;50,00;50,00'))
  const path = csv('Client;Facture;Echeance;Montant;Reste', 'D;F1;31/01/2026;100,00;100,00')
  expect(await office.api.imports.preview({ path, options: {}, asOf })).toMatchObject({ questions: [{ option: 'absent', details: { count: 1 } }] })
  const { report } = await office.api.imports.preview({ path, options: { settleAbsent: false }, asOf })
  expect(report?.warnings).toMatchObject([{ code: 'reopened', line: 2, details: { number: 'F1', cents: 10_000 } }, { code: 'absent-kept', details: { number: 'F9', cents: 5_000 } }])
}))

it('only what was answered or really seen is remembered: whole amounts do not make a later 1,250 read as 1.25', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'Dupont;F1;2026-01-31;100'))
  const preview = await office.api.imports.preview({ path: csv(SHORT, 'Dupont;F1;2026-01-31;100', 'Dupont;F2;03/04/2026;1,250', 'Dupont;F3;05/06/2026;12,500'), options: {}, asOf })
  expect(preview).toMatchObject({ report: null, questions: [{ option: 'decimalMark', code: 'decimal-mark' }, { option: 'dateOrder', code: 'date-order' }] })
}))

it('a list written otherwise than the earlier ones of its source is asked about, not read by habit', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'Dupont;F1;31/01/2026;100,00'))
  const path = csv(SHORT, 'Dupont;F1;01/31/2026;100.00', 'Dupont;F2;02/03/2026;50.00')
  expect((await office.api.imports.preview({ path, options: {}, asOf })).questions).toMatchObject([{ code: 'decimal-mark-changed' }, { code: 'date-order-changed' }])
  await office.apply(path, { decimalMark: '.', dateOrder: 'mdy' })
  expect(await openItems(office)).toEqual(['DUPONT F1 2026-01-31 10000 10000 0', 'DUPONT F2 2026-02-03 5000 5000 0'])
}))

it('numbers that start again every year do not meet: the invoice of 2026 is new, that of 2025 keeps its level', withImportOffice(async (office) => {
  await office.apply(csv(DATED, 'D;1;05/01/2025;31/01/2025;100,00'))
  await remind(office)
  expect((await office.apply(csv(DATED, 'D;1;05/01/2026;31/01/2026;100,00'), { settleAbsent: false })).counts).toMatchObject({ invoicesAdded: 1, dueDatesAdded: 1 })
  expect(await openItems(office)).toEqual(['D 1 2025-01-31 10000 10000 2', 'D 1 2026-01-31 10000 10000 0'])
  expect(await office.rows('SELECT invoiced_on FROM invoice ORDER BY id')).toEqual([{ invoiced_on: '2025-01-05' }, { invoiced_on: '2026-01-05' }])
}))

it('a level never moves from one instalment to another', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'D;F1;30/06/2025;500,00', 'D;F1;31/07/2025;500,00'))
  await remind(office, `due_on = '2025-06-30'`)
  await office.apply(csv(SHORT, 'D;F1;15/08/2025;500,00'), { settleAbsent: false })
  expect(await openItems(office)).toEqual(['D F1 2025-06-30 50000 50000 2', 'D F1 2025-07-31 50000 50000 0', 'D F1 2025-08-15 50000 50000 0'])
}))

it('instalments that are all postponed are recognised in their order', withImportOffice(async (office) => {
  await office.apply(csv(SHORT, 'D;F1;30/06/2025;500,00', 'D;F1;31/07/2025;500,00'))
  await remind(office, `due_on = '2025-06-30'`)
  await office.apply(csv(SHORT, 'D;F1;31/08/2025;500,00', 'D;F1;15/07/2025;500,00'))
  expect(await openItems(office)).toEqual(['D F1 2025-07-15 50000 50000 2', 'D F1 2025-08-31 50000 50000 0'])
}))

it('two equal lines are two instalments, found again in the next list', withImportOffice(async (office) => {
  const report = await office.apply(csv(SHORT, 'D;DIVERS;31/01/2026;100,00', 'D;DIVERS;31/01/2026;100,00'))
  expect(report).toMatchObject({ openCents: 20_000, shownCents: 20_000, counts: { invoicesAdded: 1, dueDatesAdded: 2 }, warnings: [{ code: 'duplicate-line', line: 3 }, { code: 'invoice-day-unknown' }] })
  await remind(office, 'id = 1')
  expect((await office.apply(csv(SHORT, 'D;DIVERS;31/01/2026;100,00', 'D;DIVERS;31/01/2026;100,00', 'D;F2;31/01/2026;1,00'))).counts).toMatchObject({ dueDatesAdded: 1, dueDatesKept: 2 })
  expect(await openItems(office)).toEqual(['D DIVERS 2026-01-31 10000 10000 2', 'D DIVERS 2026-01-31 10000 10000 0', 'D F2 2026-01-31 100 100 0'])
}))

it('a name that several customers have is refused with its line and their codes', withImportOffice(async (office) => {
  await office.apply(csv('Code client;Nom;Facture;Echeance;Montant', 'M1;Martin;F1;31/01/2026;100,00', 'M2;Martin;F2;31/01/2026;200,00'))
  await expect(office.apply(csv('Nom;Facture;Echeance;Montant', 'Martin;F3;31/01/2026;300,00'))).rejects.toMatchObject({ code: 'import.homonyms', details: { line: 2, column: 1, value: 'Martin', codes: 'M1, M2' } })
}))

it('a cell that cannot be read shows in the preview beside its columns, so that their meaning can be corrected', withImportOffice(async (office) => {
  const path = csv('Client;Facture;Echeance;Montant;Niveau', 'D;F1;31/01/2026;100,00;12/03/2026')
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview).toMatchObject({ report: null, questions: [], headers: ['Client', 'Facture', 'Echeance', 'Montant', 'Niveau'], sample: [['D', 'F1', '31/01/2026', '100,00', '12/03/2026']], problem: { code: 'import.bad-level', details: { line: 2, column: 5, value: '12/03/2026' } } })
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.bad-level' })
  const columns = { ...preview.options.columns, 4: 'remindedOn' as const }
  expect(await office.api.imports.preview({ path, options: { columns }, asOf })).toMatchObject({ problem: null, report: { warnings: [{ code: 'reminded-in-future', line: 2 }, { code: 'invoice-day-unknown' }] } })
  expect((await office.api.imports.preview({ path, options: { columns }, asOf: localDate('2026-03-12') })).report?.warnings.map(({ code }) => code)).toEqual(['invoice-day-unknown'])
}))

it('R-EBP-19 R-EBP-20 a line with an invoice number and a warranty number keeps both; a warranty number alone is enough', withImportOffice(async (office) => {
  const headers = 'Client;Facture;N° facture garantie;Echeance;Montant'
  await office.apply(csv(headers, 'D;F001;G010;31/01/2026;100,00', 'D;;G011;31/01/2026;50,00'))
  expect(await office.rows('SELECT kind, number, warranty_number AS warranty FROM invoice ORDER BY id')).toEqual([{ kind: 'warranty', number: 'F001', warranty: 'G010' }, { kind: 'warranty', number: '', warranty: 'G011' }])
  expect((await office.apply(csv(headers, 'D;F001;G010;31/01/2026;100,00', 'D;;G011;31/01/2026;40,00'))).counts).toMatchObject({ dueDatesAdded: 0, dueDatesKept: 2 })
}))

it('the customer « Total Énergies » is no line of totals', withImportOffice(async (office) => {
  const report = await office.apply(csv('Code client;Raison sociale;Ville', 'C1;Total Énergies;Paris', 'C2;Neuf;Lyon', ';Total;', ';Total : 2 clients;'))
  expect(report.counts.customersAdded).toBe(2)
  expect((await office.apply(csv('Client;Facture;Echeance;Montant', 'Total Énergies;F1;31/01/2026;100,00', 'Total client Neuf;;;100,00'))).counts).toMatchObject({ dueDatesAdded: 1, customersAdded: 0 })
}))
