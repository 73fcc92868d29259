import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFrom, launchApp, type RunningApp } from '../electron-double/launch.ts'
import { company, temporaryFolder } from '../fixtures/office-fixture.ts'

let base: string
let folder: string
let app: RunningApp
let page: Page

beforeAll(async () => {
  base = temporaryFolder()
  folder = join(base, 'dossier')
  app = await launchApp()
  page = await app.window()
  // the page keeps what the program tells it
  await page.evaluate(() => {
    const events: unknown[] = []
    Object.assign(globalThis, { events })
    ;(globalThis as unknown as { relais: { on(listener: (event: unknown) => void): void } }).relais.on((event) => events.push(event))
  })
  expect(await callFrom(page, 'dossiers.create', { folder, company })).toMatchObject({ ok: true })
})
afterAll(() => app.close())

const events = (): Promise<{ type: string }[]> => page.evaluate(() => (globalThis as unknown as { events: { type: string }[] }).events)
const setDossier = (hasDossier: boolean): Promise<unknown> => callFrom(page, 'desktop.setMenuState', { hasDossier })

describe('the native menu', () => {
  const titles = (): Promise<string[]> => app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map((item) => item.label.replace('&', '')))

  it('R-EBP-01 has « Traitements » > « Relances clients », in French', async () => {
    expect(await titles()).toEqual(['Fichier', 'Édition', 'Traitements', 'Tiers', 'Ventes', 'Solutions de services', 'Articles et tarifs', 'Paramétrage', 'Aide'])
    expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items[2]!.submenu!.items.map((item) => item.label.replace('&', '')))).toEqual(['Relances clients', 'Historique des relances', 'Aujourd’hui', 'Tableau de bord'])
  })

  it('tells the window which entry was chosen', async () => {
    await setDossier(true)
    await app.chooseMenu('go.reminders')
    await expect.poll(events).toContainEqual({ type: 'menu', action: 'go.reminders' })
  })

  it('disables what needs a dossier while there is none, and nothing else', async () => {
    const disabled = (): Promise<string[]> => app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.flatMap((item) => item.submenu!.items).filter((item) => item.id && !item.enabled).map((item) => item.id))
    await setDossier(true)
    expect(await disabled()).toEqual([])
    await setDossier(false)
    expect(await disabled()).toEqual(['dossier.import', 'dossier.backup', 'dossier.close', 'document.print', 'go.reminders', 'go.reminder-history', 'go.today', 'go.dashboard', 'go.customers', 'go.invoices', 'go.einvoices', 'go.bank', 'go.outbox', 'go.documents', 'go.billing-preparation', 'go.contracts', 'go.meter-requests', 'go.meter-answers', 'go.meter-automatic', 'go.assets', 'go.company', 'go.letter-templates', 'go.rates', 'go.scenario', 'go.mail-settings', 'go.fax-settings', 'go.call-scripts', 'go.park-settings'])
    await expect(app.chooseMenu('go.reminders')).rejects.toThrow('no enabled entry')
    await setDossier(true)
  })

  it('lists the recent dossiers', async () => {
    const open = (): Promise<void> => app.evaluate(({ Menu }) => {
      const entries = Menu.getApplicationMenu()!.items[0]!.submenu!.items[2]!.submenu!.items
      const entry = entries.find(({ label }) => label.includes('Les Comptoirs du Rhône')) as { click(): void } | undefined
      entry?.click()
    })
    await expect.poll(async () => {
      await open()
      return events()
    }).toContainEqual({ type: 'open-recent', folder })
  })

  it('X-12 follows the language and the theme as soon as they are saved', async () => {
    await callFrom(page, 'preferences.save', { locale: 'en', theme: 'dark', grids: {} })
    await expect.poll(titles).toEqual(['File', 'Edit', 'Processing', 'Parties', 'Sales', 'Service contracts', 'Articles and prices', 'Settings', 'Help'])
    const state = await app.evaluate(({ Menu, nativeTheme }) => ({ theme: nativeTheme.themeSource, dark: Menu.getApplicationMenu()!.getMenuItemById('theme.dark')!.checked, english: Menu.getApplicationMenu()!.getMenuItemById('locale.en')!.checked }))
    expect(state).toEqual({ theme: 'dark', dark: true, english: true })
    await callFrom(page, 'preferences.save', { locale: 'fr', theme: 'system', grids: {} })
    await expect.poll(titles).toContain('Fichier')
  })
})

