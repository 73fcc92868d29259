import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { CallReport } from '../../shared/calls/session-contract.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { addDays, systemToday } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, tabTo, type OpenWindow } from '../fixtures/window-fixture.ts'

const CUSTOMERS = 50
const FULL_SESSION_MS = 400_000
const asOf = systemToday()

let window: OpenWindow
let page: Page
const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const press = (key: string) => page.keyboard.press(key)

/** Fifty customers who owe from 50 down to 1 euros since last month; the last but one broke a promise. */
async function fill(api: Client<OfficeContract>): Promise<void> {
  for (let place = 1; place <= CUSTOMERS; place += 1) {
    const { customerId, ids } = await owing(api, [`C${String(place).padStart(2, '0')}`, `Client ${String(place).padStart(2, '0')}`, { phone1: '04 65 71 10 10' }], { number: `F${place}`, dueOn: addDays(asOf, -40), cents: (CUSTOMERS + 1 - place) * 100, level: 1, remindedOn: addDays(asOf, -10) })
    if (place === CUSTOMERS - 1) await api.calls.record({ call: callWith(customerId, { calledOn: addDays(asOf, -9), outcome: 'promise', promise: { promisedFor: addDays(asOf, -1), amountCents: cents(200) }, dueDateIds: ids }), asOf: addDays(asOf, -9) })
  }
}

beforeAll(async () => {
  window = await openWindow(fill)
  page = window.page
})
afterEach(() => closeDialogs(page))
afterAll(() => window.close())

/** The customer in front, whole: his outcomes can be given. */
async function inFront(name: string): Promise<void> {
  await page.getByRole('heading', { level: 2, name }).waitFor()
  await page.locator('.outcomes button:enabled').first().waitFor()
}
const called = (count: number) => page.getByText(`${count} appelé${count > 1 ? 's' : ''} sur ${CUSTOMERS}`).waitFor()
/** One key, what the outcome asks for, F2. */
async function give(key: string, text = ''): Promise<void> {
  await press(key)
  await dialog().locator('textarea').waitFor()
  if (text !== '') await page.keyboard.type(text)
  await press('F2')
  await dialog().waitFor({ state: 'detached' })
}

describe('« Séance d’appels » from the keyboard alone', () => {
  it('is begun from « Aujourd’hui », which says whose promise was broken', async () => {
    await press('Alt+2')
    await page.getByRole('heading', { level: 1, name: 'Aujourd’hui' }).waitFor()
    await page.getByRole('heading', { name: 'Promesses rompues (1)' }).waitFor()
    await page.getByText('reste 2,00 €').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'today')
    await tabTo(page, 'Séance d’appels…')
    await press('Enter')
    await dialog().getByLabel('Ordre des appels').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await press('F2')
    await inFront('Client 49')
    await called(0)
  })

  it('shows the customer, his numbers to dial, what he owes, what was said, and the script of his level', async () => {
    await expect.poll(() => page.getByRole('link', { name: 'Appeler le 04 65 71 10 10' }).getAttribute('href')).toBe('tel:0465711010')
    await page.getByText('échu 2,00 € · Encours 2,00 €').waitFor()
    await page.getByText('Vous nous aviez annoncé un règlement de 2,00 €').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'call-session')
  })

  it('calls fifty customers, a key and F2 each, one skipped who comes again at the end', async () => {
    await press('S')
    await inFront('Client 01')
    const reasons: Record<string, string> = { 2: 'Livraison incomplète' }
    const names = [...Array.from({ length: CUSTOMERS }, (_value, place) => `Client ${String(place + 1).padStart(2, '0')}`).filter((name) => name !== 'Client 49'), 'Client 49']
    for (const [place, name] of names.entries()) {
      await inFront(name)
      const key = String((place + 1) % 10)
      await give(key, reasons[key] ?? '')
      await called(place + 1)
    }
    await page.getByRole('heading', { name: 'Tous les clients de la séance ont été vus' }).waitFor()
    const { value: report } = await window.call('calls.report', { id: 1, asOf }) as { value: CallReport }
    expect(report).toMatchObject({ session: { calledCount: CUSTOMERS }, waitingCount: 0, promisedCount: 5, disputedCount: 5 })
    expect(report.outcomes.map(({ count }) => count)).toEqual(Array.from({ length: 10 }, () => 5))
  }, FULL_SESSION_MS)

  it('ends with its report, on screen and as a document', async () => {
    await tabTo(page, 'Compte rendu')
    await press('Enter')
    await page.getByRole('heading', { level: 2, name: /Compte rendu de la séance d’appels n° 1/ }).waitFor()
    await expect.poll(async () => (await page.locator('.figures').textContent())?.replaceAll('\u00a0', ' ')).toContain('Clients appelés50')
    expect(await page.getByRole('row').count()).toBe(CUSTOMERS + 1)
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'call-report')
    await press('Escape')
    await page.getByRole('heading', { name: 'Factures à envoyer de nouveau (5)' }).waitFor()
  })
})

