import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MailServer } from '../fixtures/mail-server.ts'
import { sendsToday } from '../fixtures/outbox-fixture.ts'
import { requestOf, owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const server = new MailServer({ login: { user: 'compta', pass: 'le bon mot de passe' } })
let window: OpenWindow
let port = 0
const page = (): OpenWindow['page'] => window.page

beforeAll(async () => {
  port = await server.listen()
  server.behaviour = (turn) => (turn === 1 ? 'drop-after-acceptance' : 'accept')
  window = await openWindow(async (api) => {
    const { ids } = await owing(api, ['C1', 'Garage Müller', { email1: 'a@client.example', reminderChannel: 'email' }], { number: 'FA1', dueOn: '2026-01-31', cents: 120_50 })
    await api.reminders.generate(await requestOf(api, ids, { asOf: sendsToday }))
  })
})
afterEach(() => closeDialogs(page()))
afterAll(async () => {
  await window.close()
  await server.close()
})

describe('X-13 « Boîte d’envoi »', () => {
  it('says that messages wait for a mail server, and leads to its settings', async () => {
    await page().getByRole('link', { name: 'Boîte d’envoi' }).click()
    await page().getByText('Aucun serveur d’envoi n’est renseigné').waitFor()
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').allTextContents()).toEqual(['En attente'])
    expect(await accessibilityProblems(page())).toEqual([])
    await page().getByRole('button', { name: 'Paramètres e-mail…' }).click()
    await page().getByRole('heading', { level: 1, name: 'Paramètres e-mail' }).waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
  })

  it('the test of the settings says what to do, then that all is well', async () => {
    await page().getByRole('textbox', { name: 'Serveur' }).fill('127.0.0.1')
    await page().getByRole('radio', { name: 'Aucune' }).check()
    await page().getByRole('textbox', { name: 'Port' }).fill(String(port))
    await page().getByRole('textbox', { name: 'Identifiant' }).fill('compta')
    await page().getByLabel('Mot de passe').fill('un autre')
    // a connection has no sender
    const sender = await page().getByRole('textbox', { name: 'Adresse de l’expéditeur' }).inputValue()
    await page().getByRole('textbox', { name: 'Adresse de l’expéditeur' }).fill('')
    await page().getByRole('button', { name: 'Tester la connexion' }).click()
    await page().getByText('Le serveur refuse l’identifiant « compta » ou son mot de passe').waitFor()
    await page().getByLabel('Mot de passe').fill('le bon mot de passe')
    await page().getByRole('button', { name: 'Tester la connexion' }).click()
    await page().getByText('La connexion fonctionne.').waitFor()
    await page().getByRole('button', { name: 'M’envoyer un message d’essai' }).click()
    await page().getByText('Aucun essai : corrigez d’abord les champs marqués.').waitFor()
    await page().getByRole('textbox', { name: 'Adresse de l’expéditeur' }).fill(sender)
    await page().getByRole('button', { name: 'Enregistrer' }).click()
    await page().getByText('Paramètres e-mail enregistrés').first().waitFor()
  })

  it('the message leaves by itself and its level follows', async () => {
    await page().getByRole('link', { name: 'Boîte d’envoi' }).click()
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').allTextContents()).toEqual(['Envoyé'])
    expect(server.mails[0]!.recipients).toEqual(['a@client.example'])
    await page().locator('.ag-row').first().dblclick()
    await page().getByRole('dialog').getByText('FA1').first().waitFor()
    expect(await accessibilityProblems(page())).toEqual([])
    await page().keyboard.press('Escape')
    expect(window.complaints).toEqual([])
  })

  it('what may have left is for a person to say', async () => {
    await page().getByRole('button', { name: 'Renvoyer…' }).click()
    await answer(page(), 'Oui')
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').allTextContents()).toContain('Peut-être envoyé')
    await page().locator('.ag-row').filter({ hasText: 'Peut-être envoyé' }).click()
    await page().getByRole('button', { name: 'Il est parti' }).click()
    await answer(page(), 'Oui')
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').allTextContents()).toEqual(['Envoyé', 'Envoyé'])
  })
})
