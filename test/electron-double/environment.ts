import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How the double was started; see launch.ts and build/start.ts. */
export const environment = {
  userData: process.env['DOUBLE_USER_DATA'] ?? mkdtempSync(join(tmpdir(), 'relais-double-')),
  /** With a screen and a person before it, rather than for a test. */
  isHeaded: process.env['DOUBLE_HEADED'] !== undefined,
  isPackaged: process.env['DOUBLE_PACKAGED'] !== undefined,
}

/** Versions as the program sees them. `electronDouble` tells the double apart, for « À propos ». */
export const versions: Record<string, string> = { ...process.versions as Record<string, string>, electron: '45.4.1', chrome: '152.0.0.0', electronDouble: '1' }
Object.defineProperty(process, 'versions', { value: versions })
Object.assign(process, { type: 'browser' })
