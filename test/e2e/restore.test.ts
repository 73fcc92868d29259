import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, systemToday } from '../../shared/date.ts'
import { owing } from '../fixtures/reminder-fixture.ts'
import { accessibilityProblems, picture } from '../fixtures/screen-checks.ts'
import { answer, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
beforeAll(async () => {
  opened = await openWindow(async (api) => {
    await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: addDays(systemToday(), -20), cents: 100 })
    await api.dossiers.backup()
    await owing(api, ['B', 'Beta'], { number: 'F002', dueOn: addDays(systemToday(), -20), cents: 200 })
  })
})
afterAll(() => opened.close())

const dialog = () => opened.page.getByRole('dialog', { name: 'Restaurer une sauvegarde' })
const names = (): Promise<string[]> => opened.page.locator('.ag-row [col-id="name"]').allTextContents()

/** Restores the newest backup in place, answering « Oui ». */
async function restoreNewest(expected: number): Promise<void> {
  await opened.app.chooseMenu('dossier.restore')
  await expect.poll(() => dialog().getByRole('row').count()).toBe(1 + expected)
  await dialog().getByRole('button', { name: 'Restaurer', exact: true }).click()
  await answer(opened.page, 'Oui')
  // every screen is made anew: the first one shows, wherever one was
  await opened.page.getByRole('heading', { level: 1, name: 'Relance Client' }).waitFor()
  await opened.page.getByText(/^Sauvegarde du .* restaurée\.$/).first().waitFor()
  await opened.page.getByRole('link', { name: 'Clients' }).click()
}

it('the menu lists the backups, and axe finds nothing', async () => {
  const { app, page } = opened
  await app.chooseMenu('dossier.restore')
  await dialog().getByRole('radio', { name: /\d\d\/\d\d\/\d{4}/ }).first().waitFor()
  await picture(page, 'restore')
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
})

it('« Oui » brings the dossier back to that moment on every screen, and what it was until then can be restored', async () => {
  await restoreNewest(1)
  await expect.poll(names).toEqual(['Alpha'])
  await restoreNewest(2)
  await expect.poll(names).toEqual(['Alpha', 'Beta'])
})
