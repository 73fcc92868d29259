import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { dropFiles } from '../electron-double/launch.ts'
import { cfonb } from '../fixtures/bank-samples.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf } from '../fixtures/receivable-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, columnTexts, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
let page: Page

const statement = join(temporaryFolder(), 'releve-mars.txt')
writeFileSync(statement, cfonb(1_000_000, [
  { on: '2026-03-03', cents: 120_000, label: 'VIR SEPA RECU /DE DUPONT SARL', lines: [['LCC', 'FACT 2026-0123'], ['NPY', 'DUPONT SARL']] },
  { on: '2026-03-05', cents: -4_550, label: 'PRLV SEPA EDF' },
  { on: '2026-03-09', cents: 30_050, label: 'VIR SEPA GARAGE LEFEVRE ET FI' },
  { on: '2026-03-12', cents: 9_999, label: 'VIR HOLDING DES ALPES' },
  { on: '2026-03-20', cents: 5_000, label: 'REMBOURSEMENT ASSURANCE' },
  { on: '2026-03-24', cents: 12_500, label: 'VIR BOULANGERIE EPINARD', lines: [['LCC', 'FA2026-00160']] },
  { on: '2026-03-26', cents: 64_000, label: 'VIR INST MARTIN SOLDE' },
  { on: '2026-03-27', cents: -12_500, label: 'REJET VIR BOULANGERIE EPINARD' },
]))

const later = (name: string, openingCents: number, days: string[], from: string, to: string): string => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, cfonb(openingCents, days.map((on) => ({ on, cents: 1_000, label: 'VIR INCONNU' })), from, to))
  return path
}
const april = later('avril.txt', 2_000_000, ['2026-04-10'], '2026-04-05', '2026-04-30')
const may = later('mai.txt', 2_001_000, ['2026-05-10', '2026-05-11'], '2026-04-30', '2026-05-31')

const cells = (column: string): Promise<string[]> => columnTexts(page, column)
const stateIs = (states: string[]): Promise<void> => expect.poll(() => cells('state'), { timeout: 30_000 }).toEqual(states)
const label = (text: string | RegExp) => page.locator('.ag-row [col-id="label"]').filter({ hasText: text })
const panel = () => page.getByRole('region', { name: 'Propositions' })

beforeAll(async () => {
  opened = await openWindow(async (api) => {
    const owe = async (code: string, name: string, invoices: [string, number][]): Promise<void> => {
      const { id } = await api.receivables.saveCustomer(customerNamed(code, name))
      for (const [number, cents] of invoices) await api.receivables.saveInvoice(invoiceOf(id!, number, [['2026-02-28', cents]]))
    }
    await owe('C001', 'Dupont SARL', [['FA2026-00123', 120_000], ['FA2026-00124', 80_000]])
    await owe('C002', 'Garage Lefèvre & Fils', [['FA2026-00130', 30_050]])
    await owe('C003', 'Martin', [['FA2026-00140', 40_000], ['FA2026-00141', 24_000]])
    await owe('C004', 'Chalet Blanc', [['FA2026-00150', 9_999]])
    await owe('C005', 'Boulangerie Epinard', [['FA2026-00160', 12_500]])
  })
  page = opened.page
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

it('a statement is looked at before it is imported', async () => {
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('button', { name: 'Relevés bancaires…' }).click()
  await page.getByText('Aucun relevé bancaire').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await opened.app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, statement)
  await page.keyboard.press('F7')
  await page.getByRole('cell', { name: '8 sur 8' }).waitFor()
  const row = (await page.getByRole('dialog').getByRole('row').nth(1).innerText()).replace(/\s+/g, ' ')
  expect(row).toBe('30004 00821 00010123456 du 01/03/2026 au 31/03/2026 10 000,00 2 415,49 -170,50 12 244,99 8 sur 8')
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'bank-preview')
  await page.keyboard.press('F2')
  await page.getByText('Relevé importé').first().waitFor()
  await stateIs(['À traiter', '', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'Paiement repris'])
  expect(await cells('confidence')).toEqual(['Sûr', '', 'Sûr', 'Possible', '', 'Possible', 'Sûr', ''])
  // what a list says while it is empty is not read above its rows
  await expect.poll(() => page.getByText('Rien à traiter.').count()).toBe(0)
})

it('Entrée accepts what the row most likely is, the arrows go on, F9 takes it back', async () => {
  await label('DUPONT').click()
  await panel().getByText('cite FA2026-00123, montant exact, payeur Dupont SARL').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'bank-review')
  await page.keyboard.press('Enter')
  await stateIs(['Accepté', '', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'Paiement repris'])
  await page.keyboard.press('ArrowDown')
  await panel().getByText('Un débit n’est pas affecté.').waitFor()
  await page.keyboard.press('ArrowDown')
  await panel().getByText('montant exact, payeur Garage Lefèvre & Fils').waitFor()
  await page.keyboard.press('Enter')
  await stateIs(['Accepté', '', 'Accepté', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'Paiement repris'])
  await panel().getByText(/^Accepté le/).waitFor()
  await page.keyboard.press('F9')
  await stateIs(['Accepté', '', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'À traiter', 'Paiement repris'])
})

