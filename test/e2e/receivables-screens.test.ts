import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { company } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

type Bridge = { relais: { call(path: string, input?: unknown): Promise<{ ok: boolean; value: unknown }> } }

let window: OpenWindow
let page: Page

/** A call of the contract, as the screens make it. */
async function call<T>(path: string, input: unknown): Promise<T> {
  const answer = await window.call(path, input)
  expect(answer).toMatchObject({ ok: true })
  return (answer as { value: T }).value
}

const tab = (name: string) => page.getByRole('tab', { name, exact: true })
/** Required fields have a star after their name. */
const field = (name: string) => page.getByRole('textbox', { name: new RegExp(`^${name.replace(/[()]/g, '\\$&')}( \\*)?$`) })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const gridCell = (text: string) => page.getByRole('gridcell', { name: text, exact: true })
const toast = (text: string) => page.getByText(text).first()

/** Two customers, three open invoices, a payment nobody allocated. */
async function fill(api: Client<OfficeContract>): Promise<void> {
  const lyon = { line1: '8 quai Romain-Rolland', line2: '', line3: '', postcode: '69005', city: 'Lyon', countryCode: 'FR' }
  const { id } = await api.receivables.saveCustomer(customerNamed('C001', 'Boulangerie Hélène', { address: lyon, phone1: '04 65 71 10 10' }))
  await api.receivables.saveCustomer(customerNamed('C002', 'Café Zoé', { address: { ...lyon, city: 'Saint-Étienne', postcode: '42000' } }))
  for (const [number, dueOn, amount] of [['F001', '2026-01-31', 6_000], ['F002', '2026-02-28', 10_000], ['F003', '2026-03-31', 4_000]] as const) await api.receivables.saveInvoice(invoiceOf(id!, number, [[dueOn, amount]]))
  await api.receivables.savePayment(paymentOf(id!, 2_500))
}

beforeAll(async () => {
  window = await openWindow(fill)
  page = window.page
  await page.getByRole('link', { name: 'Clients' }).click()
})
afterEach(() => closeDialogs(page))
afterAll(() => window.close())

it('X-18 « Clients » lists, searches without accents, and says « Aucun résultat »', async () => {
  await gridCell('Boulangerie Hélène').waitFor()
  await gridCell('200,00').first().waitFor()
  await field('Rechercher (code, nom, ville)').fill('etienne')
  await gridCell('Café Zoé').waitFor()
  await gridCell('Boulangerie Hélène').waitFor({ state: 'detached' })
  await field('Rechercher (code, nom, ville)').fill('personne')
  await page.getByText('Aucun résultat').first().waitFor()
  await field('Rechercher (code, nom, ville)').fill('')
  await gridCell('Boulangerie Hélène').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
})

it('R-EBP-54 « Fiche client » has the tab « Comptabilité » with « Niveau de relance » 0 to 3; F2 saves it', async () => {
  await gridCell('Boulangerie Hélène').dblclick()
  await tab('Comptabilité').click()
  const levels = page.getByRole('group', { name: 'Niveau de relance' })
  await expect.poll(() => levels.getByRole('radio').count()).toBe(4)
  await levels.getByRole('radio', { name: '2' }).check()
  expect(await accessibilityProblems(page)).toEqual([])
  await field('Conditions de paiement').fill('45 jours fin de mois le 10')
  await page.keyboard.press('F2')
  await toast('Fiche de Boulangerie Hélène enregistrée').waitFor()
  const [id] = await customerIds('C001')
  expect(await call('receivables.customer', { id })).toMatchObject({ reminderLevel: 2, paymentTerm: { days: 45, endOfMonth: 'after-days', dayOfMonth: 10 } })
})

const customerIds = async (search: string): Promise<number[]> => page.evaluate(async (text) => {
  const answer = await (globalThis as unknown as Bridge).relais.call('receivables.findCustomers', { search: text, onlyActive: false })
  return [...(answer.value as { ids: Int32Array }).ids]
}, search)

