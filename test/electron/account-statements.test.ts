import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { createLetterPress, type LetterPress } from '../../electron/delivery/letter-press.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { openOffice, resources, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { today } from '../fixtures/reminder-fixture.ts'

let press: LetterPress
let open: OpenOffice
let api: OpenOffice['api']

beforeAll(() => { press = createLetterPress({ resources, workers: 1 }) })
afterAll(() => press.close())
beforeEach(async () => {
  open = await openOffice({ press: { ...press, close: async () => undefined } })
  api = open.api
})
afterEach(() => open.close())

const lyon = { line1: '8 quai Romain-Rolland', line2: '', line3: '', postcode: '69005', city: 'Lyon', countryCode: 'FR' }

/** 600 + 100 + 40 invoiced, a credit note of 30, 250 received of which 200 allocated; 410,00 + 50,00 unused. */
async function account(name = 'Boulangerie Hélène'): Promise<number> {
  const id = (await api.receivables.saveCustomer(customerNamed('C001', name, { address: lyon }))).id!
  const dueDates: number[] = []
  for (const [number, invoicedOn, dueOn, amount] of [['F001', '2026-01-01', '2026-01-31', 60_000], ['F002', '2026-01-15', '2026-02-28', 10_000], ['F003', '2026-03-01', '2026-04-15', 4000], ['AV01', '2026-02-10', '2026-02-10', -3000]] as const) {
    const saved = await api.receivables.saveInvoice(invoiceOf(id, number, [[dueOn, amount]], { invoicedOn: localDate(invoicedOn), kind: amount < 0 ? 'credit-note' : 'invoice' }))
    dueDates.push(saved.dueDates[0]!.id!)
  }
  await api.receivables.savePayment(paymentOf(id, 25_000, [[dueDates[0]!, 20_000]], { paidOn: localDate('2026-02-05'), reference: 'VIR 77' }))
  return id
}

const statement = (customerId: number, from: string | null, asOf = today) => api.accounts.statement({ customerId, from: from === null ? null : localDate(from), asOf })
const written = (customerIds: number[], format: 'pdf' | 'xlsx', outFolder: string | null = null) => api.accounts.writeStatements({ customerIds: Int32Array.from(customerIds), from: null, asOf: today, format, sendsEmail: false, outFolder })

