import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { messages } from '../../shared/i18n/translate.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let window: OpenWindow
beforeAll(async () => { window = await openWindow(samplePark) })
afterAll(() => window.close())

const textsOf = (catalogue: object): string[] => Object.values(catalogue).flatMap((value: unknown) => (typeof value === 'string' ? value.split(' | ') : textsOf(value as object)))
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', '\'').trim()
const french = new Set(textsOf(messages.fr).map(plain))
/** What only the English catalogue says, and says whole. */
const english = new Set(textsOf(messages.en).map(plain).filter((text) => /\p{L}{3}/u.test(text) && !text.includes('{') && !french.has(text)))

/** Screens of the side bar and of its hubs, with their title. */
const screens = [...readFileSync(resolve(import.meta.dirname, '../../renderer/routes.ts'), 'utf8').matchAll(/path: '(\/[\w-]+)', .*meta: \{ title: '([\w.-]+)', (?:bar|place):/g)].map(([, path, key]) => ({
  path: path!, title: key!.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], messages.fr) as string,
}))

/** Labels the requirements quote, by the screen that shows them. */
const QUOTED: Record<string, string[]> = {
  '/reminders': ['Calcul'],
  '/billing-preparation': ['Critères de sélection', 'Paramètres de génération', 'Paramètres de sortie', 'Clients exclus', 'Sans relevé depuis le', 'Demande de relevés'],
  '/meter-requests': ['Exporter le tableau', 'Envoyer par fax', 'Envoyer par mail', 'Envoyées', 'En erreur'],
  '/services': ['Simuler la facturation des solutions', 'Gérer une solution de services client', 'Gérer les biens', 'Gérer les articles'],
  '/settings': ['Gérer les paramètres', 'Gérer les tables de décision', 'Utilisateurs'],
}

it('X-01 every screen is in French: no text of the English catalogue, and the labels the requirements quote as they quote them', { timeout: 180_000 }, async () => {
  const { page } = window
  expect(screens.length).toBeGreaterThan(20)
  for (const { path, title } of screens) {
    await page.evaluate((hash) => { location.hash = hash }, path)
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    for (const label of QUOTED[path] ?? []) await page.getByText(label).first().waitFor()
    const shown = await page.evaluate(() => [
      ...document.body.innerText.split(/[\n\t]/),
      ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) => ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '')),
    ])
    expect(shown.map(plain).filter((text) => english.has(text)), path).toEqual([])
  }
})

it('X-01 the same look finds English where it is: after « Language »', async () => {
  const { page, app } = window
  await app.chooseMenu('locale.en')
  await page.evaluate((hash) => { location.hash = hash }, '/settings')
  await page.getByRole('link', { name: messages.en.hubs.settings, exact: true }).waitFor()
  const shown = await page.evaluate(() => document.body.innerText.split(/[\n\t]/))
  expect(shown.map(plain).filter((text) => english.has(text)).length).toBeGreaterThan(5)
})
