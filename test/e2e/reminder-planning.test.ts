import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../shared/money.ts'
import { addDays, formatDate, systemToday, type LocalDate } from '../../shared/date.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, gridCell, gridRow, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const ago = (days: number): LocalDate => addDays(systemToday(), -days)

let window: OpenWindow
const page = (): OpenWindow['page'] => window.page
const tab = (name: string): Locator => page().getByRole('tab', { name, exact: true })
const button = (name: string | RegExp): Locator => page().getByRole('button', { name })
const dialog = (): Locator => page().getByRole('dialog')
/** Out of a dialog or a screen. A dialog gives the focus back to where it was a moment after it is gone: what is clicked sooner would lose it again. */
const back = async (): Promise<void> => {
  const isDialog = await dialog().isVisible()
  await page().keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
  if (isDialog) await expect.poll(() => page().evaluate(() => document.activeElement !== document.body)).toBe(true)
}

beforeAll(async () => {
  window = await openWindow(async (api) => {
    await owing(api, ['C1', 'Dupont SA'], { number: 'FA001', dueOn: ago(12), cents: 100_00 }, { number: 'FA002', dueOn: ago(40), cents: 200_00 })
    const durand = await owing(api, ['C2', 'Durand'], { number: 'FA003', dueOn: ago(5), cents: 50_00 })
    await api.receivables.savePayment(paymentOf(durand.customerId, 50_00))
    const settings = await api.reminders.settings()
    await api.reminders.saveSettings({ ...settings, toleranceCents: cents(10_00) })
  })
  await page().keyboard.press('F5')
  await gridCell(page(), 'FA001', 'ticked').waitFor()
})
afterEach(() => closeDialogs(page()))
afterAll(() => window.close())

describe('« Pourquoi ? »', () => {
  it('one click on the row’s « ? » explains it in a sentence, with the rule at present chosen, ticked or not', async () => {
    await gridCell(page(), 'FA001', 'why').click()
    await dialog().getByText('Courrier de niveau 1 : un niveau de plus que le niveau 0 actuel. Jamais relancée.').waitFor()
    await dialog().getByText('Aucune génération ne l’a encore examinée.').waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
    await back()
    await tab('Génération').click()
    await page().getByRole('radio', { name: 'Tenir compte du nombre de jour de dépassement' }).check()
    await gridCell(page(), 'FA002', 'customerName').click()
    await page().keyboard.press('F8')
    await dialog().getByText('Courrier de niveau 2 : 40 jours de retard, au moins les 30 du seuil du niveau 2. Jamais relancée.').waitFor()
    await back()
    await gridCell(page(), 'FA003', 'customerName').click()
    await button(/^Pourquoi/).click()
    await dialog().getByText('Aucun courrier : les règlements et avoirs non affectés du client (50,00 €) couvrent tout ce qu’il doit (50,00 €). Jamais relancée.').waitFor()
    await back()
  })
})

describe('a key that follows a click at once', () => {
  /** Click and key in one turn of the page, as a busy machine hands them out: nothing the grid tells later comes between. */
  const clickAndPress = (invoiceNumber: string, key: string): Promise<void> => gridCell(page(), invoiceNumber, 'customerName').evaluate((cell: HTMLElement, name) => {
    cell.focus()
    cell.click()
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  }, key)

  it('is about the row clicked, not the one before: F8 explains it, F9 blocks it', async () => {
    await gridCell(page(), 'FA002', 'customerName').click()
    await clickAndPress('FA001', 'F8')
    await dialog().getByText(/Dupont SA.*FA001/).waitFor()
    await back()
    await clickAndPress('FA002', 'F8')
    await dialog().getByText(/Dupont SA.*FA002/).waitFor()
    await back()
    await clickAndPress('FA001', 'F9')
    await dialog().getByRole('radio', { name: 'Cette facture (FA001)' }).waitFor()
    await back()
  })
  it('« Bloquer… » in the explanation blocks the row explained', async () => {
    await clickAndPress('FA002', 'F8')
    await dialog().getByText(/Dupont SA.*FA002/).waitFor()
    await dialog().getByRole('button', { name: 'Bloquer…' }).click()
    await dialog().getByRole('radio', { name: 'Cette facture (FA002)' }).waitFor()
    await back()
  })
})