describe('dialogs and the window', () => {
  it('gives the folder or file a person chose, and null when he gave up', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/données/FEC 2026.txt'] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/données/Dupont SARL' })
    })
    expect(await callFrom(page, 'desktop.chooseFile', { purpose: 'import' })).toEqual({ ok: true, value: '/données/FEC 2026.txt' })
    expect(await callFrom(page, 'desktop.chooseFolder', { purpose: 'open-dossier', suggested: '' })).toEqual({ ok: true, value: '/données/FEC 2026.txt' })
    expect(await callFrom(page, 'desktop.chooseFolder', { purpose: 'create-dossier', suggested: 'Dupont SARL' })).toEqual({ ok: true, value: '/données/Dupont SARL' })
    await app.evaluate(({ dialog }) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] }) })
    expect(await callFrom(page, 'desktop.chooseFile', { purpose: 'logo' })).toEqual({ ok: true, value: null })
  })

  it('shows the dossier’s name in the title', async () => {
    await callFrom(page, 'desktop.setTitle', { title: 'Relais – Les Comptoirs du Rhône' })
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toBe('Relais – Les Comptoirs du Rhône')
  })

  it('tells the window the real paths of dropped files', async () => {
    if (!app.isDouble) return // a File made by a page has no path on real Electron
    await page.evaluate(() => {
      const transfer = new DataTransfer()
      const file = Object.assign(new File(['x'], 'FEC.txt'), { [Symbol.for('electron-double.path')]: 'C:\\Compta\\FEC.txt' })
      transfer.items.add(file)
      // items hand out copies: the drop carries the file itself
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer })
      Object.defineProperty(drop, 'dataTransfer', { value: { files: [file, new File(['y'], 'made-by-the-page.txt')] } })
      document.body.dispatchEvent(drop)
    })
    await expect.poll(events).toContainEqual({ type: 'files-dropped', paths: ['C:\\Compta\\FEC.txt'] })
  })
})

describe('documents', () => {
  it('are opened, shown, copied and printed by their id only', async () => {
    expect(await callFrom(page, 'dossiers.openDemonstration', { asOf: '2026-11-21' })).toMatchObject({ ok: true })
    const { value: found } = await callFrom(page, 'reminders.calculate', { criteria: { name: '', from: null, to: null, invoiceNumber: '', warrantyInvoiceNumber: '', daysOverdue: 30, minOutstandingCents: null, level: 'all' }, asOf: '2026-11-21' }) as { value: { ids: Int32Array; openCents: Float64Array; levels: Uint8Array; registerLength: number } }
    const generated = await page.evaluate((seen) => (globalThis as unknown as { relais: { call(path: string, input: unknown): Promise<unknown> } }).relais.call('reminders.generate', {
      ids: new Int32Array(seen.ids), openCents: new Float64Array(seen.openCents), levels: new Uint8Array(seen.levels), registerLength: seen.registerLength, rule: { kind: 'increment' }, resend: false, sort: 'customerCode', asOf: '2026-11-21', outFolder: null,
    }), { ids: [...found.ids].slice(0, 3), openCents: [...found.openCents].slice(0, 3), levels: [...found.levels].slice(0, 3), registerLength: found.registerLength }) as { ok: boolean; value: { printDocumentId: number } }
    expect(generated.ok).toBe(true)
    const { value: documents } = await callFrom(page, 'documents.list', { runId: null, customerId: null }) as { value: { id: number; kind: string }[] }
    const documentId = documents.find(({ kind }) => kind === 'reminder-print')!.id
    const { value: { path } } = await callFrom(page, 'documents.get', { id: documentId }) as { value: { path: string } }

    const copy = join(base, 'copie.pdf')
    await app.evaluate(({ dialog, shell }, filePath) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      shell.openPath = async (target) => { asked.push(`open ${target}`); return '' }
      shell.showItemInFolder = (target) => { asked.push(`show ${target}`) }
    }, copy)
    expect(await callFrom(page, 'desktop.openDocument', { documentId })).toMatchObject({ ok: true })
    expect(await callFrom(page, 'desktop.showDocument', { documentId })).toMatchObject({ ok: true })
    expect(await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([`open ${path}`, `show ${path}`])
    expect(await callFrom(page, 'desktop.saveDocumentAs', { documentId })).toEqual({ ok: true, value: copy })
    expect(readFileSync(copy).equals(readFileSync(path))).toBe(true)

    expect(await callFrom(page, 'desktop.openDocument', { documentId: 999_999 })).toMatchObject({ ok: false })
    expect(await callFrom(page, 'desktop.openDocument', { path })).toMatchObject({ ok: false, code: 'call.invalid-input' })

    if (!app.isDouble) return // a real print dialog would wait for a person
    expect(await callFrom(page, 'desktop.printDocument', { documentId })).toEqual({ ok: true, value: { printed: true } })
    const { shown, printed, windows } = await app.evaluate(({ BrowserWindow, double }) => ({
      shown: double.calls.find(({ api }) => api === 'pdf-viewer')!.parameters as string[],
      printed: double.calls.find(({ api }) => api === 'webContents.print')!.parameters[0],
      windows: BrowserWindow.getAllWindows().length,
    }))
    expect(shown[1]).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
    expect(printed).toMatchObject({ silent: false })
    expect(windows).toBe(1)
    expect(await callFrom(page, 'desktop.openDocument', { documentId })).toMatchObject({ ok: true })
  })

  it('a printer that fails is said so, with the document intact', async () => {
    if (!app.isDouble) return
    const { value: documents } = await callFrom(page, 'documents.list', { runId: null, customerId: null }) as { value: { id: number }[] }
    await app.evaluate(({ app: program }) => {
      program.once('web-contents-created', (_event, contents) => { contents.print = (_options, done) => done?.(false, 'Invalid printer settings') })
    })
    expect(await callFrom(page, 'desktop.printDocument', { documentId: documents[0]!.id })).toEqual({ ok: false, code: 'desktop.not-printed', details: { message: 'Invalid printer settings' } })
  })
})

