import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { runCli } from '../../electron/cli.ts'
import { ciiXml, type TestInvoice } from '../fixtures/einvoice-fixture.ts'
import { receipt, sale, writeFec, writeFile, type FecLine } from '../fixtures/fec-fixture.ts'
import { asOf, openItems, TABLES, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'

const dump = async (office: ImportOffice): Promise<unknown[][]> => {
  const tables: unknown[][] = []
  for (const table of TABLES) tables.push(await office.rows(`SELECT * FROM ${table}`))
  return tables
}
const csv = (...lines: string[]): string => writeFile('échéances.csv', ['Code client;Client;Facture;Date facture;Echeance;Montant', ...lines].join('\r\n'))
const kerlann: TestInvoice = { number: 'FA26-1203', on: '2025-01-15', total: '1000.00', terms: [{ dueOn: '2025-03-31' }], buyer: { name: 'Atelier Kerlann', code: 'X77' } }
const drop = (office: ImportOffice, ...invoices: TestInvoice[]) =>
  office.api.einvoices.apply({ files: invoices.map((invoice) => ({ path: writeFile('f.xml', ciiXml(invoice)), sha256: null })), answers: {}, asOf: localDate('2025-06-01') })
const named = (name: string, lines: FecLine[]): FecLine[] => lines.map((line) => (line.auxiliary ? { ...line, name } : line))
/** The invoice as the books have it, under another account; and entries that span the year. */
const held = (more: FecLine = {}, name = 'Atelier Kerlann'): FecLine[] => named(name, sale('206', 'C006', 100_000, { piece: 'FA26-1203', ...more }))
const year = [...sale('1', 'B', 50, { date: '20250102' }), ...sale('9', 'B', 70, { date: '20251220' })]
const OPEN_KERLANN = 'C006 FA26-1203 2025-03-31 100000 100000 0'
const ofB = ['B FA1 2025-02-01 50 50 0', 'B FA9 2026-01-19 70 70 0']

it('an electronic invoice that the books have under another account is that invoice: it goes over with its due date, told, and nothing is asked or doubled', withImportOffice(async (office) => {
  await drop(office, kerlann)
  const before = await dump(office)
  const { importId, ...report } = await office.apply(writeFec([...year, ...held()]))
  expect(report).toMatchObject({ openCents: 100_120, shownCents: 100_120, besideCents: 0, counts: { customersAdded: 2, invoicesAdded: 2 } })
  expect(report.warnings.find(({ code }) => code === 'found-elsewhere')).toMatchObject({ line: 6, details: { number: 'FA26-1203', cents: 100_000, customer: 'Atelier Kerlann', code: 'X77', holderCode: 'C006' } })
  expect(await openItems(office)).toEqual([...ofB, OPEN_KERLANN])
  // the next export knows it as its own
  expect(await office.apply(writeFec([...year, ...held(), ...sale('10', 'B', 5, { date: '20251221' })]))).toMatchObject({ counts: { dueDatesAdded: 1 }, besideCents: 0 })
  await office.api.imports.undo({ id: importId! + 1 })
  await office.api.imports.undo({ id: importId! })
  expect(await dump(office)).toEqual(before)
}))

it('what the books say of it holds there: paid under the other account, it is settled', withImportOffice(async (office) => {
  await drop(office, kerlann)
  await office.apply(writeFec([...year, ...held({ letter: 'L' }), ...named('Atelier Kerlann', receipt('300', 'C006', 100_000, { letter: 'L' }))]))
  expect(await openItems(office)).toEqual(ofB)
}))

it('a line of a list is recognised as an electronic invoice is, into a customer known already', withImportOffice(async (office) => {
  await office.apply(writeFec(named('Atelier Kerlann', sale('2', 'C006', 900))))
  await office.apply(csv('X77;Kerlann SARL;FA26-1203;15/01/2025;31/03/2025;1000,00'), { settleAbsent: false })
  const { counts } = await office.apply(writeFec([...year, ...named('Atelier Kerlann', sale('2', 'C006', 900)), ...held()]))
  expect(counts).toMatchObject({ customersAdded: 1, dueDatesAdded: 2 })
  expect((await openItems(office)).filter((item) => item.includes('FA26'))).toEqual([OPEN_KERLANN])
}))

it.each<[string, string, string[], unknown[]]>([
  ['the same name: it has the sheet of its customer', 'Atelier Kerlann', ['sheet-taken-over X77 C006'], [{ profile: 'consumer', language: 'en', channel: 'email', email: 'kerlann@client.example', rate: 900, city: 'Brest' }]],
  ['another name: that its sheet is empty is told', 'Groupe Armor', ['sheet-empty X77 C006'], [{ profile: 'company', language: 'fr', channel: 'paper', email: '', rate: null, city: null }]],
])('an account that the import itself makes for an invoice that goes over, of %s', (_what, name, told, sheet) => withImportOffice(async (office) => {
  await drop(office, kerlann)
  const { id } = (await office.api.receivables.customerByCode({ code: 'X77' }))!
  const customer = await office.api.receivables.customer({ id })
  await office.api.receivables.saveCustomer({ ...customer, debtorProfile: 'consumer', language: 'en', reminderChannel: 'email', email1: 'kerlann@client.example', lateInterestRateBp: 900, address: { ...customer.address, city: 'Brest' } })
  const before = await dump(office)
  const { importId, warnings } = await office.apply(writeFec([...year, ...held({}, name)]))
  expect(warnings.filter(({ code }) => code.startsWith('sheet-')).map(({ code, details }) => `${code} ${details['code']} ${details['holderCode']}`)).toEqual(told)
  expect(await office.rows(`SELECT debtor_profile AS profile, language, reminder_channel AS channel, email1 AS email, late_interest_rate_bp AS rate, (SELECT city FROM address WHERE organisation_id = o.id AND kind = 'main') AS city
    FROM organisation o WHERE code = 'C006'`)).toEqual(sheet)
  await office.api.imports.undo({ id: importId! })
  expect(await dump(office)).toEqual(before)
})())

it('the next list that still names the former account brings nothing again: the invoice that went over is that one', withImportOffice(async (office) => {
  const line = 'X77;Kerlann SARL;FA26-1203;15/01/2025;31/03/2025;1000,00'
  await office.apply(csv(line))
  await office.apply(writeFec([...year, ...held()]), { settleAbsent: false })
  const { counts } = await office.apply(csv(line, 'X77;Kerlann SARL;FA26-1300;15/04/2025;31/05/2025;50,00'), { settleAbsent: false })
  expect(counts).toMatchObject({ invoicesAdded: 1, dueDatesAdded: 1, dueDatesKept: 1 })
  expect((await openItems(office)).filter((item) => item.includes('FA26'))).toEqual([OPEN_KERLANN, 'X77 FA26-1300 2025-05-31 5000 5000 0'])
}))

it('an invoice of a customer under a hold stays with him, and one that a person has acted on since is not taken back', withImportOffice(async (office) => {
  await drop(office, kerlann)
  const [customer] = await office.rows<{ id: number }>(`SELECT id FROM organisation WHERE code = 'X77'`)
  await office.api.holds.set({ hold: { kind: 'insolvency', scope: 'customer', subjectId: customer!.id, reason: 'Jugement', since: localDate('2025-02-01'), until: null }, asOf })
  const path = writeFec([...year, ...held()])
  expect((await office.api.imports.preview({ path, options: {}, asOf })).questions).toMatchObject([{ code: 'settle-listed' }])
  const [hold] = await office.rows<{ id: number }>('SELECT id FROM hold')
  await office.api.holds.lift({ id: hold!.id })
  const { importId } = await office.apply(path)
  const [invoice] = await office.rows<{ id: number }>(`SELECT id FROM invoice WHERE number = 'FA26-1203'`)
  await office.api.holds.set({ hold: { kind: 'dispute', scope: 'invoice', subjectId: invoice!.id, reason: 'Casse', since: null, until: null }, asOf })
  await expect(office.api.imports.undo({ id: importId! })).rejects.toMatchObject({ code: 'import.built-upon', details: { what: 'hold' } })
}))

it('a list that gives only the rest of an invoice with a deposit brings it up to the list', withImportOffice(async (office) => {
  await drop(office, { ...kerlann, prepaid: '600.00', payable: '400.00', terms: [{ dueOn: '2025-03-31', amount: '400.00' }] })
  await office.apply(csv('X77;Atelier Kerlann;FA26-1203;15/01/2025;31/03/2025;400,00'), { settleAbsent: false })
  expect(await office.rows('SELECT amount_cents - settled_by_source_cents AS rest, open_cents AS open, abs(prepaid_cents) <= abs(settled_by_source_cents) AS fits FROM due_date')).toEqual([{ rest: 40_000, open: 40_000, fits: 1 }])
}))

it.each<{ what: string; ledger: FecLine[]; elsewhere: string[] }>([
  { what: 'two accounts of other names have that number, day and amount', ledger: [...held({}, 'Un'), ...named('Deux', sale('207', 'C007', 100_000, { piece: 'FA26-1203' }))], elsewhere: ['C006', 'C007'] },
  { what: 'the day differs', ledger: held({ date: '20250116' }), elsewhere: ['C006'] },
  { what: 'the amount differs', ledger: named('Atelier Kerlann', sale('206', 'C006', 99_000, { piece: 'FA26-1203' })), elsewhere: [] },
])('it is asked about when $what, and the question says where the file may have it', ({ ledger, elsewhere }) => withImportOffice(async (office) => {
  await drop(office, kerlann)
  const { questions, report } = await office.api.imports.preview({ path: writeFec([...year, ...ledger]), options: {}, asOf })
  expect(report).toBeNull()
  expect(questions).toMatchObject([{ option: 'absent', code: 'settle-listed', absent: [{ key: 'X77 FA26-1203', customerName: 'Atelier Kerlann', openCents: 100_000, source: 'einvoices' }] }])
  expect(questions[0]!.absent![0]!.elsewhere.map(({ code }) => code)).toEqual(elsewhere)
})())

it('of several accounts with that number, day and amount the one of the same name has it', withImportOffice(async (office) => {
  await drop(office, kerlann)
  await office.apply(writeFec([...year, ...held(), ...named('Deux', sale('207', 'C007', 100_000, { piece: 'FA26-1203' }))]))
  expect((await openItems(office)).filter((item) => item.includes('FA26'))).toEqual([OPEN_KERLANN, 'C007 FA26-1203 2025-02-14 100000 100000 0'])
}))

it('an invoice that something of its customer rests on stays with him until a person has answered', withImportOffice(async (office) => {
  await drop(office, kerlann)
  const [invoice] = await office.rows<{ id: number }>('SELECT id FROM invoice')
  await office.api.holds.set({ hold: { kind: 'dispute', scope: 'invoice', subjectId: invoice!.id, reason: 'Casse', since: null, until: null }, asOf })
  const path = writeFec([...year, ...held()])
  expect((await office.api.imports.preview({ path, options: {}, asOf })).questions).toMatchObject([{ absent: [{ key: 'X77 FA26-1203', elsewhere: [{ code: 'C006' }] }] }])
}))

it('several absent invoices are named and answered each; the report names what was kept, and keeps the equality with it', withImportOffice(async (office) => {
  await drop(office, { ...kerlann, number: 'FA26-1201', total: '600.06' })
  await office.apply(csv('X78;Brasserie;F7;15/01/2025;31/03/2025;40,00'), { settleAbsent: false })
  const path = writeFec(year)
  const { questions } = await office.api.imports.preview({ path, options: {}, asOf })
  expect(questions[0]!.absent).toMatchObject([
    { key: 'X77 FA26-1201', customerName: 'Atelier Kerlann', number: 'FA26-1201', invoicedOn: '2025-01-15', openCents: 60_006, source: 'einvoices', fileName: 'f.xml' },
    { key: 'X78 F7', customerName: 'Brasserie', openCents: 4_000, source: 'due-dates', fileName: 'échéances.csv' },
  ])
  // one answer is not the other's
  expect((await office.api.imports.preview({ path, options: { absent: { 'X78 F7': 'settle' } }, asOf })).questions[0]!.absent).toMatchObject([{ key: 'X77 FA26-1201' }])
  const report = await office.apply(path, { absent: { 'X78 F7': 'settle', 'X77 FA26-1201': 'keep' } })
  expect(report).toMatchObject({ openCents: 120, shownCents: 120, besideCents: 60_006, counts: { dueDatesSettled: 1 } })
  expect(report.warnings.filter(({ code }) => code.startsWith('absent-')).map(({ code, details }) => `${code} ${details['number']}`)).toEqual(['absent-kept FA26-1201', 'absent-settled F7'])
  expect(await openItems(office)).toEqual([...ofB, 'X77 FA26-1201 2025-03-31 60006 60006 0'])
}))

it('a list asks of each invoice too, and one answer for all is for those that have none of their own', withImportOffice(async (office) => {
  await office.apply(csv('A;A;F1;15/01/2025;31/03/2025;1,00', 'A;A;F2;15/01/2025;31/03/2025;2,00', 'A;A;F3;15/01/2025;31/03/2025;4,00'))
  const path = csv('A;A;F1;15/01/2025;31/03/2025;1,00')
  expect((await office.api.imports.preview({ path, options: {}, asOf })).questions).toMatchObject([{ code: 'settle-absent', details: { count: 2 }, absent: [{ key: 'A F2' }, { key: 'A F3' }] }])
  expect(await office.apply(path, { absent: { 'A F2': 'keep' }, settleAbsent: true })).toMatchObject({ shownCents: 100, besideCents: 200 })
  expect(await openItems(office)).toEqual(['A F1 2025-03-31 100 100 0', 'A F2 2025-03-31 200 200 0'])
}))

it('codes and numbers with spaces are asked about apart: an answer settles one invoice', withImportOffice(async (office) => {
  await office.apply(csv('DUP;Dupont;2 34;15/01/2025;31/03/2025;10,00', 'DUP 2;Durand;34;15/01/2025;31/03/2025;20,00', 'B;Berger;F1;15/01/2025;31/03/2025;5,00'))
  const path = csv('B;Berger;F1;15/01/2025;31/03/2025;5,00')
  const { questions } = await office.api.imports.preview({ path, options: {}, asOf })
  expect(questions[0]!.absent!.map(({ key, openCents }) => [key, openCents])).toEqual([['DUP 2 34', 1000], ['"DUP 2" 34', 2000]])
  await office.apply(path, { absent: { 'DUP 2 34': 'settle', '"DUP 2" 34': 'keep' } })
  expect((await openItems(office)).filter((item) => !item.startsWith('B '))).toEqual(['DUP 2 34 2025-03-31 2000 2000 0'])
}))

it('the command line prints each invoice with what answers it', withImportOffice(async (office) => {
  await drop(office, { ...kerlann, number: 'FA26-1201', total: '600.06' }, kerlann)
  await office.api.dossiers.close()
  let err = ''
  let out = ''
  const relais = (...args: string[]): Promise<number> => runCli(['import', ...args, '--dossier', office.folder], { out: (text) => { out += text }, err: (text) => { err += text }, today: () => asOf, resources })
  const path = writeFec([...year, ...held({ date: '20250117' })])
  expect(await relais(path)).toBe(1)
  const words = err.replace(/\s/g, ' ')
  expect(words).toContain('{"absent":{"X77 FA26-1201":"settle","X77 FA26-1203":"settle"}}')
  expect(words).toContain('X77 FA26-1201 : Atelier Kerlann, facture du 15/01/2025, 600,06 €, facture électronique, import « f.xml')
  expect(words).toContain('Ce FEC porte ce numéro et ce montant chez Atelier Kerlann (C006)')
  expect(await relais(path, '--mapping', '{"absent":{"X77 FA26-1201":"keep","X77 FA26-1203":"settle"}}')).toBe(0)
  expect(out.replace(/\s/g, ' ')).toContain('Solde clients du dossier : 1 601,26 €, dont 1 001,20 € de ce fichier et 600,06 € à côté.')
  await office.api.dossiers.open({ folder: office.folder })
}))
