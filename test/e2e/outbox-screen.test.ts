import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MailServer } from '../fixtures/mail-server.ts'
import { sendsToday } from '../fixtures/outbox-fixture.ts'
import { requestOf, owing } from '../fixtures/reminder-fixture.ts'
import { openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

const server = new MailServer({ login: { user: 'compta', pass: 'le bon mot de passe' } })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let window: OpenWindow
let port = 0
const page = (): OpenWindow['page'] => window.page

/** What axe finds on the screen in front, in both themes. */
async function axeFindings(): Promise<unknown[]> {
  await page().evaluate(axe)
  const found: unknown[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page().emulateMedia({ colorScheme })
    found.push(...await page().evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run()
      return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
    }))
  }
  await page().emulateMedia({ colorScheme: 'light' })
  return found
}

beforeAll(async () => {
  port = await server.listen()
  server.behaviour = (turn) => (turn === 1 ? 'drop-after-acceptance' : 'accept')
  window = await openWindow(async (api) => {
    const { ids } = await owing(api, ['C1', 'Garage Müller', { email1: 'a@client.example', reminderChannel: 'email' }], { number: 'FA1', dueOn: '2026-01-31', cents: 120_50 })
    await api.reminders.generate(await requestOf(api, ids, { asOf: sendsToday }))
  })
})
afterAll(async () => {
  await window.close()
  await server.close()
})

describe('X-13 « Boîte d’envoi »', () => {
  it('says that messages wait for a mail server, and leads to its settings', async () => {
    await page().getByRole('link', { name: 'Boîte d’envoi' }).click()
    await page().getByText('Aucun serveur d’envoi n’est renseigné').waitFor()
    expect(await page().locator('.ag-row [col-id="state"]').textContent()).toBe('En attente')
    expect(await axeFindings()).toEqual([])
    await page().getByRole('button', { name: 'Paramètres e-mail…' }).click()
    await page().getByRole('heading', { level: 1, name: 'Paramètres e-mail' }).waitFor()
    expect(await axeFindings()).toEqual([])
  })

  it('the test of the settings says what to do, then that all is well', async () => {
    await page().getByRole('textbox', { name: 'Serveur' }).fill('127.0.0.1')
    await page().getByRole('radio', { name: 'Aucune' }).check()
    await page().getByRole('textbox', { name: 'Port' }).fill(String(port))
    await page().getByRole('textbox', { name: 'Identifiant' }).fill('compta')
    await page().getByLabel('Mot de passe').fill('un autre')
    await page().getByRole('button', { name: 'Tester la connexion' }).click()
    await page().getByText('Le serveur refuse l’identifiant « compta » ou son mot de passe').waitFor()
    await page().getByLabel('Mot de passe').fill('le bon mot de passe')
    await page().getByRole('button', { name: 'Tester la connexion' }).click()
    await page().getByText('La connexion fonctionne.').waitFor()
    await page().getByRole('button', { name: 'Enregistrer' }).click()
    await page().getByText('Paramètres e-mail enregistrés').first().waitFor()
  })

  it('the message leaves by itself and its level follows', async () => {
    await page().getByRole('link', { name: 'Boîte d’envoi' }).click()
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').textContent(), { timeout: 10_000 }).toBe('Envoyé')
    expect(server.mails[0]!.recipients).toEqual(['a@client.example'])
    await page().locator('.ag-row').first().dblclick()
    await page().getByRole('dialog').getByText('FA1').first().waitFor()
    expect(await axeFindings()).toEqual([])
    await page().keyboard.press('Escape')
    expect(window.complaints).toEqual([])
  })

  it('what may have left is for a person to say', async () => {
    await page().getByRole('button', { name: 'Renvoyer…' }).click()
    await page().getByRole('alertdialog').getByRole('button', { name: 'Oui' }).click()
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').allTextContents(), { timeout: 10_000 }).toContain('Peut-être envoyé')
    await page().locator('.ag-row').filter({ hasText: 'Peut-être envoyé' }).click()
    await page().getByRole('button', { name: 'Il est parti' }).click()
    await page().getByRole('alertdialog').getByRole('button', { name: 'Oui' }).click()
    await expect.poll(() => page().locator('.ag-row [col-id="state"]').allTextContents()).toEqual(['Envoyé', 'Envoyé'])
  })
})
