import { expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { runCli } from '../../electron/cli.ts'
import type { TableField } from '../../shared/imports/import-contract.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { asOf, openItems as items, TABLES, withImportOffice as withOffice } from '../fixtures/import-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'

const csv = (...lines: string[]): string => writeFile('échéances.csv', lines.join('\r\n'))
const HEADERS = 'Code client;Nom du client;N° facture;Date facture;Échéance;Montant TTC;Reste dû'
const dupont = '411DUP;Dupont & Fils;FA-001;15/01/2025;14/02/2025;1 234,56;1 000,00'

it('a French list of due dates is read without a question', withOffice(async (office) => {
  const path = csv(HEADERS, dupont, '411MAR;Martin;FA-002;31/01/2025;02/03/2025;-50,00;-50,00', ';;;;;1 184,56;950,00', 'Total;;;;;1 184,56;950,00')
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview).toMatchObject({ kind: 'due-dates', questions: [], options: { separator: ';', decimalMark: ',', dateOrder: 'dmy', columns: { 0: 'customerCode', 1: 'customerName', 2: 'invoiceNumber', 3: 'invoicedOn', 4: 'dueOn', 5: 'amount', 6: 'open' } } })
  const report = await office.apply(path)
  expect(report).toMatchObject({ openCents: 95_000, shownCents: 95_000, counts: { customersAdded: 2, invoicesAdded: 1, creditNotesAdded: 1, dueDatesAdded: 2 } })
  expect(report.warnings.map(({ code, line }) => `${code} ${line}`)).toEqual(['skipped-incomplete 4', 'skipped-total 5'])
  expect(await office.rows('SELECT settled_by_source_cents FROM due_date ORDER BY id')).toEqual([{ settled_by_source_cents: 23_456 }, { settled_by_source_cents: 0 }])
}))

it.each<{ what: string; content: string | Buffer }>([
  { what: 'English, with commas and points', content: 'Customer,Invoice Number,Invoice Date,Due Date,Amount,Balance\n"Dupont, Sons",FA-1,2025-01-15,2025-02-14,"1,234.56","1,000.00"\n' },
  { what: 'tabs', content: 'Client\tFacture\tDate\tEchéance\tMontant\tSolde\nDupont\tFA-1\t15/01/2025\t14/02/2025\t1234,56\t1000\n' },
  { what: 'windows-1252', content: Buffer.from('Société;N° de facture;Date d\'échéance;Montant;Réglé\nDupont;FA-1;14/02/25;1.234,56;234,56\n', 'latin1') },
  { what: 'UTF-16', content: Buffer.from('\ufeffClient;Facture;Échéance;Montant;Solde\r\nDupont;FA-1;14.02.2025;1234,56;1000,00\r\n', 'utf16le') },
  { what: 'Excel’s hint and a title above the headers', content: 'sep=;\nBalance âgée au 31/12/2025\n\nClient;Facture;Échéance;Montant;Solde\nDupont;FA-1;14/02/2025;1234,56;1000,00\n' },
])('the same list is read whatever its form: $what', ({ content }) => withOffice(async (office) => {
  expect(await office.apply(writeFile('liste.csv', content))).toMatchObject({ openCents: 100_000, shownCents: 100_000, counts: { customersAdded: 1, dueDatesAdded: 1 } })
  expect((await items(office))[0]).toMatch(/^DUPONT(SONS)? FA-1 2025-02-14 123456 100000 0$/)
})())

it('what can be read in two ways is asked, and the answer is remembered for the next list of that source', withOffice(async (office) => {
  const path = csv('Client;Facture;Échéance;Solde', 'Dupont;1;03/04/2025;1,234')
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview.questions.map(({ option }) => option)).toEqual(['decimalMark', 'dateOrder'])
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.unanswered' })
  await office.apply(path, { decimalMark: '.', dateOrder: 'mdy' })
  expect(await items(office)).toEqual(['DUPONT 1 2025-03-04 123400 123400 0'])
  const next = await office.api.imports.preview({ path: csv('Client;Facture;Échéance;Solde', 'Dupont;2;05/06/2025;5,678'), options: { settleAbsent: false }, asOf })
  expect(next).toMatchObject({ questions: [], options: { decimalMark: '.', dateOrder: 'mdy' } })
}))

