/**
 * Photographs the screens of the built program on the demonstration dossier, for docs/images/: `npm run build && node build/docs-screens.ts`.
 * With a folder as argument, every screen at 1280×800 and 1920×1080, light and dark, goes there instead, to be looked at.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { addDays, systemToday } from '../shared/date.ts'
import { dropFiles, launchApp } from '../test/electron-double/launch.ts'
import { ciiXml, ublXml } from '../test/fixtures/einvoice-fixture.ts'

type Size = readonly [width: number, height: number]
type Theme = 'light' | 'dark'

const root = resolve(import.meta.dirname, '..')
const [reviewFolder] = process.argv.slice(2)
const folder = reviewFolder ?? join(root, 'docs/images')
const sizes: Size[] = reviewFolder === undefined ? [[1280, 800]] : [[1280, 800], [1920, 1080]]
const themes: Theme[] = reviewFolder === undefined ? ['light'] : ['light', 'dark']
mkdirSync(folder, { recursive: true })

const app = await launchApp()
const page = await app.window()
page.setDefaultTimeout(30_000)

async function photograph(name: string): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => { requestAnimationFrame(done) }) }))
      await page.screenshot({ path: join(folder, sizes.length === 1 ? `${name}-${theme}.png` : `${name}-${width}-${theme}.png`) })
    }
  }
}

const link = (name: string | RegExp) => page.getByRole('link', { name, exact: true })
const tab = (name: string) => page.getByRole('tab', { name, exact: true })
const button = (name: string | RegExp) => page.getByRole('button', { name })
/** A customer of the sample ledger in « Clients » */
const owingCustomer = () => page.getByRole('gridcell', { name: 'CL00004', exact: true })
const firstCell = (target: Page) => target.locator('.ag-row[row-index="0"] .ag-cell').nth(2)

type Call = (path: string, input?: unknown) => Promise<unknown>

/** Customers of these names get their letters by e-mail, so that the outbox has something to show. */
async function preferEmail(name: RegExp): Promise<void> {
  await page.evaluate(async (source) => {
    const { call } = (globalThis as unknown as { relais: { call: Call } }).relais
    const answer = async (path: string, input?: unknown): Promise<unknown> => (await call(path, input) as { value: unknown }).value
    const { ids } = await answer('receivables.findCustomers', { search: '', onlyActive: true }) as { ids: Int32Array }
    for (const id of ids) {
      const customer = await answer('receivables.customer', { id }) as { name: string; email1: string }
      if (new RegExp(source).test(customer.name) && customer.email1 !== '') await answer('receivables.saveCustomer', { ...customer, reminderChannel: 'email' })
    }
  }, name.source)
}

await button('Ouvrir le dossier de démonstration').waitFor()
await photograph('start')
await button('Ouvrir le dossier de démonstration').click()

await button(/^Calcul/).click()
await firstCell(page).waitFor()
await preferEmail(/Boulangerie|Garage/)
await button('Tout sélectionner').click()
await photograph('reminders-search')
await page.locator('.ag-row[row-index="4"] [col-id="why"]').click()
await page.getByRole('dialog').getByRole('status').waitFor()
await photograph('reminders-why')
await page.keyboard.press('Escape')
await page.getByRole('dialog').waitFor({ state: 'hidden' })
await page.locator('.ag-row[row-index="0"] [col-id="customerName"]').click()
await page.keyboard.press('F9')
await page.getByRole('dialog').getByRole('heading', { name: 'Ne plus relancer' }).waitFor()
await photograph('reminders-hold')
await page.keyboard.press('Escape')
await page.getByRole('dialog').waitFor({ state: 'hidden' })
await tab('Génération').click()
await page.getByText('ATTENTION').first().waitFor()
await photograph('reminders-generation')
await page.getByRole('radio', { name: 'Tenir compte du nombre de jour de dépassement' }).click()
await button('Simuler').click()
await page.getByRole('dialog').locator('.ag-row[row-index="0"] .ag-cell').first().click()
await photograph('reminders-simulation')
await page.getByRole('radio', { name: 'Courrier par courrier' }).click()
await page.getByRole('dialog').locator('.ag-row[row-index="0"] .ag-cell').first().click()
await page.getByRole('dialog').locator('canvas').first().waitFor()
await photograph('reminders-preview')
await page.keyboard.press('Escape')
await button('Générer').click()
await page.getByRole('alertdialog').getByRole('button', { name: 'Oui' }).click()
await page.getByRole('dialog').getByRole('heading', { name: 'Courriers générés' }).waitFor()
await photograph('reminders-report')
await page.keyboard.press('Escape')
await tab('Personnalisation').click()
await photograph('reminders-settings')
await tab('Recherche').click()
await photograph('reminders-levels')
await button('Tout sélectionner').click()
await tab('Génération').click()
await page.getByRole('radio', { name: 'Relance téléphonique' }).click()
await page.keyboard.press('F2')
await page.getByRole('heading', { level: 1, name: 'Liste de relance téléphonique' }).waitFor()
await page.getByRole('article').first().waitFor()
await photograph('phone-list-screen')

