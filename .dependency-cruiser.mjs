import { readdirSync } from 'node:fs'

/** Folders of the three trees that are not slices. */
const layers = ['command-line', 'db', 'delivery', 'i18n', 'ipc', 'ui', 'window']
const foldersOf = (tree) => readdirSync(new URL(tree, import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)
const slices = [...new Set(['electron', 'renderer', 'shared'].flatMap(foldersOf))].filter((name) => !layers.includes(name)).join('|')

/**
 * Pure rules of a slice that others read as well: what an amount, a meter value, an address, a template, a cell of a table… is, said once. All else of a slice is
 * reached by its contract. One more is a decision, taken here (docs/architecture.md, « Rules that others read »).
 */
const openRules = Object.entries({
  accounts: ['statement'], assets: ['meter-value', 'reading', 'record'], calls: ['call'], contracts: ['billing'], decisions: ['cell', 'table', 'unknown-criteria'], documents: ['document'], holds: ['hold', 'hold-text'], imports: ['table'],
  legal: ['interest', 'prescription'], outbox: ['fax-gateway', 'mail-text'], receivables: ['allocation', 'assumed-day', 'payment-term', 'profile'], reminders: ['letter-template', 'netting', 'register'],
}).map(([slice, rules]) => `^shared/${slice}/(${rules.join('|')})-rules\\.ts$`)
const node = 'node:|^(fs|path|os|crypto|worker_threads|stream|url|zlib|events|buffer|util|timers|child_process)(/|$)'

/** @param {string} name @param {string} from @param {string[]} allowed paths (regular expressions) the folder may import */
const only = (name, from, allowed) => ({ name, severity: 'error', from: { path: from }, to: { pathNot: allowed } })

/** Who may import whom: the table of docs/architecture.md, which fails the build. */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?asset$|^pdfmake/interfaces$' } },
    only('shared-is-pure', '^shared/', ['^shared/', 'node_modules/(zod|@intlify|stdnum|ibantools|liquidjs)/']),
    only('preload-only-electron', '^electron/preload\\.ts$', ['node_modules/electron/', '^electron$']),
    only('ipc', '^electron/ipc/', ['^electron/ipc/', '^shared/', 'node_modules/electron/', '^electron$', node]),
    only('db', '^electron/db/', ['^electron/db/', 'node_modules/(@types/)?better-sqlite3/', node]),
    only('delivery', '^electron/delivery/', ['^electron/delivery/', '^electron/worker-url\\.ts$', '^shared/', 'node_modules/(@types/)?(pdfmake|pdfkit|fontkit|pdf-lib|uqr|nodemailer|write-excel-file|read-excel-file|papaparse|liquidjs|saxes|postal-mime|@kenjiuno/msgreader|@embedpdf/pdfium)/', '^pdfmake/interfaces$', node]),
    only('command-line', '^electron/command-line/', ['^electron/(command-line|delivery)/', '^electron/client\\.ts$', '^shared/', 'node_modules/zod/', node]),
    only('window', '^electron/(window/|main\\.ts$)', ['^electron/(window|ipc)/', '^electron/(worker-url|json-file|cli)\\.ts$', '^shared/', 'node_modules/(electron|zod)/', '^electron$', node]),
    { name: 'electron-slices', severity: 'error', from: { path: `^electron/(${slices})/` }, to: { path: '^electron/', pathNot: ['^electron/$1/', '^electron/(db|delivery)/', '^electron/(worker-url|json-file)\\.ts$'] } },
    { name: 'slices-know-no-electron', severity: 'error', from: { path: `^electron/(${slices})/` }, to: { path: ['^electron$', 'node_modules/electron/'] } },
    { name: 'slices-meet-at-contracts', severity: 'error', from: { path: `^(?:shared|electron|renderer)/(${slices})/` }, to: { path: `^shared/(${slices})/`, pathNot: ['^shared/$1/', '-contract\\.ts$', ...openRules] } },
    { name: 'renderer-is-a-window', severity: 'error', from: { path: '^renderer/' }, to: { path: ['^electron/', '^electron$', 'node_modules/(electron|better-sqlite3|pdfmake|nodemailer)/', node] } },
    { name: 'renderer-ui-knows-no-feature', severity: 'error', from: { path: '^renderer/ui/' }, to: { path: '^(renderer/|shared/.+/)', pathNot: ['^renderer/(ui|i18n)/', '^shared/i18n/'] } },
    { name: 'renderer-slices', severity: 'error', from: { path: `^renderer/(${slices})/` }, to: { path: '^renderer/', pathNot: ['^renderer/$1/', '^renderer/(ui|i18n)/', '^renderer/(api|jobs|routes|workbench-store|written-documents)\\.ts$'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.mjs', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    exclude: { path: '^(out|dist|test)/' },
  },
}
