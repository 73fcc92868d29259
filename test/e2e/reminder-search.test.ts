import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, formatDate, localDate, systemToday } from '../../shared/date.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { gridCell, gridRow, openWindow, rowColour, shownInvoices, type OpenWindow } from '../fixtures/window-fixture.ts'

/** Days ago: the program reads the real date. */
const ago = (days: number): string => addDays(systemToday(), -days)

let window: OpenWindow
const page = (): OpenWindow['page'] => window.page
const field = (label: string): Locator => page().getByLabel(label, { exact: true })
const button = (name: string): Locator => page().getByRole('button', { name })
const tab = (name: string): Locator => page().getByRole('tab', { name })
const ticked = (): Locator => page().locator('.ticked')
const calculate = async (): Promise<void> => { await tab('Recherche').click(); await button('Calcul').click() }
const reset = (): Promise<void> => button('RAZ filtre').click()
const expectInvoices = (...numbers: string[]): Promise<void> => expect.poll(() => shownInvoices(page())).toEqual(numbers)

beforeAll(async () => {
  window = await openWindow(async (api) => {
    await owing(api, ['C1', 'Dupont SA', { phone1: '04 72 00 00 01' }],
      { number: 'FA001', dueOn: ago(10), cents: 100_00 }, { number: 'FA002', dueOn: ago(40), cents: 200_00, level: 1 },
      { number: 'FA010', dueOn: ago(20), cents: 50_00, more: { kind: 'warranty', warrantyNumber: 'G010' } })
    await owing(api, ['C2', 'Durand'], { number: 'FA003', dueOn: ago(5), cents: 1_234_56, level: 2 }, { number: 'FA004', dueOn: ago(70), cents: 10_00, level: 3 })
    await owing(api, ['C3', 'Hélène Fleurs'], { number: 'FA005', dueOn: addDays(systemToday(), 10), cents: 30_00 })
    await api.receivables.saveCustomer(customerNamed('C4', 'Sans dette'))
  })
})
afterAll(() => window.close())

describe('the window', () => {
  it('R-EBP-01 R-EBP-02 opens from the menu entry « Relances clients » under the title « Relance Client »', async () => {
    await page().getByRole('link', { name: 'Documents' }).click()
    const entry = await window.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go.reminders')?.label)
    expect(entry?.replace('&', '')).toBe('Relances clients')
    await window.app.chooseMenu('go.reminders')
    await page().getByRole('heading', { level: 1, name: 'Relance Client' }).waitFor()
  })

  it('R-EBP-06 R-EBP-07 shows three tabs, « Recherche » first and active, above the grid’s place', async () => {
    expect(await page().getByRole('tab').allTextContents()).toEqual(['Recherche', 'Génération', 'Personnalisation'])
    expect(await tab('Recherche').getAttribute('aria-selected')).toBe('true')
    const [panel, result] = [await page().getByRole('tabpanel').first().boundingBox(), await page().getByRole('region', { name: 'Échéances impayées' }).boundingBox()]
    expect(panel!.y + panel!.height).toBeLessThanOrEqual(result!.y)
  })

  it('R-EBP-26 offers the levels 0, 1, 2, 3 and « Tous »', async () => {
    expect(await page().getByRole('group', { name: 'Niveau de relance' }).getByRole('radio').count()).toBe(5)
    for (const label of ['0', '1', '2', '3', 'Tous']) await page().getByRole('radio', { name: label, exact: true }).waitFor()
  })

  it('R-EBP-15 R-EBP-17 R-EBP-19 R-EBP-20 R-EBP-21 R-EBP-24 names the criteria as the requirements do', async () => {
    for (const label of ['Nom ou partie du nom du client', 'Période de recherche : du', 'au', 'Numéro de facture', 'Numéro de facture de garantie', 'Nombre de jour de dépassement', 'Encours client minimum']) {
      expect(await field(label).count(), label).toBe(1)
    }
  })

  it('R-EBP-36 R-EBP-84 opens with the saved defaults, the period ending today', async () => {
    await expect.poll(() => field('au').inputValue()).toBe(formatDate(systemToday()))
    expect(await field('Nombre de jour de dépassement').inputValue()).toBe('0')
  })
})

