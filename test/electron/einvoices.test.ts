import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { customerDirectory } from '../../electron/einvoices/customer-directory.ts'
import { localDate } from '../../shared/date.ts'
import type { EinvoiceAnswers, EinvoiceReport } from '../../shared/einvoices/einvoice-contract.ts'
import type { KnownCustomer } from '../../shared/einvoices/party-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { buyer, ciiXml, pdfWith, ublXml, type TestInvoice } from '../fixtures/einvoice-fixture.ts'
import { receipt, sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
import { openItems, TABLES, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { company } from '../fixtures/office-fixture.ts'

const asOf = localDate('2026-03-31')
const xml = (invoice: TestInvoice = {}, name = 'facture.xml'): string => writeFile(name, ciiXml(invoice))
const pdf = async (invoice: TestInvoice = {}, name = 'facture.pdf'): Promise<string> => writeFile(name, Buffer.from(await pdfWith({ name: 'factur-x.xml', content: ciiXml(invoice) })))
const request = (paths: string[], answers: EinvoiceAnswers = {}): { files: { path: string; sha256: null }[]; answers: EinvoiceAnswers; asOf: typeof asOf } => ({ files: paths.map((path) => ({ path, sha256: null })), answers, asOf })
const bring = (office: ImportOffice, paths: string[], answers: EinvoiceAnswers = {}): Promise<EinvoiceReport> => office.api.einvoices.apply(request(paths, answers))
const dump = async (office: ImportOffice): Promise<unknown[][]> => {
  const tables: unknown[][] = []
  for (const table of [...TABLES, 'einvoice']) tables.push(await office.rows(`SELECT * FROM ${table}`))
  return tables
}
const summary = ({ rows }: EinvoiceReport): string[] => rows.map(({ fileName, state, problem }) => `${fileName} ${state}${problem ? ` ${problem.code}` : ''}`)
const warningsOf = ({ rows }: EinvoiceReport): string[] => rows.flatMap(({ warnings }) => warnings.map(({ code }) => code))

it('a file dropped becomes a customer, an invoice and its due date, and the preview has written nothing', withImportOffice(async (office) => {
  const before = await dump(office)
  const paths = [await pdf({ prepaid: '20.00', payable: '100.00' })]
  const preview = await office.api.einvoices.preview(request(paths))
  expect(preview).toMatchObject({ importId: null, counts: { added: 1, known: 0, refused: 0, asked: 0, customersAdded: 1 }, openCents: 10_000, questions: [] })
  expect(preview.rows[0]).toMatchObject({ state: 'new', keepsOriginal: true, invoice: { number: 'FA-1', customerCode: 'HOTELDESALPE', match: 'new', totalCents: 12_000, payableCents: 10_000, dueDates: [{ dueOn: '2026-02-14', amountCents: 12_000, openCents: 10_000 }] } })
  expect(await dump(office)).toEqual(before)
  const report = await bring(office, paths)
  expect(report).toMatchObject({ importId: 1, counts: { added: 1, customersAdded: 1 } })
  expect(await openItems(office)).toEqual(['HOTELDESALPE FA-1 2026-02-14 12000 10000 0'])
  const { ids } = await office.api.receivables.findCustomers({ search: 'alpes', onlyActive: true })
  expect(await office.api.receivables.customer({ id: ids[0]! })).toMatchObject({ name: 'Hôtel des Alpes', siren: '552100554', email1: buyer.email, address: { line1: '3 rue des Cimes', postcode: '74000', city: 'Annecy', countryCode: 'FR' } })
}))

it('the original is kept as it was, and found again from its invoice', withImportOffice(async (office) => {
  const path = await pdf()
  await bring(office, [path])
  const [invoice] = await office.api.receivables.findInvoices({ search: 'FA-1', onlyOpen: false })
  const original = await office.api.einvoices.original({ invoiceId: invoice!.id })
  expect(Buffer.from(await office.api.documents.read({ id: original!.documentId })).equals(readFileSync(path))).toBe(true)
  expect(await office.api.documents.get({ id: original!.documentId })).toMatchObject({ kind: 'einvoice', title: expect.stringContaining('FA-1') as string, file: 'documents/einvoices/FA-1 facture.pdf' })
}))

it('the same files again change nothing, and leave no import', withImportOffice(async (office) => {
  const paths = [await pdf(), xml({ number: 'FA-2' })]
  await bring(office, paths)
  const before = await dump(office)
  const again = await bring(office, paths)
  expect([again.importId, summary(again)]).toEqual([null, ['facture.pdf known', 'facture.xml known']])
  expect(await dump(office)).toEqual(before)
  expect(await office.api.imports.list()).toHaveLength(1)
}))

it('a PDF and the XML beside it are one invoice, and the PDF is its original', withImportOffice(async (office) => {
  const report = await bring(office, [xml(), await pdf()])
  expect(summary(report)).toEqual(['facture.xml known', 'facture.pdf new'])
  expect(await openItems(office)).toHaveLength(1)
  expect((await office.api.documents.list({ runId: null, customerId: null })).map(({ file }) => file)).toEqual(['documents/einvoices/FA-1 facture.pdf'])
}))

it('the same number with another amount or day is shown and refused', withImportOffice(async (office) => {
  await bring(office, [xml()])
  const before = await dump(office)
  const report = await bring(office, [xml({ total: '130.00' }, 'autre.xml'), xml({ on: '2026-01-16' }, 'jour.xml')])
  expect(summary(report)).toEqual(['autre.xml refused einvoices.different', 'jour.xml refused einvoices.different'])
  expect(translate('fr', 'errors.einvoices.different', report.rows[0]!.problem!.details)).toContain('120,00 € du 15/01/2026 au lieu de 130,00 € du 15/01/2026'.replaceAll(' €', '\u00a0€'))
  expect(await dump(office)).toEqual(before)
}))

it('credit notes are taken back from what is owed, whatever the sign in their file', withImportOffice(async (office) => {
  const report = await bring(office, [xml({ number: 'AV-1', type: '381', terms: [] }, 'avoir.xml'), xml({ number: 'AV-2', type: '381', total: '-50.00' }, 'négatif.xml'), writeFile('ubl.xml', ublXml({ number: 'AV-3', total: '30.00' }, 'CreditNote'))])
  expect(report).toMatchObject({ counts: { added: 3 }, openCents: -20_000 })
  expect(await openItems(office)).toEqual(['HOTELDESALPE AV-1 2026-01-15 -12000 -12000 0', 'HOTELDESALPE AV-2 2026-02-14 -5000 -5000 0', 'HOTELDESALPE AV-3 2026-02-14 -3000 -3000 0'])
}))

describe('refused with its reason, the others imported', () => {
  it.each<[what: string, content: () => string, code: string]>([
    ['a purchase', () => ciiXml({ number: 'FA-9', seller: { name: 'Un fournisseur', siren: '552100554' }, buyer: { name: company.name, siren: company.siren } }), 'einvoices.purchase'],
    ['another company’s', () => ciiXml({ number: 'FA-9', seller: { name: 'Un confrère', siren: '552100554' } }), 'einvoices.other-seller'],
    ['one in Swiss francs', () => ublXml({ number: 'FA-9', currency: 'CHF' }), 'einvoices.currency'],
    ['one that does not add up', () => ciiXml({ number: 'FA-9', prepaid: '10.00' }), 'einvoices.does-not-add-up'],
    ['one whose instalments do not', () => ublXml({ number: 'FA-9', terms: [{ dueOn: '2026-02-14', amount: '60' }, { dueOn: '2026-03-14', amount: '59.99' }] }), 'einvoices.instalments'],
    ['half a file', () => ciiXml({ number: 'FA-9' }).slice(0, 1_500), 'xml.not-well-formed'],
    ['a document type', () => ciiXml({ number: 'FA-9' }).replace('<rsm:Cross', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><rsm:Cross'), 'xml.document-type'],
    ['a list', () => 'Client;Facture\r\nDupont;FA-9\r\n', 'xml.none'],
    ['a bank statement', () => '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt/></Document>', 'einvoices.bank-statement'],
    ['nothing', () => '', 'xml.empty'],
  ])('%s', (_what, content, code) => withImportOffice(async (office) => {
    const report = await bring(office, [writeFile('mauvaise.xml', content()), xml()])
    expect(summary(report)).toEqual([`mauvaise.xml refused ${code}`, 'facture.xml new'])
    const { problem } = report.rows[0]!
    expect(translate('fr', `errors.${problem!.code}`, problem!.details)).not.toMatch(/[{}]|errors\./)
    expect(await openItems(office)).toEqual(['HOTELDESALPE FA-1 2026-02-14 12000 12000 0'])
  })())
})

it('a file that is not there, or has changed since its preview, is refused', withImportOffice(async (office) => {
  const path = xml()
  const report = await office.api.einvoices.apply({ files: [{ path: `${path}.absent`, sha256: null }, { path, sha256: 'f'.repeat(64) }], answers: {}, asOf })
  expect(report.rows.map(({ problem }) => problem?.code)).toEqual(['einvoices.missing-file', 'einvoices.changed'])
}))

it('a seller that cannot be compared with the company is asked about once, and nothing is written until it is answered', withImportOffice(async (office) => {
  const paths = [xml({ seller: { name: 'Les Comptoirs' } }), xml({ number: 'FA-2', seller: { name: 'Les Comptoirs' } }, 'deux.xml')]
  expect(await office.api.einvoices.preview(request(paths))).toMatchObject({ questions: [{ option: 'ownSeller', choices: ['yes', 'no'] }], counts: { asked: 2, added: 0 } })
  await expect(bring(office, paths)).rejects.toMatchObject({ code: 'einvoices.unanswered' })
  expect(await openItems(office)).toEqual([])
  expect(summary(await bring(office, paths, { ownSeller: 'no' }))).toEqual(['facture.xml refused einvoices.not-ours', 'deux.xml refused einvoices.not-ours'])
  expect((await bring(office, paths, { ownSeller: 'yes' })).counts.added).toBe(2)
}))

it.each([{ corrected: 'settle' as const, open: ['HOTELDESALPE FA-2 2026-02-14 11000 11000 0'] }, { corrected: 'keep' as const, open: ['HOTELDESALPE FA-1 2026-02-14 12000 12000 0', 'HOTELDESALPE FA-2 2026-02-14 11000 11000 0'] }])(
  'a corrected invoice asks what becomes of the one it replaces: $corrected', ({ corrected, open }) => withImportOffice(async (office) => {
    await bring(office, [xml()])
    const before = await dump(office)
    const paths = [xml({ number: 'FA-2', type: '384', preceding: 'FA-1', total: '110.00' }, 'rectificative.xml')]
    await expect(bring(office, paths)).rejects.toMatchObject({ code: 'einvoices.unanswered' })
    const report = await bring(office, paths, { corrected })
    expect(await openItems(office)).toEqual(open)
    await office.api.imports.undo({ id: report.importId! })
    expect(await dump(office)).toEqual(before)
  })())

it('a corrective invoice of a negative amount is a credit note: it replaces nothing, and nothing is asked', withImportOffice(async (office) => {
  await bring(office, [xml({ total: '1000.00' })])
  const report = await bring(office, [xml({ number: 'FA-2', type: '384', preceding: 'FA-1', total: '-100.00' }, 'rectificative.xml')], { corrected: 'settle' })
  expect(report.rows).toMatchObject([{ state: 'new', invoice: { kind: 'credit-note' } }])
  expect(await openItems(office)).toEqual(['HOTELDESALPE FA-1 2026-02-14 100000 100000 0', 'HOTELDESALPE FA-2 2026-02-14 -10000 -10000 0'])
}))

it('an invoice referred to twice by the one that corrects it is asked about once', withImportOffice(async (office) => {
  await bring(office, [xml()])
  const reference = '<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>fa-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>'
  const twice = ublXml({ number: 'FA-2', type: '384', preceding: 'FA-1', total: '110.00' }).replace('<cac:BillingReference>', `${reference}<cac:BillingReference>`)
  const { questions } = await office.api.einvoices.preview(request([writeFile('rectificative.xml', twice)]))
  expect(questions).toMatchObject([{ option: 'corrected', details: { replaced: 'FA-1', open: '120,00\u00a0€' } }])
}))

it('a customer that one file adds, or gives a number, is known to the files after it', withImportOffice(async (office) => {
  await office.apply(writeFile('clients.csv', 'Code;Nom\r\nC007;HOTEL DES ALPES\r\n'))
  const report = await bring(office, [
    xml(), xml({ number: 'FA-2', buyer: { ...buyer, name: 'Autre enseigne' } }, 'deux.xml'),
    xml({ number: 'FA-3', buyer: { name: 'Nouveau' } }, 'trois.xml'), xml({ number: 'FA-4', buyer: { name: 'NOUVEAU' } }, 'quatre.xml'),
  ])
  expect(report.rows.map(({ invoice }) => [invoice!.customerCode, invoice!.match])).toEqual([['C007', 'name'], ['C007', 'siren'], ['NOUVEAU', 'new'], ['NOUVEAU', 'name']])
}))

it('customers are read once for all files', () => {
  const stored: KnownCustomer[] = [{ id: 1, code: 'A', name: 'Alpha', nameNorm: 'ALPHA', siren: '', siret: '', vatNumber: '', isCustomer: true }]
  const customers = vi.fn(() => [...stored])
  const directory = customerDirectory({ customers, oneCustomer: (id) => ({ ...stored[0]!, id, siren: '552100554' }) })
  directory.refresh(1)
  directory.refresh(2)
  expect(directory.all).toMatchObject([{ id: 1, siren: '552100554' }, { id: 2 }])
  expect(customers).toHaveBeenCalledOnce()
})

it('without a due date the customer’s own terms hold, else the dossier’s, and it says so', withImportOffice(async (office) => {
  await bring(office, [xml({ number: 'FA-0' })])
  await office.run(`UPDATE organisation SET payment_term = '60'`)
  const report = await bring(office, [xml({ terms: [] }), xml({ number: 'FA-2', terms: [], buyer: { name: 'Nouveau' } }, 'deux.xml')])
  expect(warningsOf(report)).toEqual(['due-date-of-customer', 'due-date-of-dossier'])
  expect((await openItems(office)).filter((item) => !item.includes('FA-0'))).toEqual(['HOTELDESALPE FA-1 2026-03-16 12000 12000 0', 'NOUVEAU FA-2 2026-02-14 12000 12000 0'])
}))

it('a customer recognised by name is given the numbers of the file, and undoing takes them back', withImportOffice(async (office) => {
  await office.apply(writeFile('clients.csv', 'Code;Nom\r\nC007;HOTEL DES ALPES\r\n'))
  const before = await dump(office)
  const report = await bring(office, [xml()])
  expect(report.rows[0]!.invoice).toMatchObject({ customerCode: 'C007', match: 'name' })
  expect(await office.rows('SELECT code, siren FROM organisation')).toEqual([{ code: 'C007', siren: '552100554' }])
  await office.api.imports.undo({ id: report.importId! })
  expect(await dump(office)).toEqual(before)
}))

it('an import is taken back whole until something is built on it; its originals stay among the documents and serve again', withImportOffice(async (office) => {
  const before = await dump(office)
  const paths = [await pdf(), xml({ number: 'FA-2' })]
  const { importId } = await bring(office, paths)
  await office.api.imports.undo({ id: importId! })
  expect(await dump(office)).toEqual(before)
  const again = await bring(office, paths)
  expect(readdirSync(join(office.folder, 'documents', 'einvoices'))).toHaveLength(2)
  const [invoice] = await office.api.receivables.findInvoices({ search: 'FA-1', onlyOpen: true })
  const [dueDate] = (await office.api.receivables.invoice({ id: invoice!.id })).dueDates
  await office.api.receivables.savePayment({ id: null, customerId: 2, paidOn: asOf, amountCents: 100, method: 'transfer', reference: '', label: '', allocations: [{ dueDateId: dueDate!.id!, amountCents: 100 }], unallocatedCents: 0, isImported: false })
  await expect(office.api.imports.undo({ id: again.importId! })).rejects.toMatchObject({ code: 'import.built-upon' })
}))

it('the PDF and the XML of one new invoice brought together: the PDF is its original, and no copy of the XML is left that is no document', withImportOffice(async (office) => {
  expect(summary(await bring(office, [xml(), await pdf()]))).toEqual(['facture.xml known', 'facture.pdf new'])
  const files = await office.rows<{ file: string }>('SELECT file FROM document')
  expect(readdirSync(join(office.folder, 'documents', 'einvoices'))).toEqual(files.map(({ file }) => file.replace('documents/einvoices/', '')))
  expect(files.map(({ file }) => extname(file))).toEqual(['.pdf'])
}))

it('the report says what was remarked about each file, for later', withImportOffice(async (office) => {
  const { importId } = await bring(office, [xml({ type: '389' })])
  const { warnings, kind, fileName, openCents } = await office.api.imports.report({ id: importId! })
  expect({ kind, fileName, openCents }).toEqual({ kind: 'einvoices', fileName: 'facture.xml', openCents: 12_000 })
  expect(warnings.map(({ code, details }) => translate('fr', `imports.warning.${code}`, details))).toEqual(['facture.xml\u00a0: C’est une autofacture\u00a0: votre client l’a établie en votre nom.'])
}))

it('an original that cannot be kept leaves neither invoice nor file', withImportOffice(async (office) => {
  const before = await dump(office)
  mkdirSync(join(office.folder, 'documents'), { recursive: true })
  // where the folder of the originals would be
  writeFileSync(join(office.folder, 'documents', 'einvoices'), '')
  await expect(bring(office, [xml()])).rejects.toMatchObject({ code: 'document.folder-not-made' })
  expect(await dump(office)).toEqual(before)
}))

describe('a ledger or a list that knows the same invoices', () => {
  const FA1 = { number: 'FA1', on: '2025-01-15', total: '100.00', terms: [{ dueOn: '2025-02-28' }], buyer: { name: 'Client A' } }
  const dated = localDate('2025-12-31')
  const bringOld = (office: ImportOffice, ...invoices: TestInvoice[]): Promise<EinvoiceReport> => office.api.einvoices.apply({ files: invoices.map((invoice, index) => ({ path: xml({ ...FA1, ...invoice }, `${index}.xml`), sha256: null })), answers: {}, asOf: dated })

  it('next month’s ledger recognises the invoice: one debt, the due date of the invoice, the customer’s code from the ledger', withImportOffice(async (office) => {
    await bringOld(office, {})
    await office.apply(writeFec(sale('1', 'A', 10_000)))
    expect(await openItems(office)).toEqual(['A FA1 2025-02-28 10000 10000 0'])
  }))

  it('what the invoice says is paid and the ledger’s payment are one payment', withImportOffice(async (office) => {
    await bringOld(office, { prepaid: '40.00', payable: '60.00' })
    expect(await openItems(office)).toEqual(['CLIENTA FA1 2025-02-28 10000 6000 0'])
    await office.apply(writeFec([...sale('1', 'A', 10_000), ...receipt('2', 'A', 4_000, { piece: 'FA1' })]))
    expect(await openItems(office)).toEqual(['A FA1 2025-02-28 10000 6000 0'])
  }))

  it('instalments are the ledger’s one line', withImportOffice(async (office) => {
    await bringOld(office, { terms: [{ dueOn: '2025-02-28', amount: '40' }, { dueOn: '2025-03-31', amount: '60' }] })
    await office.apply(writeFec(sale('1', 'A', 10_000)))
    expect(await openItems(office)).toEqual(['A FA1 2025-02-28 4000 4000 0', 'A FA1 2025-03-31 6000 6000 0'])
  }))

  it('what the ledger letters is settled', withImportOffice(async (office) => {
    await bringOld(office, {})
    await office.apply(writeFec([...sale('1', 'A', 10_000, { letter: 'L' }), ...receipt('2', 'A', 10_000, { letter: 'L' })]))
    expect(await openItems(office)).toEqual([])
  }))

  it('a credit note is the ledger’s', withImportOffice(async (office) => {
    await bringOld(office, { number: 'AV1', type: '381' })
    await office.apply(writeFec(sale('1', 'A', -10_000, { piece: 'AV1' })))
    expect(await openItems(office)).toEqual([expect.stringMatching(/^A AV1 .* -10000 -10000 0$/)])
  }))

  it('under another name than the ledger’s it is the same invoice, by its number, its day and its amount; by less it is asked about before anything doubles', withImportOffice(async (office) => {
    await bringOld(office, { buyer: { name: 'Société A et fils' } })
    const ledger = (date: string): string => writeFec([...sale('0', 'A', 50, { date: '20250102' }), ...sale('1', 'A', 10_000, { date }), ...sale('2', 'A', 70, { date: '20250302' })])
    expect((await office.api.imports.preview({ path: ledger('20250116'), options: {}, asOf: dated })).questions).toMatchObject([{ code: 'settle-listed', absent: [{ number: 'FA1', source: 'einvoices', elsewhere: [{ code: 'A' }] }] }])
    await office.apply(ledger('20250115'))
    expect((await openItems(office)).filter((item) => item.includes('FA1'))).toEqual([expect.stringMatching(/^A FA1 .* 10000 10000 0$/)])
  }))

  it('an invoice payable at once keeps its date: asked about when the books of its year lack it, known by its number to those that have it', withImportOffice(async (office) => {
    await bringOld(office, { on: '2025-01-10', terms: [{ dueOn: '2025-01-10' }] })
    const path = writeFec([...sale('0', 'A', 50, { date: '20250102' }), ...sale('2', 'A', 70, { date: '20250302' })])
    expect((await office.api.imports.preview({ path, options: {}, asOf: dated })).questions).toMatchObject([{ code: 'settle-listed', details: { count: 1 } }])
    await office.apply(writeFec([...sale('0', 'A', 50, { date: '20250102' }), ...sale('1', 'A', 10_000, { date: '20250112' })]))
    expect(await office.rows(`SELECT invoiced_on FROM invoice WHERE number = 'FA1'`)).toEqual([{ invoiced_on: '2025-01-10' }])
  }))

  it('a number that starts again each half-year does not meet an invoice payable at once', withImportOffice(async (office) => {
    await bringOld(office, { on: '2025-07-10', terms: [{ dueOn: '2025-07-10' }] })
    await office.apply(writeFec([...sale('1', 'A', 10_000, { date: '20250110' }), ...sale('2', 'A', 70, { date: '20250302' })]))
    expect((await openItems(office)).filter((item) => item.includes('FA1'))).toHaveLength(2)
  }))

  it('a list recognises it by its number and brings it up to date', withImportOffice(async (office) => {
    await bringOld(office, {})
    await office.apply(writeFile('liste.csv', 'Client;Facture;Date facture;Echeance;Montant;Reste\r\nClient A;FA1;15/01/2025;28/02/2025;100,00;30,00\r\n'))
    expect(await openItems(office)).toEqual(['CLIENTA FA1 2025-02-28 10000 3000 0'])
  }))

  it('an invoice the ledger has already is known by number, day and amount, whatever its customer is called; its original is kept', withImportOffice(async (office) => {
    await office.apply(writeFec(sale('1', 'A', 10_000)))
    const report = await bringOld(office, { buyer: { name: 'Société A et fils' }, prepaid: '40.00', payable: '60.00' })
    expect(report.rows).toMatchObject([{ state: 'known', keepsOriginal: true, invoice: { customerCode: 'A', match: 'invoice' } }])
    expect(await openItems(office)).toEqual(['A FA1 2025-02-14 10000 10000 0'])
    expect(await office.rows('SELECT count(*) AS n FROM organisation')).toEqual([{ n: 1 }])
    await office.api.imports.undo({ id: report.importId! })
    expect(await office.rows('SELECT count(*) AS n FROM einvoice')).toEqual([{ n: 0 }])
  }))

  it.each<[what: string, invoice: TestInvoice]>([['a day later', { on: '2025-01-16' }], ['a day later, partly paid', { on: '2025-01-16', prepaid: '40.00', payable: '60.00' }]])(
    'the same number and amount at another customer %s is the same debt, refused rather than claimed twice', (_when, invoice) => withImportOffice(async (office) => {
      await office.apply(writeFec(sale('1', 'A', 10_000)))
      const before = await dump(office)
      const report = await bringOld(office, { ...invoice, buyer: { name: 'Société A et fils' } })
      expect(summary(report)).toEqual(['0.xml refused einvoices.elsewhere'])
      const { code, details } = report.rows[0]!.problem!
      expect(translate('fr', `errors.${code}`, details)).toMatch(/FA1 .*chez Client A \(code A\) au 15\/01\/2025.*au nom de Société A et fils, du 16\/01\/2025/)
      expect(await dump(office)).toEqual(before)
    })())

  it.each<[what: string, invoice: TestInvoice]>([['another amount', { on: '2025-01-16', total: '90.00' }], ['a number that starts again next year', { on: '2025-11-16' }]])('of another customer, %s is another invoice, told as such', (_what, invoice) => withImportOffice(async (office) => {
    await office.apply(writeFec(sale('1', 'A', 10_000)))
    const report = await bringOld(office, { ...invoice, buyer: { name: 'Société B' } })
    expect([summary(report), warningsOf(report)]).toEqual([['0.xml new'], expect.arrayContaining(['number-elsewhere'])])
  })())

  it('dropping invoices does not make the books look fresh', withImportOffice(async (office) => {
    await bringOld(office, {})
    expect((await office.api.dossiers.current())?.lastImportOn).toBeNull()
  }))
})
