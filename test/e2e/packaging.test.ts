import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, launchApp } from '../electron-double/launch.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

const repository = resolve(import.meta.dirname, '../..')
const isWindows = process.platform === 'win32'
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }

// a binary carries its fuses behind this mark: the version, their number, then one character each
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = ['RunAsNode', 'CookieEncryption', 'NodeOptions', 'NodeCliInspect', 'EmbeddedAsarIntegrity', 'OnlyLoadAppFromAsar', 'V8Snapshot', 'GrantFileProtocolExtraPrivileges']
const ELECTRON_DEFAULTS = '10110001'

let base: string
let packed: string
let entries: string[]

beforeAll(() => {
  base = temporaryFolder()
  packed = join(base, 'packed', isWindows ? 'win-unpacked' : 'linux-unpacked')
  const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js')
  execFileSync(process.execPath, [builder, isWindows ? '--win' : '--linux', 'dir', '--x64', `-c.electronDist=${makeElectronFolder(join(base, 'electron'))}`, `-c.directories.output=${join(base, 'packed')}`], { cwd: repository, stdio: 'pipe' })
  entries = listPackage(join(packed, 'resources/app.asar'), { isPack: false }).map((entry) => entry.replaceAll('\\', '/').slice(1))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** What the packager needs of Electron, whose real binary is not everywhere: a program file with Electron's fuses, and languages. */
function makeElectronFolder(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  for (const locale of ['fr', 'en-US', 'de']) writeFileSync(join(folder, 'locales', `${locale}.pak`), '')
  writeFileSync(join(folder, 'version'), version)
  const program = isWindows ? readFileSync(join(repository, 'node_modules/electron-winstaller/vendor/Setup.exe')) : Buffer.from('#!/bin/sh\n')
  const file = join(folder, isWindows ? 'electron.exe' : 'electron')
  writeFileSync(file, Buffer.concat([program, Buffer.from(FUSE_MARK), Buffer.from([1, FUSES.length]), Buffer.from(ELECTRON_DEFAULTS)]))
  chmodSync(file, 0o755)
  return folder
}

it('packs the built program, its resources, its licence and one dependency', () => {
  const isShipped = /^(package\.json|LICENSE|out(\/(main|preload|renderer)(\/.*)?)?|resources(\/.*)?|THIRD-PARTY-LICENCES\.md|node_modules(\/better-sqlite3(\/.*)?)?)$/
  expect(entries.filter((entry) => !isShipped.test(entry))).toEqual([])
  for (const needed of ['package.json', 'LICENSE', 'out/main/index.js', 'out/main/office-worker.js', 'out/main/letter-worker.js', 'out/main/fax-worker.js', 'out/main/pdfium.wasm', 'out/preload/index.cjs', 'out/renderer/index.html', 'resources/letters/fr/level-1.company.txt', 'resources/mails/en/level-3.consumer.txt']) expect(entries).toContain(needed)
})

it('packs no source, no test, no map and no configuration', () => {
  expect(entries.filter((entry) => /\.(ts|vue|map|svg|ya?ml|cpp|gyp|sh)$|(^|\/)(test|tests|electron|renderer|shared|src|deps)\//.test(entry) && !entry.startsWith('out/'))).toEqual([])
  expect(entries.filter((entry) => entry.startsWith('out/') && /\.(ts|vue|map)$/.test(entry))).toEqual([])
})

it('packs better-sqlite3 for this system only, outside the archive where it can be loaded', () => {
  const binaries = entries.filter((entry) => entry.endsWith('.node')).map((entry) => entry.split('/').at(-1)!)
  expect(binaries).toContain(isWindows ? 'win32-x64.node' : 'linux-x64.node')
  expect(binaries.every((name) => name.startsWith(isWindows ? 'win32' : 'linux') && name.endsWith('-x64.node'))).toBe(true)
  for (const name of binaries) expect(existsSync(join(packed, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds', name))).toBe(true)
})

it('closes the fuses through which Electron could be made to run something else', () => {
  const program = readFileSync(join(packed, isWindows ? 'Relais.exe' : 'relais'))
  const start = program.indexOf(FUSE_MARK) + FUSE_MARK.length + 2
  const states = Object.fromEntries(FUSES.map((name, index) => [name, String.fromCharCode(program[start + index]!) === '1']))
  expect(states).toMatchObject({
    RunAsNode: false, CookieEncryption: true, NodeOptions: false, NodeCliInspect: false, EmbeddedAsarIntegrity: true, OnlyLoadAppFromAsar: true, GrantFileProtocolExtraPrivileges: false,
  })
})

it('runs from what was packed, alone in a folder, SQLite included', async () => {
  const folder = join(base, 'extracted')
  extractAll(join(packed, 'resources/app.asar'), folder)
  const app = await launchApp({ folder, userData: join(base, 'user') })
  try {
    const page = await app.window()
    await page.getByRole('heading').first().waitFor()
    expect(await callFrom(page, 'dossiers.openDemonstration', { asOf: '2026-11-21' })).toMatchObject({ ok: true, value: { isDemonstration: true } })
  } finally {
    await app.close()
  }
})
