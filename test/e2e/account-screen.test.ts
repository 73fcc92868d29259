import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, columnTexts, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let window: OpenWindow
let page: Page

const button = (name: string | RegExp) => page.getByRole('button', { name })
const cell = (text: string | RegExp) => page.getByRole('gridcell', { name: text })
const dialog = () => page.getByRole('dialog')
/** The events shown, from the first, as words. */
const events = async (): Promise<string[]> => (await columnTexts(page, 'text')).map((text) => text.replaceAll('\u00a0', ' '))

async function fill(api: Client<OfficeContract>): Promise<void> {
  const lyon = { line1: '8 quai Romain-Rolland', line2: '', line3: '', postcode: '69005', city: 'Lyon', countryCode: 'FR' }
  const { id } = await api.receivables.saveCustomer(customerNamed('C001', 'Boulangerie Hélène', { address: lyon, phone1: '04 65 71 10 10' }))
  await api.receivables.saveCustomer(customerNamed('C002', 'Café Zoé', { address: lyon }))
  const dueDates: number[] = []
  for (const [number, dueOn, amount] of [['F001', '2026-01-31', 60_000], ['F002', '2026-02-28', 10_000]] as const) dueDates.push((await api.receivables.saveInvoice(invoiceOf(id!, number, [[dueOn, amount]]))).dueDates[0]!.id!)
  await api.receivables.savePayment(paymentOf(id!, 12_500, [[dueDates[1]!, 10_000]], { paidOn: localDate('2026-03-05') }))
  await api.reminders.generate(await requestOf(api, [dueDates[0]!]))
  await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: dueDates[0]!, reason: 'Prix contesté', since: null, until: null }, asOf: localDate('2026-03-31') })
}

beforeAll(async () => {
  window = await openWindow(fill)
  page = window.page
  await page.getByRole('link', { name: 'Clients' }).click()
  await cell('Boulangerie Hélène').dblclick()
  // the list has a « Synthèse » too
  await page.getByRole('tab', { name: 'Comptabilité' }).waitFor()
  await button('Synthèse').click()
  await cell(/Courrier de relance niveau 1/).waitFor()
})
afterEach(() => closeDialogs(page))
afterAll(() => window.close())

it('« Synthèse du client » shows the state of the account and all that happened, newest first', async () => {
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Synthèse du client')
  const figures = (await page.locator('.figures').textContent())!.replaceAll('\u00a0', ' ')
  for (const words of ['Solde575,00 €', 'Encours600,00 €', 'Échu600,00 €', 'Crédits non affectés25,00 €', '31/01/2026', '31/03/2026, niveau 1']) expect(figures).toContain(words)
  expect(await events()).toEqual(['Blocage : litige F001 – Prix contesté', 'Courrier de relance niveau 1, net à payer', 'F002 soldée', 'Règlement (Virement) VIR', 'Échéance de F002', 'Échéance de F001', 'Facture F002', 'Facture F001'])
  await cell('non affecté : 25,00 €').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
})

it('its filters hide what is not looked for', async () => {
  await page.getByRole('checkbox', { name: 'Pièces' }).uncheck()
  await page.getByRole('checkbox', { name: 'Échéances' }).uncheck()
  await expect.poll(events).toEqual(['Blocage : litige F001 – Prix contesté', 'Courrier de relance niveau 1, net à payer', 'Règlement (Virement) VIR'])
  await page.getByText('3 événements').waitFor()
  await page.getByRole('checkbox', { name: 'Pièces' }).check()
  await page.getByRole('checkbox', { name: 'Échéances' }).check()
  await expect.poll(async () => (await events()).length).toBe(8)
})

it('an invoice opens from its event, and one comes back', async () => {
  await cell('Facture F001').dblclick()
  await page.getByRole('heading', { level: 1, name: 'Facture' }).waitFor()
  await button(/^Retour/).click()
  await cell('Facture F001').waitFor()
})

