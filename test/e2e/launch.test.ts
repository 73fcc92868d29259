import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, type RunningApp } from '../electron-double/launch.ts'

let app: RunningApp
beforeAll(async () => { app = await launchApp() })
afterAll(() => app.close())

it('opens its window on the program itself and answers calls of the contract', async () => {
  const window = await app.window()
  const answer = await window.evaluate(() => (globalThis as unknown as { relais: { call(path: string, input?: unknown): Promise<unknown> } }).relais.call('desktop.about'))
  expect(answer).toMatchObject({ ok: true, value: { version: '0.1.0', dataFolder: app.userData } })
})
