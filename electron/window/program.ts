import { join } from 'node:path'
import { app, dialog, nativeTheme, type BrowserWindow, type MessageBoxOptions } from 'electron'
import type { z } from 'zod'
import { desktopContract } from '../../shared/desktop/desktop-contract.ts'
import type { DossierState, RecentDossier } from '../../shared/dossiers/dossier-contract.ts'
import { AppError, type Answer } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Preferences } from '../../shared/settings/preference-contract.ts'
import { createDispatch } from '../ipc/dispatch.ts'
import { connectOffice, type OfficeConnection } from '../ipc/office-connection.ts'
import { startRouter } from '../ipc/router.ts'
import { eventSender } from '../ipc/window-events.ts'
import { serveWindow } from './app-protocol.ts'
import { setApplicationMenu, type MenuState } from './application-menu.ts'
import { desktopService } from './desktop-service.ts'
import { openMainWindow } from './main-window.ts'
import { secretStore } from './secret-store.ts'
import { isTrustedFrame, lockDown } from './session-security.ts'
import { askBeforeUnload } from './unsaved-entries.ts'

export interface ProgramOptions {
  dataFolder: string
  resources: string
  /** Folder of the built window. */
  page: string
  preload: URL
  officeEntry: URL
}

/** How long quitting waits for the office to close its dossier. A dossier that was not closed is as safe as after a power cut. */
const CLOSING_MS = 10_000

/** The window, the office behind it, and what ties them. Call once, when the app is ready. */
export function openProgram({ dataFolder, resources, page, preload, officeEntry }: ProgramOptions): void {
  lockDown()
  serveWindow(page)
  const window = openMainWindow({ preload, stateFile: join(dataFolder, 'window.json'), background: nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#ffffff' })
  const send = eventSender(window.webContents)
  const state: MenuState = { locale: 'fr', theme: 'system', hasDossier: false, recent: [], hasDevTools: !app.isPackaged }
  let openFolder: string | null = null

  const connect = (): OfficeConnection => connectOffice(officeEntry, { dataFolder, resources }, (reason) => void offerRestart(reason), secretStore(dataFolder))
  let office = connect()

  const ask = async <T>(path: string, input?: unknown): Promise<T> => {
    const answer = await office.call(path, input).answer
    if (!answer.ok) throw new AppError(answer.code, answer.details)
    return answer.value as T
  }
  const setMenu = (change: Partial<MenuState>): void => {
    Object.assign(state, change)
    setApplicationMenu(state, send)
  }
  const showRecent = async (): Promise<void> => setMenu({ recent: (await ask<z.output<typeof RecentDossier>[]>('dossiers.recent')).filter((dossier) => dossier.exists) })
  const applyPreferences = ({ locale, theme }: Preferences): void => {
    nativeTheme.themeSource = theme
    setMenu({ locale, theme })
  }
  /** The menu and the theme follow what the office answers to the window. */
  const onAnswered = (path: string, answer: Answer): void => {
    if (!answer.ok) return
    if (path === 'preferences.save') applyPreferences(answer.value as Preferences)
    if (OPENING_CALLS.has(path)) openFolder = (answer.value as DossierState).folder
    if (path === 'dossiers.close') openFolder = null
    if (OPENING_CALLS.has(path) || path === 'dossiers.forget') void showRecent().catch(() => undefined)
  }

  const offerRestart = async (reason: string): Promise<void> => {
    process.stderr.write(`the office has stopped: ${reason}\n`)
    const { response } = await dialog.showMessageBox(window, stoppedMessage(state.locale, reason))
    if (response !== 0) {
      app.quit()
      return
    }
    office = connect()
    // back to where the person was, when the dossier can still be opened
    if (openFolder !== null) await ask('dossiers.open', { folder: openFolder }).catch(() => { openFolder = null })
    window.webContents.reload()
  }

  const router = startRouter({
    isTrusted: isTrustedFrame,
    desktop: createDispatch({ desktop: desktopContract }, { desktop: desktopService({
      window, dataFolder,
      locale: () => state.locale,
      documentPath: async (id) => (await ask<{ path: string }>('documents.get', { id })).path,
      soundDocument: async (id) => (await ask<{ path: string }>('documents.locate', { id })).path,
      cancelJob: (jobId) => router.cancelJob(jobId),
      onMenuState: setMenu,
    }) }),
    office: () => office,
    send,
    onAnswered,
  })

  askBeforeUnload(window, () => state.locale)
  // the office keeps the dossier open: a page that died comes back where it was
  window.webContents.on('render-process-gone', () => window.webContents.reload())
  setMenu({})
  void ask<Preferences>('preferences.get').then(applyPreferences).then(showRecent).catch(() => undefined)
  app.on('second-instance', () => bringToFront(window))
  app.on('window-all-closed', () => app.quit())
  app.once('will-quit', (event) => {
    event.preventDefault()
    router.cancelAll()
    void Promise.race([office.close(), new Promise((resolve) => setTimeout(resolve, CLOSING_MS))]).then(() => app.exit(0))
  })
}

const OPENING_CALLS = new Set(['dossiers.create', 'dossiers.open', 'dossiers.openDemonstration', 'dossiers.restore', 'dossiers.saveCompany'])

function stoppedMessage(locale: Preferences['locale'], reason: string): MessageBoxOptions {
  const text = (key: string, params?: Record<string, string>): string => translate(locale, `desktop.${key}`, params)
  return {
    type: 'error', title: text('stopped.title'), message: text('stopped.message'), detail: text('stopped.detail', { reason }),
    buttons: [text('button.restart'), text('button.quit')], defaultId: 0, cancelId: 1, noLink: true,
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