await link('Aujourd’hui').click()
await page.getByRole('heading', { name: /^Séances/ }).waitFor()
await photograph('today')
await button(/^Reprendre la séance/).first().click()
await page.locator('.outcomes button:enabled').first().waitFor()
await photograph('call-session')
await page.keyboard.press('1')
await page.getByRole('dialog').locator('textarea').waitFor()
await photograph('call-promise')
await page.keyboard.press('Escape')
await page.getByRole('dialog').waitFor({ state: 'hidden' })
await link('Aujourd’hui').click()
await button(/^Compte rendu/).first().click()
await page.getByRole('heading', { level: 2, name: /^Compte rendu/ }).waitFor()
await photograph('call-report')

await app.chooseMenu('go.bank')
await firstCell(page).waitFor()
await firstCell(page).click()
await page.getByRole('region', { name: 'Propositions' }).waitFor()
await photograph('bank')

const invoices = mkdtempSync(join(tmpdir(), 'relais-pictures-'))
const seller = { name: 'Fournil Équipement du Confluent', siren: '098864408' }
const known = { name: 'Le Fournil des Trois Gaules', siren: '098702749', line: '23 place du Marché', postcode: '38200', city: 'Vienne' }
const on = systemToday()
const invoiceFiles = Object.entries({
  'FA-1101.xml': ciiXml({ number: 'FA-1101', on, seller, buyer: known, total: '1250.40', prepaid: '250.40', payable: '1000.00', terms: [{ dueOn: addDays(on, 30) }] }),
  'FA-1102.xml': ublXml({ number: 'FA-1102', on, seller, total: '300.00', terms: [{ dueOn: addDays(on, 30), amount: '100.00' }, { dueOn: addDays(on, 60), amount: '200.00' }] }),
  'AV-0017.xml': ciiXml({ number: 'AV-0017', on, seller, buyer: known, type: '381', total: '80.00', terms: [] }),
  'fournisseur.xml': ciiXml({ number: 'F-9', on, seller: { name: 'Papeterie Martin', siren: '552100554' }, buyer: seller }),
  'coupée.xml': ciiXml({ number: 'FA-1103', on, seller, buyer: known }).slice(0, 1_000),
}).map(([name, text]) => {
  writeFileSync(join(invoices, name), text)
  return join(invoices, name)
})
await link('Clients').click()
await firstCell(page).waitFor()
await dropFiles(page, invoiceFiles)
// an XML may be a bank statement too
await page.getByRole('dialog').getByRole('button', { name: 'Factures électroniques' }).click()
await page.getByText(/À importer\s:/).first().waitFor()
await photograph('einvoices')

await link('Clients').click()
await firstCell(page).waitFor()
await photograph('customers')
await owingCustomer().dblclick()
await tab('Comptabilité').waitFor()
await photograph('customer')
await tab('Comptabilité').click()
await photograph('customer-accounting')
await tab('Intérêts et prescription').click()
await page.getByRole('heading', { name: 'Prescription', exact: true }).waitFor()
await photograph('customer-legal')
await tab('Échéances').click()
await firstCell(page).waitFor()
await photograph('customer-due-dates')
await firstCell(page).dblclick()
await page.getByText('Aucun règlement affecté').waitFor()
await photograph('invoice')
await link('Clients').click()
await owingCustomer().click()
await button('Synthèse').click()
await page.getByRole('heading', { level: 1, name: 'Synthèse du client' }).waitFor()
await firstCell(page).waitFor()
await photograph('account')
await button('Relevé de compte…').click()
await page.getByRole('dialog').locator('canvas').first().waitFor()
await photograph('statement')
await page.keyboard.press('Escape')
await page.getByRole('dialog').waitFor({ state: 'hidden' })

await link('Tableau de bord').click()
await page.locator('.chart[data-drawn]').nth(4).waitFor()
await photograph('dashboard')

await app.chooseMenu('go.reminder-history')
await firstCell(page).waitFor()
await firstCell(page).click()
await photograph('reminder-history')
await link('Boîte d’envoi').click()
await firstCell(page).waitFor()
await firstCell(page).click()
await photograph('outbox')
await firstCell(page).dblclick()
await page.getByRole('dialog').waitFor()
await photograph('outbox-message')
await page.keyboard.press('Escape')
await page.getByRole('dialog').waitFor({ state: 'hidden' })

