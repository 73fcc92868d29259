import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type BrowserContext, type Frame as PageFrame, type Page, type Route } from 'playwright-core'
import { app } from './app.ts'
import { headlessBrowser, installedBrowser } from './chromium.ts'
import { environment } from './environment.ts'
import type { PageMessage } from './page-runtime.ts'
import { fromChromiumUrl, ownSession, respond } from './session.ts'

export const BINDING = '__electronDouble'

/** A window as the browser sees it. */
export interface PageOwner {
  /** Answers a message of the page. */
  receive(frame: PageFrame, message: PageMessage): Promise<string> | string
  /** Whether the program lets the page go to an address it did not choose itself. */
  mayNavigate(url: string, isMainFrame: boolean): boolean
  /** Shows a PDF and gives the page that stands for the viewer; undefined without the plugin, when Electron would download it. */
  showPdf(url: string, pdf: Buffer): string | undefined
}

/** Requests that the program let out: the double sends none, tests expect none. */
export const requestsLetOut: string[] = []
/** Downloads that the program let go on; tests expect none. */
export const downloadsLetThrough: string[] = []

const owners = new Map<Page, PageOwner>()
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--font-render-hinting=none',
  '--remote-debugging-port=0', '--lang=fr-FR',
]

let context: Promise<BrowserContext> | undefined

/** A page of the one browser, opened with the first window. */
export async function newPage(owner: PageOwner): Promise<Page> {
  const opened = await (context ??= launch())
  const blank = opened.pages().find((page) => !owners.has(page) && page.url() === 'about:blank')
  const page = blank ?? await opened.newPage()
  owners.set(page, owner)
  return page
}

async function launch(): Promise<BrowserContext> {
  const profile = join(environment.userData, 'browser')
  mkdirSync(profile, { recursive: true })
  const { executable, env } = environment.isHeaded ? installedBrowser()! : await headlessBrowser()
  const opened = await chromium.launchPersistentContext(profile, { executablePath: executable, headless: !environment.isHeaded, args: ARGUMENTS, viewport: null, env: { ...process.env as Record<string, string>, ...env }, locale: 'fr-FR' })
  app.beforeExit = () => opened.close().catch(() => undefined)
  await opened.exposeBinding(BINDING, ({ page, frame }, message: PageMessage) => owners.get(page)?.receive(frame, message))
  await opened.route('**/*', serve)
  opened.on('page', (page) => watch(page))
  for (const page of opened.pages()) watch(page)
  process.send?.({ type: 'browser', endpoint: `http://127.0.0.1:${await debuggingPort(profile)}` })
  return opened
}

/** Chromium may write the file after it has answered. */
async function debuggingPort(profile: string): Promise<string> {
  const file = join(profile, 'DevToolsActivePort')
  for (;;) {
    const port = existsSync(file) ? /^\d+(?=\n)/.exec(readFileSync(file, 'utf8')) : null
    if (port) return port[0]
    await setTimeout(20)
  }
}

function watch(page: Page): void {
  page.on('close', () => owners.delete(page))
  page.on('download', (download) => {
    if (ownSession.mayDownload(download.url())) downloadsLetThrough.push(download.url())
    void download.cancel()
  })
}

/** Every request of every page ends here: answered by the program's own protocol handler, or refused. Nothing leaves the machine. */
async function serve(route: Route): Promise<void> {
  const request = route.request()
  const url = fromChromiumUrl(request.url())
  if (request.isNavigationRequest() && !isOwnerWilling(request.frame(), request.url())) return route.abort('aborted')
  const response = await respond(url, request.method(), request.resourceType())
  if (response === 'blocked') return route.abort('blockedbyclient')
  if (response === 'no-network') {
    requestsLetOut.push(url)
    return route.abort('internetdisconnected')
  }
  const body = Buffer.from(await response.arrayBuffer())
  const headers = Object.fromEntries(response.headers)
  if (headers['content-type'] !== 'application/pdf' || !request.isNavigationRequest()) return route.fulfill({ status: response.status, headers, body })
  const viewer = owners.get(request.frame().page())?.showPdf(url, body)
  return viewer === undefined ? route.abort('aborted') : route.fulfill({ contentType: 'text/html', body: viewer })
}

function isOwnerWilling(frame: PageFrame, url: string): boolean {
  return owners.get(frame.page())?.mayNavigate(url, frame.parentFrame() === null) ?? false
}
