/* `node --import register.ts out/main/index.js` runs the built program with the double in the place of Electron. */
import { registerHooks } from 'node:module'

const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' || specifier === 'electron/main' ? { url: double, format: 'module-typescript', shortCircuit: true } : next(specifier, context)),
})
