import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Frame as PageFrame, Page } from 'playwright-core'
import { app } from './app.ts'
import { BINDING, newPage, type PageOwner } from './browser.ts'
import { makeCodec } from './codec.ts'
import { environment, versions } from './environment.ts'
import { receiveCall, type Frame } from './ipc.ts'
import { pressAccelerator } from './menu.ts'
import { pageScript, type PageMessage } from './page-runtime.ts'
import { recorded } from './recorded-calls.ts'
import { fromChromiumUrl, originOf, ownSession, session, toChromiumUrl } from './session.ts'
import { cancellable, StrictEmitter } from './strict.ts'
import { clipboard } from './system.ts'

interface Rectangle { x: number; y: number; width: number; height: number }

/** The preferences an imitated window must have, each as written; any other value is not imitated. */
const REQUIRED_PREFERENCES = { contextIsolation: true, sandbox: true, webSecurity: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false }

interface WindowOptions extends Partial<Rectangle> {
  show?: boolean
  title?: string
  webPreferences?: { preload?: string } & Record<string, unknown>
}

const showInViewer = recorded('pdf-viewer', (_url: string, _sha256: string): void => undefined)
const codec = makeCodec()
let lastId = 0

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }
type Printed = (success: boolean, failureReason: string) => void

class WebContents extends StrictEmitter {
  readonly id = ++lastId
  readonly session: object = session.defaultSession
  readonly #window: BrowserWindow
  #open: OpenHandler = () => ({ action: 'allow' })

