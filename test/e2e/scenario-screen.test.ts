import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { addDays, systemToday } from '../../shared/date.ts'
import type { ScenarioToday } from '../../shared/scenarios/scenario-contract.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, tabTo, type OpenWindow } from '../fixtures/window-fixture.ts'

const asOf = systemToday()
const late = (days: number) => addDays(asOf, -days)

let window: OpenWindow
let page: Page
const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const press = (key: string) => page.keyboard.press(key)

async function fill(api: Client<OfficeContract>): Promise<void> {
  await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: late(16), cents: 120_000 }, { number: 'F2', dueOn: late(20), cents: 30_000 }, { number: 'F3', dueOn: late(2), cents: 5000 })
  await owing(api, ['B', 'Béta'], { number: 'F4', dueOn: late(15), cents: 40_000 })
  await owing(api, ['C', 'Gamma', { phone1: '04 65 71 10 10' }], { number: 'F5', dueOn: late(26), cents: 70_000, level: 1, remindedOn: late(11) })
  const { ids } = await owing(api, ['D', 'Delta'], { number: 'F6', dueOn: late(31), cents: 60_000, level: 1, remindedOn: late(16) })
  await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: ids[0]!, reason: 'Livraison incomplète', since: null, until: null }, asOf })
}

beforeAll(async () => {
  window = await openWindow(fill)
  page = window.page
})
afterEach(() => closeDialogs(page))
afterAll(() => window.close())

async function openToday(): Promise<void> {
  await press('Alt+2')
  await page.getByRole('heading', { level: 1, name: 'Aujourd’hui' }).waitFor()
}
const proposed = async (): Promise<[number, number][]> => ((await window.call('scenarios.today', { asOf })) as { value: ScenarioToday }).value.groups.map(({ place, dueDateCount }) => [place, dueDateCount])

it('a dossier that uses no scenario hears nothing of it', async () => {
  await openToday()
  await page.getByText('Aucune séance').or(page.getByRole('heading', { name: /^Séances/ })).first().waitFor()
  expect(await page.getByRole('heading', { name: /^Scénario/ }).count()).toBe(0)
})

it('is set up step by step; a step that makes no sense is told, and the delivered one comes back', async () => {
  await page.getByRole('link', { name: 'Paramétrage' }).click()
  await page.getByRole('link', { name: /^Scénario de relance/ }).click()
  const days = page.getByLabel('Jours après l’échéance')
  await expect.poll(() => days.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual(['5', '15', '25', '30', '45'])
  await page.getByLabel('Utiliser un scénario').focus()
  await press('Space')
  await days.nth(1).fill('3')
  await press('Tab')
  await page.getByText('Le nombre de jours doit dépasser celui des étapes précédentes.').waitFor()
  await press('F2')
  await page.getByText('1 étape à corriger').first().waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await button('Ajouter une étape').click()
  await expect.poll(() => days.count()).toBe(6)
  await button('Retirer l’étape 6').click()
  await expect.poll(() => days.count()).toBe(5)
  await button('Rétablir le scénario fourni').click()
  await expect.poll(() => days.nth(1).inputValue()).toBe('15')
  await press('F2')
  await page.getByText('Scénario enregistré.').first().waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'scenario-settings')
})

it('« Aujourd’hui » then says what is to be done, and why some of it is not', async () => {
  await openToday()
  await page.getByRole('heading', { name: 'Scénario de relance (3)' }).waitFor()
  await page.getByText('2 clients, 3 échéances, 1 900,00 €').waitFor()
  await page.getByText('Étapes atteintes mais bloquées (1)').click()
  await page.getByText('Livraison incomplète').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'today-scenario')
})

it('from the keyboard, a step opens « Relance Client » with its due dates ticked and its level chosen; generated, it is proposed no more', async () => {
  await tabTo(page, 'Ouvrir la relance : J+15')
  await press('Enter')
  await page.getByRole('tab', { name: 'Génération', selected: true }).waitFor()
  await page.getByText('3 sélectionnées · 1 900,00 €').waitFor()
  await expect.poll(() => page.getByRole('radio', { name: 'Indiquer un niveau' }).isChecked()).toBe(true)
  await page.getByText('Échéances ouvertes depuis un autre écran.').waitFor()
  await press('F2')
  await page.getByRole('alertdialog').getByText(/2 de niveau 1/).waitFor()
  await answer(page, 'Oui')
  await dialog().waitFor()
  await expect.poll(proposed).toEqual([[2, 1]])
  await press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await openToday()
  await page.getByRole('heading', { name: 'Scénario de relance (1)' }).waitFor()
})

it('a call step begins a session; the call that is noted does the step', async () => {
  await tabTo(page, 'Séance d’appels : J+25')
  await press('Enter')
  await dialog().getByText('1 échéance cochée').waitFor()
  await press('F2')
  await page.getByRole('heading', { level: 2, name: 'Gamma' }).waitFor()
  await page.locator('.outcomes button:enabled').first().waitFor()
  await press('3')
  await dialog().locator('textarea').waitFor()
  await press('F2')
  await dialog().waitFor({ state: 'detached' })
  await openToday()
  await page.getByText('Rien à faire aujourd’hui selon le scénario.').waitFor()
})

it('due dates that the dashboard opens get the level after their own, not that of an earlier proposal', async () => {
  await page.getByRole('link', { name: 'Tableau de bord' }).click()
  const ageing = page.locator('section', { has: page.getByRole('heading', { name: 'Balance âgée' }) })
  await ageing.getByRole('button', { name: 'Voir le tableau' }).click()
  await ageing.getByRole('row').filter({ hasText: '1 à 30 j' }).getByRole('link').click()
  await button('Ouvrir dans la relance').click()
  await page.getByRole('tab', { name: 'Génération', selected: true }).waitFor()
  await expect.poll(() => page.getByRole('radio', { name: 'Incrémentation automatique' }).isChecked()).toBe(true)
})

it('« Calcul » shows what its criteria find again', async () => {
  await page.getByRole('link', { name: 'Relances' }).click()
  await press('F5')
  await page.getByText('Échéances ouvertes depuis un autre écran.').waitFor({ state: 'detached' })
})

it('nothing was complained of by the page', () => { expect(window.complaints).toEqual([]) })
