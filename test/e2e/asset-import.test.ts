import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import writeExcelFile from 'write-excel-file/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemToday } from '../../shared/date.ts'
import { dropFiles } from '../electron-double/launch.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, tabTo, type OpenWindow } from '../fixtures/window-fixture.ts'

let shown: OpenWindow
let page: Page
const folder = temporaryFolder()
const sample = join(resources, 'sample', 'liste-de-parc.csv')
const TITLE = 'Importer des biens, compteurs ou relevés'

const heading = (name: string): Promise<void> => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const button = (name: string): Locator => page.getByRole('button', { name, exact: true })
const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ')
const importRow = (file: string): Locator => page.getByRole('row').filter({ hasText: file })
const counts = (): Promise<string> => page.getByRole('status').filter({ hasText: /Biens ajoutés|ne peut|ne peuvent/ }).innerText().then(plain)

async function goToAssets(): Promise<void> {
  await page.getByRole('link', { name: 'Relevés', exact: true }).click()
  await heading('Solutions de services')
  await page.getByRole('link', { name: 'Gérer les biens' }).click()
  await heading('Gérer les biens')
}

async function goToImport(): Promise<void> {
  await goToAssets()
  await button('Importer…').click()
  await heading(TITLE)
}

const answerFileDialog = (path: string): Promise<void> => shown.app.evaluate(({ dialog }, file) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] }) }, path)

async function chooseFile(path: string): Promise<void> {
  await answerFileDialog(path)
  await button('Choisir un fichier…').click()
  await page.getByText(path.split('/').at(-1)!, { exact: true }).waitFor()
}

const customerCount = async (): Promise<number> => {
  const { value: { ids } } = await shown.call('receivables.findCustomers', { search: '', onlyActive: false }) as { value: { ids: Int32Array } }
  return ids.length
}

beforeAll(async () => { shown = await openWindow((api) => samplePark(api, systemToday())); page = shown.page })
afterEach(() => closeDialogs(page))
afterAll(() => shown.close())

describe('import of a park', () => {
  it('the shipped example, chosen from the keyboard: its columns with their first line and what it would do, before anything is written', async () => {
    await goToImport()
    await page.getByText('Aucun import', { exact: true }).waitFor()
    await answerFileDialog(sample)
    await tabTo(page, 'Choisir un fichier')
    await page.keyboard.press('Enter')
    await page.getByText('liste-de-parc.csv', { exact: true }).waitFor()
    expect(await page.getByLabel('N° de série').inputValue()).toBe('manufacturerIdentifier')
    await page.getByText('CX40-7H1101').waitFor()
    expect(await counts()).toContain('Biens ajoutés : 3, modifiés : 0 ; compteurs ajoutés : 3 ; relevés ajoutés : 3, déjà connus : 0')
    expect(await counts()).toContain('Ajoutés – articles : 1, sites : 1, localisations : 1')
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'asset-import-preview')
  })

  it('F2 imports it: the assets are there, and the import is listed with its file and who made it', async () => {
    await page.keyboard.press('F2')
    await page.getByText('Import terminé').first().waitFor()
    await importRow('liste-de-parc.csv').getByText('Biens ajoutés').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'asset-import-history')
    await goToAssets()
    await page.getByText('11 biens', { exact: true }).waitFor()
  })

  it('lines that cannot be imported are told with line and column, and nothing is; a workbook is read the same way', async () => {
    const path = join(folder, 'parc faux.xlsx')
    const text = (value: string) => ({ value, type: String })
    await writeExcelFile([['Identifiant prestataire', 'Libellé', 'Code client', 'Demande de relevés'], ['BIEN-201', 'Copieur', 'PARC99', ''], ['BIEN-202', 'Copieur', 'PARC01', 'Pigeon'], ['BIEN-203', 'Copieur', 'PARC01', 'Fax']].map((row) => row.map(text))).toFile(path)
    await goToImport()
    await chooseFile(path)
    await page.getByText('2 lignes ne peuvent pas être importées').waitFor()
    const problems = await page.locator('tbody tr').allInnerTexts()
    expect(problems.map((problem) => plain(problem).split(/\s*\t\s*/))).toEqual([['2', '3', 'aucun client « PARC99 »'], ['3', '4', 'aucun mode de demande de relevés « Pigeon »']])
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'asset-import-problems')
    await page.keyboard.press('F2')
    await page.getByText(/parc faux\.xlsx\s» n’a pas été importé\s: ligne 2, colonne 3/).first().waitFor()
    // another meaning of the columns mends it
    await page.getByLabel('Demande de relevés').selectOption({ label: '– ignorée –' })
    await button('Vérifier').click()
    await page.getByText('1 ligne ne peut pas être importée').waitFor()
  })

  it('an import that something rests on is not undone, and says what; without it, it is undone to the letter', async () => {
    await goToImport()
    const added = await shown.call('assets.findAssets', { search: 'BIEN-103', customerId: null, onlyInstalled: false }) as { value: { ids: Int32Array } }
    const { value: meter } = await shown.call('assets.saveMeter', { id: null, assetId: added.value.ids[0], name: 'Encre', unit: 'ml', decimals: 0, isCumulative: true, isActive: true }) as { value: { id: number } }
    const undo = importRow('liste-de-parc.csv').getByRole('button', { name: 'Annuler cet import' })
    await undo.click()
    await answer(page, 'Oui')
    await page.getByText(/quelque chose en dépend\s: le compteur «\sEncre\s» a été ajouté à un bien venu de lui/).first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await picture(page, 'asset-import-refused')
    await shown.call('assets.deleteMeter', { id: meter.id })
    await undo.focus()
    await page.keyboard.press('Enter')
    await answer(page, 'Oui')
    await importRow('liste-de-parc.csv').getByText('Annulé le').waitFor()
    await goToAssets()
    await page.getByText('8 biens', { exact: true }).waitFor()
  })
})

describe('a list dropped on the window', () => {
  const list = join(folder, 'parc déposé.csv')
  beforeAll(() => writeFileSync(list, 'Code client;Identifiant prestataire;Libellé\nPARC01;BIEN-301;Copieur\nNOUVEAU;BIEN-302;Copieur\n'))

  it('with « Gérer les biens » in front goes to the import of assets, and makes no customer', async () => {
    const before = await customerCount()
    await goToAssets()
    await dropFiles(page, [list])
    await heading(TITLE)
    await page.getByText('parc déposé.csv', { exact: true }).waitFor()
    await page.getByText('1 ligne ne peut pas être importée').waitFor()
    await page.keyboard.press('F2')
    await page.getByText(/parc déposé\.csv\s» n’a pas été importé\s: ligne 3, colonne 1/).first().waitFor()
    expect(await customerCount()).toBe(before)
  })

  it('several at once: the first is read, and that the others were not is said', async () => {
    await goToAssets()
    await dropFiles(page, [sample, list])
    await page.getByText('liste-de-parc.csv', { exact: true }).waitFor()
    await page.getByText('Une liste à la fois').first().waitFor()
  })
})

it('the page reported nothing', () => { expect(shown.complaints).toEqual([]) })
