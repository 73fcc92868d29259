import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, formatDate, systemToday } from '../../shared/date.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { gridCell, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const dueOn = addDays(systemToday(), -20)

let opened: OpenWindow
let page: Page
beforeAll(async () => {
  opened = await openWindow((api) => owing(api, ['C1', 'Dupont SA', { phone1: '04 72 00 00 01' }], { number: 'FA001', dueOn, cents: 1_234_56 }))
  page = opened.page
  await page.keyboard.press('F5')
  await gridCell(page, 'FA001', 'ticked').waitFor()
})
afterAll(() => opened.close())

const link = (name: string) => page.getByRole('link', { name, exact: true }).click()
const openFirstRow = () => page.locator('.ag-row[row-index="0"] .ag-cell:visible').first().dblclick()
const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()

describe('Ctrl+C in a grid', () => {
  const copied = (): Promise<string> => opened.app.evaluate(({ clipboard }) => clipboard.readText())

  it.each([
    ['openCents', '1 234,56'], ['dueOn', formatDate(dueOn)], ['customerName', 'Dupont SA'], ['daysLate', '20'],
  ])('copies the cell « %s » as it is written: %s', async (column, text) => {
    await gridCell(page, 'FA001', column).click()
    await page.keyboard.press('Control+c')
    await expect.poll(async () => (await copied()).replace(/\s/g, ' ')).toBe(text)
  })

  it('with Maj, copies the row, a tab between the columns', async () => {
    await gridCell(page, 'FA001', 'openCents').click()
    await page.keyboard.press('Control+Shift+c')
    await expect.poll(async () => (await copied()).split('\t').map((text) => text.replace(/\s/g, ' '))).toEqual([
      'non coché', 'C1', 'Dupont SA', '04 72 00 00 01', 'FA001', '', expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/), formatDate(dueOn), '1 234,56', '1 234,56', '20', '1 234,56', '0', '',
    ])
  })
})

/** Controls that cannot be brought into view, or that another thing covers there; labels that run out of their field. Run in the page. */
function problemsOfPage(): string[] {
  const nameOf = (element: Element): string => `${element.tagName} ${element.getAttribute('aria-label') ?? (element.textContent.trim() || element.id)}`.slice(0, 60)
  // cells of a grid come into view by its own keys
  const controls = [...document.querySelectorAll('button, input, select, textarea, a[href], [role="tab"]')].filter((control) => control.closest('.ag-root-wrapper, [hidden], [data-state="inactive"][role="tabpanel"]') === null && control.checkVisibility())
  const unreachable = controls.filter((control) => {
    control.scrollIntoView({ block: 'center', inline: 'center' })
    const { left, top, width, height } = control.getBoundingClientRect()
    const found = document.elementFromPoint(left + width / 2, top + height / 2)
    return found === null || !(control.contains(found) || found.contains(control) || (found instanceof HTMLLabelElement && found.control === control))
  })
  const fields = [...document.querySelectorAll('.field')].filter((field) => field.checkVisibility() && field.scrollWidth > field.clientWidth + 1)
  return [...unreachable.map((control) => `unreachable: ${nameOf(control)}`), ...fields.map((field) => `cut: ${nameOf(field)}`)]
}

describe('at 200 % zoom in a window of 1280 × 800', () => {
  beforeAll(() => page.setViewportSize({ width: 640, height: 400 }))
  afterAll(() => page.setViewportSize({ width: 1280, height: 800 }))

  /** How one goes there, and what only that screen shows once its data are there. */
  const screens: [name: string, go: () => Promise<void>, shown: () => Locator][] = [
    ['Recherche', async () => { await link('Relances'); await tab('Recherche') }, () => page.getByRole('button', { name: 'RAZ filtre' })],
    ['Génération', () => tab('Génération'), () => page.getByRole('radio', { name: 'Courrier de relance' })],
    ['Personnalisation', () => tab('Personnalisation'), () => page.getByLabel('Encours maximum')],
    ['Clients', () => link('Clients'), () => page.getByRole('gridcell', { name: 'Dupont SA' })],
    ['Fiche client', () => page.locator('.ag-row[row-index="0"] [col-id="code"]').dblclick(), () => page.getByLabel('SIREN')],
    ['Comptabilité', () => tab('Comptabilité'), () => page.getByRole('group', { name: 'Niveau de relance' })],
    ['Échéances', () => tab('Échéances'), () => page.getByRole('gridcell', { name: 'FA001' })],
    ['Facture', () => openFirstRow(), () => page.getByRole('heading', { name: 'Facture FA001' })],
    ['Imports', () => link('Imports'), () => page.getByRole('button', { name: /^Choisir un fichier/ })],
    ['Documents', () => link('Documents'), () => page.getByRole('main').getByText('Aucun document')],
    ['Modèles', () => link('Modèles'), () => page.getByLabel('Texte avant le tableau')],
    ['Société', () => link('Société'), () => page.getByLabel('Raison sociale')],
  ]
  it.each(screens)('every control of « %s » can be reached, and no label is cut', async (_name, go, shown) => {
    await go()
    await shown().first().waitFor()
    expect(await page.evaluate(problemsOfPage)).toEqual([])
  })

  it('so can those of a dialog', async () => {
    await link('Relances')
    await page.keyboard.press('F1')
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).first().waitFor()
    expect((await page.getByRole('dialog').boundingBox())!.height).toBeLessThanOrEqual(400)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })
})

describe('with the colours of the system’s high contrast', () => {
  beforeAll(() => page.emulateMedia({ forcedColors: 'active' }))
  afterAll(() => page.emulateMedia({ forcedColors: null }))

  it('the screen and the tab one is on are marked by a border, and samples of colours keep theirs', async () => {
    await link('Relances')
    await tab('Personnalisation')
    const style = (selector: string, property: string): Promise<string> => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
    expect(await style('.entry.router-link-active', 'outline-width')).toBe('2px')
    expect(await style('.entry:not(.router-link-active)', 'outline-style')).toBe('none')
    expect(await style('[role="tab"][data-state="active"]', 'border-bottom-width')).toBe('2px')
    const samples = await page.locator('.sample').evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).backgroundColor))
    expect(new Set(samples).size).toBe(4)
  })
})
