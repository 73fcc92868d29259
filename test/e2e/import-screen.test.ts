import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { receipt, sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
let page: Page

const ledger = writeFec([
  ...sale('1', 'DUPONT', 120_000, { letter: 'A' }), ...receipt('2', 'DUPONT', 120_000, { letter: 'A' }), ...sale('3', 'HÉLÈNE', 45_050, { label: 'Vente à Hélène' }), ...receipt('4', 'HÉLÈNE', 5_050),
  ...sale('5', 'MARTIN', 9_900, { letter: 'B' }), ...receipt('6', 'MARTIN', 9_000, { letter: 'B' }),
])
const unbalanced = writeFile('déséquilibré.txt', 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n'
  + 'VE\tVentes\t7\t20250301\t411\tClients\tNEUF\tNeuf\tF7\t20250301\tVente\t10,00\t0\t\t\t\t\t\n')
const list = writeFile('clients à relancer.csv', 'Qui;Facture;Échéance;Solde\r\nBernard;F-9;03/04/2025;1 250,00\r\n')

const button = (name: string) => page.getByRole('button', { name, exact: true })
const chooseFile = async (path: string, name: RegExp): Promise<void> => {
  await opened.app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, path)
  await page.getByRole('button', { name }).click()
}
const outstandingCents = async (code: string): Promise<unknown> => {
  const { value: { ids } } = await opened.call('receivables.findCustomers', { search: code, onlyActive: true }) as { value: { ids: Int32Array } }
  const { value: [row] } = await opened.call('receivables.customerRows', { ids, asOf: '2025-06-01' }) as { value: [{ outstandingCents: number }] }
  return row.outstandingCents
}

beforeAll(async () => {
  opened = await openWindow(() => Promise.resolve())
  page = opened.page
  await page.getByRole('link', { name: 'Imports' }).click()
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

it('a ledger is looked at first: what it is, what it would do, and the equation it must satisfy', async () => {
  await chooseFile(ledger, /^Choisir un fichier/)
  await page.getByText('Solde client du fichier').waitFor()
  const text = (await page.locator('.equation').innerText()).replace(/\s+/g, ' ')
  expect(text).toBe('450,50 € Échéances ouvertes 50,50 € Crédits non affectés 400,00 € Solde client du fichier')
  await page.getByText('Lettrages déséquilibrés (1)').waitFor()
  await page.getByText('l’écart n’est pas dans les échéances, n’est pas relancé').waitFor()
  await page.getByRole('cell', { name: 'Vente à Hélène' }).first().waitFor()
  await picture(page, 'import-preview')
})

it('F2 imports it, and the report stays on the screen with the import below', async () => {
  await page.keyboard.press('F2')
  await page.getByText('Import terminé').first().waitFor()
  await page.getByText(/Compte rendu de l’import/).waitFor()
  expect(await page.getByRole('row', { name: /732829320FEC20251231\.txt FEC/ }).innerText()).toContain('400,00')
  await page.getByText(/dernier import\s: \d\d\/\d\d\/\d{4}/).waitFor()
  await picture(page, 'import-report')
})

it('the same file again changes nothing', async () => {
  await chooseFile(ledger, /^Choisir un/)
  await page.getByText('Ce fichier a déjà été importé').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Importer' }).isDisabled()).toBe(true)
  await button('Annuler').click()
})

it('a file that does not balance says where, and is imported only once a person accepts it', async () => {
  await chooseFile(unbalanced, /^Choisir un/)
  await page.getByRole('alert').getByText(/L’écriture 7 du 01\/03\/2025 \(journal VE, ligne 2/).first().waitFor()
  await picture(page, 'import-error')
  await page.getByRole('checkbox', { name: 'Accepter les écritures déséquilibrées' }).check()
  await page.getByText('Écritures déséquilibrées acceptées').waitFor()
  await button('Annuler').click()
})

it('a list asks what its columns and dates mean before it can be imported', async () => {
  await chooseFile(list, /^Choisir un/)
  await page.getByText('À préciser avant l’import').waitFor()
  await picture(page, 'import-questions')
  await page.getByRole('combobox', { name: 'Qui' }).selectOption({ label: 'Nom du client' })
  await page.getByRole('radio', { name: 'Jour, mois, année' }).check()
  await page.getByText('Reste dû selon la liste').waitFor()
  await picture(page, 'import-list')
  await page.keyboard.press('F2')
  await page.getByRole('row', { name: /clients à relancer\.csv/ }).waitFor()
})

it('the last import can be taken back, after « Oui »', async () => {
  const row = page.getByRole('row', { name: /clients à relancer\.csv/ })
  await row.getByRole('button', { name: 'Annuler l’import' }).click()
  await answer(page, 'Oui')
  await row.getByText('Annulé').waitFor()
  await page.getByRole('row', { name: /732829320FEC/ }).getByRole('button', { name: 'Annuler l’import' }).waitFor()
})

it('invoices that a newer list does not name any more are asked about one by one', async () => {
  const head = 'Code client;Nom du client;Facture;Date facture;Échéance;Montant'
  const delmas = 'DEL;Établissements Delmas;D-1;15/01/2025;28/02/2025;1 250,00'
  await chooseFile(writeFile('janvier.csv', [head, delmas, 'DEL;Établissements Delmas;D-2;20/01/2025;28/02/2025;80,40', 'NOE;Noël & Fils;N-7;22/01/2025;15/03/2025;310,00'].join('\r\n')), /^Choisir un/)
  await page.getByText('Reste dû selon la liste').waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('row', { name: /janvier\.csv/ }).waitFor()

  await chooseFile(writeFile('février.csv', [head, delmas, 'DEL;Établissements Delmas;D-3;15/02/2025;31/03/2025;99,00'].join('\r\n')), /^Choisir un/)
  const settled = page.getByRole('group', { name: 'Facture D-2 de Établissements Delmas' }).getByRole('radio', { name: 'Solder' })
  const kept = page.getByRole('group', { name: 'Facture N-7 de Noël & Fils' }).getByRole('radio', { name: 'Garder ouverte' })
  await settled.waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await picture(page, 'import-absent')
  await settled.check()
  expect(await button('Valider ces réponses').isDisabled()).toBe(true)
  await kept.check()
  await button('Valider ces réponses').click()
  await page.getByText('Reste dû selon la liste').waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('row', { name: /février\.csv/ }).waitFor()
  expect(await outstandingCents('NOE')).toBe(31_000)
  expect(await outstandingCents('DEL')).toBe(134_900)
})
