import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { dropFiles } from '../electron-double/launch.ts'
import { buyer, ciiXml, pdfWith, ublXml } from '../fixtures/einvoice-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
let page: Page
let files: string[]

const button = (name: string | RegExp) => page.getByRole('button', { name })
const summary = (word: string, added: number, known: number, refused: number): string => `${word}\u00a0: ${added} · déjà connues\u00a0: ${known} · refusées\u00a0: ${refused}`
const rowOf = (file: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name: file, exact: true }) })

beforeAll(async () => {
  opened = await openWindow(() => Promise.resolve())
  page = opened.page
  files = [
    writeFile('FA-101.pdf', Buffer.from(await pdfWith({ name: 'factur-x.xml', content: ciiXml({ number: 'FA-101', total: '1250.40', prepaid: '250.40', payable: '1000.00' }) }))),
    writeFile('FA-102.xml', ublXml({ number: 'FA-102', total: '300.00', terms: [{ dueOn: '2026-02-14', amount: '100.00' }, { dueOn: '2026-03-14', amount: '200.00' }] })),
    writeFile('AV-7.xml', ciiXml({ number: 'AV-7', type: '381', total: '80.00', buyer: { name: 'Atelier du Lac', siren: '443061841' }, terms: [] })),
    writeFile('achat.xml', ciiXml({ number: 'F-9', seller: { name: 'Papeterie Martin', siren: '552100554' }, buyer: { name: 'Les Comptoirs du Rhône', siren: '732829320' } })),
    writeFile('coupée.xml', ciiXml().slice(0, 1_000)),
  ]
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

it('the screen is reached from « Imports » and says what it takes', async () => {
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('button', { name: 'Factures électroniques…' }).click()
  await page.getByText(/Des factures Factur-X ou ZUGFeRD/).waitFor()
  await picture(page, 'einvoices-empty')
  expect(await accessibilityProblems(page)).toEqual([])
})

it('files dropped anywhere on the window are looked at together: what each brings, or why it does not', async () => {
  await page.getByRole('link', { name: 'Clients' }).click()
  await page.getByRole('heading', { name: 'Clients' }).waitFor()
  await dropFiles(page, files)
  await page.getByText(summary('À importer', 3, 0, 2)).waitFor()
  const first = rowOf('FA-101.pdf')
  await first.getByText('À importer').waitFor()
  await first.getByText('14/02/2026 : 1 000,00 €'.replaceAll(' €', '\u00a0€').replace(' :', '\u00a0:').replace('1 000', '1\u00a0000')).waitFor()
  await first.getByText(/déjà réglés sur/).waitFor()
  await rowOf('achat.xml').getByText(/C’est une facture d’achat/).waitFor()
  await rowOf('coupée.xml').getByText(/Ligne \d+, colonne \d+/).waitFor()
  await picture(page, 'einvoices-preview')
  expect(await accessibilityProblems(page)).toEqual([])
})

it('F2 imports those that can be, and the original opens from its invoice', async () => {
  await page.keyboard.press('F2')
  await page.getByText(summary('Importées', 3, 0, 2)).waitFor()
  await picture(page, 'einvoices-done')
  expect(await opened.call('receivables.findInvoices', { search: 'FA-10', onlyOpen: true })).toMatchObject({ ok: true, value: [{ number: 'FA-102', openCents: 30_000 }, { number: 'FA-101', openCents: 100_000, customerName: buyer.name }] })
})

it('the same files again bring nothing', async () => {
  await dropFiles(page, files.slice(0, 3))
  await page.getByText(summary('À importer', 0, 3, 0)).waitFor()
  await page.getByText(/Rien à importer/).waitFor()
  expect(await button(/^Importer/).isDisabled()).toBe(true)
})

it('files chosen in the dialog whose seller cannot be compared are asked about, then imported and taken back', async () => {
  const doubtful = writeFile('sans numéro.xml', ciiXml({ number: 'FA-103', seller: { name: 'Les Comptoirs' } }))
  await opened.app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, doubtful)
  await button('Choisir d’autres factures…').click()
  await page.getByText('À préciser avant l’import').waitFor()
  await picture(page, 'einvoices-question')
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByRole('radio', { name: 'Oui : les importer'.replace(' :', '\u00a0:') }).check()
  await page.getByText(summary('À importer', 1, 0, 0)).waitFor()
  await button(/^Importer \(1 facture\)/).click()
  await button('Annuler cet import').click()
  await answer(page, 'Oui')
  await page.getByText(/Des factures Factur-X ou ZUGFeRD/).waitFor()
  expect(await opened.call('receivables.findInvoices', { search: 'FA-103', onlyOpen: false })).toMatchObject({ ok: true, value: [] })
})

it('files dropped while others wait to be imported replace them only when that is meant', async () => {
  const [waiting, other] = [writeFile('FA-104.xml', ciiXml({ number: 'FA-104' })), writeFile('FA-105.xml', ciiXml({ number: 'FA-105' }))]
  await dropFiles(page, [waiting])
  await rowOf('FA-104.xml').waitFor()
  await dropFiles(page, [other])
  await answer(page, 'Non')
  expect(await page.getByRole('row').count()).toBe(2)
  await rowOf('FA-104.xml').waitFor()
  await dropFiles(page, [other])
  await answer(page, 'Oui')
  await rowOf('FA-105.xml').waitFor()
  await button(/^Annuler/).click()
  await page.getByText(/Des factures Factur-X ou ZUGFeRD/).waitFor()
})

it('attaching originals to e-mailed reminders is a setting of the dossier', async () => {
  await page.getByRole('checkbox', { name: 'Joindre le PDF d’origine aux relances envoyées par e-mail' }).check()
  await page.getByText('Réglage enregistré.').first().waitFor()
  expect(await opened.call('einvoices.settings')).toEqual({ ok: true, value: { attachesOriginals: true } })
})

it('the original of an invoice opens from it', async () => {
  await opened.app.evaluate(({ shell }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    shell.openPath = async (target) => { asked.push(target); return '' }
  })
  await page.getByRole('link', { name: 'Clients' }).click()
  const { value } = await opened.call('receivables.findInvoices', { search: 'FA-101', onlyOpen: true }) as { value: { id: number }[] }
  await page.evaluate((id) => { location.hash = `#/invoices/${id}` }, value[0]!.id)
  await button('Facture d’origine').click()
  await expect.poll(() => opened.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked.map((path) => path.replaceAll('\\', '/').split('/').slice(-3).join('/')))).toEqual(['documents/einvoices/FA-101 FA-101.pdf'])
  expect(opened.complaints).toEqual([])
})
