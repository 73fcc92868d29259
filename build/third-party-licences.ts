/**
 * Writes THIRD-PARTY-LICENCES.md: every package whose code or data the installed product carries, with its licence text.
 * `node build/third-party-licences.ts` writes it, `--check` fails when it is out of date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What electron-vite bundles or electron-builder packs; their dependencies follow by themselves. Everything else in package.json is tooling. */
const shipped = [
  'electron', 'better-sqlite3', 'vue', 'pinia', 'vue-router', 'vue-i18n', '@intlify/core-base', 'ag-grid-community', 'ag-grid-vue3', '@ag-grid-community/locale', 'reka-ui', 'lucide-vue-next', 'echarts',
  'zod', 'liquidjs', 'pdfmake', 'nodemailer', 'pdf-lib', 'uqr', 'pdfjs-dist', '@embedpdf/pdfium', 'papaparse', 'saxes', 'postal-mime', '@kenjiuno/msgreader', 'read-excel-file', 'write-excel-file', 'stdnum', 'ibantools', '@expo-google-fonts/arimo',
]
/** What a package has built in and does not give the notices of */
const builtIn = new Map([['@embedpdf/pdfium', 'licences/pdfium-built-in.txt']])
/** Electron's own dependencies only download it. */
const leaves = new Set(['electron'])

interface Manifest { name: string; version: string; license?: string; dependencies?: Record<string, string> }
interface Licence { name: string; version: string; licence: string; text: string }

const root = resolve(import.meta.dirname, '..')
const target = join(root, 'THIRD-PARTY-LICENCES.md')

/** A dependency as Node finds it from `from`, walking up. */
function folderOf(name: string, from: string): string {
  for (let folder = from; ; folder = resolve(folder, '..')) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (folder === resolve(folder, '..')) throw new Error(`${name} is not installed`)
  }
}

function collect(name: string, from: string, found: Map<string, Licence>): void {
  const folder = folderOf(name, from)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const key = `${manifest.name}@${manifest.version}`
  if (found.has(key)) return
  // of its own and of what is built into it
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && /^(licen[cs]e|copying)/i.test(entry.name)).map(({ name: entry }) => join(folder, entry)).sort()
  if (builtIn.has(name)) files.push(join(import.meta.dirname, builtIn.get(name)!))
  found.set(key, { name: manifest.name, version: manifest.version, licence: manifest.license ?? 'see text', text: files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n') })
  if (leaves.has(name)) return
  for (const dependency of Object.keys(manifest.dependencies ?? {})) collect(dependency, folder, found)
}

function render(licences: Licence[]): string {
  const rows = licences.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)
  const byText = Map.groupBy(licences.filter(({ text }) => text !== ''), ({ text }) => text)
  const texts = [...byText].map(([text, users]) => `## ${users.map(({ name }) => name).join(', ')}\n\n\`\`\`\n${text}\n\`\`\`\n`)
  return ['# Third-party licences', '', 'Relais is under the MIT licence (LICENSE). The installed product carries these packages. Written by `build/third-party-licences.ts`.', '',
    '| Package | Version | Licence |', '|---|---|---|', ...rows, '', ...texts].join('\n')
}

const found = new Map<string, Licence>()
for (const name of shipped) collect(name, root, found)
const text = render([...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)))
if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error('THIRD-PARTY-LICENCES.md is out of date: run `node build/third-party-licences.ts`.')
    process.exit(1)
  }
} else {
  writeFileSync(target, text)
}
