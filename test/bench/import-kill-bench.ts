import { rmSync } from 'node:fs'
import { ImportKills, type ImportKillOutcome } from '../fixtures/import-kill.ts'
import type { Figure } from './bench-figures.ts'

const KILLS = 100

/** Imports killed at 100 random moments, half of them into a new dossier: each has happened whole or not at all. */
export async function benchImportKills(): Promise<Figure[]> {
  const outcomes = [...await killed({ isNew: true }), ...await killed({ isNew: false })]
  return [
    { name: 'import-kills: imports killed', value: outcomes.length, unit: '' },
    { name: 'import-kills: that had happened whole', value: outcomes.filter(({ happened }) => happened).length, unit: '' },
    { name: 'import-kills: neither before nor after', value: outcomes.flatMap(({ disagreements }) => disagreements).length, unit: '', goal: { atMost: 0 } },
  ]
}

async function killed(dossier: { isNew: boolean }): Promise<ImportKillOutcome[]> {
  const kills = new ImportKills(dossier)
  try {
    await kills.prepare()
    const whole = await kills.measure()
    const outcomes: ImportKillOutcome[] = []
    for (let attempt = 0; attempt < KILLS / 2; attempt++) outcomes.push(await kills.kill(attempt, whole * 1.1 * Math.random()))
    return outcomes
  } finally {
    rmSync(kills.base, { recursive: true, force: true })
  }
}