  constructor(window: BrowserWindow) {
    super(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'did-finish-load', 'did-fail-load', 'dom-ready', 'console-message', 'render-process-gone', 'will-prevent-unload', 'destroyed', '-pdf-ready-to-print'])
    this.#window = window
  }

  setWindowOpenHandler(handler: OpenHandler): void { this.#open = handler }
  isDestroyed(): boolean { return this.#window.isDestroyed() }
  getURL(): string { return fromChromiumUrl(this.#window.currentUrl) }
  reload(): void {
    this.#window.later(async (page) => { if (await this.mayUnload(page)) await page.reload() })
  }
  getLastWebPreferences(): object { return this.#window.options.webPreferences ?? {} }

  send(channel: string, ...parameters: unknown[]): void {
    const text = codec.encode(parameters)
    this.#window.later((page) => page.evaluate(([name, from, value]) => (globalThis as unknown as Record<string, (channel: string, parameters: string) => void>)[name!]?.(from!, value!), [`${BINDING}Event`, channel, text]))
  }

  /** Whether the page lets itself be left, or the program insists. A page that cannot answer any more is left. */
  async mayUnload(page: Page): Promise<boolean> {
    const isRefused = await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))).catch(() => false)
    if (!isRefused) return true
    const event = cancellable({})
    this.emit('will-prevent-unload', event)
    return event.defaultPrevented
  }

  readonly print = recorded('webContents.print', (_options: object, done?: Printed): void => { setImmediate(() => done?.(true, '')) })

  requestWindow(url: string): void {
    if (this.#open({ url }).action === 'allow') new BrowserWindow().loadURL(url).catch((error: unknown) => console.error(error))
  }
}

/** A page of Chromium that says it is a window. Size and place are kept, not shown. */
export class BrowserWindow extends StrictEmitter implements PageOwner {
  static getAllWindows(): BrowserWindow[] { return [...app.windows] as BrowserWindow[] }
  static fromWebContents(contents: WebContents): BrowserWindow | null { return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null }
  static getFocusedWindow(): BrowserWindow | null { return BrowserWindow.getAllWindows().at(-1) ?? null }

  readonly id = ++lastId
  readonly options: WindowOptions
  readonly webContents: WebContents
  currentUrl = 'about:blank'
  readonly #page: Promise<Page>
  #work: Promise<unknown>
  /** Addresses the program itself has asked for. */
  readonly #chosen = new Set<string>()
  #bounds: Rectangle
  #title: string
  #isVisible: boolean
  #isMaximized = false
  #isMinimized = false
  #isClosing = false
  #isDestroyed = false

  constructor(options: WindowOptions = {}) {
    super(['ready-to-show', 'show', 'hide', 'focus', 'close', 'closed', 'resize', 'move', 'maximize', 'unmaximize', 'minimize', 'restore', 'page-title-updated'])
    for (const [name, value] of Object.entries(REQUIRED_PREFERENCES)) {
      if ((options.webPreferences?.[name] ?? value) !== value) throw new Error(`electron double: windows with ${name} ${String(!value)} are not imitated`)
    }
    this.options = options
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.#title = options.title ?? app.getName()
    this.#isVisible = options.show !== false
    this.webContents = new WebContents(this)
    app.windows.add(this)
    this.#page = this.#open()
    this.#work = this.#page
    app.emit('browser-window-created', {}, this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async #open(): Promise<Page> {
    const page = await newPage(this)
    if (!environment.isHeaded) await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height })
    const preload = this.options.webPreferences?.preload
    await page.addInitScript({ content: pageScript(makeCodec, { binding: BINDING, platform: process.platform, versions }, preload === undefined ? '' : readFileSync(preload, 'utf8')) })
    page.on('console', (message) => this.webContents.emit('console-message', { level: message.type(), message: message.text() }))
    page.on('domcontentloaded', () => this.webContents.emit('dom-ready'))
    page.on('load', () => {
      this.currentUrl = page.url()
      this.webContents.emit('did-finish-load')
      this.emit('page-title-updated', cancellable({}))
      this.emit('ready-to-show')
    })
    page.on('popup', (popup) => {
      this.webContents.requestWindow(popup.url())
      void popup.close()
    })
    page.on('close', () => this.close())
    // a person answers; Playwright would dismiss them at once
    if (environment.isHeaded) page.on('dialog', () => undefined)
    return page
  }

  /** Does something to the page after what is under way. A window that goes away takes it along. */
  later(work: (page: Page) => Promise<unknown>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#isDestroyed) await work(await this.#page)
    }).catch((error: unknown) => {
      if (!this.#isDestroyed) console.error('electron double:', error)
    })
  }

  receive(frame: PageFrame, message: PageMessage): Promise<string> | string {
    if (message.kind === 'invoke') return receiveCall(this.webContents, electronFrame(frame), message.channel, codec.decode(message.parameters) as unknown[])
    if (message.kind === 'permission') return ownSession.isGranted(this.webContents, message.permission, message.isRequest).then(String)
    if (message.kind === 'open') this.webContents.requestWindow(fromChromiumUrl(message.url))
    if (message.kind === 'copy') clipboard.writeText(message.text)
    if (message.kind === 'key') pressAccelerator(message.accelerator)
    return ''
  }

  mayNavigate(url: string, isMainFrame: boolean): boolean {
    // the same address again is a reload, which Electron does not ask about
    if (this.#chosen.delete(url) || withoutHash(url) === withoutHash(this.currentUrl)) return true
    const event = cancellable({ url: fromChromiumUrl(url), isMainFrame })
    this.webContents.emit('will-frame-navigate', event)
    if (isMainFrame) this.webContents.emit('will-navigate', event, event.url)
    return !event.defaultPrevented
  }

  showPdf(url: string, pdf: Buffer): string | undefined {
    if (this.options.webPreferences?.['plugins'] !== true) return undefined
    showInViewer(url, createHash('sha256').update(pdf).digest('hex'))
    // the viewer lays the document out after the page has loaded
    this.webContents.once('did-finish-load', () => setImmediate(() => this.webContents.emit('-pdf-ready-to-print')))
    return '<!doctype html><title>PDF</title>'
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page
    const target = toChromiumUrl(url)
    this.#chosen.add(target)
    await (this.#work = page.goto(target, { waitUntil: 'load' }))
  }

  show(): void {
    this.#isVisible = true
    this.emit('show')
  }

  focus(): void { this.emit('focus') }

  maximize(): void {
    this.#isMaximized = true
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#isMaximized = false
    this.emit('unmaximize')
  }

  minimize(): void {
    this.#isMinimized = true
    this.emit('minimize')
  }

  restore(): void {
    this.#isMinimized = false
    this.emit('restore')
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    this.emit('move')
    this.emit('resize')
  }

  setTitle(title: string): void { this.#title = title }
  getTitle(): string { return this.#title }
  getBounds(): Rectangle { return this.#bounds }
  getNormalBounds(): Rectangle { return this.#bounds }
  isVisible(): boolean { return this.#isVisible }
  isMaximized(): boolean { return this.#isMaximized }
  isMinimized(): boolean { return this.#isMinimized }
  isDestroyed(): boolean { return this.#isDestroyed }
  /** For dialogs that ask the person in the page. */
  page(): Promise<Page> { return this.#page }

  close(): void {
    if (this.#isDestroyed || this.#isClosing) return
    const event = cancellable({})
    this.emit('close', event)
    if (event.defaultPrevented) {
      app.windowStays()
      return
    }
    this.#isClosing = true
    void this.#page.then((page) => this.webContents.mayUnload(page)).catch(() => true).then((mayUnload) => {
      this.#isClosing = false
      if (mayUnload) this.destroy()
      else app.windowStays()
    })
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    app.windows.delete(this)
    // the browser itself is closed with the app; its last page must stay for that
    if (app.windows.size > 0) void this.#page.then((page) => page.close()).catch(() => undefined)
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (app.windows.size === 0) app.allWindowsClosed()
  }
}

const withoutHash = (url: string): string => url.split('#')[0]!

function electronFrame(frame: PageFrame): Frame {
  const url = fromChromiumUrl(frame.url())
  const parent = frame.parentFrame()
  return { url, origin: originOf(url), parent: parent && electronFrame(parent) }
}
