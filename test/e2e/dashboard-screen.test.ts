import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { addDays, formatDate, systemToday } from '../../shared/date.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let window: OpenWindow
let page: Page

const now = systemToday()
const ago = (days: number) => addDays(now, -days)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const panel = (title: string) => page.getByRole('region', { name: title, exact: true })
const cell = (text: string | RegExp) => page.getByRole('gridcell', { name: text })
const plain = (text: string | null): string => text!.replaceAll(/[\u00a0\u202f]/g, ' ')
/** All charts of the screen have been drawn. */
const drawn = () => page.locator('.chart[data-drawn]').nth(5).waitFor()

async function fill(api: Client<OfficeContract>): Promise<void> {
  const bakery = (await api.receivables.saveCustomer(customerNamed('C001', 'Boulangerie Hélène'))).id!
  const cafe = (await api.receivables.saveCustomer(customerNamed('C002', 'Café Zoé'))).id!
  const due: number[] = []
  for (const [customer, number, dueDay, amount] of [[bakery, 'F001', ago(100), 60_000], [bakery, 'F002', ago(20), 10_000], [cafe, 'F003', addDays(now, 10), 25_000], [cafe, 'F004', ago(200), 30_000], [cafe, 'F005', ago(150), 30_000], [cafe, 'F006', ago(120), 30_000]] as const) {
    due.push((await api.receivables.saveInvoice(invoiceOf(customer, number, [[dueDay, amount]], { invoicedOn: addDays(dueDay, -30) }))).dueDates[0]!.id!)
  }
  await api.reminders.generate(await requestOf(api, [due[5]!], { asOf: ago(60), rule: { kind: 'level', level: 1 } }))
  for (const [place, paidOn] of [[3, ago(190)], [4, ago(140)], [5, ago(50)]] as const) await api.receivables.savePayment(paymentOf(cafe, 30_000, [[due[place]!, 30_000]], { paidOn }))
  await api.receivables.savePayment(paymentOf(bakery, 5000, [], { paidOn: ago(5) }))
  await api.calls.record({ asOf: ago(10), call: { customerId: bakery, calledOn: ago(10), outcome: 'promise', text: '', nextCallOn: null, promise: { promisedFor: ago(3), amountCents: 10_000 }, dueDateIds: [due[1]!] } })
}

beforeAll(async () => {
  window = await openWindow(fill)
  page = window.page
  await page.getByRole('link', { name: 'Tableau de bord' }).click()
  await drawn()
})
afterAll(() => window.close())

it('the manager sees what is owed, since when, what came in and what may come; nothing is refused by the window’s rules', async () => {
  const figures = plain(await page.locator('.key-figures').textContent())
  for (const words of ['950,00 €', '3 échéances ouvertes', '700,00 €', '74 % de l’encours, 2 échéances', '50,00 €']) expect(figures).toContain(words)
  expect(await panel('Balance âgée').getByRole('img', { name: /^Graphique/ }).getAttribute('aria-label')).toContain('dont 600,00')
  expect(plain(await panel('Promesses de paiement').textContent())).toContain('Non tenues, ou en partie1100,00')
  await picture(page, 'dashboard')
  expect(await accessibilityProblems(page)).toEqual([])
  expect(window.complaints).toEqual([])
})

it('top debtors are told to be before credits, and a day to come is told as such', async () => {
  expect(plain(await panel('Principaux débiteurs').textContent())).toContain('Avant déduction des règlements et avoirs non affectés, 50,00 € en tout.')
  const day = page.getByLabel('Situation au')
  const told = page.getByText(/est à venir/)
  await day.fill(formatDate(addDays(now, 39)))
  await day.press('Tab')
  await told.waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await button('Aujourd’hui').click()
  await told.waitFor({ state: 'detached' })
  await drawn()
})

it('each figure says how it is computed, and of which day', async () => {
  await page.getByRole('button', { name: 'Comment « DSO » est calculé' }).click()
  const shown = page.locator('.key-figure .explained')
  await shown.waitFor()
  expect(plain(await shown.textContent())).toContain('méthode d’épuisement')
  await page.getByRole('button', { name: 'Comment « DSO » est calculé' }).click()
  await shown.waitFor({ state: 'detached' })
})

