import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fillSampleContracts } from '../../electron/contracts/sample-contracts.ts'
import { PARK_DAY, samplePark } from '../fixtures/asset-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let shown: OpenWindow
let page: Page

beforeAll(async () => {
  shown = await openWindow(async (api) => {
    await samplePark(api)
    await fillSampleContracts(api, resources, PARK_DAY)
    await api.settings.saveParameters([{ name: 'CLIENTS_EXCLUS_FACTURATION', value: 'PARC05' }])
  })
  page = shown.page
})
afterEach(() => closeDialogs(page))
afterAll(() => shown.close())

const toHub = async (screen: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: 'Relevés' }).click()
  await page.getByRole('link', { name: screen }).click()
}
const type = async (label: string, text: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel(label, { exact: true }).blur()
}
const listed = async (): Promise<string[]> => (await page.locator('[col-id="contractCode"]').filter({ hasText: 'SSC-' }).allTextContents()).sort()
const proposed = (): Promise<string[]> => page.locator('[col-id="providerIdentifier"]').filter({ hasText: 'BIEN-' }).allTextContents()

describe('« Préparation de la facturation des solutions de services client »', () => {
  it('M-023 M-025 M-026 M-028 M-029 M-030 M-032 is reached by « Simuler la facturation des solutions », with its sections and button', async () => {
    await toHub('Simuler la facturation des solutions')
    await page.getByRole('heading', { level: 1, name: 'Préparation de la facturation des solutions de services client' }).waitFor()
    for (const section of ['Critères de sélection', 'Paramètres de génération', 'Paramètres de sortie']) expect(await page.getByRole('group', { name: section }).isVisible()).toBe(true)
    await expect.poll(() => page.getByLabel('Clients exclus').inputValue()).toBe('PARC05')
    const button = (await page.getByRole('button', { name: 'Demande de relevés' }).boundingBox())!
    expect(button.x + button.width).toBeGreaterThan(1200)
    expect(button.y).toBeLessThan(100)
    await picture(page, 'billing-preparation')
    expect(await accessibilityProblems(page)).toEqual([])
  })
  it('M-022 M-034 M-036 simulates what is billable by the work date, and why the rest is not', async () => {
    await type('Date de travail', '30/11/2026')
    await page.getByRole('button', { name: 'Simuler' }).click()
    await expect.poll(listed).toEqual(['SSC-003'])
    await page.getByText('Oui : facture théorique atteinte').waitFor()
    await page.getByLabel('Montrer aussi ce qui n’est pas facturable').check()
    await expect.poll(listed).toEqual(['SSC-001', 'SSC-002', 'SSC-003', 'SSC-004', 'SSC-005'])
    for (const reason of ['client exclu', 'solution suspendue', 'facture théorique après la date de travail']) await page.getByText(`Non : ${reason}`).first().waitFor()
    await picture(page, 'billing-simulation')
    expect(await accessibilityProblems(page)).toEqual([])
  })
  it('M-033 M-034 M-035 after calculation only what was billable is proposed, whatever is changed since', async () => {
    await type('Date de travail', '31/12/2026')
    await page.getByText('la demande de relevés suit la simulation').waitFor()
    await page.getByRole('button', { name: 'Demande de relevés' }).click()
    await expect.poll(proposed).toEqual(['BIEN-004'])
  })
  it('M-021 M-022 M-028 before calculation all the criteria choose is proposed; « Clients exclus » can be emptied', async () => {
    await toHub('Simuler la facturation des solutions')
    await expect.poll(() => page.getByLabel('Clients exclus').inputValue()).toBe('PARC05')
    await type('Clients exclus', '')
    await page.getByRole('button', { name: 'Demande de relevés' }).click()
    await expect.poll(async () => (await proposed()).sort()).toEqual(['BIEN-001', 'BIEN-002', 'BIEN-003', 'BIEN-004', 'BIEN-005'])
  })
  it('a code nobody has is told, and keeps from simulating', async () => {
    await toHub('Simuler la facturation des solutions')
    await expect.poll(() => page.getByLabel('Clients exclus').inputValue()).toBe('PARC05')
    await type('Clients', 'PARC03 ; NADIE')
    await page.getByText('Code inconnu : NADIE').waitFor()
    await type('Clients', 'PARC03')
    await type('Date de travail', '30/11/2026')
    await page.keyboard.press('F5')
    await expect.poll(listed).toEqual(['SSC-003'])
  })
  it('once billed elsewhere, rules go on to their next theoretical invoice', async () => {
    await page.getByRole('button', { name: 'Facturation faite…' }).click()
    await answer(page, 'Oui')
    await page.getByText('Rien n’est facturable au 30/11/2026').first().waitFor()
  })
})

describe('« Gérer une solution de services client »', () => {
  it('lists the solutions; a double click opens one', async () => {
    await toHub('Gérer une solution de services client')
    await page.locator('[col-id="code"]').filter({ hasText: 'SSC-005' }).waitFor()
    await picture(page, 'contracts')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.locator('[col-id="code"]').filter({ hasText: 'SSC-001' }).dblclick()
    await page.getByRole('heading', { name: 'SSC-001' }).waitFor()
    await picture(page, 'contract')
    expect(await accessibilityProblems(page)).toEqual([])
  })
  it('shows modules with their assets and rules; a rule is changed in its dialog and saved with F2', async () => {
    await page.getByRole('tab', { name: 'Modules et règles' }).click()
    await page.getByText('BIEN-001, BIEN-002, BIEN-007').waitFor()
    await picture(page, 'contract-modules')
    await page.getByRole('button', { name: 'Modifier FORFAIT' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Libellé').fill('Forfait révisé')
    await picture(page, 'contract-rule')
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Valider' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('F2')
    await page.getByText('Solution SSC-001 enregistrée.').first().waitFor()
    expect(await page.getByText('FORFAIT Forfait révisé').isVisible()).toBe(true)
  })
  it('M-024 « Contrôle de la facturation » is the preparation limited to the solution', async () => {
    await page.getByRole('button', { name: 'Contrôle de la facturation' }).click()
    await page.getByText('Limité à la solution SSC-001').waitFor()
    await page.getByRole('button', { name: 'Demande de relevés' }).click()
    await expect.poll(async () => (await proposed()).sort()).toEqual(['BIEN-001', 'BIEN-002'])
  })
  it('M-001 M-002 « Particularités » leads to the requests of the solution', async () => {
    await toHub('Gérer une solution de services client')
    await page.locator('[col-id="code"]').filter({ hasText: 'SSC-003' }).dblclick()
    await page.getByRole('tab', { name: 'Particularités' }).click()
    await page.getByText('Faire les demandes de relevés compteurs par fax ou e-mail').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Demande de relevés' }).click()
    await expect.poll(proposed).toEqual(['BIEN-004'])
    expect(shown.complaints).toEqual([])
  })
})
