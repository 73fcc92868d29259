/** `npm start`: builds what has changed, then opens the program on Electron, or on an installed Chrome, Edge or Chromium where Electron's binary cannot be had. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { translate } from '../shared/i18n/translate.ts'
import { installedBrowser } from '../test/electron-double/chromium.ts'

const root = resolve(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const DOWNLOAD_MS = 120_000
/** The program is French, and so is what keeps it from starting. */
const wording = (key: string, params: Record<string, string> = {}): string => translate('fr', `desktop.start.${key}`, params)
const say = (text: string): boolean => process.stderr.write(`${text}\n`)

/** When the newest file below a folder was written. */
function newest(folder: string): number {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs))
}

function build(): boolean {
  const built = join(root, 'out/renderer/index.html')
  const sources = Math.max(...['electron', 'renderer', 'shared'].map(newest), statSync(join(root, 'package-lock.json')).mtimeMs)
  if (existsSync(built) && statSync(built).mtimeMs > sources) return true
  return spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], { cwd: root, stdio: 'inherit' }).status === 0
}

/** Electron's program file, downloaded if need be; undefined when it cannot be. */
function electron(): string | undefined {
  const folder = join(root, 'node_modules/electron')
  const find = (): string | undefined => {
    const pointer = join(folder, 'path.txt')
    const file = existsSync(pointer) ? join(folder, 'dist', readFileSync(pointer, 'utf8')) : ''
    return existsSync(file) ? file : undefined
  }
  const found = find()
  if (found) return found
  say(wording('downloading'))
  spawnSync(process.execPath, [require.resolve('electron/install.js')], { cwd: root, stdio: 'ignore', timeout: DOWNLOAD_MS })
  return find()
}

function run(program: string, args: string[], env: Record<string, string> = {}): void {
  spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).on('exit', (code) => { process.exitCode = code ?? 1 })
}

/** Why no window could be shown at all, or undefined. */
function noScreen(): string | undefined {
  const isLinux = process.platform === 'linux'
  return isLinux && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'] ? wording('noScreen') : undefined
}

/** Opens the program; gives the message that says why it cannot be. */
function start(): string | undefined {
  const reason = noScreen()
  if (reason !== undefined) return reason
  if (!build()) return wording('buildFailed')
  const program = electron()
  if (program) {
    run(program, [root])
    return undefined
  }
  const browser = installedBrowser()
  if (!browser) return wording('noBrowser')
  say(wording('inBrowser', { browser: browser.executable }))
  run(process.execPath, ['--no-warnings', '--import', join(root, 'test/electron-double/register.ts'), join(root, 'out/main/index.js')], { DOUBLE_HEADED: '1', DOUBLE_USER_DATA: join(homedir(), '.relais-in-browser') })
  return undefined
}

const problem = start()
if (problem !== undefined) {
  say(problem)
  process.exitCode = 1
}
