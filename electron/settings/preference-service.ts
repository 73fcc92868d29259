import { join } from 'node:path'
import type { Handlers } from '../../shared/call.ts'
import { Preferences, type preferenceContract } from '../../shared/settings/preference-contract.ts'
import { readJsonFile, writeJsonFile } from '../json-file.ts'

const DEFAULTS: Preferences = { locale: 'fr', theme: 'system', grids: {} }

/** This machine's preferences, in one small file. An unreadable file is the defaults. */
export function preferenceService(dataFolder: string): Handlers<typeof preferenceContract> {
  const file = join(dataFolder, 'preferences.json')
  return {
    get: () => readJsonFile(file, Preferences, DEFAULTS),
    save: (preferences) => {
      writeJsonFile(file, preferences)
      return preferences
    },
  }
}
