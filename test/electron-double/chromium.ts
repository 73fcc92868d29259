/* Finds the browser that stands in for Electron's own: an installed one, or the one inside the npm package. */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { chromium as playwrightChromium } from 'playwright-core'

export interface Browser {
  executable: string
  /** Added to the environment of the browser. */
  env: Record<string, string>
}

const INSTALLED: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/microsoft-edge', '/snap/bin/chromium'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter((folder) => folder !== undefined)
    .flatMap((folder) => [join(folder, 'Microsoft/Edge/Application/msedge.exe'), join(folder, 'Google/Chrome/Application/chrome.exe')]),
}

/** Chrome, Edge or Chromium as a person would have installed it; undefined without one. `RELAIS_CHROMIUM` names another. */
export function installedBrowser(): Browser | undefined {
  const executable = [process.env['RELAIS_CHROMIUM'], ...INSTALLED[process.platform] ?? [], playwrightChromium.executablePath()].find((path) => path !== undefined && existsSync(path))
  return executable === undefined ? undefined : { executable, env: {} }
}

/** A browser without a screen: the packaged one where it runs, so that every Linux machine tests with the same, else an installed one. */
export async function headlessBrowser(): Promise<Browser> {
  if (process.env['RELAIS_CHROMIUM'] === undefined && process.platform === 'linux' && process.arch === 'x64') return packagedBrowser()
  const browser = installedBrowser()
  if (!browser) throw new Error('no Chrome, Edge or Chromium is installed (RELAIS_CHROMIUM may name one)')
  return browser
}

/** Unpacks the browser of @sparticuz/chromium once per version, with the libraries and fonts it needs: nothing but npm. */
async function packagedBrowser(): Promise<Browser> {
  const { default: sparticuz, inflate } = await import('@sparticuz/chromium')
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve('@sparticuz/chromium')), '..')
  const { version } = require(join(folder, 'package.json')) as { version: string }
  const home = join(tmpdir(), `relais-chromium-${version}`)
  if (!existsSync(home)) {
    // beside, then renamed: several test runs may unpack at once
    const partial = mkdtempSync(`${home}-`)
    await within(partial, async () => {
      await sparticuz.executablePath(join(folder, 'bin'))
      await inflate(join(folder, 'bin/al2023.tar.br'))
    })
    try {
      renameSync(partial, home)
    } catch {
      rmSync(partial, { recursive: true, force: true })
    }
  }
  return { executable: join(home, 'chromium'), env: { LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_FILE: writeFontConfiguration(home) } }
}

/** The fonts of the package and of this machine, and Arimo in the place of Segoe UI and Arial: screens look the same everywhere, nearly as on Windows. */
function writeFontConfiguration(home: string): string {
  const file = join(home, `fonts-${process.pid}.conf`)
  const folders = ['/usr/share/fonts', join(home, 'fonts'), resolve(import.meta.dirname, '../../node_modules/@expo-google-fonts/arimo')]
  const substitute = (family: string): string => `<alias binding="same"><family>${family}</family><prefer><family>Arimo</family></prefer></alias>`
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((folder) => `<dir>${folder}</dir>`).join('')}<cachedir>${join(home, 'cache')}</cachedir>
${['Segoe UI', 'Arial', 'sans-serif', 'system-ui'].map(substitute).join('')}</fontconfig>`)
  process.once('exit', () => rmSync(file, { force: true }))
  return file
}

/** The package unpacks into the temporary folder, whatever it is at that moment. */
async function within(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
