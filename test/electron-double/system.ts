import { execFile } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { environment } from './environment.ts'
import { recorded } from './recorded-calls.ts'
import { strict } from './strict.ts'
import type { BrowserWindow } from './windows.ts'

interface DialogOptions { title?: string; message?: string; detail?: string; buttons?: string[]; cancelId?: number; defaultPath?: string }

/** Asks the person in the page, where there is one; a test answers by replacing the function: `dialog.showOpenDialog = …`. */
const askPath = async (window: BrowserWindow, { title = '', defaultPath = '' }: DialogOptions): Promise<string> => {
  if (!environment.isHeaded) return ''
  return (await (await window.page()).evaluate(([question, suggestion]) => prompt(question, suggestion), [title, defaultPath])) ?? ''
}

export const dialog = strict('dialog', {
  showOpenDialog: recorded('dialog.showOpenDialog', async (window: BrowserWindow, options: DialogOptions) => {
    const path = await askPath(window, options)
    return { canceled: path === '', filePaths: path === '' ? [] : [path] }
  }),
  showSaveDialog: recorded('dialog.showSaveDialog', async (window: BrowserWindow, options: DialogOptions) => {
    const filePath = await askPath(window, options)
    return { canceled: filePath === '', filePath }
  }),
  showMessageBox: recorded('dialog.showMessageBox', async (window: BrowserWindow, { message = '', detail = '', buttons = [], cancelId = 0 }: DialogOptions) => {
    if (!environment.isHeaded) return { response: cancelId, checkboxChecked: false }
    const isAccepted = await (await window.page()).evaluate((question) => confirm(question), `${message}\n\n${detail}\n\nOK : ${buttons[0] ?? ''}`)
    return { response: isAccepted ? 0 : cancelId, checkboxChecked: false }
  }),
  // nothing can be asked in the page without waiting for it: before a person, Chromium has put the question of « beforeunload » itself
  showMessageBoxSync: recorded('dialog.showMessageBoxSync', (_window: BrowserWindow, { cancelId = 0 }: DialogOptions) => (environment.isHeaded ? 0 : cancelId)),
})

const OPENERS: Partial<Record<NodeJS.Platform, [string, string[]]>> = { linux: ['xdg-open', []], darwin: ['open', []], win32: ['explorer.exe', []] }

/** Before a person, opens for good; in a test, only says it would. */
const openForGood = (target: string): Promise<string> => {
  const opener = OPENERS[process.platform]
  if (!environment.isHeaded || !opener) return Promise.resolve('')
  return new Promise((resolve) => execFile(opener[0], [...opener[1], target], (error) => resolve(error && process.platform !== 'win32' ? error.message : '')))
}

export const shell = strict('shell', {
  openPath: recorded('shell.openPath', openForGood),
  openExternal: recorded('shell.openExternal', async (url: string) => { await openForGood(url) }),
  showItemInFolder: recorded('shell.showItemInFolder', (_path: string) => undefined),
})

export const nativeTheme = strict('nativeTheme', Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' }))

interface Rectangle { x: number; y: number; width: number; height: number }

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }
/** One display, whatever the machine has. */
export const screen = strict('screen', { getDisplayMatching: (_bounds: Rectangle) => display, getAllDisplays: () => [display] })

let copied = ''
/** A clipboard of the test's own: the machine's stays as it is. */
export const clipboard = strict('clipboard', { readText: () => copied, writeText: (text: string) => { copied = text } })
