import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFrom, launchApp, type RunningApp } from '../electron-double/launch.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { PATIENCE_MS } from '../fixtures/window-fixture.ts'

let app: RunningApp
let page: Page
beforeAll(async () => {
  app = await launchApp()
  page = await app.window()
  page.setDefaultTimeout(PATIENCE_MS)
})
afterAll(() => app.close())

const heading = (name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor()

describe('the first start', () => {
  it('X-19 teaches the ways in and what comes next', async () => {
    for (const name of ['Ouvrir le dossier de démonstration', 'Nouveau dossier…', 'Ouvrir…']) await page.getByRole('button', { name }).waitFor()
    await page.getByText('Importer un FEC').waitFor()
    await page.getByText('Importer des échéances').waitFor()
  })

  it('axe finds nothing', async () => { expect(await accessibilityProblems(page)).toEqual([]) })

  it('a new dossier needs a name, and Échap gives up', async () => {
    await page.getByRole('button', { name: 'Nouveau dossier…' }).click()
    await page.getByRole('dialog').getByLabel('Raison sociale').waitFor()
    await page.keyboard.press('F2')
    await page.getByRole('alert').getByText('À renseigner').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('opens the demonstration dossier, with its name in the title and the day of its import', async () => {
    await page.getByRole('button', { name: 'Ouvrir le dossier de démonstration' }).click()
    await page.getByRole('button', { name: 'Calcul' }).waitFor({ timeout: 120_000 })
    await expect.poll(() => page.title()).toMatch(/^Relais – Dossier ./)
    await page.getByText(/^dernier import\s: \d\d\/\d\d\/\d{4}$/).waitFor()
  })
})

describe('the frame', () => {
  it('Alt and a digit go to the screens of the side bar', async () => {
    const names = await page.getByRole('navigation').getByRole('link').allTextContents()
    await page.keyboard.press('Alt+2')
    await expect.poll(() => page.locator('.entry.router-link-active').textContent()).toBe(names[1])
    await page.keyboard.press('Alt+0')
    await expect.poll(() => page.locator('.entry.router-link-active').textContent()).toBe(names[9])
    await page.keyboard.press('Alt+1')
    await heading('Relance Client')
    const links = await page.getByRole('navigation').getByRole('link').all()
    const told = await Promise.all(links.map((link) => Promise.all([link.getAttribute('aria-keyshortcuts'), link.getAttribute('title')])))
    expect(told).toEqual(names.map((_name, index) => Array.from({ length: 2 }, () => (index < 10 ? `Alt+${(index + 1) % 10}` : null))))
  })

  it('Ctrl+F goes to the first search field', async () => {
    await page.getByRole('tab', { name: 'Génération' }).click()
    await page.keyboard.press('Control+f')
    await expect.poll(() => page.evaluate(() => document.querySelector(`label[for="${document.activeElement?.id ?? ''}"]`)?.textContent)).toBe('Nom ou partie du nom du client')
  })

  it('a grid remembers its order from one visit to the next', async () => {
    await page.getByRole('button', { name: 'Calcul' }).click()
    const header = page.getByRole('columnheader', { name: 'Reste dû' })
    await header.click()
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending')
    await expect.poll(() => callFrom(page, 'preferences.get')).toMatchObject({ value: { grids: { reminders: { sort: { sortModel: [{ colId: 'openCents', sort: 'asc' }] } } } } })
    await page.reload()
    await page.getByRole('button', { name: 'Calcul' }).click()
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending')
  })

  it('the menu changes theme and language, and the screen follows', async () => {
    await app.chooseMenu('theme.dark')
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
    await app.chooseMenu('locale.en')
    await heading('Customer reminders')
    await expect.poll(() => page.getByRole('tab').allTextContents()).toEqual(['Search', 'Generation', 'Customisation'])
    await app.chooseMenu('locale.fr')
    await heading('Relance Client')
  })

  it('closing the dossier comes back to the start, where it is among the recent ones', async () => {
    await app.chooseMenu('dossier.close')
    await heading('Bienvenue dans Relais')
    await expect.poll(() => page.locator('.recent').count()).toBe(1)
  })
})