describe('« Calcul » and « RAZ filtre »', () => {
  it('R-EBP-08 R-EBP-12 lists the unpaid due dates with every column filled', async () => {
    await calculate()
    await expect.poll(async () => (await shownInvoices(page())).sort()).toEqual(['FA001', 'FA002', 'FA003', 'FA004', 'FA010'])
    const headers = await page().getByRole('columnheader').allTextContents()
    for (const header of ['relancé', 'Code client', 'Client', 'Téléphone', 'N° facture', 'N° facture de garantie', 'Date facture', 'Date échéance', 'Montant', 'Reste dû', 'Jours de dépassement', 'Encours client', 'Niveau de relance', 'Date de relance']) {
      expect(headers.map((text) => text.trim()), header).toContain(header)
    }
    const shown = async (column: string): Promise<string> => (await gridCell(page(), 'FA002', column).textContent())!
    expect([await shown('customerCode'), await shown('customerName'), await shown('phone')]).toEqual(['C1', 'Dupont SA', '04 72 00 00 01'])
    expect([await shown('dueOn'), await shown('openCents'), await shown('daysLate'), await shown('outstandingCents'), await shown('level'), await shown('remindedOn')])
      .toEqual([formatDate(localDate(ago(40))), '200,00', '40', '350,00', '1', '15/01/2026'])
    expect(await gridCell(page(), 'FA010', 'warrantyInvoiceNumber').textContent()).toBe('G010')
  })

  it('X-14 writes counts and sums in the status line, amounts in French', async () => {
    await expect.poll(() => page().locator('.status').textContent()).toContain('5 échéances · 2 clients · reste dû 1\u00a0594,56\u00a0€')
  })

  it('R-EBP-33 applies criteria on « Calcul » only', async () => {
    await field('Nom ou partie du nom du client').fill('durand')
    await page().getByText('Critères modifiés').waitFor()
    expect((await shownInvoices(page())).length).toBe(5)
    await page().keyboard.press('F5')
    await expectInvoices('FA004', 'FA003')
  })

  it('R-EBP-34 R-EBP-35 « RAZ filtre » resets the fields and leaves the grid', async () => {
    await page().getByRole('radio', { name: '2', exact: true }).check()
    await reset()
    expect(await field('Nom ou partie du nom du client').inputValue()).toBe('')
    expect(await page().getByRole('radio', { name: 'Tous' }).isChecked()).toBe(true)
    await expectInvoices('FA004', 'FA003')
  })

  it('AMB-03 names the debts older than the period and takes them in with one click', async () => {
    await field('Période de recherche : du').fill(formatDate(localDate(ago(30))))
    await calculate()
    await page().getByText(/^2 échéances plus anciennes hors période \(210,00\s€\)/).waitFor()
    await button('Les inclure').click()
    await expect.poll(async () => (await shownInvoices(page())).length).toBe(5)
    expect(await page().getByText('hors période').count()).toBe(0)
    expect(await field('Période de recherche : du').inputValue()).toBe('')
    await reset()
    await field('Nom ou partie du nom du client').fill('durand')
    await page().keyboard.press('F5')
    await expectInvoices('FA004', 'FA003')
    await reset()
  })

  it('AMB-03 « Les inclure » only adds: ticks stay, and criteria typed for the next « Calcul »', async () => {
    await field('Période de recherche : du').fill(formatDate(localDate(ago(30))))
    await calculate()
    await expectInvoices('FA010', 'FA001', 'FA003')
    await gridCell(page(), 'FA003', 'ticked').dblclick()
    await expect.poll(() => ticked().textContent()).toContain('1 sélectionnée')
    await field('Nom ou partie du nom du client').fill('durand')
    await button('Les inclure').click()
    await expect.poll(async () => (await shownInvoices(page())).length).toBe(5)
    expect(await ticked().textContent()).toContain('1 sélectionnée · 1\u00a0234,56\u00a0€')
    expect(await gridRow(page(), 'FA003').getByRole('checkbox').getAttribute('aria-checked')).toBe('true')
    expect([await field('Nom ou partie du nom du client').inputValue(), await field('Période de recherche : du').inputValue()]).toEqual(['durand', ''])
    await page().getByText('Critères modifiés').waitFor()
    await page().keyboard.press('F5')
    await expectInvoices('FA004', 'FA003')
    await reset()
  })

  it('R-EBP-42 says « Valeur incorrecte » and does not calculate on letters in a number', async () => {
    await field('Nombre de jour de dépassement').fill('abc')
    await calculate()
    await page().getByRole('alert').getByText('Valeur incorrecte').first().waitFor()
    expect(await field('Nombre de jour de dépassement').getAttribute('aria-invalid')).toBe('true')
    await expectInvoices('FA004', 'FA003')
    await reset()
    expect(await field('Nombre de jour de dépassement').inputValue()).toBe('0')
  })

  it('R-EBP-42 says « Valeur incorrecte » on a period that ends before it begins', async () => {
    await field('Période de recherche : du').fill('01/06/2026')
    await field('au').fill('01/05/2026')
    await calculate()
    await page().getByRole('alert').getByText('Valeur incorrecte').first().waitFor()
    await expectInvoices('FA004', 'FA003')
    await reset()
  })

  it('R-EBP-43 X-18 says « Aucune échéance ne correspond aux critères » when nothing is found', async () => {
    await field('Nom ou partie du nom du client').fill('zzz')
    await calculate()
    await page().getByText('Aucune échéance ne correspond aux critères').first().waitFor()
    await reset()
    await calculate()
    await gridRow(page(), 'FA001').waitFor()
  })
})

