import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it, one after the other. Node's own recursive creation never returns below a folder that refuses
 * everything (`/proc`). Throws the system's error at the first level that cannot be made; a folder that is there already is none.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let level = resolve(folder); !existsSync(level); level = dirname(level)) {
    missing.push(level)
    if (dirname(level) === level) break
  }
  for (const level of missing.reverse()) mkdirSync(level)
  // says EEXIST of a file in its place
  if (missing.length === 0 && !statSync(folder).isDirectory()) mkdirSync(folder)
}
