import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFrom, launchApp, type RunningApp } from '../electron-double/launch.ts'

let app: RunningApp
let page: Page
/** A site on this machine: any visit it gets is a leak. */
let site: Server
let visits: string[]
let address: string

beforeAll(async () => {
  visits = []
  site = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.end('<script>document.title = "foreign"</script>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  app = await launchApp()
  page = await app.window()
})
afterAll(async () => {
  await app.close()
  site.close()
})

describe('a page is only a page', () => {
  it('has no Node, no Electron and no way to the bridge’s inside', async () => {
    const seen = await page.evaluate(() => {
      const scope = globalThis as unknown as Record<string, unknown>
      return { found: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => scope[name] !== undefined), bridge: Object.keys(scope['relais'] as object), frozen: Object.isFrozen(scope['relais']) }
    })
    expect(seen).toEqual({ found: [], bridge: ['call', 'on'], frozen: true })
  })

  it('runs with every door of its preferences shut', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences())
    expect(preferences).toMatchObject({
      contextIsolation: true, sandbox: true, webSecurity: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false, plugins: false,
      allowRunningInsecureContent: false, experimentalFeatures: false, navigateOnDragDrop: false, spellcheck: false,
    })
  })

  it('does not run an injected inline script, an event attribute or text as code', async () => {
    const refused = await page.evaluate(() => new Promise((resolve) => {
      const seen: string[] = []
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        seen.push(effectiveDirective)
        if (seen.length === 3) resolve(seen.sort())
      })
      const script = document.createElement('script')
      script.textContent = 'document.documentElement.dataset.injected = "script"'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'document.documentElement.dataset.injected = "attribute"')
      image.src = 'data:image/png;base64,broken'
      Reflect.apply(setTimeout, globalThis, ['document.documentElement.dataset.injected = "text"'])
    }))
    expect(refused).toEqual(['script-src', 'script-src-attr', 'script-src-elem'])
    expect(await page.evaluate(() => document.documentElement.dataset['injected'])).toBeUndefined()
  })

  it('loads no foreign script, style, image or frame', async () => {
    const refused = await page.evaluate((base) => new Promise((resolve) => {
      const seen = new Set<string>()
      addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
        if (blockedURI.startsWith(base)) seen.add(effectiveDirective)
        if (seen.size === 5) resolve([...seen].sort())
      })
      const add = (tag: string, attributes: Record<string, string>): void => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        document.body.append(element)
      }
      add('script', { src: `${base}/x.js` })
      add('link', { rel: 'stylesheet', href: `${base}/x.css` })
      add('img', { src: `${base}/x.png` })
      add('iframe', { src: `${base}/x.html` })
      add('object', { data: `${base}/x.swf` })
    }), address)
    expect(refused).toEqual(['frame-src', 'img-src', 'object-src', 'script-src-elem', 'style-src-elem'])
    expect(visits).toEqual([])
  })

  it('reaches no network by fetch, beacon, socket or form', async () => {
    const refused = await page.evaluate((base) => new Promise((resolve) => {
      const seen = new Set<string>()
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        seen.add(`${effectiveDirective} ${new URL(blockedURI).pathname}`)
        if (seen.size === 4) resolve([...seen].sort())
      })
      const form = document.createElement('form')
      form.action = `${base}/form`
      form.method = 'post'
      document.body.append(form)
      form.submit()
      navigator.sendBeacon(`${base}/beacon`)
      new WebSocket(`${base.replace('http', 'ws')}/socket`)
      fetch(`${base}/fetch`).catch(() => undefined)
    }), address)
    expect(refused).toEqual(['connect-src /beacon', 'connect-src /fetch', 'connect-src /socket', 'form-action /form'])
    expect(visits).toEqual([])
  })

  it('cannot leave the program', async () => {
    const home = page.url()
    await page.evaluate((base) => { location.href = base }, `${address}/navigation`)
    await expect.poll(() => callFrom(page, 'desktop.about')).toMatchObject({ ok: true })
    expect(page.url()).toBe(home)
    expect(visits).toEqual([])
  })

  it('opens no window; only an e-mail address or a telephone number goes to the system', async () => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = async (url) => { opened.push(url) }
    })
    const links = ['https://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'mailto:a@b.example?bcc=spy@example.com', 'smb://server/share', 'mailto:compta@client.example', 'tel:+33472000000']
    await page.evaluate((urls) => { for (const url of urls) open(url) }, [...links, address])
    await expect.poll(() => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual(['mailto:compta@client.example', 'tel:+33472000000'])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(visits).toEqual([])
  })

  it('gets no permission but to copy', async () => {
    const answers = await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    }))
    expect(answers).toEqual({ notifications: 'denied', geolocation: 'denied' })
    await page.bringToFront()
    await page.evaluate(() => navigator.clipboard.writeText('1 234,56 €'))
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('1 234,56 €')
  })

  it('downloads nothing', async () => {
    const started = await app.evaluate(({ session }) => {
      const state = { downloads: 0 }
      Object.assign(globalThis, { downloadState: state })
      session.defaultSession.on('will-download', (event) => { if (!event.defaultPrevented) state.downloads++ })
      return state.downloads
    })
    expect(started).toBe(0)
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = 'x.exe'
      link.click()
    })
    await expect.poll(() => callFrom(page, 'desktop.about')).toMatchObject({ ok: true })
    expect(await app.evaluate(() => (globalThis as unknown as { downloadState: { downloads: number } }).downloadState.downloads)).toBe(0)
  })
})

