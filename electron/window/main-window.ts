import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, type WebPreferences } from 'electron'
import { APP_URL } from './app-protocol.ts'
import { rememberWindowState, restoreWindowState } from './window-state.ts'

/** What a page may do: nothing but be a page. Said in full, defaults included, so that a change of Electron's defaults changes nothing here. */
export const PAGE_PREFERENCES: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  safeDialogs: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  plugins: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
}

/** The program's one window, where and as it was left. Shown once painted, so that it never flashes. */
export function openMainWindow(options: { preload: URL; stateFile: string; background: string }): BrowserWindow {
  const { bounds, isMaximized } = restoreWindowState(options.stateFile)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: options.background,
    title: 'Relais',
    webPreferences: { ...PAGE_PREFERENCES, preload: fileURLToPath(options.preload), devTools: !app.isPackaged },
  })
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  // the title is the dossier's, set by desktop.setTitle; the page's never shows
  window.on('page-title-updated', (event) => event.preventDefault())
  rememberWindowState(window, options.stateFile)
  void window.loadURL(APP_URL)
  return window
}