describe('« Relevé de compte » of a real dossier', () => {
  it('ends at what the list of customers shows: outstanding less unallocated credits', async () => {
    const id = await account()
    const [row] = await api.receivables.customerRows({ ids: Int32Array.of(id), asOf: today })
    const { closingCents, openingCents, ageing } = await statement(id, '2026-02-01')
    expect(closingCents).toBe(row!.outstandingCents - row!.unallocatedCreditCents)
    expect({ openingCents, closingCents }).toEqual({ openingCents: 70_000, closingCents: 46_000 })
    expect(ageing).toEqual({ notDueCents: 4000, upTo30Cents: 0, upTo60Cents: 50_000, upTo90Cents: 0, beyondCents: 0, creditCents: 8000, totalCents: 46_000 })
  })
  it('is a PDF on the company’s paper: movements, balance, open due dates with days late, credits and aged balance', async () => {
    const id = await account()
    const [page] = await readPdf(await api.accounts.previewStatement({ customerId: id, from: localDate('2026-01-10'), asOf: today }))
    const text = page!.text.replace(/\n/g, ' ')
    for (const words of ['Les Comptoirs du Rhône', 'Boulangerie Hélène', '69005 LYON', 'Relevé de votre compte au 31/03/2026', 'Mouvements du 10/01/2026 au 31/03/2026', 'Solde avant le 10/01/2026', 'Facture F002', 'Avoir AV01', 'Règlement VIR 77',
      'Solde au 31/03/2026', 'Échéances ouvertes', '59 j', '31 j', 'Règlements et avoirs non affectés', '1 à 30 j', 'Plus de 90 j', 'À votre débit : 460,00 €', 'SIRET 732 829 320 00074']) expect(text).toContain(words)
    expect(page!.items.filter(({ text: words }) => words === '460,00').length).toBeGreaterThanOrEqual(2)
    // the address stands where the window of the envelope is
    const address = page!.items.find(({ text: words }) => words === 'Boulangerie Hélène')!
    expect([address.x > 100 && address.x < 200, address.y > 45 && address.y < 85]).toEqual([true, true])
  })
  it('of several pages repeats who it is for and the table’s heading, and numbers its pages', async () => {
    const id = (await api.receivables.saveCustomer(customerNamed('C009', 'Grand Compte', { address: lyon }))).id!
    for (let number = 1; number <= 120; number++) await api.receivables.saveInvoice(invoiceOf(id, `G${number}`, [['2026-02-28', 100 + number]]))
    const pages = await readPdf(await api.accounts.previewStatement({ customerId: id, from: null, asOf: today }))
    expect(pages.length).toBeGreaterThan(4)
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain(`Page ${index + 1}/${pages.length}`)
      if (index > 0) expect(page.text).toContain('Grand Compte (C009)')
    }
    const all = pages.map(({ text }) => text).join('\n')
    for (let number = 1; number <= 120; number++) expect(all.split('\n').filter((words) => words === `Facture G${number}`)).toHaveLength(1)
  })
  it('written, becomes a document of the customer, with a copy where it was asked for, its name safe for Windows', async () => {
    const id = await account('..\\..\\CON: L’Œuvre / "Pain" <1>')
    const outFolder = temporaryFolder()
    const [file] = await written([id], 'pdf', outFolder)
    expect(readdirSync(outFolder)).toEqual(['Relevé de compte C001 ..-..-CON- L’Œuvre - -Pain- -1- 2026-03-31.pdf'])
    const document = await api.documents.get({ id: file!.documentId })
    expect(document).toMatchObject({ kind: 'statement', customerId: id, pages: 1 })
    expect(readFileSync(document.path)).toEqual(readFileSync(file!.file))
    expect((await api.documents.list({ runId: null, customerId: id })).map(({ kind }) => kind)).toEqual(['statement'])
  })
  it('of all the customers ticked, a PDF each; a cancellation or a failure leaves none', async () => {
    const ids = [await account(), (await api.receivables.saveCustomer(customerNamed('C002', 'Café Zoé'))).id!]
    expect((await written(ids, 'pdf')).map(({ customerCode, pages }) => [customerCode, pages])).toEqual([['C001', 1], ['C002', 1]])
    const folder = join(open.folder, 'documents', 'statements')
    const before = readdirSync(folder)
    const abort = new AbortController()
    const many = Array.from({ length: 9 }, async (_, index) => (await api.receivables.saveCustomer(customerNamed(`M${index}`, `Client ${index}`))).id!)
    await expect(api.accounts.writeStatements({ customerIds: Int32Array.from(await Promise.all(many)), from: null, asOf: today, format: 'pdf', sendsEmail: false, outFolder: null }, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    await expect(written([...ids, 999], 'pdf')).rejects.toMatchObject({ code: 'record.gone' })
    expect(readdirSync(folder)).toEqual(before)
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(2)
  })
  it('by e-mail goes to the outbox of the customers who have an address, with its PDF, in their language', async () => {
    const id = (await api.receivables.saveCustomer(customerNamed('C003', 'Baker Ltd', { email1: 'accounts@baker.example', language: 'en' }))).id!
    await api.receivables.saveInvoice(invoiceOf(id, 'F9', [['2026-01-31', 12_345]]))
    const files = await api.accounts.writeStatements({ customerIds: Int32Array.of(id, await account()), from: null, asOf: today, format: 'pdf', sendsEmail: true, outFolder: null })
    expect(files.map(({ customerCode, isQueued }) => [customerCode, isQueued])).toEqual([['C003', true], ['C001', false]])
    expect((await api.accounts.timeline({ customerId: id, kinds: ['mail'], asOf: today, from: 0, count: 9 })).entries).toMatchObject([{ reference: 'accounts@baker.example', variant: 'queued', text: 'Statement of your account as of 31\u00a0Mar\u00a02026 – Les Comptoirs du Rhône' }])
    const text = (await readPdf(readFileSync(files[0]!.file)))[0]!.text
    for (const words of ['Statement of your account as of 31 Mar 2026', 'Open due dates', 'Owed by you: €123.45.']) expect(text).toContain(words)
  })
  it('X-15 as one workbook: movements, open due dates and aged balance, typed cells, a name like a formula stays text', async () => {
    const ids = [await account('=1+1'), (await api.receivables.saveCustomer(customerNamed('C002', 'Café Zoé'))).id!]
    const [file] = await written(ids, 'xlsx')
    expect(file).toMatchObject({ customerId: null, pages: null })
    const sheets = await readXlsxFile(file!.file)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Mouvements', 'Échéances ouvertes', 'Balance âgée'])
    expect(sheets[0]!.data.slice(1).map((row) => [row[1], row[4], row[7], row[8], row[9]])).toEqual([['=1+1', 'F001', 600, 0, 600], ['=1+1', 'F002', 100, 0, 700], ['=1+1', 'VIR 77', 0, 250, 450], ['=1+1', 'AV01', 0, 30, 420], ['=1+1', 'F003', 40, 0, 460]])
    expect(sheets[2]!.data.slice(1)).toEqual([['C001', '=1+1', 40, 0, 500, 0, 0, -80, 460], ['C002', 'Café Zoé', 0, 0, 0, 0, 0, 0, 0]])
  })
  it('refuses no customer, too many, a period that ends before it begins, and an account longer than a statement', async () => {
    const id = await account()
    await expect(written([], 'pdf')).rejects.toMatchObject({ code: 'account.no-customer' })
    await expect(written(Array.from({ length: 2001 }, (_, index) => index + 1), 'pdf')).rejects.toMatchObject({ code: 'account.too-many', details: { count: 2001, limit: 2000 } })
    await expect(statement(id, '2026-04-01')).rejects.toMatchObject({ code: 'account.period-reversed' })
    await api.dossiers.close(undefined)
    const sql = openDatabase(open.folder)
    sql.exec('DELETE FROM allocation; DELETE FROM due_date; DELETE FROM invoice; DELETE FROM payment; DELETE FROM address; DELETE FROM organisation')
    fillDossier(sql, 10_000, 1)
    sql.close()
    await api.dossiers.open({ folder: open.folder })
    await expect(statement(1, null)).rejects.toMatchObject({ code: 'account.statement-too-long', details: { count: 30_000, limit: 20_000 } })
  })
})

describe('the head of « Synthèse du client »', () => {
  it('says balance, overdue, credits, the oldest late due date and the last reminder', async () => {
    const id = await account()
    const invoice = await api.receivables.saveInvoice(invoiceOf(id, 'F004', [['2026-03-15', 100]]))
    await api.receivables.saveInvoice({ ...invoice, dueDates: invoice.dueDates.map((due) => ({ ...due, level: 2, remindedOn: localDate('2026-03-20') })) })
    expect(await api.accounts.head({ customerId: id, asOf: today })).toMatchObject({
      code: 'C001', name: 'Boulangerie Hélène', balanceCents: 46_100, outstandingCents: 54_100, overdueCents: 50_100, creditCents: cents(8000), oldestDueOn: '2026-01-31', oldestDaysLate: 59, lastReminderOn: '2026-03-20', lastReminderLevel: 2,
    })
  })
  it('of an account where nothing ever happened is all zeros', async () => {
    const id = (await api.receivables.saveCustomer(customerNamed('C002', 'Café Zoé'))).id!
    expect(await api.accounts.head({ customerId: id, asOf: today })).toMatchObject({ balanceCents: 0, overdueCents: 0, oldestDueOn: null, lastReminderOn: null })
    await expect(api.accounts.head({ customerId: 99, asOf: today })).rejects.toMatchObject({ code: 'record.gone' })
  })
})