await link('Imports').click()
await page.getByText('Imports précédents').waitFor()
await photograph('imports')
await app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, join(root, 'resources/sample/clients.csv'))
await button(/^Choisir un fichier/).click()
await page.getByText('Aperçu').first().waitFor()
await photograph('import-preview')

await link('Modèles').click()
await page.locator('canvas').first().waitFor()
await photograph('templates')
await link('Société').click()
await page.getByLabel('SIREN').first().waitFor()
await photograph('company')
await link('Documents').click()
await firstCell(page).waitFor()
await photograph('documents')

await link('Paramétrage').click()
await link(/^Paramètres e-mail/).waitFor()
await photograph('settings')
await link(/^Paramètres e-mail/).click()
await page.getByRole('textbox', { name: 'Serveur' }).waitFor()
await photograph('mail-settings')
await link('Paramétrage').click()
await link(/^Taux et intérêts/).click()
await page.getByRole('heading', { name: 'Taux de refinancement de la BCE' }).waitFor()
await photograph('rates')

/** A screen by its path, once its title stands there. */
async function show(path: string, title: string): Promise<void> {
  await page.evaluate((hash) => { location.hash = hash }, path)
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}
const openFirstRow = () => page.locator('.ag-row[row-index="0"] .ag-cell').nth(1).dblclick()

await show('/services', 'Solutions de services')
await photograph('services')
await show('/assets', 'Gérer les biens')
await firstCell(page).waitFor()
await photograph('assets')
await openFirstRow()
await tab('Classifications').click()
await photograph('asset-classifications')
await tab('Relevés').click()
await photograph('asset-readings')
await app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, join(root, 'resources/sample/liste-de-parc.csv'))
await show('/asset-import', 'Importer des biens, compteurs ou relevés')
await button(/^Choisir un fichier/).click()
await page.getByText('liste-de-parc.csv', { exact: true }).waitFor()
await photograph('asset-import-preview')
await show('/items', 'Gérer les articles')
await firstCell(page).waitFor()
await openFirstRow()
await tab('Fabricant').click()
await photograph('item-manufacturer')
await show('/contracts', 'Gérer une solution de services client')
await firstCell(page).waitFor()
await openFirstRow()
await tab('Modules et règles').click()
await photograph('contract-modules')
await show('/billing-preparation', 'Préparation de la facturation des solutions de services client')
await button('Demande de relevés').waitFor()
await page.getByRole('checkbox', { name: 'Montrer aussi ce qui n’est pas facturable' }).check()
await page.keyboard.press('F5')
await firstCell(page).waitFor()
await photograph('billing-preparation')
await show('/meter-requests', 'Demande de relevés')
await photograph('meter-requests')
await show('/meter-templates', 'Modèles de demande de relevés')
await photograph('meter-templates')
await show('/fax-settings', 'Paramètres fax')
await photograph('fax-settings')
await show('/call-scripts', 'Scripts d’appel')
await page.locator('.example').getByText('1 600,50').waitFor()
await photograph('call-scripts')
await show('/parameters', 'Gérer les paramètres')
await photograph('parameters')
await show('/decision-tables', 'Gérer les tables de décision')
await button(/^CALENDRIER_GENERIQUE/).click()
await page.getByRole('heading', { level: 2, name: /^CALENDRIER_GENERIQUE/ }).waitFor()
await photograph('decision-tables')
await show('/users', 'Utilisateurs')
await photograph('users')
await show('/park-settings', 'Organisations et classifications')
await photograph('park-settings')
// a day whose calendar names somebody, gone through
await page.evaluate(async ([asOf, day]) => {
  const { call } = (globalThis as unknown as { relais: { call: Call } }).relais
  await call('settings.saveParameters', [{ name: 'MAIL', value: 'releves@comptoirs-du-rhone.example' }, { name: 'DEMANDE_RELEVE_AUTOMATIQUE', value: true }])
  await call('decisions.saveTable', { name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rows: [[day, '*', '*', '*', '*']] })
  await call('decisions.saveTable', { name: 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR', rows: [] })
  await call('meters.runAutomatic', { asOf, byItself: false })
}, [systemToday(), String(Number(systemToday().slice(8)))] as const)
await show('/meter-automatic', 'Envoi automatique des demandes de relevés')
await page.locator('.lines .ag-row').first().waitFor()
await photograph('meter-automatic')
await app.close()
