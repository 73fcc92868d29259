import { once, type EventEmitter } from 'node:events'
import { basename } from 'node:path'
import { BrowserWindow, type WebContents } from 'electron'
import { AppError } from '../../shared/errors.ts'
import { publishForPrinting } from './app-protocol.ts'
import { PAGE_PREFERENCES } from './main-window.ts'

/** Emitted once the built-in viewer has laid the document out; before, Electron prints blank pages (electron#43436). Not in Electron's types. */
const READY = '-pdf-ready-to-print'
const READY_MS = 60_000

/**
 * Shows a PDF in the built-in viewer, in a window of its own, and prints it through the system's dialog. False when the person gave up.
 * AppError('desktop.not-printed') when the printer or the viewer failed.
 */
export async function printPdf(parent: BrowserWindow, path: string): Promise<boolean> {
  const window = new BrowserWindow({
    parent, width: 900, height: 1000, title: basename(path), autoHideMenuBar: true,
    // the only window with the viewer's plugin; it has no preload, and shows one document of ours
    webPreferences: { ...PAGE_PREFERENCES, plugins: true },
  })
  const document = publishForPrinting(path)
  try {
    const ready = once(window.webContents as EventEmitter, READY, { signal: AbortSignal.timeout(READY_MS) })
    await Promise.all([window.loadURL(document.url), ready])
    return await print(window.webContents)
  } catch (error) {
    if (window.isDestroyed()) return false // closed before it was printed
    throw error instanceof AppError ? error : new AppError('desktop.not-printed', { message: error instanceof Error ? error.message : String(error) })
  } finally {
    document.withdraw()
    if (!window.isDestroyed()) window.destroy()
  }
}

function print(contents: WebContents): Promise<boolean> {
  return new Promise((resolve, reject) => {
    contents.print({ silent: false, printBackground: true }, (isPrinted, reason) => {
      if (isPrinted || /cancel/i.test(reason)) resolve(isPrinted)
      else reject(new AppError('desktop.not-printed', { message: reason }))
    })
  })
}
