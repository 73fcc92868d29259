import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addDays, formatDate, systemToday } from '../../shared/date.ts'
import { owing, requestOf } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const today = systemToday()
const dueOn = addDays(today, -40)

let opened: OpenWindow
let page: OpenWindow['page']
const button = (name: string) => page.getByRole('button', { name, exact: true })
const grid = (name: string) => page.getByRole('treegrid', { name }).or(page.getByRole('grid', { name }))
const cells = async (name: string, column: string): Promise<string[]> => (await grid(name).locator(`.ag-row [col-id="${column}"]`).allTextContents()).map((text) => text.replace(/\s/g, ' '))

beforeAll(async () => {
  opened = await openWindow(async (api) => {
    const { ids } = await owing(api, ['C1', 'Dupont SA'], { number: 'FA001', dueOn, cents: 1_234_56 }, { number: 'FA002', dueOn, cents: 200_00, level: 3 })
    const { ids: others } = await owing(api, ['C2', 'Durand'], { number: 'FA003', dueOn, cents: 50_00 })
    await api.reminders.generate(await requestOf(api, [...ids, ...others], { asOf: addDays(today, -7), acceptOldData: true }))
    await api.reminders.generate(await requestOf(api, [ids[0]!], { asOf: today, acceptOldData: true }))
  })
  page = opened.page
  await page.getByRole('tab', { name: 'Génération' }).click()
  await button('Historique').click()
  await grid('Générations').locator('.ag-row').first().waitFor()
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

describe('« Historique des relances »', () => {
  it('lists every generation, the latest first, and shows what the latest sent', async () => {
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Historique des relances')
    await expect.poll(() => cells('Générations', 'id')).toEqual(['2', '1'])
    await expect.poll(() => cells('Générations', 'totalCents')).toEqual(['1 234,56', '1 284,56'])
    await expect.poll(() => cells('Générations', 'undone')).toEqual(['Faite', 'Faite'])
    await expect.poll(() => cells('Échéances du courrier', 'levels')).toEqual(['1 → 2'])
  })
  it('axe finds nothing', async () => {
    await picture(page, 'history')
    expect(await accessibilityProblems(page)).toEqual([])
  })
  it('shows the letters of the generation chosen, their due dates, and what was left out with its reason', async () => {
    await grid('Générations').locator('.ag-row').nth(1).locator('[col-id="rule"]').click()
    await expect.poll(() => cells('Courriers', 'customerName')).toEqual(['Dupont SA', 'Durand'])
    const [list, sending] = await Promise.all([grid('Courriers').boundingBox(), grid('Courriers').getByRole('columnheader', { name: 'Envoi' }).boundingBox()])
    expect(sending!.x + sending!.width).toBeLessThanOrEqual(list!.x + list!.width)
    await expect.poll(() => cells('Échéances écartées', 'reason')).toEqual(['déjà au niveau le plus élevé'])
    await grid('Courriers').locator('.ag-row').nth(1).locator('[col-id="customerName"]').click()
    await expect.poll(() => cells('Échéances du courrier', 'invoiceNumber')).toEqual(['FA003'])
  })
  it('opens the PDF of a letter', async () => {
    await opened.app.evaluate(({ shell }) => { shell.openPath = async (target) => { (globalThis as unknown as { openedPath: string }).openedPath = target; return '' } })
    await button('Ouvrir le courrier').click()
    await expect.poll(() => opened.app.evaluate(() => (globalThis as unknown as { openedPath?: string }).openedPath)).toMatch(/0002 C2 Durand niveau 1\.pdf$/)
  })
  it('X-17 refuses, with the reason, to undo a generation on which a later one stands', async () => {
    await button('Annuler la génération').click()
    await answer(page, 'Non')
    await expect.poll(() => cells('Générations', 'undone')).toEqual(['Faite', 'Faite'])
    await button('Annuler la génération').click()
    await answer(page, 'Oui')
    await page.getByRole('alert').getByText('annulez d’abord la génération nº 2').waitFor()
  })
  it('undoes the latest: it is shown as annulled in bold, here and among the documents', async () => {
    await grid('Générations').locator('.ag-row').first().locator('[col-id="rule"]').click()
    await page.getByRole('region', { name: 'Génération nº 2' }).getByRole('button', { name: 'Annuler la génération' }).click()
    await answer(page, 'Oui')
    await expect.poll(() => cells('Générations', 'undone')).toEqual([expect.stringMatching(/^ANNULÉE le \d\d\/\d\d\/\d{4}/), 'Faite'])
    await expect.poll(() => grid('Générations').locator('.ag-row').first().locator('[col-id="undone"]').evaluate((cell) => getComputedStyle(cell).fontWeight)).toBe('700')
    await expect.poll(() => button('Annuler la génération').count()).toBe(0)
    await page.getByRole('link', { name: 'Documents', exact: true }).click()
    await expect.poll(async () => (await cells('Documents', 'title')).filter((title) => title.startsWith('ANNULÉE – '))).toHaveLength(2)
  })
  it('is checked against its register on demand', async () => {
    await opened.app.evaluate(({ Menu }) => { (Menu.getApplicationMenu()!.getMenuItemById('go.reminder-history')!.click as () => void)() })
    await grid('Générations').locator('.ag-row').first().waitFor()
    await button('Vérifier').click()
    await page.getByText('Tout est tel que Relais l’a écrit : 3 inscriptions au registre').first().waitFor()
  })
})

describe('the letters that named', () => {
  it('the due dates of a customer stand in a tab of his sheet, annulled ones in bold', async () => {
    await page.getByRole('link', { name: 'Clients', exact: true }).click()
    await page.locator('.ag-row').filter({ hasText: 'Dupont SA' }).locator('[col-id="name"]').dblclick()
    await page.getByRole('tab', { name: 'Relances' }).click()
    await expect.poll(() => cells('Relances', 'levels')).toEqual(['1 → 2', '0 → 1'])
    await expect.poll(() => cells('Relances', 'state')).toEqual(['ANNULÉE', 'Envoyée'])
    await expect.poll(() => cells('Relances', 'remindedOnBefore')).toEqual([formatDate(addDays(today, -7)), ''])
  })
  it('an invoice stand on its screen', async () => {
    await page.getByRole('tab', { name: 'Échéances' }).click()
    await page.locator('.ag-row').filter({ hasText: 'FA001' }).locator('[col-id="number"]').dblclick()
    await expect.poll(() => cells('Relances', 'levels')).toEqual(['1 → 2', '0 → 1'])
    expect(opened.complaints).toEqual([])
  })
})
