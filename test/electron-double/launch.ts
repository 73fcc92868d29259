/* Test side: starts the built program, on real Electron where its binary is there, else on the double, behind one small surface. */
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type * as Electron from 'electron'
import { _electron, chromium, type Browser, type Page } from 'playwright-core'
import { testFolder } from '../fixtures/test-folder.ts'
import { makeCodec } from './codec.ts'
import type { ControlMessage, EvaluateRequest } from './control-channel.ts'

/** The bridge of preload.ts, as a page sees it. */
interface Bridge {
  call(path: string, input?: unknown, jobId?: string): Promise<unknown>
  on(listener: (event: unknown) => void): void
}

/** Calls the program from its window, past the client. `const answer = await callFrom(window, 'dossiers.current')` */
export const callFrom = (window: Page, path: string, input?: unknown, jobId?: string): Promise<unknown> =>
  window.evaluate(([name, value, job]) => (globalThis as unknown as { relais: Bridge }).relais.call(name, value, job), [path, input, jobId] as const)

/** Files dropped on the window as a person drops them: only the double knows their paths without a file manager. */
export async function dropFiles(page: Page, paths: string[]): Promise<void> {
  await page.evaluate((dropped) => {
    const files = dropped.map((path) => Object.assign(new File(['x'], path.split('/').at(-1)!), { [Symbol.for('electron-double.path')]: path }))
    const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() })
    Object.defineProperty(drop, 'dataTransfer', { value: { files } })
    document.body.dispatchEvent(drop)
  }, paths)
}

/** What `evaluate` finds besides Electron's own module, on the double only. */
export interface DoubleTools {
  double: {
    calls: { api: string; parameters: unknown[] }[]
    requestsLetOut: string[]
    downloadsLetThrough: string[]
    receiveCall(sender: object, frame: object, channel: string, parameters: unknown[]): Promise<string>
  }
  workers: { terminate(): Promise<number> }[]
}

type ElectronModule = typeof Electron & DoubleTools

export interface RunningApp {
  readonly isDouble: boolean
  readonly userData: string
  /** The program's window, loaded. */
  window(): Promise<Page>
  /** Runs a function inside the main process; it sees nothing but its two parameters. */
  evaluate<R, A = undefined>(work: (electron: ElectronModule, argument: A) => R | Promise<R>, argument?: A): Promise<R>
  /** Chooses an entry of the native menu by its MenuAction. Rejects when it is missing or disabled. */
  chooseMenu(action: string): Promise<void>
  /** Quits as a person would, who gives up what is typed. */
  close(): Promise<void>
  /** Everything the main process wrote. */
  output(): string
}

export interface LaunchOptions {
  /** Folder of the program, with package.json and out/; the repository by default. */
  folder?: string
  userData?: string
  env?: Record<string, string>
}

const repository = resolve(import.meta.dirname, '../..')
const codec = makeCodec()

/** Electron's binary as its npm package knows it; undefined where it was not downloaded. RELAIS_TEST_DOUBLE prefers the double. */
export function electronBinary(): string | undefined {
  const folder = join(repository, 'node_modules/electron')
  const pointer = join(folder, 'path.txt')
  if (process.env['RELAIS_TEST_DOUBLE'] !== undefined || !existsSync(pointer)) return undefined
  const binary = join(folder, 'dist', readFileSync(pointer, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

export async function launchApp({ folder = repository, userData = mkdtempSync(join(testFolder(), 'relais-app-')), env = {} }: LaunchOptions = {}): Promise<RunningApp> {
  const binary = electronBinary()
  const app = binary === undefined ? await launchDouble(folder, userData, env) : await launchElectron(binary, folder, userData, env)
  return {
    ...app,
    chooseMenu: (action) => app.evaluate(({ Menu }, id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id) as { enabled: boolean; click(): void } | null
      if (!item?.enabled) throw new Error(`the menu has no enabled entry « ${id} »`)
      item.click()
    }, action),
    close: async () => {
      await app.evaluate(({ dialog }) => { dialog.showMessageBoxSync = () => 0 }).catch(() => undefined)
      await app.close()
    },
  }
}

type Started = Omit<RunningApp, 'chooseMenu'>

async function launchElectron(binary: string, folder: string, userData: string, env: Record<string, string>): Promise<Started> {
  const app = await _electron.launch({ executablePath: binary, args: [folder, `--user-data-dir=${userData}`, '--lang=fr'], cwd: repository, env: { ...process.env as Record<string, string>, ...env } })
  const output = collectOutput(app.process())
  return {
    isDouble: false, userData, output,
    window: async () => {
      const page = await app.firstWindow()
      await page.waitForLoadState('load')
      return page
    },
    evaluate: (work, argument) => app.evaluate(work as never, argument as never),
    close: () => app.close(),
  }
}

async function launchDouble(folder: string, userData: string, env: Record<string, string>): Promise<Started> {
  const child = fork(join(folder, 'out/main/index.js'), [], {
    cwd: folder, execArgv: ['--no-warnings', '--import', new URL('./register.ts', import.meta.url).href], stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, DOUBLE_USER_DATA: userData },
  })
  const output = collectOutput(child)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const evaluate = evaluator(child)
  const browser = await connectToBrowser(child, output)
  return {
    isDouble: true, userData, output, evaluate,
    window: () => firstWindow(browser),
    close: async () => {
      if (child.exitCode === null) {
        const killing = setTimeout(() => child.kill('SIGKILL'), 60_000)
        await evaluate(({ app }) => { setImmediate(() => app.quit()) })
        await exited
        clearTimeout(killing)
      }
      await browser.close().catch(() => undefined)
    },
  }
}

function collectOutput({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>): () => string {
  const parts: string[] = []
  for (const stream of [stdout, stderr]) stream?.on('data', (data: Buffer) => parts.push(String(data)))
  return () => parts.join('')
}

async function connectToBrowser(child: ChildProcess, output: () => string): Promise<Browser> {
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: ControlMessage) => { if (message.type === 'browser') resolve(message.endpoint) })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it opened a window\n${output()}`)))
  })
  return chromium.connectOverCDP(endpoint)
}

async function firstWindow(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]!
  const isShown = (page: Page): boolean => page.url() !== 'about:blank'
  const page = context.pages().find(isShown) ?? context.pages()[0] ?? await context.waitForEvent('page')
  await page.waitForURL((url) => url.href !== 'about:blank')
  await page.waitForLoadState('load')
  return page
}

function evaluator(child: ChildProcess): Started['evaluate'] {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  child.on('message', (message: ControlMessage) => {
    if (message.type === 'browser') return
    const { resolve: give, reject } = waiting.get(message.id)!
    waiting.delete(message.id)
    if (message.type === 'error') reject(new Error(message.message))
    else give(codec.decode(message.value) as never)
  })
  return (work, argument) => new Promise((give, reject) => {
    const id = ++lastId
    waiting.set(id, { resolve: give, reject })
    const request: EvaluateRequest = { type: 'evaluate', id, code: work.toString(), argument: codec.encode(argument) }
    child.send(request)
  })
}
