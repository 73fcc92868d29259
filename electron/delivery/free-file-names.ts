import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { freePath } from './file-names.ts'

/**
 * Each wanted name made safe and told apart from the others and from what already is in the folders, so that it can be used in all of them.
 * @param extension without the dot
 */
export function freeFileNames(wanted: readonly string[], extension: string, folders: readonly string[]): string[] {
  const longest = folders.reduce((long, folder) => folder.length > long.length ? folder : long)
  const taken = new Set(folders.filter(existsSync).flatMap((folder) => readdirSync(folder)).map((name) => join(longest, name).toLowerCase()))
  return wanted.map((name) => basename(freePath(longest, name, extension, taken)))
}
