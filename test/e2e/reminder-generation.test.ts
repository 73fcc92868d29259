import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addDays, formatDate, systemToday } from '../../shared/date.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { answer, closeDialogs, gridCell, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const ago = (days: number): string => addDays(systemToday(), -days)
const address = { line1: '3 rue de la Paix', line2: '', line3: '', postcode: '69001', city: 'Lyon', countryCode: 'FR' }

let window: OpenWindow
const page = (): OpenWindow['page'] => window.page
const tab = (name: string): Locator => page().getByRole('tab', { name })
const button = (name: string): Locator => page().getByRole('button', { name })
const radio = (name: string): Locator => page().getByRole('radio', { name, exact: true })
const dialog = (): Locator => page().getByRole('dialog')
const alert = (): Locator => page().getByRole('alert')
const threshold = (level: number): Locator => page().getByRole('textbox', { name: `niveau ${level} dès *`, exact: true })
const ticked = (): Promise<string | null> => page().locator('.ticked').textContent()
const cell = async (number: string, column: string): Promise<string | null> => gridCell(page(), number, column).textContent()

/** Ticks these rows and no other, then shows the tab « Génération ». */
async function tickOnly(...numbers: string[]): Promise<void> {
  await page().locator('.ag-row').first().click()
  await page().keyboard.press('Control+Shift+A')
  for (const number of numbers) await gridCell(page(), number, 'ticked').dblclick()
  await expect.poll(ticked).toContain(`${numbers.length} sélectionnée`)
  await tab('Génération').click()
}

beforeAll(async () => {
  window = await openWindow(async (api) => {
    await owing(api, ['C1', 'Dupont SA', { address, phone1: '04 72 00 00 01', mobile1: '06 12 34 56 78', reminderLevel: 2 }],
      { number: 'FA001', dueOn: ago(12), cents: 100_00 }, { number: 'FA002', dueOn: ago(40), cents: 200_00 })
    await owing(api, ['C2', 'Durand', { address }], { number: 'FA003', dueOn: ago(5), cents: 50_00, level: 2 }, { number: 'FA004', dueOn: ago(70), cents: 10_00, level: 3 })
  })
  await page().keyboard.press('F5')
  await gridCell(page(), 'FA001', 'ticked').waitFor()
})
afterEach(() => closeDialogs(page()))
afterAll(() => window.close())

describe('the tab « Génération »', () => {
  it('R-EBP-44 R-EBP-50 offers two outputs and four exclusive rules', async () => {
    await tab('Génération').click()
    await radio('Relance téléphonique').waitFor()
    await radio('Courrier de relance').waitFor()
    const rules = ['Incrémentation automatique', 'Tenir compte du niveau de relance renseigné dans la fiche client (onglet comptabilité)', 'Indiquer un niveau de relance', 'Tenir compte du nombre de jour de dépassement']
    for (const rule of rules) {
      await radio(rule).check()
      expect(await Promise.all(rules.map((other) => radio(other).isChecked())), rule).toEqual(rules.map((other) => other === rule))
    }
  })

  it('R-EBP-62 R-EBP-65 allows resending under each of the four rules', async () => {
    const resend = page().getByLabel('Autoriser l’envoi des relances déjà envoyées (même niveau)')
    for (const rule of await page().getByRole('group', { name: 'Niveau des courriers' }).getByRole('radio').all()) {
      await rule.check()
      expect(await resend.isEnabled()).toBe(true)
    }
  })

  it('R-EBP-69 shows the warning that begins with « ATTENTION »', async () => {
    const warning = await page().getByRole('note').filter({ hasText: 'ATTENTION' }).textContent()
    expect(warning!.trim()).toMatch(/^ATTENTION/)
    expect(warning).toContain('systématique')
    expect(warning).toContain('L’historique des niveaux de relance n’est pas sauvegardé')
  })

  it('R-EBP-04 R-EBP-56 asks for a level 1, 2 or 3 with its gloss', async () => {
    await radio('Indiquer un niveau de relance').check()
    expect(await page().getByLabel('Niveau à générer').locator('option').allTextContents()).toEqual(['1 – Premier niveau, il s’agit d’un simple rappel', '2 – Niveau intermédiaire', '3 – Niveau le plus élevé'])
  })

  it('R-EBP-78 sorts letters by code, name, postcode, representative or family', async () => {
    expect(await page().getByLabel('Ordre des courriers').locator('option').allTextContents()).toEqual(['Code client', 'Raison sociale', 'Code postal', 'Commercial', 'Famille'])
  })

  it('R-EBP-46 says so when nothing is ticked and generates nothing', async () => {
    await button('Générer').click()
    await alert().getByText('Aucune échéance n’est cochée').waitFor()
    expect(await window.call('reminders.runs', { from: 0 })).toEqual({ ok: true, value: [] })
  })

  it('R-EBP-61 refuses thresholds that do not increase', async () => {
    await tickOnly('FA001')
    await radio('Tenir compte du nombre de jour de dépassement').check()
    await threshold(1).fill('30')
    await threshold(2).fill('10')
    await button('Générer').click()
    await alert().getByText('les seuils de dépassement doivent être croissants').waitFor()
    await threshold(1).fill('10')
    await threshold(2).fill('30')
  })
})

