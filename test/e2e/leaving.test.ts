import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, openWindow, type OpenWindow } from '../fixtures/window-fixture.ts'

let opened: OpenWindow
beforeAll(async () => { opened = await openWindow(() => Promise.resolve()) })
afterAll(() => opened.close())

/** What the person was asked since, each time answered « Non ». */
async function answerNo(): Promise<() => Promise<{ message: string; buttons: string[] }[]>> {
  await opened.app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBoxSync = (...parameters: unknown[]) => asked.push(parameters.at(-1)) && 1
  })
  return () => opened.app.evaluate(() => (globalThis as unknown as { asked: { message: string; buttons: string[] }[] }).asked)
}

describe('X-17 with entries that are not saved', () => {
  const name = () => opened.page.getByLabel('Raison sociale')

  it.each([
    ['closing the window', 'close'], ['quitting', 'quit'], ['reloading', 'reload'],
  ])('%s asks « Oui » / « Non », and « Non » leaves all as it is', async (_what, way) => {
    const { app } = opened
    await app.chooseMenu('go.company')
    await name().fill('Comptoirs modifiés')
    const asked = await answerNo()
    await app.evaluate(({ app: program, BrowserWindow }, chosen) => {
      const window = BrowserWindow.getAllWindows()[0]!
      if (chosen === 'close') window.close()
      else if (chosen === 'quit') program.quit()
      else window.webContents.reload()
    }, way)
    await expect.poll(asked).toMatchObject([{ message: 'Abandonner les modifications\u00a0?', buttons: ['Oui', 'Non'] }])
    expect(await name().inputValue()).toBe('Comptoirs modifiés')
  })

  it('an entry of « Dossiers récents » asks in the window', async () => {
    const { app, page } = opened
    await app.evaluate(({ Menu }) => {
      const recent = Menu.getApplicationMenu()!.items[0]!.submenu!.items[2]!.submenu!.items[0] as unknown as { click(): void }
      recent.click()
    })
    await answer(page, 'Non')
    expect(await name().inputValue()).toBe('Comptoirs modifiés')
  })

  it('once they are saved, the window is left without a question', async () => {
    const { app, page } = opened
    await page.keyboard.press('F2')
    await page.getByText('Fiche société enregistrée').first().waitFor()
    const asked = await answerNo()
    await page.evaluate(() => Object.assign(globalThis, { isOld: true }))
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.reload())
    await expect.poll(() => page.evaluate(() => 'isOld' in globalThis).catch(() => true)).toBe(false)
    expect(await asked()).toEqual([])
  })
})