it('unknown headers are asked for, and a mapping answers', withOffice(async (office) => {
  const path = csv('Qui;Quoi;Quand;Combien', 'Dupont;FA-1;14/02/2025;10,00')
  const columns: Record<string, TableField> = { 0: 'customerName', 1: 'invoiceNumber', 2: 'dueOn', 3: 'open' }
  const preview = await office.api.imports.preview({ path, options: {}, asOf })
  expect(preview.questions.map(({ details }) => details['field'])).toEqual(['customerName', 'invoiceNumber', 'dueOn', 'open'])
  await office.apply(path, { columns })
  const again = await office.api.imports.preview({ path: csv('Qui;Quoi;Quand;Combien', 'Dupont;FA-2;14/02/2025;20,00'), options: { settleAbsent: false }, asOf })
  expect(again).toMatchObject({ questions: [], options: { columns } })
}))

it('a newer list keeps levels, settles what is gone, updates what changed and adds what is new', withOffice(async (office) => {
  await office.apply(csv(HEADERS, dupont, '411DUP;Dupont & Fils;FA-002;15/01/2025;14/02/2025;100,00;100,00', '411MAR;Martin;FA-003;15/01/2025;14/02/2025;70,00;70,00'))
  await office.run(`UPDATE due_date SET reminder_level = 2, reminded_on = '2025-03-01', note = 'n', due_on = '2025-02-28' WHERE amount_cents = 10000`)
  const before = await office.rows('SELECT * FROM due_date ORDER BY id')
  const report = await office.apply(csv(HEADERS, '411DUP;Dupont & Fils;FA-001;15/01/2025;20/02/2025;1 234,56;200,00', '411DUP;Dupont & Fils;FA-002;15/01/2025;14/02/2025;100,00;100,00', '411NEW;Neuf;FA-004;15/01/2025;14/02/2025;5,00;5,00'), { settleAbsent: true })
  expect(report).toMatchObject({ openCents: 30_500, shownCents: 30_500, counts: { dueDatesKept: 2, dueDatesSettled: 1, dueDatesAdded: 1 } })
  expect(report.warnings).toMatchObject([{ code: 'absent-settled', details: { customer: 'Martin', number: 'FA-003', cents: 7_000 } }])
  expect(await items(office)).toEqual(['411DUP FA-001 2025-02-20 123456 20000 0', '411DUP FA-002 2025-02-28 10000 10000 2', '411NEW FA-004 2025-02-14 500 500 0'])
  await office.api.imports.undo({ id: report.importId! })
  expect(await office.rows('SELECT * FROM due_date ORDER BY id')).toEqual(before)
}))

it('absent due dates stay open when the person says the list is partial', withOffice(async (office) => {
  await office.apply(csv(HEADERS, dupont))
  expect((await office.apply(csv(HEADERS, '411MAR;Martin;FA-003;15/01/2025;14/02/2025;70,00;70,00'), { settleAbsent: false })).counts).toMatchObject({ dueDatesSettled: 0, dueDatesAdded: 1 })
  expect(await items(office)).toHaveLength(2)
}))

