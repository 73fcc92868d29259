/* Stands in for the `electron` module inside a plain Node process; see docs/electron-double.md. */
import { app } from './app.ts'
import { downloadsLetThrough, requestsLetOut } from './browser.ts'
import { answerTests } from './control-channel.ts'
import { ipcMain, receiveCall } from './ipc.ts'
import { Menu } from './menu.ts'
import { doubleCalls } from './recorded-calls.ts'
import { protocol, session } from './session.ts'
import { safeStorage } from './safe-storage.ts'
import { clipboard, dialog, nativeTheme, screen, shell } from './system.ts'
import { BrowserWindow } from './windows.ts'

/** What a test sees besides Electron's own names. */
const double = { calls: doubleCalls, requestsLetOut, downloadsLetThrough, receiveCall }

export { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeTheme, protocol, safeStorage, screen, session, shell }

answerTests({ app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell, double })
