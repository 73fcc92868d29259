import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PDFDocument } from 'pdf-lib'
import { addDays, formatDate, systemToday } from '../../shared/date.ts'
import { dropFiles } from '../electron-double/launch.ts'
import { emlOf, filledForm, fileWith, sentForm } from '../fixtures/answer-fixture.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { asked, choiceOf, setParameters } from '../fixtures/meter-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

/** The window knows no other day. */
const today = systemToday()
const ASKED = ['BIEN-001', 'BIEN-002', 'BIEN-004']

let window: OpenWindow
/** Files customers have sent back, by what they are */
const files: Record<string, string> = {}
const page = (): OpenWindow['page'] => window.page
const row = (identifier: string) => page().locator('.ag-row').filter({ visible: true }).filter({ has: page().locator(`[col-id="providerIdentifier"]:text-is("${identifier}")`) })
const cell = (identifier: string, column: string) => row(identifier).first().locator(`[col-id="${column}"]`)
const toast = (text: string | RegExp) => page().getByRole('status').getByText(text).or(page().getByText(text)).first()

async function problems(): Promise<string[]> {
  await page().mouse.move(640, 15)
  await page().locator('.ag-tooltip').waitFor({ state: 'detached' })
  return accessibilityProblems(page())
}

beforeAll(async () => {
  window = await openWindow(async (api) => {
    await samplePark(api, today)
    await setParameters(api, asked)
    const rows = (await api.meters.proposals({ launch: null })).filter(({ providerIdentifier }) => ASKED.includes(providerIdentifier))
    await api.meters.send({ launch: null, asOf: today, requestedOn: today, choices: rows.map((one) => choiceOf(one)) })
    const { folder } = (await api.dossiers.current())!
    const office = { api, folder }
    const form = await sentForm(api, folder, 'BIEN-004')
    const good = await filledForm(form, { Noir: '6 500', Couleur: '45 000' }, formatDate(today))
    files['eml'] = fileWith(folder, 'reponse.eml', await emlOf({ attachments: [{ filename: 'Demande.pdf', content: good, contentType: 'application/pdf' }] }))
    const flat = await PDFDocument.load(good)
    flat.getForm().flatten()
    files['flat'] = fileWith(folder, 'numerise.pdf', await flat.save())
    files['low'] = fileWith(folder, 'bas.pdf', await filledForm(await sentForm(api, folder, 'BIEN-002'), { Noir: '12', Couleur: 'illisible' }, formatDate(today)))
    const messageId = await onFile(office, (sql) => {
      const idOf = (identifier: string): { id: number; messageId: string } => sql.prepare(`SELECT m.id, m.message_id AS messageId FROM outbox_message m JOIN meter_request r ON r.outbox_message_id = m.id JOIN asset a ON a.id = r.asset_id WHERE a.provider_identifier = ?`).get(identifier) as { id: number; messageId: string }
      sql.prepare(`UPDATE outbox_message SET state = 'sent', accepted_on = ? WHERE id = ?`).run(addDays(today, -15), idOf('BIEN-002').id)
      return idOf('BIEN-002').messageId
    })
    files['text'] = fileWith(folder, 'texte.eml', await emlOf({ inReplyTo: messageId, subject: 'Re: compteurs', text: 'Bonjour, noir 41 000 et couleur 1 300.' }))
  })
})
afterEach(() => closeDialogs(page()))
afterAll(() => window.close())

