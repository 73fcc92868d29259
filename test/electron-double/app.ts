import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { environment } from './environment.ts'
import { takeInstanceLock } from './instance-lock.ts'
import { cancellable, strict, StrictEmitter } from './strict.ts'

/** What quitting needs of the windows, which are made after the app. */
export interface Closable {
  close(): void
  isDestroyed(): boolean
}

class App extends StrictEmitter {
  readonly windows = new Set<Closable>()
  readonly isPackaged = environment.isPackaged
  readonly commandLine = strict('app.commandLine', { hasSwitch: (name: string) => name === 'user-data-dir' })
  #isReady = false
  #isQuitting = false
  readonly #paths = new Map([['userData', environment.userData], ['temp', tmpdir()], ['documents', join(environment.userData, 'Documents')], ['exe', process.execPath]])
  readonly #ready = new Promise<void>((resolve) => setImmediate(() => {
    this.#isReady = true
    this.emit('ready')
    resolve()
  }))
  /** Set by the browser: what must end before the process does. */
  beforeExit: () => Promise<void> = () => Promise.resolve()

  constructor() {
    super(['ready', 'second-instance', 'window-all-closed', 'before-quit', 'will-quit', 'quit', 'web-contents-created', 'browser-window-created', 'activate'])
  }

  isReady = (): boolean => this.#isReady
  whenReady = (): Promise<void> => this.#ready
  getName = (): string => 'Relais'
  getLocale = (): string => 'fr'
  getAppPath = (): string => appPath
  getVersion = (): string => (JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as { version: string }).version
  setAppUserModelId(): void { /* the task bar of Windows */ }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    if (name !== 'exe') mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), (argv) => this.emit('second-instance', {}, argv, process.cwd(), null))
  }

  quit(): void {
    if (this.#isQuitting) return
    const beforeQuit = cancellable({})
    this.emit('before-quit', beforeQuit)
    if (beforeQuit.defaultPrevented) return
    this.#isQuitting = true
    if (this.windows.size === 0) this.#quitWithoutWindows()
    else for (const window of [...this.windows]) window.close()
  }

  #quitWithoutWindows(): void {
    const willQuit = cancellable({})
    this.emit('will-quit', willQuit)
    if (willQuit.defaultPrevented) this.#isQuitting = false
    else this.exit(0)
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    void this.beforeExit().finally(() => process.exit(code))
  }

  /** A window that does not close ends the quitting. */
  windowStays(): void { this.#isQuitting = false }

  /** The last window has closed: quitting goes on, or the program decides, or quits by default. */
  allWindowsClosed(): void {
    if (this.#isQuitting) this.#quitWithoutWindows()
    else if (!this.emit('window-all-closed')) this.quit()
  }
}

function findAppPath(): string {
  let folder = dirname(resolve(process.argv[1] ?? '.'))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

const appPath = findAppPath()

export const app = strict('app', new App())
