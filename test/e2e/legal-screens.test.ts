import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let shown: OpenWindow
let page: Page

const part = (title: string): Locator => page.locator('.part').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ')

beforeAll(async () => {
  shown = await openWindow(async (api) => {
    const { id } = await api.receivables.saveCustomer(customerNamed('411A', 'Garage Müller'))
    const { dueDates } = await api.receivables.saveInvoice(invoiceOf(id!, 'FA100', [['2026-01-31', 120_000]], { invoicedOn: localDate('2026-01-01') }))
    const dueDateId = dueDates[0]!.id!
    await api.receivables.saveInvoice({ ...(await api.receivables.invoice({ id: (await api.receivables.invoicesOf({ customerId: id!, onlyOpen: false }))[0]!.id })), dueDates: [{ ...dueDates[0]!, level: 2 }] })
    await api.reminders.generate(await requestOf(api, [dueDateId]))
    await api.receivables.savePayment(paymentOf(id!, 50_000, [[dueDateId, 50_000]], { paidOn: localDate('2026-03-02') }))
  })
  page = shown.page
})
afterEach(() => closeDialogs(page))
afterAll(() => shown.close())

describe('« Intérêts et prescription » of a customer', () => {
  beforeAll(async () => {
    await page.getByRole('link', { name: 'Clients' }).click()
    await page.getByText('Garage Müller').dblclick()
    await page.getByRole('tab', { name: 'Intérêts et prescription' }).click()
  })

  it('names the rate that is missing, where to type it, and shows no amount', async () => {
    const interest = part('Calcul des intérêts')
    await interest.getByLabel('Au', { exact: true }).fill('30/09/2026')
    await interest.getByLabel('Au', { exact: true }).blur()
    await expect.poll(async () => plain(await interest.getByRole('alert').textContent())).toContain('manque pour 2026-S2')
    expect(await interest.getByRole('table').count()).toBe(0)
  })

  it('shows each segment with its days, base, rate and amount', async () => {
    const interest = part('Calcul des intérêts')
    await interest.getByLabel('Au', { exact: true }).fill('31/03/2026')
    await interest.getByLabel('Au', { exact: true }).blur()
    await expect.poll(() => interest.getByRole('row').count()).toBe(4)
    const rows = (await interest.getByRole('row').allTextContents()).slice(1).map(plain)
    expect(rows).toEqual([expect.stringContaining('301 200,0012,15 %11,98'), expect.stringContaining('29700,0012,15 %6,76'), expect.stringContaining('40,00')])
    expect(plain(await interest.getByRole('status').textContent())).toContain('Intérêts 18,74 €, indemnités 40,00 €, soit 58,74 €')
  })

  it('keeps the number and the receipt of a formal notice', async () => {
    const notices = part('Mises en demeure')
    await notices.getByRole('button', { name: 'Saisir le recommandé…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('N° de recommandé').fill('2C 123 456 789 01')
    await dialog.getByLabel('Envoyée le').fill('01/04/2026')
    await dialog.getByLabel('Reçue le').fill('03/04/2026')
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => (await notices.getByRole('row').last().textContent())).toContain('2C 123 456 789 0101/04/202603/04/2026')
  })

  it('starts the prescription again from an acknowledgement of debt', async () => {
    const prescription = part('Prescription')
    await expect.poll(async () => await prescription.getByRole('row').last().textContent()).toContain('01/01/2031')
    await prescription.getByRole('button', { name: 'Ajouter une interruption…' }).click()
    await page.getByRole('dialog').getByLabel('Date').fill('15/06/2026')
    await page.keyboard.press('F2')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(async () => await prescription.getByRole('row').nth(1).textContent()).toContain('15/06/2031')
  })

  it('axe finds nothing', async () => {
    await picture(page, 'legal-customer')
    expect(await accessibilityProblems(page)).toEqual([])
  })
})

describe('« Taux et intérêts »', () => {
  beforeAll(async () => {
    await shown.app.chooseMenu('go.rates')
    await page.getByRole('heading', { name: 'Taux de refinancement de la BCE' }).waitFor()
  })

  it('says which rates are missing', async () => {
    expect(await page.getByText(/^Taux manquants jusqu’à aujourd’hui/).textContent()).toContain('2026-S2')
    expect(await page.getByText('Taux absents de ces tables').textContent()).toContain('Taux d’intérêt légal (autres cas) avant 2024-S1')
  })

  it('takes a rate with its source, asks about one that surprises, and shows the history', async () => {
    await page.getByRole('button', { name: 'Ajouter un semestre…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Taux d’un semestre' })
    await dialog.getByLabel('Année').fill('2026')
    await dialog.getByLabel('Semestre').selectOption('2')
    await dialog.getByLabel('Taux annuel en %').fill('7,40')
    await dialog.getByLabel('Source').fill('Banque de France')
    await page.keyboard.press('F2')
    await answer(page, 'Non')
    expect(await dialog.isVisible()).toBe(true)
    await dialog.getByLabel('Taux annuel en %').fill('2,40')
    await page.keyboard.press('F2')
    await dialog.waitFor({ state: 'detached' })
    await page.locator('.ag-row').filter({ hasText: '2026-S2' }).first().dblclick()
    await dialog.waitFor()
    await expect.poll(async () => plain(await dialog.getByRole('row').last().textContent())).toContain('–2,40Banque de France')
    await picture(page, 'legal-rate')
    await page.keyboard.press('Escape')
  })

  it('keeps from which level letters claim', async () => {
    await page.getByLabel('Réclamer intérêts et indemnités').selectOption('3')
    await page.getByLabel('Délai de paiement (jours)').fill('15')
    await page.keyboard.press('F2')
    await expect.poll(() => shown.call('legal.settings')).toMatchObject({ value: { claimInterestFromLevel: 3, paymentDelayDays: 15, prescriptionWarningDays: 60 } })
  })

  it('axe finds nothing', async () => {
    await picture(page, 'legal-rates')
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('and nothing was complained about', () => expect(shown.complaints).toEqual([]))
})