describe('ticks', () => {
  const isTicked = async (number: string): Promise<boolean> => await gridRow(page(), number).getByRole('checkbox').getAttribute('aria-checked') === 'true'

  it('R-EBP-37 ticks on double click in the first column, and unticks', async () => {
    await gridCell(page(), 'FA001', 'ticked').dblclick()
    await expect.poll(() => isTicked('FA001')).toBe(true)
    expect(await ticked().textContent()).toContain('1 sélectionnée · 100,00\u00a0€')
    await gridCell(page(), 'FA001', 'ticked').dblclick()
    await expect.poll(() => isTicked('FA001')).toBe(false)
  })

  it('R-EBP-37 ticks with the space bar', async () => {
    await gridCell(page(), 'FA003', 'customerName').click()
    await page().keyboard.press('Space')
    await expect.poll(() => isTicked('FA003')).toBe(true)
    await page().keyboard.press('Space')
    await expect.poll(() => isTicked('FA003')).toBe(false)
  })

  it('R-EBP-38 R-EBP-39 « Tout sélectionner » and « Tout désélectionner », also by the keyboard', async () => {
    await button('Tout sélectionner').click()
    await expect.poll(() => ticked().textContent()).toContain('5 sélectionnées · 1\u00a0594,56\u00a0€')
    await button('Tout désélectionner').click()
    await expect.poll(() => ticked().textContent()).toContain('aucune sélectionnée')
    await page().locator('.ag-row').first().click()
    await page().keyboard.press('Control+a')
    await expect.poll(() => ticked().textContent()).toContain('5 sélectionnées')
    await page().keyboard.press('Control+Shift+A')
    await expect.poll(() => ticked().textContent()).toContain('aucune sélectionnée')
  })

  it('R-EBP-40 « Tout sélectionner » leaves out what a header’s filter hides, and sorting keeps the ticks', async () => {
    const filter = page().locator('.ag-floating-filter-input input').nth(1)
    await filter.fill('durand')
    await expectInvoices('FA004', 'FA003')
    await button('Tout sélectionner').click()
    await expect.poll(() => ticked().textContent()).toContain('2 sélectionnées')
    await filter.fill('')
    await gridRow(page(), 'FA001').waitFor()
    await page().getByRole('columnheader', { name: 'Reste dû' }).click()
    await expectInvoices('FA004', 'FA010', 'FA001', 'FA002', 'FA003')
    expect(await Promise.all(['FA004', 'FA003', 'FA001'].map(isTicked))).toEqual([true, true, false])
  })

  it('X-18 says « Aucun résultat » when a header’s filter matches nothing', async () => {
    const filter = page().locator('.ag-floating-filter-input input').nth(1)
    await filter.fill('zzz')
    await page().getByText('Aucun résultat').first().waitFor()
    await filter.fill('')
    await gridRow(page(), 'FA001').waitFor()
  })

  it('R-EBP-41 a new « Calcul » clears the ticks', async () => {
    await calculate()
    await expect.poll(() => ticked().textContent()).toContain('aucune sélectionnée')
    expect(await isTicked('FA004')).toBe(false)
  })
})