it('a customer is put off to tomorrow with R, and letters typed in a note are no commands', async () => {
  await button('Séance d’appels…').click()
  await dialog().getByLabel('Ordre des appels').waitFor()
  await press('F2')
  await page.locator('.outcomes button:enabled').first().waitFor()
  const name = (await page.getByRole('heading', { level: 2 }).first().textContent())!.slice(0, 9)
  await press('9')
  await dialog().locator('textarea').waitFor()
  await page.keyboard.type('Rappeler N. 123 s’il faut')
  expect(await dialog().locator('textarea').inputValue()).toBe('Rappeler N. 123 s’il faut')
  await press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await press('R')
  await dialog().getByLabel('Reporter au').waitFor()
  await press('F2')
  await dialog().waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('.queue .postponed .name').allTextContents()).toEqual([name])
  await button(/^Terminer la séance/).click()
  await answer(page, 'Oui')
  await page.getByText('Aucun appel n’a encore été noté.').waitFor()
})

it('a failure covers none of the keys of a session, and goes with its screen', async () => {
  await press('Alt+2')
  await button('Séance d’appels…').click()
  await dialog().getByLabel('Ordre des appels').waitFor()
  await press('F2')
  await page.locator('.outcomes button:enabled').first().waitFor()
  const sessionId = Number(/\d+$/.exec(page.url())![0])
  await window.call('calls.close', { id: sessionId })
  await press('S')
  const toast = page.locator('.toast-error')
  await toast.waitFor()
  const [message, keys] = [await toast.boundingBox(), await page.locator('.outcomes').boundingBox()]
  expect(message!.y + message!.height).toBeLessThanOrEqual(keys!.y)
  expect(window.complaints.splice(0)).toEqual(['calls.session-closed {}'])
  await press('Escape')
  await page.getByRole('heading', { level: 1, name: 'Aujourd’hui' }).waitFor()
  await toast.waitFor({ state: 'detached' })
})

it('a promise for the wrong year is asked about, and a small part says that the whole is suspended', async () => {
  const { value: [listed] } = await window.call('receivables.findInvoices', { search: 'F9', onlyOpen: true }) as { value: { id: number }[] }
  const { value: { customerId } } = await window.call('receivables.invoice', { id: listed!.id }) as { value: { customerId: number } }
  await page.evaluate((id) => { location.hash = `#/customers/${id}/account` }, customerId)
  await button(/^Noter un appel/).first().click()
  await dialog().getByLabel('Promis pour le').fill('30/11/2062')
  await dialog().getByLabel('Montant promis').fill('1,00')
  await dialog().getByText(/sont suspendues en entier jusqu’au 30\/11\/2062/).waitFor()
  await press('F2')
  await page.getByText('Une promesse si lointaine ?'.replace(' ?', '\u00a0?')).waitFor()
  await answer(page, 'Non')
  await dialog().getByLabel('Promis pour le').waitFor()
  expect(await window.call('calls.promises', { customerId, asOf })).toMatchObject({ ok: true, value: [] })
  await press('Escape')
})

it('the ticked due dates of « Relance Client » begin a session', async () => {
  await page.getByRole('link', { name: 'Relances' }).click()
  await button(/^Calcul/).click()
  await page.locator('.ag-row[row-index="0"]').waitFor()
  await button('Tout sélectionner').click()
  await button('Séance d’appels…').click()
  await page.getByText('50 échéances cochées').waitFor()
  await press('Escape')
})

it('the scripts show what they say of an example, and name a mistake', async () => {
  await page.getByRole('link', { name: 'Paramétrage' }).click()
  await page.getByRole('link', { name: /^Scripts d’appel/ }).click()
  await page.locator('.example').getByText('1 600,50 €').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByLabel('Texte', { exact: true }).fill('Bonjour {{ client.iban }}')
  await page.getByText(/client\.iban/).last().waitFor()
  await page.getByLabel('Texte', { exact: true }).fill('Bonjour {{ client.nom }}')
  await page.locator('.example').getByText('Bonjour Boulangerie Dupont').waitFor()
  await press('F2')
  await page.getByText('Script enregistré.').first().waitFor()
})

it('nothing was complained of by the page', () => { expect(window.complaints).toEqual([]) })
