import { rmSync } from 'node:fs'
import { GenerationKills } from '../fixtures/generation-kill.ts'
import type { Figure } from './bench-figures.ts'

const KILLS = 100

/** Generations killed at 100 random moments: none may leave half a run. */
export async function benchKills(): Promise<Figure[]> {
  const kills = new GenerationKills()
  try {
    await kills.prepare()
    const whole = await kills.measure()
    let happened = 0
    let disagreements = 0
    for (let attempt = 0; attempt < KILLS; attempt++) {
      const outcome = await kills.kill(whole * 1.1 * Math.random())
      if (outcome.happened) happened += 1
      for (const disagreement of outcome.disagreements) {
        disagreements += 1
        process.stderr.write(`kill ${attempt + 1}: ${disagreement}\n`)
      }
    }
    return [
      { name: 'kills: generations killed', value: KILLS, unit: '' },
      { name: 'kills: that had happened whole', value: happened, unit: '' },
      { name: 'kills: disagreements between levels, letters, files and documents', value: disagreements, unit: '', goal: { atMost: 0 } },
    ]
  } finally {
    rmSync(kills.base, { recursive: true, force: true })
  }
}
