import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../json-file.ts'

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
const WindowState = z.object({ bounds: Bounds.nullable(), isMaximized: z.boolean() })

const DEFAULT_SIZE = { width: 1280, height: 800 }

/** Where the window was left, on a display that still exists. Without a position, the system chooses. */
export function restoreWindowState(file: string): { bounds: Partial<Rectangle>; isMaximized: boolean } {
  const { bounds, isMaximized } = readJsonFile(file, WindowState, { bounds: null, isMaximized: false })
  return { bounds: bounds === null ? DEFAULT_SIZE : clampToArea(bounds, screen.getDisplayMatching(bounds).workArea), isMaximized }
}

/** The same rectangle, made to fit entirely inside `area`: a window left on a display that has gone is found again. */
export function clampToArea(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width)
  const height = Math.min(bounds.height, area.height)
  const within = (position: number, start: number, room: number): number => Math.max(start, Math.min(position, start + room))
  return { x: within(bounds.x, area.x, area.width - width), y: within(bounds.y, area.y, area.height - height), width, height }
}

/** Saves at every pause of moving and resizing, and on closing: a session that ends without notice loses nothing. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(timer)
    if (!window.isDestroyed()) writeJsonFile(file, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(save, 500)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}