it('behind every chart stands its table, reached with the keyboard, and axe finds nothing on them', async () => {
  for (const title of ['Balance âgée', 'Encours dans le temps', 'Principaux débiteurs', 'Encaissements attendus', 'DSO et délais de règlement', 'Effet des relances']) {
    await panel(title).getByRole('button', { name: 'Voir le tableau' }).focus()
    await page.keyboard.press('Enter')
    await panel(title).getByRole('table').first().waitFor()
  }
  expect(plain(await panel('Balance âgée').getByRole('row').filter({ hasText: 'Plus de 90 j' }).textContent())).toBe('Plus de 90 j600,0063 %1')
  expect(plain(await panel('Effet des relances').getByRole('row').filter({ hasText: 'Niveau 1' }).first().textContent())).toContain('300,00')
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'dashboard-tables')
})

it('a figure opens its rows, which add up to it, a row its invoice, and one comes back to the same day', async () => {
  await panel('Balance âgée').getByRole('row').filter({ hasText: 'Plus de 90 j' }).getByRole('link').click()
  await cell('F001').waitFor()
  expect(plain(await page.getByRole('status').filter({ hasText: 'ligne' }).textContent())).toContain('1 ligne, 600,00 €')
  // amounts stand on the right, also those that count
  expect(await page.locator('.ag-row [col-id="cents"]').evaluate((amount) => getComputedStyle(amount).textAlign)).toBe('right')
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'dashboard-rows')
  await cell('F001').dblclick()
  await page.getByRole('heading', { level: 1, name: 'Facture' }).waitFor()
  await button(/^Retour/).click()
  await cell('F001').waitFor()
  await page.keyboard.press('Escape')
  await drawn()
})

it('the aged balance by customer has who owes most first, and opens his due dates', async () => {
  await panel('Balance âgée').getByRole('link', { name: 'Par client' }).click()
  await cell('Boulangerie Hélène').waitFor()
  expect(await page.locator('.ag-row[row-index="0"] [col-id="code"]').textContent()).toBe('C001')
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'dashboard-customers')
  await cell('Boulangerie Hélène').dblclick()
  await cell('F002').waitFor()
  await page.keyboard.press('Escape')
  await cell('Café Zoé').waitFor()
  await page.keyboard.press('Escape')
  await drawn()
})

it('the due dates behind what is late open in « Relance Client », ticked, to be simulated there', async () => {
  const table = panel('Balance âgée').getByRole('button', { name: 'Voir le tableau' })
  await table.click()
  await panel('Balance âgée').getByRole('row').filter({ hasText: '1 à 30 j' }).getByRole('link').click()
  await cell('F002').waitFor()
  await button('Ouvrir dans la relance').click()
  await page.getByText('Échéances ouvertes depuis un autre écran.').waitFor()
  await cell('F002').waitFor()
  expect(await cell('F001').count()).toBe(0)
  await page.getByRole('link', { name: 'Tableau de bord' }).click()
  await drawn()
  await table.click()
  await panel('Balance âgée').getByRole('row').filter({ hasText: 'Non échu' }).getByRole('link').click()
  await cell('F003').waitFor()
  // a due date that is not late is reminded of by nobody
  expect(await button('Ouvrir dans la relance').count()).toBe(0)
  await page.keyboard.press('Escape')
  await drawn()
})

it('a past day shows what was owed then', async () => {
  const day = ago(130)
  await page.getByLabel('Situation au').fill(`${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`)
  await page.keyboard.press('Tab')
  await page.locator(`.panels[data-as-of="${day}"]`).waitFor()
  // F001 was invoiced on that very day, F006 not paid yet
  expect(plain(await page.locator('.key-figures').textContent())).toContain('900,00 €')
  await button('Aujourd’hui').click()
  await page.locator(`.panels[data-as-of="${now}"]`).waitFor()
})

it.each(['PDF', 'Excel'])('the whole is written as %s and kept among the documents', async (format) => {
  await button(format).click()
  await page.getByText(format === 'PDF' ? /Tableau de bord écrit.*\.pdf/ : /Tableau de bord écrit.*\.xlsx/).first().waitFor()
  const { value: documents } = await window.call('documents.list', { runId: null, customerId: null }) as { value: { file: string }[] }
  expect(documents.map(({ file }) => file)).toContainEqual(expect.stringMatching(format === 'PDF' ? /Tableau de bord .*\.pdf$/ : /Tableau de bord .*\.xlsx$/))
})