it('no page of the program, whatever it shows, reaches the network', async () => {
  const outcome = await app.evaluate(async ({ BrowserWindow }, url) => {
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } })
    const result = await other.loadURL(url).then(() => 'loaded', () => 'refused')
    other.destroy()
    return result
  }, `${address}/other-window`)
  expect(outcome).toBe('refused')
  expect(visits).toEqual([])
})

describe('the app: protocol serves the built page and nothing else', () => {
  const statusOf = (path: string): Promise<number> => page.evaluate(async (url) => (await fetch(url)).status, path)

  it.each(['/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%5cpackage.json', '/index.html/', '/INDEX.HTML', '/__proto__', '/assets', '/'])('not %s', async (path) => {
    expect(await statusOf(path)).toBe(404)
  })

  it('answers only GET, and tells the browser not to guess types', async () => {
    const answers = await page.evaluate(async () => {
      const index = await fetch('/index.html')
      return { post: (await fetch('/index.html', { method: 'POST' })).status, type: index.headers.get('content-type'), sniff: index.headers.get('x-content-type-options') }
    })
    expect(answers).toEqual({ post: 404, type: 'text/html; charset=utf-8', sniff: 'nosniff' })
  })

  it('gives each load of the page its own style nonce', async () => {
    const nonces = await page.evaluate(async () => Promise.all([1, 2].map(async () => /style-nonce" content="([^"]+)"/.exec(await (await fetch('/index.html')).text())?.[1])))
    expect(new Set(nonces).size).toBe(2)
    expect(nonces).not.toContain('__STYLE_NONCE__')
  })
})

describe('the bridge', () => {
  it.each(['toString.call', '__proto__.get', 'constructor.constructor', 'dossiers.__proto__', 'dossiers.constructor', 'dossiers', 'dossiers.current.x', 'desktop.constructor', 'desktop.__proto__', '', 'x'.repeat(101)])('refuses the path « %s »', async (path) => {
    expect(await callFrom(page, path)).toMatchObject({ ok: false, code: 'call.unknown' })
  })

  it('refuses a path that is no text', async () => {
    expect(await page.evaluate(() => (globalThis as unknown as { relais: { call(path: unknown): Promise<unknown> } }).relais.call(['dossiers.current']))).toMatchObject({ ok: false, code: 'call.unknown' })
  })

  it('refuses input of the wrong shape and says which field, without a stack', async () => {
    const answer = await callFrom(page, 'dossiers.open', { folder: 12 })
    expect(answer).toMatchObject({ ok: false, code: 'call.invalid-input', details: { path: 'dossiers.open', field: 'folder' } })
    expect(JSON.stringify(answer)).not.toMatch(/\bat .+:\d+:\d+|node:|\.js:/)
  })

  it('refuses an oversized input before it reaches the office', async () => {
    const answer = await page.evaluate(() => (globalThis as unknown as { relais: { call(path: string, input: unknown): Promise<unknown> } }).relais.call('dossiers.open', { folder: 'x'.repeat(17_000_000) }))
    expect(answer).toMatchObject({ ok: false, code: 'call.too-large', details: { size: 33 } })
  })

  it('cannot carry functions or proxies', async () => {
    const failure = await page.evaluate(() => (globalThis as unknown as { relais: { call(path: string, input: unknown): Promise<unknown> } }).relais.call('dossiers.open', { folder: () => '' }).catch((error: unknown) => String(error)))
    expect(failure).toContain('could not be cloned')
  })

  it('answers no frame but the top frame of the program', async () => {
    if (!app.isDouble) return // Electron offers no way to pretend
    const answers = await app.evaluate(async ({ BrowserWindow, double }) => {
      const sender = BrowserWindow.getAllWindows()[0]!.webContents
      const own = { url: 'app://relais/index.html', origin: 'app://relais', parent: null }
      const frames = [own, { ...own, parent: own }, { url: 'https://relais/', origin: 'https://relais', parent: null }, { url: 'app://print/x.pdf', origin: 'app://print', parent: null }, null]
      return Promise.all(frames.map((frame) => double.receiveCall(sender, frame!, 'call', ['desktop.about', undefined])))
    })
    expect(answers.map((text) => (JSON.parse(text) as [boolean, { ok: boolean; code?: string }])[1]).map(({ ok, code }) => (ok ? 'answered' : code))).toEqual(['answered', 'call.refused', 'call.refused', 'call.refused', 'call.refused'])
  })
})

it('the policy hinders no screen of the program itself', async () => {
  await page.reload()
  await page.evaluate(() => {
    const violations: string[] = []
    Object.assign(globalThis, { violations })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => violations.push(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`))
  })
  await page.getByText('Ouvrir le dossier de démonstration').click()
  const entries = page.getByRole('navigation').getByRole('link')
  await entries.first().waitFor()
  for (const entry of await entries.all()) {
    await entry.click()
    await page.getByRole('heading', { level: 1, name: await entry.innerText() }).or(page.getByRole('main').getByRole('heading').first()).first().waitFor()
  }
  await entries.first().click()
  await page.getByRole('button', { name: 'Calcul' }).click()
  await page.getByRole('row').nth(2).waitFor()
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([])
})

it('lets nothing out that only the double would have stopped', async () => {
  if (!app.isDouble) return // on real Electron the site above counts its visits
  expect(await app.evaluate(({ double }) => ({ requests: double.requestsLetOut, downloads: double.downloadsLetThrough }))).toEqual({ requests: [], downloads: [] })
})
