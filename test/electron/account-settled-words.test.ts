import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { ciiXml } from '../fixtures/einvoice-fixture.ts'
import { receipt, sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
import { withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

const asOf = localDate('2026-03-31')
const customerNamed = async ({ api }: ImportOffice, search: string): Promise<number> => (await api.receivables.findCustomers({ search, onlyActive: true })).ids[0]!
const movements = async ({ api }: ImportOffice, customerId: number): Promise<string[]> =>
  (await api.accounts.statement({ customerId, from: null, asOf })).movements.map(({ kind, reference, debitCents, creditCents }) => `${kind} ${reference} ${debitCents - creditCents}`)
const paperOf = async ({ api }: ImportOffice, customerId: number): Promise<string> => (await readPdf(await api.accounts.previewStatement({ customerId, from: null, asOf }))).map(({ text }) => text).join(' ').replace(/\s+/g, ' ')
const drop = (office: ImportOffice, xml: string) => office.api.einvoices.apply({ files: [{ path: writeFile('f.xml', xml), sha256: null }], answers: {}, asOf })
const csv = (...lines: string[]): string => writeFile('échéances.csv', ['Code client;Facture;Date facture;Echeance;Montant;Reste', ...lines].join('\r\n'))

it('what an electronic invoice says was paid before is a deposit, on paper too, and no accounts are said to know of it', withImportOffice(async (office) => {
  await drop(office, ciiXml({ prepaid: '20.00', payable: '100.00' }))
  const customer = await customerNamed(office, 'alpes')
  expect(await movements(office, customer)).toEqual(['invoice FA-1 12000', 'prepaid FA-1 -2000'])
  const paper = await paperOf(office, customer)
  expect(paper).toContain('Acompte déjà versé, selon la facture FA-1')
  expect(paper).not.toContain('comptabilité')
}))

it('what a person has said to be settled since is told apart from the deposit', withImportOffice(async (office) => {
  await drop(office, ciiXml({ on: '2025-01-15', prepaid: '20.00', payable: '100.00' }))
  await office.apply(writeFec([...sale('1', 'B', 500), ...sale('2', 'B', 700, { date: '20250301' })]), { settleAbsent: true })
  expect(await movements(office, await customerNamed(office, 'alpes'))).toEqual(['invoice FA-1 12000', 'prepaid FA-1 -2000', 'settled FA-1 -10000'])
}))

it('once the books have entered the deposit as a payment, it is that payment', withImportOffice(async (office) => {
  await drop(office, ciiXml({ on: '2025-01-15', prepaid: '20.00', payable: '100.00' }))
  await office.apply(writeFec([...sale('1', 'C', 12_000, { piece: 'FA-1' }), ...receipt('2', 'C', 2_000, { piece: 'FA-1' })].map((line) => (line.auxiliary === 'C' ? { ...line, name: 'Hôtel des Alpes' } : line))))
  expect(await movements(office, await customerNamed(office, 'alpes'))).toEqual(['invoice FA-1 12000', 'payment FA-1 -2000'])
}))

it('paid or absent in a list is settled on a day nobody told; lettered by the books is settled in the accounts', withImportOffice(async (office) => {
  await office.apply(csv('A;F1;15/01/2025;28/02/2025;10,00;6,00', 'A;F2;15/01/2025;28/02/2025;5,00;5,00'))
  await office.apply(csv('A;F1;15/01/2025;28/02/2025;10,00;6,00', 'A;F3;16/01/2025;28/02/2025;1,00;1,00'), { settleAbsent: true })
  const listed = await customerNamed(office, 'A')
  expect(await movements(office, listed)).toEqual(['invoice F1 1000', 'settled F1 -400', 'invoice F2 500', 'settled F2 -500', 'invoice F3 100'])
  expect(await paperOf(office, listed)).toContain('Soldé, jour non connu F2')
  await office.apply(writeFec([...sale('1', 'Z', 300, { letter: 'L' }), ...sale('2', 'Z', 200)]), { settleAbsent: false })
  expect(await movements(office, await customerNamed(office, 'Client Z'))).toEqual(['invoice FA1 300', 'settled-by-source FA1 -300', 'invoice FA2 200'])
}))

it('a transfer that the bank sent back is no invoice: not on the statement, in the evidence nor among the events', withImportOffice(async (office) => {
  const rejected = { journal: 'BQ', number: '3', date: '20250310', piece: 'REJ3', label: 'Rejet virement' }
  await office.apply(writeFec([
    ...sale('1', 'A', 10_000), ...receipt('2', 'A', 10_000, { piece: 'FA1' }), { ...rejected, auxiliary: 'A', name: 'Client A', debit: '100,00' }, { ...rejected, account: '512000', credit: '100,00' },
  ]))
  const customer = await customerNamed(office, 'Client A')
  expect(await movements(office, customer)).toEqual(['invoice FA1 10000', 'payment FA1 -10000', 'payment-returned REJ3 10000'])
  expect(await paperOf(office, customer)).toContain('Règlement rejeté ou remboursé REJ3 Rejet virement')
  const { entries } = await office.api.accounts.timeline({ customerId: customer, kinds: ['invoice'], asOf, from: 0, count: 10 })
  expect(entries.map(({ variant, reference }) => `${variant} ${reference}`)).toEqual(['payment-returned REJ3', 'invoice FA1'])
  const { file } = await office.api.accounts.writeEvidence({ customerId: customer, asOf, claimsContested: false, outFolder: null })
  const evidence = (await readPdf(readFileSync(file))).map(({ text }) => text).join(' ').replace(/\s+/g, ' ')
  expect(evidence).toMatch(/Règlement rejeté ou remboursé REJ3/)
  expect(evidence).not.toContain('Facture REJ3')
}))
