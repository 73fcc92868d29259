import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { KnownTemplate, TemplateKey } from '../../shared/reminders/letter-template-contract.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems } from '../fixtures/screen-checks.ts'
import { answer, closeDialogs, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
let page: Page

/** The templates as the office has them, past the screen. */
const saved = async (level: number, more: Partial<TemplateKey> = {}): Promise<KnownTemplate> => {
  const wanted = { channel: 'paper', profile: 'company', language: 'fr', ...more }
  const { value } = (await opened.call('reminders.templates')) as { value: KnownTemplate[] }
  return value.find((template) => template.level === level && template.channel === wanted.channel && template.profile === wanted.profile && template.language === wanted.language)!
}
const pagesShown = (): Promise<number> => page.locator('.pages canvas').count()

beforeAll(async () => {
  opened = await openWindow((api) => owing(api, ['411A', 'Garage Müller'], ...Array.from({ length: 40 }, (_, index) => ({ number: `FA${100 + index}`, dueOn: '2026-01-31', cents: 10_000 }))))
  page = opened.page
  await page.getByRole('link', { name: 'Modèles' }).click()
  await page.locator('.pages canvas').first().waitFor()
})
afterEach(() => closeDialogs(page))
afterAll(() => opened.close())

/** The first page of the preview as it is painted; '' while there is none. */
const firstPage = (): Promise<string> => page.evaluate(() => document.querySelector<HTMLCanvasElement>('.pages canvas')?.toDataURL() ?? '')
/** The preview has been painted anew. */
const expectOtherPage = (before: string): Promise<void> => expect.poll(async () => ['', before].includes(await firstPage())).toBe(false)

describe('R-EBP-70 the wording of each level is edited beside its live preview', () => {
  it('shows the default text of each level and the letter it makes, under the strict content policy', async () => {
    await expect.poll(() => page.getByLabel('Objet').inputValue()).toContain('rappel')
    expect(await pagesShown()).toBe(1)
    await page.getByRole('tab', { name: 'Niveau 3' }).click()
    await expect.poll(() => page.getByLabel('Objet').inputValue()).toContain('mise en demeure')
    expect(opened.complaints).toEqual([])
  })

  it('axe finds nothing', async () => { expect(await accessibilityProblems(page)).toEqual([]) })

  it('shows the letter of a real customer, with all its pages', async () => {
    await page.getByLabel('Aperçu avec').selectOption({ label: 'Garage Müller (411A)' })
    await expect.poll(pagesShown).toBe(2)
    await page.getByLabel('Aperçu avec').selectOption({ label: 'Un exemple' })
    await expect.poll(pagesShown).toBe(1)
  })

  it('inserts a variable at the cursor and follows with the preview', async () => {
    await page.getByRole('tab', { name: 'Niveau 2' }).click()
    const subject = page.getByLabel('Objet')
    await subject.fill('relance de ')
    const before = await firstPage()
    await page.getByRole('button', { name: /^client\.nom/ }).click()
    expect(await subject.inputValue()).toBe('relance de {{ client.nom }}')
    await expectOtherPage(before)
  })

  it('X-02 saves with F2', async () => {
    await page.keyboard.press('F2')
    await page.getByText('Modèle du niveau 2 enregistré').first().waitFor()
    expect((await saved(2)).subject).toBe('relance de {{ client.nom }}')
  })

  it('shows a mistake at its line, puts the cursor there, and keeps what was saved', async () => {
    const body = page.getByLabel('Texte avant le tableau')
    await body.fill('Madame, Monsieur,\n\nVous devez {{ solde }}.')
    await page.getByText('Ligne 3 : la variable « solde » n’existe pas.').waitFor()
    expect(await page.locator('.marks .wrong').allTextContents()).toEqual(['Vous devez {{ solde }}.'])
    await page.keyboard.press('F2')
    await page.waitForFunction(() => {
      const area = document.activeElement as HTMLTextAreaElement
      return area.value.slice(area.selectionStart, area.selectionEnd) === 'Vous devez {{ solde }}.'
    })
    expect((await saved(2)).body).not.toContain('solde')
  })

  it('X-17 restores the original text after « Oui », and not after « Non »', async () => {
    await page.getByRole('button', { name: 'Rétablir le texte d’origine' }).click()
    await answer(page, 'Non')
    expect(await page.getByLabel('Texte avant le tableau').inputValue()).toContain('solde')
    await page.getByRole('button', { name: 'Rétablir le texte d’origine' }).click()
    await answer(page, 'Oui')
    await page.getByText('Texte d’origine du niveau 2 rétabli').first().waitFor()
    expect(await page.getByLabel('Objet').inputValue()).toContain('règlement en retard')
    expect((await saved(2)).isDefault).toBe(true)
  })

  it('shows what each variable stands for in the letter of the customer chosen', async () => {
    const values = (name: string): Promise<string> => page.getByRole('button', { name: new RegExp(`^${name.replace('.', '\\.')}`) }).locator('.value').innerText()
    await page.getByLabel('Aperçu avec').selectOption({ label: 'Garage Müller (411A)' })
    await expect.poll(() => values('client.nom')).toBe('Garage Müller')
    expect(await values('nombre_echeances')).toBe('40')
    expect(await values('client.particulier')).toBe('faux')
    await page.getByLabel('Profil du débiteur').selectOption({ label: 'Particulier' })
    await expect.poll(() => values('client.particulier')).toBe('vrai')
  })

  it('e-mails have templates of their own, previewed formatted and as plain text, in the customer’s language', async () => {
    opened.complaints.length = 0
    await page.getByLabel('e-mail', { exact: true }).check()
    const preview = page.getByRole('region', { name: 'Aperçu de l’e-mail' })
    await preview.getByRole('cell', { name: 'FA139' }).waitFor()
    await page.getByLabel('Langue').selectOption({ label: 'Anglais' })
    await preview.getByText('Dear Sir or Madam,').waitFor()
    await preview.getByText('€4,000.00').first().waitFor()
    await preview.getByLabel('Texte seul').check()
    await preview.getByText('- Invoice FA139').waitFor()
    expect(opened.complaints).toEqual([])
  })

  it('axe finds nothing beside an e-mail', async () => { expect(await accessibilityProblems(page)).toEqual([]) })

  it('a text is duplicated to another profile, which is then marked as the dossier’s own', async () => {
    await page.getByLabel('courrier', { exact: true }).check()
    await page.getByLabel('Langue').selectOption({ label: 'Français' })
    await page.getByLabel('Objet').fill('texte commun')
    await page.getByRole('button', { name: 'Dupliquer vers…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Dupliquer vers…' })
    expect(await dialog.getByRole('button', { name: 'Dupliquer' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Profil du débiteur').selectOption({ label: 'Organisme public' })
    await dialog.getByRole('button', { name: 'Dupliquer' }).click()
    await page.getByText('Texte personnalisé').waitFor()
    await expect.poll(() => page.getByLabel('Objet').inputValue()).toBe('texte commun')
    expect(await saved(2, { profile: 'public-body' })).toMatchObject({ subject: 'texte commun', isDefault: false })
    expect((await saved(2, { profile: 'consumer' })).isDefault).toBe(true)
    expect(await page.getByLabel('Profil du débiteur').locator('option').allTextContents()).toEqual(['Entreprise', 'Particulier', 'Organisme public (personnalisé)'])
  })

  it('the slip and the QR code are chosen for all letters, and seen in the preview at once', async () => {
    await page.getByLabel('Aperçu avec').selectOption({ label: 'Un exemple' })
    await expect.poll(pagesShown).toBe(1)
    const before = await firstPage()
    await page.getByLabel('Code QR de virement').check()
    await expectOtherPage(before)
    await page.getByLabel('Coupon de règlement').check()
    await expect.poll(async () => ((await opened.call('reminders.letterOptions')) as { value: unknown }).value).toEqual({ hasPaymentSlip: true, hasQrCode: true, hasStatement: false })
  })

  it('asks before changes not saved are left behind', async () => {
    await page.getByLabel('Objet').fill('autre objet')
    await page.getByRole('link', { name: 'Relances' }).click()
    await answer(page, 'Non')
    expect(await page.getByLabel('Objet').inputValue()).toBe('autre objet')
    await page.getByRole('link', { name: 'Relances' }).click()
    await answer(page, 'Oui')
    await page.getByRole('heading', { name: 'Relance Client' }).waitFor()
  })
})