it('what is only possible opens first, and takes other due dates; F6 sets aside what is no payment', async () => {
  await label('HOLDING').click()
  await panel().getByText('Chalet Blanc').waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Affecté à FA2026-00150, échéance du 28/02/2026' }).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'bank-other')
  // a search that finds several takes none of them for the person
  const search = dialog.getByRole('textbox', { name: 'Code ou nom du client' })
  await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(true)
  // what is typed takes the place of the name proposed
  expect(await search.inputValue()).not.toBe('')
  await expect.poll(() => search.evaluate((field) => { const { value, selectionStart, selectionEnd } = field as HTMLInputElement; return value.slice(selectionStart!, selectionEnd!) })).toBe(await search.inputValue())
  await search.fill('')
  await dialog.locator('select').first().locator('option', { hasText: /^Choisir parmi/ }).waitFor({ state: 'attached' })
  await dialog.getByRole('textbox', { name: /^Affecté à/ }).first().waitFor({ state: 'detached' })
  await page.keyboard.press('F2')
  await dialog.locator('select[aria-invalid="true"]').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await search.fill('Chalet Blanc')
  await dialog.getByRole('textbox', { name: 'Affecté à FA2026-00150, échéance du 28/02/2026' }).waitFor()
  await dialog.getByRole('textbox', { name: 'Affecté à FA2026-00150, échéance du 28/02/2026' }).fill('50,00')
  await page.keyboard.press('Tab')
  await dialog.getByText(/Reste au crédit du client\s: 49,99/).waitFor()
  await page.keyboard.press('F2')
  await dialog.waitFor({ state: 'detached' })
  await stateIs(['Accepté', '', 'À traiter', 'Accepté', 'À traiter', 'À traiter', 'À traiter', 'Paiement repris'])
  await panel().getByText(/restent au crédit du client/).waitFor()
  await label('REMBOURSEMENT').click()
  await panel().getByText('Aucune proposition', { exact: false }).waitFor()
  await page.keyboard.press('F6')
  await stateIs(['Accepté', '', 'À traiter', 'Accepté', 'Écarté', 'À traiter', 'À traiter', 'Paiement repris'])
})

it('a payment that the bank has taken back says so, is not sure, and F6 sets it aside with its rejection', async () => {
  await page.getByText('1 paiement repris à traiter').waitFor()
  await label('REJET').click()
  await panel().getByText(/reprend l’encaissement du 24\/03\/2026/).waitFor()
  await label(/^VIR BOULANGERIE/).click()
  await panel().getByText(/La banque a repris ce paiement le 27\/03\/2026/).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'bank-returned')
  await page.keyboard.press('F6')
  await stateIs(['Accepté', '', 'À traiter', 'Accepté', 'Écarté', 'Écarté', 'À traiter', 'Écarté'])
  await page.getByText('Paiement et rejet écartés.').first().waitFor()
})

it('all that is sure takes one yes; the customer’s account shows the payments', async () => {
  await page.keyboard.press('F8')
  await answer(page, 'Oui')
  await stateIs(['Accepté', '', 'Accepté', 'Accepté', 'Écarté', 'Écarté', 'Accepté', 'Écarté'])
  expect(await opened.call('bank.transactions', { statementId: 1 })).toMatchObject({ ok: true, value: [{ payment: { restCents: 0 } }, { payment: null }, { payment: { restCents: 0 } }, { payment: { restCents: 4_999 } }, { payment: null }, { payment: null }, { payment: { restCents: 0 } }, { payment: null }] })
  await page.getByRole('combobox', { name: 'Relevé' }).selectOption({ label: 'Tout ce qui reste à traiter' })
  await page.getByText('Rien à traiter.').waitFor()
  expect(opened.complaints).toEqual([])
})

it('a file dropped on the window that two screens can read is asked about, and looked at where one says', async () => {
  await page.getByRole('link', { name: 'Clients' }).click()
  await page.getByRole('heading', { name: 'Clients' }).waitFor()
  await dropFiles(page, [april])
  const question = page.getByRole('dialog')
  await question.getByRole('button', { name: 'Relevés bancaires' }).waitFor()
  await question.getByRole('button', { name: 'Imports' }).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'bank-drop')
  await question.getByRole('button', { name: 'Relevés bancaires' }).click()
  await page.getByText('avril.txt, CFONB 120').waitFor()
  await page.getByRole('cell', { name: '1 sur 1' }).waitFor()
  await page.getByText(/il manque des opérations du compte 30004 00821 00010123456 entre le 31\/03\/2026 et le 05\/04\/2026/).waitFor()
  await picture(page, 'bank-gap')
})

it('several dropped on the bank screen are looked at one after the other', async () => {
  await page.getByRole('heading', { name: 'Relevés bancaires' }).waitFor()
  await dropFiles(page, [april, may])
  await page.getByText('avril.txt, CFONB 120').waitFor()
  await page.getByRole('cell', { name: '1 sur 1' }).waitFor()
  await page.keyboard.press('F2')
  await page.getByText('mai.txt, CFONB 120').waitFor()
  await page.getByRole('cell', { name: '2 sur 2' }).waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await stateIs(['À traiter', 'À traiter'])
  expect(await opened.call('bank.statements', undefined)).toMatchObject({ ok: true, value: [{ fileName: 'mai.txt' }, { fileName: 'avril.txt' }, { fileName: 'releve-mars.txt' }] })
  expect(opened.complaints).toEqual([])
})
