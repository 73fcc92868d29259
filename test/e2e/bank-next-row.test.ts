import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { cfonb } from '../fixtures/bank-samples.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf } from '../fixtures/receivable-fixture.ts'
import { closeDialogs, columnTexts, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
let page: Page

const names = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot']
const centsOf = (place: number): number => 10_000 + 111 * place
const statement = join(temporaryFolder(), 'releve.txt')
writeFileSync(statement, cfonb(0, names.map((name, place) => ({ on: `2026-03-0${place + 1}`, cents: centsOf(place), label: `VIR ${name.toUpperCase()}` }))))

const left = (...expected: string[]): Promise<void> => expect.poll(() => columnTexts(page, 'label'), { timeout: 30_000 }).toEqual(expected.map((name) => `VIR ${name.toUpperCase()}`))
/** The row with the focus and what the panel speaks of are the same. */
const isOn = async (name: string): Promise<void> => {
  await page.getByRole('region', { name: 'Propositions' }).getByText(`VIR ${name.toUpperCase()}`).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.ag-row')?.querySelector('[col-id="label"]')?.textContent), { timeout: 30_000 }).toBe(`VIR ${name.toUpperCase()}`)
}

beforeAll(async () => {
  opened = await openWindow(async (api) => {
    for (const [place, name] of names.entries()) {
      const { id } = await api.receivables.saveCustomer(customerNamed(`C${place}`, name))
      await api.receivables.saveInvoice(invoiceOf(id!, `FA-${place}`, [['2026-02-28', centsOf(place)]]))
    }
    await api.bank.importStatement({ path: statement, asOf: '2026-03-31' })
  })
  page = opened.page
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

it('what is decided leaves the list: the next row has the focus, and is the one that is shown, accepted and set aside', async () => {
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('button', { name: 'Relevés bancaires…' }).click()
  await left(...names)
  await page.locator('.ag-row [col-id="label"]').filter({ hasText: 'BRAVO' }).click()
  await isOn('Bravo')
  await page.keyboard.press('Enter')
  await left('Alpha', 'Charlie', 'Delta', 'Echo', 'Foxtrot')
  await isOn('Charlie')
  await page.keyboard.press('F6')
  await left('Alpha', 'Delta', 'Echo', 'Foxtrot')
  await isOn('Delta')
  await page.keyboard.press('F4')
  await page.getByRole('dialog').getByRole('textbox', { name: /^Affecté à FA-3/ }).waitFor()
  await page.keyboard.press('F2')
  await left('Alpha', 'Echo', 'Foxtrot')
  await isOn('Echo')
  await page.keyboard.press('Enter')
  await left('Alpha', 'Foxtrot')
  await isOn('Foxtrot')
})