describe('« Personnalisation »', () => {
  const setColour = (label: string, colour: string): Promise<void> => field(label).evaluate((input: HTMLInputElement, value) => {
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, colour)
  const paint = (number: string): Promise<string> => rowColour(gridRow(page(), number))

  it('R-EBP-79 R-EBP-80 R-EBP-81 R-EBP-85 R-EBP-87 colours each level once saved and calculated, not before', async () => {
    await tab('Personnalisation').click()
    expect(await page().locator('input[type=color]').count()).toBe(8)
    const before = await paint('FA003')
    await setColour('Couleur de ligne du niveau 2', '#ff8800')
    await setColour('Couleur de texte du niveau 2', '#000000')
    await button('Sauvegarder').click()
    await page().getByText('Personnalisation sauvegardée').first().waitFor()
    expect(await paint('FA003')).toBe(before)
    await calculate()
    await expect.poll(() => paint('FA003')).toBe('rgb(255, 136, 0)')
    expect(await gridRow(page(), 'FA003').evaluate((row) => getComputedStyle(row).color)).toBe('rgb(0, 0, 0)')
  })

  it('R-EBP-88 refuses identical row and text colours, and warns of those hard to read', async () => {
    await tab('Personnalisation').click()
    await setColour('Couleur de texte du niveau 1', '#ffee88')
    await page().getByText('Peu lisible').waitFor()
    await setColour('Couleur de ligne du niveau 1', '#ffee88')
    await page().keyboard.press('F2')
    await page().getByRole('alert').getByText('Couleurs de ligne et de texte identiques au niveau 1').waitFor()
  })

  it('R-EBP-88 refuses a negative number', async () => {
    await field('Durée de la période').fill('-1')
    await button('Sauvegarder').click()
    await page().getByRole('alert').getByText('Valeur incorrecte').first().waitFor()
  })

  it('R-EBP-86 loses what was not saved when the window closes', async () => {
    await page().getByRole('link', { name: 'Documents' }).click()
    await page().getByRole('heading', { level: 1, name: 'Documents' }).waitFor()
    await page().getByRole('link', { name: 'Relances' }).click()
    await tab('Personnalisation').click()
    await expect.poll(() => field('Durée de la période').inputValue()).toBe('365')
    expect(await field('Couleur de ligne du niveau 1').inputValue()).not.toBe('#ffee88')
  })

  it('R-EBP-61 refuses thresholds that do not increase', async () => {
    await field('Niveau 2 dès (jours)').fill('5')
    await button('Sauvegarder').click()
    await page().getByRole('alert').getByText('les seuils doivent être croissants').waitFor()
    await field('Niveau 2 dès (jours)').fill('30')
  })

  it('R-EBP-82 R-EBP-83 R-EBP-84 X-02 saves with F2 the defaults that « RAZ filtre » restores', async () => {
    await field('Nombre de jour de dépassement de paiement').fill('15')
    await field('Encours maximum').fill('200')
    await field('Durée de la période').fill('90')
    await page().keyboard.press('F2')
    await expect.poll(async () => window.call('reminders.settings')).toMatchObject({ ok: true, value: { defaultDaysOverdue: 15, defaultMinOutstandingCents: 200_00, defaultPeriodDays: 90 } })
    // the window has its answer too
    await page().getByText('Modifications non sauvegardées').waitFor({ state: 'detached' })
    await tab('Recherche').click()
    await reset()
    expect(await field('Nombre de jour de dépassement').inputValue()).toBe('15')
    expect(await field('Encours client minimum').inputValue()).toBe('200,00')
    expect([await field('Période de recherche : du').inputValue(), await field('au').inputValue()]).toEqual([formatDate(localDate(ago(90))), formatDate(systemToday())])
  })
})

describe('for everyone', () => {
  it('axe finds nothing on the three tabs', async () => {
    for (const name of ['Recherche', 'Génération', 'Personnalisation']) {
      await tab(name).click()
      expect(await accessibilityProblems(page()), name).toEqual([])
    }
  })

  it('the page broke no security rule and threw nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