it('a wrong SIREN is said at its field and nothing is saved', async () => {
  await tab('Fiche principale').click()
  await field('SIREN').fill('123456789')
  await page.keyboard.press('F2')
  await page.getByText('ce numéro SIREN n’est pas valable').waitFor()
  expect(await field('SIREN').getAttribute('aria-invalid')).toBe('true')
  await field('SIREN').fill('')
})

it('R-EBP-09 a payment settles the oldest due dates first unless another amount is written; what is left stays unallocated', async () => {
  await tab('Échéances').click()
  await gridCell('F001').waitFor()
  await button('Saisir un règlement').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Montant' }).fill('120')
  const allocated = (number: string) => dialog.getByRole('textbox', { name: new RegExp(`Affecté à ${number}`) })
  await expect.poll(() => allocated('F001').inputValue()).toBe('60,00')
  await expect.poll(() => allocated('F002').inputValue()).toBe('60,00')
  await allocated('F002').fill('50')
  await dialog.getByText('Non affecté : 10,00').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('F2')
  await dialog.waitFor({ state: 'detached' })
  await gridCell('F001').waitFor({ state: 'detached' })
  const [id] = await customerIds('C001')
  expect(await call('receivables.dueDatesOf', { customerId: id, onlyOpen: true })).toMatchObject([{ number: 'F002', openCents: 5_000 }, { number: 'F003', openCents: 4_000 }])
})

it('R-EBP-10 the invoice window shows due dates with level, date and remaining amount, and what settled them; Échap comes back', async () => {
  await gridCell('F002').dblclick()
  await page.getByRole('heading', { name: 'Facture F002' }).waitFor()
  await page.getByRole('cell', { name: '50,00' }).first().waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Niveau' }).selectOption('1')
  await field('Note').fill('Appeler avant jeudi')
  await page.keyboard.press('F2')
  await toast('Facture F002 enregistrée').waitFor()
  await page.keyboard.press('Escape')
  await gridCell('F002').waitFor()
  await expect.poll(() => tab('Échéances').getAttribute('aria-selected')).toBe('true')
})

it('X-17 leaving typed changes and deleting ask « Oui » / « Non »; « Non » leaves everything as it is', async () => {
  await tab('Échéances').click()
  await gridCell('F003').dblclick()
  await page.getByRole('heading', { name: 'Facture F003' }).waitFor()
  await button('Supprimer').click()
  await answer(page, 'Non')
  await field('Libellé').fill('Farine')
  await page.keyboard.press('Escape')
  await answer(page, 'Non')
  expect(await field('Libellé').inputValue()).toBe('Farine')
  await button('Supprimer').click()
  await answer(page, 'Oui')
  await toast('Pièce supprimée').waitFor()
  const [id] = await customerIds('C001')
  expect(await call<unknown[]>('receivables.dueDatesOf', { customerId: id, onlyOpen: true })).toHaveLength(1)
})

it('a credit note entered by hand settles what remains', async () => {
  await tab('Échéances').click()
  await button('Nouvel avoir').click()
  await field('N° d’avoir').fill('A001')
  await page.getByRole('textbox', { name: 'Montant' }).fill('30')
  await page.keyboard.press('F2')
  await toast('Avoir A001 enregistrée').waitFor()
  await button('Utiliser l’avoir').click()
  await page.getByRole('dialog').getByText('Non affecté : 0,00').waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: 'F002', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await tab('Échéances').waitFor()
})

it('« Factures », from the menu, lists every customer’s open invoices; a double click opens one', async () => {
  await window.app.chooseMenu('go.invoices')
  await page.getByRole('heading', { level: 1, name: 'Factures' }).waitFor()
  await gridCell('F002').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await gridCell('F002').dblclick()
  await page.getByRole('heading', { name: 'Facture F002' }).waitFor()
})

