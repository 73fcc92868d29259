import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'

/** What a small settings file holds; `fallback` when it is missing, unreadable or of another shape. */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>, fallback: T): T {
  if (!existsSync(file)) return fallback
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return fallback
  }
}

/** Replaces the file in one step: after a power cut it holds either what it held or `value`. */
export function writeJsonFile(file: string, value: unknown): void {
  const temporary = `${file}.tmp`
  const handle = openSync(temporary, 'w')
  try {
    writeFileSync(handle, JSON.stringify(value, null, 2))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
}