describe('« Bloquer… »', () => {
  it('from the grid: a dispute needs its reason, F2 saves, the row is marked in words and « Pourquoi ? » tells it', async () => {
    await gridCell(page(), 'FA001', 'customerName').click()
    await page().keyboard.press('F9')
    await dialog().getByRole('heading', { name: 'Ne plus relancer' }).waitFor()
    await dialog().getByRole('group', { name: 'Porte sur' }).waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
    expect(await dialog().getByText('aussi pour les échéances à venir').count()).toBe(0)
    await dialog().getByRole('radio', { name: /^Cette facture/ }).click()
    await dialog().getByText('aussi pour les échéances à venir').waitFor()
    await dialog().getByRole('radio', { name: /^Cette échéance/ }).click()
    await page().keyboard.press('F2')
    await dialog().getByLabel(/^Motif/).fill('Marchandise abîmée')
    await dialog().getByLabel(/^Jusqu’au/).fill(formatDate(addDays(systemToday(), 10)))
    await page().keyboard.press('F2')
    await dialog().waitFor({ state: 'hidden' })
    await gridRow(page(), 'FA001').getByText('⊘ Litige').waitFor()
    await gridCell(page(), 'FA001', 'why').click()
    await dialog().getByText(`Aucun courrier : litige sur cette échéance (« Marchandise abîmée »), jusqu’au ${formatDate(addDays(systemToday(), 10))} inclus. Jamais relancée.`).waitFor()
    await back()
    expect(await accessibilityProblems(page())).toEqual([])
  })
  it('on the invoice: the hold shows with its history, another is set on the invoice, « Lever » asks Oui / Non', async () => {
    await gridCell(page(), 'FA001', 'rowHeader').dblclick()
    const panel = page().getByRole('region', { name: 'Blocages' })
    await panel.getByText('Marchandise abîmée').waitFor()
    await panel.getByRole('button', { name: 'Bloquer…' }).click()
    await dialog().getByRole('radio', { name: 'Cette facture (FA001)' }).check()
    await dialog().getByLabel('Nature').selectOption({ label: 'Échéancier accordé' })
    await page().keyboard.press('F2')
    await dialog().waitFor({ state: 'hidden' })
    await panel.getByText('⊘ Échéancier accordé').waitFor()
    await panel.getByRole('button', { name: /^Lever : Litige/ }).click()
    await answer(page(), 'Non')
    await panel.getByText('⊘ Litige').waitFor()
    await panel.getByRole('button', { name: /^Lever : Litige/ }).click()
    await answer(page(), 'Oui')
    await panel.getByText(/levé le/).waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
  })
  it('on the customer: a procédure collective bears on him whole and shows beside his name', async () => {
    await button('Fiche client').click()
    await tab('Comptabilité').click()
    const panel = page().getByRole('region', { name: 'Blocages' })
    await panel.getByRole('button', { name: 'Bloquer…' }).click()
    await dialog().getByLabel('Nature').selectOption({ label: 'Procédure collective' })
    await dialog().getByLabel(/^Jugement d’ouverture/).fill(formatDate(ago(3)))
    await page().keyboard.press('F2')
    await dialog().waitFor({ state: 'hidden' })
    await page().getByRole('heading', { name: /Dupont SA.*⊘ Procédure collective/ }).waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
    await back()
    await back()
    await gridRow(page(), 'FA002').getByText('⊘ Procédure collective').waitFor()
  })
})

describe('« Simuler »', () => {
  it('shows each ticked due date with its level and why, or what blocks it, and nothing is written', async () => {
    await button('Tout sélectionner').click()
    await tab('Génération').click()
    await button('Simuler').click()
    await dialog().getByText(/procédure collective sur le client, sans date de fin/).first().waitFor()
    expect(await dialog().getByLabel('Afficher').locator('option').allTextContents()).toEqual([
      'Toutes les échéances cochées (3)', 'Écartées (3)', 'Écartées\u00a0: bloquée (2)', 'Écartées\u00a0: couverte par les règlements et avoirs non affectés du client (1)',
    ])
    await dialog().getByLabel('Afficher').selectOption({ index: 3 })
    await expect.poll(() => dialog().locator('.ag-row').count()).toBe(1)
    expect(await accessibilityProblems(page())).toEqual([])
    await page().keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await window.call('reminders.runs', { from: 0 })).toEqual({ ok: true, value: [] })
  })
})

describe('« Personnalisation »', () => {
  it('keeps what becomes of credits, the tolerance and the age of the data', async () => {
    await tab('Personnalisation').click()
    await page().getByRole('radio', { name: 'les déduire, les plus anciennes échéances d’abord' }).check()
    await page().getByLabel(/^Tolérance/).fill('5')
    await page().getByLabel(/^Âge maximal/).fill('')
    await page().keyboard.press('F2')
    await page().getByText('Personnalisation sauvegardée').first().waitFor()
    expect(await window.call('reminders.settings', undefined)).toMatchObject({ ok: true, value: { creditHandling: 'net', toleranceCents: 500, maxDataAgeDays: null } })
    expect(await accessibilityProblems(page())).toEqual([])
    expect(window.complaints).toEqual([])
  })
})
