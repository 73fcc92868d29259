import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const GENERAL = 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR'
const PASSWORD = 'correct cheval pile'
let shown: OpenWindow
let page: Page

async function axeFinds(): Promise<unknown[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run()
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  })
}
/** A picture for whoever looks at the screen, where SETTINGS_SHOTS says so. */
async function picture(name: string): Promise<void> {
  const folder = process.env['SETTINGS_SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}
const toast = (text: string): Locator => page.getByRole('listitem').filter({ hasText: text }).first()
const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
const bothThemes = (name: string): void => {
  it.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await picture(`${name}-${colorScheme}`)
    expect(await axeFinds()).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
  })
}

beforeAll(async () => {
  shown = await openWindow((api) => api.decisions.saveTable({ name: GENERAL, rows: [['20', 'FORF.*', '01|02', '*', '*']] }))
  page = shown.page
})
afterAll(() => shown.close())

describe('« Gérer les paramètres »', () => {
  beforeAll(async () => {
    await page.getByRole('link', { name: 'Paramétrage' }).click()
    await page.getByRole('link', { name: /Gérer les paramètres/ }).click()
    await page.getByLabel('MAILTO').waitFor()
  })

  it('X-03 M-069 finds parameters by a part of their name and Entrée', async () => {
    await page.getByLabel('Nom ou partie du nom').fill('mail')
    await page.keyboard.press('Enter')
    await page.getByLabel('PREFIX_FAX').waitFor({ state: 'detached' })
    for (const name of ['MAIL', 'MAILTO', 'BIEN_COMPTEUR_EXPEDITEUR_MAIL']) expect(await page.getByLabel(name, { exact: true }).count()).toBe(1)
    await picture('parameters-found')
  })

  it('X-18 says so when there is none', async () => {
    await page.getByLabel('Nom ou partie du nom').fill('rien de tel')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Aucun résultat' }).waitFor()
  })

  it('X-02 X-03 edits a text, a number, a box and a list, and F2 saves them all', async () => {
    await page.getByLabel('Nom ou partie du nom').fill('')
    await page.keyboard.press('Enter')
    await page.getByLabel('MAILTO', { exact: true }).fill('direction@cabinet.example')
    await page.getByLabel('NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL').fill('35')
    await page.getByLabel('IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR').check()
    await page.getByLabel('CATEG_DEMANDE_RELEVES').selectOption('Fax')
    await page.keyboard.press('F2')
    await toast('4 paramètres enregistrés').waitFor()
    expect(await shown.call('settings.parameters', { search: '' })).toMatchObject({ value: expect.arrayContaining([
      { name: 'MAILTO', value: 'direction@cabinet.example' }, { name: 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', value: 35 }, { name: 'IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', value: true }, { name: 'CATEG_DEMANDE_RELEVES', value: 'FAX' },
    ]) })
  })

  it('X-03 says what is wrong with an address beside it, and saves nothing', async () => {
    await page.getByLabel('MAILTO', { exact: true }).fill('pas une adresse')
    await page.getByText('ce n’est pas une adresse e-mail').first().waitFor()
    await page.keyboard.press('F2')
    await toast('Rien n’a été enregistré').waitFor()
    expect(await shown.call('settings.parameters', { search: 'MAILTO' })).toMatchObject({ value: [{ value: 'direction@cabinet.example' }] })
    await page.getByLabel('MAILTO', { exact: true }).fill('direction@cabinet.example')
  })

  bothThemes('parameters')
})

describe('« Gérer les tables de décision »', () => {
  const cell = (column: string, row: number): Locator => page.getByLabel(`${column}, ligne ${row}`, { exact: true })
  const providers = (row: number): Locator => cell('Code prestataires', row)
  const sendDay = (row: number): Locator => cell('Jour d\'envoi de demandes de relevés', row)

  beforeAll(async () => {
    await shown.app.chooseMenu('go.decision-tables')
    await button(new RegExp(GENERAL)).waitFor()
  })

  it('X-04 M-104 M-106 a part of the name and Entrée open the table, with its columns to the letter', async () => {
    await page.getByLabel('Nom ou partie du nom').fill('generique')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: GENERAL }).waitFor()
    expect(await page.locator('th .header').allTextContents()).toEqual(['Jour d\'envoi de demandes de relevés', 'Code de la règle de facturation prédéfinie', 'Code prestataires', 'Jour de facturation (2 du mois courant au 1er du mois suivant)', 'Jour de facturation'])
    expect(await page.getByRole('columnheader').first().textContent()).toBe('Position')
    expect([await sendDay(1).inputValue(), await providers(1).inputValue()]).toEqual(['20', '01|02'])
  })

  it('X-11 shows what it is for, and the result on another ground than the criteria', async () => {
    await page.getByText('Quel jour du mois partent les demandes de relevés').waitFor()
    const grounds = await page.locator('tbody tr').first().locator('td').evaluateAll((cells) => cells.map((one) => getComputedStyle(one).backgroundColor))
    const [, result, ...criteria] = grounds
    expect(new Set(criteria).size).toBe(1)
    expect(criteria).not.toContain(result)
  })

  it('X-04 X-02 [+] adds a row, the keyboard fills it, F2 saves', async () => {
    await button('Ajouter une ligne').click()
    await expect.poll(() => sendDay(2).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('25')
    await page.keyboard.press('Tab')
    await page.keyboard.type('UNIT')
    await page.keyboard.press('F2')
    await toast('Table enregistrée').waitFor()
    expect(await shown.call('decisions.table', { name: GENERAL })).toMatchObject({ value: { rows: [{ position: 1 }, { position: 2, cells: ['25', 'UNIT', '*', '*', '*'] }] } })
  })

  it('X-05 Alt+↑ moves a row up, and the positions follow', async () => {
    await sendDay(2).press('Alt+ArrowUp')
    await expect.poll(() => sendDay(1).inputValue()).toBe('25')
    await page.keyboard.press('F2')
    await expect.poll(() => shown.call('decisions.table', { name: GENERAL })).toMatchObject({ value: { rows: [{ position: 1, cells: ['25', 'UNIT', '*', '*', '*'] }, { position: 2, cells: ['20', 'FORF.*', '01|02', '*', '*'] }] } })
  })

  it('X-10 a criterion that cannot be read is marked and named, and nothing is saved', async () => {
    await providers(2).fill('(')
    await page.keyboard.press('F2')
    await page.getByRole('alert').filter({ hasText: 'Code prestataires, ligne 2' }).waitFor()
    expect([await providers(2).getAttribute('aria-invalid'), await providers(1).getAttribute('aria-invalid')]).toEqual(['true', 'false'])
    await picture('decisions-wrong')
    expect(await shown.call('decisions.table', { name: GENERAL })).toMatchObject({ value: { rows: [{}, { cells: ['20', 'FORF.*', '01|02', '*', '*'] }] } })
    expect(await shown.call('decisions.saveTable', { name: GENERAL, rows: [['20', '*', '(', '*', '*']] })).toMatchObject({ ok: false, code: 'decisions.invalid-cell' })
    await providers(2).fill('01|02')
    await page.getByRole('alert').filter({ hasText: 'Code prestataires' }).waitFor({ state: 'detached' })
  })

  it('X-17 asks « Oui » or « Non » before a row is deleted; « Non » leaves it', async () => {
    await button('Supprimer la ligne 2').click()
    await button('Non').click()
    expect(await page.locator('tbody tr').count()).toBe(2)
    await button('Supprimer la ligne 2').click()
    await button('Oui').click()
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    await button('Ajouter une ligne').click()
    await sendDay(2).fill('20')
    await page.keyboard.press('F2')
    await expect.poll(() => shown.call('decisions.table', { name: GENERAL })).toMatchObject({ value: { rows: [{}, { cells: ['20', '*', '*', '*', '*'] }] } })
  })

  it('X-14 M-105 dates are typed and shown jj/mm/aaaa', async () => {
    await page.getByLabel('Nom ou partie du nom').fill('exclusion')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR' }).waitFor()
    await button('Ajouter une ligne').click()
    await cell('Début exclusion', 1).fill('01/08/2026')
    await cell('Fin exclusion', 1).fill('31/08/2026')
    await cell('Date prochaine d\'envoi des demandes exclues', 1).fill('02/09/2026')
    await page.keyboard.press('F2')
    await expect.poll(() => shown.call('decisions.table', { name: 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR' })).toMatchObject({ value: { rows: [{ cells: ['*', '*', '2026-08-01', '2026-08-31', '2026-09-02', '*', '*'] }] } })
    await expect.poll(() => cell('Fin exclusion', 1).inputValue()).toBe('31/08/2026')
  })

  bothThemes('decisions')
})

describe('« Utilisateurs »', () => {
  const dialog = (): Locator => page.getByRole('dialog')
  async function fillUser(name: string, login: string): Promise<void> {
    await dialog().getByLabel('Nom', { exact: false }).first().fill(name)
    await dialog().getByLabel('Identifiant').fill(login)
    await dialog().getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
    await dialog().getByLabel('Mot de passe, une seconde fois').fill(PASSWORD)
    await page.keyboard.press('F2')
    await dialog().waitFor({ state: 'detached', timeout: 30_000 })
  }
  async function signIn(login: string, password: string): Promise<void> {
    await dialog().getByLabel('Identifiant').fill(login)
    await dialog().getByLabel('Mot de passe').fill(password)
    await page.keyboard.press('Enter')
  }

  it('X-16 the first user is an administrator, and is signed in', async () => {
    await shown.app.chooseMenu('go.users')
    await button('Définir un administrateur…').click()
    expect(await dialog().getByLabel('Rôle').isDisabled()).toBe(true)
    await fillUser('Hélène Mâcon', 'helene')
    await button('Utilisateur : Hélène Mâcon').waitFor()
    await button('Ajouter un utilisateur…').click()
    await picture('user-dialog')
    await fillUser('Paul Roux', 'paul')
    await page.getByRole('cell', { name: 'Paul Roux', exact: true }).waitFor()
  })

  bothThemes('users')

  it('X-16 who changes user must sign in; a wrong password is refused in the dialog', async () => {
    await button('Utilisateur : Hélène Mâcon').click()
    await button('Changer d’utilisateur').click()
    await page.getByRole('dialog', { name: 'Connexion' }).waitFor()
    await signIn('paul', 'pas le bon')
    await dialog().getByRole('alert').filter({ hasText: 'incorrect' }).waitFor({ timeout: 30_000 })
    await picture('sign-in')
    expect(await axeFinds()).toEqual([])
    expect(await page.getByRole('navigation').count()).toBe(0)
    await signIn('paul', PASSWORD)
    await page.getByRole('dialog', { name: 'Connexion' }).waitFor({ state: 'detached', timeout: 30_000 })
    await button('Utilisateur : Paul Roux').waitFor()
  })

  it('X-20 who is no administrator reads parameters and tables, says the screen, and cannot change them', async () => {
    await shown.app.chooseMenu('go.parameters')
    await page.getByLabel('MAILTO', { exact: true }).waitFor()
    await page.getByRole('note').filter({ hasText: 'Réservé aux administrateurs' }).waitFor()
    expect([await page.getByLabel('MAILTO', { exact: true }).isDisabled(), await button(/^Enregistrer/).isDisabled(), await button(/^Enregistrer/).getAttribute('title')]).toEqual([true, true, expect.stringContaining('Réservé aux administrateurs')])
    await picture('parameters-clerk')
    await shown.app.chooseMenu('go.decision-tables')
    await button(new RegExp(GENERAL)).click()
    const first = page.getByLabel('Code prestataires, ligne 1')
    await first.waitFor()
    expect([await first.getAttribute('readonly'), await button('Ajouter une ligne').isDisabled(), await button(/^Enregistrer/).isDisabled(), await button('Supprimer la ligne 1').isDisabled()]).toEqual(['', true, true, true])
    expect(await axeFinds()).toEqual([])
  })

  it.each([['mail-settings', 'Paramètres e-mail'], ['rates', 'Taux et intérêts'], ['company', 'Société'], ['users', 'Utilisateurs']] as const)('X-16 « %s » says so too', async (screen, title) => {
    await shown.app.chooseMenu(`go.${screen}`)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await page.getByRole('note').filter({ hasText: 'Réservé aux administrateurs' }).waitFor()
    if (screen !== 'users') expect(await button(/^Enregistrer/).isDisabled()).toBe(true)
  })

  it('X-16 X-20 what the window hides is refused by the office as well', async () => {
    expect(await shown.call('settings.saveParameters', [{ name: 'PREFIX_FAX', value: '9' }])).toMatchObject({ ok: false, code: 'users.not-administrator' })
    expect(await shown.call('decisions.saveTable', { name: GENERAL, rows: [] })).toMatchObject({ ok: false, code: 'users.not-administrator' })
  })

  it('X-16 the dossier opened again asks who it is before it shows anything', async () => {
    await shown.app.chooseMenu('dossier.close')
    await page.getByRole('heading', { name: 'Bienvenue dans Relais' }).waitFor()
    await page.locator('.recent-open').first().click()
    await page.getByRole('dialog', { name: 'Connexion' }).waitFor()
    await button('Fermer le dossier').click()
    await page.getByRole('dialog', { name: 'Connexion' }).waitFor({ state: 'detached' })
    await page.locator('.recent-open').first().click()
    await signIn('helene', PASSWORD)
    await button('Utilisateur : Hélène Mâcon').waitFor({ timeout: 30_000 })
    await button('Calcul').waitFor()
  })

  it('and nothing was complained about', () => expect(shown.complaints).toEqual([]))
})