it('a list of customers fills in addresses and phones, and undoing it restores them', withOffice(async (office) => {
  await office.apply(csv(HEADERS, dupont))
  const dump = (): Promise<unknown[]> => TABLES.reduce<Promise<unknown[]>>(async (before, table) => [...await before, await office.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)], Promise.resolve([]))
  const before = await dump()
  const report = await office.apply(csv('Code client;Raison sociale;Adresse;CP;Ville;Téléphone;Courriel;Conditions de paiement;Profil', '411DUP;SARL Dupont & Fils;3 rue des Lilas;69002;Lyon;04 72 00 00 01;compta@dupont.example;45 jours fin de mois;Entreprise', '411NEW;Neuf;;75001;Paris;;;;Mairie'))
  expect(report).toMatchObject({ kind: 'customers', counts: { customersAdded: 1, customersUpdated: 1, dueDatesAdded: 0 } })
  expect(await office.rows(`SELECT o.name, o.phone1, o.email1, o.payment_term, a.line1, a.postcode, a.city FROM organisation o JOIN address a ON a.organisation_id = o.id WHERE o.code = '411DUP'`)).toEqual([
    { name: 'SARL Dupont & Fils', phone1: '04 72 00 00 01', email1: 'compta@dupont.example', payment_term: '45 EOM', line1: '3 rue des Lilas', postcode: '69002', city: 'Lyon' },
  ])
  expect(await office.rows(`SELECT debtor_profile FROM organisation WHERE code = '411NEW'`)).toEqual([{ debtor_profile: 'public-body' }])
  await office.api.imports.undo({ id: report.importId! })
  expect(await dump()).toEqual(before)
}))