describe('« Envoyées »', () => {
  it('shows which requests wait for their answer and which are late, and filters them', async () => {
    await window.app.chooseMenu('go.meter-requests')
    await page().getByRole('tab', { name: 'Envoyées' }).click()
    await row('BIEN-002').waitFor()
    expect(await cell('BIEN-002', 'waiting').textContent()).toBe('En retard de réponse')
    await picture(page(), 'meter-answers-sent')
    expect(await problems()).toEqual([])
    await page().getByRole('radio', { name: 'En retard' }).check()
    await row('BIEN-001').waitFor({ state: 'detached' })
    expect(await row('BIEN-002').count()).toBe(1)
  })

  it('a late one is asked again on purpose: the new request names the former', async () => {
    await page().getByRole('button', { name: 'Cocher les demandes en retard' }).click()
    await page().getByRole('button', { name: 'Redemander…' }).click()
    await page().getByRole('alertdialog').getByText('1 nouvelle demande partira').waitFor()
    await answer(page(), 'Oui')
    const dialog = page().getByRole('dialog')
    await dialog.getByText('1 demande dans la boîte d’envoi').waitFor()
    await dialog.getByRole('button', { name: 'Fermer' }).last().click()
    await dialog.waitFor({ state: 'detached' })
    await page().getByRole('radio', { name: 'Toutes' }).check()
    await expect.poll(() => row('BIEN-002').locator('[col-id="waiting"]').allTextContents()).toContain('Redemandée depuis')
    expect(await row('BIEN-002').locator('[col-id="formerOn"]').allTextContents()).toContain(formatDate(today))
  })

  it('M-120 « Saisir la réponse »: every meter with its last reading; the check speaks before saving; then the request is answered', async () => {
    await cell('BIEN-001', 'label').click()
    await page().getByRole('button', { name: 'Saisir la réponse' }).click()
    const dialog = page().getByRole('dialog')
    await dialog.getByText(/^Dernier relevé\s: 18\s250/).waitFor()
    await dialog.getByRole('textbox', { name: 'Noir (pages)' }).fill('900')
    await dialog.getByRole('textbox', { name: 'Couleur (pages)' }).fill('7500')
    await dialog.getByText('La valeur saisie ( 900 ) est inférieure au dernier relevé ( 18250 )').waitFor()
    await picture(page(), 'meter-answer-entry')
    expect(await problems()).toEqual([])
    await dialog.getByRole('textbox', { name: 'Noir (pages)' }).fill('18500')
    await dialog.getByRole('button', { name: /^Enregistrer/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => cell('BIEN-001', 'waiting').textContent()).toBe('Répondue')
  })
})

describe('files dropped on the window', () => {
  it('a message with a filled form: what it would change is shown and ticked; nothing is saved without « Enregistrer »', async () => {
    await dropFiles(page(), [files['eml']!, files['flat']!])
    await page().getByRole('heading', { level: 1, name: 'Réponses aux demandes de relevés' }).waitFor()
    await row('BIEN-004').first().waitFor()
    expect(await row('BIEN-004').locator('[col-id="meterName"]').allTextContents()).toEqual(['Noir', 'Couleur'])
    expect(await cell('BIEN-004', 'state').textContent()).toBe('À enregistrer')
    expect(await cell('BIEN-004', 'ticked').locator('.tick-box').getAttribute('aria-checked')).toBe('true')
    await page().getByText('« numerise.pdf » n’a pas de champs à lire').waitFor()
    await picture(page(), 'meter-answers')
    expect(await problems()).toEqual([])
    await page().keyboard.press('F2')
    await toast(/2 relevés enregistrés/).waitFor()
    await row('BIEN-004').first().waitFor({ state: 'detached' })
  })

  it('the same file again: it is said to be entered already', async () => {
    await page().getByRole('button', { name: 'Vider la liste' }).click()
    await dropFiles(page(), [files['eml']!])
    await expect.poll(() => cell('BIEN-004', 'state').textContent()).toBe('Déjà saisi')
    expect(await cell('BIEN-004', 'ticked').locator('.tick-box').getAttribute('aria-checked')).toBe('false')
  })

  it('what cannot be read is corrected, what is doubtful confirmed', async () => {
    await dropFiles(page(), [files['low']!])
    await expect.poll(() => cell('BIEN-002', 'state').textContent()).toBe('À corriger')
    await cell('BIEN-002', 'label').dblclick()
    const dialog = page().getByRole('dialog')
    await dialog.getByText('« illisible » n’est pas un nombre').waitFor()
    await picture(page(), 'meter-answer-correction')
    expect(await problems()).toEqual([])
    await dialog.getByRole('textbox', { name: 'Couleur (pages)' }).fill('1300')
    await dialog.getByRole('button', { name: /^Appliquer/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => cell('BIEN-002', 'state').textContent()).toBe('À confirmer')
    await page().keyboard.press('F2')
    await page().getByRole('alertdialog').getByText('La valeur saisie ( 12 ) est inférieure').waitFor()
    await answer(page(), 'Non')
    await cell('BIEN-002', 'state').waitFor()
  })

  it('a message without a form shows its text and what it answers', async () => {
    await dropFiles(page(), [files['text']!])
    await page().getByText('Bonjour, noir 41 000 et couleur 1 300.').waitFor()
    await picture(page(), 'meter-answer-message')
    expect(await problems()).toEqual([])
    await page().getByRole('button', { name: 'Saisir la réponse de BIEN-002' }).click()
    const dialog = page().getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Noir (pages)' }).fill('41000')
    await dialog.getByRole('textbox', { name: 'Couleur (pages)' }).fill('1300')
    await dialog.getByRole('button', { name: /^Enregistrer/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await page().getByText('BIEN-002 – Répondue').waitFor()
    expect(window.complaints).toEqual([])
  })
})
