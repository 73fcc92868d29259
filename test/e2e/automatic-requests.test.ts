import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fillSampleContracts } from '../../electron/contracts/sample-contracts.ts'
import { formatDate, systemToday } from '../../shared/date.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { asked, setParameters } from '../fixtures/meter-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const server = new MailServer()
const today = systemToday()
let window: OpenWindow
const page = (): OpenWindow['page'] => window.page
const line = (identifier: string) => page().locator('.lines .ag-row').filter({ has: page().locator(`[col-id="providerIdentifier"]:text-is("${identifier}")`) })
const outcome = (identifier: string) => line(identifier).locator('[col-id="outcome"]')

beforeAll(async () => {
  const port = await server.listen()
  window = await openWindow(async (api) => {
    await samplePark(api, today)
    await fillSampleContracts(api, resources, today)
    // billed on the 1st: whatever the day, the one readings are wanted for follows it within its cycle
    await api.decisions.saveTable({ name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rows: [[String(Number(today.slice(8))), 'FORFAIT', '*', '*', '1']] })
    await setParameters(api, { ...asked, NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 19 })
    await api.outbox.saveMailSettings({ settings: mailSettings(port), password: null })
  })
})
afterEach(() => closeDialogs(page()))
afterAll(async () => {
  await window.close()
  await server.close()
})

describe('« Envoi automatique des demandes de relevés »', () => {
  it('M-116 M-118 the dossier opened, the requests of the day leave by themselves, with their result; the log says what became of each asset', async () => {
    // the request, then its result: the day has been through
    await expect.poll(() => server.mails.length, { timeout: 60_000 }).toBe(2)
    await window.app.chooseMenu('go.meter-automatic')
    await page().getByRole('heading', { level: 1, name: 'Envoi automatique des demandes de relevés' }).waitFor()
    await page().getByText(`Dernier jour fait : ${formatDate(today)}.`).waitFor()
    await outcome('BIEN-002').getByText('Demandé', { exact: true }).waitFor()
    await outcome('BIEN-001').getByText('Non demandé : relevé réel récent').waitFor()
    await outcome('BIEN-007').getByText('Mode ni Mail ni Fax').waitFor()
    expect(await line('BIEN-002').locator('[col-id="reason"]').textContent()).toBe('Générique, position 1')
    await picture(page(), 'automatic-requests')
    await page().mouse.move(640, 15)
    expect(await accessibilityProblems(page())).toEqual([])
  })

  it('M-117 « Lancer maintenant » asks nobody twice, and asks whom a changed parameter lets ask', async () => {
    await page().getByRole('button', { name: 'Lancer maintenant' }).click()
    await page().getByText('Aucune demande à faire').first().waitFor()
    await window.call('settings.saveParameters', [{ name: 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', value: 0 }])
    await page().getByRole('button', { name: 'Lancer maintenant' }).click()
    const dialog = page().getByRole('dialog')
    await dialog.getByText('Préparation des fax/courriel finis. Envoi en cours').waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
    await dialog.getByRole('button', { name: 'Fermer' }).last().click()
    await dialog.waitFor({ state: 'detached' })
    await outcome('BIEN-001').getByText('Demandé', { exact: true }).waitFor()
    await expect.poll(() => server.mails.length, { timeout: 60_000 }).toBe(4)
  })

  it('is reached from « Relevés »; switched off or without a calendar it says so', async () => {
    await window.call('settings.saveParameters', [{ name: 'DEMANDE_RELEVE_AUTOMATIQUE', value: false }])
    await window.call('decisions.saveTable', { name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rows: [] })
    await page().getByRole('link', { name: 'Relevés', exact: true }).click()
    await page().getByRole('link', { name: /^Envoi automatique des demandes/ }).click()
    await page().getByText('L’envoi automatique est arrêté').waitFor()
    await page().getByText('Aucun calendrier n’est rempli').waitFor()
    expect(await page().getByRole('button', { name: 'Lancer maintenant' }).isDisabled()).toBe(true)
    await picture(page(), 'automatic-requests-off')
    expect(await accessibilityProblems(page())).toEqual([])
    expect(window.complaints).toEqual([])
  })
})
