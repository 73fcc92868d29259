import { rmSync } from 'node:fs'
import { ImportKills } from '../fixtures/import-kill.ts'
import type { Figure } from './bench-figures.ts'

const KILLS = 100

/** Imports killed at 100 random moments: each has happened whole or not at all. */
export async function benchImportKills(): Promise<Figure[]> {
  const kills = new ImportKills()
  try {
    await kills.prepare()
    const whole = await kills.measure()
    let happened = 0
    let disagreements = 0
    for (let attempt = 0; attempt < KILLS; attempt++) {
      const outcome = await kills.kill(attempt, whole * 1.1 * Math.random())
      if (outcome.happened) happened += 1
      disagreements += outcome.disagreements.length
    }
    return [
      { name: 'import-kills: imports killed', value: KILLS, unit: '' },
      { name: 'import-kills: that had happened whole', value: happened, unit: '' },
      { name: 'import-kills: neither before nor after', value: disagreements, unit: '', goal: { atMost: 0 } },
    ]
  } finally {
    rmSync(kills.base, { recursive: true, force: true })
  }
}