it('« Société » says what is wrong at each field, and saves with F2', async () => {
  await page.getByRole('link', { name: 'Société' }).click()
  await field('IBAN').fill('FR76 3000 6000 0112 3456 7890 188')
  await field('SIRET').fill('73282932000075')
  await page.keyboard.press('F2')
  await page.getByText('cet IBAN n’est pas valable').waitFor()
  await page.getByText('ce numéro SIRET n’est pas valable').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await field('IBAN').fill(company.iban)
  await field('SIRET').fill(company.siret)
  await field('Raison sociale').fill('Comptoirs du Rhône et de la Saône')
  await page.keyboard.press('F2')
  await toast('Fiche société enregistrée').waitFor()
  expect(await call('dossiers.current', undefined)).toMatchObject({ company: { name: 'Comptoirs du Rhône et de la Saône' } })
})

it('X-17 side bar, Alt+1, menu, another language and closing the dossier all ask before typed changes are lost', async () => {
  await field('Site web').fill('www.comptoirs.example')
  const ways = [
    () => page.getByRole('link', { name: 'Clients' }).click(), () => page.keyboard.press('Alt+1'), () => page.keyboard.press('Escape'),
    () => window.app.chooseMenu('go.invoices'), () => window.app.chooseMenu('locale.en'), () => window.app.chooseMenu('dossier.close'),
  ]
  for (const leave of ways) {
    await leave()
    await answer(page, 'Non')
    expect(await field('Site web').inputValue()).toBe('www.comptoirs.example')
  }
  await page.getByRole('link', { name: 'Clients' }).click()
  await answer(page, 'Oui')
  await gridCell('Café Zoé').waitFor()
  expect(await call('dossiers.current', undefined)).toMatchObject({ company: { website: company.website } })
})

it('X-17 a customer’s sheet and an invoice ask before their typed changes are lost; a payment saved from the invoice keeps what is typed', async () => {
  await gridCell('Boulangerie Hélène').dblclick()
  await page.getByRole('heading', { name: 'Boulangerie Hélène' }).waitFor()
  await field('Site web').fill('www.helene.example')
  await page.keyboard.press('Alt+1')
  await answer(page, 'Non')
  expect(await field('Site web').inputValue()).toBe('www.helene.example')
  await tab('Échéances').click()
  await gridCell('F002').dblclick()
  await answer(page, 'Oui')
  await page.getByRole('heading', { name: 'Facture F002' }).waitFor()
  await field('Libellé').fill('Farine de seigle')
  await button('Saisir un règlement').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Montant' }).fill('5')
  await page.keyboard.press('F2')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Reste dû 15,00 €').waitFor()
  expect(await field('Libellé').inputValue()).toBe('Farine de seigle')
  await page.getByRole('link', { name: 'Imports' }).click()
  await answer(page, 'Non')
  await page.keyboard.press('F2')
  await toast('Facture F002 enregistrée').waitFor()
  await page.keyboard.press('Escape')
  await gridCell('F002').waitFor()
})

it('X-18 a customer’s due dates and payments are filtered from their headers', async () => {
  const filter = (place: number) => page.locator('.ag-floating-filter-input input:visible').nth(place)
  await filter(1).fill('F9')
  await gridCell('F002').waitFor({ state: 'detached' })
  await filter(1).fill('f002')
  await gridCell('F002').waitFor()
  await tab('Règlements').click()
  await gridCell('5,00').first().waitFor()
  await filter(4).fill('120,00')
  await gridCell('5,00').waitFor({ state: 'detached' })
  await gridCell('120,00').waitFor()
})

it('X-17 closing the dossier asks once, then comes to the start screen', async () => {
  await page.getByRole('link', { name: 'Société' }).click()
  await field('Site web').fill('www.comptoirs.example')
  await window.app.chooseMenu('dossier.close')
  await answer(page, 'Oui')
  await page.getByRole('button', { name: 'Comptoirs du Rhône et de la Saône' }).first().waitFor()
  expect(await page.getByRole('alertdialog').count()).toBe(0)
})

it('the page broke no security rule and threw nothing', () => { expect(window.complaints).toEqual([]) })