it('a workbook is read by its typed cells, dates as the days they show', withOffice(async (office) => {
  const header = ['Code client', 'Client', 'Facture', 'Date facture', 'Échéance', 'Montant TTC', 'Reste dû', 'Niveau', 'Date relance'].map((value) => ({ value }))
  const day = (text: string): { value: Date; type: typeof Date; format: string } => ({ value: new Date(`${text}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' })
  const bytes = await writeXlsxFile([header, [{ value: '411DUP' }, { value: 'Dupont' }, { value: 'FA-1' }, day('2025-01-15'), day('2025-02-14'), { value: 1234.56 }, { value: 1000 }, { value: 2 }, day('2025-03-20')]] as never).toBuffer()
  expect(await office.apply(writeFile('liste.xlsx', bytes))).toMatchObject({ openCents: 100_000, shownCents: 100_000 })
  expect(await items(office)).toEqual(['411DUP FA-1 2025-02-14 123456 100000 2'])
  expect(await office.rows('SELECT reminded_on FROM due_date')).toEqual([{ reminded_on: '2025-03-20' }])
}))

it.each<{ what: string; line: string; code: string; details: object }>([
  { what: 'amount, paid and remaining due that do not agree', line: '1;A;F1;15/01/2025;14/02/2025;100,00;30,00;60,00', code: 'amounts-disagree', details: { number: 'F1', cents: 1000 } },
  { what: 'a due date before its invoice', line: '1;A;F1;15/02/2025;14/01/2025;100,00;40,00;60,00', code: 'due-before-invoice', details: { number: 'F1', dueOn: '2025-01-14', invoicedOn: '2025-02-15' } },
])('$what: taken, and remarked upon', ({ line, code, details }) => withOffice(async (office) => {
  const agreeing = '2;B;F2;15/01/2025;14/02/2025;100,00;40,00;60,00'
  const report = await office.apply(csv('Code client;Client;N° facture;Date facture;Échéance;Montant TTC;Réglé;Reste dû', line, agreeing))
  expect(report).toMatchObject({ warnings: [{ code, line: 2, details }], warningCount: 1, openCents: 12_000 })
})())

it.each<{ what: string; lines: string[]; code: string; details?: object }>([
  { what: 'an amount that is no number', lines: [HEADERS, '1;A;F1;15/01/2025;14/02/2025;dix;10,00'], code: 'import.bad-amount', details: { line: 2, column: 6, name: 'Montant TTC', value: 'dix' } },
  { what: 'an impossible date', lines: [HEADERS, dupont, '1;A;F1;15/01/2025;31/02/2025;10,00;10,00'], code: 'import.bad-date', details: { line: 3, column: 5, name: 'Échéance', value: '31/02/2025' } },
  { what: 'a line without a number', lines: [HEADERS, '1;A;;15/01/2025;14/02/2025;10,00;10,00'], code: 'import.missing-value', details: { line: 2, column: 3 } },
  { what: 'a quotation mark left open', lines: [HEADERS, '1;"A;F1;15/01/2025;14/02/2025;10,00;10,00'], code: 'import.bad-quotes' },
  { what: 'text without a table', lines: ['Bonjour'], code: 'import.no-headers' },
  { what: 'a first line without an end', lines: ['x'.repeat(5 * 1024 * 1024), '1;2'], code: 'import.line-too-long' },
  { what: '500 000 columns', lines: ['x;'.repeat(400_000), 'y'], code: 'import.too-many-columns' },
])('$what is refused with its place and changes nothing', ({ lines, code, details = {} }) => withOffice(async (office) => {
  await expect(office.apply(csv(...lines))).rejects.toMatchObject({ code, details })
  expect(await office.rows('SELECT id FROM import_batch UNION ALL SELECT id FROM organisation')).toEqual([])
})())

it('an import that changed nothing but an address cannot be undone once that address was edited by hand; until then it can', withOffice(async (office) => {
  const customers = (street: string): string => writeFile('clients.csv', `Code client;Nom du client;Adresse;Code postal;Ville\n411DUP;Dupont;${street};69001;Lyon\n`)
  await office.apply(customers('1 rue Neuve'))
  const { importId } = await office.apply(customers('2 rue Neuve'))
  const customer = async () => office.api.receivables.customer({ id: 1 })
  expect((await customer()).address.line1).toBe('2 rue Neuve')
  expect((await office.api.imports.list())[0]).toMatchObject({ canUndo: true })
  const { address, ...rest } = await customer()
  await office.api.receivables.saveCustomer({ ...rest, address: { ...address, line1: '3 rue Neuve' } })
  expect((await office.api.imports.list())[0]).toMatchObject({ canUndo: false })
  await expect(office.api.imports.undo({ id: importId! })).rejects.toMatchObject({ code: 'import.built-upon', details: { what: 'edit' } })
  expect((await customer()).address.line1).toBe('3 rue Neuve')
}))

it('undoing an import that changed an address restores it', withOffice(async (office) => {
  const customers = (street: string): string => writeFile('clients.csv', `Code client;Nom du client;Adresse;Ville\n411DUP;Dupont;${street};Lyon\n`)
  await office.apply(customers('1 rue Neuve'))
  const before = await office.rows('SELECT o.*, a.* FROM organisation o JOIN address a ON a.organisation_id = o.id')
  const { importId } = await office.apply(customers('2 rue Neuve'))
  await office.api.imports.undo({ id: importId! })
  expect(await office.rows('SELECT o.*, a.* FROM organisation o JOIN address a ON a.organisation_id = o.id')).toEqual(before)
}))

it('a list without an amount says which columns would do, and its example names none that is read otherwise', withOffice(async (office) => {
  const path = writeFile('sans-montant.csv', 'Code;Nom;N° facture;Echeance\r\nA;Atelier;F1;31/03/2025')
  expect((await office.api.imports.preview({ path, options: {}, asOf })).questions).toMatchObject([{ code: 'missing-column', details: { field: 'open', fields: 'open amount', column: 4 } }])
  await office.api.dossiers.close()
  let err = ''
  expect(await runCli(['import', path, '--dossier', office.folder], { out: () => undefined, err: (text) => { err += text }, today: () => asOf, resources })).toBe(1)
  expect(err.replace(/\s/g, ' ')).toContain('Aucune colonne reconnue pour « Reste dû » ou « Montant TTC ».')
  expect(err).toContain('{"columns":{"4":"open"}}')
  await office.api.dossiers.open({ folder: office.folder })
}))
