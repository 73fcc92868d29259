import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formatDate, systemToday } from '../../shared/date.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let shown: OpenWindow
let page: Page

const heading = (name: string): Promise<void> => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const row = (text: string): Locator => page.locator('.ag-row').filter({ hasText: text })
const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ')

async function goTo(screen: string, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Relevés', exact: true }).click()
  await heading('Solutions de services')
  await page.getByRole('link', { name: screen }).click()
  await heading(title)
}

async function openAsset(identifier: string): Promise<void> {
  await goTo('Gérer les biens', 'Gérer les biens')
  await row(identifier).first().dblclick()
  await page.getByRole('heading', { level: 2, name: identifier }).waitFor()
}

beforeAll(async () => { shown = await openWindow((api) => samplePark(api, systemToday())); page = shown.page })
afterEach(() => closeDialogs(page))
afterAll(() => shown.close())

describe('« Gérer les biens »', () => {
  it('lists the assets, finds one by any of its texts, and says when there is none (X-18)', async () => {
    await goTo('Gérer les biens', 'Gérer les biens')
    await page.getByText('8 biens', { exact: true }).waitFor()
    const search = page.getByLabel('Identifiant, libellé, article ou client')
    await search.fill('lycee')
    await page.getByText('1 bien', { exact: true }).waitFor()
    expect(await row('BIEN-003').first().textContent()).toContain('Fax')
    await search.fill('introuvable')
    await page.getByText('Aucun résultat').first().waitFor()
    await search.fill('')
    await page.getByText('8 biens', { exact: true }).waitFor()
    await picture(page, 'assets')
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('M-014 M-016 the mode is chosen under « Classifications », the address found and its origin stand beside it and are corrected where they come from', async () => {
    await openAsset('BIEN-004')
    await page.getByRole('tab', { name: 'Classifications' }).click()
    const mode = page.getByLabel('Demande de relevés compteurs Bien')
    const found = page.getByRole('tabpanel').getByRole('status')
    await expect.poll(async () => plain(await found.textContent())).toContain('atelier@tanguy.example – origine : Client')
    await mode.selectOption({ label: 'Fax' })
    await expect.poll(async () => plain(await found.textContent())).toContain('Aucun numéro de fax trouvé')
    await page.getByRole('button', { name: 'Site…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Fax').fill('02 98 33 33 33')
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => plain(await found.textContent())).toContain('02 98 33 33 33 – origine : Site')
    await picture(page, 'asset-classifications')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.getByText('Bien BIEN-004 enregistré.').first().waitFor()
    await page.keyboard.press('Escape')
    await heading('Gérer les biens')
    await expect.poll(() => row('BIEN-004').first().textContent()).toContain('Fax')
  })

  it('M-053 a « # » in the fax is told on the sheet of the asset', async () => {
    await openAsset('BIEN-005')
    await page.getByRole('tab', { name: 'Classifications' }).click()
    await expect.poll(async () => plain(await page.getByRole('tabpanel').getByRole('status').textContent())).toContain('Ce numéro contient « # » : aucun fax ne partira.')
  })

  it('M-120 a value below the last reading is asked about before it is kept', async () => {
    await openAsset('BIEN-001')
    await page.getByRole('tab', { name: 'Relevés' }).click()
    await page.getByRole('button', { name: 'Saisir un relevé' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Noir (pages)').fill('900')
    await page.keyboard.press('F2')
    const question = page.getByRole('alertdialog')
    await question.waitFor()
    expect(plain(await question.textContent())).toContain('La valeur saisie ( 900 ) est inférieure au dernier relevé ( 18250 )')
    await answer(page, 'Non')
    await dialog.getByLabel('Noir (pages)').fill('18 300')
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => plain(await row('18 300').first().textContent())).toContain(formatDate(systemToday()))
    await picture(page, 'asset-readings')
    expect(await accessibilityProblems(page)).toEqual([])
  })
})

it('M-120 a reading deleted by mistake or not stays in sight below, with who deleted it', async () => {
  await openAsset('BIEN-007')
  await page.getByRole('tab', { name: 'Relevés' }).click()
  await row('830').first().click()
  await page.getByRole('button', { name: 'Supprimer le relevé' }).click()
  expect(plain(await page.getByRole('alertdialog').textContent())).toContain('Il restera parmi les relevés supprimés')
  await answer(page, 'Oui')
  const removed = page.getByRole('row').filter({ hasText: '830 pages' })
  await removed.waitFor()
  expect(await removed.textContent()).toContain('Noir')
  await picture(page, 'asset-readings-removed')
  expect(await accessibilityProblems(page)).toEqual([])
})

describe('« Gérer les articles »', () => {
  it('M-093 M-094 M-095 M-096 the picture « mode opératoire » is inserted by a click on its frame in the tab « Fabricant »', async () => {
    await goTo('Gérer les articles', 'Gérer les articles')
    await row('LM50').first().dblclick()
    await page.getByRole('heading', { level: 2, name: 'LM50' }).waitFor()
    await page.getByRole('tab', { name: 'Fabricant' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Cliquer pour insérer l’image « mode opératoire »' }).click()
    await (await chooser).setFiles(join(resources, 'sample', 'mode-operatoire.png'))
    await page.getByRole('img', { name: 'Mode opératoire' }).waitFor()
    await page.getByText('Pour relever les compteurs, suivre les opérations suivantes').waitFor()
    const maker = page.getByRole('combobox', { name: 'Fabricant' })
    expect(await maker.locator('option:checked').textContent()).toBe('Ponantec SA')
    await page.getByRole('button', { name: 'Nouveau fabricant…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Code').fill('PONANTEC')
    await dialog.getByLabel('Nom').fill('Laser du Ponant')
    await page.keyboard.press('F2')
    await dialog.getByRole('alert').filter({ hasText: 'PONANTEC' }).waitFor()
    await dialog.getByLabel('Code').fill('LASER')
    await picture(page, 'manufacturer')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => maker.locator('option:checked').textContent()).toBe('Laser du Ponant')
    await picture(page, 'item-manufacturer')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.getByText('Article LM50 enregistré.').first().waitFor()
    await page.keyboard.press('Escape')
    await heading('Gérer les articles')
    await expect.poll(() => row('LM50').first().textContent()).toContain('Oui')
    expect(await row('LM50').first().textContent()).toContain('Laser du Ponant')
  })
})

describe('sites and contacts of a customer', () => {
  it('M-017 M-018 are reached from his sheet; fax and e-mail of a site and of a location are entered there', async () => {
    await page.getByRole('link', { name: 'Clients', exact: true }).click()
    await page.getByText('Menuiserie Tanguy').dblclick()
    await page.getByRole('button', { name: 'Sites et interlocuteurs' }).click()
    await heading('Sites et interlocuteurs')
    await row('ATELIER').first().dblclick()
    const dialog = page.getByRole('dialog').first()
    await dialog.getByLabel('E-mail').fill('pas une adresse')
    await page.keyboard.press('F2')
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('E-mail').fill('site@tanguy.example')
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => row('ATELIER').first().textContent()).toContain('site@tanguy.example')
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'customer-places')
  })
})

describe('« Organisations et classifications »', () => {
  it('shows organisations, categories and modes, and adds a mode that behaves as « Aucun » (M-015)', async () => {
    await page.getByRole('link', { name: 'Paramétrage', exact: true }).click()
    await page.getByRole('link', { name: 'Organisations et classifications' }).click()
    await heading('Organisations et classifications')
    await page.getByText('GRANDS COMPTES').waitFor()
    await page.getByRole('button', { name: 'Ajouter un mode' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Code').fill('PAPIER')
    await dialog.getByLabel('Nom').fill('Carte postale')
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    expect(await page.getByRole('row').filter({ hasText: 'Carte postale' }).textContent()).toContain('aucune')
    await picture(page, 'park-settings')
    expect(await accessibilityProblems(page)).toEqual([])
  })
})

it('the page reported nothing', () => { expect(shown.complaints).toEqual([]) })
