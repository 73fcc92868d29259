import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { installGuestPanels } from './guest-panels.ts'
import { describeError, isCancellation } from './i18n/error-message.ts'
import { i18n } from './i18n/i18n.ts'
import { createRoutes } from './routes.ts'
import './ui/base.css'
import './ui/control.css'
import './ui/dialog.css'
import { gridMemoryKey } from './ui/grid-memory.ts'
import { guardUnload } from './ui/leave-guard.ts'
import { installShortcuts } from './ui/shortcuts.ts'
import { addToast } from './ui/toasts.ts'
import { useWorkbench } from './workbench-store.ts'

/** Whatever no screen caught is said once, in the person's language. */
function report(error: unknown): void {
  if (isCancellation(error)) return
  const { text, detail } = describeError(error)
  addToast('error', text, detail)
}

const app = createApp(App)
app.config.errorHandler = report
addEventListener('unhandledrejection', ({ reason }) => report(reason))

app.use(createPinia()).use(i18n)
installGuestPanels(app)
const workbench = useWorkbench()
app.use(createRoutes(() => workbench.dossier !== null))
app.provide(gridMemoryKey, {
  load: (grid) => workbench.preferences.grids[grid],
  save: (grid, state) => { workbench.savePreferences({ grids: { ...workbench.preferences.grids, [grid]: state } }).catch(report) },
})
installShortcuts(window)
guardUnload(window)

workbench.start().catch(report).finally(() => app.mount('#app'))
