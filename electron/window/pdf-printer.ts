import { readFile } from 'node:fs/promises'
import { BrowserWindow } from 'electron'

/** placeholder */
export async function printPdf(_parent: BrowserWindow, path: string): Promise<boolean> {
  await readFile(path)
  return false
}