it('a call is noted, shown, changed and erased for good', async () => {
  await button('Noter un appel…').click()
  await dialog().getByLabel('Résultat').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog().getByLabel('Résultat').selectOption('Litige')
  await dialog().getByLabel('Motif du litige').fill('Livraison incomplète')
  // disputed already, it is not proposed
  await dialog().getByRole('checkbox', { name: /^F001/ }).check()
  await page.keyboard.press('F2')
  await cell('Litige – Livraison incomplète').dblclick()
  await button('Effacer la note').click()
  await answer(page, 'Oui')
  await page.getByText('Note effacée').first().waitFor()
  await cell('Litige – Livraison incomplète').waitFor({ state: 'detached' })
})

it('the statement of account is read as a PDF before it is written, then stands among the documents', async () => {
  await button('Relevé de compte…').click()
  await dialog().locator('canvas').first().waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('F2')
  await page.getByText(/1 fichier écrit/).first().waitFor()
  await cell(/^Relevé de compte au/).waitFor()
})

it('the file of evidence is written and opens from its event', async () => {
  await button('Dossier de preuve…').click()
  await dialog().getByText('1 échéance contestée ou sous échéancier, nommée à part et non réclamée').waitFor()
  await dialog().getByText(/^F001, échéance du 31\/01\/2026, 600,00\s€\s: litige sur cette échéance/).waitFor()
  expect(await dialog().getByRole('checkbox', { name: 'Les réclamer quand même' }).isChecked()).toBe(false)
  expect(await accessibilityProblems(page)).toEqual([])
  // of a day before the invoice existed nothing was contested
  await dialog().getByLabel('Arrêté au').fill('31/12/2025')
  await dialog().getByRole('checkbox', { name: 'Les réclamer quand même' }).waitFor({ state: 'detached' })
  await dialog().getByLabel('Arrêté au').fill('31/03/2026')
  await dialog().getByRole('checkbox', { name: 'Les réclamer quand même' }).waitFor()
  await page.keyboard.press('F2')
  await page.getByText(/Dossier de preuve écrit \(\d+ pages\)/).first().waitFor()
  await cell('Dossier de preuve au 31/03/2026 – Boulangerie Hélène').waitFor()
})

it('is reached from the list of customers, which writes the statements of all it lists at once', async () => {
  await page.getByRole('link', { name: 'Clients' }).click()
  await cell('Café Zoé').click()
  await button('Synthèse').click()
  await page.getByText(/^aucun événement/).waitFor()
  await page.getByRole('link', { name: 'Clients' }).click()
  await button('Relevés de compte (2)…').click()
  await dialog().getByRole('radio', { name: 'Classeur Excel' }).check()
  await page.keyboard.press('F2')
  await page.getByText(/1 fichier écrit.*Relevés de compte/).first().waitFor()
  await cell('Café Zoé').waitFor()
})

it('statements of the customers ticked in the list are written at once; none ticked, of all it lists', async () => {
  await cell('Café Zoé').click()
  await page.keyboard.press('Space')
  await button('Relevés de compte (1)…').click()
  await dialog().locator('canvas').first().waitFor()
  await page.keyboard.press('Escape')
  await cell('Café Zoé').waitFor()
  await button('Relevés de compte (2)…').waitFor()
})

it('a header’s filter decides whose statements are written, ticked ones it hides left out', async () => {
  await cell('Boulangerie Hélène').click()
  await page.keyboard.press('Space')
  await button('Relevés de compte (1)…').waitFor()
  const filter = page.getByRole('textbox', { name: /^Raison sociale/ })
  await filter.fill('Zoé')
  await cell('Boulangerie Hélène').waitFor({ state: 'detached' })
  await button('Relevés de compte (1)…').click()
  await dialog().locator('canvas').first().waitFor()
  await page.keyboard.press('F2')
  await page.getByText(/1 fichier écrit.*C002 Café Zoé/).first().waitFor()
})

it('is reached from a row of the reminder grid, which is there again when one comes back', async () => {
  await page.getByRole('link', { name: 'Relances' }).click()
  await button(/^Calcul/).click()
  await cell('F001').click()
  await button('Synthèse').click()
  await cell('Facture F001').waitFor()
  await button(/^Retour/).click()
  await cell('F001').waitFor()
})

it('nothing was complained of by the page', () => { expect(window.complaints).toEqual([]) })
