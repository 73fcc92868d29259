import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { cfonb } from '../fixtures/bank-samples.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf } from '../fixtures/receivable-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, columnTexts, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
let page: Page

const statement = join(temporaryFolder(), 'remises.txt')
writeFileSync(statement, cfonb(0, [
  { on: '2026-03-02', cents: 1_000, label: 'VIR INCONNU' },
  { on: '2026-03-03', cents: 174_550, label: 'REMISE CHEQUES 0012345' },
]))

const cells = (column: string): Promise<string[]> => columnTexts(page, column)
const stateIs = (states: string[]): Promise<void> => expect.poll(() => cells('state'), { timeout: 30_000 }).toEqual(states)

beforeAll(async () => {
  opened = await openWindow(async (api) => {
    for (const [code, name, number, cents] of [['C001', 'Boulangerie Epinard', 'FA26-0701', 120_000], ['C002', 'Garage Lefèvre', 'FA26-0702', 54_550]] as const) {
      const { id } = await api.receivables.saveCustomer(customerNamed(code, name))
      await api.receivables.saveInvoice(invoiceOf(id!, number, [['2026-02-28', cents]]))
    }
  })
  page = opened.page
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

it('a deposit of cheques is split with the keyboard, and each cheque is accepted for its customer', async () => {
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('button', { name: 'Relevés bancaires…' }).click()
  await page.getByText('Aucun relevé bancaire').waitFor()
  await opened.app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, statement)
  await page.keyboard.press('F7')
  await page.getByRole('cell', { name: '2 sur 2' }).waitFor()
  await page.keyboard.press('F2')
  await stateIs(['À traiter', 'À traiter'])
  await page.locator('.ag-row [col-id="label"]').filter({ hasText: 'REMISE' }).click()
  await page.getByRole('region', { name: 'Propositions' }).getByText('1 745,50').waitFor()
  await page.keyboard.press('F3')
  const dialog = page.getByRole('dialog', { name: 'Ventiler un encaissement' })
  await dialog.getByText(/Reste à répartir\s: 1\s745,50/).waitFor()
  await dialog.getByRole('textbox', { name: 'Partie 1' }).fill('1200')
  await page.keyboard.press('Tab')
  await dialog.getByText(/Reste à répartir\s: 545,50/).waitFor()
  await page.keyboard.press('F2')
  await dialog.locator('.wrong').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Mettre le reste' }).click()
  await dialog.getByText('Tout est réparti.').waitFor()
  await picture(page, 'bank-split')
  await page.keyboard.press('F2')
  await dialog.waitFor({ state: 'detached' })
  await stateIs(['À traiter', 'Ventilé', 'À traiter', 'À traiter'])
  expect((await cells('label')).slice(1).map((text) => text.replace(/\s/g, ' '))).toEqual(['REMISE CHEQUES 0012345', 'Partie de 1 745,50 € : REMISE CHEQUES 0012345', 'Partie de 1 745,50 € : REMISE CHEQUES 0012345'])
  expect((await cells('customer')).slice(2)).toEqual(['Boulangerie Epinard', 'Garage Lefèvre'])
  await page.getByText('2 opérations · 3 encaissements à traiter').waitFor()
  await page.getByRole('region', { name: 'Propositions' }).getByText(/^Ventilé le/).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'bank-parts')
})

it('F9 on a part that is still open makes it one credit again', async () => {
  await page.locator('.ag-row [col-id="label"]').filter({ hasText: 'Partie de' }).first().click()
  await page.getByRole('region', { name: 'Propositions' }).getByText('Partie d’un encaissement').waitFor()
  await page.keyboard.press('F9')
  await answer(page, 'Oui')
  await page.getByText('Encaissement de nouveau d’un seul tenant.').first().waitFor()
  await stateIs(['À traiter', 'À traiter'])
})