describe('long work', () => {
  it('reports progress to the window, and the main thread stays free', async () => {
    await app.evaluate(() => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
      const delay = monitorEventLoopDelay({ resolution: 5 })
      delay.enable()
      Object.assign(globalThis, { delay })
    })
    expect(await callFrom(page, 'dossiers.check', undefined, 'job-1')).toMatchObject({ ok: true, value: { ok: true } })
    expect(await callFrom(page, 'dossiers.backup', undefined, 'job-2')).toMatchObject({ ok: true })
    await expect.poll(async () => (await events()).filter(({ type }) => type === 'progress').length).toBeGreaterThan(0)
    const worst = await app.evaluate(() => (globalThis as unknown as { delay: { max: number } }).delay.max / 1e6)
    // the double shares this thread with Playwright; Electron’s own limit is 50 ms
    if (!app.isDouble) expect(worst).toBeLessThan(50)
  })
})

it('a crash of the office loses nothing: the person restarts it and is back in the dossier', async () => {
  if (!app.isDouble) return // workers are reached through the double only
  expect(await callFrom(page, 'dossiers.open', { folder })).toMatchObject({ ok: true })
  await app.evaluate(async ({ dialog, workers }) => {
    dialog.showMessageBox = (...parameters: unknown[]) => {
      Object.assign(globalThis, { asked: parameters.at(-1) })
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    await workers[0]!.terminate()
  })
  await expect.poll(async () => callFrom(page, 'dossiers.current').catch(() => null), { timeout: 10_000 }).toMatchObject({ ok: true, value: { folder, company: { name: company.name } } })
  expect(await app.evaluate(() => (globalThis as unknown as { asked: { message: string; buttons: string[] } }).asked)).toMatchObject({ message: 'Le moteur de Relais s’est arrêté de façon inattendue.', buttons: ['Redémarrer Relais', 'Quitter'] })
})

it('a page that dies comes back, the dossier still open', async () => {
  // the window may still be coming back from the test before
  await expect.poll(() => page.evaluate(() => Object.assign(globalThis, { isOld: true }).isOld).catch(() => false)).toBe(true)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.emit('render-process-gone', {}, { reason: 'crashed' }))
  await expect.poll(() => page.evaluate(() => 'isOld' in globalThis).catch(() => true)).toBe(false)
  await expect.poll(() => callFrom(page, 'dossiers.current').catch(() => null)).toMatchObject({ ok: true, value: { folder } })
})

it('a second start brings the first window to the front and ends', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  await expect(launchApp({ userData: app.userData })).rejects.toThrow()
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())).toBe(false)
})

describe('the window comes back where and as it was left', () => {
  it('size, place and maximised', async () => {
    const userData = temporaryFolder()
    const first = await launchApp({ userData })
    await first.window()
    await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ x: 120, y: 80, width: 1100, height: 700 }))
    await first.close()
    expect(JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8'))).toEqual({ bounds: { x: 120, y: 80, width: 1100, height: 700 }, isMaximized: false })
    const second = await launchApp({ userData })
    await second.window()
    expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())).toEqual({ x: 120, y: 80, width: 1100, height: 700 })
    await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.maximize())
    await second.close()
    const third = await launchApp({ userData })
    await third.window()
    await expect.poll(() => third.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMaximized())).toBe(true)
    await third.close()
  })

  it.each([
    ['a display that has gone', '{"bounds":{"x":-3000,"y":5000,"width":1100,"height":700},"isMaximized":false}'],
    ['a file that means nothing', '{"bounds":"everywhere"'],
  ])('or on a display that exists, after %s', async (_what, content) => {
    const userData = temporaryFolder()
    mkdirSync(userData, { recursive: true })
    writeFileSync(join(userData, 'window.json'), content)
    const restored = await launchApp({ userData })
    await restored.window()
    const isVisible = await restored.evaluate(({ BrowserWindow, screen }) => {
      const { x, y, width, height } = BrowserWindow.getAllWindows()[0]!.getBounds()
      return screen.getAllDisplays().some(({ workArea }) => x >= workArea.x && y >= workArea.y && x + width <= workArea.x + workArea.width && y + height <= workArea.y + workArea.height)
    })
    expect(isVisible).toBe(true)
    await restored.close()
    expect(existsSync(join(userData, 'window.json'))).toBe(true)
  })
})