describe('letters', () => {
  it('R-EBP-77 shows beforehand what would happen and the real letter, and writes nothing', async () => {
    await tickOnly('FA001', 'FA003', 'FA004')
    await radio('Incrémentation automatique').check()
    await button('Simuler').click()
    await dialog().getByText('2 courriers · 2 échéances · 150,00 € · 1 échéance écartée').waitFor()
    await dialog().getByText(/déjà au niveau 3, le plus élevé/).waitFor()
    await dialog().getByRole('radio', { name: 'Courrier par courrier' }).check()
    await dialog().locator('.ag-cell', { hasText: 'déjà au niveau le plus élevé' }).first().waitFor()
    await dialog().getByText('Dupont SA').click()
    await expect.poll(() => dialog().locator('canvas').count()).toBeGreaterThan(0)
    await page().keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await window.call('reminders.runs', { from: 0 })).toEqual({ ok: true, value: [] })
  })

  it('X-17 « Non » generates nothing', async () => {
    await button('Générer').click()
    await page().getByRole('alertdialog').getByText('2 courriers pour 2 échéances').waitFor()
    await answer(page(), 'Non')
    expect(await window.call('reminders.runs', { from: 0 })).toEqual({ ok: true, value: [] })
    expect(await cell('FA001', 'level')).toBe('0')
  })

  it('R-EBP-45 R-EBP-51 R-EBP-67 R-EBP-77 « Oui » writes the letters, reports sent and skipped, and the grid shows new levels and dates', async () => {
    // pressed in haste: the second press asks for nothing more
    await page().keyboard.press('F2')
    await page().keyboard.press('F2')
    await answer(page(), 'Oui')
    await dialog().getByRole('heading', { name: 'Courriers générés' }).waitFor({ timeout: 60_000 })
    await dialog().getByText('2 courriers · 2 échéances · 150,00 € · 1 échéance écartée').waitFor()
    await dialog().getByRole('button', { name: 'Imprimer' }).waitFor()
    await dialog().getByRole('button', { name: 'Fermer' }).last().click()
    await dialog().waitFor({ state: 'hidden' })
    await expect.poll(() => cell('FA001', 'level')).toBe('1')
    expect(await window.call('reminders.runs', { from: 0 })).toMatchObject({ ok: true, value: [{ letterCount: 2 }] })
    expect(await cell('FA001', 'remindedOn')).toBe(formatDate(systemToday()))
    expect([await cell('FA002', 'level'), await cell('FA002', 'remindedOn')]).toEqual(['0', ''])
    expect([await cell('FA003', 'level'), await cell('FA004', 'level')]).toEqual(['3', '3'])
  })

  it('the due dates sent are unticked, so that pressing « Générer » again sends nothing twice', async () => {
    await expect.poll(ticked).toContain('1 sélectionnée · 10,00\u00a0€')
  })

  it('R-EBP-66 reports that nothing is left to send at the highest level', async () => {
    await button('Générer').click()
    await dialog().getByRole('heading', { name: 'Aucun courrier à envoyer' }).waitFor()
    await dialog().getByText(/déjà au niveau 3, le plus élevé/).waitFor()
    await page().keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
  })

  it('a second generation on the same day is said before anything is written', async () => {
    await tickOnly('FA001', 'FA002')
    await button('Générer').click()
    await page().getByRole('alertdialog').getByText('1 échéance a déjà été relancée aujourd’hui').waitFor()
    await answer(page(), 'Non')
  })

  it('R-EBP-74 keeps the letters in « Documents »', async () => {
    await page().getByRole('link', { name: 'Documents' }).click()
    await expect.poll(() => page().locator('.ag-row').count()).toBe(3)
    const kinds = await page().locator('.ag-row [col-id="kind"]').allTextContents()
    expect(kinds.sort()).toEqual(['Courrier de relance', 'Courrier de relance', 'Courriers à imprimer'])
    await page().getByRole('link', { name: 'Relances' }).click()
    await tab('Recherche').waitFor()
  })
})

describe('the grey square', () => {
  it('R-EBP-10 R-EBP-11 opens the invoice on double click and leaves « relancé » as it was; the window comes back as it was', async () => {
    await tickOnly('FA002')
    await tab('Génération').click()
    await gridCell(page(), 'FA001', 'rowHeader').dblclick()
    await page().getByRole('heading', { level: 1, name: 'Facture' }).waitFor()
    await expect.poll(() => page().locator('input').evaluateAll((inputs) => inputs.some((input) => (input as HTMLInputElement).value === 'FA001'))).toBe(true)
    await page().goBack()
    await expect.poll(ticked).toContain('1 sélectionnée · 200,00\u00a0€')
    expect(await tab('Génération').getAttribute('aria-selected')).toBe('true')
  })
})

describe('the telephone list', () => {
  it('R-EBP-47 heads « Liste de relance téléphonique » with a block per customer, phones and total; the window comes back as it was', async () => {
    await tickOnly('FA001', 'FA002', 'FA003')
    await radio('Relance téléphonique').check()
    await page().keyboard.press('F2')
    await page().getByRole('heading', { level: 1, name: 'Liste de relance téléphonique' }).waitFor()
    const blocks = page().getByRole('article')
    await expect.poll(() => blocks.count()).toBe(2)
    expect(await Promise.all([0, 1].map((index) => blocks.nth(index).locator('tbody tr').count()))).toEqual([2, 1])
    await blocks.first().getByText('04 72 00 00 01 · 06 12 34 56 78').waitFor()
    await page().getByText('2 clients à appeler · 3 échéances · 350,00 €').waitFor()
  })

  it('R-EBP-49 gives it as a PDF document', async () => {
    await button('PDF').click()
    await expect.poll(async () => JSON.stringify(await window.call('documents.list', { runId: null, customerId: null }))).toContain('phone-list')
  })

  it('R-EBP-48 changed neither level nor date; Échap comes back to the ticks', async () => {
    await page().keyboard.press('Escape')
    await expect.poll(ticked).toContain('3 sélectionnées')
    expect([await cell('FA001', 'level'), await cell('FA002', 'level'), await cell('FA002', 'remindedOn')]).toEqual(['1', '0', ''])
  })
})

it('the page broke no security rule and threw nothing', () => {
  expect(window.complaints).toEqual([])
})
