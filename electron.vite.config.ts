import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const electron = (file: string): string => resolve(root, 'electron', file)

/** What a bundled package reads at run time from beside its code. */
const copied = (...files: string[]): Plugin => ({
  name: 'copied',
  generateBundle() {
    for (const file of files) this.emitFile({ type: 'asset', fileName: file.split('/').at(-1)!, source: readFileSync(resolve(root, 'node_modules', file)) })
  },
})

export default defineConfig({
  main: {
    plugins: [copied('@embedpdf/pdfium/dist/pdfium.wasm')],
    // its ES module declares a `require` of its own, which collides with electron-vite's CommonJS shim
    resolve: { alias: { fflate: resolve(root, 'node_modules/fflate/lib/node.cjs') } },
    build: {
      // everything but better-sqlite3 is bundled: the package ships one run-time dependency
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: electron('main.ts'),
          'office-worker': electron('office-worker.ts'),
          'import-worker': electron('imports/import-worker.ts'),
          'einvoice-worker': electron('einvoices/einvoice-worker.ts'),
          'statement-worker': electron('bank/statement-worker.ts'),
          'letter-worker': electron('delivery/letter-worker.ts'),
          'answer-worker': electron('delivery/answer-worker.ts'),
          'fax-worker': electron('delivery/fax-worker.ts'),
          'spreadsheet-worker': electron('delivery/spreadsheet-worker.ts'),
        },
        // flat, so that worker-url.ts finds the workers beside whichever chunk asks
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { index: electron('preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [vue()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      // nothing inline as data: URL scripts, nothing remote
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
  },
})
