import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { systemNow } from '../../shared/date.ts'
import { DATABASE_FILE } from '../db/database.ts'

const Entries = z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() }))
type Entry = z.infer<typeof Entries>[number]

/** The dossiers opened on this machine, newest first, kept in one small file. An unreadable file is an empty list. */
export function recentDossiers(dataFolder: string) {
  const file = join(dataFolder, 'recent-dossiers.json')

  const read = (): Entry[] => {
    if (!existsSync(file)) return []
    try {
      return Entries.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return []
    }
  }
  const write = (entries: Entry[]): void => {
    writeFileSync(`${file}.tmp`, JSON.stringify(entries.slice(0, 20), null, 2))
    renameSync(`${file}.tmp`, file)
  }
  const others = (folder: string): Entry[] => read().filter((entry) => entry.folder !== folder)

  return {
    list: () => read().map((entry) => ({ ...entry, exists: existsSync(join(entry.folder, DATABASE_FILE)) })),
    remember: (folder: string, name: string) => write([{ folder, name, openedAt: systemNow() }, ...others(folder)]),
    forget: (folder: string) => write(others(folder)),
  }
}
