import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { asked, setParameters } from '../fixtures/meter-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const server = new MailServer()
let window: OpenWindow
const page = (): OpenWindow['page'] => window.page
const row = (identifier: string) => page().locator('.ag-row').filter({ has: page().locator(`[col-id="providerIdentifier"]:text-is("${identifier}")`) })
const isTicked = (identifier: string): Promise<string | null> => row(identifier).locator('.tick-box').getAttribute('aria-checked')
const cell = (identifier: string, column: string) => row(identifier).locator(`[col-id="${column}"]`)

/** What axe finds once no tooltip of the grid comes or goes. */
async function problems(): Promise<string[]> {
  await page().mouse.move(640, 15)
  await page().locator('.ag-tooltip').waitFor({ state: 'detached' })
  return accessibilityProblems(page())
}

beforeAll(async () => {
  const port = await server.listen()
  window = await openWindow(async (api) => {
    await samplePark(api)
    await setParameters(api, asked)
    await api.outbox.saveMailSettings({ settings: mailSettings(port), password: null })
  })
})
afterEach(() => closeDialogs(page()))
afterAll(async () => {
  await window.close()
  await server.close()
})

describe('« Demande de relevés »', () => {
  it('M-001 M-002 is reached from « Relevés »; M-038 M-041 M-047 rows that can leave are ticked, the others red, said in words and not ticked', async () => {
    await window.app.chooseMenu('go.meter-requests')
    await page().getByText('Faire les demandes de relevés compteurs par fax ou e-mail.').waitFor()
    await page().getByRole('link', { name: 'Relevés', exact: true }).click()
    await page().getByRole('link', { name: /^Demande de relevés/ }).click()
    await page().getByText('Faire les demandes de relevés compteurs par fax ou e-mail.').waitFor()
    await page().getByRole('tab', { name: 'En attente d’envois (6)' }).waitFor()
    await row('BIEN-006').waitFor()
    expect(await isTicked('BIEN-001')).toBe('true')
    expect(await isTicked('BIEN-006')).toBe('false')
    expect(await cell('BIEN-006', 'problem').textContent()).toBe('Aucune adresse pour ce mode d’envoi\u2002·\u20022 compteurs jamais relevés')
    const ground = (identifier: string) => row(identifier).evaluate((element) => getComputedStyle(element).backgroundColor)
    expect(await ground('BIEN-006')).not.toBe(await ground('BIEN-001'))
    await picture(page(), 'meter-requests')
    expect(await problems()).toEqual([])
  })

  it('M-067 without a fax provider the screen says whom to contact', async () => {
    await page().getByText('Prendre contact avec le service client').first().waitFor()
    await page().getByRole('button', { name: 'Envoyer par fax' }).click()
    await page().getByRole('alert').getByText('aucun fournisseur de fax n’est renseigné').waitFor()
    expect(await isTicked('BIEN-001')).toBe('true')
  })

  it('M-048 M-050 M-051 an address typed in the row’s window: a wrong one is refused, a right one makes the row normal and ticked', async () => {
    await cell('BIEN-006', 'label').dblclick()
    const dialog = page().getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Courriel' }).fill('abc')
    await dialog.getByText('Adresse ou numéro non valable').waitFor()
    await picture(page(), 'meter-request-edit')
    expect(await problems()).toEqual([])
    await dialog.getByRole('textbox', { name: 'Courriel' }).fill('typed@client.example')
    await dialog.getByRole('button', { name: 'Appliquer' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => isTicked('BIEN-006')).toBe('true')
    expect(await cell('BIEN-006', 'problem').textContent()).toBe('2 compteurs jamais relevés')
  })

  it('M-057 M-058 by the row’s action its fax becomes an e-mail, whose address is searched again', async () => {
    await cell('BIEN-003', 'label').dblclick()
    const dialog = page().getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Envoyer par mail' }).check()
    expect(await dialog.getByRole('textbox', { name: 'Courriel' }).inputValue()).toBe('s.quere@anne-morel.example')
    await dialog.getByRole('button', { name: 'Appliquer' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => cell('BIEN-003', 'chosen').textContent()).toBe('Mail')
    expect(await isTicked('BIEN-003')).toBe('true')
  })

  it('M-043 M-046 the table is exported', async () => {
    await page().getByRole('button', { name: 'Exporter le tableau' }).click()
    await page().getByText('Tableau exporté').first().waitFor()
  })

  it('M-039 M-060 M-061 M-063 M-064 F2 sends what is ticked; the rows leave the list and are in « Envoyées »', async () => {
    await page().keyboard.press('F2')
    const dialog = page().getByRole('dialog')
    await dialog.getByText('Préparation des fax/courriel finis. Envoi en cours').waitFor()
    await picture(page(), 'meter-requests-report')
    expect(await problems()).toEqual([])
    await dialog.getByRole('button', { name: 'Fermer' }).last().click()
    await dialog.waitFor({ state: 'detached' })
    await page().getByRole('tab', { name: 'En attente d’envois (1)' }).waitFor()
    // five requests, then their result
    await expect.poll(() => server.mails.length, { timeout: 30_000 }).toBe(6)
    await page().getByRole('tab', { name: 'Envoyées' }).click()
    await page().locator('.ag-row [col-id="state"]:text-is("Envoyé")').first().waitFor()
    // five were ticked, one was not
    await expect.poll(() => page().locator('.ag-row [col-id="providerIdentifier"]:visible').count()).toBe(5)
    await page().getByRole('tab', { name: 'En erreur' }).click()
    await page().getByText('Aucune demande en erreur').waitFor()
    await page().getByRole('tab', { name: 'Envoyées' }).click()
    await picture(page(), 'meter-requests-sent')
    expect(await problems()).toEqual([])
    expect(window.complaints).toEqual([])
  })

  it('M-062 with nothing ticked F2 says so', async () => {
    await page().getByRole('tab', { name: /^En attente d’envois/ }).click()
    await page().getByRole('button', { name: 'Envoyer F2' }).or(page().getByRole('button', { name: 'Envoyer', exact: true })).first().click()
    await page().getByText('Aucune demande n’est cochée').first().waitFor()
  })

  it('M-082 M-091 the wordings stand beside what they make', async () => {
    await page().getByRole('button', { name: 'Modèles de demande…' }).click()
    await page().getByRole('heading', { level: 1, name: 'Modèles de demande de relevés' }).waitFor()
    await page().locator('[data-pages="1"]').waitFor()
    await picture(page(), 'meter-templates')
    expect(await problems()).toEqual([])
  })
  it('M-082 a variable is inserted at the cursor; a mistake is marked at its line and not saved', async () => {
    const subject = page().getByLabel('Titre')
    await subject.fill('Relevé de ')
    await page().getByRole('button', { name: /^client\.nom/ }).click()
    expect(await subject.inputValue()).toBe('Relevé de {{ client.nom }}')
    await page().getByLabel('Texte avant le tableau des compteurs').fill('Bonjour,\n{{ solde }}')
    await page().getByText('Ligne 2 : la variable « solde » n’existe pas.').waitFor()
    expect(await page().locator('.marks .wrong').allTextContents()).toEqual(['{{ solde }}'])
    await page().keyboard.press('F2')
    await page().waitForFunction(() => (document.activeElement as HTMLTextAreaElement).selectionStart === 'Bonjour,\n'.length)
    await page().keyboard.press('Escape')
    await answer(page(), 'Oui')
    await page().getByRole('heading', { level: 1, name: 'Demande de relevés' }).waitFor()
  })

  it('M-068 a gateway is tried on a number while its settings are typed', async () => {
    await page().getByRole('link', { name: 'Paramétrage', exact: true }).click()
    await page().getByRole('link', { name: /^Paramètres fax/ }).click()
    await page().getByRole('textbox', { name: 'Adresse de la passerelle' }).fill('{numero}@fax.example')
    await page().getByText('Écrit à 33472000000@fax.example').waitFor()
    await page().getByRole('textbox', { name: 'Numéro de fax' }).fill('123')
    await page().getByText('Ce numéro a trop ou trop peu de chiffres pour la passerelle (6 à 15).').waitFor()
    await page().getByRole('textbox', { name: 'Numéro de fax' }).fill('(+33) 4 72 00 00 00')
    await page().getByText('Écrit à 33472000000@fax.example').waitFor()
    await page().getByRole('radio', { name: /^TIFF-F/ }).check()
    await picture(page(), 'fax-settings')
    expect(await problems()).toEqual([])
    await page().getByRole('button', { name: 'Enregistrer' }).click()
    await page().getByText('Paramètres fax enregistrés').first().waitFor()
    expect(window.complaints).toEqual([])
  })

  it('M-055 M-056 [Envoyer par fax] and [Envoyer par mail] change the ticked rows, and no other', async () => {
    const modes = (): Promise<(string | null)[]> => Promise.all(['BIEN-001', 'BIEN-002', 'BIEN-003'].map((identifier) => cell(identifier, 'chosen').textContent()))
    await page().getByRole('link', { name: 'Relevés', exact: true }).click()
    await page().getByRole('link', { name: /^Demande de relevés/ }).click()
    await row('BIEN-001').waitFor()
    expect(await modes()).toEqual(['Mail', 'Mail', 'Fax'])
    // all were asked for above: they say so, and are ticked on purpose only
    expect(await cell('BIEN-001', 'problem').textContent()).toMatch(/^Déjà demandé le .*, sans réponse$/)
    expect(await isTicked('BIEN-001')).toBe('false')
    await page().getByRole('button', { name: 'Tout cocher' }).click()
    await page().getByText('Cocher aussi ce qui est déjà demandé').waitFor()
    await answer(page(), 'Non')
    expect(await isTicked('BIEN-001')).toBe('false')
    await page().getByRole('button', { name: 'Tout cocher' }).click()
    await answer(page(), 'Oui')
    await expect.poll(() => isTicked('BIEN-001')).toBe('true')
    await page().getByRole('button', { name: 'Tout décocher' }).click()
    await expect.poll(() => isTicked('BIEN-001')).toBe('false')
    for (const identifier of ['BIEN-001', 'BIEN-002']) await row(identifier).locator('.tick-box').dblclick()
    await expect.poll(() => isTicked('BIEN-002')).toBe('true')
    await page().getByRole('button', { name: 'Envoyer par fax' }).click()
    await expect.poll(modes).toEqual(['Fax', 'Fax', 'Fax'])
    await row('BIEN-001').locator('.tick-box').dblclick()
    await row('BIEN-003').locator('.tick-box').dblclick()
    await expect.poll(() => Promise.all(['BIEN-001', 'BIEN-002', 'BIEN-003'].map(isTicked))).toEqual(['false', 'true', 'true'])
    await page().getByRole('button', { name: 'Envoyer par mail' }).click()
    await expect.poll(modes).toEqual(['Fax', 'Mail', 'Mail'])
  })

  it('M-050 M-051 a number shorter than the provider takes is refused in the row’s window and in the list, a good one is not', async () => {
    const type = async (number: string, told: boolean): Promise<void> => {
      await cell('BIEN-003', 'label').dblclick()
      const dialog = page().getByRole('dialog')
      await dialog.getByRole('radio', { name: 'Envoyer par fax' }).check()
      await dialog.getByRole('textbox', { name: 'Fax', exact: true }).fill(number)
      await expect.poll(() => dialog.getByText('Numéro de fax trop court ou trop long pour le fournisseur').count()).toBe(told ? 1 : 0)
      await dialog.getByRole('button', { name: 'Appliquer' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await type('0123', true)
    await expect.poll(() => cell('BIEN-003', 'problem').textContent()).toContain('Numéro de fax trop court ou trop long pour le fournisseur')
    expect(await isTicked('BIEN-003')).toBe('false')
    await type('01 23 45 67 89', false)
    await expect.poll(() => cell('BIEN-003', 'problem').textContent()).not.toContain('Numéro de fax')
    await expect.poll(() => isTicked('BIEN-003')).toBe('true')
  })
})
